package national

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/quietwindow/quietwindow/calendar"
)

// lateFirstYears are the first years of codes for which the table of facts begins late.
var lateFirstYears = map[string]int{"FJ": 2016, "MS": 2017, "NF": 2016, "PN": 2016}

// codeDays computes the days of a code, each year once.
type codeDays struct {
	code        string
	first, last int
	origin      string
	table       *factTable
	rules       *choice      // nil: the facts
	base        *codeDays    // the country, if the code's facts are differences from it
	plain       bool         // neither decrees nor corrections: what others are computed from
	also        []string     // categories that count as holidays
	corrections *Corrections // of the program

	mu    sync.Mutex
	years map[int]*codeYear // as computed
}

// codeYear is a year of a code: its holidays and its rest days that are worked, both by date.
type codeYear struct {
	off  []calendar.Holiday
	work []calendar.WorkingDay
}

func newCodeDays(code string, table *factTable) *codeDays {
	c := &codeDays{code: code, table: table, years: map[int]*codeYear{}}
	if chosen, ok := choices()[code]; ok {
		c.rules, c.first, c.last, c.origin = &chosen, firstYear, cmp.Or(chosen.last, lastYear), chosen.origin
		c.rules.rules = inEnglish(countryOf(code), chosen.rules)
		if chosen.decreed != nil {
			c.origin += byDecree + table.source
		}
		return c
	}
	c.first, c.last, c.origin = cmp.Or(lateFirstYears[code], table.firstYear), table.lastYear, table.source
	if country := countryOf(code); country != code {
		c.base = newCodeDays(country, table)
		c.base.plain = true
		if !table.has(code) { // like its country in every year
			c.first, c.last, c.origin = c.base.first, c.base.last, c.base.origin
		} else if c.base.origin != c.origin {
			c.first, c.last = max(c.first, c.base.first), min(c.last, c.base.last)
			c.origin = c.base.origin + ", differences: " + c.origin
		}
	}
	return c
}

// inYear returns the holidays of a year that the code knows, in order. The caller must not change
// them.
func (c *codeDays) inYear(year int) []calendar.Holiday { return c.year(year).off }

func (c *codeDays) year(year int) *codeYear {
	c.mu.Lock()
	defer c.mu.Unlock()
	y, ok := c.years[year]
	if !ok {
		y = &codeYear{off: c.compute(year)}
		if !c.plain {
			c.complete(y, year)
		}
		slices.SortFunc(y.off, func(a, b calendar.Holiday) int {
			return cmp.Or(a.Date.Compare(b.Date), compareBool(a.Substitute, b.Substitute), strings.Compare(a.Name, b.Name))
		})
		y.off = slices.CompactFunc(y.off, func(a, b calendar.Holiday) bool { return a.Date == b.Date && a.Name == b.Name })
		c.years[year] = y
	}
	return y
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}

func (c *codeDays) compute(year int) []calendar.Holiday {
	facts := c.table.of(c.code, year)
	if c.rules != nil {
		return c.marked(append(computed(c.rules.rules, year), c.decreed(facts)...), facts, year)
	}
	var days []calendar.Holiday
	if c.base != nil {
		for _, h := range c.base.inYear(year) {
			off := func(f fact) bool { return f.off && f.holiday.Date == h.Date }
			if !slices.ContainsFunc(facts, off) {
				days = append(days, h)
			}
		}
	}
	for _, f := range facts {
		if !f.off {
			days = append(days, f.holiday)
		}
	}
	return days
}

// decreed returns the days that the rules leave to the table of facts.
func (c *codeDays) decreed(facts []fact) []calendar.Holiday {
	var days []calendar.Holiday
	for _, f := range facts {
		if slices.Contains(c.rules.decreed, f.holiday.Name) {
			days = append(days, f.holiday)
		}
	}
	return days
}

// marked marks those of the computed days of a year on which the public sources disagree: days that
// the table of facts lacks, or has as disputed. Beyond the table's years nothing is known of other
// sources and no day is marked.
func (c *codeDays) marked(days []calendar.Holiday, facts []fact, year int) []calendar.Holiday {
	if year < c.table.firstYear || year > c.table.lastYear {
		return days
	}
	known := c.tableDays(facts, year)
	for i, h := range days {
		if f, ok := known[h.Date]; ok {
			days[i].Disputed, days[i].Estimated = f.Disputed, f.Estimated
		} else {
			days[i].Disputed = true
		}
	}
	return days
}

// tableDays returns what the table of facts alone says of the code in a year, by date. Of several
// holidays on a date one that is undisputed stands.
func (c *codeDays) tableDays(facts []fact, year int) map[calendar.Date]calendar.Holiday {
	byDate := make(map[calendar.Date]calendar.Holiday, len(facts)+8)
	if country := countryOf(c.code); country != c.code {
		for _, f := range c.table.of(country, year) {
			byDate[f.holiday.Date] = f.holiday
		}
	}
	for _, f := range facts {
		if f.off {
			delete(byDate, f.holiday.Date)
		}
	}
	for _, f := range facts {
		if h, ok := byDate[f.holiday.Date]; !f.off && (!ok || h.Disputed) {
			byDate[f.holiday.Date] = f.holiday
		}
	}
	return byDate
}
