package scheduler

import (
	"cmp"
	"context"
	"slices"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// variant returns the problem for a rough answer to "what if": seeded with a plan and its prices.
func (c *campaign) variant(s *joint.Solution) *joint.Problem {
	v := c.problem
	v.Quick, v.From = true, s.Certificates
	v.Seeds = [][]int{s.Starts}
	v.AtOnce, v.Budgets = slices.Clone(v.AtOnce), slices.Clone(v.Budgets)
	return &v
}

// without switches a limit off.
func (c *campaign) without(p *joint.Problem, limit int) {
	for k, part := range c.onceOf {
		p.AtOnce[k].Off = p.AtOnce[k].Off || part.limit == limit
	}
	for k, part := range c.budgetOf {
		p.Budgets[k].Off = p.Budgets[k].Off || part.limit == limit
	}
}

// explain adds what limits, soak and order cost, and what other deadlines would.
func (c *campaign) explain(ctx context.Context, s *joint.Solution, res *CampaignResult) error {
	add := func(cost CampaignCost, v *joint.Problem) error {
		w, err := joint.Solve(ctx, v)
		if err != nil {
			return err
		}
		cost.AtMost = c.hours(less(s.Cost, w.Bound))
		if w.Left == 0 {
			cost.AtLeast = c.hours(less(s.Bound, w.Cost))
		}
		res.Costs = append(res.Costs, cost)
		return nil
	}
	for i := range c.Limits {
		v := c.variant(s)
		c.without(v, i)
		if err := add(CampaignCost{Limit: c.Limits[i].Name}, v); err != nil {
			return err
		}
	}
	if len(c.Rings) > 1 && c.Soak > 0 {
		v := c.variant(s)
		v.Soak = 0
		if err := add(CampaignCost{Soak: true}, v); err != nil {
			return err
		}
	}
	if len(c.Rings) > 1 || len(c.problem.Relations) > 0 {
		v := c.variant(s)
		v.Relations, v.Rings = nil, nil
		if err := add(CampaignCost{Order: true}, v); err != nil {
			return err
		}
	}
	slices.SortStableFunc(res.Costs, func(a, b CampaignCost) int { return cmp.Compare(b.AtMost, a.AtMost) })
	return c.deadlines(ctx, res)
}

// less returns a - b, or 0 where b is greater.
func less(a, b joint.Cost) joint.Cost {
	if a.Less(b) {
		return joint.Cost{}
	}
	return a.Sub(b)
}

// deadlineDays are the deadlines that a campaign of rings is asked about, beside its own.
var deadlineDays = []int{7, 10, 14, 21, 28, 42}

// deadlines answers what rings would cost if they had to end sooner: patience buys impact. Only rings
// that are solved exactly are asked; no start is looked for beyond the horizon that was given.
func (c *campaign) deadlines(ctx context.Context, res *CampaignResult) error {
	if len(c.Rings) < 2 || len(c.problem.Relations)+len(c.problem.AtOnce)+len(c.problem.Budgets) > 0 {
		return nil
	}
	from, to := c.tables[0].c.job.from, c.tables[0].c.job.to
	for _, t := range c.tables {
		from, to = min(from, t.c.job.from), max(to, t.c.job.to)
	}
	own := int((to - from + exact.DaySeconds - 1) / exact.DaySeconds)
	for _, days := range deadlineDays {
		if days >= own {
			break
		}
		v := c.problem
		v.Seeds = nil
		v.Quick = true
		v.Tasks = slices.Clone(v.Tasks)
		fits := true
		for t := range v.Tasks {
			end := from + int64(days)*exact.DaySeconds - c.tables[t].c.job.keep
			n, _ := slices.BinarySearch(v.Tasks[t].Starts, end+1)
			v.Tasks[t].Starts, v.Tasks[t].Costs = v.Tasks[t].Starts[:n], v.Tasks[t].Costs[:n]
			fits = fits && n > 0
		}
		d := Deadline{Days: days}
		if fits {
			w, err := joint.Solve(ctx, &v)
			if err != nil {
				return err
			}
			if w.Left == 0 {
				d.Fits, d.CustomerHours = true, c.hours(w.Cost)
			}
		}
		res.Deadlines = append(res.Deadlines, d)
	}
	res.Deadlines = append(res.Deadlines, Deadline{Days: own, CustomerHours: res.CustomerHours + res.MoveCosts, Fits: true})
	return nil
}
