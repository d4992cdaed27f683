package scheduler

import (
	"context"
	"slices"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Planner answers requests about one set of regions. It never changes once built, keeps nothing
// between requests, and is safe for concurrent use. New makes it; the zero value has no regions and panics.
type Planner struct {
	regions   []Region
	index     map[string]int // of a region by name
	customers int64          // of all regions
	// scale is the least of 1, 10, 100 and 1000 that makes all weights whole, and weighted the customers of
	// each region times weight times scale; nil where nothing is weighted.
	scale    int64
	weighted []int64
	groups   []group
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
	p.weigh()
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

// weigh works out the customers by weight. The smallest scale keeps the numbers as they were where no
// weight has thousandths.
func (p *Planner) weigh() {
	p.scale = 1
	any := false
	for i := range p.regions {
		w, _ := p.regions[i].thousandths()
		any = any || w != weightUnit
		for p.scale < weightUnit && w*p.scale%weightUnit != 0 {
			p.scale *= 10
		}
	}
	if !any {
		return
	}
	p.weighted = make([]int64, len(p.regions))
	for i := range p.regions {
		w, _ := p.regions[i].thousandths()
		p.weighted[i] = p.regions[i].Customers * (w * p.scale / weightUnit)
	}
}

// weight returns what the customers of a region count in the impact, in the planner's scale.
func (p *Planner) weight(region int) int64 {
	if p.weighted == nil {
		return p.regions[region].Customers
	}
	return p.weighted[region]
}

// hour returns a customer-hour in the unit of the planner's exact impacts: customers x scale x
// millionths x millionths x seconds.
func (p *Planner) hour() uint64 { return exact.CustomerHour * uint64(p.scale) }

// Regions returns the planner's regions in the order given. The slice is the caller's own.
func (p *Planner) Regions() []Region { return slices.Clone(p.regions) }

// Customers returns the number of customers in all regions.
func (p *Planner) Customers() int64 { return p.customers }

// Check returns everything that is wrong with the request, as FieldErrors, without planning: nil where
// nothing is. It asks no source of holidays and no rule; what these refuse, Prepare says. Cost:
// O(regions + rules + candidates).
func (p *Planner) Check(req Request) error {
	_, err := p.check(&req)
	return err
}

// check returns the request as a job, or every fault it has.
func (p *Planner) check(req *Request) (*job, error) {
	j, err := req.check(len(p.regions))
	faults, _ := err.(FieldErrors)
	faults = append(faults, checkRules(req.Rules, p.index)...)
	if err == nil {
		faults = append(faults, p.checkForecasts(j)...)
	}
	return j, faults.err()
}

// Prepare checks the request and works it out: demand, blocks and free time. Everything else is asked of
// what it returns, as often as one likes; the methods of Planner that take a request prepare it anew.
//
// Errors: FieldErrors with everything that is wrong with the request; the context's error once it is
// done. That nothing is free is no error here. Cost: proportional to regions x days.
func (p *Planner) Prepare(ctx context.Context, req Request) (*Prepared, error) {
	j, err := p.check(&req)
	if err != nil {
		return nil, err
	}
	c, err := p.compile(ctx, j)
	if err != nil {
		return nil, err
	}
	return &Prepared{c}, nil
}
