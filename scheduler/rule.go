package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// The names of the built-in rules, as results show them.
const (
	RuleWeekdays   = "weekdays"
	RuleHolidays   = "holidays"
	RuleBlackout   = "blackout"
	RuleOnlyDuring = "only_during"
	RuleOnlyHours  = "only_hours"
	RuleLimitShare = "limit_share"
	RuleLimitPeak  = "limit_peak"
	// RuleHorizon is the rule of an Assessment's block for time past the end of the horizon.
	RuleHorizon = "horizon"
)

// Rule keeps maintenance out of parts of the horizon. Build one with Blackout, OnlyDuring,
// OnlyHours, LimitShare or LimitPeak, or write your own: a rule is a value with a name and a function, checked
// when a request is. Working days and holidays are not rules of this kind: see Request.
type Rule struct {
	// Name is the kind of rule that blocks are counted under, such as "blackout". Required; not
	// RuleWeekdays, RuleHolidays or RuleHorizon.
	Name string
	// Title tells rules of one name apart, such as "Year-end freeze". Name and Title together are
	// unique in a request.
	Title string
	// Regions are the names of regions that the rule looks at. A name that the planner does not have is
	// an error: it is a typo, not an empty rule.
	Regions []string
	// Blocks hands what the rule blocks to yield, in any order; blocks may overlap, and what lies outside
	// the view's span does not matter. Where yield returns false no more are wanted: return then. An error,
	// or a panic, makes the request fail with a FieldError that names the rule and holds it as the cause.
	// The function must be pure: equal views give equal blocks. It is called once for every request that is
	// prepared, in the goroutine that prepares it; a rule that takes long should poll the context.
	Blocks func(ctx context.Context, v *View, yield func(Block) bool) error
	// identity stands for Title where that is shortened.
	identity string
	// narrow, if not nil, returns the rule for those of the regions that an index has, and whether it
	// holds there.
	narrow func(index map[string]int) (Rule, bool)
}

// Block is a stretch of time that a rule keeps maintenance out of.
type Block struct {
	// Interval is blocked. Fractions of a second are blocked as whole seconds.
	Interval calendar.Interval
	// Rule is filled in from the rule's Name.
	Rule string
	// Region is the region on whose account the time is blocked, empty where no one region is the
	// cause. A region that the planner does not have is an error.
	Region string
	// Reason is shown to people. Empty means the rule's Title, or else its Name.
	Reason string
}

// describe names the rule for people.
func (r *Rule) describe() string {
	if r.Title == "" {
		return r.Name
	}
	return r.Name + " " + r.Title
}

// checkRules returns every fault of the rules themselves.
func checkRules(rules []Rule, index map[string]int) FieldErrors {
	var faults FieldErrors
	if len(rules) > MaxRules {
		faults.add("rules", len(rules), fmt.Sprintf("at most %d rules", MaxRules))
		return faults
	}
	type identity struct{ name, title string }
	seen := make(map[identity]int, len(rules))
	for i, r := range rules {
		path := fmt.Sprintf("rules[%d]", i)
		if r.Name == "" || slices.Contains([]string{RuleWeekdays, RuleHolidays, RuleHorizon}, r.Name) {
			faults.add(path+".name", r.Name, fmt.Sprintf("a name other than %s, %s and %s", RuleWeekdays, RuleHolidays, RuleHorizon))
		}
		id := identity{r.Name, cmp.Or(r.identity, r.Title)}
		if first, ok := seen[id]; ok {
			faults.add(path+".title", r.Title, fmt.Sprintf("a title of its own (rules[%d] has the same name and title)", first))
		} else {
			seen[id] = i
		}
		if r.Blocks == nil {
			faults.add(path+".blocks", nil, "a function; use Blackout, OnlyDuring, OnlyHours, LimitShare or LimitPeak")
		}
		for k, name := range r.Regions {
			if _, ok := index[name]; !ok {
				faults.add(fmt.Sprintf("%s.regions[%d]", path, k), name, "the name of a region")
			}
		}
	}
	return faults
}

// View is what a rule sees of a request: the regions' local days and activity over a span of time.
// It is valid while the rule's Blocks runs.
type View struct {
	c *compiled
}

// Span returns the time that blocks matter in: the horizon and seven days more, for the runway.
func (v *View) Span() calendar.Interval { return v.c.interval(v.c.job.from, v.c.end()) }

// Regions walks the planner's regions in the order given to New.
func (v *View) Regions() iter.Seq[Region] { return slices.Values(v.c.planner.regions) }

// Days walks the local days of a region over the span, in order of time. A region that the planner
// does not have has none; name regions in Rule.Regions to have them checked.
func (v *View) Days(region string) iter.Seq[calendar.Day] {
	return v.c.calendarDays(region, v.c.job.from, v.c.end())
}

// Customers returns the number of customers in all regions: people, whatever their weight.
func (v *View) Customers() int64 { return v.c.planner.customers }

// Demand returns the number of active customers of all regions, over the span and somewhat more. It
// counts people, whatever their weight. Cost: O(steps) at most, and that once.
func (v *View) Demand() *Curve { return v.c.people() }

// Activity walks the stretches of the span in which a region's activity stays the same, with its
// share from 0 to 1, in order of time. A region that the planner does not have has none.
func (v *View) Activity(region string) iter.Seq2[calendar.Interval, float64] {
	return func(yield func(calendar.Interval, float64) bool) {
		i, ok := v.c.planner.index[region]
		if !ok {
			return
		}
		for l := range v.c.levels(i, v.c.job.from, v.c.end()) {
			if !yield(v.c.interval(l.from, l.to), float64(l.share)/exact.ShareUnit) {
				return
			}
		}
	}
}
