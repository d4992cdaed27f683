package scheduler

import (
	"cmp"
	"context"
	"slices"
)

// MaxTradeoffPoints is the most points that a Tradeoff reports.
const MaxTradeoffPoints = 50

// Tradeoff is the exact Pareto front of impact against the crews' hours over all free starts: no free
// start on the grid is better in one of them than a point of the front without being worse in the
// other.
type Tradeoff struct {
	// Points run from the least impact to the fewest crew hours. Where the front has more than
	// MaxTradeoffPoints they are spread evenly over it by number, both ends among them.
	Points []TradeoffPoint
	// LeftOut counts the points of the front that are not in Points.
	LeftOut int
}

// TradeoffPoint is one start of the front.
type TradeoffPoint struct {
	Suggestion
	// MoreCustomerHours and FewerPersonHours compare with the point before: what it costs customers and
	// what it saves the crews. Both are 0 for the first point and positive for the others, computed
	// exactly and rounded once.
	MoreCustomerHours, FewerPersonHours float64
}

// Tradeoff returns the front of impact against crew hours. Without crews, or with hard ones only, these
// are 0 everywhere and the front is the best start alone. Request.Count and Spacing do not matter. Of
// starts that are equal in both the one that Suggest would prefer stands.
//
// Errors are those of Suggest. Cost: that of Suggest, and time proportional to the starts that are near
// the front.
func (p *Planner) Tradeoff(ctx context.Context, req Request) (*Tradeoff, error) {
	c, err := p.prepare(ctx, &req)
	if err != nil {
		return nil, err
	}
	starts := c.starts(c.free)
	if c.grid.countAll(starts) == 0 {
		return nil, c.noWindow(ctx, c.blocked())
	}
	front, err := c.front(ctx, starts)
	if err != nil {
		return nil, err
	}
	kept := thin(front, MaxTradeoffPoints)
	t := &Tradeoff{LeftOut: len(front) - len(kept), Points: make([]TradeoffPoint, len(kept))}
	for i, f := range kept {
		t.Points[i].Suggestion = c.suggestion(c.free, f.start)
		if i > 0 {
			t.Points[i].MoreCustomerHours = millionthsOf(f.impact.sub(kept[i-1].impact), exactHour)
			t.Points[i].FewerPersonHours = millionthsOf(kept[i-1].hours.sub(f.hours), exactHour)
		}
	}
	return t, nil
}

// both is a start with what it costs customers and crews.
type both struct {
	impact, hours uint128
	start         int64
}

// bothPiece is a run of starts in which impact and crew hours are linear, from the first to the last.
type bothPiece struct {
	first, last both
}

// front returns the Pareto front over the starts, from the least impact on.
func (c *compiled) front(ctx context.Context, starts []span) ([]both, error) {
	impact, hours, exact := newScorer(c.demand, c.job.stages), newScorer(c.allCrews, c.job.stages), newScorer(c.demand, c.job.stages)
	var ends []both
	var open []bothPiece // between whose ends there may be more of the front
	for _, s := range starts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		impact.pieces(&c.grid, s.from, s.to, func(first, last int64, _, _ uint128) {
			hours.pieces(&c.grid, first, last+1, func(first, last int64, a, b uint128) {
				p := bothPiece{both{exact.alone(first), a, first}, both{exact.alone(last), b, last}}
				ends = append(ends, p.first)
				if last > first {
					ends = append(ends, p.last)
				}
				// Only where one falls while the other rises can a start between be on the front.
				if p.first.impact.less(p.last.impact) != p.first.hours.less(p.last.hours) && p.first.impact != p.last.impact && p.first.hours != p.last.hours {
					open = append(open, p)
				}
			})
		})
	}
	front := c.pareto(ends)
	for _, p := range open {
		if !coveredBy(front, p) {
			for t := c.grid.next(p.first.start + 1); t < p.last.start; t = c.grid.next(t + 1) {
				front = append(front, p.at(t))
			}
		}
	}
	return c.pareto(front), ctx.Err()
}

// at returns a start between the piece's ends.
func (p bothPiece) at(t int64) both {
	n, i := uint64(p.last.start-p.first.start), uint64(t-p.first.start)
	between := func(a, b uint128) uint128 {
		if a.less(b) {
			return a.add(b.sub(a).quo(n).mul(i))
		}
		return a.sub(a.sub(b).quo(n).mul(i))
	}
	return both{between(p.first.impact, p.last.impact), between(p.first.hours, p.last.hours), t}
}

// coveredBy reports whether a point of the front is at least as good in both as the best that the piece
// could hold: its least impact with its fewest crew hours.
func coveredBy(front []both, p bothPiece) bool {
	impact, hours := p.first.impact, p.last.hours
	if p.last.impact.less(impact) {
		impact, hours = p.last.impact, p.first.hours
	}
	// The last point of the front whose impact is not above has the fewest crew hours of those.
	i, _ := slices.BinarySearchFunc(front, impact, func(f both, v uint128) int {
		if compare128(f.impact, v) <= 0 {
			return -1
		}
		return 1
	})
	return i > 0 && !hours.less(front[i-1].hours)
}

// pareto returns the points that no other beats, from the least impact to the fewest crew hours. It sorts
// what it is given.
func (c *compiled) pareto(points []both) []both {
	slices.SortFunc(points, func(a, b both) int {
		if n := cmp.Or(compare128(a.impact, b.impact), compare128(a.hours, b.hours)); n != 0 {
			return n
		}
		return cmp.Or(cmp.Compare(c.demand.peak(a.start, a.start+c.job.duration), c.demand.peak(b.start, b.start+c.job.duration)), cmp.Compare(a.start, b.start))
	})
	var front []both
	for _, p := range points {
		if len(front) == 0 || p.hours.less(front[len(front)-1].hours) {
			front = append(front, p)
		}
	}
	return front
}

// thin returns most of the points at the most, evenly spread by number, both ends among them.
func thin(points []both, most int) []both {
	if len(points) <= most {
		return points
	}
	out := make([]both, most)
	for i := range out {
		out[i] = points[(i*(len(points)-1)+(most-1)/2)/(most-1)]
	}
	return out
}
