package scheduler

import (
	"context"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
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
func (p *Prepared) Tradeoff(ctx context.Context) (*Tradeoff, error) {
	c := p.c
	starts := c.starts(c.free)
	if c.grid.CountAll(starts) == 0 {
		return nil, c.noWindow(ctx, c.blocked(ctx))
	}
	front, err := exact.FrontOf(ctx, c.demand, c.allCrews, c.job.stages, &c.grid, starts)
	if err != nil {
		return nil, err
	}
	kept := thin(front, MaxTradeoffPoints)
	t := &Tradeoff{LeftOut: len(front) - len(kept), Points: make([]TradeoffPoint, len(kept))}
	for i, f := range kept {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		t.Points[i].Suggestion = c.suggestion(c.free, f.Start)
		if i > 0 {
			t.Points[i].MoreCustomerHours = exact.MillionthsOf(f.First.Sub(kept[i-1].First), c.planner.hour())
			t.Points[i].FewerPersonHours = exact.MillionthsOf(kept[i-1].Second.Sub(f.Second), exact.CustomerHour)
		}
	}
	return t, nil
}

// thin returns most of the points at the most, evenly spread by number, both ends among them.
func thin(points []exact.FrontPoint, most int) []exact.FrontPoint {
	if len(points) <= most {
		return points
	}
	out := make([]exact.FrontPoint, most)
	for i := range out {
		out[i] = points[(i*(len(points)-1)+(most-1)/2)/(most-1)]
	}
	return out
}
