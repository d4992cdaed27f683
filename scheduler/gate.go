package scheduler

import (
	"errors"
	"fmt"
	"sort"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// ErrOutsideGate is the error of a question about an instant that a gate knows nothing of: before its horizon, or
// at its end or later. It says nothing about how busy customers are then.
var ErrOutsideGate = errors.New("outside the horizon of the gate")

// GateOptions say when a gate is open. The zero value is open wherever no rule blocks.
type GateOptions struct {
	// Below is the share of all customers, greater than 0 and at most 1, that must not be reached: the gate is
	// open only while fewer are active. They are people, whatever their weight. It is held in whole millionths and
	// compared exactly. Zero means no such threshold.
	Below float64
	// Lasting is how long the gate must stay open from an instant on to count as open at it: that of the work that
	// would begin. Whole seconds, at most MaxExposure. Zero asks for the instant alone.
	Lasting time.Duration
}

// Gate tells, instant by instant, whether maintenance may run: where no rule of the request blocks and few
// enough customers are active. It is for programs that ask every minute, such as a deploy script or a
// controller. It covers the horizon of the request and knows its end: past it every question is an error, never
// "closed" or "nobody is active". It reads no clock. It never changes and is safe for concurrent use.
type Gate struct {
	c    *compiled
	open []exact.Span
}

// Gate returns the gate of the request. What the request says of windows, starts and the grid does not
// matter; GateOptions.Lasting takes their place. Options that cannot be are FieldErrors. Cost: O(steps of demand
// + blocks).
func (p *Prepared) Gate(opts GateOptions) (*Gate, error) {
	c := p.c
	var faults FieldErrors
	below := int64(exact.ShareUnit + 1) // of all: none can reach it
	if opts.Below != 0 {
		var ok bool
		if below, ok = exact.Millionths(opts.Below); !ok || below == 0 {
			faults.add("below", opts.Below, "a share greater than 0, at most 1 (held in whole millionths)")
		}
	}
	if opts.Lasting != 0 {
		checkDuration(&faults, "lasting", opts.Lasting, time.Second, MaxExposure)
	}
	if err := faults.err(); err != nil {
		return nil, err
	}
	horizon := exact.Span{From: c.job.from, To: c.job.to}
	var closed []exact.Span
	for i := c.demand.Find(horizon.From); c.demand.At[i] < horizon.To; i++ {
		// Both sides are customers x millionths.
		if c.demand.Heads(i) >= below*c.planner.customers {
			closed = exact.AppendSpan(closed, exact.Span{From: c.demand.At[i], To: min(c.demand.At[i+1], horizon.To)})
		}
	}
	open := exact.Without(c.free, closed)
	return &Gate{c: c, open: exact.StartsIn(open, max(1, int64(opts.Lasting/time.Second)), horizon.To)}, nil
}

// Span returns the time that the gate covers: the horizon of the request, on the clocks of Grid.Location.
func (g *Gate) Span() calendar.Interval { return g.c.interval(g.c.job.from, g.c.job.to) }

// Times returns when the gate is open within its span.
func (g *Gate) Times() calendar.Set {
	parts := make([]calendar.Interval, len(g.open))
	for i, s := range g.open {
		parts[i] = g.c.interval(s.From, s.To)
	}
	return calendar.NewSet(parts...)
}

// Open reports whether the gate is open at t. Outside the span the error is ErrOutsideGate. Cost: O(log n) of the
// stretches in which the gate is open.
func (g *Gate) Open(t time.Time) (bool, error) {
	_, open, err := g.find(t)
	return open, err
}

// Until returns when the gate closes, if it is open at t, and when it opens, if it is closed; on the clocks of
// Grid.Location. It returns false, with the end of the span, where it does neither before that: what follows is
// not known. Outside the span the error is ErrOutsideGate. Cost: O(log n).
func (g *Gate) Until(t time.Time) (time.Time, bool, error) {
	i, open, err := g.find(t)
	if err != nil {
		return time.Time{}, false, err
	}
	end := g.c.job.to
	switch {
	case open:
		end = g.open[i].To
	case i < len(g.open):
		end = g.open[i].From
	}
	return g.c.instant(end), end < g.c.job.to, nil
}

// Next returns the first instant from t on at which the gate is open: t itself if it is. It returns false where it
// is not open again within the span: what follows is not known. Outside the span the error is ErrOutsideGate.
// Cost: O(log n).
func (g *Gate) Next(t time.Time) (time.Time, bool, error) {
	i, open, err := g.find(t)
	switch {
	case err != nil || i == len(g.open):
		return time.Time{}, false, err
	case open:
		return t.In(g.c.job.loc), true, nil
	}
	return g.c.instant(g.open[i].From), true, nil
}

// find returns the index of the first open stretch that ends after t, and whether it holds t. Seconds are whole:
// a fraction of one belongs to it.
func (g *Gate) find(t time.Time) (int, bool, error) {
	unix := t.Unix()
	if unix < g.c.job.from || unix >= g.c.job.to {
		return 0, false, fmt.Errorf("%s is %w, %s to %s", t.Format(time.RFC3339Nano), ErrOutsideGate, formatTime(g.c.instant(g.c.job.from)), formatTime(g.c.instant(g.c.job.to)))
	}
	i := sort.Search(len(g.open), func(i int) bool { return g.open[i].To > unix })
	return i, i < len(g.open) && g.open[i].From <= unix, nil
}

// MarshalJSON is an error: a gate is worked out from a request. Store Times, or the plan file that it is from.
func (g Gate) MarshalJSON() ([]byte, error) {
	return cannotStore("a gate", "it is worked out; store its times, or the plan file that it is from")
}
