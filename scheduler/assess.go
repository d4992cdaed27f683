package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Assess judges proposed starts, free or not, on the grid or off it, in the order given: what they
// cost, everything that blocks them, how many times the best free impact they cost, and their rank
// among the free starts of the grid. It takes 1 to MaxAssessed starts, whole seconds with their
// windows inside the horizon; anything else is among the FieldErrors, with paths such as
// "starts[0]". Where no start is free at all the factor is nil and the rank is 1.
//
// Cost: that of a search, and for every start time proportional to the regions.
func (p *Prepared) Assess(ctx context.Context, starts ...time.Time) ([]Assessment, error) {
	c := p.c
	var faults FieldErrors
	if n := len(starts); n < 1 || n > MaxAssessed || n*len(c.planner.regions) > MaxImpacts {
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
	sc := exact.NewScorer(c.demand, c.job.stages)
	impacts := make([]exact.Uint128, len(starts))
	for i, t := range starts {
		impacts[i] = sc.Alone(t.Unix())
	}
	r := exact.NewRanking(impacts)
	for _, s := range c.starts(c.free) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		sc.Pieces(&c.grid, s.From, s.To, func(first, last int64, a, b exact.Uint128) { r.Count(&c.grid, first, last, a, b) })
	}
	out := make([]Assessment, len(starts))
	for i, t := range starts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		start := t.Unix()
		a := Assessment{
			Window: c.interval(start, start+c.job.duration),
			Impact: c.impact(start),
			Crew:   c.crewHours(start),
			OnGrid: c.grid.Contains(start),
			Blocks: c.blocksIn(start, start+c.job.keep),
			Rank:   r.Rank(impacts[i]),
		}
		a.Free = len(a.Blocks) == 0
		if r.Any && !r.Best.IsZero() {
			factor := impacts[i].Ratio(r.Best)
			a.Factor = &factor
		}
		out[i] = a
	}
	return out, ctx.Err()
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
	add := func(order, region int, reason string, s exact.Span) {
		s.From, s.To = max(s.From, from), min(s.To, to)
		if s.From >= s.To {
			return
		}
		id := key{order, region, reason}
		if i, ok := last[id]; ok && s.From <= list[i].To {
			list[i].To = max(list[i].To, s.To)
			return
		}
		last[id] = len(list)
		list = append(list, ordered{ruleBlock{s, region, reason}, order})
	}
	c.offBlocks(from, to, add)
	for k, r := range c.rules {
		for _, b := range r.blocks {
			add(orderRules+k, b.region, b.reason, b.Span)
		}
	}
	add(orderRules+len(c.rules), -1, "past the end of the horizon", exact.Span{From: c.job.to, To: to})
	slices.SortStableFunc(list, func(a, b ordered) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.order, b.order), cmp.Compare(a.region, b.region), cmp.Compare(a.reason, b.reason))
	})
	out := make([]Block, len(list))
	for i, b := range list {
		out[i] = Block{Interval: c.interval(b.From, b.To), Rule: RuleHorizon, Reason: b.reason}
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
func (c *compiled) offBlocks(from, to int64, add func(order, region int, reason string, s exact.Span)) {
	first := exact.FirstEndingAfter(c.over, from)
	if first == len(c.over) || c.over[first].From >= to {
		return
	}
	for region := range c.days {
		for _, order := range []int{orderWeekdays, orderHolidays} {
			for day := range c.localDays(region, from, to) {
				reason := c.job.reason(order, day)
				if reason == "" {
					continue
				}
				for i := first; i < len(c.over) && c.over[i].From < day.to; i++ {
					add(order, region, reason, exact.Span{From: max(day.from, c.over[i].From), To: min(day.to, c.over[i].To)})
				}
			}
		}
	}
}

// reason says why a rule leaves the day out, empty where it does not.
func (j *job) reason(order int, day localDay) string {
	switch {
	case order == orderWeekdays && j.weekdays && day.kind == calendar.KindWorkday:
		return weekdayReason(weekdayOf(day.day), day.worked)
	case order == orderHolidays && j.holidays && day.kind == calendar.KindHoliday:
		return day.name
	case order == orderHolidays && j.holidays:
		return day.padding
	default:
		return ""
	}
}
