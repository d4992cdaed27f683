package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// relaxed is a single change of the request, with the free time and the starts that there are with it.
type relaxed struct {
	Relaxation
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

// relaxations finds the single changes that open a start.
func (c *compiled) relaxations(ctx context.Context) ([]Relaxation, error) {
	stretches, err := c.stretches(ctx)
	if err != nil {
		return nil, err
	}
	drops, err := c.drops(ctx, stretches)
	if err != nil {
		return nil, err
	}
	var list []relaxed
	for _, d := range drops {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r := relaxed{free: extend(d.freed, c.free)}
		r.starts = c.starts(r.free)
		if r.Opens = c.grid.CountAll(r.starts); r.Opens > 0 {
			r.Rule, r.Region, r.Entry = c.names(d)
			r.Change = r.sentence()
			list = append(list, r)
		}
	}
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
	r := relaxed{Relaxation: Relaxation{Rule: RelaxKeepClear, Value: calendar.FormatDuration(seconds(most))}, free: c.free}
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
