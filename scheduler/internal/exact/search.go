package exact

import "context"

// Choice is a start with what decides between it and others.
type Choice struct {
	Start  int64
	Impact Uint128
	peak   int64
	Found  bool
}

// better reports whether a is to be preferred: least impact, then least peak, then earliest.
func (a Choice) better(b Choice) bool {
	switch {
	case !b.Found:
		return a.Found
	case !a.Found:
		return false
	case a.Impact != b.Impact:
		return a.Impact.Less(b.Impact)
	case a.peak != b.peak:
		return a.peak < b.peak
	default:
		return a.Start < b.Start
	}
}

// Least returns the best of the stretches of starts, as the first of a Search would be. The context is polled
// once a day of them.
func Least(ctx context.Context, sc *Scorer, g *Grid, duration int64, starts []Span) (Choice, error) {
	se := &Search{scorer: sc, grid: g, duration: duration}
	best := Choice{}
	for _, s := range starts {
		for s.From < s.To {
			if err := ctx.Err(); err != nil {
				return Choice{}, err
			}
			if c := se.best(s.cutDay()); c.better(best) {
				best = c
			}
		}
	}
	return best, nil
}

// cutDay takes the part up to the end of its first day off a stretch.
func (s *Span) cutDay() Span {
	day := Span{s.From, min(s.To, (FloorDiv(s.From, DaySeconds)+1)*DaySeconds)}
	s.From = day.To
	return day
}

// chunk is a stretch of possible starts, with the best of them.
type chunk struct {
	Span
	best Choice
}

// Search finds the best starts one after another. The stretches are cut into chunks of a day, so that
// after a choice only the chunks near it are looked at again.
type Search struct {
	scorer   *Scorer
	grid     *Grid
	duration int64
	chunks   []chunk
}

// NewSearch scores the stretches of starts. The context is polled once a chunk.
func NewSearch(ctx context.Context, sc *Scorer, g *Grid, duration int64, starts []Span) (*Search, error) {
	se := &Search{scorer: sc, grid: g, duration: duration}
	for _, s := range starts {
		for s.From < s.To {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			se.add(s.cutDay())
		}
	}
	return se, nil
}

// add scores a stretch of starts and keeps it with its best, if it holds any.
func (se *Search) add(s Span) {
	if best := se.best(s); best.Found {
		se.chunks = append(se.chunks, chunk{s, best})
	}
}

// best returns the best start of a stretch. In a linear piece it is one of the ends; where both ends
// cost the same, all starts between do, and the first is the earliest. Peaks are computed only to
// decide between equals.
func (se *Search) best(s Span) Choice {
	const unknown = -1
	best := Choice{}
	peak := func(start int64) int64 { return se.scorer.curve.Peak(start, start+se.duration) }
	se.scorer.Pieces(se.grid, s.From, s.To, func(first, last int64, a, b Uint128) {
		c := Choice{Start: first, Impact: a, peak: unknown, Found: true}
		if b.Less(a) {
			c.Start, c.Impact = last, b
		}
		if !best.Found || c.Impact.Less(best.Impact) {
			best = c
			return
		}
		if c.Impact != best.Impact {
			return
		}
		if best.peak == unknown {
			best.peak = peak(best.Start)
		}
		if c.peak = peak(c.Start); c.better(best) {
			best = c
		}
	})
	if best.Found && best.peak == unknown {
		best.peak = peak(best.Start)
	}
	return best
}

// Take returns the best start of all, and removes those that are too near to it.
func (se *Search) Take(spacing int64) Choice {
	best := Choice{}
	for i := range se.chunks {
		if se.chunks[i].best.better(best) {
			best = se.chunks[i].best
		}
	}
	if best.Found {
		se.remove(Span{best.Start - se.duration - spacing + 1, best.Start + se.duration + spacing})
	}
	return best
}

// remove takes the starts of gone away.
func (se *Search) remove(gone Span) {
	kept := se.chunks[:0]
	var again []Span
	for _, ch := range se.chunks {
		if ch.To <= gone.From || gone.To <= ch.From {
			kept = append(kept, ch)
			continue
		}
		if ch.From < gone.From {
			again = append(again, Span{ch.From, gone.From})
		}
		if gone.To < ch.To {
			again = append(again, Span{gone.To, ch.To})
		}
	}
	se.chunks = kept
	for _, s := range again {
		se.add(s)
	}
}
