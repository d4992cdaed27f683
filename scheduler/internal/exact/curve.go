package exact

import (
	"math"
	"sort"
)

// Curve is a step function of time with prefix integrals, in whole numbers such as customers x
// millionths. It never changes and may be shared.
//
// It may count the same thing twice: weighted, for integrals, and by heads, for peaks. Where nothing is
// weighted both are the same.
type Curve struct {
	// At holds the start of every step and, last, math.MaxInt64.
	At []int64
	// level is a step's height, an unsigned number of 64 bits; prefix the integral up to its start.
	level  []int64
	prefix []Uint128
	heads  []int64 // nil: level
	// End is the end of the last step.
	End int64
}

// NewCurve returns the curve whose level changes by diff[i] at slot i, and whose heads change by heads[i],
// over the span [lo, hi). Nil heads are those of diff.
func NewCurve(s *Slots, diff, heads []int64, lo, hi int64) *Curve {
	changes := 0
	for i, d := range diff {
		if d != 0 || heads != nil && heads[i] != 0 {
			changes++
		}
	}
	// The slices stay local until the end: a store into the curve at every step would be a write barrier
	// while the collector works.
	at, levels, prefix := make([]int64, 1, changes+2), make([]int64, 1, changes+1), make([]Uint128, 1, changes+1)
	var counts []int64
	if heads != nil {
		counts = make([]int64, 1, changes+1)
	}
	at[0] = lo
	var level, people int64
	var sum Uint128
	for i, d := range diff {
		if d == 0 && (heads == nil || heads[i] == 0) {
			continue
		}
		t := s.Time(i)
		if t >= hi {
			break
		}
		if t > lo {
			sum = sum.Add(Mul64(uint64(level), uint64(t-at[len(at)-1])))
			at, levels, prefix = append(at, t), append(levels, 0), append(prefix, sum)
		}
		level += d
		levels[len(levels)-1] = level
		if heads != nil {
			if t > lo {
				counts = append(counts, 0)
			}
			people += heads[i]
			counts[len(counts)-1] = people
		}
	}
	return &Curve{At: append(at, math.MaxInt64), level: levels, prefix: prefix, heads: counts, End: hi}
}

// Heads returns the height of step i, by heads.
func (c *Curve) Heads(i int) int64 {
	if c.heads == nil {
		return c.level[i]
	}
	return c.heads[i]
}

// ByHeads returns the curve that counts heads only. Cost: O(steps) where something is weighted.
func (c *Curve) ByHeads() *Curve {
	if c.heads == nil {
		return c
	}
	out := &Curve{End: c.End}
	for i, heads := range c.heads {
		out.step(c.At[i], heads, 0)
	}
	out.At = append(out.At, math.MaxInt64)
	return out
}

// Find returns the index of the step that holds the instant t of the curve's span. Cost: O(log steps).
func (c *Curve) Find(t int64) int {
	return sort.Search(len(c.At), func(i int) bool { return c.At[i] > t }) - 1
}

// integral returns the area up to t, in customers x millionths x seconds; i is t's step.
func (c *Curve) integral(i int, t int64) Uint128 {
	return c.prefix[i].Add(Mul64(uint64(c.level[i]), uint64(t-c.At[i])))
}

// Area returns the area from one instant to a later one.
func (c *Curve) Area(from, to int64) Uint128 {
	return c.integral(c.Find(to), to).Sub(c.integral(c.Find(from), from))
}

// Peak returns the highest level in [from, to), by heads.
func (c *Curve) Peak(from, to int64) int64 {
	levels := c.level
	if c.heads != nil {
		levels = c.heads
	}
	i := c.Find(from)
	highest := levels[i]
	for i++; c.At[i] < to; i++ {
		highest = max(highest, levels[i])
	}
	return highest
}

// Change is a change of a level at an instant, and of the heads.
type Change struct {
	At, By, Heads int64
}

// CurveOf returns the curve of the changes, from 0, over the span [lo, hi). It sorts them. Nothing is
// weighted: their Heads are not looked at.
func CurveOf(changes []Change, lo, hi int64) *Curve {
	zero := &Curve{At: []int64{lo, math.MaxInt64}, level: []int64{0}, prefix: []Uint128{{}}, End: hi}
	return zero.Plus(changes)
}
