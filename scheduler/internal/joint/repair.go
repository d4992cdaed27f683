package joint

import (
	"context"
	"slices"
)

// random is SplitMix64: the same numbers on every machine.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n-1.
func (r *random) below(n int) int { return int(r.next() % uint64(n)) }

// repairer improves the plan on a board.
type repairer struct {
	*board
	random random
	near   [][]int   // by task: those that share something with it
	cheap  [][]int32 // by task: its starts, cheapest first
	best   []int     // the best plan known
	score  score     // of it
	known  bool

	again again
}

// option is a start that a task could take, with its cost.
type option struct {
	start int
	cost  Cost
}

func newRepairer(ctx context.Context, p *Problem) (*repairer, error) {
	r := &repairer{board: newBoard(p), near: neighbours(p), cheap: make([][]int32, len(p.Tasks))}
	for t := range p.Tasks {
		var err error
		if r.cheap[t], err = cheapestFirst(ctx, p.Tasks[t].Costs); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// pollEvery is how many comparisons are made between two looks at the context.
const pollEvery = 1 << 12

// cheapestFirst orders starts by what they cost, the earliest of equals first. It looks at the context as it
// sorts: a year of starts by the minute takes longer than a context may wait.
func cheapestFirst(ctx context.Context, costs []Cost) ([]int32, error) {
	order := make([]int32, len(costs))
	for i := range order {
		order[i] = int32(i)
	}
	err := ctx.Err()
	looks := 0
	slices.SortStableFunc(order, func(a, b int32) int {
		if looks++; looks%pollEvery == 0 && err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return 0 // what comes of it is thrown away: let it end soon
		}
		return compare(costs[a], costs[b])
	})
	return order, err
}

// neighbours returns, by task, the others that share a relation, rings or a limit with it, in order.
func neighbours(p *Problem) [][]int {
	n := len(p.Tasks)
	linked := make([][]bool, n)
	for t := range linked {
		linked[t] = make([]bool, n)
	}
	all := func(tasks []int) {
		for _, t := range tasks {
			for _, u := range tasks {
				linked[t][u] = t != u
			}
		}
	}
	for _, r := range p.Relations {
		all([]int{r.Before, r.Then})
	}
	all(slices.Concat(p.Rings...))
	for i := range p.AtOnce {
		all(p.AtOnce[i].Tasks)
	}
	for i := range p.Budgets {
		all(p.Budgets[i].Tasks)
	}
	near := make([][]int, n)
	for t := range n {
		for u := range n {
			if linked[t][u] {
				near[t] = append(near[t], u)
			}
		}
	}
	return near
}

// keep remembers the plan on the board if it is the best so far.
func (r *repairer) keep() {
	if s := r.board.score(); !r.known || s.less(r.score) {
		r.known, r.score = true, s
		r.best = append(r.best[:0], r.at...)
	}
}

// greedy places every task that is not placed, in the order given, at its opening of least cost.
func (r *repairer) greedy(order []int, costs func(t int) []Cost) {
	for _, t := range order {
		if r.at[t] == None {
			if i := r.cheapest(t, costs(t)); i != None {
				r.place(t, i)
			}
		}
	}
}

// cheapest returns the opening of a task that costs least, None where it has none.
func (r *repairer) cheapest(t int, costs []Cost) int {
	best, least := None, none
	for _, run := range r.openings(t) {
		r.work += int64(run.last - run.first)
		for i := run.first; i < run.last; i++ {
			if costs[i].Less(least) && r.allows(t, i) {
				best, least = i, costs[i]
			}
		}
	}
	return best
}

// repair takes a few tasks out and places them again, until so much work is done. It starts from the best
// plan and ends with it.
func (r *repairer) repair(ctx context.Context, work int64) error {
	r.take(r.best)
	end := r.work + work
	for r.work < end {
		if err := ctx.Err(); err != nil { // a step may go through a hundred thousand starts and hundreds of budgets
			return err
		}
		r.work += 50
		r.pick()
		if r.replace(); r.board.score().less(r.score) {
			r.keep()
		}
	}
	r.take(r.best)
	return nil
}

// pick chooses the tasks to take out: one, often one that is left out or dear, and those that are in
// its way, or near to it.
func (r *repairer) pick() {
	n := len(r.p.Tasks)
	t := r.random.below(n)
	if r.board.anyLeft() && r.random.below(2) == 0 {
		for r.at[t] != None {
			t = (t + 1) % n
		}
	} else if r.random.below(2) == 0 {
		for range 3 { // the one with the most to gain of a few
			u := r.random.below(n)
			if r.at[u] != None && (r.at[t] != None && r.gain(t).Less(r.gain(u))) {
				t = u
			}
		}
	}
	r.again.picked = append(r.again.picked[:0], t)
	size := 2 + r.random.below(5)
	if len(r.cheap[t]) > 0 && (r.at[t] == None || r.random.below(3) > 0) {
		// Those in the way of a start that is better than its own.
		most := len(r.cheap[t])
		if r.at[t] != None {
			own := r.p.Tasks[t].Costs[r.at[t]]
			k := 0
			for k < most && r.p.Tasks[t].Costs[r.cheap[t][k]].Less(own) {
				k++
			}
			most = k
		}
		if most > 0 {
			k := r.random.below(most)
			if r.random.below(2) == 0 {
				k = r.random.below(k + 1)
			}
			i := int(r.cheap[t][k])
			r.inTheWay(t, r.p.Tasks[t].Starts[i], size)
			return
		}
	}
	when := int64(0)
	if r.at[t] != None {
		when = r.when[t]
	} else if starts := r.p.Tasks[t].Starts; len(starts) > 0 {
		when = starts[r.random.below(len(starts))]
	}
	r.nearest(t, when, size)
}

// gain returns by how much a placed task is above its own best.
func (r *repairer) gain(t int) Cost {
	return r.p.Tasks[t].Costs[r.at[t]].Sub(r.p.Tasks[t].Costs[r.cheap[t][0]])
}

func (b *board) anyLeft() bool { return slices.Contains(b.at, None) }

// inTheWay adds tasks that keep t from starting at s, then those nearest, up to so many in all and two
// more in the way.
func (r *repairer) inTheWay(t int, s int64, size int) {
	for _, u := range r.near[t] {
		if r.at[u] != None && len(r.again.picked) < size+2 && r.conflict(t, s, u) {
			r.again.picked = append(r.again.picked, u)
		}
	}
	r.work += int64(len(r.near[t]))
	r.nearest(t, s, size)
}

// conflict reports whether t at s and u where it is break something by themselves.
func (r *repairer) conflict(t int, s int64, u int) bool {
	for _, a := range r.arcs[t] {
		if a.to == u && (r.when[u] < plus(s, a.least) || r.when[u] > plus(s, a.most)) {
			return true
		}
	}
	if r.ring[t] >= 0 && r.ring[u] >= 0 && r.ring[t] != r.ring[u] {
		first, then, gap := s+r.p.Tasks[t].Duration, r.when[u], r.p.Soak
		if r.ring[u] < r.ring[t] {
			first, then = r.when[u]+r.p.Tasks[u].Duration, s
		}
		if then < first+gap {
			return true
		}
	}
	for _, o := range r.once[t] {
		l := &r.p.AtOnce[o.limit]
		for m, v := range l.Tasks {
			if v == u && r.when[u] < s+l.Lengths[o.member] && s < r.when[u]+l.Lengths[m] {
				return true
			}
		}
	}
	return false
}

// nearest adds the placed neighbours of t that are nearest to s in time, with some luck, up to so many.
func (r *repairer) nearest(t int, s int64, size int) {
	for len(r.again.picked) < size {
		best, gap := None, int64(0)
		for _, u := range r.near[t] {
			if slices.Contains(r.again.picked, u) {
				continue
			}
			d := int64(0)
			if r.at[u] != None {
				d = r.when[u] - s
				d = max(d, -d)
			}
			if best == None || d < gap {
				if best == None || r.random.below(4) > 0 {
					best, gap = u, d
				}
			}
		}
		r.work += int64(len(r.near[t]))
		if best == None {
			return
		}
		r.again.picked = append(r.again.picked, best)
	}
}
