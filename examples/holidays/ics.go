package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/quietwindow/quietwindow/calendar"
)

// writeICS writes the days as all-day events of one iCalendar object (RFC 5545). All-day events have
// no zone: each reader keeps them on its own days.
func writeICS(w io.Writer, list []listing) error {
	var b strings.Builder
	line := func(text string) { b.WriteString(fold(text)) }
	line("BEGIN:VCALENDAR")
	line("VERSION:2.0")
	line("PRODID:-//quietwindow//holidays//EN")
	for _, l := range list {
		for _, h := range l.days {
			line("BEGIN:VEVENT")
			line("UID:" + uid(l.source.Code(), h))
			// A stamp is required; the day itself makes the file the same whenever it is written.
			line("DTSTAMP:" + compact(h.Date) + "T000000Z")
			line("DTSTART;VALUE=DATE:" + compact(h.Date))
			line("DTEND;VALUE=DATE:" + compact(h.Date.AddDays(1)))
			line("SUMMARY:" + escape(h.Title()))
			line("CATEGORIES:" + escape(l.source.Code()))
			line("TRANSP:TRANSPARENT")
			line("END:VEVENT")
		}
	}
	line("END:VCALENDAR")
	_, err := io.WriteString(w, b.String())
	return err
}

func compact(d calendar.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// uid names an event by code, date and name, so that it stays the same from file to file.
func uid(code string, h calendar.Holiday) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r < utf8.RuneSelf:
			return '-'
		default:
			return r
		}
	}, h.Name)
	return fmt.Sprintf("%s-%s-%s@quietwindow.holidays", compact(h.Date), strings.ToLower(code), name)
}

// escape writes a text value as RFC 5545, 3.3.11, wants it.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(text)
}

// fold ends a line with CRLF, and breaks it so that no part is longer than 75 octets, between runes.
func fold(text string) string {
	const most = 75
	var b strings.Builder
	room := most
	for _, r := range text {
		if n := utf8.RuneLen(r); n > room {
			b.WriteString("\r\n ")
			room = most - 1
		}
		b.WriteRune(r)
		room -= utf8.RuneLen(r)
	}
	b.WriteString("\r\n")
	return b.String()
}
