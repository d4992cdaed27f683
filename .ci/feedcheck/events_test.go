package feedcheck

import (
	"fmt"
	"strings"
	"time"
)

var weekdays = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// form is how the moments of an event are written.
type form struct {
	params string
	layout string
	allDay bool
	utc    bool
}

func (f form) property(name string, wall ...time.Time) string {
	texts := make([]string, len(wall))
	for i, t := range wall {
		texts[i] = t.Format(f.layout)
	}
	return name + f.params + ":" + strings.Join(texts, ",")
}

func (g *generator) form() form {
	switch g.IntN(8) {
	case 0, 1:
		return form{";VALUE=DATE", "20060102", true, false}
	case 2:
		return form{"", "20060102T150405", false, false}
	case 3:
		return form{"", "20060102T150405Z", false, true}
	default:
		return form{`;TZID="` + pick(g, g.names...) + `"`, "20060102T150405", false, false}
	}
}

// rule makes a rule that gives its start, and says how many days there are at least from one occurrence to
// the next, and whether all are the same.
func (g *generator) rule(start time.Time, f form) (rule string, every int) {
	interval := pick(g, 1, 1, 2, 3)
	weekday := weekdays[start.Weekday()]
	switch g.IntN(7) {
	case 0:
		rule, every = "FREQ=DAILY", interval
	case 1:
		rule, every = "FREQ=WEEKLY", 7*interval
	case 2:
		rule = "FREQ=WEEKLY;BYDAY=" + weekday + "," + weekdays[(int(start.Weekday())+2)%7]
	case 3:
		rule = fmt.Sprintf("FREQ=MONTHLY;BYMONTHDAY=%d", start.Day())
	case 4:
		rule = fmt.Sprintf("FREQ=MONTHLY;BYDAY=%d%s", (start.Day()-1)/7+1, weekday)
	case 5:
		rule = "FREQ=YEARLY"
	default:
		rule = fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", start.Month(), (start.Day()-1)/7+1, weekday)
	}
	if interval > 1 {
		rule += fmt.Sprintf(";INTERVAL=%d", interval)
	}
	switch g.IntN(3) {
	case 0:
		rule += fmt.Sprintf(";COUNT=%d", 5+g.IntN(80))
	case 1:
		end := start.AddDate(g.IntN(30), 3, g.IntN(100))
		layout := "20060102T150405Z"
		if f.allDay {
			layout = "20060102"
		} else if f.params == "" && !f.utc {
			layout = "20060102T150405"
		}
		rule += ";UNTIL=" + end.Format(layout)
	}
	return rule, every
}

// event writes a single event or a series with its exceptions. Times of day keep clear of the hours at which
// clocks change: RFC 5545 is followed there, ical.js does otherwise.
func (g *generator) event(i int) {
	f := g.form()
	start := time.Date(firstYear+g.IntN(3), time.Month(1+g.IntN(12)), 1+g.IntN(28), 6+g.IntN(15), 5*g.IntN(12), 0, 0, time.UTC)
	if f.allDay {
		start = start.Truncate(24 * time.Hour)
	}
	length := time.Duration(1+g.IntN(40)) * 15 * time.Minute
	if f.allDay {
		length = time.Duration(1+g.IntN(3)) * 24 * time.Hour
	}
	write := func(start time.Time, length time.Duration, more ...string) {
		g.add("BEGIN:VEVENT")
		g.add("UID:%d", i)
		g.add("%s", f.property("DTSTART", start))
		if end := start.Add(length); f.allDay || end.Hour() > 4 && end.YearDay() == start.YearDay() {
			g.add("%s", f.property("DTEND", end))
		} else {
			g.add("DURATION:PT%dM", int(length.Minutes()))
		}
		g.lines = append(g.lines, more...)
		g.add("END:VEVENT")
	}
	if g.IntN(5) == 0 {
		write(start, length)
		return
	}
	rule, every := g.rule(start, f)
	more := []string{"RRULE:" + rule}
	if g.IntN(3) == 0 {
		// Past every EXDATE: one that is also an RDATE is left out by RFC 5545, and kept by ical.js.
		more = append(more, f.property("RDATE", start.AddDate(0, 0, 201)))
	}
	if every == 0 {
		write(start, length, more...)
		return
	}
	nth := func(n int) time.Time { return start.AddDate(0, 0, n*every) }
	if g.IntN(2) == 0 {
		more = append(more, f.property("EXDATE", nth(1), nth(2+g.IntN(2))))
	}
	write(start, length, more...)
	if g.IntN(2) == 0 {
		moved := nth(4).Add(time.Duration(g.IntN(3)) * 24 * time.Hour)
		write(moved, length, f.property("RECURRENCE-ID", nth(4)), pick(g, "STATUS:CONFIRMED", "STATUS:CANCELLED"))
	}
	if strings.Contains(rule, "COUNT") && g.IntN(2) == 0 {
		write(nth(5).Add(24*time.Hour), 2*length, "RECURRENCE-ID;RANGE=THISANDFUTURE"+strings.TrimPrefix(f.property("RECURRENCE-ID", nth(5)), "RECURRENCE-ID"))
	}
}
