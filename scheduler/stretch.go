package scheduler

import (
	"cmp"
	"iter"
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

// stretches cuts the horizon and its runway where any rule begins or ends, and at every local
// midnight: there the regions that are left out may change though their customers add up to the same.
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
	for t := range c.midnights() {
		events = append(events, event{at: t})
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

// midnights walks the instants at which a local day of any region begins, each once, in order.
func (c *compiled) midnights() iter.Seq[int64] {
	s := &c.off.slots
	begins := make([]bool, s.Len())
	seen := make(map[*exact.ZonePlan]bool)
	for _, d := range c.days {
		if seen[d.zone] {
			continue
		}
		seen[d.zone] = true
		for _, r := range d.zone.Runs {
			for day := r.First; day <= r.Last+1; day++ {
				begins[s.At(int64(day)*exact.DaySeconds-r.Offset)] = true
			}
		}
		for _, p := range d.zone.Pieces {
			begins[s.At(p.From)], begins[s.At(p.To)] = true, true
		}
	}
	return func(yield func(int64) bool) {
		for i, b := range begins {
			if b && !yield(s.Time(i)) {
				return
			}
		}
	}
}
