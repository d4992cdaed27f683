package scheduler

import (
	"context"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Prepared is a request that has been checked and worked out, to ask several questions of. It never
// changes and is safe for concurrent use; equal questions get equal answers. It holds in memory the steps
// of demand, the blocks, and every region's holidays within the horizon. Planner.Prepare makes it; the zero value
// panics, as do those of the Timeline, the Gate and the Curve that come from it.
type Prepared struct {
	c *compiled
}

// Suggest returns the windows of least impact, best first. On the grid no free start has a lower
// impact than the first suggestion; impacts are compared exactly.
//
// Errors: a *NoWindowError, which is ErrNoWindow, where nothing fits; the context's error once it is done.
//
// Cost: the search visits the instants at which the impact bends, not every start of the grid. What is
// told about each suggestion takes time proportional to the regions. A year, 418 regions and starts a
// minute apart take some milliseconds, Prepare included; the largest accepted plans take seconds.
func (p *Prepared) Suggest(ctx context.Context) (*Result, error) {
	c := p.c
	starts := c.starts(c.free)
	considered := c.grid.CountAll(starts)
	blocked := c.blocked(ctx)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if considered == 0 {
		return nil, c.noWindow(ctx, blocked)
	}
	se, err := exact.NewSearch(ctx, exact.NewScorer(c.demand, c.job.stages), &c.grid, c.job.duration, starts)
	if err != nil {
		return nil, err
	}
	res := &Result{Considered: considered, Blocked: blocked, Warnings: c.warnings(ctx)}
	for len(res.Suggestions) < c.job.count {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		best := se.Take(c.job.spacing)
		if !best.Found {
			break
		}
		if len(res.Suggestions) == 0 {
			res.RuleOfThumb = c.ruleOfThumb(starts, best.Impact)
			if c.job.explain {
				if err := c.explain(ctx, res, starts, best.Impact); err != nil {
					return nil, err
				}
			}
		}
		res.Suggestions = append(res.Suggestions, c.suggestion(c.free, best.Start))
	}
	if c.job.candidates != nil {
		if res.Assessments, err = c.assess(ctx, c.job.candidates); err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return res, nil
}

// suggestion works out what is told about a chosen start, given the free time that holds it.
func (c *compiled) suggestion(free []exact.Span, start int64) Suggestion {
	j := c.job
	end := start + j.duration
	s := Suggestion{Window: c.interval(start, end), Impact: c.impact(start), Crew: c.crewHours(start), ClockChanges: c.clockChanges(start)}
	until := free[exact.FirstEndingAfter(free, start)].To
	s.FreeUntil = c.instant(until)
	s.Open = until == c.end()
	s.Runway = time.Duration(until-end) * time.Second
	if j.rollback > 0 {
		s.RollbackBy = c.optional(end-j.rollback, start)
		s.PointOfNoReturn = c.optional(until-j.rollback, start)
	}
	return s
}

// optional returns the instant t, or nil where it lies before the start.
func (c *compiled) optional(t, start int64) *time.Time {
	if t < start {
		return nil
	}
	instant := c.instant(t)
	return &instant
}
