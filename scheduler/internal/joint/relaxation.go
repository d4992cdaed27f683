package joint

import "context"

// relaxation is the part of a problem that dynamic programming solves, so that its least cost is a
// bound: the rings without relations between their tasks, or the relations, less those that close a
// circle, without the rings.
type relaxation struct {
	forest *forest
	rings  *rings
	gated  []int // the tasks of rings, where rings are kept
	whole  bool  // nothing but limits is left out
	// possible reports whether the last work found a plan.
	possible bool
}

func newRelaxation(p *Problem) *relaxation {
	x := &relaxation{}
	x.forest, x.whole = newForest(len(p.Tasks), p.Relations)
	if len(p.Rings) < 2 {
		return x
	}
	if len(p.Relations) > 0 {
		x.whole = false
		return x
	}
	x.rings = newRings(p)
	for _, ring := range x.rings.tasks {
		x.gated = append(x.gated, ring...)
	}
	return x
}

// work returns the least cost of the relaxation, and whether it has a plan.
func (x *relaxation) work(ctx context.Context, fields []field) (cost Cost, ok bool, err error) {
	defer func() { x.possible = ok }()
	if x.rings == nil {
		return x.forest.work(ctx, fields)
	}
	cost, ok, err = x.rings.work(ctx, fields)
	if err != nil || !ok {
		return cost, ok, err
	}
	for t := range fields {
		if x.free(t) {
			i := cheapest(&fields[t], -Far, Far)
			if i == None {
				return cost, false, nil
			}
			cost = cost.Add(fields[t].costs[i])
		}
	}
	return cost, true, nil
}

// free reports whether a task is in no ring.
func (x *relaxation) free(t int) bool {
	for _, g := range x.gated {
		if g == t {
			return false
		}
	}
	return true
}

// choose sets out to a plan of least cost, after work.
func (x *relaxation) choose(fields []field, out []int) {
	if x.rings == nil {
		x.forest.choose(fields, out)
		return
	}
	x.rings.choose(fields, out)
	for t := range fields {
		if x.free(t) {
			out[t] = cheapest(&fields[t], -Far, Far)
		}
	}
}

// earliest does the same with the earliest starts in the order of the tasks, where the rings leave that
// open.
func (x *relaxation) earliest(ctx context.Context, fields []field, out []int) error {
	if x.rings == nil {
		return x.forest.earliest(ctx, fields, out)
	}
	x.choose(fields, out)
	return nil
}

// choosable reports whether the last work found a plan.
func (x *relaxation) choosable() bool { return x.possible }

// marginals sets out, after work that found a plan of cost least, to bounds on the cost of the whole where
// a task takes one of its starts.
func (x *relaxation) marginals(fields []field, least Cost, out *[][]Cost) {
	for len(*out) < len(fields) {
		*out = append(*out, nil)
	}
	if x.rings == nil {
		x.forest.marginals(fields, *out)
	}
	for t, f := range fields {
		list := (*out)[t]
		switch {
		case x.rings == nil:
		case x.free(t):
			list = append(list[:0], f.costs...)
		default:
			// What a task of a ring costs is a bound only together with the gates.
			list = resize(list, len(f.starts))
			for i := range list {
				list[i] = least
			}
		}
		own := none
		for _, c := range list {
			if c.Less(own) {
				own = c
			}
		}
		for i, c := range list {
			if c != none {
				list[i] = c.Sub(own).Add(least)
			}
		}
		(*out)[t] = list
	}
}
