package joint

import (
	"cmp"
	"context"
	"slices"
)

// brancher ends a search: it removes starts that cannot be in a better plan and tries what is left, depth
// first. Its bound at every node is that of the relaxation with the prices as they are.
type brancher struct {
	*searcher
	ctx    context.Context
	reach  *reach   // nil where there are no prices
	worth  Cost     // of the prices, in the node at hand
	costs  [][]Cost // with prices
	live   [][]int32
	fields []field
	kept   [][]int32 // what bounds are of
	bounds [][]Cost  // by task and place in kept: of the whole, with the task there
	limit  int64
	done   bool
	err    error
}

// branch reports whether it has looked at everything: the best plan is then final.
func (s *searcher) branch(ctx context.Context, work int64) (bool, error) {
	x := &brancher{searcher: s, ctx: ctx, costs: make([][]Cost, len(s.p.Tasks)), live: make([][]int32, len(s.p.Tasks)), fields: make([]field, len(s.p.Tasks)), done: true}
	if s.market != nil {
		x.reach = &reach{m: s.market}
	}
	for t := range s.p.Tasks {
		x.costs[t] = s.p.Tasks[t].Costs
		if s.market != nil {
			x.costs[t] = s.market.fields[t].costs
		}
		for i, c := range x.costs[t] {
			if c != none {
				x.live[t] = append(x.live[t], int32(i))
			}
		}
	}
	s.clear()
	x.limit = s.work + work
	x.node(x.live, true)
	s.take(s.best)
	return x.done, x.err
}

// worthless reports whether a bound on priced costs excludes a plan better than the best.
func (x *brancher) worthless(priced Cost) bool {
	return x.score.left == 0 && !priced.Add(x.slack).Less(x.score.cost.Add(x.worth))
}

// node looks at the plans that take one of the live starts for every task. Tasks with one live start are
// placed.
func (x *brancher) node(live [][]int32, root bool) {
	if x.err = x.ctx.Err(); x.err != nil {
		return
	}
	if x.work > x.limit {
		x.done = false
		return
	}
	live, placed, ok := x.propagate(live)
	defer func() {
		for _, t := range placed {
			x.lift(t)
		}
	}()
	if !ok {
		return
	}
	before := x.worth
	defer func() { x.worth = before }()
	x.assess(live)
	size := 0
	for t, list := range live {
		f := &x.fields[t]
		f.starts, f.costs = f.starts[:0], f.costs[:0]
		for _, i := range list {
			f.starts, f.costs = append(f.starts, x.p.Tasks[t].Starts[i]), append(f.costs, x.costs[t][i])
		}
		size += len(list)
	}
	x.board.work += int64(4*size + 20*len(live))
	priced, ok, err := x.relaxed.work(x.ctx, x.fields)
	if err != nil || !ok || x.worthless(priced) {
		x.err = err
		return
	}
	chosen := make([]int, len(live))
	x.relaxed.choose(x.fields, chosen)
	for t := range chosen {
		chosen[t] = int(live[t][chosen[t]])
	}
	broken, sound := x.consider(chosen, live)
	if sound && x.worthless(priced) {
		return
	}
	x.relaxed.marginals(x.fields, priced, &x.bounds)
	x.kept = live
	for more := true; more; {
		// Fewer starts may make the limits worth less, which excludes more starts.
		if live, more = x.reduce(live); more {
			x.assess(live)
		}
	}
	if slices.ContainsFunc(live, func(l []int32) bool { return len(l) == 0 }) || !x.anyLeft() {
		return
	}
	if root && x.few(live, size) {
		x.narrow(live)
		return
	}
	pick := x.choice(live, broken)
	if pick < 0 {
		x.node(live, false) // one start each: they are placed there
		return
	}
	x.descend(live, pick)
}

// descend looks at a node's children: one for each live start of a task, those of least bound first.
func (x *brancher) descend(live [][]int32, pick int) {
	type child struct {
		start int32
		bound Cost
		cost  Cost
	}
	var children []child
	k := 0
	for _, i := range live[pick] {
		for x.kept[pick][k] != i {
			k++
		}
		children = append(children, child{i, x.bounds[pick][k], x.costs[pick][i]})
	}
	slices.SortStableFunc(children, func(a, b child) int {
		return cmp.Or(compare(a.bound, b.bound), compare(a.cost, b.cost))
	})
	next := make([][]int32, len(live))
	for _, c := range children {
		if x.worthless(c.bound) {
			break
		}
		copy(next, live)
		next[pick] = []int32{c.start}
		if x.node(next, false); x.err != nil || !x.done {
			return
		}
	}
}

// compare orders costs.
func compare(a, b Cost) int {
	switch {
	case a.Less(b):
		return -1
	case b.Less(a):
		return 1
	}
	return 0
}

// propagate places the tasks that have one live start, and takes from the others what does not go with
// them, over and over. It reports whether every task has a start left.
func (x *brancher) propagate(live [][]int32) (out [][]int32, placed []int, ok bool) {
	out = slices.Clone(live)
	for again := true; again; {
		again = false
		for t, list := range out {
			if len(list) == 0 {
				return out, placed, false
			}
			if len(list) > 1 || x.at[t] != None {
				continue
			}
			if !x.fits(t, int(list[0])) {
				return out, placed, false
			}
			x.place(t, int(list[0]))
			placed = append(placed, t)
			again = true
			for _, u := range x.near[t] {
				if x.at[u] == None {
					out[u] = x.still(u, out[u])
				}
			}
		}
	}
	return out, placed, true
}

// still returns the live starts of a task that go with what is placed.
func (x *brancher) still(t int, list []int32) []int32 {
	runs := x.openings(t)
	kept := make([]int32, 0, len(list))
	x.board.work += int64(len(list))
	k := 0
	for _, i := range list {
		for k < len(runs) && runs[k].last <= int(i) {
			k++
		}
		if k == len(runs) {
			break
		}
		if runs[k].first <= int(i) && x.allows(t, int(i)) {
			kept = append(kept, i)
		}
	}
	return kept
}

// consider keeps the relaxation's choice if it is a plan and the best so far. Otherwise it returns the
// tasks that stand in each other's way.
func (x *brancher) consider(chosen []int, live [][]int32) (broken []int, sound bool) {
	var added []int
	sound = true
	for t, i := range chosen {
		if x.at[t] != None {
			continue
		}
		if x.fits(t, i) {
			x.place(t, i)
			added = append(added, t)
			continue
		}
		sound = false
		broken = append(broken, t)
		for _, u := range x.near[t] {
			if x.at[u] != None && len(live[u]) > 1 && x.conflict(t, x.p.Tasks[t].Starts[i], u) {
				broken = append(broken, u)
			}
		}
	}
	if sound {
		x.keep()
	}
	for _, t := range added {
		x.lift(t)
	}
	return broken, sound
}

// choice returns the task to branch on: the one with the fewest live starts of those that stand in each
// other's way, or else of all; -1 where every task is placed.
func (x *brancher) choice(live [][]int32, broken []int) int {
	best := -1
	look := func(t int) {
		if len(live[t]) > 1 && (best < 0 || len(live[t]) < len(live[best])) {
			best = t
		}
	}
	for _, t := range broken {
		look(t)
	}
	if best < 0 {
		for t := range live {
			look(t)
		}
	}
	return best
}

// assess works out what the prices are worth with the live starts.
func (x *brancher) assess(live [][]int32) {
	if x.reach == nil {
		return
	}
	x.worth = x.reach.worth(live)
	for _, list := range live {
		x.board.work += int64(len(list))
	}
}

// reduce takes away the starts whose bound excludes a better plan, and reports whether there were any. The
// bounds are of the lists in kept, of which live has a part.
func (x *brancher) reduce(live [][]int32) (out [][]int32, some bool) {
	if x.score.left > 0 {
		return live, false
	}
	out = slices.Clone(live)
	for t, list := range live {
		if len(x.kept[t]) < 2 {
			continue
		}
		kept, k := make([]int32, 0, len(list)), 0
		for _, i := range list {
			for x.kept[t][k] != i {
				k++
			}
			if !x.worthless(x.bounds[t][k]) {
				kept = append(kept, i)
			}
		}
		out[t] = kept
		some = some || len(kept) < len(list)
	}
	return out, some
}
