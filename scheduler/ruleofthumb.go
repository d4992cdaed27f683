package scheduler

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// RuleOfThumb is what two usual rules of thumb would have chosen, for comparison: the numbers that show what
// the search is worth.
type RuleOfThumb struct {
	// TimeZone is the zone of the headquarters.
	TimeZone string
	// Sunday is the first Sunday 02:00 on the headquarters' clocks whose window lies in the horizon,
	// free or not; nil where there is none. Where clocks skip 02:00 it is the instant an hour after
	// 01:00.
	Sunday *RuleOfThumbStart
	// NextFree is the earliest free start.
	NextFree *RuleOfThumbStart
	// Evening is a weekday evening: the first Tuesday 20:00 on the headquarters' clocks, found like Sunday. It
	// was the hour of the incident that this library comes from. Nil without Request.Explain.
	Evening *RuleOfThumbStart
}

// RuleOfThumbStart is one start with what it costs.
type RuleOfThumbStart struct {
	Window        calendar.Interval
	CustomerHours float64
	// Free reports whether no rule blocks it.
	Free bool
	// BlockedBy says why it is not free, without Request.Explain nil.
	BlockedBy []BlockedBy
	// Factor is the impact over the best free impact, rounded to the nearest millionth; nil where that
	// is 0.
	Factor *float64
}

// ruleOfThumb judges the rules of thumb against the best impact of the starts.
func (c *compiled) ruleOfThumb(starts []exact.Span, best exact.Uint128) RuleOfThumb {
	headquarters := c.headquarters()
	t := RuleOfThumb{TimeZone: headquarters.String()}
	if start, ok := c.firstReading(headquarters, sundayNight); ok {
		t.Sunday = c.ruleOfThumbStart(start, best)
	}
	for _, s := range starts {
		if p := c.grid.Next(s.From); p < s.To {
			t.NextFree = c.ruleOfThumbStart(p, best)
			break
		}
	}
	return t
}

// headquarters returns whose clock the rules of thumb go by.
func (c *compiled) headquarters() *time.Location {
	if c.job.headquarters != nil {
		return c.job.headquarters
	}
	largest := 0
	for i, r := range c.planner.regions {
		if r.Customers > c.planner.regions[largest].Customers {
			largest = i
		}
	}
	return c.planner.regions[largest].Calendar.Location
}

func (c *compiled) ruleOfThumbStart(start int64, best exact.Uint128) *RuleOfThumbStart {
	impact := exact.NewScorer(c.demand, c.job.stages).Alone(start)
	s := &RuleOfThumbStart{Window: c.interval(start, start+c.job.duration), CustomerHours: exact.MillionthsOf(impact, c.planner.hour())}
	i := exact.FirstEndingAfter(c.free, start)
	s.Free = start+c.job.keep <= c.job.to && i < len(c.free) && c.free[i].From <= start && start+c.job.keep <= c.free[i].To
	if !best.IsZero() {
		factor := impact.Ratio(best)
		s.Factor = &factor
	}
	return s
}

// Readings of a clock once a week, as they were first after 1970 began: 1970-01-04 was a Sunday.
const (
	sundayNight    = 3*exact.DaySeconds + 2*exact.HourSeconds
	tuesdayEvening = 5*exact.DaySeconds + 20*exact.HourSeconds
)

// firstReading returns the first instant at which the clocks of loc show the weekly reading and whose window
// lies in the horizon.
func (c *compiled) firstReading(loc *time.Location, reading int64) (int64, bool) {
	const week = 7 * exact.DaySeconds
	next := func(local int64) int64 { return local + exact.FloorMod(reading-local, week) }
	last := c.job.to - c.job.duration
	var before int64
	first := true
	for stretch, east := range calendar.Offsets(loc, c.interval(c.job.from, c.job.to)) {
		from, to, offset := stretch.Start.Unix(), stretch.End.Unix(), int64(east)
		if skipped := next(from + before); !first && skipped < from+offset {
			return skipped - before, skipped-before <= last
		}
		if t := next(from+offset) - offset; t < to {
			return t, t <= last
		}
		before, first = offset, false
	}
	return 0, false
}
