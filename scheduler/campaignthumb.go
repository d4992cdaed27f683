package scheduler

import (
	"context"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// thumbPlan is what a rule of thumb does.
type thumbPlan struct {
	CampaignRule
	plan   []int // index of the start, None
	when   []int64
	placed []bool
}

// rulesOfThumb plans as people do without a search: everything on Sunday 02:00 at headquarters, whatever
// the order and the limits, a series week by week as its distances allow; each task its next free start
// that goes with those before it; each its best start of those.
func (c *campaign) rulesOfThumb(ctx context.Context) ([]thumbPlan, error) {
	var out []thumbPlan
	for _, rule := range []struct {
		name string
		pick func(t int, p *joint.Placing) int
	}{
		{ThumbSunday, c.sundays},
		{ThumbNextFree, func(t int, p *joint.Placing) int { return p.First(t) }},
		{ThumbBestLeft, func(t int, p *joint.Placing) int { return p.Cheapest(t) }},
	} {
		plan, err := c.thumb(ctx, rule.name, rule.pick)
		if err != nil {
			return nil, err
		}
		out = append(out, plan)
	}
	return out, nil
}

// thumb places the tasks one after another, each after those that it follows.
func (c *campaign) thumb(ctx context.Context, name string, pick func(t int, p *joint.Placing) int) (thumbPlan, error) {
	n := len(c.Tasks)
	out := thumbPlan{CampaignRule: CampaignRule{Name: name}, plan: make([]int, n), when: make([]int64, n), placed: make([]bool, n)}
	p := joint.NewPlacing(&c.problem)
	var sum joint.Cost
	order := p.Order()
	slices.SortStableFunc(order, func(a, b int) int { // what is fixed is there before
		return boolRank(c.Tasks[a].Fixed.IsZero()) - boolRank(c.Tasks[b].Fixed.IsZero())
	})
	for _, t := range order {
		if err := ctx.Err(); err != nil {
			return thumbPlan{}, err
		}
		out.plan[t] = pick(t, p)
		if out.plan[t] == joint.None {
			out.LeftOut++
			continue
		}
		if name != ThumbSunday {
			p.Place(t, out.plan[t])
		}
		out.placed[t], out.when[t] = true, c.starts[t][out.plan[t]]
		sum = sum.Add(c.impactAt(t, out.when[t]))
		if s := c.Tasks[t].series; name == ThumbSunday && s.name != "" {
			p.Place(t, out.plan[t])
		}
	}
	out.CustomerHours = c.hours(sum)
	for t := range c.Tasks {
		s := RuleStart{Task: c.Tasks[t].Name}
		if out.placed[t] {
			at := c.tables[t].c.instant(out.when[t])
			s.Start = &at
		}
		out.Starts = append(out.Starts, s)
	}
	return out, nil
}

// sundays returns a task's first Sunday 02:00 at headquarters that is free, of a series the first that is
// far enough from the one before.
func (c *campaign) sundays(t int, p *joint.Placing) int {
	table := c.tables[t]
	loc := c.Headquarters
	if loc == nil {
		largest := 0
		for i, r := range c.planner.regions {
			if r.Customers > c.planner.regions[largest].Customers {
				largest = i
			}
		}
		loc = c.planner.regions[largest].Calendar.Location
	}
	for _, at := range table.sundays(loc) {
		i, ok := slices.BinarySearch(c.starts[t], at)
		if ok && (c.Tasks[t].series.name == "" || p.Related(t, i)) {
			return i
		}
	}
	return joint.None
}

// sundays returns every Sunday 02:00 on the clocks of loc whose window lies in the horizon.
func (t *taskTable) sundays(loc *time.Location) []int64 {
	if t.sundayList != nil {
		return t.sundayList
	}
	const day = exact.DaySeconds
	job := *t.c.job
	for from := job.from; from < t.c.job.to; {
		probe := *t.c
		probe.job = &job
		job.from = from
		at, ok := probe.firstReading(loc, sundayNight)
		if !ok {
			break
		}
		t.sundayList = append(t.sundayList, at)
		from = at + day
	}
	return t.sundayList
}

// boolRank returns 1 for true.
func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}
