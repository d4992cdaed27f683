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
	res.Warnings = c.warnings(s)
	res.Prices = c.prices(s)
	return res, nil
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
		sc, err := c.tables[t].scorerOf(context.Background(), region)
		if err != nil {
			return joint.Cost{} // it was compiled before
		}
		return (sc.Alone(start))
	}
	return b.Use[m][0]
}

// perCustomer reports whether a budget is the per_customer one of its limit: the last of the limit's.
func (c *campaign) perCustomer(k int) bool {
	l := &c.Limits[c.budgetOf[k].limit]
	return l.PerCustomer > 0 && (k+1 == len(c.budgetOf) || c.budgetOf[k+1] != c.budgetOf[k])
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

// warnings says what the campaign's owner should know.
func (c *campaign) warnings(s *joint.Solution) []string {
	var out []string
	if w := c.soakWarning(); w != "" {
		out = append(out, w)
	}
	out = append(out, c.overlapWarnings(s.Starts)...)
	if s.Left == 0 && !s.Proven && s.Cost.Less(s.Cost.Sub(s.Bound).Mul(20)) {
		gap := (s.Cost.Sub(s.Bound)).Ratio((s.Cost))
		out = append(out, fmt.Sprintf("The plan may cost up to %.1f %% more than the best one: a larger effort, or fewer limits, would say more.", 100*gap))
	}
	return out
}

// soakWarning tells where a ring can begin before the overrun of the one before is over.
func (c *campaign) soakWarning() string {
	for k := range len(c.Rings) - 1 {
		worst := int64(0)
		for t, ring := range c.ring {
			if ring != k {
				continue
			}
			j := c.tables[t].c.job
			for n, st := range j.stages {
				if n > 0 && st.Until-j.duration > c.problem.Soak && st.Probability > 0 {
					worst = max(worst, st.Probability)
				}
			}
		}
		if worst > 0 {
			return fmt.Sprintf("The soak (%s) is shorter than the overrun: in %g %% of cases ring %d is not over when ring %d begins.", c.Soak, float64(worst)*100/exact.ShareUnit, k, k+1)
		}
	}
	return ""
}

// overlapWarnings tells of windows over the same customers at the same time, at most a few.
func (c *campaign) overlapWarnings(plan []int) []string {
	var out []string
	more := 0
	order := c.inOrder(plan)
	for k, a := range order {
		end := c.starts[a][plan[a]] + c.tables[a].c.job.duration
		for _, b := range order[k+1:] {
			if c.starts[b][plan[b]] >= end {
				break
			}
			shared := ""
			for _, r := range c.tables[a].regions {
				// Cells that together are no more than all customers may be different ones.
				if c.tables[b].disturbs(r) && c.tables[a].share+c.tables[b].share > exact.ShareUnit {
					shared = c.planner.regions[r].Name
					break
				}
			}
			if shared == "" {
				continue
			}
			if len(out) == 5 {
				more++
				continue
			}
			out = append(out, fmt.Sprintf("%s and %s are at once over the same customers (%s), which are counted twice: make it one task if it is one outage.", c.Tasks[a].Name, c.Tasks[b].Name, shared))
		}
	}
	if more > 0 {
		out = append(out, fmt.Sprintf("So are %d more pairs of windows.", more))
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
