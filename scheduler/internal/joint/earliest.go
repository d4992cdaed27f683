package joint

import "context"

// ties are the starts of every task that are part of some plan of least cost. A forest takes the
// earliest of them, task by task in the order given: which start that is depends on what the tasks
// before have taken, in any part of the tree.
type ties struct {
	*forest
	fields []field
	alive  [][]int32
	at     [2][]int64
	values [2][]Cost
}

// earliest sets out, after work, to the plan of least cost whose starts are the earliest in the order of
// the tasks.
func (f *forest) earliest(ctx context.Context, fields []field, out []int) error {
	x := &ties{forest: f, fields: fields, alive: make([][]int32, len(fields))}
	for _, t := range f.order {
		x.alive[t] = make([]int32, 0, 8)
		if p := f.parent[t]; p >= 0 {
			for i, c := range f.total[t] {
				if c != none {
					x.alive[t] = append(x.alive[t], int32(i))
				}
			}
			x.below(t)
			continue
		}
		least := none
		for _, c := range f.total[t] {
			if c.Less(least) {
				least = c
			}
		}
		for i, c := range f.total[t] {
			if c == least {
				x.alive[t] = append(x.alive[t], int32(i))
			}
		}
	}
	for t := range fields {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(x.alive[t]) > 1 {
			x.alive[t] = x.alive[t][:1]
			x.spread(t, -1)
		}
		out[t] = int(x.alive[t][0])
	}
	return nil
}

// spread takes away, in the tasks next to t but the one it came from, what no longer goes with t.
func (x *ties) spread(t, from int) {
	for _, a := range x.arcs[t] {
		if a.to == from {
			continue
		}
		before := len(x.alive[a.to])
		if x.parent[a.to] == t {
			x.below(a.to)
		} else {
			x.above(t)
		}
		if len(x.alive[a.to]) < before {
			x.spread(a.to, t)
		}
	}
}

// list sets out one of the two sides of a comparison: the instants of a task's starts, with values.
func (x *ties) list(side, t int, values []Cost) ([]int64, []Cost) {
	at, vs := x.at[side][:0], x.values[side][:0]
	for _, i := range x.alive[t] {
		at, vs = append(at, x.fields[t].starts[i]), append(vs, values[i])
	}
	x.at[side], x.values[side] = at, vs
	return at, vs
}

// below keeps the starts of t that are best for some start left to its parent. No start of t is below what
// the parent counts with, so it is enough to look at the greatest of those.
func (x *ties) below(t int) {
	p := x.parent[t]
	own, totals := x.list(0, t, x.total[t])
	theirs, wanted := x.list(1, p, x.down[t])
	best := make([]Cost, len(own))
	x.slider.slide(best, own, theirs, wanted, -x.up[t].most, -x.up[t].least, true)
	kept := x.alive[t][:0]
	for k, i := range x.alive[t] {
		if best[k] == totals[k] && x.any(own[k], theirs, -x.up[t].most, -x.up[t].least) {
			kept = append(kept, i)
		}
	}
	x.alive[t] = kept
}

// above keeps the starts of t's parent for which some start left to t is best.
func (x *ties) above(t int) {
	p := x.parent[t]
	own, wanted := x.list(0, p, x.down[t])
	theirs, totals := x.list(1, t, x.total[t])
	best := make([]Cost, len(own))
	x.slider.slide(best, own, theirs, totals, x.up[t].least, x.up[t].most, false)
	kept := x.alive[p][:0]
	for k, i := range x.alive[p] {
		if best[k] == wanted[k] {
			kept = append(kept, i)
		}
	}
	x.alive[p] = kept
}

// any reports whether some of the rising instants lies in the window about t: a greatest of zero may be
// a cost of nothing, or nothing.
func (x *ties) any(t int64, at []int64, least, most int64) bool {
	lo, hi := plus(t, least), plus(t, most)
	n := firstAtOrAfter(at, lo)
	return n < len(at) && at[n] <= hi
}
