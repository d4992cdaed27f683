package scheduler_test

import (
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// refRule is a rule of a plan: what the reference makes of it, and the library's own.
type refRule struct {
	name, title string
	bounds      []int64 // where the rule may begin or end inside a minute
	parts       func(a *refAxis) []refPart
	rule        scheduler.Rule
}

// refEval is a plan with its free time worked out.
type refEval struct {
	*refAxis
	parts  []refOwned
	free   []bool  // by cell
	until  []int64 // by cell: where the free stretch that holds it ends; its own beginning if it is not free
	starts []int64 // free starts, in order of time
	costs  []refCost
}

// refOwned is a part with its place in the order of rules: weekdays, holidays, then the plan's rules.
type refOwned struct {
	refPart
	order int
	name  string
}

const refHorizonOrder = 1 << 30

// weekday reports whether a region's working day counts as excluded, offday whether a holiday does.
func (a *refAxis) weekday(p *refPlan, region, minute int) bool {
	return p.skipWeekdays && region != p.withoutWeekdays && a.region[region][minute].day.kind == 0
}

func (a *refAxis) offday(p *refPlan, region, minute int) bool {
	return p.skipHolidays && region != p.withoutOffday && a.region[region][minute].day.offday != ""
}

// excluded tells for every minute whether too many customers are on an excluded kind of day.
func (a *refAxis) excluded(p *refPlan) []bool {
	out := make([]bool, a.minutes)
	for m := range out {
		w := int64(0)
		for i := range p.regions {
			if a.weekday(p, i, m) || a.offday(p, i, m) {
				w += p.regions[i].customers
			}
		}
		out[m] = w*millionth > p.tolerate*a.all
	}
	return out
}

// explain works out which rule blocks what, on whose account, and why.
func (e *refEval) explain(p *refPlan) *refEval {
	excluded := e.excluded(p)
	for i := range p.regions {
		type cause struct {
			order  int
			reason string
		}
		byCause := map[cause]int{} // index in owned
		var owned []refOwned
		note := func(order int, name, reason string, cell int) {
			k, ok := byCause[cause{order, reason}]
			if !ok {
				k = len(owned)
				byCause[cause{order, reason}] = k
				owned = append(owned, refOwned{refPart{i, reason, make([]bool, e.cells())}, order, name})
			}
			owned[k].cells[cell] = true
		}
		for c := range e.cells() {
			m := c / len(e.seconds)
			day := e.region[i][m].day
			if !e.inSpan(c) || !excluded[m] {
				continue
			}
			if e.weekday(p, i, m) {
				reason := day.weekday.String()
				if day.worked {
					reason = "working " + reason
				}
				note(0, "weekdays", reason, c)
			}
			if e.offday(p, i, m) {
				note(1, "holidays", day.offday, c)
			}
		}
		e.parts = append(e.parts, owned...)
	}
	for k, parts := range e.ruleCells {
		for _, part := range parts {
			e.parts = append(e.parts, refOwned{part, 2 + k, p.rules[k].name})
		}
	}
	return e
}

// eval works out what is free, and which starts are.
func (a *refAxis) eval(p *refPlan) *refEval {
	e := &refEval{refAxis: a, free: make([]bool, a.cells())}
	excluded := a.excluded(p)
	for c := range e.free {
		e.free[c] = a.inSpan(c) && !excluded[c/len(a.seconds)]
	}
	for k, union := range a.ruleUnion {
		if k == p.withoutRule {
			continue
		}
		for c, blocked := range union {
			e.free[c] = e.free[c] && !blocked
		}
	}
	e.until = make([]int64, a.cells())
	for c := a.cells() - 1; c >= 0; c-- {
		from, to := a.cell(c)
		switch {
		case !e.free[c]:
			e.until[c] = from
		case c+1 < a.cells() && e.free[c+1]:
			e.until[c] = e.until[c+1]
		default:
			e.until[c] = to
		}
	}
	for _, s := range a.points(p) {
		if e.isFree(p, s) {
			e.starts = append(e.starts, s)
		}
	}
	return e
}

// isFree reports whether nothing blocks [s, s+keep).
func (e *refEval) isFree(p *refPlan, s int64) bool {
	c := e.cellOf(s)
	return s >= p.from && s+p.keep <= p.to && e.free[c] && e.until[c] >= s+p.keep
}

// points returns the grid's points in the horizon, or the candidates, in order of time.
func (a *refAxis) points(p *refPlan) []int64 {
	if p.candidates != nil {
		list := append([]int64(nil), p.candidates...)
		for i := range list { // there are a dozen at most
			for k := range list[:i] {
				if list[i] < list[k] {
					list[i], list[k] = list[k], list[i]
				}
			}
		}
		return list
	}
	var list []int64
	stride := gcd(p.step, 60) // offsets are whole minutes
	for t := p.from - p.from%stride; t < p.to; t += stride {
		if t >= p.from && a.onGrid(p, t) {
			list = append(list, t)
		}
	}
	return list
}

// onGrid reports whether t is a point of the grid, or a candidate.
func (a *refAxis) onGrid(p *refPlan, t int64) bool {
	if p.candidates != nil {
		for _, c := range p.candidates {
			if c == t {
				return true
			}
		}
		return false
	}
	h, m, s := time.Unix(t, 0).In(p.grid).Clock()
	return int64(h*3600+m*60+s)%p.step == 0
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// blockedSeconds returns how much of the horizon a part blocks.
func (a *refAxis) blockedSeconds(p *refPlan, part refPart) int64 {
	total := int64(0)
	for c, blocked := range part.cells {
		if from, to := a.cell(c); blocked && from < p.to {
			total += to - from
		}
	}
	return total
}

// longestFree returns the longest free stretch of the horizon, the earliest of several.
func (e *refEval) longestFree(p *refPlan) (from, to int64) {
	for c := range e.free {
		start, _ := e.cell(c)
		if end := min(e.until[c], p.to); e.free[c] && end-start > to-from {
			from, to = start, end
		}
	}
	return from, to
}
