package feed

import (
	"fmt"
	"strings"
)

// component is what stands between a BEGIN and its END: the lines that matter, and the components in it
// that do.
type component struct {
	begin  line
	lines  []line
	parts  []component
	flawed bool // some line could not be taken apart
}

// first returns the first line of that name.
func (c *component) first(name string) (line, bool) {
	for _, l := range c.lines {
		if l.name == name {
			return l, true
		}
	}
	return line{}, false
}

// value returns the value of the first line of that name, "" if there is none.
func (c *component) value(name string) string {
	l, _ := c.first(name)
	return strings.TrimSpace(l.value)
}

// What matters, by component. The empty name stands for a line that is none.
var (
	calendarLines = names("", "VERSION", "CALSCALE", "METHOD", "X-CALENDAR-TYPE", "X-WR-TIMEZONE")
	eventLines    = names("", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "CATEGORIES", "UID", "STATUS", "TRANSP", "RRULE", "RDATE",
		"EXDATE", "EXRULE", "RECURRENCE-ID", "X-MICROSOFT-CDO-ALLDAYEVENT", "X-MAINTNOTE-STATUS")
	zoneLines       = names("", "TZID", "X-LIC-LOCATION")
	observanceLines = names("", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE")
	noLines         = names()
)

func names(list ...string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, name := range list {
		set[name] = true
	}
	return set
}

// calendar reads one VCALENDAR and reports whether its end was found.
func (p *reader) calendar(begin line) bool {
	zones := &zoneTable{reader: p}
	var events []component
	cancelled := false
	for {
		l, _, ok := p.line(func(name string) bool { return calendarLines[name] })
		if !ok {
			if !p.tooMany() {
				p.notEnded(begin)
			}
			return false
		}
		switch l.name {
		case "END":
			if !p.ends(begin, l) {
				return false
			}
			p.resolve(events, zones, cancelled)
			return !p.tooMany()
		case "BEGIN":
			c, ok := p.component(l, 1)
			if !ok {
				return false
			}
			switch l.word() {
			case "VEVENT":
				if p.seen++; p.seen > MaxEvents {
					p.problem(l.number, fmt.Errorf("more than %d events", MaxEvents))
					return false
				}
				events = append(events, c)
			case "VTIMEZONE":
				zones.define(c)
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
		case "X-WR-TIMEZONE":
			zones.shown = strings.TrimSpace(l.value)
		}
	}
}

// component reads up to the END of what l begins.
func (p *reader) component(begin line, depth int) (c component, ok bool) {
	c.begin = begin
	if depth > maxDepth {
		p.problem(begin.number, fmt.Errorf("%s inside %d other components", quote(begin.value), maxDepth))
		return c, false
	}
	kind := begin.word()
	wanted := noLines
	switch kind {
	case "VEVENT":
		wanted = eventLines
	case "VTIMEZONE":
		wanted = zoneLines
	case "STANDARD", "DAYLIGHT":
		wanted = observanceLines
	}
	matters := func(name string) bool {
		return wanted[name] || kind == "VEVENT" && strings.HasPrefix(name, "X-")
	}
	for {
		l, flawed, ok := p.line(matters)
		c.flawed = c.flawed || flawed
		switch {
		case !ok:
			if !p.tooMany() {
				p.notEnded(begin)
			}
			return c, false
		case l.name == "END":
			return c, p.ends(begin, l)
		case l.name == "BEGIN":
			part, ok := p.component(l, depth+1)
			if !ok {
				return c, false
			}
			if kind == "VTIMEZONE" {
				c.parts = append(c.parts, part)
			}
		default:
			c.lines = append(c.lines, l)
		}
	}
}

// resolve turns the events of one calendar into what they mean.
func (p *reader) resolve(events []component, zones *zoneTable, cancelled bool) {
	zones.events = events
	for _, c := range events {
		if p.tooMany() || !p.charge(1+len(c.lines)/8) {
			return
		}
		e, faults := p.event(c, zones, cancelled)
		for _, f := range faults {
			p.flaw(f.number, f.err)
		}
		if len(faults) > 0 || c.flawed && !e.cancelled {
			p.skipped++
			continue
		}
		if e.replaces != nil {
			p.replaced = append(p.replaced, e)
		}
		if !e.cancelled {
			p.events = append(p.events, e)
		}
	}
	if p.author.loc == nil {
		p.author = zones.author()
	}
}
