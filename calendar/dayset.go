package calendar

import (
	"fmt"
	"iter"
	"math/bits"
	"strings"
	"time"
)

// DaySet is a set of days of the week. The zero value is the empty set. Bit n is time.Weekday(n),
// so sets are compared with ==, joined with | and intersected with &.
type DaySet uint8

// The usual weekends.
const (
	NoDays         DaySet = 0
	SaturdaySunday DaySet = 1<<time.Saturday | 1<<time.Sunday
	FridaySaturday DaySet = 1<<time.Friday | 1<<time.Saturday
	AllDays        DaySet = 1<<7 - 1
)

// weekFromMonday is the order in which days are listed, so that a weekend reads "Sat,Sun".
var weekFromMonday = [7]time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// NewDaySet returns the set of the given days. It panics on a value that is not a day of the week.
func NewDaySet(days ...time.Weekday) DaySet {
	var s DaySet
	for _, d := range days {
		if d < time.Sunday || d > time.Saturday {
			panic(fmt.Sprintf("calendar: %d is not a day of the week", int(d)))
		}
		s |= 1 << d
	}
	return s
}

// ParseDaySet reads English three-letter day names joined by commas, such as "Fri,Sat", in any
// order and without spaces; case does not matter. The empty text is the empty set. A name that is
// unknown or given twice is an error that quotes it.
func ParseDaySet(s string) (DaySet, error) {
	var set DaySet
	if s == "" {
		return set, nil
	}
	for name := range strings.SplitSeq(s, ",") {
		day, ok := parseDay(name)
		if !ok {
			return 0, fmt.Errorf("days %q: %q is not one of Mon, Tue, Wed, Thu, Fri, Sat, Sun", s, name)
		}
		if set.Contains(day) {
			return 0, fmt.Errorf("days %q: %q is given twice", s, name)
		}
		set |= 1 << day
	}
	return set, nil
}

func parseDay(name string) (time.Weekday, bool) {
	for _, d := range weekFromMonday {
		if strings.EqualFold(name, d.String()[:3]) {
			return d, true
		}
	}
	return 0, false
}

// Contains reports whether d is in the set. What is not a day of the week is in none.
func (s DaySet) Contains(d time.Weekday) bool {
	return d >= time.Sunday && d <= time.Saturday && s>>d&1 == 1
}

// Len returns the number of days in the set, 0 to 7.
func (s DaySet) Len() int { return bits.OnesCount8(uint8(s & AllDays)) }

// All walks the days of the set from Monday to Sunday.
func (s DaySet) All() iter.Seq[time.Weekday] {
	return func(yield func(time.Weekday) bool) {
		for _, d := range weekFromMonday {
			if s.Contains(d) && !yield(d) {
				return
			}
		}
	}
}

// String returns the form that [ParseDaySet] reads, from Monday to Sunday.
func (s DaySet) String() string {
	names := make([]string, 0, 7)
	for d := range s.All() {
		names = append(names, d.String()[:3])
	}
	return strings.Join(names, ",")
}

// MarshalText returns the form of [DaySet.String].
func (s DaySet) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the form of [ParseDaySet].
func (s *DaySet) UnmarshalText(text []byte) error {
	parsed, err := ParseDaySet(string(text))
	if err != nil {
		return err
	}
	*s = parsed
	return nil
}
