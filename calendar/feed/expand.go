package feed

import (
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

const secondsPerDay = 86400

// localStretch is a part of an expansion in which the region's clocks keep one offset.
type localStretch struct {
	interval calendar.Interval
	offset   int64
}

// expansion lists what events cover in an interval, for one region.
type expansion struct {
	region    *time.Location
	within    calendar.Interval
	stretches []localStretch // of within
	charge    recur.Charge
}

// event returns what one event covers inside the interval, in order.
func (x *expansion) event(e *event) ([]calendar.Interval, error) {
	var found []calendar.Interval
	var err error
	if e.start.date {
		found, err = x.days(e)
	} else {
		found, err = x.timed(e)
	}
	slices.SortFunc(found, func(a, b calendar.Interval) int {
		if c := a.Start.Compare(b.Start); c != 0 {
			return c
		}
		return a.End.Compare(b.End)
	})
	// RRULE, RDATE and DTSTART may give the same occurrence.
	return slices.CompactFunc(found, calendar.Interval.Equal), err
}

func (x *expansion) timed(e *event) ([]calendar.Interval, error) {
	zone := e.start.zone(x.region)
	each := e.each(x.region)
	var found []calendar.Interval
	add := func(start moment, end *moment, n length) {
		from := start.unix(x.region)
		if e.except.hit(start.reading, from) {
			return
		}
		if e.change != nil || e.until != nil {
			reading := start.reading
			if start.loc != e.start.loc {
				reading = recur.ReadingOf(time.Unix(from, 0).In(zone))
			}
			if !e.covers(reading) {
				return
			}
			if e.change != nil {
				start = moment{reading: e.moved(reading), loc: e.start.loc}
				from, end, n = start.unix(x.region), nil, each
			}
		}
		_, until := start.span(end, n, x.region)
		span := calendar.Interval{Start: time.Unix(from, 0).In(x.region), End: time.Unix(until, 0).In(x.region)}
		if span = span.Intersect(x.within); !span.Empty() {
			found = append(found, span)
		}
	}
	if !e.ended {
		add(e.start, e.end, e.length)
	}
	for _, r := range e.more {
		switch {
		case r.end != nil:
			add(r.start, r.end, length{})
		case r.length != nil:
			add(r.start, nil, *r.length)
		default:
			add(r.start, nil, each)
		}
	}
	if x.charge != nil {
		if err := x.charge(1 + 10*len(e.more)); err != nil {
			return nil, err
		}
	}
	if e.pattern == nil || each == (length{}) {
		return found, nil // What lasts no time covers nothing, however often.
	}
	moved := int64(0)
	if e.change != nil {
		moved = max(e.change.seconds, -e.change.seconds)
	}
	// Neither offsets nor nominal days make a difference of more than a day each.
	first := x.within.Start.UTC().Add(-time.Duration(e.seconds(x.region)+moved)*time.Second - 48*time.Hour)
	last := x.within.End.UTC().Add(24*time.Hour + time.Duration(moved)*time.Second)
	readings, err := e.pattern.Readings(zone, recur.ReadingOf(first), recur.ReadingOf(last), recur.MaxOccurrences, x.charge)
	for _, r := range readings {
		if r != e.start.reading {
			add(moment{reading: r, loc: e.start.loc}, nil, each)
		}
	}
	return found, err
}

func (x *expansion) days(e *event) ([]calendar.Interval, error) {
	// The dates that the clocks of any zone may show within the interval.
	first := calendar.DateOf(x.within.Start.UTC()).AddDays(-1)
	last := calendar.DateOf(x.within.End.UTC()).AddDays(1)
	lasts := e.lasts()
	starts, err := e.dates(first.AddDays(-lasts), last, x.charge)
	var found []calendar.Interval
	for _, d := range starts {
		from := int64(d.Days()) * secondsPerDay
		until := from + int64(lasts)*secondsPerDay
		var parts []calendar.Interval
		for _, s := range x.stretches {
			days := calendar.Interval{Start: time.Unix(from-s.offset, 0).In(x.region), End: time.Unix(until-s.offset, 0).In(x.region)}
			parts = append(parts, days.Intersect(s.interval))
		}
		found = slices.AppendSeq(found, calendar.NewSet(parts...).All())
	}
	return found, err
}

// lasts returns the days of an all-day event.
func (e *event) lasts() int {
	if e.change != nil {
		return e.change.length.days
	}
	return e.length.days
}

// dates returns the first dates of the occurrences of an all-day event that begin from first to
// last, each once, in order.
func (e *event) dates(first, last calendar.Date, charge recur.Charge) ([]calendar.Date, error) {
	var all []recur.Reading
	if !e.ended {
		all = append(all, e.start.reading)
	}
	for _, r := range e.more {
		all = append(all, r.start.reading)
	}
	moved := 0
	if e.change != nil {
		moved = int(e.change.seconds / secondsPerDay)
	}
	if e.pattern != nil {
		from, to := widened(first, -max(moved, -moved)), widened(last, max(moved, -moved))
		readings, err := e.pattern.Readings(time.UTC, recur.Reading{Date: from}, recur.Reading{Date: to}, recur.MaxOccurrences, charge)
		if err != nil {
			return nil, err
		}
		all = append(all, readings...)
	}
	var found []calendar.Date
	for _, r := range all {
		if e.except.dates[r.Date] || !e.covers(r) {
			continue
		}
		if d := r.Date.AddDays(moved); !d.Before(first) && !last.Before(d) {
			found = append(found, d)
		}
	}
	slices.SortFunc(found, calendar.Date.Compare)
	return slices.Compact(found), nil
}

// widened moves the end of a span by days, and not beyond the years that rules are expanded in.
func widened(d calendar.Date, days int) calendar.Date {
	if moved := d.AddDays(days); moved.Year >= recur.FirstYear && moved.Year <= recur.LastExpandedYear {
		return moved
	}
	return d
}
