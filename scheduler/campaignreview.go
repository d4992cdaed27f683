package scheduler

import (
	"context"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// CampaignReview judges the windows of a campaign as they stand.
type CampaignReview struct {
	// Windows are the fixed and announced ones, by their start, then in the order of the tasks.
	Windows []ReviewedWindow
	// CustomerHours is what they cost together.
	CustomerHours float64
	// Weighted reports whether customers of a region that one of the windows disturbs count more or less than 1,
	// so that all these are weighted customer-hours.
	Weighted bool
	// Sound reports that all are free and break nothing.
	Sound bool
	// Unplanned are the names of the tasks that have no window yet.
	Unplanned []string
}

// ReviewedWindow judges one window.
type ReviewedWindow struct {
	Task          string
	Window        calendar.Interval
	CustomerHours float64
	// Free reports whether it is inside the task's horizon and nothing blocks what is kept clear.
	Free bool
	// Blocks are what blocks it.
	Blocks []Block
	// Broken are the relations, rings and limits that it breaks, with the other windows where they are.
	Broken []Cause
}

// Review judges the fixed and announced windows of a campaign as they stand: what each costs, whether it
// is still free, and what it breaks. It moves nothing. A window that broke because of a new holiday, a
// freeze or another window is named, and only such ones; Plan then moves what is worth it.
//
// Errors are those of Plan, but for fixed windows that are not free or break something, which are
// answered, and a *NoPlanError.
func (p *Planner) Review(ctx context.Context, in Campaign) (*CampaignReview, error) {
	c, err := p.compileCampaign(ctx, &in, true)
	if err != nil {
		return nil, err
	}
	at := func(t int) (int64, bool) {
		task := &c.Tasks[t]
		switch {
		case !task.Fixed.IsZero():
			return task.Fixed.Unix(), true
		case !task.Announced.IsZero():
			return task.Announced.Unix(), true
		}
		return 0, false
	}
	r := &CampaignReview{Sound: true}
	var order []int
	for t := range c.Tasks {
		if _, ok := at(t); ok {
			order = append(order, t)
		} else {
			r.Unplanned = append(r.Unplanned, c.Tasks[t].Name)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, _ := at(a)
		y, _ := at(b)
		return int(min(1, max(-1, x-y)))
	})
	var sum exact.Uint128
	for _, t := range order {
		start, _ := at(t)
		w := c.tables[t].c
		cost, err := c.costAnywhere(ctx, t, start)
		if err != nil {
			return nil, err
		}
		sum = sum.Add(cost)
		r.Weighted = r.Weighted || w.planner.weighted != nil
		v := ReviewedWindow{Task: c.Tasks[t].Name, Window: w.interval(start, start+w.job.duration), CustomerHours: c.hours(cost), Broken: c.broken(at, t, start)}
		if inside := start >= w.job.from && start+w.job.keep <= w.job.to; inside {
			v.Blocks = w.blocksIn(start, start+w.job.keep)
			v.Free = len(v.Blocks) == 0
		}
		r.Sound = r.Sound && v.Free && len(v.Broken) == 0
		r.Windows = append(r.Windows, v)
	}
	r.CustomerHours = c.hours(sum)
	return r, nil
}

// costAnywhere returns what a start costs that may lie outside the task's horizon.
func (c *campaign) costAnywhere(ctx context.Context, t int, start int64) (exact.Uint128, error) {
	table := c.tables[t]
	w := table.c
	if start >= w.job.from && start+w.job.duration <= w.job.to {
		return exact.NewScorer(w.demand, w.job.stages).Alone(start).Mul(table.scale), nil
	}
	req := *table.request
	req.Rules, req.Crew, req.Notice = nil, nil, Notice{}
	req.Horizon = calendar.Interval{Start: time.Unix(start, 0), End: time.Unix(start+max(w.job.duration, w.job.keep), 0)}
	p, err := table.planner.Prepare(ctx, req)
	if err != nil {
		return exact.Uint128{}, err
	}
	return exact.NewScorer(p.c.demand, p.c.job.stages).Alone(start).Mul(table.scale), nil
}
