package scheduler

import (
	"context"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Planner answers requests about one set of regions. It never changes once built, keeps nothing
// between requests, and is safe for concurrent use.
type Planner struct {
	regions   []Region
	index     map[string]int // of a region by name
	customers int64          // of all regions
	groups    []group
}

// group is the regions that share an activity, which the compilation works through together.
type group struct {
	table   *profileTable
	regions []int
}

// New returns a planner for the regions, which it copies. Every fault of every region is reported
// at once, as FieldErrors. Cost: O(regions).
func New(regions ...Region) (*Planner, error) {
	if err := checkRegions(regions).err(); err != nil {
		return nil, err
	}
	p := &Planner{regions: slices.Clone(regions), index: make(map[string]int, len(regions))}
	for i, r := range p.regions {
		p.index[r.Name] = i
	}
	p.group()
	return p, nil
}

// group adds up the customers and sorts the regions by activity.
func (p *Planner) group() {
	byTable := make(map[*profileTable]int)
	for i, r := range p.regions {
		p.customers += r.Customers
		table := r.Activity.resolved()
		g, ok := byTable[table]
		if !ok {
			g = len(p.groups)
			byTable[table] = g
			p.groups = append(p.groups, group{table: table})
		}
		p.groups[g].regions = append(p.groups[g].regions, i)
	}
}

// Regions returns the planner's regions in the order given. The slice is the caller's own.
func (p *Planner) Regions() []Region { return slices.Clone(p.regions) }

// Customers returns the number of customers in all regions.
func (p *Planner) Customers() int64 { return p.customers }

// prepare checks the request and works it out over its span.
func (p *Planner) prepare(ctx context.Context, req *Request) (*compiled, error) {
	j, err := req.check(len(p.regions))
	faults, _ := err.(FieldErrors)
	faults = append(faults, checkRules(req.Rules, p.index)...)
	if err == nil {
		faults = append(faults, p.checkForecasts(j)...)
	}
	if err := faults.err(); err != nil {
		return nil, err
	}
	return p.compile(ctx, j)
}

// Suggest returns the windows of least impact, best first. On the grid no free start has a lower
// impact than the first suggestion; impacts are compared exactly.
//
// Errors: FieldErrors with everything that is wrong with the request; a *NoWindowError, which is
// ErrNoWindow, where nothing fits; the context's error once it is done. Equal requests give equal
// results.
//
// Cost: working out the demand takes time proportional to regions x days; the search visits the
// instants at which the impact bends, not every start of the grid. A year, 418 regions and starts a
// minute apart take some milliseconds; the largest accepted plans take seconds.
func (p *Planner) Suggest(ctx context.Context, req Request) (*Result, error) {
	c, err := p.prepare(ctx, &req)
	if err != nil {
		return nil, err
	}
	starts := c.starts(c.free)
	considered := c.grid.CountAll(starts)
	blocked := c.blocked()
	if considered == 0 {
		return nil, c.noWindow(ctx, blocked)
	}
	se, err := exact.NewSearch(ctx, exact.NewScorer(c.demand, c.job.stages), &c.grid, c.job.duration, starts)
	if err != nil {
		return nil, err
	}
	res := &Result{Considered: considered, Blocked: blocked, Warnings: c.warnings()}
	for len(res.Suggestions) < c.job.count {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		best := se.Take(c.job.spacing)
		if !best.Found {
			break
		}
		if len(res.Suggestions) == 0 {
			res.RuleOfThumb = c.ruleOfThumb(req.Headquarters, starts, best.Impact)
		}
		res.Suggestions = append(res.Suggestions, c.suggestion(c.free, best.Start))
	}
	if req.Candidates != nil {
		if res.Assessments, err = c.assess(ctx, req.Candidates); err != nil {
			return nil, err
		}
	}
	return res, nil
}

// suggestion works out what is told about a chosen start, given the free time that holds it.
func (c *compiled) suggestion(free []exact.Span, start int64) Suggestion {
	j := c.job
	end := start + j.duration
	s := Suggestion{Window: c.interval(start, end), Impact: c.impact(start), Crew: c.crewHours(start), ClockChanges: c.clockChanges(start)}
	until := free[exact.FirstEndingAfter(free, start)].To
	s.FreeUntil = c.instant(until)
	s.Open = until == c.end()
	s.Runway = time.Duration(until-end) * time.Second
	if j.rollback > 0 {
		s.RollbackBy = c.optional(end-j.rollback, start)
		s.PointOfNoReturn = c.optional(until-j.rollback, start)
	}
	return s
}

// optional returns the instant t, or nil where it lies before the start.
func (c *compiled) optional(t, start int64) *time.Time {
	if t < start {
		return nil
	}
	instant := c.instant(t)
	return &instant
}
