package export

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// content writes the content lines of an iCalendar object (RFC 5545, 3.1). It is the one place that
// escapes and folds.
type content struct{ b strings.Builder }

// raw writes a line whose value needs no escaping, since the package made it or has checked it.
func (c *content) raw(name, value string) { c.fold(name + ":" + value) }

// text writes a line with a TEXT value.
func (c *content) text(name, value string) { c.fold(name + ":" + escapeText(value)) }

func (c *content) begin(component string) { c.raw("BEGIN", component) }
func (c *content) end(component string)   { c.raw("END", component) }

// bytes returns what was written.
func (c *content) bytes() []byte { return []byte(c.b.String()) }

var textEscaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`)

// escapeText writes a text value as RFC 5545, 3.3.11, wants it.
func escapeText(s string) string { return textEscaper.Replace(s) }

// fold ends a line with CRLF, and breaks it so that no part is longer than 75 octets. The RFC lets a
// break fall inside a character; many readers do not, so it falls between characters.
func (c *content) fold(line string) {
	const most = 75
	room := most
	for _, r := range line {
		n := utf8.RuneLen(r)
		if n > room {
			c.b.WriteString("\r\n ")
			room = most - 1
		}
		c.b.WriteRune(r)
		room -= n
	}
	c.b.WriteString("\r\n")
}

// event begins an event with what every form has of a window: its name, times on the clocks of a zone, state and words.
func (c *content) event(m *Maintenance, i int, loc *time.Location) {
	w := m.Windows[i].Interval
	c.begin("VEVENT")
	// A window keeps its UID when it moves: readers then replace the event if SEQUENCE is not less.
	c.raw("UID", m.name(i)+"@quietwindow.maintenance")
	c.raw("DTSTAMP", utcStamp(m.Stamp))
	c.local("DTSTART", w.Start, loc)
	c.local("DTEND", w.End, loc)
	c.raw("SEQUENCE", fmt.Sprint(m.Sequence))
	c.raw("STATUS", m.Status.String())
	c.text("SUMMARY", m.Title)
	if m.Description != "" {
		c.text("DESCRIPTION", m.Description)
	}
	if m.URL != "" {
		c.raw("URL", m.URL)
	}
}
