package feed

import (
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar/recur"
)

// applyReplacements takes from each series the occurrences that have a form of their own, or were
// cancelled one by one. Programs that merge files may have put the two in different calendars.
func (p *reader) applyReplacements() {
	byUID := map[string][]*event{}
	for _, e := range p.events {
		if e.replaces == nil && e.public.UID != "" {
			byUID[e.public.UID] = append(byUID[e.public.UID], e)
		}
	}
	onwards := map[*event][]*event{} // by series
	var changed []*event             // the series, in order
	for _, r := range p.replaced {
		for _, e := range byUID[r.public.UID] {
			m := *r.replaces
			if e.start.date {
				m = p.author.dateOf(m)
			}
			if !r.onwards {
				e.except.add(m)
				continue
			}
			if onwards[e] == nil {
				changed = append(changed, e)
			}
			onwards[e] = append(onwards[e], r)
		}
	}
	for _, e := range changed {
		p.changeFromHere(e, onwards[e])
	}
}

// changeFromHere puts in the place of each event with RANGE=THISANDFUTURE the rest of its series, changed as
// that event is, up to the next such event.
func (p *reader) changeFromHere(series *event, changes []*event) {
	from := func(r *event) recur.Reading { return series.readingOf(*r.replaces, p.author) }
	slices.SortStableFunc(changes, func(a, b *event) int { return from(a).Compare(from(b)) })
	for i, r := range changes {
		here := from(r)
		if i == 0 {
			series.until = &here
		}
		at := slices.Index(p.events, r)
		if at < 0 {
			continue // cancelled
		}
		if r.start.date != series.start.date {
			p.flaw(r.public.Line, fmt.Errorf("RANGE=THISANDFUTURE: expected an all-day event if the series of line %d is one, else none", series.public.Line))
			p.skipped++
			p.events = slices.Delete(p.events, at, at+1)
			continue
		}
		rest := *series
		rest.public = r.public
		rest.public.Recurring = true
		rest.until = nil
		if i+1 < len(changes) {
			next := from(changes[i+1])
			rest.until = &next
		}
		rest.change = &change{
			from: here, seconds: wall(series.readingOf(r.start, p.author)) - wall(here), length: r.length, end: r.end, start: r.start,
		}
		p.events[at] = &rest
	}
}

// readingOf returns what the clock of the series reads at a moment.
func (e *event) readingOf(m moment, author clock) recur.Reading {
	switch {
	case e.start.date:
		return author.dateOf(m).reading
	case m.date:
		return recur.Reading{Date: m.reading.Date}
	case e.start.loc == nil || m.loc == nil || e.start.loc == m.loc:
		return m.reading
	default:
		return recur.ReadingOf(time.Unix(m.unix(nil), 0).In(e.start.loc))
	}
}

// covers reports whether an occurrence of the series belongs to this part of it.
func (e *event) covers(r recur.Reading) bool {
	return (e.change == nil || r.Compare(e.change.from) >= 0) && (e.until == nil || r.Compare(*e.until) < 0)
}

// moved returns where the change puts an occurrence.
func (e *event) moved(r recur.Reading) recur.Reading {
	if e.change == nil || e.change.seconds == 0 {
		return r
	}
	return recur.ReadingOf(time.Unix(wall(r)+e.change.seconds, 0).UTC())
}

// wall returns the seconds that clocks of UTC would need since 1970 to show a reading.
func wall(r recur.Reading) int64 { return int64(r.Date.Days())*secondsPerDay + int64(r.Clock) }
