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

// severally are the lines of which an event may have many.
func severally(name string) bool {
	switch name {
	case "RDATE", "EXDATE", "SUMMARY", "DESCRIPTION", "CATEGORIES":
		return true
	}
	return strings.HasPrefix(name, "X-") && name != "X-MICROSOFT-CDO-ALLDAYEVENT" && name != "X-MAINTNOTE-STATUS"
}

// event makes an event of its lines. What was called off, by its own status or by the METHOD of its
// calendar, need not be well formed beyond saying what it calls off.
func (p *reader) event(c component, zones *zoneTable, cancelled bool) (*event, []fault) {
	e := &event{public: Event{Line: c.begin.number}, except: &exceptions{}}
	b := &builder{reader: p, zones: zones, event: e, by: map[string]line{}}
	for _, l := range c.lines {
		if strings.TrimSpace(l.value) == "" {
			continue // An empty value says nothing.
		}
		before, twice := b.by[l.name]
		switch {
		case !twice:
			b.by[l.name] = l
		case !severally(l.name) && !l.same(before):
			b.fault(l.number, fmt.Errorf("%s again: expected it once in an event, as in line %d", l.name, before.number))
		}
	}
	e.public.UID = strings.TrimSpace(b.by["UID"].value)
	e.public.Transparent = b.by["TRANSP"].word() == "TRANSPARENT"
	e.cancelled = cancelled || b.calledOff("STATUS") || b.calledOff("X-MAINTNOTE-STATUS")
	if e.cancelled {
		b.faults = nil
		b.readReplaces()
		return e, b.faults
	}
	b.readTexts(c.lines)
	b.readReplaces()
	if b.readStart(c.begin.number) {
		b.readEnd()
		b.readRule()
		b.readDates(c.lines)
	}
	return e, b.faults
}

func (b *builder) calledOff(name string) bool {
	status := b.by[name].word()
	return status == "CANCELLED" || status == "CANCELED"
}

// same reports whether two lines say the same.
func (l line) same(other line) bool {
	if strings.TrimSpace(l.value) != strings.TrimSpace(other.value) || len(l.params) != len(other.params) {
		return false
	}
	for name, value := range l.params {
		if other.params[name] != value {
			return false
		}
	}
	return true
}

// MaxDescription is how much of a description an [Event] holds, in bytes.
const MaxDescription = 4096

func (b *builder) readTexts(lines []line) {
	e := &b.event.public
	e.Name = text(b.by["SUMMARY"].value)
	e.Description = cut(text(b.by["DESCRIPTION"].value))
	for _, l := range lines {
		switch {
		case l.name == "CATEGORIES":
			for _, category := range splitText(l.value) {
				if category = text(category); category != "" {
					e.Categories = append(e.Categories, category)
				}
			}
		case strings.HasPrefix(l.name, "X-"):
			e.Extra = append(e.Extra, Property{Name: l.name, Value: cut(text(l.value))})
		}
	}
}

// cut shortens a text to MaxDescription, at the end of a character.
func cut(s string) string {
	if len(s) <= MaxDescription {
		return s
	}
	end := MaxDescription
	for end > 0 && s[end]&0xc0 == 0x80 {
		end--
	}
	return s[:end]
}

// splitText splits a list of texts at the commas that are not escaped.
func splitText(s string) []string {
	var list []string
	from := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case ',':
			list = append(list, s[from:i])
			from = i + 1
		}
	}
	return append(list, s[from:])
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
	switch r := strings.ToUpper(l.params["RANGE"]); r {
	case "":
	case "THISANDFUTURE":
		b.event.onwards = true
	default:
		b.fault(l.number, fmt.Errorf("RECURRENCE-ID with RANGE=%s: expected RANGE=THISANDFUTURE or none", r))
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
		b.fault(number, fmt.Errorf("an event without DTSTART%s: expected one", named(b.event)))
		return false
	}
	if b.event.start, ok = b.moment(l); !ok {
		return false
	}
	e := b.event
	if b.by["X-MICROSOFT-CDO-ALLDAYEVENT"].word() == "TRUE" && !e.start.date {
		b.flaggedAllDay(l)
	}
	e.public.AllDay = e.start.date
	e.public.Floating = !e.start.date && e.start.loc == nil
	return true
}

// named tells an event apart in a message.
func named(e *event) string {
	if e.public.Name == "" {
		return ""
	}
	return " (" + quote(e.public.Name) + ")"
}

// flaggedAllDay takes a timed event that Outlook's flag calls all-day for one: from midnight on its own clock,
// or in UTC for whole days, of which the author's calendar says which.
func (b *builder) flaggedAllDay(l line) {
	e := b.event
	if e.start.reading.Clock == calendar.Midnight {
		e.start = moment{reading: e.start.reading, date: true}
		return
	}
	days := b.event.start.loc == time.UTC
	if end, ok := b.by["DTEND"]; days && ok {
		m, err := end.parseMoment(end.value, b.zones)
		days = err == nil && m.loc == time.UTC && m.reading.Clock == e.start.reading.Clock
	}
	if !days {
		b.reader.warn(l.number, fmt.Sprintf("the event%s is flagged as all-day and is not from midnight to midnight: its times are used as they stand", named(e)))
		return
	}
	e.start = b.zones.author().dateOf(e.start)
	b.reader.warn(l.number, fmt.Sprintf("the event%s is flagged as all-day: read as one from %s on", named(e), e.start.reading.Date))
}

func (b *builder) readEnd() {
	e := b.event
	end, hasEnd := b.by["DTEND"]
	duration, hasDuration := b.by["DURATION"]
	switch {
	case hasEnd:
		if m, ok := b.moment(end); ok {
			b.setEnd(end, m)
		}
	case hasDuration:
		var err error
		if e.length, err = parseDuration("DURATION", duration.value); err != nil {
			b.fault(duration.number, err)
		} else if e.start.date {
			// Hours of an all-day event are days, begun ones whole.
			e.length = length{days: e.length.days + int((e.length.seconds+secondsPerDay-1)/secondsPerDay)}
		}
	}
	if e.start.date {
		e.length.days = max(1, e.length.days)
	}
}

func (b *builder) setEnd(l line, m moment) {
	e := b.event
	if e.start.date && !m.date {
		m = b.endDate(m)
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

// endDate returns the date, not included any more, at which an all-day event ends that was given a time: a
// midnight, or a time within its last day.
func (b *builder) endDate(m moment) moment {
	reading := m.reading
	if m.loc == time.UTC {
		author := b.zones.author()
		if author.loc != nil {
			reading = recur.ReadingOf(time.Unix(m.unix(nil), 0).In(author.loc))
		} else if m.reading.Clock%1800 == 0 {
			// The midnight of some zone.
			reading = recur.Reading{Date: author.date(m.unix(nil))}
		}
	}
	if reading.Clock != calendar.Midnight {
		reading = recur.Reading{Date: reading.Date.AddDays(1)}
	}
	return moment{reading: reading, date: true}
}
