package feed

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// Feed holds the events of an iCalendar file, in the order of the file, without what was cancelled.
// It is made by [Read] and never changes; it is safe for concurrent use. The zero value has no events.
type Feed struct {
	events        []*event
	defaultClosed bool
	author        clock
	warnings      []Warning
	flaws         []Problem
	skipped       int
	zones         []*time.Location
}

// DefaultClosed reports whether the file says that its events are the times when changes are
// allowed, not those when they are forbidden: X-CALENDAR-TYPE:DEFAULT_CLOSED, as AWS Systems Manager
// Change Calendar writes it. Such a feed is one of windows; as one of blackouts it would say
// the opposite of what is meant.
func (f *Feed) DefaultClosed() bool { return f.defaultClosed }

// Zones returns the zones on whose clocks the file has times, each once, in the order of the file: of a zone database
// where one knows the name, else as the file's VTIMEZONE has it. The slice is the caller's own.
func (f *Feed) Zones() []*time.Location { return slices.Clone(f.zones) }

// Events walks the events in the order of the file.
func (f *Feed) Events() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for _, e := range f.events {
			if !yield(e.public) {
				return
			}
		}
	}
}

// Len returns the number of events that [Feed.Events] walks.
func (f *Feed) Len() int { return len(f.events) }

// Filter returns the feed of those events for which keep reports true. An occurrence of a series
// that was given a form of its own is an event apart; leaving it out does not bring back the
// original one.
func (f *Feed) Filter(keep func(Event) bool) *Feed {
	kept := *f
	kept.events = nil
	for _, e := range f.events {
		if keep(e.public) {
			kept.events = append(kept.events, e)
		}
	}
	return &kept
}

// Local reports whether any event is all-day or floating, so that what the feed covers depends on
// the region that it is used in.
func (f *Feed) Local() bool {
	return slices.ContainsFunc(f.events, func(e *event) bool { return e.public.AllDay || e.public.Floating })
}

// Occurrence is one span of time that an event covers.
type Occurrence struct {
	Interval calendar.Interval
	Name     string // of the event, or of the occurrence where it has its own
	Line     int    // of the event in the file
}

// Occurrences returns the spans that the events cover, cut off at the ends of within, by start and
// then in the order of the file. All-day and floating events hold on the clocks of region, which must
// not be nil; the results carry region. Events without any length have no occurrence; an all-day
// one has two where the day came in two pieces. More than limit occurrences are an error that wraps a
// *recur.LimitError and names the line; a limit above recur.MaxOccurrences counts as that, and one
// below 0 as 0. So is a series over years that package recur does not expand. The charge is told of
// the steps, and may end it.
func (f *Feed) Occurrences(region *time.Location, within calendar.Interval, limit int, charge recur.Charge) ([]Occurrence, error) {
	if region == nil {
		return nil, errors.New("calendar feed: there is no region; expected a zone of calendar.LoadZone")
	}
	if within.Empty() {
		return nil, nil
	}
	limit = max(0, min(limit, recur.MaxOccurrences))
	x := expansion{region: region, within: within.In(region), charge: charge}
	for stretch, offset := range calendar.Offsets(region, x.within) {
		x.stretches = append(x.stretches, localStretch{stretch, int64(offset)})
	}
	var all []Occurrence
	for _, e := range f.events {
		spans, err := x.event(e)
		if err == nil && len(all)+len(spans) > limit {
			err = &recur.LimitError{Limit: limit}
		}
		if err != nil {
			return nil, fmt.Errorf("iCalendar file: line %d: event %s: %w", e.public.Line, quote(e.public.Name), err)
		}
		for _, iv := range spans {
			all = append(all, Occurrence{Interval: iv, Name: e.public.Name, Line: e.public.Line})
		}
	}
	slices.SortStableFunc(all, func(a, b Occurrence) int {
		return cmp.Or(a.Interval.Start.Compare(b.Interval.Start), cmp.Compare(a.Line, b.Line))
	})
	return all, nil
}

// Set returns the instants of within that any event covers, for a region. Bounds and errors are
// those of [Feed.Occurrences].
func (f *Feed) Set(region *time.Location, within calendar.Interval, limit int, charge recur.Charge) (calendar.Set, error) {
	occurrences, err := f.Occurrences(region, within, limit, charge)
	if err != nil {
		return calendar.Set{}, err
	}
	spans := make([]calendar.Interval, len(occurrences))
	for i, o := range occurrences {
		spans[i] = o.Interval
	}
	return calendar.NewSet(spans...), nil
}
