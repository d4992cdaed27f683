package scheduler

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Blackout returns the rule that maintenance is never within the period. A change freeze is one.
func Blackout(p Period) Rule {
	return Rule{Name: RuleBlackout, Title: p.name, Regions: p.regions, Blocks: func(ctx context.Context, v *View, yield func(Block) bool) error {
		return p.sets(ctx, v, func(region string, set calendar.Set) bool {
			for iv := range set.All() {
				if !yield(Block{Interval: iv, Region: region}) {
					return false
				}
			}
			return true
		})
	}}
}

// OnlyDuring returns the rule that maintenance is only within the periods: within any of them.
// Without periods it blocks nothing.
func OnlyDuring(periods ...Period) Rule {
	names := make([]string, len(periods))
	for i, p := range periods {
		names[i] = p.name
	}
	rule := Rule{Name: RuleOnlyDuring, Title: joinFirst(names, 3), identity: strings.Join(names, "\n")}
	for _, p := range periods {
		rule.Regions = append(rule.Regions, p.regions...)
	}
	rule.narrow = func(index map[string]int) (Rule, bool) {
		var kept []Period
		for _, p := range periods {
			if named := len(p.regions) > 0; named {
				if p.regions = known(p.regions, index); len(p.regions) == 0 {
					continue
				}
			}
			kept = append(kept, p)
		}
		return OnlyDuring(kept...), len(kept) > 0
	}
	rule.Blocks = func(ctx context.Context, v *View, yield func(Block) bool) error {
		if len(periods) == 0 {
			return nil
		}
		var sets []calendar.Set
		for _, p := range periods {
			if err := p.sets(ctx, v, func(_ string, set calendar.Set) bool {
				sets = append(sets, set)
				return true
			}); err != nil {
				return err
			}
		}
		allowed, err := exact.Fold(ctx, sets, calendar.Set.Union)
		if err != nil {
			return err
		}
		for iv := range allowed.Gaps(v.Span()).All() {
			if !yield(Block{Interval: iv}) {
				break
			}
		}
		return nil
	}
	return rule
}

// OnlyHours returns the rule that maintenance is only while the clocks of loc read within the hours.
// Hours that are not Valid, a nil loc and time.Local are among the FieldErrors.
func OnlyHours(name string, hours calendar.Hours, loc *time.Location) (Rule, error) {
	var faults FieldErrors
	if !hours.Valid() {
		faults.add("hours", hours.String(), "hours such as 22:00-06:00")
	}
	switch {
	case loc == nil:
		faults.add("time_zone", nil, "an IANA time zone")
	case loc.String() == "Local":
		faults.add("time_zone", "Local", "an IANA time zone, not that of the machine")
	}
	return onlyHours(RuleOnlyHours, name, hours, loc), faults.err()
}

// onlyHours returns the rule of hours that have been checked.
func onlyHours(kind, name string, hours calendar.Hours, loc *time.Location) Rule {
	return Rule{Name: kind, Title: name, Blocks: func(_ context.Context, v *View, yield func(Block) bool) error {
		for stretch, offset := range calendar.Offsets(loc, v.Span()) {
			for iv := range outside(hours, stretch, offset) {
				if !yield(Block{Interval: iv}) {
					return nil
				}
			}
		}
		return nil
	}}
}

// outside walks the instants of a stretch of constant offset at which the clock reads outside the
// hours. Every reading outside belongs to the run from To to the next From.
func outside(hours calendar.Hours, stretch calendar.Interval, offset int) iter.Seq[calendar.Interval] {
	return func(yield func(calendar.Interval) bool) {
		if hours.From == calendar.Midnight && hours.To == calendar.EndOfDay {
			return
		}
		length := int64(hours.From) - int64(hours.To)
		if length < 0 {
			length += exact.DaySeconds
		}
		// Begin a day early: a run may reach into the stretch from the day before it.
		first := (exact.FloorDiv(stretch.Start.Unix()+int64(offset), exact.DaySeconds)-1)*exact.DaySeconds + int64(hours.To) - int64(offset)
		for t := first; t < stretch.End.Unix()+1; t += exact.DaySeconds {
			run := calendar.Interval{Start: time.Unix(t, 0), End: time.Unix(t+length, 0)}
			if iv := run.Intersect(stretch); !iv.Empty() && !yield(iv) {
				return
			}
		}
	}
}

// LimitShare returns the rule that maintenance is never while the region's activity is above the share,
// from 0 to 1 and held in whole millionths. Another share is among the FieldErrors.
func LimitShare(region string, share float64) (Rule, error) {
	limit, err := limitOf(share)
	if err != nil {
		return Rule{}, err
	}
	rule := Rule{Name: RuleLimitShare, Title: fmt.Sprintf("%s above %v", region, share), Regions: []string{region}}
	rule.Blocks = func(_ context.Context, v *View, yield func(Block) bool) error {
		i := v.c.planner.index[region]
		for l := range v.c.levels(i, v.c.job.from, v.c.end()) {
			if int64(l.share) > limit && !yield(Block{Interval: v.c.interval(l.from, l.to), Region: region, Reason: fmt.Sprintf("activity above %v", share)}) {
				break
			}
		}
		return nil
	}
	return rule, nil
}

// LimitPeak returns the rule that maintenance is never while more than the share of all customers are
// active: people, whatever their weight. As nothing that is kept clear may be blocked, the limit holds at
// every instant of it. The share is from 0 to 1, held in whole millionths and compared exactly. Another
// share is among the FieldErrors.
func LimitPeak(share float64) (Rule, error) {
	limit, err := limitOf(share)
	if err != nil {
		return Rule{}, err
	}
	rule := Rule{Name: RuleLimitPeak, Title: fmt.Sprintf("more than %v of all customers", share)}
	rule.Blocks = func(_ context.Context, v *View, yield func(Block) bool) error {
		c := v.c.demand
		for i := c.Find(v.c.job.from); c.At[i] < v.c.end(); i++ {
			// Both sides are customers x millionths.
			if c.Heads(i) > limit*v.c.planner.customers && !yield(Block{Interval: v.c.interval(c.At[i], min(c.At[i+1], v.c.end()))}) {
				break
			}
		}
		return nil
	}
	return rule, nil
}

// limitOf returns a share in millionths.
func limitOf(share float64) (int64, error) {
	limit, ok := exact.Millionths(share)
	if !ok {
		return 0, FieldErrors{{Path: "share", Value: share, Expected: "a share from 0 to 1"}}
	}
	return limit, nil
}
