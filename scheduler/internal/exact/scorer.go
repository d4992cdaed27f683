package exact

import "math"

// Stage is a part of the exposure: until so many seconds after the start customers are disrupted
// with so many millionths. The first is the window itself, with certainty.
type Stage struct {
	Until       int64
	Probability int64
}

// Scorer computes the exact impact of starts. With D the demand and P its prefix integral, a start s
// whose stages end at s+d_k with probabilities p_k costs the sum over k of
// p_k x (P(s+d_k) - P(s+d_(k-1))). Collected by points of time this is
//
//	sum over k of (p_k - p_(k+1)) x P(s+d_k), less P(s)
//
// with weights that are never negative, because probabilities never rise.
type Scorer struct {
	curve  *Curve
	offset []int64  // d_k; the first is 0, the second the window's end
	weight []uint64 // of P(s+d_k), millionths
	step   []int    // the curve's step at s+d_k for the start scored last
}

// NewScorer returns a scorer of the stages by the curve. It remembers where it was: every goroutine needs
// one of its own.
func NewScorer(c *Curve, stages []Stage) *Scorer {
	sc := &Scorer{curve: c, offset: []int64{0}, weight: []uint64{ShareUnit}}
	for k, s := range stages {
		next := int64(0)
		if k+1 < len(stages) {
			next = stages[k+1].Probability
		}
		// The window's end is kept even with weight 0: there the peak may change.
		if w := s.Probability - next; w > 0 || k == 0 {
			sc.offset = append(sc.offset, s.Until)
			sc.weight = append(sc.weight, uint64(w))
		}
	}
	sc.step = make([]int, len(sc.offset))
	return sc
}

// Begin makes ready for scoring starts from s on, in order of time.
func (sc *Scorer) Begin(s int64) {
	for k, d := range sc.offset {
		sc.step[k] = sc.curve.Find(s + d)
	}
}

// Score returns the impact of the start s, which is not before the one scored last. The unit is
// customers x millionths x millionths x seconds.
func (sc *Scorer) Score(s int64) Uint128 {
	c := sc.curve
	var sum Uint128
	for k := len(sc.offset) - 1; k >= 0; k-- {
		t, i := s+sc.offset[k], sc.step[k]
		for c.At[i+1] <= t {
			i++
		}
		sc.step[k] = i
		part := c.integral(i, t).Mul(sc.weight[k])
		if k == 0 {
			return sum.Sub(part)
		}
		sum = sum.Add(part)
	}
	return sum
}

// Alone returns the impact of any start, in any order.
func (sc *Scorer) Alone(s int64) Uint128 {
	sc.Begin(s)
	return sc.Score(s)
}

// bend returns the next start after the one scored last at which the impact can bend, or the peak
// change: where the start itself or the end of a stage meets a step of demand.
func (sc *Scorer) bend() int64 {
	next := int64(math.MaxInt64)
	for k, d := range sc.offset {
		if t := sc.curve.At[sc.step[k]+1]; t != math.MaxInt64 {
			next = min(next, t-d)
		}
	}
	return next
}

// Pieces walks the starts of [from, to) on the grid in linear pieces: in each the impact is linear
// from its first to its last start. The peak is the same in all of them but the first, which may be a
// bend, and is no higher there: at a bend the window leaves out a step that it reaches into on one
// side or the other. It calls visit with both starts and their impacts; they are the same start where
// a piece holds only one.
func (sc *Scorer) Pieces(g *Grid, from, to int64, visit func(first, last int64, a, b Uint128)) {
	s := g.Next(from)
	if s >= to {
		return
	}
	sc.Begin(s)
	for s < to {
		a := sc.Score(s)
		bend := min(sc.bend(), to)
		last, b := g.Last(bend), a
		if last > s {
			b = sc.Score(last)
		}
		visit(s, last, a, b)
		s = g.Next(bend)
	}
}
