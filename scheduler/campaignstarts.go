package scheduler

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// findRings notes the ring of every task.
func (c *campaign) findRings() {
	c.ring = make([]int, len(c.Tasks))
	for t := range c.ring {
		c.ring[t] = -1
	}
	for k, ring := range c.Rings {
		for _, name := range ring {
			for _, t := range c.index.named(name) {
				c.ring[t] = k
			}
		}
	}
}

// chooseStarts sets up the tasks of the problem: fixed windows have one start, the first of a series
// starts soon enough, and moves cost.
func (c *campaign) chooseStarts(ctx context.Context, faults *FieldErrors, review bool) error {
	c.problem.Tasks = make([]joint.Task, len(c.Tasks))
	c.starts = make([][]int64, len(c.Tasks))
	for i := range c.Tasks {
		if err := ctx.Err(); err != nil {
			return err
		}
		t, table := &c.Tasks[i], c.tables[i]
		starts, costs := table.starts, table.costs
		if s := t.series; s.number == 1 {
			n, _ := slices.BinarySearch(starts, t.Request.Horizon.Start.Unix()+int64(s.atMost/time.Second))
			starts, costs = starts[:n], costs[:n]
		}
		if !t.Fixed.IsZero() && !review {
			at, ok := slices.BinarySearch(starts, t.Fixed.Unix())
			if !ok {
				faults.add(fmt.Sprintf("campaign.tasks[%d].fixed", i), formatTime(t.Fixed), "a free start of the grid"+c.whyNot(i, t.Fixed.Unix()))
				continue
			}
			starts, costs = starts[at:at+1], costs[at:at+1]
		}
		if move, _ := customerHours(t.MoveCost); move > 0 && !t.Announced.IsZero() {
			more := c.weighted(move)
			costs = slices.Clone(costs)
			for k := range costs {
				if starts[k] != t.Announced.Unix() {
					costs[k] = costs[k].Add(more)
				}
			}
		}
		c.starts[i] = starts
		duration := table.c.job.duration
		demand := table.c.demand
		c.problem.Tasks[i] = joint.Task{Starts: starts, Costs: costs, Duration: duration, Peak: func(k int) int64 { return demand.Peak(starts[k], starts[k]+duration) }}
	}
	return nil
}

// whyNot says in an aside why a start is not free.
func (c *campaign) whyNot(task int, start int64) string {
	w := c.tables[task].c
	switch {
	case start < w.job.from || start+w.job.keep > w.job.to:
		return " (it is not inside the horizon, with what is kept clear)"
	case !w.grid.Contains(start):
		return " (it is not on the grid)"
	}
	if blocks := w.blocksIn(start, start+w.job.keep); len(blocks) > 0 {
		b := blocks[0]
		reason := b.Rule
		if b.Region != "" {
			reason += " in " + b.Region
		}
		return fmt.Sprintf(" (blocked by %s: %s)", reason, b.Reason)
	}
	return ""
}

// relate sets up relations and rings.
func (c *campaign) relate(ctx context.Context) error {
	for i := range c.Tasks {
		t := &c.Tasks[i]
		for _, a := range t.After {
			o := c.index.tasks[a.Task]
			d := c.tables[o].c.job.duration
			r := joint.Relation{Before: o, Then: i, Least: d + int64(a.AtLeast/time.Second), Most: joint.Far}
			if a.bounded() {
				r.Most = d + int64(a.AtMost/time.Second)
			}
			c.problem.Relations = append(c.problem.Relations, r)
		}
		if s := t.series; s.number > 1 {
			o := c.index.tasks[fmt.Sprintf("%s %d", s.name, s.number-1)]
			c.problem.Relations = append(c.problem.Relations, joint.Relation{Before: o, Then: i, Least: int64(s.atLeast / time.Second), Most: int64(s.atMost / time.Second)})
		}
	}
	c.problem.Soak, c.problem.Effort = int64(c.Soak/time.Second), c.Effort
	c.problem.Rings = make([][]int, len(c.Rings))
	for t, k := range c.ring {
		if k >= 0 {
			c.problem.Rings[k] = append(c.problem.Rings[k], t)
		}
	}
	// Prices are whole millionths of a customer-hour, coarser for very large campaigns.
	var sum joint.Cost
	for _, t := range c.problem.Tasks {
		if err := ctx.Err(); err != nil {
			return err
		}
		most := joint.Cost{}
		for _, v := range t.Costs {
			if most.Less(v) {
				most = v
			}
		}
		sum = sum.Add(most)
	}
	unit := exact.Of(c.planner.hour() / exact.ShareUnit)
	for unit.Mul(1 << 38).Less(sum) {
		unit = unit.Mul(10)
	}
	c.problem.Unit = unit
	return nil
}

// span returns the time from the first to the last possible start of any task.
func (c *campaign) span() calendar.Interval {
	from, to := int64(1)<<62, -int64(1)<<62
	for _, t := range c.tables {
		from, to = min(from, t.c.job.from), max(to, t.c.job.to)
	}
	for i := range c.Tasks {
		for _, at := range []time.Time{c.Tasks[i].Fixed, c.Tasks[i].Announced} {
			if !at.IsZero() {
				from, to = min(from, at.Unix()), max(to, at.Unix()+1)
			}
		}
	}
	return calendar.Interval{Start: time.Unix(from, 0), End: time.Unix(to, 0)}
}
