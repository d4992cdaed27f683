package joint

import "context"

// field is one task's starts with their costs, with prices where there are any.
type field struct {
	starts []int64
	costs  []Cost
}

// arc is a relation seen from one of its tasks: the start of the other less its own is in [least, most].
type arc struct {
	to          int
	least, most int64
}

// forest is a set of trees of relations over tasks, with the tables of its dynamic programming. Each
// tree hangs from its first task.
type forest struct {
	arcs   [][]arc // by task, only those of the forest
	order  []int   // every task after its parent
	parent []int   // -1 for a root
	up     []arc   // by task: from the parent to it
	// total[t][i] is the least cost of t and all below it where t starts at i; down[t][i] that of t and
	// all below where its parent starts at the parent's i.
	total, down [][]Cost
	slider      slider
	scratch     []Cost
}

// newForest keeps as many of the relations as make no circle, and reports whether these are all.
func newForest(tasks int, relations []Relation) (f *forest, whole bool) {
	f = &forest{arcs: make([][]arc, tasks), parent: make([]int, tasks), up: make([]arc, tasks), total: make([][]Cost, tasks), down: make([][]Cost, tasks)}
	root := newUnion(tasks)
	whole = true
	for _, r := range relations {
		a, b := root.find(r.Before), root.find(r.Then)
		if a == b {
			whole = false
			continue
		}
		root[b] = a
		f.arcs[r.Before] = append(f.arcs[r.Before], arc{r.Then, r.Least, r.Most})
		f.arcs[r.Then] = append(f.arcs[r.Then], arc{r.Before, -r.Most, -r.Least})
	}
	seen := make([]bool, tasks)
	for t := range tasks {
		if seen[t] {
			continue
		}
		seen[t] = true
		f.parent[t] = -1
		for next := []int{t}; len(next) > 0; {
			x := next[0]
			next = next[1:]
			f.order = append(f.order, x)
			for _, a := range f.arcs[x] {
				if !seen[a.to] {
					seen[a.to] = true
					f.parent[a.to], f.up[a.to] = x, a
					next = append(next, a.to)
				}
			}
		}
	}
	return f, whole
}

// resize returns a slice of n values whose contents do not matter.
func resize(s []Cost, n int) []Cost {
	if cap(s) < n {
		return make([]Cost, n)
	}
	return s[:n]
}

// work fills in the tables, and returns the least cost of all trees and whether every tree has a plan.
func (f *forest) work(ctx context.Context, fields []field) (sum Cost, ok bool, err error) {
	for _, t := range f.order {
		f.total[t] = append(f.total[t][:0], fields[t].costs...)
	}
	for k := len(f.order) - 1; k >= 0; k-- {
		if err := ctx.Err(); err != nil {
			return sum, false, err
		}
		t := f.order[k]
		p := f.parent[t]
		if p < 0 {
			least := none
			for _, c := range f.total[t] {
				if c.Less(least) {
					least = c
				}
			}
			if least == none {
				return sum, false, nil
			}
			sum = sum.Add(least)
			continue
		}
		f.down[t] = resize(f.down[t], len(fields[p].starts))
		f.slider.slide(f.down[t], fields[p].starts, fields[t].starts, f.total[t], f.up[t].least, f.up[t].most, false)
		into := f.total[p]
		for i, d := range f.down[t] {
			if d == none || into[i] == none {
				into[i] = none
			} else {
				into[i] = into[i].Add(d)
			}
		}
	}
	return sum, true, nil
}

// choose returns a plan of least cost after work: in every tree the first task's earliest best start, then
// below it each earliest best one.
func (f *forest) choose(fields []field, out []int) {
	for _, t := range f.order {
		p := f.parent[t]
		best, want := None, none
		lo, hi := int64(-Far), int64(Far)
		if p >= 0 {
			at := fields[p].starts[out[p]]
			lo, hi = plus(at, f.up[t].least), plus(at, f.up[t].most)
		}
		for i, s := range fields[t].starts {
			if s >= lo && s <= hi && f.total[t][i].Less(want) {
				best, want = i, f.total[t][i]
			}
		}
		out[t] = best
	}
}

// marginals returns, after work, what the tree of every task costs least where it starts at each of its
// starts.
func (f *forest) marginals(fields []field, out [][]Cost) {
	for _, t := range f.order {
		out[t] = append(out[t][:0], f.total[t]...)
		p := f.parent[t]
		if p < 0 {
			continue
		}
		rest := resize(f.scratch, 2*max(len(out[p]), len(out[t])))
		f.scratch = rest
		others, above := rest[:len(out[p])], rest[len(rest)/2:][:len(out[t])]
		for i, m := range out[p] {
			if others[i] = none; m != none {
				others[i] = m.Sub(f.down[t][i])
			}
		}
		f.slider.slide(above, fields[t].starts, fields[p].starts, others, -f.up[t].most, -f.up[t].least, false)
		for i, a := range above {
			if a == none || out[t][i] == none {
				out[t][i] = none
			} else {
				out[t][i] = out[t][i].Add(a)
			}
		}
	}
}
