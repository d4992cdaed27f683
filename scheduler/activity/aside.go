package activity

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// Cause says why an hour that has a value was taken for missing.
type Cause string

// The causes.
const (
	// Outage is an hour that is too low to tell of customers.
	Outage Cause = "outage"
	// Burst is one that is too high: a load test, a sale.
	Burst Cause = "burst"
	// Excluded is one that Options.Exclude names.
	Excluded Cause = "excluded"
)

// SetAside is a stretch of history that had values and was not learned from.
type SetAside struct {
	// Interval begins with the first of the hours and ends with the last. Between them lie hours of this
	// stretch only, and perhaps some without a value.
	Interval calendar.Interval
	Hours    int
	Cause    Cause
}

// stretches returns what was set aside, in order of time.
func stretches(start int64, values []float64, aside []Cause) []SetAside {
	var list []SetAside
	open := false
	for i, cause := range aside {
		hour := time.Unix(start+int64(i)*hourSeconds, 0).UTC()
		switch {
		case cause == "" && math.IsNaN(values[i]):
		case cause == "":
			open = false
		case open && list[len(list)-1].Cause == cause:
			last := &list[len(list)-1]
			last.Interval.End = hour.Add(time.Hour)
			last.Hours++
		default:
			list = append(list, SetAside{calendar.Interval{Start: hour, End: hour.Add(time.Hour)}, 1, cause})
			open = true
		}
	}
	return list
}

// exclude sets aside the hours that known maintenance touches.
func exclude(start int64, values []float64, aside []Cause, known calendar.Set) {
	for span := range known.All() {
		from := floorDiv(span.Start.Unix()-start, hourSeconds)
		end := span.End.Unix() - start
		if span.End.Nanosecond() > 0 {
			end++
		}
		to := -floorDiv(-end, hourSeconds)
		for i := max(0, from); i < min(to, int64(len(values))); i++ {
			if !math.IsNaN(values[i]) {
				values[i], aside[i] = math.NaN(), Excluded
			}
		}
	}
}

// By judgement: a shop that closes for a fortnight every summer has been silent before.
const (
	// endOfDays is how many hours of 0 at the end of a history are no customers' doing, where no stretch
	// of 0 before it was a quarter as long.
	endOfDays   = weekHours
	timesLonger = 4
)

// silentEnd returns how many hours at the end of a history have no activity at all though it was never
// so quiet before: its collection has stopped, or the region is gone. Nothing can be learned from them.
func silentEnd(values []float64) int {
	last := len(values)
	zeros := 0
	for ; last > 0 && !(values[last-1] > 0); last-- {
		if values[last-1] == 0 {
			zeros++
		}
	}
	longest, run, known := 0, 0, 0
	for _, v := range values[:last] {
		switch {
		case v > 0:
			run = 0
			known++
		case v == 0:
			run++
			longest = max(longest, run)
			known++
		}
	}
	if zeros < endOfDays || zeros < timesLonger*longest || known < minHours/2 || last < minHours {
		return 0
	}
	return len(values) - last
}

// tellAside returns a sentence about what was set aside in the last weeks, where that is more than a day.
func (m *Model) tellAside() (string, bool) {
	from := m.learned.Span.End.Add(-asideWeeks * weekHours * time.Hour)
	hours, low := 0, 0
	var when []string
	for _, s := range m.learned.SetAside {
		if s.Cause == Excluded || !s.Interval.End.After(from) {
			continue
		}
		within := min(s.Hours, int(s.Interval.End.Sub(from)/time.Hour)) // it may have begun before
		hours += within
		if s.Cause == Outage {
			low += within
		}
		when = append(when, fmt.Sprintf("%s to %s", s.Interval.Start.Format("2006-01-02T15:04Z"), s.Interval.End.Format("2006-01-02T15:04Z")))
	}
	const most = 3
	if len(when) > most {
		when = append(when[:most:most], fmt.Sprintf("and %d more", len(when)-most))
	}
	return fmt.Sprintf("%d hours of the last %d weeks were set aside, %d for being too low (an outage?) and %d too high (a burst?): %s",
		hours, asideWeeks, low, hours-low, strings.Join(when, ", ")), hours > asideHours
}
