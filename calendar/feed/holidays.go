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
}

// Holidays returns the all-day events as holidays; each date of one that lasts several days is a
// holiday of the same name, the SUMMARY or [Unnamed]. Timed events are no holidays. A feed without
// all-day events is an error, since a holiday missed in silence is what must not happen.
//
// A feed does not say which years it is complete for. Unless the options do, it is taken to be sure
// of the years from the first to the last date of those events that end; beyond them, Between
// returns a *calendar.YearsError. If all its all-day events recur without end, it is sure of all
// years from the first start on, to recur.LastExpandedYear. The first and last of these years may
// still be incomplete, as in a feed that was cut off at today plus twelve months: say so in the
// options where you know better.
func (f *Feed) Holidays(options HolidayOptions) (calendar.Holidays, error) {
	h := &holidays{source: options.Source, firstYear: options.FirstYear, lastYear: options.LastYear}
	if h.source == "" {
		h.source = "the calendar feed"
	}
	for _, e := range f.events {
		if e.public.AllDay {
			h.events = append(h.events, e)
		}
	}
	if len(h.events) == 0 {
		return nil, fmt.Errorf("%s: no all-day event to take for a holiday among its %d events", h.source, len(f.events))
	}
	first, last, err := sureYears(h.events)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", h.source, err)
	}
	if h.firstYear == 0 {
		h.firstYear = first
	}
	if h.lastYear == 0 {
		h.lastYear = last
	}
	if h.firstYear > h.lastYear || h.firstYear < 1 || h.lastYear > 9999 {
		return nil, fmt.Errorf("%s: years %d to %d: expected a first year from 1 on, and a last that is not before it, up to 9999", h.source, h.firstYear, h.lastYear)
	}
	return h, nil
}

// sureYears returns the first and last year of the dates of events that end, or of all years from
// the first start on if none does.
func sureYears(events []*event) (first, last int, err error) {
	first, last = 9999, 0
	earliest, total := 9999, 0
	for _, e := range events {
		earliest = min(earliest, e.start.reading.Date.Year)
		if e.pattern != nil && !e.pattern.Ends() {
			continue
		}
		dates, err := e.dates(time.UTC, calendar.Date{Year: recur.FirstYear, Month: time.January, Day: 1}, calendar.Date{Year: recur.LastExpandedYear, Month: time.December, Day: 31}, nil)
		if err != nil {
			return 0, 0, fmt.Errorf("line %d: %w", e.public.Line, err)
		}
		if total += len(dates); total > recur.MaxOccurrences {
			return 0, 0, fmt.Errorf("line %d: %w", e.public.Line, errTooManyDays)
		}
		for _, d := range dates {
			first = min(first, d.Year)
			last = max(last, d.AddDays(e.length.days-1).Year)
		}
	}
	if last == 0 {
		return earliest, recur.LastExpandedYear, nil
	}
	return first, last, nil
}

// holidays is a source made of the all-day events of a feed.
type holidays struct {
	source              string
	firstYear, lastYear int
	events              []*event
}

// Between implements calendar.Holidays.
func (h *holidays) Between(first, last calendar.Date) ([]calendar.Holiday, error) {
	if last.Before(first) {
		return nil, nil
	}
	if first.Year < h.firstYear || last.Year > h.lastYear {
		return nil, &calendar.YearsError{Source: h.source, First: first, Last: last, FirstYear: h.firstYear, LastYear: h.lastYear}
	}
	var all []calendar.Holiday
	for _, e := range h.events {
		starts, err := e.dates(time.UTC, first.AddDays(1-e.length.days), last, nil)
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", h.source, e.public.Line, err)
		}
		name := e.public.Name
		if name == "" {
			name = Unnamed
		}
		for _, start := range starts {
			// A long event may begin far before, and end far after, what is asked for.
			from := max(start.Days(), first.Days())
			to := min(start.Days()+e.length.days-1, last.Days())
			for d := from; d <= to; d++ {
				if len(all) >= recur.MaxOccurrences {
					return nil, fmt.Errorf("%s: line %d: %w", h.source, e.public.Line, errTooManyDays)
				}
				all = append(all, calendar.Holiday{Date: calendar.DateOfDay(d), Name: name})
			}
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
