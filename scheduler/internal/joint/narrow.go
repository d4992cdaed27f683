package joint

import (
	"slices"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

const (
	// narrowBy is how many times fewer starts have to be left than there were, and narrowTo how many at
	// most, for a problem of their own.
	narrowBy = 3
	narrowTo = 20_000
	// finer is how many times finer prices are there: the last steps are shorter than a unit.
	finer = 64
)

// few reports whether so few live starts are left of size that they are worth a problem of their own: where
// they are fewer than before, or prices can be finer than before.
func (x *brancher) few(live [][]int32, size int) bool {
	left := 0
	for _, list := range live {
		left += len(list)
	}
	finer := size <= narrowTo && exact.Of(1).Less(x.p.Unit)
	return x.score.left == 0 && left <= narrowTo && (finer || left <= size/narrowBy)
}

// narrow looks for a better plan among the live starts alone. Few are left near the end, so that many rounds
// of finer steps bring the prices close to the best ones: without that, plans of nearly equal cost, of which
// there may be millions, would have to be tried one by one.
func (x *brancher) narrow(live [][]int32) {
	p := x.p.only(live)
	if x.market != nil {
		p.From = []Certificate{x.market.passed(p)}
	}
	s, err := Solve(x.ctx, p)
	if x.err = err; err != nil {
		return
	}
	x.done = s.Proven || s.Left == 0 && !s.Bound.Add(x.slack).Less(x.score.cost)
	if s.Left > 0 {
		return
	}
	plan := make([]int, len(s.Starts))
	for t, i := range s.Starts {
		plan[t] = int(live[t][i])
	}
	placed := slices.Clone(x.at)
	x.take(plan)
	x.keep()
	x.take(placed)
}

// only returns the problem with some of the starts: what is live of each task's.
func (p *Problem) only(live [][]int32) *Problem {
	c := &Problem{Relations: p.Relations, Rings: p.Rings, Soak: p.Soak, AtOnce: p.AtOnce, Effort: p.Effort, Unit: p.Unit.Quo(finer), Quick: p.Quick}
	if p.Unit.Less(exact.Of(finer)) {
		c.Unit = exact.Of(1)
	}
	for t, list := range live {
		task := Task{Duration: p.Tasks[t].Duration}
		for _, i := range list {
			task.Starts, task.Costs = append(task.Starts, p.Tasks[t].Starts[i]), append(task.Costs, p.Tasks[t].Costs[i])
		}
		c.Tasks = append(c.Tasks, task)
	}
	for _, b := range p.Budgets {
		uses := make([][]Cost, len(b.Tasks))
		for m, t := range b.Tasks {
			if uses[m] = b.Use[m]; !b.varying(m) {
				continue
			}
			uses[m] = nil
			for _, i := range live[t] {
				uses[m] = append(uses[m], b.Use[m][i])
			}
		}
		b.Use = uses
		c.Budgets = append(c.Budgets, b)
	}
	return c
}

// passed returns the prices for a problem that only returned.
func (m *market) passed(to *Problem) (c Certificate) {
	times := quoCost(m.p.Unit, to.Unit)
	for l, prices := range m.instant {
		for i, v := range prices {
			if v > 0 {
				c.AtOnce = append(c.AtOnce, InstantPrice{l, m.points[l][i], min(mostPrice, v*times)})
			}
		}
	}
	for l, prices := range m.period {
		for k, v := range prices {
			if v > 0 {
				c.Budgets = append(c.Budgets, PeriodPrice{l, k, m.share[l], min(mostPrice, v*times)})
			}
		}
	}
	return c
}
