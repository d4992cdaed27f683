package exact

import (
	"cmp"
	"context"
	"slices"
)

// FrontPoint is a start with what it costs by two curves, such as the demand and the people off duty.
type FrontPoint struct {
	First, Second Uint128
	Start         int64
}

// bothPiece is a run of starts in which both costs are linear, from the first to the last.
type bothPiece struct {
	first, last FrontPoint
}

// FrontOf returns the Pareto front of two curves' costs over the starts, from the least of the first on. Of
// starts that are equal in both the one of least peak of the first curve stands, then the earliest.
func FrontOf(ctx context.Context, first, second *Curve, stages []Stage, g *Grid, starts []Span) ([]FrontPoint, error) {
	one, other, exact := NewScorer(first, stages), NewScorer(second, stages), NewScorer(first, stages)
	var ends []FrontPoint
	var open []bothPiece // between whose ends there may be more of the front
	for _, s := range starts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		one.Pieces(g, s.From, s.To, func(first, last int64, _, _ Uint128) {
			other.Pieces(g, first, last+1, func(first, last int64, a, b Uint128) {
				p := bothPiece{FrontPoint{exact.Alone(first), a, first}, FrontPoint{exact.Alone(last), b, last}}
				ends = append(ends, p.first)
				if last > first {
					ends = append(ends, p.last)
				}
				// Only where one falls while the other rises can a start between be on the front.
				if p.first.First.Less(p.last.First) != p.first.Second.Less(p.last.Second) && p.first.First != p.last.First && p.first.Second != p.last.Second {
					open = append(open, p)
				}
			})
		})
	}
	front := pareto(first, stages[0].Until, ends)
	for _, p := range open {
		if !coveredBy(front, p) {
			for t := g.Next(p.first.Start + 1); t < p.last.Start; t = g.Next(t + 1) {
				front = append(front, p.at(t))
			}
		}
	}
	return pareto(first, stages[0].Until, front), ctx.Err()
}

// LeastOfBoth returns the start that costs least by the second curve; of several the one that costs least by
// the first, then the one of least peak of that, then the earliest. It returns false where there is no start.
func LeastOfBoth(ctx context.Context, first, second *Curve, stages []Stage, g *Grid, starts []Span) (FrontPoint, bool, error) {
	one, other, exact := NewScorer(first, stages), NewScorer(second, stages), NewScorer(first, stages)
	var least []FrontPoint // all that cost least by the second curve
	keep := func(start int64, cost Uint128) {
		if len(least) > 0 && least[0].Second.Less(cost) {
			return
		}
		if len(least) > 0 && cost.Less(least[0].Second) {
			least = least[:0]
		}
		p := FrontPoint{exact.Alone(start), cost, start}
		if n := len(least); n > 0 && least[n-1].First.Less(p.First) {
			return
		}
		least = append(least, p)
	}
	for _, s := range starts {
		for s.From < s.To {
			if err := ctx.Err(); err != nil {
				return FrontPoint{}, false, err
			}
			day := s.cutDay()
			one.Pieces(g, day.From, day.To, func(first, last int64, _, _ Uint128) {
				other.Pieces(g, first, last+1, func(first, last int64, a, b Uint128) {
					keep(first, a)
					keep(last, b)
				})
			})
		}
	}
	if len(least) == 0 {
		return FrontPoint{}, false, nil
	}
	return pareto(first, stages[0].Until, least)[0], true, nil
}

// at returns a start between the piece's ends.
func (p bothPiece) at(t int64) FrontPoint {
	n, i := uint64(p.last.Start-p.first.Start), uint64(t-p.first.Start)
	return FrontPoint{between(p.first.First, p.last.First, i, n), between(p.first.Second, p.last.Second, i, n), t}
}

// coveredBy reports whether a point of the front is at least as good in both as the best that the piece
// could hold: the least of each cost.
func coveredBy(front []FrontPoint, p bothPiece) bool {
	one, other := p.first.First, p.last.Second
	if p.last.First.Less(one) {
		one, other = p.last.First, p.first.Second
	}
	// The last point of the front whose first cost is not above has the least second one of those.
	i, _ := slices.BinarySearchFunc(front, one, func(f FrontPoint, v Uint128) int {
		if Compare(f.First, v) <= 0 {
			return -1
		}
		return 1
	})
	return i > 0 && !other.Less(front[i-1].Second)
}

// pareto returns the points that no other beats, from the least first cost to the least second one. It sorts
// what it is given.
func pareto(c *Curve, duration int64, points []FrontPoint) []FrontPoint {
	slices.SortFunc(points, func(a, b FrontPoint) int {
		if n := cmp.Or(Compare(a.First, b.First), Compare(a.Second, b.Second)); n != 0 {
			return n
		}
		return cmp.Or(cmp.Compare(c.Peak(a.Start, a.Start+duration), c.Peak(b.Start, b.Start+duration)), cmp.Compare(a.Start, b.Start))
	})
	var front []FrontPoint
	for _, p := range points {
		if len(front) == 0 || p.Second.Less(front[len(front)-1].Second) {
			front = append(front, p)
		}
	}
	return front
}
