package scheduler

import (
	"context"
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

// edge is where a rule begins or ends.
type edge struct {
	at         int64
	rules, sum int
}

// edges returns the edges of all rules in order of time. Each rule has its own in order, so they are merged, two rules at a
// time: a thousand rules of every day have millions, and a sort would not look at the context.
func (c *compiled) edges(ctx context.Context) ([]edge, error) {
	var runs [][]edge
	for k, r := range c.rules {
		run := make([]edge, 0, 2*len(r.union))
		for _, s := range r.union {
			run = append(run, edge{s.From, 1, k}, edge{s.To, -1, -k})
		}
		runs = append(runs, run)
	}
	for len(runs) > 1 {
		var merged [][]edge
		for ; len(runs) > 1; runs = runs[2:] {
			a, b := runs[0], runs[1]
			both := make([]edge, 0, len(a)+len(b))
			for len(a) > 0 && len(b) > 0 {
				if len(both)%pollEvery == 0 && ctx.Err() != nil {
					return nil, ctx.Err()
				}
				if b[0].at < a[0].at {
					a, b = b, a
				}
				both, a = append(both, a[0]), a[1:]
			}
			merged = append(merged, append(append(both, a...), b...))
		}
		runs = append(merged, runs...)
	}
	return slices.Concat(runs...), nil
}

// stretches cuts the horizon and its runway where any rule begins or ends, and where the number of customers
// on excluded days changes. Whose days these are may change within a stretch.
func (c *compiled) stretches(ctx context.Context) ([]stretch, error) {
	events, err := c.edges(ctx)
	if err != nil {
		return nil, err
	}
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
		if out = append(out, now); len(out)%pollEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		t = next
	}
	return out, nil
}
