package national

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"

	"github.com/quietwindow/quietwindow/calendar"
)

// rules are the holidays of a code, as rickar/cal describes holidays.
type rules []*cal.Holiday

// plus returns the rules and more.
func (r rules) plus(more ...*cal.Holiday) rules { return append(slices.Clone(r), more...) }

// without returns the rules less those of the given names.
func (r rules) without(names ...string) rules {
	return slices.DeleteFunc(slices.Clone(r), func(h *cal.Holiday) bool { return slices.Contains(names, h.Name) })
}

// An option changes a rule that is being made.
type option func(*cal.Holiday)

func rule(h cal.Holiday, options []option) *cal.Holiday {
	for _, set := range options {
		set(&h)
	}
	return &h
}

// fixed is a holiday on a day of the year.
func fixed(name string, month time.Month, day int, options ...option) *cal.Holiday {
	return rule(cal.Holiday{Name: name, Month: month, Day: day, Func: cal.CalcDayOfMonth}, options)
}

// nth is a holiday on the n-th such weekday of a month, counted from its end if n is negative.
func nth(name string, n int, weekday time.Weekday, month time.Month, options ...option) *cal.Holiday {
	return rule(cal.Holiday{Name: name, Month: month, Weekday: weekday, Offset: n, Func: cal.CalcWeekdayOffset}, options)
}

// from is a holiday on the first such weekday on or after a day of the year.
func from(name string, weekday time.Weekday, month time.Month, day int, options ...option) *cal.Holiday {
	return rule(cal.Holiday{Name: name, Month: month, Day: day, Weekday: weekday, Offset: 1, Func: cal.CalcWeekdayFrom}, options)
}

// easter is a holiday some days after Easter Sunday of the western churches.
func easter(name string, days int, options ...option) *cal.Holiday {
	return rule(cal.Holiday{Name: name, Offset: days, Func: cal.CalcEasterOffset}, options)
}

// orthodox is a holiday some days after Easter Sunday of the eastern churches.
func orthodox(name string, days int, options ...option) *cal.Holiday {
	return rule(cal.Holiday{Name: name, Offset: days, Julian: true, Func: cal.CalcEasterOffset}, options)
}

// since and until bound the years of a rule; except leaves years out.
func since(year int) option { return func(h *cal.Holiday) { h.StartYear = year } }
func until(year int) option { return func(h *cal.Holiday) { h.EndYear = year } }
func except(years ...int) option {
	return func(h *cal.Holiday) { h.Except = append(slices.Clone(h.Except), years...) }
}

// only keeps a rule in the years for which keep reports true.
func only(keep func(year int) bool) option {
	return func(h *cal.Holiday) {
		inner := h.Func
		h.Func = func(h *cal.Holiday, year int) time.Time {
			if !keep(year) {
				return time.Time{}
			}
			return inner(h, year)
		}
	}
}

// observed gives the day a substitute, according to the weekday it falls on.
func observed(days []cal.AltDay) option { return func(h *cal.Holiday) { h.Observed = days } }

// moved moves the holiday itself, according to the weekday it falls on: the day it moves from is
// then no holiday.
func moved(days []cal.AltDay) option {
	return func(h *cal.Holiday) {
		inner := h.Func
		h.Func = func(h *cal.Holiday, year int) time.Time {
			t := inner(h, year)
			if t.IsZero() {
				return t
			}
			d := shifted(dateRead(t), days)
			return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
		}
	}
}

// shifted returns the day, or the day that the list puts in its place.
func shifted(d calendar.Date, days []cal.AltDay) calendar.Date {
	for _, alt := range days {
		if alt.Day == d.Weekday() {
			return d.AddDays(alt.Offset)
		}
	}
	return d
}

// The usual ways in which laws move days.
var (
	// The Friday before a Saturday, the Monday after a Sunday: United States.
	toNearestWeekday = []cal.AltDay{{Day: time.Saturday, Offset: -1}, {Day: time.Sunday, Offset: 1}}
	// The Monday after either.
	toMonday = []cal.AltDay{{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: 1}}
	// The Monday after a Sunday only.
	sundayToMonday = []cal.AltDay{{Day: time.Sunday, Offset: 1}}
	// Two days on, for the one of a pair of holidays that would meet the other: the 25 December of
	// countries that also keep the 26th, if it is a Sunday, and the 26th.
	twoDaysOn = []cal.AltDay{{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: 2}}
)
