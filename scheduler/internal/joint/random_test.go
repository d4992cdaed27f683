package joint_test

import (
	"math/rand/v2"
	"slices"

	"github.com/quietwindow/quietwindow/scheduler/internal/joint"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// random returns a small problem with relations, rings and limits of the kinds asked for.
func random(r *rand.Rand, kinds string) *joint.Problem {
	has := func(k byte) bool { return slices.Contains([]byte(kinds), k) && r.IntN(3) > 0 }
	n := 2 + r.IntN(3)
	p := &joint.Problem{Soak: int64(r.IntN(20))}
	step := int64(1 + r.IntN(10))
	for range n {
		t := joint.Task{Duration: int64(1 + r.IntN(20))}
		s := int64(r.IntN(10))
		for range 1 + r.IntN(12) {
			t.Starts = append(t.Starts, s*step)
			t.Costs = append(t.Costs, exact.Of(uint64(r.IntN(30))))
			s += int64(1 + r.IntN(4))
		}
		p.Tasks = append(p.Tasks, t)
	}
	if has('f') || has('g') {
		for t := 1; t < n; t++ {
			others := 1
			if has('g') {
				others = 2
			}
			for range others {
				rel := joint.Relation{Before: r.IntN(t), Then: t, Least: int64(r.IntN(60)) - 10, Most: joint.Far}
				if r.IntN(2) == 0 {
					rel.Most = rel.Least + int64(r.IntN(80))
				}
				p.Relations = append(p.Relations, rel)
			}
		}
	}
	if has('r') {
		p.Rings = make([][]int, 3)
		for t := range n {
			if k := r.IntN(4); k < 3 {
				p.Rings[k] = append(p.Rings[k], t)
			}
		}
	}
	some := func() (list []int) {
		for t := range n {
			if r.IntN(4) > 0 {
				list = append(list, t)
			}
		}
		return list
	}
	for range 2 {
		if list := some(); has('o') && len(list) > 0 {
			a := joint.AtOnce{Most: 1 + r.IntN(2), Tasks: list}
			for range list {
				a.Lengths = append(a.Lengths, int64(1+r.IntN(60)))
			}
			p.AtOnce = append(p.AtOnce, a)
		}
		if list := some(); has('b') && len(list) > 0 {
			b := joint.Budget{Tasks: list, Bounds: []int64{0, int64(1 + r.IntN(100)), int64(101 + r.IntN(100)), 10_000}, Cap: exact.Of(uint64(1 + r.IntN(40)))}
			for _, t := range list {
				uses := 1
				if r.IntN(2) == 0 {
					uses = len(p.Tasks[t].Starts)
				}
				use := make([]joint.Cost, uses)
				for i := range use {
					use[i] = exact.Of(uint64(r.IntN(30)))
				}
				b.Use = append(b.Use, use)
			}
			p.Budgets = append(p.Budgets, b)
		}
	}
	return p
}

// sound reports whether a plan keeps to everything, by the definitions alone.
func sound(p *joint.Problem, plan []int) bool {
	start := func(t int) int64 { return p.Tasks[t].Starts[plan[t]] }
	for _, r := range p.Relations {
		if plan[r.Before] == joint.None || plan[r.Then] == joint.None {
			continue
		}
		d := start(r.Then) - start(r.Before)
		if r.Least > -joint.Far && d < r.Least || r.Most < joint.Far && d > r.Most {
			return false
		}
	}
	for k, ring := range p.Rings {
		for _, later := range p.Rings[k+1:] {
			for _, a := range ring {
				for _, b := range later {
					if plan[a] != joint.None && plan[b] != joint.None && start(b) < start(a)+p.Tasks[a].Duration+p.Soak {
						return false
					}
				}
			}
		}
	}
	for _, a := range p.AtOnce {
		for t := int64(0); t < 800; t++ {
			n := 0
			for m, task := range a.Tasks {
				if plan[task] != joint.None && start(task) <= t && t < start(task)+a.Lengths[m] {
					n++
				}
			}
			if n > a.Most {
				return false
			}
		}
	}
	for _, b := range p.Budgets {
		for k := range len(b.Bounds) - 1 {
			sum := uint64(0)
			for m, task := range b.Tasks {
				if plan[task] == joint.None || start(task) < b.Bounds[k] || start(task) >= b.Bounds[k+1] {
					continue
				}
				i := plan[task]
				if len(b.Use[m]) == 1 {
					i = 0
				}
				sum += b.Use[m][i].Low()
			}
			if sum > b.Cap.Low() {
				return false
			}
		}
	}
	return true
}

// every calls visit with each plan that leaves nothing out and is sound.
func every(p *joint.Problem, visit func(plan []int, cost uint64)) {
	plan := make([]int, len(p.Tasks))
	for t := range plan {
		plan[t] = joint.None
	}
	var next func(t int, cost uint64)
	next = func(t int, cost uint64) {
		if t == len(plan) {
			visit(plan, cost)
			return
		}
		for i := range p.Tasks[t].Starts {
			if plan[t] = i; sound(p, plan) {
				next(t+1, cost+p.Tasks[t].Costs[i].Low())
			}
		}
		plan[t] = joint.None
	}
	next(0, 0)
}
