package exact

import (
	"math"
	"sort"
)

// Curve is a step function of time with prefix integrals, in whole numbers such as customers x
// millionths. It never changes and may be shared.
type Curve struct {
	// At holds the start of every step and, last, math.MaxInt64; Level holds a step's height and prefix
	// the integral up to its start.
	At     []int64
	Level  []int64
	prefix []Uint128
	// End is the end of the last step.
	End int64
}

// NewCurve returns the curve whose level changes by diff[i] at slot i, over the span [lo, hi).
func NewCurve(s *Slots, diff []int64, lo, hi int64) *Curve {
	changes := 0
	for _, d := range diff {
		if d != 0 {
			changes++
		}
	}
	at, levels, prefix := make([]int64, 1, changes+2), make([]int64, 1, changes+1), make([]Uint128, 1, changes+1)
	at[0] = lo
	var level int64
	var sum Uint128
	for i, d := range diff {
		if d == 0 {
			continue
		}
		t := s.Time(i)
		if t >= hi {
			break
		}
		if t <= lo {
			level += d
			levels[0] = level
			continue
		}
		sum = sum.Add(Mul64(uint64(level), uint64(t-at[len(at)-1])))
		level += d
		at, levels, prefix = append(at, t), append(levels, level), append(prefix, sum)
	}
	return &Curve{At: append(at, math.MaxInt64), Level: levels, prefix: prefix, End: hi}
}

// Find returns the index of the step that holds the instant t of the curve's span. Cost: O(log steps).
func (c *Curve) Find(t int64) int {
	return sort.Search(len(c.At), func(i int) bool { return c.At[i] > t }) - 1
}

// integral returns the area up to t, in customers x millionths x seconds; i is t's step.
func (c *Curve) integral(i int, t int64) Uint128 {
	return c.prefix[i].Add(Mul64(uint64(c.Level[i]), uint64(t-c.At[i])))
}

// Area returns the area from one instant to a later one.
func (c *Curve) Area(from, to int64) Uint128 {
	return c.integral(c.Find(to), to).Sub(c.integral(c.Find(from), from))
}

// Peak returns the highest level in [from, to).
func (c *Curve) Peak(from, to int64) int64 {
	i := c.Find(from)
	highest := c.Level[i]
	for i++; c.At[i] < to; i++ {
		highest = max(highest, c.Level[i])
	}
	return highest
}

// Change is a change of a level at an instant.
type Change struct {
	At, By int64
}

// CurveOf returns the curve of the changes, from 0, over the span [lo, hi). It sorts them.
func CurveOf(changes []Change, lo, hi int64) *Curve {
	zero := &Curve{At: []int64{lo, math.MaxInt64}, Level: []int64{0}, prefix: []Uint128{{}}, End: hi}
	return zero.Plus(changes)
}
