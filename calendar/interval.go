package calendar

import "time"

// Interval is the half-open span of instants [Start, End). It is empty where End is not after
// Start; the zero value is empty. The locations of Start and End say how they print and nothing else.
type Interval struct {
	Start, End time.Time
}

// Empty reports whether no instant lies in iv.
func (iv Interval) Empty() bool { return !iv.End.After(iv.Start) }

// Duration returns the elapsed time from Start to End, 0 where iv is empty. Spans longer than
// 292 years are cut off at the largest time.Duration, as time.Time.Sub does.
func (iv Interval) Duration() time.Duration { return max(0, iv.End.Sub(iv.Start)) }

// Contains reports whether t lies in iv: at Start or later, and before End.
func (iv Interval) Contains(t time.Time) bool { return !t.Before(iv.Start) && t.Before(iv.End) }

// Covers reports whether every instant of other lies in iv. Every interval covers an empty one.
func (iv Interval) Covers(other Interval) bool {
	return other.Empty() || !other.Start.Before(iv.Start) && !other.End.After(iv.End)
}

// Overlaps reports whether some instant lies in both. Intervals that only touch do not overlap.
func (iv Interval) Overlaps(other Interval) bool { return !iv.Intersect(other).Empty() }

// Intersect returns the instants that lie in both. Where there are none the result is empty.
func (iv Interval) Intersect(other Interval) Interval {
	if other.Start.After(iv.Start) {
		iv.Start = other.Start
	}
	if other.End.Before(iv.End) {
		iv.End = other.End
	}
	return iv
}

// Equal reports whether both hold the same instants, whatever their locations. All empty intervals
// are equal.
func (iv Interval) Equal(other Interval) bool {
	if iv.Empty() || other.Empty() {
		return iv.Empty() && other.Empty()
	}
	return iv.Start.Equal(other.Start) && iv.End.Equal(other.End)
}

// In returns iv with both ends shown on the clocks of loc. The instants stay the same.
func (iv Interval) In(loc *time.Location) Interval {
	return Interval{Start: iv.Start.In(loc), End: iv.End.In(loc)}
}

// String returns the ends in RFC 3339, as "[start, end)". The form is for people and may change.
func (iv Interval) String() string {
	return "[" + iv.Start.Format(time.RFC3339) + ", " + iv.End.Format(time.RFC3339) + ")"
}
