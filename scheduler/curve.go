package scheduler

import (
	"iter"
	"math"
	"sort"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// Curve is a number of active customers over time: a step function with prefix integrals, exact in
// customers x millionths. It never changes and may be shared.
type Curve struct {
	// at holds the start of every step and, last, math.MaxInt64; level and prefix hold a step's height
	// and the integral up to its start.
	at     []int64
	level  []int64
	prefix []uint128
	end    int64
}

// newCurve returns the curve whose level changes by diff[i] at slot i, over the span [lo, hi).
func newCurve(s *slots, diff []int64, lo, hi int64) *Curve {
	changes := 0
	for _, d := range diff {
		if d != 0 {
			changes++
		}
	}
	at, levels, prefix := make([]int64, 1, changes+2), make([]int64, 1, changes+1), make([]uint128, 1, changes+1)
	at[0] = lo
	var level int64
	var sum uint128
	for i, d := range diff {
		if d == 0 {
			continue
		}
		t := s.time(i)
		if t >= hi {
			break
		}
		if t <= lo {
			level += d
			levels[0] = level
			continue
		}
		sum = sum.add(mul64(uint64(level), uint64(t-at[len(at)-1])))
		level += d
		at, levels, prefix = append(at, t), append(levels, level), append(prefix, sum)
	}
	return &Curve{at: append(at, math.MaxInt64), level: levels, prefix: prefix, end: hi}
}

// find returns the step that holds the instant t.
func (c *Curve) find(t int64) int {
	return sort.Search(len(c.at), func(i int) bool { return c.at[i] > t }) - 1
}

// integral returns the area up to t, in customers x millionths x seconds; i is t's step.
func (c *Curve) integral(i int, t int64) uint128 {
	return c.prefix[i].add(mul64(uint64(c.level[i]), uint64(t-c.at[i])))
}

// area returns the area from one instant to a later one.
func (c *Curve) area(from, to int64) uint128 {
	return c.integral(c.find(to), to).sub(c.integral(c.find(from), from))
}

// peak returns the highest level in [from, to).
func (c *Curve) peak(from, to int64) int64 {
	i := c.find(from)
	highest := c.level[i]
	for i++; c.at[i] < to; i++ {
		highest = max(highest, c.level[i])
	}
	return highest
}

// Span returns the time that the curve covers.
func (c *Curve) Span() calendar.Interval {
	return calendar.Interval{Start: time.Unix(c.at[0], 0).UTC(), End: time.Unix(c.end, 0).UTC()}
}

// Steps walks the stretches in which the number of active customers stays the same, with that
// number, in order of time and in UTC.
func (c *Curve) Steps() iter.Seq2[calendar.Interval, float64] {
	return func(yield func(calendar.Interval, float64) bool) {
		for i, level := range c.level {
			iv := calendar.Interval{Start: time.Unix(c.at[i], 0).UTC(), End: time.Unix(min(c.at[i+1], c.end), 0).UTC()}
			if !yield(iv, float64(level)/shareUnit) {
				return
			}
		}
	}
}

// At returns the number of active customers at the instant t, 0 outside the span. Cost: O(log steps).
func (c *Curve) At(t time.Time) float64 {
	if unix := t.Unix(); unix >= c.at[0] && unix < c.end {
		return float64(c.level[c.find(unix)]) / shareUnit
	}
	return 0
}

// CustomerHours returns the integral over iv, cut to the span, rounded to the nearest millionth.
// Fractions of a second at the ends of iv are left off. Cost: O(log steps).
func (c *Curve) CustomerHours(iv calendar.Interval) float64 {
	from, to := max(iv.Start.Unix(), c.at[0]), min(iv.End.Unix(), c.end)
	if from >= to {
		return 0
	}
	return millionthsOf(c.area(from, to).mul(shareUnit), exactHour)
}

// exactHour is a customer-hour in the unit of exact impacts: customers x millionths x millionths x
// seconds.
const exactHour = shareUnit * shareUnit * hourSeconds

// millionthsOf returns a / unit, rounded to the nearest millionth. unit is a multiple of 10^6.
func millionthsOf(a uint128, unit uint64) float64 {
	return a.divide(unit / shareUnit).millionths()
}
