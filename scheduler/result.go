package scheduler

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// Result is the answer to a request. All times in it are shown on the clocks of Grid.Location,
// except where they are said to be a region's own.
type Result struct {
	// Suggestions come best first: least impact, then least peak share, then earliest, compared
	// exactly. Each after the first is the best of those that keep their distance (Request.Spacing)
	// from all before it. There is at least one.
	Suggestions []Suggestion
	// Assessments judge Request.Candidates, in the order given; nil where there are none.
	Assessments []Assessment
	// Considered counts the free starts: those on the grid, or those of Request.Candidates.
	Considered int64
	// Blocked says how much time each rule took from the horizon, most first.
	Blocked []Blocked
	// RuleOfThumb is what the usual rules of thumb would have chosen.
	RuleOfThumb RuleOfThumb
	// RulePrices says what each rule costs, and Comparison how the costs of all starts lie. Both are nil without
	// Request.Explain.
	RulePrices *RulePrices
	Comparison *Comparison
	// Warnings are sentences about the request that its sender should read.
	Warnings []string
}

// Suggestion is one chosen window.
type Suggestion struct {
	// Window is the announced interval.
	Window calendar.Interval
	// Impact is what the window costs, with its overrun.
	Impact Impact
	// CrewHours is what it asks of the crews; nil where the request has none.
	Crew *CrewHours
	// FreeUntil is the end of the free stretch that holds the window, looked for up to seven days past
	// the horizon. Open reports that nothing ends it by then.
	FreeUntil time.Time
	Open      bool
	// Runway is the free time left after the announced end.
	Runway time.Duration
	// RollbackBy is the last instant to begin a rollback that ends inside the window, and
	// PointOfNoReturn the last that ends inside the free stretch. Both are nil without
	// Request.Rollback, and where they would lie before the start.
	RollbackBy, PointOfNoReturn *time.Time
	// ClockChanges are the changes of clocks in any region from the start to the end of the overrun and
	// of what is kept clear, in order of time.
	ClockChanges []ClockChange
}

// Impact is the expected number of customer-hours lost, by weight where regions have one. It is computed
// exactly and rounded once, to the nearest millionth (half to even), and so are the shares.
type Impact struct {
	// Weighted reports whether any region's customers count more or less than 1, so that these are weighted
	// customer-hours. The shares are of people.
	Weighted bool
	// CustomerHours is the sum of the other two, and of the regions'.
	CustomerHours float64
	// PlannedCustomerHours is the window's own part: it is certain.
	PlannedCustomerHours float64
	// OverrunCustomerHours is the overrun's part, weighted by its probabilities.
	OverrunCustomerHours float64
	// MeanShare and PeakShare are the mean and the largest activity of all customers during the
	// announced window, from 0 to 1.
	MeanShare, PeakShare float64
	// Regions holds every region's part: most customer-hours first, then by name.
	Regions []RegionImpact
}

// RegionImpact is one region's part of an impact. Its shares are of the region's own customers.
type RegionImpact struct {
	Region string
	// Customers, Weight and TimeZone are the region's, repeated for those who print. Customers are people;
	// the customer-hours are weighted, so that hours of people are CustomerHours / Weight.
	Customers int64
	Weight    float64
	TimeZone  string
	// Local is the announced window on the region's own clocks.
	Local calendar.Interval
	// Days are the local dates that the announced window touches, in order of time.
	Days                                                      []LocalDay
	CustomerHours, PlannedCustomerHours, OverrunCustomerHours float64
	MeanShare, PeakShare                                      float64
}

// LocalDay is a date in one region, with its kind and, for a holiday, its name.
type LocalDay struct {
	Date calendar.Date
	Kind calendar.DayKind
	Name string
}

// Blocked is how much time one rule took from the horizon in one region for one reason.
type Blocked struct {
	Rule string
	// Region is empty where no one region is the cause.
	Region string
	// Reason is a weekday's name, a holiday's, or that of the rule's entry.
	Reason string
	// Duration is the length of the union of the blocks within the horizon, after tolerance.
	Duration time.Duration
}

// Assessment judges one proposed start.
type Assessment struct {
	Window calendar.Interval
	Impact Impact
	// CrewHours is what it asks of the crews; nil where the request has none.
	Crew *CrewHours
	// Free reports whether nothing blocks [start, start+KeepClear).
	Free bool
	// OnGrid reports whether the start is on the grid, or among Request.Candidates where there are any.
	OnGrid bool
	// Blocks are what keeps the start from being free, cut to [start, start+KeepClear), by start, then
	// in the order of the rules, then of the regions, then by reason. Time past the end of the horizon is a block of
	// the rule "horizon".
	Blocks []Block
	// Factor is the impact over the best free impact, rounded to the nearest millionth; nil where that
	// is 0 or no start is free.
	Factor *float64
	// Rank is one more than the number of free starts that cost strictly less.
	Rank int64
}

// What a Relaxation changes apart from rules.
const (
	// RelaxKeepClear lowers Request.KeepClear.
	RelaxKeepClear = "keep_clear"
	// RelaxTolerate raises Request.Tolerate.
	RelaxTolerate = "tolerate"
)

// Relaxation is a single change of a request that opens starts where none fitted.
type Relaxation struct {
	// Change says in words what to change, such as "drop region Gulf from weekdays". It is made from the
	// fields below.
	Change string
	// Rule is what is changed: the name of a rule, which is dropped, or RelaxKeepClear or RelaxTolerate, whose
	// new value is Value.
	Rule string
	// Region, if not empty, is the only region that the rule is dropped for: its working days, or its
	// holidays, count no more.
	Region string
	// Entry is the Title of the rule that is dropped, where there may be several of its name: of a crew's
	// rule the crew's name.
	Entry string
	// Value is the new value as a plan file writes it: "1h30m" of RelaxKeepClear, "0.125" of RelaxTolerate.
	Value string
	// Opens counts the starts that would be free.
	Opens int64
	// Best is the best of them.
	Best Suggestion
}
