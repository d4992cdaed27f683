package export

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/quietwindow/quietwindow/calendar"
)

// HolidayList is the holidays of one place.
type HolidayList struct {
	// Code names the place, such as "US-CA"; one line. It is the category of the events and part of
	// their UIDs.
	Code string
	Days []calendar.Holiday
}

// Holidays returns an iCalendar file with an all-day event for each day of the lists, in their order.
// All-day events have no zone: each reader keeps them on its own days. Without days there are no events.
//
// A UID is made of date, code and name, and stays the same from file to file; where several days of a
// list differ in none of them a number follows. The stamp is the day itself, so that the file is the
// same whenever it is written. What is refused is told at once, as scheduler.FieldErrors: a code or name
// that is not one line, and dates outside the years 1 to 9998.
func Holidays(o CalendarOptions, lists ...HolidayList) ([]byte, error) {
	var j job
	j.checkCalendar("calendar", o)
	var c content
	o.header(&c, "holidays")
	seen := make(map[string]int)
	for i, l := range lists {
		j.line(fmt.Sprintf("lists[%d].code", i), l.Code, 1, MaxTitle)
		for k, h := range l.Days {
			path := fmt.Sprintf("lists[%d].days[%d]", i, k)
			if !h.Date.Valid() || h.Date.Year > 9998 {
				j.fault(path+".date", h.Date.String(), "a day of the years 1 to 9998")
				continue
			}
			j.line(path+".name", h.Name, 1, MaxTitle)
			c.begin("VEVENT")
			uid := holidayUID(l.Code, h)
			seen[uid]++
			if n := seen[uid]; n > 1 {
				uid = fmt.Sprintf("%s-%d", uid, n)
			}
			c.text("UID", uid+"@quietwindow.holidays")
			c.raw("DTSTAMP", compactDate(h.Date)+"T000000Z")
			c.raw("DTSTART;VALUE=DATE", compactDate(h.Date))
			c.raw("DTEND;VALUE=DATE", compactDate(h.Date.AddDays(1)))
			c.text("SUMMARY", h.Title())
			c.text("CATEGORIES", l.Code)
			c.raw("TRANSP", "TRANSPARENT")
			c.end("VEVENT")
		}
	}
	c.end("VCALENDAR")
	if len(j.faults) > 0 {
		return nil, j.faults
	}
	return c.bytes(), nil
}

func compactDate(d calendar.Date) string { return strings.ReplaceAll(d.String(), "-", "") }

// holidayUID names a day by date, code and name, in lower case and with hyphens for what is not a
// letter or digit of ASCII; letters of other scripts stay.
func holidayUID(code string, h calendar.Holiday) string {
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
	return fmt.Sprintf("%s-%s-%s", compactDate(h.Date), strings.ToLower(code), name)
}
