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
	var found []calendar.Interval
	add := func(start moment, end *moment, n length) {
		from := start.unix(x.region)
		if e.except.hit(start.reading, from) {
			return
		}
		until := from + n.seconds
		if end != nil {
			until = end.unix(x.region)
		} else if n.days > 0 {
			last := recur.Reading{Date: start.reading.Date.AddDays(n.days), Clock: start.reading.Clock}
			until = recur.Place(start.zone(x.region), last).Unix() + n.seconds
		}
		span := calendar.Interval{Start: time.Unix(from, 0).In(x.region), End: time.Unix(until, 0).In(x.region)}
		if span = span.Intersect(x.within); !span.Empty() {
			found = append(found, span)
		}
	}
	add(e.start, e.end, e.length)
	each := e.length
	if e.end != nil {
		each = length{seconds: e.seconds(x.region)}
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
	if e.pattern == nil || each == (length{}) {
		return found, nil // What lasts no time covers nothing, however often.
	}
	// Neither offsets nor nominal days make a difference of more than a day each.
	first := x.within.Start.UTC().Add(-time.Duration(e.seconds(x.region))*time.Second - 48*time.Hour)
	last := x.within.End.UTC().Add(24 * time.Hour)
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
	starts, err := e.dates(x.region, first.AddDays(-e.length.days), last, x.charge)
	var found []calendar.Interval
	for _, d := range starts {
		from := int64(d.Days()) * secondsPerDay
		until := from + int64(e.length.days)*secondsPerDay
		var parts []calendar.Interval
		for _, s := range x.stretches {
			days := calendar.Interval{Start: time.Unix(from-s.offset, 0).In(x.region), End: time.Unix(until-s.offset, 0).In(x.region)}
			parts = append(parts, days.Intersect(s.interval))
		}
		found = slices.AppendSeq(found, calendar.NewSet(parts...).All())
	}
	return found, err
}

// dates returns the first dates of the occurrences of an all-day event that begin from first to
// last, each once, in order. The region decides only about an UNTIL that is an instant.
func (e *event) dates(region *time.Location, first, last calendar.Date, charge recur.Charge) ([]calendar.Date, error) {
	all := []recur.Reading{e.start.reading}
	for _, r := range e.more {
		all = append(all, r.start.reading)
	}
	if e.pattern != nil {
		readings, err := e.pattern.Readings(region, recur.Reading{Date: first}, recur.Reading{Date: last}, recur.MaxOccurrences, charge)
		if err != nil {
			return nil, err
		}
		all = append(all, readings...)
	}
	var found []calendar.Date
	for _, r := range all {
		if !r.Date.Before(first) && !last.Before(r.Date) && !e.except.dates[r.Date] {
			found = append(found, r.Date)
		}
	}
	slices.SortFunc(found, calendar.Date.Compare)
	return slices.Compact(found), nil
}
