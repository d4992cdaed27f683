package exact

import (
	"context"
	"slices"
)

// Spread is how the costs of starts lie.
type Spread struct {
	Starts int64
	Least  Uint128
	// Middle is the cost of the start in the middle by cost; of an even number the lower of the two.
	Middle Uint128
	// Most is the greatest cost, and MostAt the earliest start that has it.
	Most   Uint128
	MostAt int64
}

// bucketBits is the logarithm of the parts into which a pass of SpreadOf cuts the costs, and of the costs that
// it sorts at the most.
const bucketBits = 12

// SpreadOf returns how the costs of the starts lie. It holds none of them: every pass counts them by ranges
// of cost and keeps the range that holds the middle. The context is polled once a day of them.
func SpreadOf(ctx context.Context, sc *Scorer, g *Grid, starts []Span) (Spread, error) {
	var s Spread
	pieces := func(visit func(first, last int64, a, b Uint128)) error {
		for _, s := range starts {
			for s.From < s.To {
				if err := ctx.Err(); err != nil {
					return err
				}
				day := s.cutDay()
				sc.Pieces(g, day.From, day.To, visit)
			}
		}
		return nil
	}
	// In a linear piece both the least and the greatest cost are at an end.
	end := func(start int64, cost Uint128) {
		if s.Starts == 0 || cost.Less(s.Least) {
			s.Least = cost
		}
		if s.Starts == 0 || s.Most.Less(cost) {
			s.Most, s.MostAt = cost, start
		}
	}
	if err := pieces(func(first, last int64, a, b Uint128) {
		end(first, a)
		s.Starts += g.Count(Span{first, last + 1})
		end(last, b)
	}); err != nil || s.Starts == 0 {
		return s, err
	}
	lo, hi := s.Least, s.Most  // both included: the middle lies between them
	rank := (s.Starts - 1) / 2 // how many starts stand before it
	for lo.Less(hi) {
		shift := max(0, hi.Sub(lo).length()-bucketBits)
		var count [1 << bucketBits]int64
		before := int64(0)
		if err := pieces(func(first, last int64, a, b Uint128) {
			costs(g, first, last, a, b, lo, hi, func(n int64) { before += n }, func(cost Uint128) { count[cost.Sub(lo).right(shift).lo]++ })
		}); err != nil {
			return s, err
		}
		k := 0
		for ; before+count[k] <= rank; k++ {
			before += count[k]
		}
		lo = lo.Add(Of(uint64(k)).left(shift))
		if end := lo.Add(Of(1).left(shift)).Sub(Of(1)); end.Less(hi) {
			hi = end
		}
		if count[k] > 1<<bucketBits {
			continue
		}
		list := make([]Uint128, 0, count[k])
		err := pieces(func(first, last int64, a, b Uint128) {
			costs(g, first, last, a, b, lo, hi, func(int64) {}, func(cost Uint128) { list = append(list, cost) })
		})
		if err == nil {
			slices.SortFunc(list, Compare)
			s.Middle = list[rank-before]
		}
		return s, err
	}
	s.Middle = lo
	return s, nil
}

// costs tells how many starts of a linear piece cost less than lo, and every cost from lo to hi. Of a piece
// outside it looks at no start.
func costs(g *Grid, first, last int64, a, b, lo, hi Uint128, below func(int64), visit func(Uint128)) {
	switch {
	case a.Less(lo) && b.Less(lo):
		below(g.Count(Span{first, last + 1}))
		return
	case hi.Less(a) && hi.Less(b):
		return
	}
	for t := first; t <= last; t = g.Next(t + 1) {
		cost := a
		if t > first {
			cost = between(a, b, uint64(t-first), uint64(last-first))
		}
		switch {
		case cost.Less(lo):
			below(1)
		case !hi.Less(cost):
			visit(cost)
		}
	}
}

// between returns what lies i of n equal steps from a to b, all of them whole numbers.
func between(a, b Uint128, i, n uint64) Uint128 {
	if a.Less(b) {
		return a.Add(b.Sub(a).Quo(n).Mul(i))
	}
	return a.Sub(a.Sub(b).Quo(n).Mul(i))
}
