package national

import (
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/rickar/cal/v2"
)

// dateRead returns the date that a rule's function means by its answer: a midnight, or a noon, of
// cal.DefaultLoc, the machine's zone. Where daylight saving begins at midnight (America/Havana
// 2026-03-08) such a midnight reads 23:00 of the day before or 01:00; two hours later all clocks
// agree on the date.
func dateRead(t time.Time) calendar.Date { return calendar.DateOf(t.Add(2 * time.Hour)) }

// occurrence returns the date of the rule in the year, and the date of its substitute where the law
// gives one; ok reports whether there is a holiday that year at all.
//
// Holiday.Calc would do, but it takes the weekday that decides on a substitute from the machine's
// clock, and that of a missing midnight is the wrong one. So only the rule's own function is asked,
// and the rest is done on dates. The function gets a copy, in scratch, because that of
// jp.VernalEquinoxDay writes to its argument.
func occurrence(h, scratch *cal.Holiday, year int) (day, substitute calendar.Date, ok bool) {
	if h.StartYear > 0 && year < h.StartYear || h.EndYear > 0 && year > h.EndYear || slices.Contains(h.Except, year) {
		return day, substitute, false
	}
	*scratch = *h
	t := h.Func(scratch, year)
	if t.IsZero() {
		return day, substitute, false
	}
	day = dateRead(t).AddDays(h.CalcOffset)
	return day, shifted(day, h.Observed), true
}

// computed returns the days that the rules give in the year, in no particular order. Substitutes
// can cross the end of a year (1 January 2028 is a Saturday: kept in the United States on
// 31 December 2027), so the years on either side are computed too.
func computed(table rules, year int) []calendar.Holiday {
	var days []calendar.Holiday
	var scratch cal.Holiday
	for _, h := range table {
		for y := year - 1; y <= year+1; y++ {
			day, substitute, ok := occurrence(h, &scratch, y)
			if !ok {
				continue
			}
			if day.Year == year {
				days = append(days, calendar.Holiday{Date: day, Name: h.Name})
			}
			if substitute != day && substitute.Year == year {
				days = append(days, calendar.Holiday{Date: substitute, Name: h.Name, Substitute: true})
			}
		}
	}
	return days
}
