package scheduler

import (
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Period is a named part of time, for Blackout and OnlyDuring: instants that are the same
// everywhere, or what local clocks read, region by region. Build one with Instants, Dates or RegionInstants.
type Period struct {
	name    string
	regions []string
	set     func(loc *time.Location, within calendar.Interval) calendar.Set
	local   bool
}

// Instants returns the period of the given instants, the same everywhere.
func Instants(name string, set calendar.Set) Period {
	return Period{name: name, set: func(*time.Location, calendar.Interval) calendar.Set { return set }}
}

// Dates returns the period of the local dates from first up to, not including, end. It holds wherever
// it is one of those dates in one of the regions: in all regions, if none is given. Where end is not
// after first the period is empty.
func Dates(name string, first, end calendar.Date, regions ...string) Period {
	if !first.Valid() || !end.Valid() {
		panic(fmt.Sprintf("scheduler: Dates %q from %s to %s", name, first, end))
	}
	return RegionInstants(name, func(loc *time.Location, within calendar.Interval) calendar.Set {
		var parts []calendar.Interval
		// A calendar without holidays never returns an error.
		days, _ := calendar.Calendar{Location: loc}.Days(within)
		for _, d := range days {
			if !d.Date.Before(first) && d.Date.Before(end) {
				parts = append(parts, d.Interval)
			}
		}
		return calendar.NewSet(parts...)
	}, regions...)
}

// RegionInstants returns the period that set tells for the clocks of each of the regions: of all regions, if
// none is given. It holds where it holds in one of them. The function must be pure; it is called once
// for every zone, with the span that matters.
func RegionInstants(name string, set func(loc *time.Location, within calendar.Interval) calendar.Set, regions ...string) Period {
	return Period{name: name, regions: regions, set: set, local: true}
}

// Within returns the instants of span that lie in the period on the clocks of loc, whatever its regions.
// It is empty for the zero Period.
func (p Period) Within(loc *time.Location, span calendar.Interval) calendar.Set {
	if p.set == nil {
		return calendar.Set{}
	}
	return p.set(loc, span).Intersect(calendar.NewSet(span))
}

// Blackout returns the rule that maintenance is never within the period. A change freeze is one.
func Blackout(p Period) Rule {
	return Rule{Name: RuleBlackout, Title: p.name, Regions: p.regions, Blocks: func(v *View) iter.Seq[Block] {
		return func(yield func(Block) bool) {
			for region, set := range p.sets(v) {
				for iv := range set.All() {
					if !yield(Block{Interval: iv, Region: region}) {
						return
					}
				}
			}
		}
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
	rule.Blocks = func(v *View) iter.Seq[Block] {
		return func(yield func(Block) bool) {
			if len(periods) == 0 {
				return
			}
			var parts []calendar.Interval
			for _, p := range periods {
				for _, set := range p.sets(v) {
					for iv := range set.All() {
						parts = append(parts, iv)
					}
				}
			}
			for iv := range calendar.NewSet(parts...).Gaps(v.Span()).All() {
				if !yield(Block{Interval: iv}) {
					return
				}
			}
		}
	}
	return rule
}

// sets walks the period's instants, region by region in the planner's order; where they are the same
// everywhere there is one set, of no region.
func (p Period) sets(v *View) iter.Seq2[string, calendar.Set] {
	return func(yield func(string, calendar.Set) bool) {
		if p.set == nil {
			return
		}
		if !p.local {
			yield("", p.set(time.UTC, v.Span()))
			return
		}
		wanted := make(map[string]bool, len(p.regions))
		for _, name := range p.regions {
			wanted[name] = true
		}
		// Regions that share a zone share the answer.
		known := make(map[*time.Location]calendar.Set)
		for r := range v.Regions() {
			if len(wanted) > 0 && !wanted[r.Name] {
				continue
			}
			loc := r.Calendar.Location
			set, ok := known[loc]
			if !ok {
				set = p.set(loc, v.Span())
				known[loc] = set
			}
			if !yield(r.Name, set) {
				return
			}
		}
	}
}

// OnlyHours returns the rule that maintenance is only while the clocks of loc read within the hours.
// It panics on hours that are not Valid, on a nil loc and on time.Local.
func OnlyHours(name string, hours calendar.Hours, loc *time.Location) Rule {
	if !hours.Valid() || loc == nil || loc.String() == "Local" {
		panic(fmt.Sprintf("scheduler: OnlyHours %q of hours %s, zone %v", name, hours, loc))
	}
	return Rule{Name: RuleOnlyHours, Title: name, Blocks: func(v *View) iter.Seq[Block] {
		return func(yield func(Block) bool) {
			for stretch, offset := range calendar.Offsets(loc, v.Span()) {
				for iv := range outside(hours, stretch, offset) {
					if !yield(Block{Interval: iv}) {
						return
					}
				}
			}
		}
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

// LimitShare returns the rule that maintenance is never while the region's activity is above the
// share. It panics on a share outside [0, 1].
func LimitShare(region string, share float64) Rule {
	limit, ok := exact.Millionths(share)
	if !ok {
		panic(fmt.Sprintf("scheduler: LimitShare of %q to %v", region, share))
	}
	rule := Rule{Name: RuleLimitShare, Title: fmt.Sprintf("%s above %v", region, share), Regions: []string{region}}
	rule.Blocks = func(v *View) iter.Seq[Block] {
		return func(yield func(Block) bool) {
			i := v.c.planner.index[region]
			for l := range v.c.levels(i, v.c.job.from, v.c.end()) {
				if int64(l.share) > limit && !yield(Block{Interval: v.c.interval(l.from, l.to), Region: region, Reason: fmt.Sprintf("activity above %v", share)}) {
					return
				}
			}
		}
	}
	return rule
}
