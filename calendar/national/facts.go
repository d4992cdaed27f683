package national

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/quietwindow/quietwindow/calendar"
)

// factsData is the table of facts, written by internal/gen, whose comment describes the form. It
// was computed with python-holidays, at the commit that asof.go gives the date of; its licence is in LICENSE.python-holidays. It is not
// compressed: equal names and equal rows of dates are stored once, so that reading one code costs
// microseconds and importing the package costs nothing.
//
//go:embed facts.bin
var factsData string

// fact is one day of the table.
type fact struct {
	holiday calendar.Holiday
	off     bool // the country's days of this date are no holidays in the subdivision
}

// factTable locates the parts of factsData.
type factTable struct {
	source              string // of the facts, with its version
	firstYear, lastYear int
	names               []string
	patterns            []string
	codes               []string          // sorted
	rows                map[string]string // by code
}

// loadFacts reads the index of the table, once, when the first source is asked for.
var loadFacts = sync.OnceValue(func() *factTable { return readTable(reader(factsData)) })

func readTable(r reader) *factTable {
	t := &factTable{source: r.text(), firstYear: r.number(), lastYear: r.number()}
	t.names = r.texts()
	t.patterns = r.texts()
	n := r.number()
	t.codes = make([]string, n)
	t.rows = make(map[string]string, n)
	for i := range t.codes {
		t.codes[i] = r.text()
		t.rows[t.codes[i]] = r.text()
	}
	return t
}

// The bits that follow a row's name, and those of a date.
const (
	rowSubstitute = 1
	rowOff        = 2

	dayEstimated = 1
	dayDisputed  = 2
)

// of returns the facts of a code in a year, in the order of the table. For a subdivision they are
// its differences from its country. All years are read, some microseconds' work, and none is kept.
func (t *factTable) of(code string, year int) []fact {
	var facts []fact
	r := reader(t.rows[code])
	for r != "" {
		name, bits, pattern := t.names[r.number()], r.number(), reader(t.patterns[r.number()])
		at, flags := yearDay{year: t.firstYear}, 0
		for pattern != "" && at.year <= year {
			if step := pattern.number(); step == 0 {
				at = at.nextYear()
			} else {
				if step&1 != 0 {
					flags = pattern.number()
				}
				at = at.plus(step >> 1)
			}
			if at.year == year {
				facts = append(facts, fact{
					holiday: calendar.Holiday{
						Date: at.date(), Name: name, Substitute: bits&rowSubstitute != 0,
						Estimated: flags&dayEstimated != 0, Disputed: flags&dayDisputed != 0,
					},
					off: bits&rowOff != 0,
				})
			}
		}
	}
	return facts
}

// yearDay is a date as its year and the days since 1 January: quick to step from year to year.
type yearDay struct{ year, day int }

func (y yearDay) date() calendar.Date {
	return calendar.Date{Year: y.year, Month: 1, Day: 1}.AddDays(y.day)
}

func (y yearDay) plus(days int) yearDay {
	y.day += days
	for y.day >= yearLength(y.year) {
		y.day -= yearLength(y.year)
		y.year++
	}
	return y
}

// nextYear returns the same month and day a year later; it is never asked for a 29 February.
func (y yearDay) nextYear() yearDay {
	const february29 = 31 + 28
	if yearLength(y.year) == 366 && y.day > february29 {
		y.day--
	} else if yearLength(y.year+1) == 366 && y.day >= february29 {
		y.day++
	}
	y.year++
	return y
}

func yearLength(year int) int {
	if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
		return 366
	}
	return 365
}

// has reports whether the table has rows for the code.
func (t *factTable) has(code string) bool { return t.rows[code] != "" }

// reader takes numbers and texts off the front of the table, which is trusted: it is part of the
// program.
type reader string

func (r *reader) number() int {
	// Most numbers are one byte.
	s := *r
	if s[0] < 0x80 {
		*r = s[1:]
		return int(s[0])
	}
	n, shift := 0, 0
	for i := range len(s) {
		n |= int(s[i]&0x7f) << shift
		if s[i] < 0x80 {
			*r = s[i+1:]
			return n
		}
		shift += 7
	}
	panic("national: the table ends within a number")
}

func (r *reader) text() string {
	n := r.number()
	s := string((*r)[:n])
	*r = (*r)[n:]
	return s
}

func (r *reader) texts() []string {
	list := make([]string, r.number())
	for i := range list {
		list[i] = r.text()
	}
	return list
}

// countryOf returns the country of a code, which is the code itself if it is a country's.
func countryOf(code string) string {
	country, _, _ := strings.Cut(code, "-")
	return country
}
