// Package scheduler answers "how much": it scores maintenance windows by how much of the customer
// base in each region they affect, leaves out weekdays and regional holidays, and suggests the windows
// of lowest impact, with the reasons.
//
// # The model
//
// A [Region] is a group of customers that share a clock, a calendar and a rhythm of use. Its activity
// is the share of its customers who are active, by kind of day and hour of the local clock; customers
// times activity, added over all regions, is the demand: the number of active customers at an instant.
//
// A window is the announced interval [start, start+Duration). What may follow it is the overrun:
// stages, each with the probability that customers are still disrupted. The impact of a start is the
// expected number of customer-hours lost, the integral of demand times that probability. It counts the
// overrun also past the end of the horizon.
//
// Rules keep maintenance out of parts of the horizon. Working days and holidays are left out unless a
// [Request] allows them, and they are each region's own, on its own clock: 20:00 on Sunday in Los
// Angeles is Monday in Sydney, and is left out if there are customers in Sydney. Holidays matter
// twice: as a rule they keep the window out, as a kind of day they change activity. The two are
// independent: where holidays are allowed, that people are off on them is still counted.
//
// # The questions
//
// [New] takes the regions, [Planner.Prepare] a request; what comes back answers questions as often as one
// likes:
//
//   - [Prepared.Suggest]: the windows of least impact, or why there is none and what would help
//   - [Prepared.Assess]: what starts that others propose cost, and what blocks them
//   - [Prepared.Tradeoff]: impact against the hours of the crews
//   - [Prepared.Robustness]: how well the suggestions hold where the plan turns out to be wrong
//   - [Prepared.Timeline]: demand, free time and free starts, to draw or to search oneself
//   - [Prepared.RulePrices]: what each rule costs
//   - [Prepared.Gate]: whether maintenance may run now, and when next
//
// The first five are methods of Planner too, which prepare a request and ask once. Many maintenances at once are
// [Planner.Plan]'s, with [Planner.Review] of what was announced; one weekday and hour for all times is
// [Planner.Recurring]'s.
//
// # Exactness
//
// Everything is computed in integers: customers, millionths of shares and probabilities, seconds. Sums
// are held in 128 bits, which the limits keep large enough. Impacts are compared exactly and rounded
// only for output. With P the prefix integral of demand, the impact of a start s is the sum over the
// stages of p_k x (P(s+d_k) - P(s+d_(k-1))): continuous and piecewise linear in s, bending only where s
// or some s+d_k meets a step of demand. So the search looks at those instants, and at the grid points
// next to them, and finds what a search of every start would find.
//
// # What it needs
//
// The package imports the standard library and package calendar. It reads no clock, no environment
// and no time.Local, starts no goroutine, keeps no state, and answers equal requests with equal results.
// It does not embed the time zone database: programs that may run where there is none import
// time/tzdata.
package scheduler
