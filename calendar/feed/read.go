package feed

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Read reads an iCalendar file. What is wrong with it is an *[Error] that gives the lines; a fault
// in reading r is returned as it is. A file without a VCALENDAR is an error, one without events is
// not. Memory is bounded by a small multiple of [MaxSize].
func Read(r io.Reader) (*Feed, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("iCalendar file: %w", err)
	}
	p := &reader{}
	switch {
	case len(data) > MaxSize:
		p.problem(0, fmt.Errorf("longer than %d bytes", MaxSize))
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		p.problem(0, fmt.Errorf("it is in UTF-16: expected UTF-8"))
	default:
		p.scan = scanner{rest: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))}
		p.file()
		p.applyReplacements()
	}
	if p.problems != nil {
		slices.SortStableFunc(p.problems, func(a, b Problem) int { return a.Line - b.Line })
		return nil, &Error{Problems: p.problems, More: p.more}
	}
	return &Feed{events: p.events, defaultClosed: p.defaultClosed}, nil
}

// reader goes through a file and gathers events and problems.
type reader struct {
	scan     scanner
	problems []Problem
	more     int

	events   []*event
	replaced []*event // those with a RECURRENCE-ID, cancelled ones included
	seen     int      // events, cancelled ones included
	series   int
	counts   int // of the series' rules
	dates    int

	defaultClosed bool
}

// tooMany reports whether it is no use to look for more problems.
func (p *reader) tooMany() bool { return p.more >= maxCounted }

func (p *reader) problem(number int, err error) {
	if len(p.problems) == MaxProblems {
		p.more++
		return
	}
	p.problems = append(p.problems, Problem{Line: number, Text: err.Error()})
}

// line returns the next line that can be taken apart. Faulty ones become problems.
func (p *reader) line() (line, bool) {
	for {
		text, number, ok := p.scan.next()
		if !ok {
			return line{}, false
		}
		l, err := parseLine(text, number)
		if err == nil {
			return l, true
		}
		p.problem(number, err)
		if p.tooMany() {
			return line{}, false
		}
	}
}

// file reads calendar after calendar.
func (p *reader) file() {
	calendars := 0
	for {
		l, ok := p.line()
		switch {
		case !ok:
			if calendars == 0 && p.problems == nil {
				p.problem(0, fmt.Errorf("no calendar in it: expected BEGIN:VCALENDAR"))
			}
			return
		case l.name != "BEGIN" || l.word() != "VCALENDAR":
			p.problem(l.number, fmt.Errorf("%s: expected BEGIN:VCALENDAR", quote(l.name+":"+l.value)))
			return
		}
		calendars++
		if !p.calendar(l) {
			return
		}
	}
}

// rawEvent is an event whose lines wait for the zones of the whole calendar, which may come later.
type rawEvent struct {
	number int
	lines  []line
}

// calendar reads one VCALENDAR and reports whether its end was found.
func (p *reader) calendar(begin line) bool {
	zones := &zoneTable{}
	var raws []rawEvent
	cancelled := false
	for {
		l, ok := p.line()
		if !ok {
			p.notEnded(begin)
			return false
		}
		switch l.name {
		case "END":
			if !p.ends(begin, l) {
				return false
			}
			p.resolve(raws, zones, cancelled)
			return true
		case "BEGIN":
			lines, ok := p.component(l, 1)
			if !ok {
				return false
			}
			switch l.word() {
			case "VEVENT":
				if p.seen++; p.seen > MaxEvents {
					p.problem(l.number, fmt.Errorf("more than %d events", MaxEvents))
					return false
				}
				raws = append(raws, rawEvent{number: l.number, lines: lines})
			case "VTIMEZONE":
				zones.define(first(lines, "TZID"), first(lines, "X-LIC-LOCATION"))
			}
		case "VERSION":
			// vCalendar 1.0 looks alike and means other things by its rules.
			if v := l.word(); v != "2.0" {
				p.problem(l.number, fmt.Errorf("VERSION %s: expected 2.0", quote(v)))
			}
		case "CALSCALE":
			if v := l.word(); v != "GREGORIAN" {
				p.problem(l.number, fmt.Errorf("CALSCALE %s: expected GREGORIAN", quote(v)))
			}
		case "METHOD":
			cancelled = l.word() == "CANCEL"
		case "X-CALENDAR-TYPE":
			p.defaultClosed = p.defaultClosed || l.word() == "DEFAULT_CLOSED"
		}
	}
}

// component reads up to the END of what l begins, and returns its own lines, not those of the
// components in it.
func (p *reader) component(begin line, depth int) (lines []line, ok bool) {
	if depth > maxDepth {
		p.problem(begin.number, fmt.Errorf("%s inside %d other components", quote(begin.value), maxDepth))
		return nil, false
	}
	keep := begin.word() == "VEVENT" || begin.word() == "VTIMEZONE"
	for {
		l, ok := p.line()
		switch {
		case !ok:
			p.notEnded(begin)
			return nil, false
		case l.name == "END":
			return lines, p.ends(begin, l)
		case l.name == "BEGIN":
			if _, ok := p.component(l, depth+1); !ok {
				return nil, false
			}
		case keep && slices.Contains(usedLines, l.name):
			lines = append(lines, l)
		}
	}
}

// usedLines are the names of the lines that this package looks at inside components.
var usedLines = []string{
	"DTSTART", "DTEND", "DURATION", "SUMMARY", "UID", "STATUS", "TRANSP", "RRULE", "RDATE", "EXDATE", "EXRULE",
	"RECURRENCE-ID", "X-MICROSOFT-CDO-ALLDAYEVENT", "TZID", "X-LIC-LOCATION",
}

func (p *reader) notEnded(begin line) {
	p.problem(begin.number, fmt.Errorf("BEGIN:%s has no end: expected END:%s before the file ends", begin.word(), begin.word()))
}

func (p *reader) ends(begin, end line) bool {
	if begin.word() == end.word() {
		return true
	}
	p.problem(end.number, fmt.Errorf("%s: expected END:%s, for the one of line %d", quote("END:"+end.value), begin.word(), begin.number))
	return false
}

// first returns the value of the first line of that name, "" if there is none.
func first(lines []line, name string) string {
	for _, l := range lines {
		if l.name == name {
			return strings.TrimSpace(l.value)
		}
	}
	return ""
}

// resolve turns the events of one calendar into what they mean.
func (p *reader) resolve(raws []rawEvent, zones *zoneTable, cancelled bool) {
	for _, raw := range raws {
		if p.tooMany() {
			return
		}
		e, faults := p.event(raw, zones, cancelled)
		for _, f := range faults {
			p.problem(f.number, f.err)
		}
		if len(faults) > 0 {
			continue
		}
		if e.replaces != nil {
			p.replaced = append(p.replaced, e)
		}
		if !e.cancelled {
			p.events = append(p.events, e)
		}
	}
}

// applyReplacements takes from each series the occurrences that have a form of their own, or were
// cancelled one by one. Programs that merge files may have put the two in different calendars.
func (p *reader) applyReplacements() {
	byUID := map[string][]*event{}
	for _, e := range p.events {
		if e.replaces == nil && e.public.UID != "" {
			byUID[e.public.UID] = append(byUID[e.public.UID], e)
		}
	}
	for _, r := range p.replaced {
		for _, e := range byUID[r.public.UID] {
			m, err := r.replaces.like(e.start)
			if err != nil {
				p.problem(r.public.Line, fmt.Errorf("RECURRENCE-ID of an occurrence of the all-day event in line %d: %w", e.public.Line, err))
				break
			}
			e.except.add(m)
		}
	}
}
