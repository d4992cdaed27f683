package recur

import (
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// Reading is what a wall calendar and a wall clock show. It is no instant: it may not occur in a
// zone, or occur twice. Readings are comparable with ==. The zero value is not valid.
type Reading struct {
	Date  calendar.Date
	Clock calendar.Clock // 00:00 up to, not including, 24:00
}

// ParseReading reads YYYY-MM-DDTHH:MM:SS, or without the seconds. A zone, an offset, a fraction or
// surrounding space is an error that quotes the text, and so is 24:00, the next day's 00:00.
func ParseReading(s string) (Reading, error) {
	date, clock, found := strings.Cut(s, "T")
	if !found {
		return Reading{}, fmt.Errorf("start %q: expected a wall clock reading such as 2026-01-31T22:00:00", s)
	}
	if last := clock[max(0, len(clock)-1):]; last == "Z" || strings.ContainsAny(clock, "+-") {
		return Reading{}, fmt.Errorf("start %q: expected a wall clock reading without Z or an offset, such as 2026-01-31T22:00:00; the zone is given apart", s)
	}
	d, err := calendar.ParseDate(date)
	if err != nil {
		return Reading{}, fmt.Errorf("start %q: %w", s, err)
	}
	c, err := calendar.ParseClock(clock)
	if err != nil {
		return Reading{}, fmt.Errorf("start %q: %w", s, err)
	}
	r := Reading{Date: d, Clock: c}
	if !r.Valid() {
		return Reading{}, fmt.Errorf("start %q: expected a reading before 24:00; write 00:00 of the next day", s)
	}
	return r, nil
}

// ReadingOf returns what the clocks of t's own location show at t, without fractions of a second.
func ReadingOf(t time.Time) Reading {
	return Reading{Date: calendar.DateOf(t), Clock: calendar.ClockOf(t)}
}

// Valid reports whether r is a valid date and a reading before 24:00.
func (r Reading) Valid() bool {
	return r.Date.Valid() && r.Clock >= calendar.Midnight && r.Clock < calendar.EndOfDay
}

// Compare returns -1 if r is an earlier reading than s, +1 if it is a later one, and 0 if they are
// the same.
func (r Reading) Compare(s Reading) int {
	if c := r.Date.Compare(s.Date); c != 0 {
		return c
	}
	return int(max(-1, min(1, r.Clock-s.Clock)))
}

// String returns YYYY-MM-DDTHH:MM:SS, which [ParseReading] reads.
func (r Reading) String() string {
	return fmt.Sprintf("%sT%02d:%02d:%02d", r.Date, r.Clock/3600, r.Clock/60%60, r.Clock%60)
}

const secondsPerDay = 86400

// wall returns the reading as the seconds that UTC clocks would need since 1970 to show it.
func (r Reading) wall() int64 { return int64(r.Date.Days())*secondsPerDay + int64(r.Clock) }

// readingOfWall is the inverse of wall.
func readingOfWall(w int64) Reading { return ReadingOf(time.Unix(w, 0).UTC()) }

// Place returns the instant at which the clocks of loc show r, by the rule of RFC 5545, section
// 3.3.5: the first one where they show it twice, and where they skip it, the instant that the
// offset before the gap gives, so that the reading moves forward by the gap. A gap may be as long as
// a day: Pacific/Apia has no 2011-12-30, and 10:00 of that day becomes 10:00 of the 31st. The
// result carries loc. Cost: a few look-ups in loc.
func Place(loc *time.Location, r Reading) time.Time { return placeWall(loc, r.wall()) }

func placeWall(loc *time.Location, wall int64) time.Time {
	// No zone was ever further than 16 hours from UTC, so what the clocks did within a day of the
	// reading taken for UTC decides.
	around := calendar.Interval{
		Start: time.Unix(wall-secondsPerDay, 0).In(loc),
		End:   time.Unix(wall+secondsPerDay, 0).In(loc),
	}
	var placed time.Time
	for stretch, offset := range calendar.Offsets(loc, around) {
		t := time.Unix(wall-int64(offset), 0).In(loc)
		if t.Before(stretch.Start) {
			break // This stretch begins past the reading, so the one before ended short of it: a gap.
		}
		placed = t
		if t.Before(stretch.End) {
			break
		}
	}
	return placed
}
