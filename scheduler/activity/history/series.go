package history

import (
	"fmt"
	"math"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

const (
	hourSeconds = 3600
	dayHours    = 24
	weekHours   = 7 * dayHours
)

// MaxHours is the most hours of one series: 25 years.
const MaxHours = 25 * 366 * dayHours

// Series is the hourly history of one region: how many requests, sessions, orders or customers, in any
// unit, for every hour from Start on. Only the shape matters: shares are relative to the largest
// hourly value.
type Series struct {
	// Region is the name that the file gives the series; it may be empty.
	Region string
	// TimeZone and Country are what the file says, empty where it has no such column.
	TimeZone, Country string
	// Start is when the first hour begins: a whole minute, so that hours of clocks at :30 fit too.
	Start time.Time
	// Values holds one value an hour, 0 or more and 1e60 at most. NaN is an hour that is missing: it is not
	// taken for 0.
	Values []float64
	// Tally says what became of the rows that the series was read from.
	Tally Tally
}

// Tally counts what a reader did with the rows of a series, so that nothing goes without being seen.
type Tally struct {
	// Rows were read, blank ones included; Blank of them had no value (empty, NaN, null).
	Rows, Blank int
	// Partial is the number of hours given by parts (every quarter, say) of which some were missing;
	// such an hour counts as missing.
	Partial int
	// Skipped is the number of rows without activity at readings that the clocks of the file skip.
	Skipped int
	// Forgotten is the number of hours older than what was asked to be kept.
	Forgotten int
	// Shift is what was added to every time of the rows.
	Shift time.Duration
	// Warnings are sentences about the file that its owner should read.
	Warnings []string
}

// Span returns the time that the series covers, in UTC.
func (s Series) Span() calendar.Interval {
	start := s.Start.UTC()
	return calendar.Interval{Start: start, End: start.Add(time.Duration(len(s.Values)) * time.Hour)}
}

// At returns the value of the hour that holds t, and false where that is missing or outside the series.
func (s Series) At(t time.Time) (float64, bool) {
	i := floorDiv(t.Unix()-s.Start.Unix(), hourSeconds)
	if i < 0 || i >= int64(len(s.Values)) || math.IsNaN(s.Values[i]) {
		return 0, false
	}
	return s.Values[i], true
}

// Before returns the part of the series whose hours end at t or earlier. It shares the values.
func (s Series) Before(t time.Time) Series {
	n := floorDiv(t.Unix()-s.Start.Unix(), hourSeconds)
	s.Values = s.Values[:max(0, min(n, int64(len(s.Values))))]
	return s
}

// Shifted returns the series with all hours that much later, as they were where the clock that stamped them was early
// by so much; by a time below 0, earlier. What was shifted before is added to in Tally.Shift. It shares the values. By
// is in whole minutes; Check refuses what is left of others.
func (s Series) Shifted(by time.Duration) Series {
	s.Start = s.Start.Add(by)
	s.Tally.Shift += by
	return s
}

// Missing returns the number of hours without a value. Cost: O(hours).
func (s Series) Missing() int {
	n := 0
	for _, v := range s.Values {
		if math.IsNaN(v) {
			n++
		}
	}
	return n
}

// maxValue is more than anybody counts. Squares of it, times three years of hours, still are numbers.
const maxValue = 1e60

// Check returns everything wrong with the series, as FieldErrors: at most 20 of its values. It is what a learner
// checks first. Cost: O(hours).
func (s Series) Check() error {
	var faults scheduler.FieldErrors
	add := func(path string, value any, expected string) {
		faults = append(faults, &scheduler.FieldError{Path: path, Value: value, Expected: expected})
	}
	if u := s.Start.Unix(); u < firstUnix || u >= endUnix || u%60 != 0 || s.Start.Nanosecond() != 0 {
		add("start", s.Start.UTC().Format(time.RFC3339Nano), "a whole minute in the years 1973 to 2200")
	}
	if n := len(s.Values); n > MaxHours {
		add("values", n, fmt.Sprintf("at most %d hours", MaxHours))
	}
	for i, v := range s.Values {
		if len(faults) > maxFaults {
			break
		}
		if v < 0 || v > maxValue {
			add(fmt.Sprintf("values[%d]", i), v, fmt.Sprintf("a finite number, 0 or more and %.0e at most, or NaN where the hour is missing", maxValue))
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return faults
}

// floorDiv divides, rounding down.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
