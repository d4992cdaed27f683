package exact

import (
	"cmp"
	"math"
	"slices"
)

// Plus returns the curve with the changes added to its level, over the same span. The changes, which are
// sorted in place, add up to 0 or reach to the end; the sum is never negative. Cost: O(steps + n log n).
func (c *Curve) Plus(changes []Change) *Curve {
	slices.SortFunc(changes, func(a, b Change) int { return cmp.Compare(a.At, b.At) })
	n := len(c.Level) + len(changes)
	out := &Curve{At: make([]int64, 0, n+1), Level: make([]int64, 0, n), prefix: make([]Uint128, 0, n), End: c.End}
	by, k := int64(0), 0
	for i, t := 0, c.At[0]; t < c.End; {
		for ; k < len(changes) && changes[k].At <= t; k++ {
			by += changes[k].By
		}
		if c.At[i+1] <= t {
			i++
		}
		out.step(t, c.Level[i]+by)
		t = c.At[i+1]
		if k < len(changes) {
			t = min(t, changes[k].At)
		}
	}
	out.At = append(out.At, math.MaxInt64)
	return out
}

// step goes on with another level from the instant t.
func (c *Curve) step(t, level int64) {
	n := len(c.At)
	if n == 0 {
		c.At, c.Level, c.prefix = append(c.At, t), append(c.Level, level), append(c.prefix, Uint128{})
		return
	}
	if c.Level[n-1] == level {
		return
	}
	sum := c.prefix[n-1].Add(Mul64(uint64(c.Level[n-1]), uint64(t-c.At[n-1])))
	c.At, c.Level, c.prefix = append(c.At, t), append(c.Level, level), append(c.prefix, sum)
}
