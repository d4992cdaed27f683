package joint

import (
	"context"
	"math"
	"slices"
	"sort"
)

// firstAtOrAfter returns the place of the first of the rising instants that is at t or later.
func firstAtOrAfter(at []int64, t int64) int {
	return sort.Search(len(at), func(i int) bool { return at[i] >= t })
}

// gate is an instant by which a ring and all before it have ended and soaked, with the least cost of
// that, and the gate of the ring before that it follows.
type gate struct {
	at    int64
	cost  Cost
	after int
}

// rings finds the least cost of rings between which nothing else is to be kept. Between two gates
// every task takes its own best; the gates of a ring that are later and not cheaper than another are
// dropped.
type rings struct {
	tasks [][]int
	soak  int64
	ends  []int64 // durations by task
	gates [][]gate
	lower [][]int32 // by task: the next start that costs less
}

func newRings(p *Problem) *rings {
	r := &rings{soak: p.Soak, ends: make([]int64, len(p.Tasks)), lower: make([][]int32, len(p.Tasks))}
	for _, ring := range p.Rings {
		if len(ring) > 0 {
			r.tasks = append(r.tasks, ring)
		}
	}
	for t := range p.Tasks {
		r.ends[t] = p.Tasks[t].Duration
	}
	return r
}

// event is that from an instant on a task of a ring can cost less, since it has ended by then.
type event struct {
	at     int64
	was    Cost
	is     Cost
	placed bool // it could have been placed before
}

// work fills in the gates and returns the least cost and whether there is a plan.
func (r *rings) work(ctx context.Context, fields []field) (Cost, bool, error) {
	r.gates = r.gates[:0]
	before := []gate{{at: math.MinInt64}}
	for _, ring := range r.tasks {
		for _, t := range ring {
			r.lower[t] = nextLower(r.lower[t], fields[t].costs)
		}
		after, err := r.step(ctx, fields, ring, before)
		if err != nil || len(after) == 0 {
			return Cost{}, false, err
		}
		r.gates = append(r.gates, after)
		before = after
	}
	return before[len(before)-1].cost, true, nil
}

// nextLower returns, for each cost, the place of the next that is less, -1 where there is none. Costs of
// none are passed over.
func nextLower(dst []int32, costs []Cost) []int32 {
	dst = slices.Grow(dst[:0], len(costs))[:len(costs)]
	var stack []int32
	for i := len(costs) - 1; i >= 0; i-- {
		for len(stack) > 0 && !costs[stack[len(stack)-1]].Less(costs[i]) {
			stack = stack[:len(stack)-1]
		}
		dst[i] = -1
		if len(stack) > 0 {
			dst[i] = stack[len(stack)-1]
		}
		stack = append(stack, int32(i))
	}
	return dst
}

// step returns the gates of a ring, earlier ones dearer, given those of the ring before.
func (r *rings) step(ctx context.Context, fields []field, ring []int, before []gate) ([]gate, error) {
	var found []gate
	var events []event
	at := make([]int, len(ring))
	for g, from := range before {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		events = events[:0]
		complete := true
		for m, t := range ring {
			f := &fields[t]
			for at[m] < len(f.starts) && (f.starts[at[m]] < from.at || f.costs[at[m]] == none) {
				at[m]++
			}
			if at[m] == len(f.starts) {
				complete = false
				break
			}
			was, placed := Cost{}, false
			for i := int32(at[m]); i >= 0; i = r.lower[t][i] {
				events = append(events, event{f.starts[i] + r.ends[t] + r.soak, was, f.costs[i], placed})
				was, placed = f.costs[i], true
			}
		}
		if !complete {
			break
		}
		slices.SortFunc(events, func(a, b event) int {
			switch {
			case a.at < b.at:
				return -1
			case a.at > b.at:
				return 1
			case a.placed != b.placed: // ends of one instant: sums stay above zero
				if b.placed {
					return -1
				}
				return 1
			}
			return 0
		})
		sum, missing := from.cost, len(ring)
		for k, e := range events {
			sum = sum.Add(e.is).Sub(e.was)
			if !e.placed {
				missing--
			}
			if missing == 0 && (k+1 == len(events) || events[k+1].at > e.at) {
				found = append(found, gate{e.at, sum, g})
			}
		}
	}
	slices.SortFunc(found, func(a, b gate) int {
		switch {
		case a.at < b.at:
			return -1
		case a.at > b.at:
			return 1
		case a.cost.Less(b.cost):
			return -1
		case b.cost.Less(a.cost):
			return 1
		}
		return a.after - b.after
	})
	kept := found[:0]
	for _, g := range found {
		if len(kept) == 0 || g.cost.Less(kept[len(kept)-1].cost) {
			kept = append(kept, g)
		}
	}
	return slices.Clone(kept), nil
}

// choose returns, after work, a plan of least cost: the rings end as early as that allows, and every
// task takes the earliest of its best.
func (r *rings) choose(fields []field, out []int) {
	g := len(r.gates[len(r.gates)-1]) - 1
	for k := len(r.gates) - 1; k >= 0; k-- {
		to := r.gates[k][g]
		from := int64(math.MinInt64)
		if k > 0 {
			from = r.gates[k-1][to.after].at
		}
		for _, t := range r.tasks[k] {
			out[t] = cheapest(&fields[t], from, to.at-r.soak-r.ends[t])
		}
		g = to.after
	}
}

// cheapest returns the earliest of the cheapest starts of [from, to], None where there is none.
func cheapest(f *field, from, to int64) int {
	best, least := None, none
	for i := firstAtOrAfter(f.starts, from); i < len(f.starts) && f.starts[i] <= to; i++ {
		if f.costs[i].Less(least) {
			best, least = i, f.costs[i]
		}
	}
	return best
}
