package scheduler_test

import (
	"fmt"
	"math/big"
	"sort"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// answer is everything that the reference says about a plan.
type refAnswer struct {
	result   *scheduler.Result        // nil where nothing fits
	noWindow *scheduler.NoWindowError // nil where something does
	eval     *refEval
}

// solve answers the plan as Suggest does.
func (p *refPlan) solve() refAnswer {
	a := newRefAxis(p)
	e := a.eval(p).explain(p)
	if len(e.starts) == 0 {
		nw := &scheduler.NoWindowError{KeepClear: time.Duration(p.keep) * time.Second, Blocked: e.blocked(p), Relaxations: a.relaxations(p)}
		if from, to := e.longestFree(p); from < to {
			nw.LongestFree = p.interval(from, to)
		}
		return refAnswer{noWindow: nw, eval: e}
	}
	e.price(p)
	res := &scheduler.Result{Considered: int64(len(e.starts)), Blocked: e.blocked(p), Suggestions: e.suggest(p, p.count)}
	for _, s := range p.candidates {
		res.Assessments = append(res.Assessments, e.assess(p, s))
	}
	return refAnswer{result: res, eval: e}
}

// blocked counts how much of the horizon each rule takes, most first; then in the order of the
// rules, of the regions, and of the reasons.
func (e *refEval) blocked(p *refPlan) []scheduler.Blocked {
	type row struct {
		scheduler.Blocked
		order, region int
	}
	var rows []row
	for _, part := range e.parts {
		if seconds := e.blockedSeconds(p, part.refPart); seconds > 0 {
			rows = append(rows, row{scheduler.Blocked{
				Rule: part.name, Region: p.regionName(part.region), Reason: part.reason, Duration: time.Duration(seconds) * time.Second,
			}, part.order, part.region})
		}
	}
	sort.SliceStable(rows, func(x, y int) bool {
		a, b := rows[x], rows[y]
		switch {
		case a.Duration != b.Duration:
			return a.Duration > b.Duration
		case a.order != b.order:
			return a.order < b.order
		case a.region != b.region:
			return a.region < b.region
		}
		return a.Reason < b.Reason
	})
	out := []scheduler.Blocked{}
	for _, r := range rows {
		out = append(out, r.Blocked)
	}
	return out
}

func (p *refPlan) regionName(i int) string {
	if i < 0 {
		return ""
	}
	return p.regions[i].name
}

// assess judges one start.
func (e *refEval) assess(p *refPlan, s int64) scheduler.Assessment {
	if e.costs == nil {
		e.price(p)
	}
	cost := e.cost(p, s)
	out := scheduler.Assessment{
		Window: p.interval(s, s+p.duration), Impact: e.impact(p, s), Free: e.isFree(p, s), OnGrid: e.onGrid(p, s),
		Blocks: e.blocks(p, s), Rank: 1,
	}
	var best *big.Int
	for _, c := range e.costs {
		if c.total.Cmp(cost.total) < 0 {
			out.Rank++
		}
		if best == nil || c.total.Cmp(best) < 0 {
			best = c.total
		}
	}
	if best != nil && best.Sign() > 0 {
		factor := ratio(cost.total, best)
		out.Factor = &factor
	}
	return out
}

// blocks returns what blocks [s, s+keep), cut to it: runs of cells with the same cause.
func (e *refEval) blocks(p *refPlan, s int64) []scheduler.Block {
	type found struct {
		scheduler.Block
		order, region int
	}
	var list []found
	end := s + p.keep
	for _, part := range e.parts {
		run := int64(-1)
		for c := e.cellOf(s); ; c++ {
			from, _ := e.cell(c)
			blocked := from < end && part.cells[c]
			if blocked && run < 0 {
				run = max(from, s)
			}
			if !blocked && run >= 0 {
				list = append(list, found{scheduler.Block{
					Interval: p.interval(run, min(from, end)), Rule: part.name, Region: p.regionName(part.region), Reason: part.reason,
				}, part.order, part.region})
				run = -1
			}
			if from >= end {
				break
			}
		}
	}
	if end > p.to {
		list = append(list, found{scheduler.Block{
			Interval: p.interval(max(s, p.to), end), Rule: "horizon", Reason: "past the end of the horizon",
		}, refHorizonOrder, -1})
	}
	sort.SliceStable(list, func(x, y int) bool {
		a, b := list[x], list[y]
		switch {
		case !a.Interval.Start.Equal(b.Interval.Start):
			return a.Interval.Start.Before(b.Interval.Start)
		case a.order != b.order:
			return a.order < b.order
		}
		return a.region < b.region
	})
	var out []scheduler.Block
	for _, f := range list {
		out = append(out, f.Block)
	}
	return out
}

// relaxations tries every single change of the plan, each by answering the changed plan anew.
func (a *refAxis) relaxations(p *refPlan) []scheduler.Relaxation {
	var out []scheduler.Relaxation
	try := func(change string, edit func(q *refPlan)) bool {
		q := *p
		edit(&q)
		e := a.eval(&q)
		if len(e.starts) == 0 {
			return false
		}
		e.price(&q)
		out = append(out, scheduler.Relaxation{Change: change, Opens: int64(len(e.starts)), Best: e.suggest(&q, 1)[0]})
		return true
	}
	if p.skipWeekdays {
		try("drop weekdays", func(q *refPlan) { q.skipWeekdays = false })
	}
	if p.skipHolidays {
		try("drop holidays", func(q *refPlan) { q.skipHolidays = false })
	}
	for k, r := range p.rules {
		what := r.name
		if r.title != "" {
			what += " " + r.title
		}
		try("drop "+what, func(q *refPlan) { q.withoutRule = k })
	}
	for i, r := range p.regions {
		if p.skipWeekdays {
			try("drop region "+r.name+" from weekdays", func(q *refPlan) { q.withoutWeekdays = i })
		}
		if p.skipHolidays {
			try("drop region "+r.name+" from holidays", func(q *refPlan) { q.withoutOffday = i })
		}
	}
	// The largest keep_clear that fits: no start can keep more clear than what is free from it on.
	most := int64(0)
	e := a.eval(p)
	for _, s := range a.points(p) {
		if e.free[e.cellOf(s)] {
			most = max(most, min(e.until[e.cellOf(s)], p.to)-s)
		}
	}
	if most >= p.duration && most < p.keep {
		try(fmt.Sprintf("lower keep_clear to %s", calendar.FormatDuration(time.Duration(most)*time.Second)), func(q *refPlan) { q.keep = most })
	}
	// The least tolerance that opens a start is that of one of the sums of customers.
	if p.skipWeekdays || p.skipHolidays {
		for _, t := range a.tolerances(p) {
			if t > p.tolerate && t < millionth && try(fmt.Sprintf("raise tolerate to %v", float64(t)/millionth), func(q *refPlan) { q.tolerate = t }) {
				break
			}
		}
	}
	return out
}

// tolerances returns, in order, the least tolerances in millionths that let one of the sums of
// customers on excluded kinds of day pass.
func (a *refAxis) tolerances(p *refPlan) []int64 {
	sums := map[int64]bool{}
	for m := range a.minutes {
		w := int64(0)
		for i, r := range p.regions {
			day := a.region[i][m].day
			if p.skipWeekdays && day.kind == 0 || p.skipHolidays && day.offday != "" {
				w += r.customers
			}
		}
		t := int64(0)
		for t = w * millionth / a.all; t*a.all < w*millionth; t++ {
		}
		sums[t] = true
	}
	var list []int64
	for t := range sums {
		list = append(list, t)
	}
	sort.Slice(list, func(i, k int) bool { return list[i] < list[k] })
	return list
}
