package scheduler

import (
	"iter"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Curve is a number of active customers over time: a step function with prefix integrals, exact in
// customers x millionths. It counts people, whatever their weight. It never changes and may be shared.
type Curve struct {
	c *exact.Curve // by heads
}

// Span returns the time that the curve covers.
func (c *Curve) Span() calendar.Interval {
	return calendar.Interval{Start: time.Unix(c.c.At[0], 0).UTC(), End: time.Unix(c.c.End, 0).UTC()}
}

// Steps walks the stretches in which the number of active customers stays the same, with that
// number, in order of time and in UTC.
func (c *Curve) Steps() iter.Seq2[calendar.Interval, float64] {
	return func(yield func(calendar.Interval, float64) bool) {
		for iv, millionths := range c.Millionths() {
			if !yield(iv, float64(millionths)/exact.ShareUnit) {
				return
			}
		}
	}
}

// stretch returns when a step holds.
func (c *Curve) stretch(i int) calendar.Interval {
	return calendar.Interval{Start: time.Unix(c.c.At[i], 0).UTC(), End: time.Unix(min(c.c.At[i+1], c.c.End), 0).UTC()}
}

// At returns the number of active customers at the instant t, 0 outside the span. Cost: O(log steps).
func (c *Curve) At(t time.Time) float64 {
	if unix := t.Unix(); unix >= c.c.At[0] && unix < c.c.End {
		return float64(c.c.Heads(c.c.Find(unix))) / exact.ShareUnit
	}
	return 0
}

// CustomerHours returns the integral over iv, cut to the span, rounded to the nearest millionth.
// Fractions of a second at the ends of iv are left off. Cost: O(log steps).
func (c *Curve) CustomerHours(iv calendar.Interval) float64 {
	from, to := max(iv.Start.Unix(), c.c.At[0]), min(iv.End.Unix(), c.c.End)
	if from >= to {
		return 0
	}
	return exact.MillionthsOf(c.c.Area(from, to).Mul(exact.ShareUnit), exact.CustomerHour)
}
