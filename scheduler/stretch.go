package scheduler

import (
	"cmp"
	"slices"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// stretch is a part of time in which nothing changes: how many rules cover it, which one where it is
// one, and the step of the excluded days.
type stretch struct {
	exact.Span
	rules int // how many
	sum   int // of their indices: the index itself where there is one
	step  int
}

// stretches cuts the horizon and its runway where any rule begins or ends, and where the number of customers
// on excluded days changes. Whose days these are may change within a stretch.
func (c *compiled) stretches() []stretch {
	type event struct {
		at         int64
		rules, sum int
	}
	var events []event
	for k, r := range c.rules {
		for _, s := range r.union {
			events = append(events, event{s.From, 1, k}, event{s.To, -1, -k})
		}
	}
	slices.SortFunc(events, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	var out []stretch
	now := stretch{step: c.off.find(c.job.from)}
	for t, i := c.job.from, 0; t < c.end(); {
		for ; i < len(events) && events[i].at <= t; i++ {
			now.rules, now.sum = now.rules+events[i].rules, now.sum+events[i].sum
		}
		for c.off.at[now.step+1] <= t {
			now.step++
		}
		next := min(c.end(), c.off.at[now.step+1])
		if i < len(events) {
			next = min(next, events[i].at)
		}
		now.Span = exact.Span{From: t, To: next}
		out = append(out, now)
		t = next
	}
	return out
}
