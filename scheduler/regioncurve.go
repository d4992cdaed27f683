package scheduler

import (
	"iter"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// RegionDemand returns the number of active customers of one region, over the same time as Demand: people,
// whatever their weight. The curves of all regions add up to Demand, exactly. It is for objectives of one's own,
// such as credits that are due above a threshold: Starts walks the free starts, and CustomerHours of the curve tells
// what each costs the region. It returns false for a region that the planner does not have. Cost: O(days of the
// horizon).
func (t *Timeline) RegionDemand(region string) (*Curve, bool) {
	i, ok := t.c.planner.index[region]
	if !ok {
		return nil, false
	}
	var changes []exact.Change
	customers := t.c.planner.regions[i].Customers
	for l := range t.c.levels(i, t.c.lo, t.c.hi) {
		changes = appendChange(changes, l.from, l.to, customers*int64(l.share), 1)
	}
	return &Curve{exact.CurveOf(changes, t.c.lo, t.c.hi)}, true
}

// Millionths walks the same stretches as Steps, with the number of active customers in whole millionths of a
// customer: customers times a share in millionths, nothing rounded.
func (c *Curve) Millionths() iter.Seq2[calendar.Interval, int64] {
	return func(yield func(calendar.Interval, int64) bool) {
		for i := range len(c.c.At) - 1 {
			if !yield(c.stretch(i), c.c.Heads(i)) {
				return
			}
		}
	}
}
