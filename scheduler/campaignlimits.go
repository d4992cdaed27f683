package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// periodBounds are the stretches of a part of the calendar: a day can be in two, where clocks went back
// over midnight (America/St_Johns, 2010-11-07).
type periodBounds struct {
	bounds []int64
	period []int32  // of each stretch
	names  []string // of each period
}

// boundsOf cuts the time of all starts.
func (c *campaign) boundsOf(per Per) *periodBounds {
	if b := c.bounds[per]; b != nil {
		return b
	}
	b := &periodBounds{}
	number := make(map[string]int32)
	// A calendar without holidays never returns an error.
	days, _ := calendar.Calendar{Location: c.loc}.Days(c.span())
	for _, d := range days {
		name := per.nameOf(d.Date)
		k, ok := number[name]
		if !ok {
			k = int32(len(b.names))
			number[name] = k
			b.names = append(b.names, name)
		}
		if n := len(b.period); n > 0 && b.period[n-1] == k {
			b.bounds[n] = d.Interval.End.Unix()
			continue
		}
		if len(b.bounds) == 0 {
			b.bounds = append(b.bounds, d.Interval.Start.Unix())
		}
		b.period = append(b.period, k)
		b.bounds = append(b.bounds, d.Interval.End.Unix())
	}
	c.bounds[per] = b
	return b
}

// nameOf names the part of the calendar that a date is in.
func (p Per) nameOf(d calendar.Date) string {
	switch p {
	case PerDay:
		return d.String()
	case PerWeek:
		year, week := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).ISOWeek()
		return fmt.Sprintf("%04d-W%02d", year, week)
	case PerMonth:
		return fmt.Sprintf("%04d-%02d", d.Year, int(d.Month))
	case PerQuarter:
		return fmt.Sprintf("%04d-Q%d", d.Year, (int(d.Month)+2)/3)
	}
	return fmt.Sprintf("%04d", d.Year)
}

// membersOf returns the tasks that a limit is about, region by region where it has regions.
func (c *campaign) membersOf(ctx context.Context, l *Limit) (parts []limitPart, members [][]int, err error) {
	if len(l.Regions) == 0 {
		var list []int
		for t := range c.Tasks {
			if len(l.Tasks) == 0 {
				list = append(list, t)
			}
		}
		for _, name := range l.Tasks {
			list = append(list, c.index.named(name)...)
		}
		return []limitPart{{region: -1}}, [][]int{list}, nil
	}
	for _, name := range l.Regions {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		r := c.planner.index[name]
		var list []int
		for t := range c.Tasks {
			if c.tables[t].disturbs(r) {
				list = append(list, t)
			}
		}
		if len(list) > 0 {
			parts, members = append(parts, limitPart{region: r}), append(members, list)
		}
	}
	return parts, members, nil
}

// disturbs reports whether a region of the whole planner is among those of the task.
func (t *taskTable) disturbs(region int) bool {
	_, ok := slices.BinarySearch(t.regions, region)
	return ok
}

// limit sets up the limits of the problem.
func (c *campaign) limit(ctx context.Context) error {
	for i := range c.Limits {
		l := &c.Limits[i]
		parts, members, err := c.membersOf(ctx, l)
		if err != nil {
			return err
		}
		for k, part := range parts {
			part.limit = i
			if l.AtOnce > 0 {
				a := joint.AtOnce{Most: l.AtOnce, Tasks: members[k]}
				for _, t := range members[k] {
					a.Lengths = append(a.Lengths, c.tables[t].c.job.keep+int64(l.Rest/time.Second))
				}
				c.problem.AtOnce, c.onceOf = append(c.problem.AtOnce, a), append(c.onceOf, part)
			}
			if l.Per != PerNone {
				if err := c.budgets(ctx, l, part, members[k]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// budgets sets up what a limit says per part of the calendar.
func (c *campaign) budgets(ctx context.Context, l *Limit, part limitPart, members []int) error {
	b := c.boundsOf(l.Per)
	add := func(limit joint.Cost, spent bool, use func(t int) ([]joint.Cost, error)) error {
		d := joint.Budget{Tasks: members, Bounds: b.bounds, Periods: b.period, Cap: limit, Spent: spent}
		for _, t := range members {
			u, err := use(t)
			if err != nil {
				return err
			}
			d.Use = append(d.Use, u)
		}
		c.problem.Budgets, c.budgetOf = append(c.problem.Budgets, d), append(c.budgetOf, part)
		return nil
	}
	one := func(n int64) ([]joint.Cost, error) { return []joint.Cost{exact.Of(uint64(n))}, nil }
	if l.Windows > 0 {
		if err := add(exact.Of(uint64(l.Windows)), false, func(int) ([]joint.Cost, error) { return one(1) }); err != nil {
			return err
		}
	}
	if l.Time > 0 {
		if err := add(exact.Of(uint64(l.Time/time.Second)), false, func(t int) ([]joint.Cost, error) { return one(c.tables[t].c.job.duration) }); err != nil {
			return err
		}
	}
	if l.PerCustomer > 0 {
		limit, spent := c.left(l, part.region)
		return add(limit, spent, func(t int) ([]joint.Cost, error) { return c.usesIn(ctx, t, part.region) })
	}
	return nil
}

// left returns what a region's customers may still bear, exactly.
func (c *campaign) left(l *Limit, region int) (joint.Cost, bool) {
	r := &c.planner.regions[region]
	per, _ := customerHours(l.PerCustomer)
	paid, _ := customerHours(c.Paid[r.Name])
	most := exact.Mul64(uint64(per), exact.CustomerHour/exact.ShareUnit).Mul(uint64(r.Customers))
	spent := exact.Mul64(uint64(paid), exact.CustomerHour/exact.ShareUnit)
	if most.Less(spent) {
		return joint.Cost{}, true
	}
	return (most.Sub(spent)), false
}

// usesIn returns what each start of a task costs in one region.
func (c *campaign) usesIn(ctx context.Context, task, region int) ([]joint.Cost, error) {
	sc, err := c.tables[task].scorerOf(ctx, region)
	if err != nil {
		return nil, err
	}
	starts := c.starts[task]
	uses := make([]joint.Cost, len(starts))
	if len(starts) > 0 {
		sc.Begin(starts[0])
	}
	for k, s := range starts {
		if k%pollEvery == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		uses[k] = (sc.Score(s))
	}
	if len(uses) == 0 {
		uses = make([]joint.Cost, 1)
	}
	return uses, nil
}

// scorerOf returns what tells the impact of the task in one region.
func (t *taskTable) scorerOf(ctx context.Context, region int) (*exact.Scorer, error) {
	if sc := t.alone[region]; sc != nil {
		return sc, nil
	}
	for k, r := range t.regions {
		if r != region {
			continue
		}
		// What is told per customer, and limited, is hours of people.
		people := t.planner.regions[k]
		people.Weight = 0
		only, err := New(people)
		if err != nil {
			return nil, err
		}
		req := *t.request
		req.Rules, req.Crew, req.Tolerate = nil, nil, 0
		req.Notice = Notice{}
		c, err := only.Prepare(ctx, req)
		if err != nil {
			return nil, err
		}
		if t.alone == nil {
			t.alone = make(map[int]*exact.Scorer)
		}
		t.alone[region] = exact.NewScorer(c.c.demand, c.c.job.stages)
		return t.alone[region], nil
	}
	return nil, errors.New("scheduler: the task does not disturb the region")
}
