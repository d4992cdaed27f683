package planfile

import (
	"errors"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/feed"
	"github.com/quietwindow/quietwindow/calendar/recur"
	"github.com/quietwindow/quietwindow/scheduler"
)

// feedPeriod reads an entry whose times are those of an iCalendar file. All-day events, and timed ones
// without a zone, hold on the clocks of the regions; the others at the same instants everywhere.
func (p *periods) feedPeriod(o *object, name string) (scheduler.Period, bool) {
	v, has := o.get("ics")
	regions, ok := p.someRegions(o)
	flaw := p.onFlaw(o)
	if !has {
		return scheduler.Period{}, false // that it is missing is told already
	}
	f := p.feed(v, flaw)
	switch {
	case f == nil || !ok || p.draft.span().Empty():
		return scheduler.Period{}, false
	case f.DefaultClosed() && !p.only:
		p.wrong(v, "a calendar of times at which changes are forbidden; this one says that its events are those at which they are allowed (X-CALENDAR-TYPE:DEFAULT_CLOSED), so it belongs into rules.only_during")
		return scheduler.Period{}, false
	case !f.Local() && regions == nil:
		spans, ok := p.feedSpans(v, f, time.UTC)
		p.occurrences -= len(spans)
		return scheduler.Instants(name, calendar.NewSet(spans...)), ok
	}
	return p.localFeed(v, f, name, regions)
}

// localFeed tries the file in every zone of the regions, so that it cannot fail later.
func (p *periods) localFeed(v value, f *feed.Feed, name string, regions []string) (scheduler.Period, bool) {
	concerned := p.draft.regions
	if regions != nil {
		concerned = nil
		for _, name := range regions {
			concerned = append(concerned, p.draft.regions[p.draft.named[name]])
		}
	}
	known, most := make(map[*time.Location]calendar.Set), 0
	for _, region := range concerned {
		loc := region.Calendar.Location
		if _, ok := known[loc]; ok || loc == nil {
			continue
		}
		spans, ok := p.feedSpans(v, f, loc)
		if !ok {
			return scheduler.Period{}, false
		}
		known[loc] = calendar.NewSet(spans...)
		most = max(most, len(spans))
	}
	p.occurrences -= most
	period := p.regionInstants(name, regions, known, func(loc *time.Location, within calendar.Interval) (calendar.Set, error) {
		return f.Set(loc, within, recur.MaxOccurrences, nil)
	})
	return period, p.addRegions(v, most*len(concerned))
}

// feedSpans returns what the file covers in the span of the plan, on the clocks of loc.
func (p *periods) feedSpans(v value, f *feed.Feed, loc *time.Location) ([]calendar.Interval, bool) {
	if p.occurrences < 0 || !p.charge(v, f) {
		return nil, false
	}
	occurrences, err := f.Occurrences(loc, p.draft.span(), p.occurrences, p.walked)
	var tooMany *recur.LimitError
	switch {
	case errors.As(err, &tooMany):
		p.tooMany(v, "a file")
		return nil, false
	case err != nil:
		v.expected = "an iCalendar file whose times can be told"
		p.notWorkedOut(v, err)
		return nil, false
	}
	spans := make([]calendar.Interval, len(occurrences))
	for i, occurrence := range occurrences {
		spans[i] = occurrence.Interval
	}
	return spans, true
}
