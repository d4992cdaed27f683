package joint

import (
	"context"
	"slices"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Solve plans the tasks. Its error is the context's, which is polled often.
func Solve(ctx context.Context, p *Problem) (*Solution, error) {
	s := &Solution{Starts: make([]int, len(p.Tasks)), Proven: true, Exact: true}
	hopeless := false
	for _, tasks := range p.parts() {
		part, err := p.cut(tasks).solve(ctx)
		if err != nil {
			return nil, err
		}
		for k, t := range tasks {
			s.Starts[t] = part.Starts[k]
		}
		s.Left += part.Left
		s.Cost, s.Bound = s.Cost.Add(part.Cost), s.Bound.Add(part.Bound)
		s.Exact = s.Exact && part.Exact
		for _, c := range part.Certificates {
			s.Certificates = append(s.Certificates, c.renamed(tasks))
		}
		hopeless = hopeless || part.Left > 0 && part.Proven
		s.Proven = s.Proven && part.Proven
	}
	// One part without a plan is enough for a proof that there is none, and all must be final for one that
	// there is no better.
	s.Proven = s.Proven || hopeless
	return s, nil
}

// parts returns the sets of tasks that something connects, each in order, by their first tasks. A limit
// that so few tasks cannot break connects nothing.
func (p *Problem) parts() [][]int {
	sets := newUnion(len(p.Tasks))
	for _, r := range p.Relations {
		sets.join([]int{r.Before, r.Then})
	}
	if len(p.Rings) > 1 { // one ring alone waits for nothing
		sets.join(slices.Concat(p.Rings...))
	}
	for i := range p.AtOnce {
		if p.AtOnce[i].binds() {
			sets.join(p.AtOnce[i].Tasks)
		}
	}
	for i := range p.Budgets {
		if p.Budgets[i].binds() {
			sets.join(p.Budgets[i].Tasks)
		}
	}
	return sets.members()
}

// binds reports whether the limit can be broken.
func (a *AtOnce) binds() bool { return !a.Off && len(a.Tasks) > a.Most }

func (b *Budget) binds() bool {
	if b.Off {
		return false
	}
	if b.Spent {
		return len(b.Tasks) > 0
	}
	var sum Cost
	for m := range b.Tasks {
		most := Cost{}
		for _, u := range b.Use[m] {
			if most.Less(u) {
				most = u
			}
		}
		sum = sum.Add(most)
	}
	return b.Cap.Less(sum)
}

// cut returns the problem of some of the tasks, with the limits that can bind.
func (p *Problem) cut(tasks []int) *Problem {
	place := make([]int, len(p.Tasks))
	for t := range place {
		place[t] = -1
	}
	c := &Problem{Soak: p.Soak, Effort: max(1, p.Effort), Unit: p.Unit, Quick: p.Quick, From: p.From}
	if c.Unit == (Cost{}) {
		c.Unit = exact.Of(1)
	}
	for k, t := range tasks {
		place[t] = k
		c.Tasks = append(c.Tasks, p.Tasks[t])
	}
	for _, r := range p.Relations {
		if place[r.Before] >= 0 {
			c.Relations = append(c.Relations, Relation{place[r.Before], place[r.Then], r.Least, r.Most})
		}
	}
	for _, ring := range p.Rings {
		var own []int
		for _, t := range ring {
			if place[t] >= 0 {
				own = append(own, place[t])
			}
		}
		if len(own) > 0 {
			c.Rings = append(c.Rings, own)
		}
	}
	for i, a := range p.AtOnce {
		if a.binds() && place[a.Tasks[0]] >= 0 {
			own := AtOnce{Most: a.Most, Lengths: a.Lengths, source: i}
			for _, t := range a.Tasks {
				own.Tasks = append(own.Tasks, place[t])
			}
			c.AtOnce = append(c.AtOnce, own)
		}
	}
	for i, b := range p.Budgets {
		if b.binds() && place[b.Tasks[0]] >= 0 {
			own := b
			own.source, own.Tasks = i, nil
			for _, t := range b.Tasks {
				own.Tasks = append(own.Tasks, place[t])
			}
			c.Budgets = append(c.Budgets, own)
		}
	}
	for _, seed := range p.Seeds {
		own := make([]int, len(tasks))
		for k, t := range tasks {
			own[k] = seed[t]
		}
		c.Seeds = append(c.Seeds, own)
	}
	return c
}

// solve plans tasks that are all connected.
func (p *Problem) solve(ctx context.Context) (*Solution, error) {
	if len(p.Tasks) == 1 && len(p.Relations)+len(p.AtOnce)+len(p.Budgets) == 0 {
		return p.alone(), nil
	}
	relaxed := newRelaxation(p)
	fields := p.fields()
	bound, ok, err := relaxed.work(ctx, fields)
	if err != nil {
		return nil, err
	}
	if ok {
		s := &Solution{Starts: make([]int, len(p.Tasks)), Cost: bound, Bound: bound, Proven: true, Exact: true}
		if err := relaxed.earliest(ctx, fields, s.Starts); err != nil {
			return nil, err
		}
		if relaxed.whole && len(p.AtOnce)+len(p.Budgets) == 0 || newBoard(p).holds(s.Starts) {
			return s, nil
		}
	}
	s, err := p.search(ctx, relaxed, bound, ok)
	if err == nil && !ok {
		s.Proven = true
	}
	return s, err
}

// fields returns the starts and costs of all tasks.
func (p *Problem) fields() []field {
	fields := make([]field, len(p.Tasks))
	for t := range p.Tasks {
		fields[t] = field{p.Tasks[t].Starts, p.Tasks[t].Costs}
	}
	return fields
}

// alone plans a task that nothing binds.
func (p *Problem) alone() *Solution {
	t := &p.Tasks[0]
	best := None
	for i, c := range t.Costs {
		switch {
		case best == None || c.Less(t.Costs[best]):
			best = i
		case c == t.Costs[best] && t.Peak != nil && t.Peak(i) < t.Peak(best):
			best = i
		}
	}
	s := &Solution{Starts: []int{best}, Proven: true, Exact: true}
	if best == None {
		s.Left = 1
		return s
	}
	s.Cost, s.Bound = t.Costs[best], t.Costs[best]
	return s
}
