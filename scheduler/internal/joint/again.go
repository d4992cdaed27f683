package joint

import "slices"

// again is the search that places a few tasks that were taken out.
type again struct {
	picked  []int
	options [][]option // by place in picked
	least   []Cost     // sum of the cheapest options of picked[k:]
	barred  []int      // how many of picked[k:] have no option
	picks   []int      // the search's own way
	found   []int
	goal    score
	nodes   int
}

// mostNodes bounds the search of one repair.
const mostNodes = 600

// replace takes the picked tasks out of the board and places them in the best way that is found within a
// number of nodes; as they were, if no way is as good.
func (r *repairer) replace() {
	a := &r.again
	now := r.board.score()
	rest := now
	was := make([]int, len(r.p.Tasks))
	for _, t := range a.picked {
		if was[t] = r.at[t]; r.at[t] == None {
			rest.left--
			continue
		}
		rest.cost = rest.cost.Sub(r.p.Tasks[t].Costs[r.at[t]])
		r.lift(t)
	}
	r.gather(now, rest)
	a.goal, a.nodes, a.found = now, 0, a.found[:0]
	a.picks = append(a.picks[:0], make([]int, len(a.picked))...)
	r.try(0, rest)
	for k, t := range a.picked {
		i := was[t]
		if len(a.found) > 0 {
			i = a.found[k]
		}
		if i != None {
			r.place(t, i)
		}
	}
}

// gather lists what each picked task could take, given those that stay: only what can be part of a
// plan as good as now. The tasks with the fewest options come first.
func (r *repairer) gather(now, rest score) {
	a := &r.again
	for len(a.options) < len(r.p.Tasks) {
		a.options = append(a.options, nil)
	}
	limit := none
	if now.left == rest.left {
		limit = now.cost.Sub(rest.cost)
	}
	var sum Cost
	floor := make([]Cost, len(r.p.Tasks))
	for _, t := range a.picked {
		list, least := a.options[t][:0], none
		costs := r.p.Tasks[t].Costs
		for _, run := range r.openings(t) {
			r.work += int64(run.last - run.first)
			for i := run.first; i < run.last; i++ {
				if c := costs[i]; !limit.Less(c) && r.allows(t, i) {
					list = append(list, option{i, c})
					if c.Less(least) {
						least = c
					}
				}
			}
		}
		if a.options[t] = list; len(list) > 0 {
			floor[t] = least
			sum = sum.Add(least)
		}
	}
	for _, t := range a.picked {
		list := a.options[t]
		if limit != none {
			others := sum.Sub(floor[t])
			list = slices.DeleteFunc(list, func(o option) bool { return limit.Less(o.cost.Add(others)) })
		}
		slices.SortStableFunc(list, func(x, y option) int {
			switch {
			case x.cost.Less(y.cost):
				return -1
			case y.cost.Less(x.cost):
				return 1
			}
			return 0
		})
		r.work += int64(8 * len(list))
		a.options[t] = list
	}
	slices.SortStableFunc(a.picked, func(t, u int) int { return len(a.options[t]) - len(a.options[u]) })
	a.least, a.barred = append(a.least[:0], make([]Cost, len(a.picked)+1)...), append(a.barred[:0], make([]int, len(a.picked)+1)...)
	for k := len(a.picked) - 1; k >= 0; k-- {
		t := a.picked[k]
		a.least[k], a.barred[k] = a.least[k+1].Add(floor[t]), a.barred[k+1]
		if len(a.options[t]) == 0 {
			a.barred[k]++
		}
	}
}

// try places picked[k:] in every way that could be as good as the goal.
func (r *repairer) try(k int, so score) {
	a := &r.again
	if k == len(a.picked) {
		if !a.goal.less(so) {
			a.goal, a.found = so, append(a.found[:0], a.picks...)
		}
		return
	}
	t := a.picked[k]
	for _, o := range a.options[t] {
		if a.nodes++; a.nodes > mostNodes {
			return
		}
		sum := so.cost.Add(o.cost)
		if left := so.left + a.barred[k+1]; left > a.goal.left || left == a.goal.left && !sum.Add(a.least[k+1]).Less(a.goal.cost) && len(a.found) > 0 {
			break
		} else if left == a.goal.left && a.goal.cost.Less(sum.Add(a.least[k+1])) {
			break
		}
		r.work += 4
		if r.fits(t, o.start) {
			r.place(t, o.start)
			a.picks[k] = o.start
			r.try(k+1, score{so.left, sum})
			r.lift(t)
		}
	}
	if so.left+1+a.barred[k+1] <= a.goal.left {
		a.picks[k] = None
		r.try(k+1, score{so.left + 1, so.cost})
	}
}
