package feed

import (
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// clock is the clock of a calendar's author, where the file tells it. Dates that programs have written as
// instants are dates of that clock.
type clock struct {
	loc *time.Location // nil where the file does not tell
}

// author returns the clock that the calendar is shown in, X-WR-TIMEZONE, or else of its only VTIMEZONE.
func (z *zoneTable) author() clock {
	if z.authored {
		return z.clock
	}
	z.authored = true
	for _, name := range []string{z.shown, z.only} {
		if name == "" {
			continue
		}
		if loc, err := z.load(name, 0); err == nil {
			z.clock.loc = loc
			break
		}
	}
	return z.clock
}

// date returns the date that an instant was on the clock. Where that is not known an instant that stands for
// a date is one of its ends: the midnight at which it begins, or the last second before the one at which it
// ends; both lie nearest to that midnight in UTC. An instant at 23:59:59 in UTC is of that date in any case.
func (c clock) date(unix int64) calendar.Date {
	lastSecond := (unix%60+60)%60 == 59
	utc := time.Unix(unix, 0).UTC()
	if lastSecond && utc.Hour() == 23 && utc.Minute() == 59 {
		return calendar.DateOf(utc)
	}
	if c.loc != nil {
		return calendar.DateOf(utc.In(c.loc))
	}
	if lastSecond {
		return c.nearest(unix + 1).AddDays(-1)
	}
	return c.nearest(unix)
}

func (clock) nearest(unix int64) calendar.Date {
	return calendar.DateOf(time.Unix(unix, 0).UTC().Add(12 * time.Hour))
}

// dateOf returns the date that a moment stands for in an all-day series.
func (c clock) dateOf(m moment) moment {
	if !m.date {
		if m.loc == time.UTC {
			m.reading.Date = c.date(m.unix(nil))
		}
		m = moment{reading: recur.Reading{Date: m.reading.Date}, date: true}
	}
	return m
}

// cleanRule takes from an RRULE what means nothing: blanks, and a semicolon at its ends.
func cleanRule(rule string) string {
	return strings.Trim(asciiUpper(strings.Join(strings.Fields(rule), "")), ";")
}

// asciiUpper is strings.ToUpper for ASCII only: no other letter may turn into one that is known.
func asciiUpper(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r - 'a' + 'A'
		}
		return r
	}, s)
}

// until finds the UNTIL of a rule: what is before it, its value, and what is after.
func until(rule string) (before, value, after string, ok bool) {
	at := strings.Index(";"+rule, ";UNTIL=")
	if at < 0 {
		return rule, "", "", false
	}
	at += len("UNTIL=")
	value, _, _ = strings.Cut(rule[at:], ";")
	return rule[:at], value, rule[at+len(value):], true
}

// dayRule writes the UNTIL of an all-day series as a date of the author's calendar, so that it means the
// same in every region.
func (c clock) dayRule(rule string) string {
	before, value, after, ok := until(rule)
	if !ok || !strings.HasSuffix(value, "Z") {
		return rule
	}
	m, err := line{}.parseMoment(value, nil)
	if err != nil || m.date {
		return rule
	}
	return before + strings.ReplaceAll(c.dateOf(m).reading.Date.String(), "-", "") + after
}

// endsBefore reports whether the UNTIL of a rule lies before its start, so that it gives nothing.
func endsBefore(rule string, start moment) bool {
	_, value, _, ok := until(rule)
	if !ok {
		return false
	}
	m, err := line{}.parseMoment(value, nil)
	switch {
	case err != nil:
		return false
	case m.date || start.date:
		return m.reading.Date.Before(start.reading.Date)
	case m.loc != nil && start.loc != nil:
		return m.unix(nil) < start.unix(nil)
	default:
		return m.reading.Compare(start.reading) < 0
	}
}
