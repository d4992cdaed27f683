package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// relaxed is a single change of the request, with the time that it alone frees.
type relaxed struct {
	Relaxation
	freed  []exact.Span
	starts []exact.Span
	free   []exact.Span
}

// sentence says in words what the fields say.
func (r *Relaxation) sentence() string {
	switch {
	case r.Rule == RelaxKeepClear && r.Value != "":
		return "lower keep_clear to " + r.Value
	case r.Rule == RelaxTolerate && r.Value != "":
		return "raise tolerate to " + r.Value
	case r.Region != "":
		return "drop region " + r.Region + " from " + r.Rule
	default:
		return "drop " + (&Rule{Name: r.Rule, Title: r.Entry}).describe()
	}
}

// relaxations finds the single changes that open a start. One pass over the coverage counts tells
// what each change frees: an instant that only one rule covers is freed by dropping that rule.
func (c *compiled) relaxations(ctx context.Context) ([]Relaxation, error) {
	stretches := c.stretches()
	list, err := c.drops(ctx, stretches)
	if err != nil {
		return nil, err
	}
	kept := list[:0]
	for _, r := range list {
		r.free = extend(r.freed, c.free)
		r.starts = c.starts(r.free)
		if r.Opens = c.grid.CountAll(r.starts); r.Opens > 0 {
			kept = append(kept, r)
		}
	}
	list = kept
	if r := c.lowerKeep(); r.Opens > 0 {
		list = append(list, r)
	}
	if r := c.raiseTolerance(stretches); r.Opens > 0 {
		list = append(list, r)
	}
	slices.SortStableFunc(list, func(a, b relaxed) int {
		return cmp.Or(cmp.Compare(b.Opens, a.Opens), cmp.Compare(a.Change, b.Change))
	})
	out := make([]Relaxation, 0, min(len(list), MaxRelaxations))
	for _, r := range list[:min(len(list), MaxRelaxations)] {
		se, err := exact.NewSearch(ctx, exact.NewScorer(c.demand, c.job.stages), &c.grid, c.job.duration, r.starts)
		if err != nil {
			return nil, err
		}
		r.Best = c.suggestion(r.free, se.Take(0).Start)
		out = append(out, r.Relaxation)
	}
	return out, nil
}

// drops collects what dropping each rule, or one region from weekdays or holidays, would free.
func (c *compiled) drops(ctx context.Context, stretches []stretch) ([]relaxed, error) {
	type change struct{ kind, index int } // kind: an order of rules, or that of a region's days
	const regionWeekdays, regionHolidays = -2, -1
	var list []relaxed
	places := make(map[change]int)
	free := func(ch change, what func() Relaxation, s exact.Span) {
		i, ok := places[ch]
		if !ok {
			i = len(list)
			places[ch] = i
			r := what()
			r.Change = r.sentence()
			list = append(list, relaxed{Relaxation: r})
		}
		list[i].freed = exact.AppendSpan(list[i].freed, s)
	}
	// Largest regions first: only one that is large enough can free anything.
	bySize := make([]int, len(c.days))
	for i := range bySize {
		bySize[i] = i
	}
	regions := c.planner.regions
	slices.SortStableFunc(bySize, func(a, b int) int { return cmp.Compare(regions[b].Customers, regions[a].Customers) })
	many := func(customers int64) bool { return tooMany(customers, c.planner.customers, c.job.tolerate) }
	for _, s := range stretches {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		off := c.off.customers(s.step)
		switch {
		case s.rules == 1 && !many(off):
			r := c.rules[s.sum].rule
			free(change{orderRules, s.sum}, func() Relaxation { return Relaxation{Rule: r.Name, Entry: r.Title} }, s.Span)
		case s.rules == 0 && many(off):
			if !many(off - c.off.count[offWork][s.step]) {
				free(change{orderWeekdays, 0}, func() Relaxation { return Relaxation{Rule: RuleWeekdays} }, s.Span)
			}
			if !many(off - c.off.count[offHoliday][s.step]) {
				free(change{orderHolidays, 0}, func() Relaxation { return Relaxation{Rule: RuleHolidays} }, s.Span)
			}
			for _, i := range bySize {
				if many(off - regions[i].Customers) {
					break
				}
				switch c.exclusionAt(i, s.From) {
				case offWork:
					free(change{regionWeekdays, i}, func() Relaxation { return Relaxation{Rule: RuleWeekdays, Region: regions[i].Name} }, s.Span)
				case offHoliday:
					free(change{regionHolidays, i}, func() Relaxation { return Relaxation{Rule: RuleHolidays, Region: regions[i].Name} }, s.Span)
				}
			}
		}
	}
	return list, nil
}

// exclusionAt returns by which rules the region is left out at the instant t.
func (c *compiled) exclusionAt(region int, t int64) uint8 {
	d := &c.days[region]
	day := d.zone.At(t).Day
	cell, _ := d.cell(day)
	if nameOn(d.padded, day) != "" {
		cell |= isPadded
	}
	return c.job.exclusion(cell)
}

// extend joins each freed stretch with the free time that it touches.
func extend(freed, free []exact.Span) []exact.Span {
	var out []exact.Span
	for _, f := range freed {
		i := exact.FirstEndingAfter(free, f.From-1)
		if i < len(free) && free[i].To == f.From {
			f.From = free[i].From
			i++
		}
		if i < len(free) && free[i].From == f.To {
			f.To = free[i].To
		}
		out = exact.AppendSpan(out, f)
	}
	return out
}

// lowerKeep finds the largest KeepClear for which a start fits, never below the window.
func (c *compiled) lowerKeep() relaxed {
	most := int64(0)
	for _, f := range c.free {
		if p := c.grid.Next(f.From); p < min(f.To, c.job.to) {
			most = max(most, min(f.To, c.job.to)-p)
		}
	}
	if most < c.job.duration {
		return relaxed{}
	}
	r := relaxed{Relaxation: Relaxation{Rule: RelaxKeepClear, Value: seconds(most).String()}, free: c.free}
	r.Change = r.sentence()
	for _, f := range c.free {
		if s := (exact.Span{From: f.From, To: min(f.To, c.job.to) - most + 1}); s.From < s.To {
			r.starts = append(r.starts, s)
		}
	}
	r.Opens = c.grid.CountAll(r.starts)
	return r
}

// raiseTolerance finds the least tolerance that opens a start.
func (c *compiled) raiseTolerance(stretches []stretch) relaxed {
	if !c.job.weekdays && !c.job.holidays {
		return relaxed{}
	}
	free := func(tolerate int64) []exact.Span {
		var out []exact.Span
		for _, s := range stretches {
			if s.rules == 0 && !tooMany(c.off.customers(s.step), c.planner.customers, tolerate) {
				out = exact.AppendSpan(out, s.Span)
			}
		}
		return out
	}
	opens := func(tolerate int64) int64 { return c.grid.CountAll(c.starts(free(tolerate))) }
	lo, hi := c.job.tolerate, int64(exact.ShareUnit)-1 // lo opens none
	if opens(hi) == 0 {
		return relaxed{}
	}
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; opens(mid) > 0 {
			hi = mid
		} else {
			lo = mid
		}
	}
	r := relaxed{Relaxation: Relaxation{Rule: RelaxTolerate, Value: fmt.Sprint(float64(hi) / exact.ShareUnit)}, free: free(hi)}
	r.Change = r.sentence()
	r.starts = c.starts(r.free)
	r.Opens = c.grid.CountAll(r.starts)
	return r
}
