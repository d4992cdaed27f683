package scheduler

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// sortedPaid walks what regions have paid, by name.
func sortedPaid(paid map[string]float64) iter.Seq2[string, float64] {
	return func(yield func(string, float64) bool) {
		for _, name := range slices.Sorted(maps.Keys(paid)) {
			if !yield(name, paid[name]) {
				return
			}
		}
	}
}

// taskTable is what tasks of the same regions, share and request have in common: their free starts with
// what each costs.
type taskTable struct {
	planner *Planner
	regions []int // of the whole planner
	share   int64 // millionths
	request *Request
	c       *compiled
	starts  []int64
	costs   []joint.Cost
	alone   map[int]*exact.Scorer // by region of the whole planner; without weight
	scale   uint64                // of the whole planner's costs to those of planner

	best       int64 // the best start by itself, once it is known
	bestKnown  bool
	sundayList []int64
}

// campaign is a campaign that has been checked and worked out.
type campaign struct {
	*Campaign
	planner *Planner
	index   *campaignIndex
	tables  []*taskTable // by task
	regions []int        // all regions, for tasks that name none
	loc     *time.Location
	ring    []int // by task, -1 outside
	problem joint.Problem
	starts  [][]int64 // by task: what is left after fixed windows and the beginning of series
	// limitOf tells, for the joint limits, which limit each is of, and of which region.
	onceOf, budgetOf []limitPart
	bounds           map[Per]*periodBounds
}

// limitPart is a limit, or one region's part of it.
type limitPart struct {
	limit  int
	region int // -1 where it is of tasks
}

// compileCampaign checks a campaign and works out all that the search needs.
func (p *Planner) compileCampaign(ctx context.Context, in *Campaign, review bool) (*campaign, error) {
	x, faults := p.checkCampaign(in)
	c := &campaign{Campaign: in, planner: p, index: x, regions: make([]int, len(p.regions)), bounds: make(map[Per]*periodBounds)}
	for i := range c.regions {
		c.regions[i] = i
	}
	if len(in.Tasks) < 1 || len(in.Tasks) > MaxTasks {
		return nil, faults.err()
	}
	if c.loc = in.Location; c.loc == nil {
		if c.loc = in.Tasks[0].Request.Grid.Location; c.loc == nil {
			c.loc = time.UTC
		}
	}
	if err := c.compileTables(ctx, &faults); err != nil {
		return nil, err
	}
	if err := faults.err(); err != nil {
		return nil, err
	}
	c.findRings()
	if err := c.chooseStarts(ctx, &faults, review); err != nil {
		return nil, err
	}
	if err := faults.err(); err != nil {
		return nil, err
	}
	if err := c.relate(ctx); err != nil {
		return nil, err
	}
	if err := c.limit(ctx); err != nil {
		return nil, err
	}
	if !review {
		c.checkFixed(&faults)
	}
	return c, faults.err()
}

// compileTables works out each distinct set of regions, share and request once.
func (c *campaign) compileTables(ctx context.Context, faults *FieldErrors) error {
	var known []*taskTable
	c.tables = make([]*taskTable, len(c.Tasks))
	total := 0
	for i := range c.Tasks {
		t := &c.Tasks[i]
		regions := c.regions
		if len(t.Regions) > 0 {
			regions = nil
			for _, name := range t.Regions {
				if r, ok := c.planner.index[name]; ok && !slices.Contains(regions, r) {
					regions = append(regions, r)
				}
			}
			slices.Sort(regions)
		}
		share, ok := exact.Millionths(t.Share)
		if !ok || share == 0 {
			share = exact.ShareUnit
		}
		at := slices.IndexFunc(known, func(k *taskTable) bool {
			return k.share == share && slices.Equal(k.regions, regions) && sameRequest(k.request, &t.Request)
		})
		if at < 0 {
			table := &taskTable{regions: regions, share: share, request: &t.Request}
			if err := c.planner.compileTable(ctx, table); err != nil {
				var wrong FieldErrors
				if !errors.As(err, &wrong) {
					return err
				}
				for _, f := range wrong {
					*faults = append(*faults, &FieldError{Path: fmt.Sprintf("campaign.tasks[%d].%s", i, f.Path), Value: f.Value, Expected: f.Expected, Cause: f.Cause})
				}
			}
			at = len(known)
			known = append(known, table)
		}
		c.tables[i] = known[at]
		if total += len(known[at].starts); total > MaxTaskStarts {
			faults.add("campaign.tasks", found(fmt.Sprintf("more than %d free starts in all", MaxTaskStarts)), fmt.Sprintf("at most %d: take a coarser search.step, or a shorter horizon", MaxTaskStarts))
			return nil
		}
	}
	return nil
}

// found describes in words what was found in place of a value.
type found string

// sameRequest reports whether two requests surely have the same answer.
func sameRequest(a, b *Request) bool {
	return a.Horizon.Start.Equal(b.Horizon.Start) && a.Horizon.End.Equal(b.Horizon.End) && a.Duration == b.Duration && slices.Equal(a.Overrun, b.Overrun) &&
		a.KeepClear == b.KeepClear && a.Rollback == b.Rollback && a.AllowWorkingDays == b.AllowWorkingDays && a.AllowHolidays == b.AllowHolidays &&
		a.Estimated == b.Estimated && a.Tolerate == b.Tolerate && a.Grid == b.Grid && sameSlice(a.Rules, b.Rules) && sameSlice(a.Crew, b.Crew) &&
		a.Notice == b.Notice && a.Candidates == nil && b.Candidates == nil
}

// sameSlice reports whether two slices are the same memory.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// pollEvery is how many starts are looked at between two looks at the context: less than a millisecond.
const pollEvery = 1 << 12

// compileTable works out the free starts and their costs.
func (p *Planner) compileTable(ctx context.Context, t *taskTable) error {
	regions := make([]Region, len(t.regions))
	for k, i := range t.regions {
		regions[k] = p.regions[i]
		regions[k].Customers = partOf(regions[k].Customers, t.share)
	}
	var err error
	if t.planner, err = New(regions...); err != nil {
		return err
	}
	req := *t.request
	req.Rules = nil
	faults := checkRules(t.request.Rules, p.index) // typos are found before what does not hold is left out
	for _, r := range t.request.Rules {
		if r, holds := r.within(t.planner.index); holds {
			req.Rules = append(req.Rules, r)
		}
	}
	t.scale = uint64(p.scale / t.planner.scale)
	prepared, err := t.planner.Prepare(ctx, req)
	if err != nil {
		var wrong FieldErrors
		if errors.As(err, &wrong) {
			return append(faults, wrong...)
		}
		return err
	}
	if len(faults) > 0 {
		return faults
	}
	t.c = prepared.c
	sc := exact.NewScorer(t.c.demand, t.c.job.stages)
	for _, s := range t.c.starts(t.c.free) {
		if err := ctx.Err(); err != nil {
			return err
		}
		at := t.c.grid.Next(s.From)
		if at < s.To {
			sc.Begin(at)
		}
		for ; at < s.To; at = t.c.grid.Next(at + 1) {
			if len(t.starts)%pollEvery == 0 && ctx.Err() != nil { // a free stretch may be all of the horizon
				return ctx.Err()
			}
			if len(t.starts) > MaxTaskStarts {
				return nil // refused by the caller
			}
			t.starts, t.costs = append(t.starts, at), append(t.costs, sc.Score(at).Mul(t.scale))
		}
	}
	return nil
}

// partOf returns a share of customers, rounded half up, at least 1.
func partOf(customers, share int64) int64 {
	return max(1, int64(exact.Mul64(uint64(customers), uint64(share)).Add(exact.Of(exact.ShareUnit/2)).Quo(exact.ShareUnit).Low()))
}

// hours returns a cost in customer-hours, by weight where regions have one.
func (c *campaign) hours(a joint.Cost) float64 { return exact.MillionthsOf(a, c.planner.hour()) }

// weighted returns millionths of a customer-hour in the unit of costs.
func (c *campaign) weighted(h int64) joint.Cost {
	return exact.Mul64(uint64(h), c.planner.hour()/exact.ShareUnit)
}

// fromMillionths returns millionths of an hour of one person: what is told per customer has no weight.
func fromMillionths(h int64) joint.Cost {
	return exact.Mul64(uint64(h), exact.CustomerHour/exact.ShareUnit)
}

// within returns the rule for a planner of some of the regions, and whether it holds there.
func (r Rule) within(index map[string]int) (Rule, bool) {
	if r.narrow != nil {
		return r.narrow(index)
	}
	if len(r.Regions) == 0 {
		return r, true
	}
	kept := known(r.Regions, index)
	r.Regions = kept
	return r, len(kept) > 0
}

// known returns the names that the index has.
func known(names []string, index map[string]int) []string {
	var kept []string
	for _, name := range names {
		if _, ok := index[name]; ok {
			kept = append(kept, name)
		}
	}
	return kept
}
