package exact

import (
	"slices"
	"sort"
)

// Ranking counts, for some impacts, the free starts that cost strictly less.
type Ranking struct {
	impacts []Uint128 // in order, each once
	below   []int64   // starts that cost less than impacts[i], found in straddling pieces
	from    []int64   // starts that cost less than all impacts from i on
	// Best is the least cost of all starts counted, where there are Any.
	Best Uint128
	Any  bool
}

// NewRanking returns a ranking of the impacts, which may be in any order and occur twice.
func NewRanking(impacts []Uint128) *Ranking {
	sorted := slices.Clone(impacts)
	slices.SortFunc(sorted, Compare)
	sorted = slices.Compact(sorted)
	return &Ranking{impacts: sorted, below: make([]int64, len(sorted)), from: make([]int64, len(sorted)+1)}
}

// Count adds the starts of one linear piece, whose ends cost a and b.
func (r *Ranking) Count(g *Grid, first, last int64, a, b Uint128) {
	least, most := a, b
	if b.Less(a) {
		least, most = b, a
	}
	if !r.Any || least.Less(r.Best) {
		r.Best, r.Any = least, true
	}
	above := func(v Uint128) int {
		return sort.Search(len(r.impacts), func(i int) bool { return v.Less(r.impacts[i]) })
	}
	lo, hi := above(least), above(most)
	r.from[hi] += g.Count(Span{first, last + 1})
	for i := lo; i < hi; i++ {
		r.below[i] += below(g, first, last, a, b, r.impacts[i])
	}
}

// below counts the starts of a piece that cost less than x, where one end does and the other does
// not. The cost changes by the same whole number every second.
func below(g *Grid, first, last int64, a, b, x Uint128) int64 {
	if a.Less(b) {
		slope := b.Sub(a).Quo(uint64(last - first))
		n := sort.Search(int(last-first), func(i int) bool { return !a.Add(slope.Mul(uint64(i))).Less(x) })
		return g.Count(Span{first, first + int64(n)})
	}
	slope := a.Sub(b).Quo(uint64(last - first))
	n := sort.Search(int(last-first), func(i int) bool { return a.Sub(slope.Mul(uint64(i))).Less(x) })
	return g.Count(Span{first + int64(n), last + 1})
}

// Rank returns one more than the number of free starts that cost less than the impact.
func (r *Ranking) Rank(impact Uint128) int64 {
	i, _ := slices.BinarySearchFunc(r.impacts, impact, Compare)
	rank := 1 + r.below[i]
	for _, n := range r.from[:i+1] {
		rank += n
	}
	return rank
}
