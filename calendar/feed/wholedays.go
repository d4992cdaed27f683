package feed

import (
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// wholeDays is a timed event that fills whole days on the clocks of a zone.
type wholeDays struct {
	event *event
	loc   *time.Location
}

// shift returns by how many days the date on the clocks of the zone differs from that which is written.
func (w wholeDays) shift() int {
	if w.loc == nil {
		return 0
	}
	from, _ := w.event.firstSpan(w.loc)
	written := w.event.start
	if w.event.change != nil {
		written = w.event.change.start
	}
	return calendar.DateOf(time.Unix(from, 0).In(w.loc)).Days() - written.reading.Date.Days()
}

// lasts returns the days of an occurrence, at least one.
func (w wholeDays) lasts() int {
	if w.loc == nil {
		return w.event.lasts()
	}
	return max(1, int((w.event.seconds(w.loc)+secondsPerDay/2)/secondsPerDay))
}

// almostADay is from when on a timed event may have been meant for a day: the shortest day of a zone where the
// clocks change has 22 hours.
const almostADay = 22 * 3600

// wholeDays finds the zone in which a timed event lasts from midnight to midnight: its own, the author's or
// the region's. Where there is none, and it lasts about a day or longer, a warning says so.
func (f *Feed) wholeDays(e *event, region *time.Location) (wholeDays, string) {
	if e.public.AllDay {
		return wholeDays{}, ""
	}
	own := e.start.loc
	if own == nil {
		own = time.UTC
	}
	for _, loc := range []*time.Location{own, f.author.loc, region} {
		if loc == nil {
			continue
		}
		from, until := e.firstSpan(loc)
		if isMidnight(from, loc) && isMidnight(until, loc) && from < until {
			return wholeDays{e, loc}, ""
		}
	}
	if e.seconds(own) < almostADay {
		return wholeDays{}, ""
	}
	return wholeDays{}, fmt.Sprintf("the event%s lasts %s and is not from midnight to midnight: it is not taken for a holiday", named(e), calendar.FormatDuration(time.Duration(e.seconds(own))*time.Second))
}

// firstSpan returns the first and the last instant of the event itself.
func (e *event) firstSpan(region *time.Location) (from, until int64) {
	start, end, n := e.start, e.end, e.length
	if c := e.change; c != nil {
		start, end, n = c.start, c.end, c.length
	}
	return start.span(end, n, region)
}

func isMidnight(unix int64, loc *time.Location) bool {
	return calendar.ClockOf(time.Unix(unix, 0).In(loc)) == calendar.Midnight
}

// between gives the days of those occurrences that fill whole ones; where the clocks change others may not.
func (w wholeDays) between(first, last calendar.Date, add func(e *event, from, to int) error) error {
	margin := w.event.seconds(w.loc) + 3*secondsPerDay
	within := calendar.Interval{
		Start: time.Unix(int64(first.Days())*secondsPerDay-margin, 0),
		End:   time.Unix(int64(last.Days())*secondsPerDay+margin, 0),
	}
	x := expansion{region: w.loc, within: within}
	spans, err := x.timed(w.event)
	slices.SortFunc(spans, func(a, b calendar.Interval) int { return a.Start.Compare(b.Start) })
	for _, span := range spans {
		if err == nil && isMidnight(span.Start.Unix(), w.loc) && isMidnight(span.End.Unix(), w.loc) {
			err = add(w.event, calendar.DateOf(span.Start).Days(), calendar.DateOf(span.End).Days()-1)
		}
	}
	return err
}
