package exact

import (
	"cmp"
	"math"
	"slices"
)

// Plus returns the curve with the changes added, over the same span. The changes, which are sorted in
// place, add up to 0 or reach to the end; no sum is ever negative. Cost: O(steps + n log n).
func (c *Curve) Plus(changes []Change) *Curve {
	slices.SortFunc(changes, func(a, b Change) int { return cmp.Compare(a.At, b.At) })
	n := len(c.level) + len(changes)
	out := &Curve{At: make([]int64, 0, n+1), level: make([]int64, 0, n), prefix: make([]Uint128, 0, n), End: c.End}
	if c.heads != nil {
		out.heads = make([]int64, 0, n)
	}
	by, heads, k := int64(0), int64(0), 0
	for i, t := 0, c.At[0]; t < c.End; {
		for ; k < len(changes) && changes[k].At <= t; k++ {
			by, heads = by+changes[k].By, heads+changes[k].Heads
		}
		if c.At[i+1] <= t {
			i++
		}
		out.step(t, c.level[i]+by, c.Heads(i)+heads)
		t = c.At[i+1]
		if k < len(changes) {
			t = min(t, changes[k].At)
		}
	}
	out.At = append(out.At, math.MaxInt64)
	return out
}

// step goes on with other levels from the instant t.
func (c *Curve) step(t, level, heads int64) {
	n := len(c.At)
	var sum Uint128
	if n > 0 {
		if c.level[n-1] == level && (c.heads == nil || c.heads[n-1] == heads) {
			return
		}
		sum = c.prefix[n-1].Add(Mul64(uint64(c.level[n-1]), uint64(t-c.At[n-1])))
	}
	c.At, c.level, c.prefix = append(c.At, t), append(c.level, level), append(c.prefix, sum)
	if c.heads != nil {
		c.heads = append(c.heads, heads)
	}
}
