package scheduler

import (
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// because returns what keeps a task from its best start by itself, given where the others are.
func (c *campaign) because(plan []int, t int) []Cause {
	start, alone := c.starts[t][plan[t]], c.alone(t)
	if start == alone {
		return nil
	}
	task := &c.Tasks[t]
	if !task.Fixed.IsZero() {
		return []Cause{{Kind: CauseFixed}}
	}
	causes := c.conflicts(plan, t, alone)
	if s := task.series; s.number == 1 && alone >= task.Request.Horizon.Start.Unix()+int64(s.atMost/time.Second) {
		causes = append([]Cause{{Kind: CauseSeries, Task: s.name}}, causes...)
	}
	if len(causes) == 0 && !task.Announced.IsZero() && task.Announced.Unix() == start {
		causes = append(causes, Cause{Kind: CauseAnnounced})
	}
	return causes
}

// conflicts returns what a start of a task breaks, given where the others are, in the order relations,
// rings, limits, each once.
func (c *campaign) conflicts(plan []int, t int, start int64) []Cause {
	return c.broken(func(o int) (int64, bool) {
		if plan[o] == joint.None {
			return 0, false
		}
		return c.starts[o][plan[o]], true
	}, t, start)
}

// broken is the same for starts that need not be free.
func (c *campaign) broken(at func(t int) (int64, bool), t int, start int64) []Cause {
	var causes []Cause
	add := func(x Cause) {
		if !slices.Contains(causes, x) {
			causes = append(causes, x)
		}
	}
	for _, r := range c.problem.Relations {
		other, from, to := r.Before, int64(0), start
		switch t {
		case r.Then:
			s, ok := at(r.Before)
			if !ok {
				continue
			}
			from = s
		case r.Before:
			s, ok := at(r.Then)
			if !ok {
				continue
			}
			other, from, to = r.Then, start, s
		default:
			continue
		}
		if d := to - from; d < r.Least || r.Most != joint.Far && d > r.Most {
			kind := CauseAfter
			if a, b := c.Tasks[r.Before].series, c.Tasks[r.Then].series; a.name != "" && a.name == b.name && b.number == a.number+1 {
				kind = CauseSeries
			}
			add(Cause{Kind: kind, Task: c.Tasks[other].Name})
		}
	}
	c.ringConflict(at, t, start, add)
	for k := range c.problem.AtOnce {
		c.onceConflict(at, t, start, k, add)
	}
	for k := range c.problem.Budgets {
		c.budgetConflict(at, t, start, k, add)
	}
	return causes
}

// ringConflict adds the task of another ring that is nearest to being in the way.
func (c *campaign) ringConflict(at func(int) (int64, bool), t int, start int64, add func(Cause)) {
	if c.ring[t] < 0 {
		return
	}
	soak := c.problem.Soak
	before, after := -1, -1
	var latest, earliest int64
	for o, k := range c.ring {
		s, ok := at(o)
		if !ok || k < 0 {
			continue
		}
		if end := s + c.tables[o].c.job.duration; k < c.ring[t] && start < end+soak && (before < 0 || end > latest) {
			before, latest = o, end
		}
		if k > c.ring[t] && s < start+c.tables[t].c.job.duration+soak && (after < 0 || s < earliest) {
			after, earliest = o, s
		}
	}
	for _, o := range []int{before, after} {
		if o >= 0 {
			add(Cause{Kind: CauseRing, Task: c.Tasks[o].Name})
		}
	}
}

// onceConflict adds an at-once limit that a start breaks, with the other task where at most one may be.
func (c *campaign) onceConflict(at func(int) (int64, bool), t int, start int64, k int, add func(Cause)) {
	a := &c.problem.AtOnce[k]
	m := slices.Index(a.Tasks, t)
	if m < 0 {
		return
	}
	name := c.Limits[c.onceOf[k].limit].Name
	end := start + a.Lengths[m]
	instants := []int64{start}
	for n, o := range a.Tasks {
		if s, ok := at(o); ok && o != t && s < end && start < s+a.Lengths[n] {
			if a.Most == 1 {
				add(Cause{Kind: CauseLimit, Task: c.Tasks[o].Name, Limit: name})
				continue
			}
			instants = append(instants, max(s, start))
		}
	}
	if a.Most == 1 {
		return
	}
	for _, i := range instants {
		under := 1
		for n, o := range a.Tasks {
			if s, ok := at(o); ok && o != t && s <= i && i < s+a.Lengths[n] {
				under++
			}
		}
		if under > a.Most {
			add(Cause{Kind: CauseLimit, Limit: name})
			return
		}
	}
}

// budgetConflict adds a limit per period that a start breaks.
func (c *campaign) budgetConflict(at func(int) (int64, bool), t int, start int64, k int, add func(Cause)) {
	b := &c.problem.Budgets[k]
	m := slices.Index(b.Tasks, t)
	if m < 0 {
		return
	}
	period := c.periodOf(b, start)
	sum := c.useAt(b, k, m, t, start)
	for n, o := range b.Tasks {
		if s, ok := at(o); ok && o != t && c.periodOf(b, s) == period {
			sum = sum.Add(c.useAt(b, k, n, o, s))
		}
	}
	if b.Spent || b.Cap.Less(sum) {
		add(Cause{Kind: CauseLimit, Limit: c.Limits[c.budgetOf[k].limit].Name})
	}
}

// periodOf returns the period that a start is in, -1 outside all.
func (c *campaign) periodOf(b *joint.Budget, start int64) int32 {
	k, ok := slices.BinarySearch(b.Bounds, start)
	if !ok {
		k--
	}
	if k < 0 || k >= len(b.Periods) {
		return -1
	}
	return b.Periods[k]
}

// useAt returns what a start uses of a limit.
func (c *campaign) useAt(b *joint.Budget, k, m, t int, start int64) joint.Cost {
	if region := c.budgetOf[k].region; region >= 0 && c.perCustomer(k) {
		return c.tables[t].alone[region].Alone(start) // usesIn made it, for every task of the budget
	}
	return b.Use[m][0]
}

// perCustomer reports whether a budget is the per_customer one of its limit: the last of the limit's.
func (c *campaign) perCustomer(k int) bool {
	l := &c.Limits[c.budgetOf[k].limit]
	return l.PerCustomer > 0 && (k+1 == len(c.budgetOf) || c.budgetOf[k+1] != c.budgetOf[k])
}
