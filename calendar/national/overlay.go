package national

import (
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
)

// complete adds to the holidays of a year what beyond the rules and facts counts: the categories that
// were asked for, the days at work, what was decreed since, and the program's corrections.
func (c *codeDays) complete(y *codeYear, year int) {
	for _, category := range c.also {
		for _, f := range others(category, c.code, year) {
			y.off = append(y.off, f.holiday)
		}
	}
	for _, f := range others(atWork, c.code, year) {
		y.work = append(y.work, calendar.WorkingDay{Date: f.holiday.Date, Name: f.holiday.Name})
	}
	c.overlay(y, builtIn(), year, true)
	if c.corrections != nil {
		c.overlay(y, c.corrections, year, false)
	}
	slices.SortStableFunc(y.work, func(a, b calendar.WorkingDay) int { return a.Date.Compare(b.Date) })
	y.work = slices.CompactFunc(y.work, func(a, b calendar.WorkingDay) bool { return a.Date == b.Date })
	y.work = slices.DeleteFunc(y.work, func(w calendar.WorkingDay) bool { return isOff(y.off, w.Date) })
}

func isOff(days []calendar.Holiday, d calendar.Date) bool {
	return slices.ContainsFunc(days, func(h calendar.Holiday) bool { return h.Date == d })
}

// overlay lays corrections over a year: those of the code's country first, then those of the code.
func (c *codeDays) overlay(y *codeYear, with *Corrections, year int, plainCountry bool) {
	if country := countryOf(c.code); country != c.code {
		if rows := with.inYear(country, year); rows != nil {
			of := newCodeDays(country, c.table)
			of.plain = plainCountry
			kept := of.inYear(year)
			y.apply(rows, func(d calendar.Date) bool { return isOff(kept, d) })
		}
	}
	if rows := with.inYear(c.code, year); rows != nil {
		y.apply(rows, func(calendar.Date) bool { return true })
	}
}

// apply changes the year by the rows of corrections, which have one op a date. Holidays are taken away
// only on dates for which mayTake reports true.
func (y *codeYear) apply(rows map[calendar.Date][]correction, mayTake func(calendar.Date) bool) {
	for date, list := range rows {
		if list[0].op == opOff {
			y.work = slices.DeleteFunc(y.work, func(w calendar.WorkingDay) bool { return w.Date == date })
			for _, row := range list {
				named := func(h calendar.Holiday) bool { return h.Date == date && h.Name == row.name }
				if !slices.ContainsFunc(y.off, named) {
					y.off = append(y.off, calendar.Holiday{Date: date, Name: row.name, Substitute: row.substitute})
				}
			}
			continue
		}
		if mayTake(date) {
			y.off = slices.DeleteFunc(y.off, func(h calendar.Holiday) bool { return h.Date == date })
		}
		if list[0].op == opWork {
			names := make([]string, len(list))
			for i, row := range list {
				names[i] = row.name
			}
			y.work = slices.DeleteFunc(y.work, func(w calendar.WorkingDay) bool { return w.Date == date })
			y.work = append(y.work, calendar.WorkingDay{Date: date, Name: strings.Join(slices.DeleteFunc(slices.Compact(names), func(n string) bool { return n == "" }), " / ")})
		}
	}
}

// Changes returns what the program's corrections change in the source, from first to last, both
// included, by date: for each of those dates that is another day without them. Dates that the source
// does not know are passed over.
func (s *Source) Changes(first, last calendar.Date) []Change {
	if s.days.corrections == nil {
		return nil
	}
	plain := newCodeDays(s.days.code, s.days.table)
	plain.also = s.days.also
	var list []Change
	from, to := s.Years()
	for year := max(from, first.Year); year <= min(to, last.Year); year++ {
		was, is := plain.year(year), s.days.year(year)
		for _, code := range slices.Compact([]string{countryOf(s.days.code), s.days.code}) {
			for date := range s.days.corrections.inYear(code, year) {
				c := Change{Code: s.days.code, Date: date, Was: s.inWords(was, date), Is: s.inWords(is, date)}
				if c.Was != c.Is && !date.Before(first) && !last.Before(date) && !slices.Contains(list, c) {
					list = append(list, c)
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b Change) int { return a.Date.Compare(b.Date) })
	return list
}

// Changes returns what the corrections change in the days of the codes from first to last, in the
// order of the codes and then by date. Codes that are unknown change nothing.
func (c *Corrections) Changes(first, last calendar.Date, codes ...string) []Change {
	var list []Change
	for _, code := range codes {
		if s, err := c.For(code); err == nil {
			list = append(list, s.Changes(first, last)...)
		}
	}
	return list
}

// inWords says what a date is in a year of the source: "a holiday, Labor Day", "a working Saturday".
func (s *Source) inWords(y *codeYear, d calendar.Date) string {
	var names []string
	for _, h := range y.off {
		if h.Date == d && !s.excepted(h.Name) {
			names = append(names, h.Title())
		}
	}
	if names != nil {
		return "a holiday, " + strings.Join(names, " / ")
	}
	at := slices.IndexFunc(y.work, func(w calendar.WorkingDay) bool { return w.Date == d })
	switch rests := usualWeekend(s.days.code).On(d).Contains(d.Weekday()); {
	case rests && at >= 0:
		return "a " + y.work[at].Title()
	case rests:
		return "a rest day"
	default:
		return "a working day"
	}
}
