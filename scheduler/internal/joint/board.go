package joint

import "slices"

// board is a plan that is being made: which tasks are placed where, and what that leaves open to the
// others.
type board struct {
	p    *Problem
	at   []int   // index of the start by task, None
	when []int64 // the start itself
	arcs [][]arc
	ring []int       // by task, -1 outside
	once [][]part    // by task: at-once limits with the place in them
	due  [][]part    // by task: budgets
	used [][]Cost    // by budget and period
	per  [][][]int32 // by task and place in due: the period of every start
	work int64       // units done
	shut []stretch   // scratch
	open []run       // scratch
}

// part is a place in the list of a limit's tasks.
type part struct{ limit, member int }

// stretch is the seconds from and to, both included.
type stretch struct{ from, to int64 }

// run is the starts from first up to, not including, last.
type run struct{ first, last int }

func newBoard(p *Problem) *board {
	n := len(p.Tasks)
	b := &board{p: p, at: make([]int, n), when: make([]int64, n), arcs: make([][]arc, n), ring: make([]int, n), once: make([][]part, n), due: make([][]part, n), per: make([][][]int32, n)}
	for t := range n {
		b.at[t], b.ring[t] = None, -1
	}
	for _, r := range p.Relations {
		b.arcs[r.Before] = append(b.arcs[r.Before], arc{r.Then, r.Least, r.Most})
		b.arcs[r.Then] = append(b.arcs[r.Then], arc{r.Before, -r.Most, -r.Least})
	}
	for k, ring := range p.Rings {
		for _, t := range ring {
			b.ring[t] = k
		}
	}
	for l := range p.AtOnce {
		for m, t := range p.AtOnce[l].Tasks {
			b.once[t] = append(b.once[t], part{l, m})
		}
	}
	type key struct {
		task  int
		first *int64
	}
	known := make(map[key][]int32)
	for l := range p.Budgets {
		d := &p.Budgets[l]
		b.used = append(b.used, make([]Cost, d.periods()))
		for m, t := range d.Tasks {
			k := key{t, &d.Bounds[0]}
			if known[k] == nil {
				known[k] = d.periodsOf(p.Tasks[t].Starts)
			}
			b.due[t] = append(b.due[t], part{l, m})
			b.per[t] = append(b.per[t], known[k])
		}
	}
	return b
}

// periodsOf returns the period of every start.
func (b *Budget) periodsOf(starts []int64) []int32 {
	out := make([]int32, len(starts))
	k := 0
	for i, s := range starts {
		for k+2 < len(b.Bounds) && b.Bounds[k+1] <= s {
			k++
		}
		out[i] = b.period(k)
	}
	return out
}

// place puts a task, which is not placed, at its start i.
func (b *board) place(t, i int) {
	b.at[t], b.when[t] = i, b.p.Tasks[t].Starts[i]
	for k, d := range b.due[t] {
		u := &b.used[d.limit][b.per[t][k][i]]
		*u = u.Add(b.p.Budgets[d.limit].use(d.member, i))
	}
}

// lift takes a placed task out.
func (b *board) lift(t int) {
	i := b.at[t]
	for k, d := range b.due[t] {
		u := &b.used[d.limit][b.per[t][k][i]]
		*u = u.Sub(b.p.Budgets[d.limit].use(d.member, i))
	}
	b.at[t] = None
}

// clear takes all out.
func (b *board) clear() {
	for t := range b.at {
		if b.at[t] != None {
			b.lift(t)
		}
	}
}

// take replaces the plan.
func (b *board) take(plan []int) {
	b.clear()
	for t, i := range plan {
		if i != None {
			b.place(t, i)
		}
	}
}

// holds reports whether a plan keeps to everything; nothing is left placed.
func (b *board) holds(plan []int) bool {
	b.clear()
	sound := true
	for t, i := range plan {
		if i == None {
			continue
		}
		if !b.fits(t, i) {
			sound = false
			break
		}
		b.place(t, i)
	}
	b.clear()
	return sound
}

// fits reports whether the start i of a task that is not placed goes with all that are.
func (b *board) fits(t, i int) bool {
	s := b.p.Tasks[t].Starts[i]
	for _, a := range b.arcs[t] {
		if b.at[a.to] != None && (b.when[a.to] < plus(s, a.least) || b.when[a.to] > plus(s, a.most)) {
			return false
		}
	}
	if b.ring[t] >= 0 && len(b.p.Rings) > 1 {
		lo, hi := b.between(t)
		if s < lo || s > hi {
			return false
		}
	}
	for k, d := range b.due[t] {
		if !b.affords(d, b.used[d.limit][b.per[t][k][i]], i) {
			return false
		}
	}
	for _, o := range b.once[t] {
		if !b.apart(o, t, s) {
			return false
		}
	}
	return true
}

// affords reports whether a budget of which so much is used has room for the start i.
func (b *board) affords(d part, used Cost, i int) bool {
	l := &b.p.Budgets[d.limit]
	return !l.Spent && !l.Cap.Less(used.Add(l.use(d.member, i)))
}

// between returns the first and last second at which the rings let a task start.
func (b *board) between(t int) (lo, hi int64) {
	lo, hi = -Far, Far
	for k, ring := range b.p.Rings {
		if k == b.ring[t] {
			continue
		}
		for _, o := range ring {
			switch {
			case b.at[o] == None:
			case k < b.ring[t]:
				lo = max(lo, b.when[o]+b.p.Tasks[o].Duration+b.p.Soak)
			default:
				hi = min(hi, b.when[o]-b.p.Soak-b.p.Tasks[t].Duration)
			}
		}
	}
	return lo, hi
}

// apart reports whether an at-once limit lets a task start at s.
func (b *board) apart(o part, t int, s int64) bool {
	l := &b.p.AtOnce[o.limit]
	length := l.Lengths[o.member]
	b.work += int64(len(l.Tasks))
	if l.Most == 1 {
		for m, u := range l.Tasks {
			if b.at[u] != None && u != t && b.when[u] < s+length && s < b.when[u]+l.Lengths[m] {
				return false
			}
		}
		return true
	}
	// The most are under way at the start of one of them.
	most := 0
	for m, u := range l.Tasks {
		if u == t || b.at[u] == None || b.when[u] >= s+length || s >= b.when[u]+l.Lengths[m] {
			continue
		}
		at := max(b.when[u], s)
		n := 0
		for k, v := range l.Tasks {
			if v != t && b.at[v] != None && b.when[v] <= at && at < b.when[v]+l.Lengths[k] {
				n++
			}
		}
		most = max(most, n)
	}
	return most < l.Most
}

// score is how good a plan is: fewer left out, then cheaper.
type score struct {
	left int
	cost Cost
}

func (a score) less(b score) bool {
	return a.left < b.left || a.left == b.left && a.cost.Less(b.cost)
}

func (b *board) score() score {
	var s score
	for t, i := range b.at {
		if i == None {
			s.left++
		} else {
			s.cost = s.cost.Add(b.p.Tasks[t].Costs[i])
		}
	}
	return s
}

// following returns the tasks so that each comes after those that it follows by a relation or ring.
func (b *board) following(file []int) []int {
	waits := make([]int, len(file))
	then := make([][]int, len(file))
	link := func(first, second int) {
		then[first] = append(then[first], second)
		waits[second]++
	}
	for _, r := range b.p.Relations {
		if r.Least > -Far {
			link(r.Before, r.Then)
		}
	}
	for k := 1; k < len(b.p.Rings); k++ {
		for _, first := range b.p.Rings[k-1] {
			for _, second := range b.p.Rings[k] {
				link(first, second)
			}
		}
	}
	var order []int
	done := make([]bool, len(file))
	for len(order) < len(file) {
		at := slices.IndexFunc(file, func(t int) bool { return !done[t] && waits[t] <= 0 })
		if at < 0 { // relations that run both ways
			at = slices.Index(done, false)
		}
		done[at] = true
		order = append(order, at)
		for _, t := range then[at] {
			waits[t]--
		}
	}
	return order
}
