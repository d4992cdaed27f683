package calendar

import (
	"fmt"
	"strings"
	"time"
)

// Clock is a reading of a local clock, in seconds past local midnight: 0 is 00:00, 86400 is 24:00,
// the end of the day. A reading is not a duration since midnight: on a day on which clocks change,
// 03:00 may lie two or four hours after the day began.
type Clock int32

const (
	// Midnight is the reading 00:00, the first of a day.
	Midnight Clock = 0
	// EndOfDay is the reading 24:00, which only ever ends something.
	EndOfDay Clock = secondsPerDay
)

// ClockOf returns what the clocks of t's own location read at t, without fractions of a second.
func ClockOf(t time.Time) Clock {
	h, m, s := t.Clock()
	return Clock(h*3600 + m*60 + s)
}

// ParseClock reads HH:MM or HH:MM:SS, two digits each, from 00:00 to 24:00. Leap seconds, signs,
// zones and surrounding space are errors that quote the text.
func ParseClock(s string) (Clock, error) {
	bad := func() (Clock, error) {
		return 0, fmt.Errorf("clock reading %q: expected HH:MM from 00:00 to 24:00", s)
	}
	if len(s) != 5 && len(s) != 8 || s[2] != ':' || len(s) == 8 && s[5] != ':' {
		return bad()
	}
	h, ok := parseDigits(s[:2])
	m, ok2 := parseDigits(s[3:5])
	sec, ok3 := 0, true
	if len(s) == 8 {
		sec, ok3 = parseDigits(s[6:])
	}
	c := Clock(h*3600 + m*60 + sec)
	if !ok || !ok2 || !ok3 || m > 59 || sec > 59 || !c.Valid() {
		return bad()
	}
	return c, nil
}

// Valid reports whether c lies from 00:00 to 24:00, both included.
func (c Clock) Valid() bool { return c >= Midnight && c <= EndOfDay }

// String returns HH:MM, or HH:MM:SS where there are seconds: the forms that [ParseClock] reads.
func (c Clock) String() string {
	if c%60 != 0 {
		return fmt.Sprintf("%02d:%02d:%02d", c/3600, c/60%60, c%60)
	}
	return fmt.Sprintf("%02d:%02d", c/3600, c/60%60)
}

// MarshalText returns the form of [Clock.String]. A reading out of range is an error.
func (c Clock) MarshalText() ([]byte, error) {
	if !c.Valid() {
		return nil, fmt.Errorf("clock reading %d s: expected 0 to %d", int32(c), int32(EndOfDay))
	}
	return []byte(c.String()), nil
}

// UnmarshalText reads the forms of [ParseClock].
func (c *Clock) UnmarshalText(text []byte) error {
	parsed, err := ParseClock(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}

// Hours is a part of every day, [From, To) on a local clock. Where To is before From the part runs
// past midnight: 22:00-06:00 holds 23:00 and 05:59. From and To never agree: write 00:00-24:00 for
// the whole day. The zero value is not valid.
type Hours struct {
	From Clock // 00:00 up to, not including, 24:00
	To   Clock // after 00:00, up to 24:00
}

// ParseHours reads two clock readings joined by a hyphen, such as 22:00-06:00. An end of 00:00 means
// 24:00, as in 22:00-00:00.
func ParseHours(s string) (Hours, error) {
	from, to, found := strings.Cut(s, "-")
	if !found {
		return Hours{}, fmt.Errorf("hours %q: expected two clock readings such as 22:00-06:00", s)
	}
	f, err := ParseClock(from)
	if err != nil {
		return Hours{}, fmt.Errorf("hours %q: %w", s, err)
	}
	t, err := ParseClock(to)
	if err != nil {
		return Hours{}, fmt.Errorf("hours %q: %w", s, err)
	}
	// 22:00-00:00 is a usual way to write 22:00-24:00; 00:00-00:00 is not a usual way to write anything.
	if t == Midnight && f != Midnight {
		t = EndOfDay
	}
	h := Hours{From: f, To: t}
	if !h.Valid() {
		return Hours{}, fmt.Errorf("hours %q: expected a beginning and an end that differ (00:00-24:00 is the whole day)", s)
	}
	return h, nil
}

// Valid reports whether h has a beginning before 24:00, an end after 00:00, and the two differ.
func (h Hours) Valid() bool {
	return h.From >= Midnight && h.From < EndOfDay && h.To > Midnight && h.To <= EndOfDay && h.From != h.To
}

// Contains reports whether the reading c lies in h. The reading 24:00 lies in no hours: it is the
// next day's 00:00.
func (h Hours) Contains(c Clock) bool {
	if h.From < h.To {
		return h.From <= c && c < h.To
	}
	return c >= h.From && c < EndOfDay || c >= Midnight && c < h.To
}

// String returns the form that [ParseHours] reads.
func (h Hours) String() string { return h.From.String() + "-" + h.To.String() }

// MarshalText returns the form of [Hours.String]. Hours that are not Valid are an error.
func (h Hours) MarshalText() ([]byte, error) {
	if !h.Valid() {
		return nil, fmt.Errorf("hours %s: expected a beginning and an end that differ", h)
	}
	return []byte(h.String()), nil
}

// UnmarshalText reads the form of [ParseHours].
func (h *Hours) UnmarshalText(text []byte) error {
	parsed, err := ParseHours(string(text))
	if err != nil {
		return err
	}
	*h = parsed
	return nil
}
