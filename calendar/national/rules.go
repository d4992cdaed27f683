package national

import (
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/rickar/cal/v2"
)

// frozen returns copies of the rules, so that nothing a program does to cal's exported variables
// changes what this package answers. Names become the English ones of names.go.
func frozen(rules []*cal.Holiday) []*cal.Holiday {
	copies := make([]cal.Holiday, len(rules))
	own := make([]*cal.Holiday, len(rules))
	for i, h := range rules {
		copies[i] = *h
		if english, ok := englishNames[h.Name]; ok {
			copies[i].Name = english
		}
		own[i] = &copies[i]
	}
	return own
}

// occurrence returns the date of the rule in the year, and the date of its substitute where the law
// gives one; ok reports whether there is a holiday that year at all.
//
// Holiday.Calc would do, but it thinks in midnights of cal.DefaultLoc, the machine's zone: where
// daylight saving begins at midnight (America/Havana 2026-03-08) that instant reads 23:00 of the
// day before, and the weekday that decides on a substitute is wrong too. So only the rule's own
// function is asked, its answer is read two hours later, when every clock agrees on the date, and
// the rest is done on dates. The function gets a copy, because that of jp.VernalEquinoxDay writes
// to its argument.
func occurrence(h *cal.Holiday, year int) (day, substitute calendar.Date, ok bool) {
	if h.StartYear > 0 && year < h.StartYear || h.EndYear > 0 && year > h.EndYear || slices.Contains(h.Except, year) {
		return day, substitute, false
	}
	own := *h
	t := own.Func(&own, year)
	if t.IsZero() {
		return day, substitute, false
	}
	day = calendar.DateOf(t.Add(2 * time.Hour)).AddDays(h.CalcOffset)
	substitute = day
	for _, alt := range h.Observed {
		if alt.Day == day.Weekday() {
			substitute = day.AddDays(alt.Offset)
			break
		}
	}
	return day, substitute, true
}

// computed returns the days that the rules give in the year, in no particular order. Substitutes
// can cross the end of a year (1 January 2028 is a Saturday: kept in the United States on
// 31 December 2027), so the years on either side are computed too.
func computed(rules []*cal.Holiday, year int) []calendar.Holiday {
	var days []calendar.Holiday
	for _, h := range rules {
		for y := year - 1; y <= year+1; y++ {
			day, substitute, ok := occurrence(h, y)
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
