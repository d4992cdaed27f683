package scheduler

import (
	"context"
	"iter"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Timeline is a request worked out over its horizon: the demand, what is blocked and what is free.
// It is for those who draw it or search it themselves. It never changes and is safe for concurrent
// use.
type Timeline struct {
	c *compiled
}

// Timeline returns what was worked out, to draw or to search. That nothing is free is no error. The
// error is the context's, where it is done.
func (p *Prepared) Timeline(ctx context.Context) (*Timeline, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return &Timeline{p.c}, nil
}

// Horizon returns the horizon on the clocks of Grid.Location.
func (t *Timeline) Horizon() calendar.Interval { return t.c.interval(t.c.job.from, t.c.job.to) }

// Span returns the time in which blocks and free time are known: the horizon and seven days more.
func (t *Timeline) Span() calendar.Interval { return t.c.interval(t.c.job.from, t.c.end()) }

// Demand returns the number of active customers of all regions, over the horizon and what follows it
// as far as an overrun or a runway can reach. It counts people, whatever their weight.
func (t *Timeline) Demand() *Curve { return t.c.people() }

// Weighted reports whether any region's customers count more or less than 1, so that CustomerHours are weighted.
func (t *Timeline) Weighted() bool { return t.c.planner.weighted != nil }

// Free returns the free time of the span.
func (t *Timeline) Free() calendar.Set {
	parts := make([]calendar.Interval, len(t.c.free))
	for i, f := range t.c.free {
		parts[i] = t.c.interval(f.From, f.To)
	}
	return calendar.NewSet(parts...)
}

// Starts walks the free starts of the grid, or those of Request.Candidates, in order of time.
func (t *Timeline) Starts() iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		for _, s := range t.c.starts(t.c.free) {
			for p := t.c.grid.Next(s.From); p < s.To; p = t.c.grid.Next(p + 1) {
				if !yield(t.c.instant(p)) {
					return
				}
			}
		}
	}
}

// Considered counts what Starts walks, without walking it.
func (t *Timeline) Considered() int64 { return t.c.grid.CountAll(t.c.starts(t.c.free)) }

// Blocked says how much of the horizon each rule blocks, most first.
func (t *Timeline) Blocked() []Blocked { return t.c.blocked(context.Background()) }

// Blocks returns everything that blocks part of iv, cut to iv and to the span, by start, then in the
// order of the rules, then of the regions, then by reason. Cost: O(regions x days of iv).
func (t *Timeline) Blocks(iv calendar.Interval) []Block {
	from, to := t.c.cut(iv)
	if from >= to {
		return nil
	}
	var out []Block
	for _, b := range t.c.blocksIn(from, to) {
		if b.Rule != RuleHorizon {
			out = append(out, b)
		}
	}
	return out
}

// Days walks the local days of a region over the part of iv that lies in the span, in order of time,
// on the region's own clocks. A region that the planner does not have has none.
func (t *Timeline) Days(region string, iv calendar.Interval) iter.Seq[calendar.Day] {
	from, to := t.c.cut(iv)
	return t.c.calendarDays(region, from, to)
}

// CustomerHours returns the impact of a start, with its overrun, rounded to the nearest millionth. It
// returns false for a start whose window does not lie inside the horizon. Cost: O(stages x log steps).
func (t *Timeline) CustomerHours(start time.Time) (float64, bool) {
	s := start.Unix()
	if start.Nanosecond() != 0 || s < t.c.job.from || s+t.c.job.duration > t.c.job.to {
		return 0, false
	}
	return exact.MillionthsOf(exact.NewScorer(t.c.demand, t.c.job.stages).Alone(s), t.c.planner.hour()), true
}

// cut returns iv in seconds, cut to the span.
func (c *compiled) cut(iv calendar.Interval) (from, to int64) {
	return max(iv.Start.Unix(), c.job.from), min(iv.End.Unix(), c.end())
}

// calendarDays walks a region's local days as other packages see them.
func (c *compiled) calendarDays(region string, from, to int64) iter.Seq[calendar.Day] {
	return func(yield func(calendar.Day) bool) {
		i, ok := c.planner.index[region]
		if !ok {
			return
		}
		loc := c.planner.regions[i].Calendar.Location
		var last calendar.Day
		for d := range c.localDays(i, from, to) {
			day := calendar.Day{Interval: c.interval(d.from, d.to).In(loc), Date: calendar.DateOfDay(d.day), Kind: d.kind, Name: d.name, Worked: d.worked}
			if last.Date == day.Date {
				last.Interval.End = day.Interval.End
				continue
			}
			if !last.Interval.Empty() && !yield(last) {
				return
			}
			last = day
		}
		if !last.Interval.Empty() {
			yield(last)
		}
	}
}
