package scheduler

import (
	"context"
	"math"
)

// scorer computes the exact impact of starts. With D the demand and P its prefix integral, a start s
// whose stages end at s+d_k with probabilities p_k costs the sum over k of
// p_k x (P(s+d_k) - P(s+d_(k-1))). Collected by points of time this is
//
//	sum over k of (p_k - p_(k+1)) x P(s+d_k), less P(s)
//
// with weights that are never negative, because probabilities never rise.
type scorer struct {
	curve  *Curve
	offset []int64  // d_k; the first is 0, the second the window's end
	weight []uint64 // of P(s+d_k), millionths
	step   []int    // the curve's step at s+d_k for the start scored last
}

func newScorer(c *Curve, stages []stage) *scorer {
	sc := &scorer{curve: c, offset: []int64{0}, weight: []uint64{shareUnit}}
	for k, s := range stages {
		next := int64(0)
		if k+1 < len(stages) {
			next = stages[k+1].probability
		}
		// The window's end is kept even with weight 0: there the peak may change.
		if w := s.probability - next; w > 0 || k == 0 {
			sc.offset = append(sc.offset, s.until)
			sc.weight = append(sc.weight, uint64(w))
		}
	}
	sc.step = make([]int, len(sc.offset))
	return sc
}

// seek makes ready for scoring starts from s on, in order of time.
func (sc *scorer) seek(s int64) {
	for k, d := range sc.offset {
		sc.step[k] = sc.curve.find(s + d)
	}
}

// score returns the impact of the start s, which is not before the one scored last. The unit is
// customers x millionths x millionths x seconds.
func (sc *scorer) score(s int64) uint128 {
	c := sc.curve
	var sum uint128
	for k := len(sc.offset) - 1; k >= 0; k-- {
		t, i := s+sc.offset[k], sc.step[k]
		for c.at[i+1] <= t {
			i++
		}
		sc.step[k] = i
		part := c.integral(i, t).mul(sc.weight[k])
		if k == 0 {
			return sum.sub(part)
		}
		sum = sum.add(part)
	}
	return sum
}

// alone returns the impact of any start, in any order.
func (sc *scorer) alone(s int64) uint128 {
	sc.seek(s)
	return sc.score(s)
}

// bend returns the next start after the one scored last at which the impact can bend, or the peak
// change: where the start itself or the end of a stage meets a step of demand.
func (sc *scorer) bend() int64 {
	next := int64(math.MaxInt64)
	for k, d := range sc.offset {
		if t := sc.curve.at[sc.step[k]+1]; t != math.MaxInt64 {
			next = min(next, t-d)
		}
	}
	return next
}

// pieces walks the starts of [from, to) on the grid in linear pieces: in each the impact is linear
// from its first to its last start. The peak is the same in all of them but the first, which may be a
// bend, and is no higher there: at a bend the window leaves out a step that it reaches into on one
// side or the other. It calls visit with both starts and their impacts; they are the same start where
// a piece holds only one.
func (sc *scorer) pieces(g *grid, from, to int64, visit func(first, last int64, a, b uint128)) {
	s := g.next(from)
	if s >= to {
		return
	}
	sc.seek(s)
	for s < to {
		a := sc.score(s)
		bend := min(sc.bend(), to)
		last, b := g.last(bend), a
		if last > s {
			b = sc.score(last)
		}
		visit(s, last, a, b)
		s = g.next(bend)
	}
}

// choice is a start with what decides between it and others.
type choice struct {
	start  int64
	impact uint128
	peak   int64
	found  bool
}

// better reports whether a is to be preferred: least impact, then least peak, then earliest.
func (a choice) better(b choice) bool {
	switch {
	case !b.found:
		return a.found
	case !a.found:
		return false
	case a.impact != b.impact:
		return a.impact.less(b.impact)
	case a.peak != b.peak:
		return a.peak < b.peak
	default:
		return a.start < b.start
	}
}

// chunk is a stretch of possible starts, with the best of them.
type chunk struct {
	span
	best choice
}

// search finds the best starts one after another. The stretches are cut into chunks of a day, so that
// after a choice only the chunks near it are looked at again.
type search struct {
	scorer   *scorer
	grid     *grid
	duration int64
	chunks   []chunk
}

// newSearch scores the stretches of starts. The context is polled once a chunk.
func newSearch(ctx context.Context, sc *scorer, g *grid, duration int64, starts []span) (*search, error) {
	se := &search{scorer: sc, grid: g, duration: duration}
	for _, s := range starts {
		for from := s.from; from < s.to; {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			to := min(s.to, (floorDiv(from, daySeconds)+1)*daySeconds)
			se.add(span{from, to})
			from = to
		}
	}
	return se, nil
}

// add scores a stretch of starts and keeps it with its best, if it holds any.
func (se *search) add(s span) {
	if best := se.best(s); best.found {
		se.chunks = append(se.chunks, chunk{s, best})
	}
}

// best returns the best start of a stretch. In a linear piece it is one of the ends; where both ends
// cost the same, all starts between do, and the first is the earliest. Peaks are computed only to
// decide between equals.
func (se *search) best(s span) choice {
	const unknown = -1
	best := choice{}
	peak := func(start int64) int64 { return se.scorer.curve.peak(start, start+se.duration) }
	se.scorer.pieces(se.grid, s.from, s.to, func(first, last int64, a, b uint128) {
		c := choice{start: first, impact: a, peak: unknown, found: true}
		if b.less(a) {
			c.start, c.impact = last, b
		}
		if !best.found || c.impact.less(best.impact) {
			best = c
			return
		}
		if c.impact != best.impact {
			return
		}
		if best.peak == unknown {
			best.peak = peak(best.start)
		}
		if c.peak = peak(c.start); c.better(best) {
			best = c
		}
	})
	if best.found && best.peak == unknown {
		best.peak = peak(best.start)
	}
	return best
}

// take returns the best start of all, and removes those that are too near to it.
func (se *search) take(spacing int64) choice {
	best := choice{}
	for i := range se.chunks {
		if se.chunks[i].best.better(best) {
			best = se.chunks[i].best
		}
	}
	if best.found {
		se.remove(span{best.start - se.duration - spacing + 1, best.start + se.duration + spacing})
	}
	return best
}

// remove takes the starts of gone away.
func (se *search) remove(gone span) {
	kept := se.chunks[:0]
	var again []span
	for _, ch := range se.chunks {
		if ch.to <= gone.from || gone.to <= ch.from {
			kept = append(kept, ch)
			continue
		}
		if ch.from < gone.from {
			again = append(again, span{ch.from, gone.from})
		}
		if gone.to < ch.to {
			again = append(again, span{gone.to, ch.to})
		}
	}
	se.chunks = kept
	for _, s := range again {
		se.add(s)
	}
}
