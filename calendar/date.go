package calendar

import (
	"fmt"
	"time"
)

// Date is a day of the proleptic Gregorian calendar, without a clock reading and without a zone.
//
// The zero value is not a valid date. Dates are comparable with ==; a Date that is Valid and
// another with the same fields name the same day. A Date is never turned into an instant by this
// package: the day may be hours shorter or longer than 24 in a zone (Antarctica/Casey: 21 on
// 2018-10-07, 27 on 2018-03-11), or absent from it.
type Date struct {
	Year  int        // 1 to 9999
	Month time.Month // January to December
	Day   int        // 1 to the length of the month
}

const secondsPerDay = 86400

// DateOf returns the date that t reads on the clocks of its own location. Use t.In first to choose
// the location: DateOf(t.In(loc)).
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{Year: y, Month: m, Day: d}
}

// DateOfDay returns the date that lies n days after 1970-01-01. It is the inverse of [Date.Days].
func DateOfDay(n int) Date {
	return DateOf(time.Unix(int64(n)*secondsPerDay, 0).UTC())
}

// ParseDate reads a date written as ISO 8601 does, YYYY-MM-DD, with years from 0001 to 9999.
// Anything else, a day that the month does not have, or surrounding space is an error that quotes
// the text.
func ParseDate(s string) (Date, error) {
	if len(s) != len("2006-01-02") || s[4] != '-' || s[7] != '-' {
		return Date{}, fmt.Errorf("date %q: expected a day written YYYY-MM-DD", s)
	}
	year, ok1 := parseDigits(s[:4])
	month, ok2 := parseDigits(s[5:7])
	day, ok3 := parseDigits(s[8:])
	if !ok1 || !ok2 || !ok3 {
		return Date{}, fmt.Errorf("date %q: expected a day written YYYY-MM-DD", s)
	}
	d := Date{Year: year, Month: time.Month(month), Day: day}
	if !d.Valid() {
		return Date{}, fmt.Errorf("date %q: there is no such day", s)
	}
	return d, nil
}

// MustParseDate is like [ParseDate] but panics where ParseDate returns an error. It is for
// constants in programs and tests.
func MustParseDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// parseDigits reads a number of ASCII digits only, as short as its text.
func parseDigits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		c := s[i]
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(s) > 0
}

// Valid reports whether d is a day of the years 1 to 9999.
func (d Date) Valid() bool {
	if d.Year < 1 || d.Year > 9999 || d.Month < time.January || d.Month > time.December || d.Day < 1 || d.Day > 31 {
		return false
	}
	return DateOf(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)) == d
}

// Days returns the number of days from 1970-01-01 to d, negative before it. Fields out of range
// are carried over as time.Date does.
func (d Date) Days() int {
	return int(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// AddDays returns the date n days after d; n may be negative. It steps by dates, so no change of
// clocks can make it miss or repeat a day.
func (d Date) AddDays(n int) Date { return DateOfDay(d.Days() + n) }

// Compare returns -1 if d is before e, +1 if it is after, and 0 if they are the same day.
func (d Date) Compare(e Date) int {
	switch {
	case d == e:
		return 0
	case d.Year < e.Year, d.Year == e.Year && (d.Month < e.Month || d.Month == e.Month && d.Day < e.Day):
		return -1
	default:
		return 1
	}
}

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// Weekday returns the day of the week of d.
func (d Date) Weekday() time.Weekday { return weekdayOfDay(d.Days()) }

// weekdayOfDay returns the weekday of the n-th day after 1970-01-01, a Thursday.
func weekdayOfDay(n int) time.Weekday {
	w := (n + int(time.Thursday)) % 7
	if w < 0 {
		w += 7
	}
	return time.Weekday(w)
}

// String returns d as YYYY-MM-DD, the form that [ParseDate] reads.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// MarshalText returns the form of [Date.String]. A date that is not Valid is an error.
func (d Date) MarshalText() ([]byte, error) {
	if !d.Valid() {
		return nil, fmt.Errorf("date %s: there is no such day", d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads the form of [ParseDate].
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
