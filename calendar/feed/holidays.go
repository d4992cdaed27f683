package feed

import (
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// Unnamed is the name of a holiday whose event has none.
const Unnamed = "(no name)"

// HolidayOptions say how a feed is used as a source of holidays. The zero value is the default.
type HolidayOptions struct {
	// Source names the feed in errors, such as its file name. Empty: "the calendar feed".
	Source string
	// FirstYear and LastYear are the years that the feed is sure of, both included. Zero: as
	// [Feed.Holidays] finds them.
	FirstYear, LastYear int
	// Location is the zone of the region that the holidays are of. A timed event in UTC that lasts from
	// midnight to midnight there is a holiday. Nil: only the clocks that the file itself speaks of count.
	Location *time.Location
	// Charge is told of the work, and may end it: see recur.Charge. Nil: nobody is.
	Charge recur.Charge
}

// HolidaySource is a calendar.Holidays made of a feed. It is made by [Feed.Holidays] and never changes; it is
// safe for concurrent use.
type HolidaySource struct {
	source              string
	firstYear, lastYear int
	events              []*event
	whole               []wholeDays
	warnings            []Warning
}

// Holidays returns the all-day events as holidays; each date of one that lasts several days is a
// holiday of the same name, the SUMMARY or [Unnamed]. Timed events that fill whole days, from midnight to
// midnight on their own clock, the author's or the region's, are holidays of these days; other timed events
// are none, and [HolidaySource.Warnings] names those that last about a day or longer. A feed without
// holidays is an error, since a holiday missed in silence is what must not happen.
//
// A feed does not say which years it is complete for. Unless the options do, it is taken to be sure
// of the years from the first to the last date of the events that are listed one by one: a series may
// go on for longer than the movable days beside it were listed. Where there are only series, these are the
// years of those that end; beyond them, Between returns a *calendar.YearsError. If all recur without end, it
// is sure of all years from the first start on, to recur.LastExpandedYear. The first and last of these years may
// still be incomplete, as in a feed that was cut off at today plus twelve months: say so in the
// options where you know better.
func (f *Feed) Holidays(options HolidayOptions) (*HolidaySource, error) {
	h := &HolidaySource{source: options.Source, firstYear: options.FirstYear, lastYear: options.LastYear}
	if h.source == "" {
		h.source = "the calendar feed"
	}
	for _, e := range f.events {
		switch days, warning := f.wholeDays(e, options.Location); {
		case e.public.AllDay:
			h.events = append(h.events, e)
		case days.event != nil:
			h.whole = append(h.whole, days)
		case warning != "":
			h.warnings = append(h.warnings, Warning{Line: e.public.Line, Text: warning})
		}
	}
	if len(h.events)+len(h.whole) == 0 {
		return nil, fmt.Errorf("%s: no all-day event to take for a holiday among its %d events", h.source, len(f.events))
	}
	if err := h.sureYears(options.Charge); err != nil {
		return nil, fmt.Errorf("%s: %w", h.source, err)
	}
	if h.firstYear > h.lastYear || h.firstYear < 1 || h.lastYear > 9999 {
		return nil, fmt.Errorf("%s: years %d to %d: expected a first year from 1 on, and a last that is not before it, up to 9999", h.source, h.firstYear, h.lastYear)
	}
	return h, nil
}

// Warnings returns what was not taken for a holiday and may have been meant as one, by line. The slice is the
// caller's own.
func (h *HolidaySource) Warnings() []Warning { return slices.Clone(h.warnings) }

// sureYears sets the years where the options do not.
func (h *HolidaySource) sureYears(charge recur.Charge) error {
	listed, series := years{first: 9999}, years{first: 9999}
	earliest, total := 9999, 0
	for _, w := range h.all() {
		e, shift, lasts := w.event, w.shift(), w.lasts()
		earliest = min(earliest, e.start.reading.Date.AddDays(shift).Year)
		into := &series
		if e.pattern == nil && !e.ended && e.replaces == nil {
			into = &listed
		}
		if e.pattern != nil && !e.pattern.Ends() {
			continue
		}
		dates, err := e.dates(calendar.Date{Year: recur.FirstYear, Month: time.January, Day: 1}, calendar.Date{Year: recur.LastExpandedYear, Month: time.December, Day: 31}, charge)
		if err != nil {
			return fmt.Errorf("line %d: %w", e.public.Line, err)
		}
		if total += len(dates); total > recur.MaxOccurrences {
			return fmt.Errorf("line %d: %w", e.public.Line, errTooManyDays)
		}
		for _, d := range dates {
			into.first = min(into.first, d.AddDays(shift).Year)
			into.last = max(into.last, d.AddDays(shift+lasts-1).Year)
		}
	}
	sure := years{earliest, recur.LastExpandedYear}
	for _, y := range []years{listed, series} {
		if y.last > 0 {
			sure = y
			break
		}
	}
	if h.firstYear == 0 {
		h.firstYear = sure.first
	}
	if h.lastYear == 0 {
		h.lastYear = sure.last
	}
	return nil
}

type years struct{ first, last int }

// all returns the events of the source. Those that are all-day have no zone.
func (h *HolidaySource) all() []wholeDays {
	var all []wholeDays
	for _, e := range h.events {
		all = append(all, wholeDays{event: e})
	}
	return append(all, h.whole...)
}

// Between implements calendar.Holidays.
func (h *HolidaySource) Between(first, last calendar.Date) ([]calendar.Holiday, error) {
	if last.Before(first) {
		return nil, nil
	}
	if first.Year < h.firstYear || last.Year > h.lastYear {
		return nil, &calendar.YearsError{Source: h.source, First: first, Last: last, FirstYear: h.firstYear, LastYear: h.lastYear}
	}
	var all []calendar.Holiday
	add := func(e *event, from, to int) error {
		name := e.public.Name
		if name == "" {
			name = Unnamed
		}
		// A long event may begin far before, and end far after, what is asked for.
		for d := max(from, first.Days()); d <= min(to, last.Days()); d++ {
			if len(all) >= recur.MaxOccurrences {
				return errTooManyDays
			}
			all = append(all, calendar.Holiday{Date: calendar.DateOfDay(d), Name: name})
		}
		return nil
	}
	for _, e := range h.events {
		starts, err := e.dates(first.AddDays(1-e.lasts()), last, nil)
		for _, start := range starts {
			if err == nil {
				err = add(e, start.Days(), start.Days()+e.lasts()-1)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", h.source, e.public.Line, err)
		}
	}
	for _, w := range h.whole {
		if err := w.between(first, last, add); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", h.source, w.event.public.Line, err)
		}
	}
	// By date, and on one date in the order of the file.
	slices.SortStableFunc(all, func(a, b calendar.Holiday) int { return a.Date.Compare(b.Date) })
	return compact(all), nil
}

var errTooManyDays = fmt.Errorf("the events up to here give more than %d holidays: choose fewer years or events", recur.MaxOccurrences)

// compact drops, of holidays in order of date, those that repeat a name on the same date.
func compact(all []calendar.Holiday) []calendar.Holiday {
	var kept []calendar.Holiday
	names := map[string]bool{} // of the last date
	for i, h := range all {
		if i > 0 && all[i-1].Date != h.Date {
			clear(names)
		}
		if !names[h.Name] {
			names[h.Name] = true
			kept = append(kept, h)
		}
	}
	return kept
}
