package national

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// decreesData lists what was decreed or corrected after the table of facts was made, or is wrong in
// it, each row with its source. It has the form that [ReadCorrections] reads.
//
//go:embed decrees.csv
var decreesData string

// builtIn are the corrections that every source has. The file is part of the program and read by
// every test.
var builtIn = sync.OnceValue(func() *Corrections {
	c, err := ReadCorrections(strings.NewReader(decreesData))
	if err != nil {
		panic(err)
	}
	return c
})

// Corrections overlay the built-in days: a ministry's decree of last week is one line of a file. They
// are read by [ReadCorrections] and never change. Nil is none.
//
// A row for a country holds in its subdivisions too. There "not" and "work" take away only what the
// country itself keeps on that date: the holiday of a Land is not the federation's to take. A row with
// a date wins over a yearly one for the same date.
type Corrections struct {
	byCode map[string][]correction // in the order of the file
}

// The ops of a correction.
const (
	opOff  = "off"
	opNot  = "not"
	opWork = "work"
)

// correction is a row of the file.
type correction struct {
	code   string
	date   calendar.Date // of a single day
	yearly yearly        // else
	op     string
	name   string // with the scope
	// substitute reports whether the day stands in for another of that name.
	substitute bool
}

// yearly is a day of every year from a year on.
type yearly struct {
	month time.Month
	day   int
	from  int // 0: all years
}

// in returns the correction's date in the year, and whether it has one.
func (c correction) in(year int) (calendar.Date, bool) {
	if c.yearly.month == 0 {
		return c.date, c.date.Year == year
	}
	d := calendar.Date{Year: year, Month: c.yearly.month, Day: c.yearly.day}
	return d, year >= c.yearly.from && d.Valid()
}

// inYear returns the corrections of exactly this code in a year by date. Where a date has single rows
// the yearly ones are left out.
func (c *Corrections) inYear(code string, year int) map[calendar.Date][]correction {
	if c == nil || len(c.byCode[code]) == 0 {
		return nil
	}
	var days map[calendar.Date][]correction
	for _, single := range [...]bool{true, false} {
		of := map[calendar.Date][]correction{}
		for _, row := range c.byCode[code] {
			if d, ok := row.in(year); ok && single == (row.yearly.month == 0) {
				of[d] = append(of[d], row)
			}
		}
		for d, rows := range of {
			if days == nil {
				days = map[calendar.Date][]correction{}
			}
			if _, ok := days[d]; !ok {
				days[d] = rows
			}
		}
	}
	return days
}

// has reports whether there are corrections of the code or its country.
func (c *Corrections) has(code string) bool {
	return c != nil && (c.byCode[code] != nil || c.byCode[countryOf(code)] != nil)
}

// decreesYear reports whether the corrections hold a single day of the code or its country in the year:
// then the decree of that year is taken to be known.
func (c *Corrections) decreesYear(code string, year int) bool {
	if c == nil {
		return false
	}
	of := func(row correction) bool { return row.yearly.month == 0 && row.date.Year == year }
	return slices.ContainsFunc(c.byCode[code], of) || slices.ContainsFunc(c.byCode[countryOf(code)], of)
}

// For is like the function [For], with the corrections laid over the built-in days.
func (c *Corrections) For(code string) (*Source, error) {
	s, err := For(code)
	if err != nil {
		return nil, err
	}
	s.days.corrections = c
	return s, nil
}

// Calendar is like the function [Calendar], with the corrections laid over the built-in days.
func (c *Corrections) Calendar(code string, loc *time.Location) (calendar.Calendar, error) {
	source, err := c.For(code)
	if err != nil {
		return calendar.Calendar{}, err
	}
	return source.calendar(loc), nil
}

// Change is a day that a program's corrections change.
type Change struct {
	Code string        `json:"code"` // of the source
	Date calendar.Date `json:"date"`
	// Was and Is say what the day is without the corrections and with them: "a holiday, Labor Day",
	// "a rest day", "a working day" or "a working Saturday".
	Was string `json:"was"`
	Is  string `json:"is"`
}

// String is a sentence without a full stop: "ZA 2026-11-04 is a holiday, Local Government Elections
// (it was a working day)".
func (c Change) String() string {
	return fmt.Sprintf("%s %s is %s (it was %s)", c.Code, c.Date, c.Is, c.Was)
}
