package feed

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// fault is a problem and where it is.
type fault struct {
	number int
	err    error
}

// builder makes an event of its lines.
type builder struct {
	reader *reader
	zones  *zoneTable
	event  *event
	by     map[string]line // the lines of which there may be one
	faults []fault
}

func (b *builder) fault(number int, err error) { b.faults = append(b.faults, fault{number, err}) }

// event makes an event of its lines. What was called off, by its own status or by the METHOD of its
// calendar, need not be well formed beyond saying what it calls off.
func (p *reader) event(raw rawEvent, zones *zoneTable, cancelled bool) (*event, []fault) {
	b := &builder{reader: p, zones: zones, event: &event{public: Event{Line: raw.number}}, by: map[string]line{}}
	e := b.event
	for _, l := range raw.lines {
		before, twice := b.by[l.name]
		switch {
		case l.name == "RDATE" || l.name == "EXDATE":
		case !twice:
			b.by[l.name] = l
		case l.name != "SUMMARY" && l.name != "TZID" && l.name != "X-LIC-LOCATION":
			b.fault(l.number, fmt.Errorf("%s again: expected it once in an event, as in line %d", l.name, before.number))
		}
	}
	e.public.UID = strings.TrimSpace(b.by["UID"].value)
	e.public.Transparent = b.by["TRANSP"].word() == "TRANSPARENT"
	status := b.by["STATUS"].word()
	e.cancelled = cancelled || status == "CANCELLED" || status == "CANCELED"
	if e.cancelled {
		b.faults = nil
		b.readReplaces()
		return e, b.faults
	}
	if l, ok := b.by["SUMMARY"]; ok {
		if e.public.Name, ok = text(l.value); !ok {
			b.fault(l.number, errors.New("SUMMARY: expected text in UTF-8"))
		}
	}
	b.readReplaces()
	if b.readStart(raw.number) {
		b.readEnd()
		b.readRule()
		b.readDates(raw.lines)
	}
	return e, b.faults
}

// moment reads the value of a line that holds one.
func (b *builder) moment(l line) (moment, bool) {
	m, err := l.parseMoment(l.value, b.zones)
	if err != nil {
		b.fault(l.number, err)
	}
	return m, err == nil
}

func (b *builder) readReplaces() {
	l, ok := b.by["RECURRENCE-ID"]
	if !ok {
		return
	}
	if r, ok := l.params["RANGE"]; ok {
		b.fault(l.number, fmt.Errorf("RECURRENCE-ID with RANGE=%s: expected changes of single occurrences only", r))
		return
	}
	if b.event.public.UID == "" {
		b.fault(l.number, errors.New("RECURRENCE-ID without UID: expected the UID of the series"))
		return
	}
	if m, ok := b.moment(l); ok {
		b.event.replaces = &m
	}
}

func (b *builder) readStart(number int) bool {
	l, ok := b.by["DTSTART"]
	if !ok {
		b.fault(number, errors.New("an event without DTSTART: expected one"))
		return false
	}
	if b.event.start, ok = b.moment(l); !ok {
		return false
	}
	e := b.event
	if b.by["X-MICROSOFT-CDO-ALLDAYEVENT"].word() == "TRUE" && e.start.reading.Clock == calendar.Midnight {
		e.start = moment{reading: e.start.reading, date: true}
	}
	e.public.AllDay = e.start.date
	e.public.Floating = !e.start.date && e.start.loc == nil
	return true
}

func (b *builder) readEnd() {
	e := b.event
	end, hasEnd := b.by["DTEND"]
	duration, hasDuration := b.by["DURATION"]
	switch {
	case hasEnd && hasDuration:
		b.fault(duration.number, fmt.Errorf("DURATION beside DTEND of line %d: expected one of them", end.number))
	case hasDuration:
		var err error
		if e.length, err = parseDuration("DURATION", duration.value); err != nil {
			b.fault(duration.number, err)
		} else if e.start.date && e.length.seconds != 0 {
			b.fault(duration.number, fmt.Errorf("DURATION %s of an all-day event: expected days or weeks", quote(duration.value)))
		}
	case hasEnd:
		if m, ok := b.moment(end); ok {
			b.setEnd(end, m)
		}
	}
	if e.start.date {
		e.length.days = max(1, e.length.days)
	}
}

func (b *builder) setEnd(l line, m moment) {
	e := b.event
	if e.start.date && !m.date && m.reading.Clock == calendar.Midnight && b.by["X-MICROSOFT-CDO-ALLDAYEVENT"].word() == "TRUE" {
		m = moment{reading: m.reading, date: true}
	}
	if err := sameForm(e.start, m); err != nil {
		b.fault(l.number, fmt.Errorf("DTEND %s: %w", quote(l.value), err))
		return
	}
	if e.start.date {
		e.length.days = m.reading.Date.Days() - e.start.reading.Date.Days()
	} else {
		e.end = &m
	}
	if !endsAfter(e.start, m) {
		b.fault(l.number, fmt.Errorf("DTEND %s: expected no earlier than DTSTART %s", quote(l.value), quote(b.by["DTSTART"].value)))
	}
}

// sameForm refuses an end whose form does not go with the start's.
func sameForm(start, end moment) error {
	switch {
	case start.date && !end.date:
		return errors.New("expected a date, as the start is one")
	case !start.date && end.date:
		return errors.New("expected a time of day, as the start has one")
	case (start.loc == nil) != (end.loc == nil):
		return errors.New("expected a zone on both start and end, or on neither")
	}
	return nil
}

// endsAfter reports whether the end, of the same form, is not before the start. Readings on the
// same clocks are compared as such: that a gap or a fold may turn them round is no fault.
func endsAfter(start, end moment) bool {
	if start.loc == nil || start.loc.String() == end.loc.String() {
		return end.reading.Compare(start.reading) >= 0
	}
	return end.unix(nil) >= start.unix(nil)
}

func (b *builder) readRule() {
	e := b.event
	if l, ok := b.by["EXRULE"]; ok {
		b.fault(l.number, errors.New("EXRULE: expected EXDATE in its place; RFC 5545 has dropped it"))
	}
	l, ok := b.by["RRULE"]
	if !ok {
		return
	}
	if e.replaces != nil {
		b.fault(l.number, errors.New("RRULE beside RECURRENCE-ID: expected a single occurrence"))
		return
	}
	if b.reader.series++; b.reader.series > MaxSeries {
		b.fault(l.number, fmt.Errorf("more than %d events with an RRULE", MaxSeries))
		return
	}
	pattern, err := recur.ParsePattern(strings.Trim(l.value, " \t;"), e.start.reading)
	if err != nil {
		b.fault(l.number, err)
		return
	}
	if b.reader.counts += pattern.Count(); b.reader.counts > MaxCounts {
		b.fault(l.number, fmt.Errorf("COUNTs of more than %d in all", MaxCounts))
		return
	}
	e.pattern = pattern
	e.public.Recurring = true
	// A longer one would overlap itself many times over, and reach into any horizon from far back.
	if seconds := e.seconds(time.UTC); seconds > int64(recur.MaxDuration/time.Second) {
		b.fault(l.number, fmt.Errorf("RRULE of an event that lasts %d days: expected at most %d", seconds/86400, int(recur.MaxDuration.Hours()/24)))
	}
}

func (b *builder) readDates(lines []line) {
	for _, l := range lines {
		if l.name != "RDATE" && l.name != "EXDATE" {
			continue
		}
		for value := range strings.SplitSeq(l.value, ",") {
			if b.reader.dates++; b.reader.dates > MaxDates {
				b.fault(l.number, fmt.Errorf("more than %d values of RDATE and EXDATE", MaxDates))
				return
			}
			var err error
			if l.name == "EXDATE" {
				err = b.exclude(l, value)
			} else {
				err = b.add(l, value)
			}
			if err != nil {
				b.fault(l.number, err)
			}
		}
	}
}

func (b *builder) exclude(l line, value string) error {
	m, err := l.parseMoment(value, b.zones)
	if err != nil {
		return err
	}
	if m, err = m.like(b.event.start); err != nil {
		return fmt.Errorf("EXDATE %s of an all-day event: %w", quote(value), err)
	}
	b.event.except.add(m)
	return nil
}

func (b *builder) add(l line, value string) error {
	e := b.event
	var x extra
	from, to, period := strings.Cut(value, "/")
	var err error
	if x.start, err = l.parseMoment(from, b.zones); err != nil {
		return err
	}
	if x.start.date != e.start.date {
		return fmt.Errorf("RDATE %s: expected a date if the event is all-day, else a time of day", quote(value))
	}
	if period {
		if e.start.date {
			return fmt.Errorf("RDATE %s of an all-day event: expected a date", quote(value))
		}
		if strings.HasPrefix(strings.ToUpper(strings.TrimLeft(to, " +-")), "P") {
			n, err := parseDuration("RDATE", to)
			if err != nil {
				return err
			}
			x.length = &n
		} else {
			end, err := l.parseMoment(to, b.zones)
			if err != nil {
				return err
			}
			if err := sameForm(x.start, end); err != nil {
				return fmt.Errorf("RDATE %s: %w", quote(value), err)
			}
			if !endsAfter(x.start, end) {
				return fmt.Errorf("RDATE %s: expected an end no earlier than the start", quote(value))
			}
			x.end = &end
		}
	}
	e.more = append(e.more, x)
	e.public.Recurring = true
	return nil
}
