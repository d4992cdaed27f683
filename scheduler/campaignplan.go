package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// Plan finds the windows of a campaign's tasks that together cost least. A task that nothing binds to
// others gets what Suggest would give it. Series, chains and forests of after, and rings, are planned
// exactly; elsewhere the answer comes with a bound that no plan is below.
//
// Errors: FieldErrors with everything that is wrong with the campaign; a *NoPlanError, which is
// ErrNoPlan, where not all tasks fit; the context's error once it is done, within 50 ms. Equal campaigns
// give equal results.
//
// Cost: what is exact takes time proportional to the free starts of all tasks, with rings to their
// number times the nights; what is not is bounded by Campaign.Effort: some seconds for 60 tasks that
// share limits, half a minute for 200.
func (p *Planner) Plan(ctx context.Context, in Campaign) (*CampaignResult, error) {
	c, err := p.compileCampaign(ctx, &in, false)
	if err != nil {
		return nil, err
	}
	rules, err := c.rulesOfThumb(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range rules {
		c.problem.Seeds = append(c.problem.Seeds, r.plan)
	}
	if seed := c.announcedPlan(); seed != nil {
		c.problem.Seeds = append(c.problem.Seeds, seed)
	}
	s, err := joint.Solve(ctx, &c.problem)
	if err != nil {
		return nil, err
	}
	res, err := c.result(ctx, s, rules)
	if err != nil {
		return nil, err
	}
	if s.Left > 0 {
		return nil, c.noPlan(ctx, s, res)
	}
	if err := c.explain(ctx, s, res); err != nil {
		return nil, err
	}
	return res, nil
}

// announcedPlan returns the plan that customers were told, where any was.
func (c *campaign) announcedPlan() []int {
	var plan []int
	for i := range c.Tasks {
		if !c.Tasks[i].Announced.IsZero() && plan == nil {
			plan = make([]int, len(c.Tasks))
			for k := range plan {
				plan[k] = joint.None
			}
		}
	}
	for i := range plan {
		if at, ok := slices.BinarySearch(c.starts[i], c.Tasks[i].Announced.Unix()); ok && !c.Tasks[i].Announced.IsZero() {
			plan[i] = at
		}
	}
	return plan
}

// result works out what is told about a plan.
func (c *campaign) result(ctx context.Context, s *joint.Solution, rules []thumbPlan) (*CampaignResult, error) {
	res := &CampaignResult{Proven: s.Proven && s.Left == 0, Bound: c.hours(s.Bound)}
	var sum, moves joint.Cost
	for _, t := range c.inOrder(s.Starts) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		start := c.starts[t][s.Starts[t]]
		cost := c.impactAt(t, start)
		sum = sum.Add(cost)
		w := c.window(t, start)
		if m := c.problem.Tasks[t].Costs[s.Starts[t]].Sub(cost); w.MovedFrom != nil {
			moves = moves.Add(m)
		}
		w.Because = c.because(s.Starts, t)
		res.Windows = append(res.Windows, w)
	}
	res.CustomerHours, res.MoveCosts = c.hours(sum), c.hours(moves)
	if s.Left > 0 {
		res.Bound = 0 // it would be that of all tasks
	}
	for _, r := range rules {
		res.RulesOfThumb = append(res.RulesOfThumb, r.CampaignRule)
	}
	var err error
	if res.Burden, err = c.burden(ctx, s.Starts, rules); err != nil {
		return nil, err
	}
	res.Warnings = c.warnings(ctx, s)
	res.Prices = c.prices(s)
	return res, ctx.Err()
}

// inOrder returns the placed tasks by start, then in their order.
func (c *campaign) inOrder(plan []int) []int {
	var order []int
	for t, i := range plan {
		if i != joint.None {
			order = append(order, t)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(c.starts[a][plan[a]], c.starts[b][plan[b]])
	})
	return order
}

// impactAt returns what a free start of a task costs, moves left out.
func (c *campaign) impactAt(t int, start int64) joint.Cost {
	table := c.tables[t]
	if at, ok := slices.BinarySearch(table.starts, start); ok {
		return table.costs[at]
	}
	return exact.NewScorer(table.c.demand, table.c.job.stages).Alone(start).Mul(table.scale)
}

// window works out a task's window.
func (c *campaign) window(t int, start int64) TaskWindow {
	task, w := &c.Tasks[t], c.tables[t].c
	out := TaskWindow{Task: task.Name, Window: w.interval(start, start+w.job.duration), Impact: w.impact(start), Sequence: task.Sequence}
	if !task.Announced.IsZero() && task.Announced.Unix() != start {
		from := w.instant(task.Announced.Unix())
		out.MovedFrom = &from
		out.Sequence++
	}
	alone := c.alone(t)
	out.Alone = AloneWindow{Window: w.interval(alone, alone+w.job.duration), CustomerHours: c.hours(c.impactAt(t, alone))}
	return out
}

// alone returns the best start of a task by itself, which has some: what Suggest would choose.
func (c *campaign) alone(t int) int64 {
	table := c.tables[t]
	if table.bestKnown {
		return table.best
	}
	best := 0
	peak := func(i int) int64 { return table.c.demand.Peak(table.starts[i], table.starts[i]+table.c.job.duration) }
	for i, v := range table.costs {
		if v.Less(table.costs[best]) || v == table.costs[best] && i != best && peak(i) < peak(best) {
			best = i
		}
	}
	table.best, table.bestKnown = table.starts[best], true
	return table.best
}

// burden returns what the customers of each region bear.
func (c *campaign) burden(ctx context.Context, plan []int, rules []thumbPlan) ([]RegionBurden, error) {
	out := make([]RegionBurden, len(c.planner.regions))
	for r := range c.planner.regions {
		region := &c.planner.regions[r]
		paid, _ := customerHours(c.Paid[region.Name])
		per := func(at func(t int) (int64, bool)) (float64, error) {
			sum := fromMillionths(paid)
			for t := range c.Tasks {
				s, ok := at(t)
				if !ok || !c.tables[t].disturbs(r) {
					continue
				}
				if err := ctx.Err(); err != nil {
					return 0, err
				}
				sc, err := c.tables[t].scorerOf(ctx, r)
				if err != nil {
					return 0, err
				}
				sum = sum.Add((sc.Alone(s)))
			}
			return (sum).Ratio(exact.Mul64(uint64(region.Customers), exact.CustomerHour)), nil
		}
		out[r].Region = region.Name
		var err error
		if out[r].PerCustomer, err = per(func(t int) (int64, bool) {
			if plan[t] == joint.None {
				return 0, false
			}
			return c.starts[t][plan[t]], true
		}); err != nil {
			return nil, err
		}
		for _, rule := range rules {
			v, err := per(func(t int) (int64, bool) { return rule.when[t], rule.placed[t] })
			if err != nil {
				return nil, err
			}
			out[r].ByRule = append(out[r].ByRule, v)
		}
	}
	return out, nil
}

// prices returns what proves the bound, for people and programs.
func (c *campaign) prices(s *joint.Solution) *CampaignPrices {
	if len(s.Certificates) == 0 {
		return nil
	}
	out := &CampaignPrices{}
	regionOf := func(p limitPart) string {
		if p.region < 0 {
			return ""
		}
		return c.planner.regions[p.region].Name
	}
	for _, cert := range s.Certificates {
		part := PricedPart{Rings: cert.Rings, Bound: c.hours(cert.Bound)}
		for _, t := range cert.Tasks {
			part.Tasks = append(part.Tasks, c.Tasks[t].Name)
		}
		for _, r := range cert.Relations {
			part.Relations = append(part.Relations, [2]string{c.Tasks[r.Before].Name, c.Tasks[r.Then].Name})
		}
		price := func(v uint64) float64 { return c.hours(c.problem.Unit.Mul(v)) }
		for _, v := range cert.AtOnce {
			p := c.onceOf[v.Limit]
			part.Instants = append(part.Instants, InstantPrice{Limit: c.Limits[p.limit].Name, Region: regionOf(p), At: time.Unix(v.At, 0).In(c.loc), Price: price(v.Price)})
		}
		for _, v := range cert.Budgets {
			p := c.budgetOf[v.Limit]
			l := &c.Limits[p.limit]
			unit, share := "window", v.Share
			switch {
			case c.perCustomer(v.Limit):
				unit = "customer_hour"
			case l.Windows == 0 || v.Limit > 0 && c.budgetOf[v.Limit-1] == p:
				unit = "second"
			}
			one := price(v.Price) / float64(share)
			if unit == "customer_hour" {
				one = (c.problem.Unit.Mul(v.Price)).Ratio(exact.Of(share * uint64(c.planner.scale))) // per exact unit and share
			}
			part.Periods = append(part.Periods, PeriodPrice{Limit: l.Name, Region: regionOf(p), Period: c.boundsOf(l.Per).names[v.Period], Unit: unit, Price: one})
		}
		out.Parts = append(out.Parts, part)
	}
	return out
}

// checkFixed refuses fixed windows that break something by themselves.
func (c *campaign) checkFixed(faults *FieldErrors) {
	fixed := func(t int) (int64, bool) { return c.Tasks[t].Fixed.Unix(), !c.Tasks[t].Fixed.IsZero() }
	for t := range c.Tasks {
		start, ok := fixed(t)
		if !ok {
			continue
		}
		var broken []string
		// Each pair is told once, at the later task.
		for _, x := range c.broken(func(o int) (int64, bool) {
			s, ok := fixed(o)
			return s, ok && o <= t
		}, t, start) {
			what := x.Kind
			if x.Limit != "" {
				what = fmt.Sprintf("the limit %q", x.Limit)
			}
			if x.Task != "" {
				what += fmt.Sprintf(" with %q, fixed at %s", x.Task, formatTime(c.Tasks[c.index.tasks[x.Task]].Fixed))
			}
			broken = append(broken, what)
		}
		if len(broken) > 0 {
			faults.add(fmt.Sprintf("campaign.tasks[%d].fixed", t), formatTime(c.Tasks[t].Fixed), "a window that does not break "+strings.Join(broken, ", ")+", by itself or with other fixed windows")
		}
	}
}
