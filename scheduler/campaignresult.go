package scheduler

import (
	"errors"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// ErrNoPlan is what a *NoPlanError is, for errors.Is: the campaign is sound and not all of its tasks fit.
var ErrNoPlan = errors.New("not all tasks of the campaign fit")

// CampaignResult is the answer to a Campaign.
type CampaignResult struct {
	// Windows are those of all tasks, by their start, then in the order of the tasks.
	Windows []TaskWindow
	// CustomerHours is what the windows cost, MoveCosts what moving announced ones costs beside it.
	CustomerHours, MoveCosts float64
	// Bound is what no plan costs less than, moves included; 0 where not all tasks are placed.
	Bound float64
	// Proven reports that no plan costs less.
	Proven bool
	// Burden is what each region's customers bear, in the order of the planner's regions.
	Burden []RegionBurden
	// RulesOfThumb are what a planner without a search would do.
	RulesOfThumb []CampaignRule
	// Costs are what the limits, the soak and the order of tasks cost, those that may cost most first.
	Costs []CampaignCost
	// Deadlines are what a campaign of rings would cost if it had less time, or more, shortest first.
	Deadlines []Deadline
	// Warnings are sentences that the campaign's owner should read.
	Warnings []string
	// Prices prove the bound.
	Prices *CampaignPrices
}

// TaskWindow is the window of one task.
type TaskWindow struct {
	Task   string
	Window calendar.Interval
	// Impact is what it costs the customers whom it disturbs.
	Impact Impact
	// MovedFrom is the start that was announced, nil where the window is there or none was.
	MovedFrom *time.Time
	// Sequence counts the windows that customers have been told for it, this one not counted if it is
	// the announced one.
	Sequence int
	// Alone is where the task would be if nothing but its own request mattered.
	Alone AloneWindow
	// Because is what keeps it from there, given where the others are; empty where it is there.
	Because []Cause
}

// AloneWindow is the best window of a task by itself.
type AloneWindow struct {
	Window        calendar.Interval
	CustomerHours float64
}

// The kinds of Cause.
const (
	CauseAfter     = "after"
	CauseSeries    = "series"
	CauseRing      = "ring"
	CauseLimit     = "limit"
	CauseFixed     = "fixed"
	CauseAnnounced = "announced"
)

// Cause is one thing that binds a window.
type Cause struct {
	Kind string
	// Task is the other task, if there is one; Limit the limit's name.
	Task, Limit string
}

// RegionBurden is what a customer of a region bears: customer-hours over the region's customers, with what
// was paid before.
type RegionBurden struct {
	Region      string
	PerCustomer float64
	// ByRule is the same under each rule of thumb, in the order of RulesOfThumb.
	ByRule []float64
}

// The names of the rules of thumb.
const (
	ThumbSunday   = "sunday_0200"
	ThumbNextFree = "next_free"
	ThumbBestLeft = "best_left"
)

// CampaignRule is what a rule of thumb comes to.
type CampaignRule struct {
	Name string
	// CustomerHours are those of the tasks that it places; LeftOut counts the others.
	CustomerHours float64
	LeftOut       int
	// Starts are those of all tasks, in their order.
	Starts []RuleStart
}

// RuleStart is where a rule of thumb puts a task; nil where it does not.
type RuleStart struct {
	Task  string
	Start *time.Time
}

// CampaignCost is what one part of a campaign costs: at least and at most so much less would the whole cost
// without it.
type CampaignCost struct {
	// Limit is the name of a limit; Soak and Order report that it is the soak, or the order of tasks
	// (after, series and rings).
	Limit           string
	Soak, Order     bool
	AtLeast, AtMost float64
}

// Deadline is what a campaign costs if it must end so many days after it begins.
type Deadline struct {
	Days          int
	CustomerHours float64
	// Fits reports whether there is a plan.
	Fits bool
}

// NoPlanError reports that not all tasks of a campaign fit.
type NoPlanError struct {
	// LeftOut are the tasks without a window, in their order.
	LeftOut []LeftOut
	// Changes are single changes, tried out, with which more tasks fit; those that help most first.
	Changes []CampaignChange
	// Proven reports that there is no plan at all, not only that none was found.
	Proven bool
	// Placed is the plan of the others.
	Placed *CampaignResult
	reason string
}

// LeftOut is a task without a window.
type LeftOut struct {
	Task string
	// FreeStarts counts its free starts by itself.
	FreeStarts int
	// Because is what stands in the way, by kind and name, most often first.
	Because []Cause
}

// CampaignChange is a single change of a campaign that was tried.
type CampaignChange struct {
	Change string
	// Limit is the limit that it is about, Task the task.
	Limit, Task string
	// LeftOut counts the tasks that do not fit even then.
	LeftOut int
	// CustomerHours are those of the plan that was found.
	CustomerHours float64
}

// Error says in one sentence what does not fit. Its form is for people and may change.
func (e *NoPlanError) Error() string { return e.reason }

// Is reports whether target is ErrNoPlan.
func (e *NoPlanError) Is(target error) bool { return target == ErrNoPlan }

// CampaignPrices prove a bound. Every price is at least 0, in customer-hours. Each task pays, beside what
// its start costs, the price of every instant at which it is under way (from its start on for its
// KeepClear and the limit's Rest) and the price of its period for what it uses of a limit per period.
// The least that the tasks then cost, within the Relations or rings that are kept, less what the prices
// are worth (times at_once, or times the cap), is the bound.
type CampaignPrices struct {
	Parts []PricedPart
}

// PricedPart proves the bound of tasks that are planned together.
type PricedPart struct {
	Tasks []string
	// Relations are the pairs of tasks whose relation is kept; Rings reports that rings are.
	Relations [][2]string
	Rings     bool
	Instants  []InstantPrice
	Periods   []PeriodPrice
	Bound     float64
}

// InstantPrice is the price of an instant under an AtOnce limit.
type InstantPrice struct {
	Limit, Region string
	At            time.Time
	Price         float64
}

// PeriodPrice is the price of a period of a limit, for each window, second or customer-hour (Unit).
type PeriodPrice struct {
	Limit, Region string
	Period, Unit  string
	Price         float64
}
