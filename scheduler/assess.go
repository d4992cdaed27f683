package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sort"
	"time"
)

// Assess judges proposed starts, free or not, on the grid or off it, in the order given: what they
// cost, everything that blocks them, how many times the best free impact they cost, and their rank
// among the free starts of the grid. It takes 1 to MaxAssessed starts, whole seconds with their
// windows inside the horizon; anything else is among the FieldErrors, with paths such as
// "starts[0]". Where no start is free at all the factor is nil and the rank is 1.
//
// Cost: as Suggest, and for every start time proportional to the bends of the impact.
func (p *Planner) Assess(ctx context.Context, req Request, starts ...time.Time) ([]Assessment, error) {
	c, err := p.prepare(ctx, &req)
	if err != nil {
		return nil, err
	}
	var faults FieldErrors
	if n := len(starts); n < 1 || n > MaxAssessed || n*len(p.regions) > MaxImpacts {
		faults.add("starts", n, fmt.Sprintf("1 to %d starts, and at most %d starts times regions", MaxAssessed, MaxImpacts))
		return nil, faults
	}
	for i, s := range starts {
		c.job.checkStart(&faults, fmt.Sprintf("starts[%d]", i), s)
	}
	if err := faults.err(); err != nil {
		return nil, err
	}
	return c.assess(ctx, starts)
}

// assess judges starts that have been checked.
func (c *compiled) assess(ctx context.Context, starts []time.Time) ([]Assessment, error) {
	sc := newScorer(c.demand, c.job.stages)
	impacts := make([]uint128, len(starts))
	for i, t := range starts {
		impacts[i] = sc.alone(t.Unix())
	}
	r := newRanking(impacts)
	for _, s := range c.starts(c.free) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		sc.pieces(&c.grid, s.from, s.to, func(first, last int64, a, b uint128) { r.count(&c.grid, first, last, a, b) })
	}
	out := make([]Assessment, len(starts))
	for i, t := range starts {
		start := t.Unix()
		a := Assessment{
			Window: c.interval(start, start+c.job.duration),
			Impact: c.impact(start),
			Crew:   c.crewHours(start),
			OnGrid: c.grid.contains(start),
			Blocks: c.blocksIn(start, start+c.job.keep),
			Rank:   r.rank(impacts[i]),
		}
		a.Free = len(a.Blocks) == 0
		if r.any && !r.best.isZero() {
			factor := impacts[i].ratio(r.best)
			a.Factor = &factor
		}
		out[i] = a
	}
	return out, ctx.Err()
}

// ranking counts, for some impacts, the free starts that cost strictly less.
type ranking struct {
	impacts []uint128 // in order, each once
	below   []int64   // starts that cost less than impacts[i], found in straddling pieces
	from    []int64   // starts that cost less than all impacts from i on
	best    uint128
	any     bool
}

func newRanking(impacts []uint128) *ranking {
	sorted := slices.Clone(impacts)
	slices.SortFunc(sorted, compare128)
	sorted = slices.Compact(sorted)
	return &ranking{impacts: sorted, below: make([]int64, len(sorted)), from: make([]int64, len(sorted)+1)}
}

func compare128(a, b uint128) int { return cmp.Or(cmp.Compare(a.hi, b.hi), cmp.Compare(a.lo, b.lo)) }

// count adds the starts of one linear piece, whose ends cost a and b.
func (r *ranking) count(g *grid, first, last int64, a, b uint128) {
	least, most := a, b
	if b.less(a) {
		least, most = b, a
	}
	if !r.any || least.less(r.best) {
		r.best, r.any = least, true
	}
	above := func(v uint128) int {
		return sort.Search(len(r.impacts), func(i int) bool { return v.less(r.impacts[i]) })
	}
	lo, hi := above(least), above(most)
	r.from[hi] += g.count(span{first, last + 1})
	for i := lo; i < hi; i++ {
		r.below[i] += below(g, first, last, a, b, r.impacts[i])
	}
}

// below counts the starts of a piece that cost less than x, where one end does and the other does
// not. The cost changes by the same whole number every second.
func below(g *grid, first, last int64, a, b, x uint128) int64 {
	if a.less(b) {
		slope := b.sub(a).quo(uint64(last - first))
		n := sort.Search(int(last-first), func(i int) bool { return !a.add(slope.mul(uint64(i))).less(x) })
		return g.count(span{first, first + int64(n)})
	}
	slope := a.sub(b).quo(uint64(last - first))
	n := sort.Search(int(last-first), func(i int) bool { return a.sub(slope.mul(uint64(i))).less(x) })
	return g.count(span{first + int64(n), last + 1})
}

// rank returns one more than the number of free starts that cost less than the impact.
func (r *ranking) rank(impact uint128) int64 {
	i, _ := slices.BinarySearchFunc(r.impacts, impact, compare128)
	rank := 1 + r.below[i]
	for _, n := range r.from[:i+1] {
		rank += n
	}
	return rank
}

// blocksIn returns everything that blocks part of [from, to), cut to it, by start, then in the order
// of the rules, then of the regions, then by reason.
func (c *compiled) blocksIn(from, to int64) []Block {
	type ordered struct {
		ruleBlock
		order int
	}
	type key struct {
		order, region int
		reason        string
	}
	var list []ordered
	last := make(map[key]int) // place of the latest block of a rule, region and reason
	// Blocks of one key come by start: those that overlap or touch are one.
	add := func(order, region int, reason string, s span) {
		s.from, s.to = max(s.from, from), min(s.to, to)
		if s.from >= s.to {
			return
		}
		id := key{order, region, reason}
		if i, ok := last[id]; ok && s.from <= list[i].to {
			list[i].to = max(list[i].to, s.to)
			return
		}
		last[id] = len(list)
		list = append(list, ordered{ruleBlock{s, region, reason}, order})
	}
	c.offBlocks(from, to, add)
	for k, r := range c.rules {
		for _, b := range r.blocks {
			add(orderRules+k, b.region, b.reason, b.span)
		}
	}
	add(orderRules+len(c.rules), -1, "past the end of the horizon", span{c.job.to, to})
	slices.SortStableFunc(list, func(a, b ordered) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.order, b.order), cmp.Compare(a.region, b.region), cmp.Compare(a.reason, b.reason))
	})
	out := make([]Block, len(list))
	for i, b := range list {
		out[i] = Block{Interval: c.interval(b.from, b.to), Rule: RuleHorizon, Reason: b.reason}
		if b.order < orderRules+len(c.rules) {
			out[i].Rule = c.ruleName(b.order)
		}
		if b.region >= 0 {
			out[i].Region = c.planner.regions[b.region].Name
		}
	}
	return out
}

// offBlocks reports the excluded days in [from, to), after tolerance: for each rule and region in
// order of time.
func (c *compiled) offBlocks(from, to int64, add func(order, region int, reason string, s span)) {
	first := firstEndingAfter(c.over, from)
	if first == len(c.over) || c.over[first].from >= to {
		return
	}
	for region := range c.days {
		for _, order := range []int{orderWeekdays, orderHolidays} {
			for day := range c.localDays(region, from, to) {
				reason := c.job.reason(order, day)
				if reason == "" {
					continue
				}
				for i := first; i < len(c.over) && c.over[i].from < day.to; i++ {
					add(order, region, reason, span{max(day.from, c.over[i].from), min(day.to, c.over[i].to)})
				}
			}
		}
	}
}

// reason says why a rule leaves the day out, empty where it does not.
func (j *job) reason(order int, day localDay) string {
	switch {
	case order == orderWeekdays && j.weekdays && day.kind == 0:
		return weekdayOf(day.day).String()
	case order == orderHolidays && j.holidays && day.name != "":
		return day.name
	case order == orderHolidays && j.holidays:
		return day.padding
	default:
		return ""
	}
}
