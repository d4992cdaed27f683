package scheduler_test

import (
	"cmp"
	"context"
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
)

// refPrice is what a rule costs, in the unit of a refCost, and what it costs the crews.
type refPrice struct {
	rule, region, entry string
	saved, eased        *big.Int
	best, easiest       refCost
}

// prices answers the plan once more without each rule in turn, and once without each region's working days
// and holidays: the whole search each time. burden is what a start asks of the crews.
func (e *refEval) prices(p *refPlan, burden func(int64) *big.Int) (list []refPrice, others int) {
	e.price(p)
	best, easiest := e.best(p, e.costs), e.easiest(p, burden)
	try := func(rule, region, entry string, edit func(q *refPlan)) {
		q := *p
		edit(&q)
		without := e.refAxis.eval(&q)
		without.price(&q)
		r := refPrice{rule, region, entry, new(big.Int), new(big.Int), without.best(&q, without.costs), without.easiest(&q, burden)}
		r.saved.Sub(best.total, r.best.total)
		r.eased.Sub(burden(easiest.start), burden(r.easiest.start))
		if r.saved.Sign() > 0 || r.eased.Sign() > 0 {
			list = append(list, r)
		} else if region == "" {
			others++
		}
	}
	regions := p.regions
	if len(regions) == 1 {
		regions = nil
	}
	if p.skipWeekdays {
		try("weekdays", "", "", func(q *refPlan) { q.skipWeekdays = false })
		for i, r := range regions {
			try("weekdays", r.name, "", func(q *refPlan) { q.withoutWeekdays = i })
		}
	}
	if p.skipHolidays {
		try("holidays", "", "", func(q *refPlan) { q.skipHolidays = false })
		for i, r := range regions {
			try("holidays", r.name, "", func(q *refPlan) { q.withoutOffday = i })
		}
	}
	for k, r := range p.rules {
		try(r.name, "", r.title, func(q *refPlan) { q.withoutRule = k })
	}
	slices.SortStableFunc(list, func(a, b refPrice) int { return cmp.Or(b.saved.Cmp(a.saved), b.eased.Cmp(a.eased)) })
	return list, others
}

// easiest returns the start with the fewest crew hours, of several the one that would be suggested first.
func (e *refEval) easiest(p *refPlan, burden func(int64) *big.Int) refCost {
	var least []refCost
	var fewest *big.Int
	for _, c := range e.costs {
		b := burden(c.start)
		if fewest == nil || b.Cmp(fewest) < 0 {
			least, fewest = nil, b
		}
		if b.Cmp(fewest) == 0 {
			least = append(least, c)
		}
	}
	return e.best(p, least)
}

// noBurden is what a start asks of no crews.
func noBurden(int64) *big.Int { return new(big.Int) }

func samePrices(t *testing.T, p *refPlan, list []refPrice, others int, burden func(int64) *big.Int, got *scheduler.RulePrices, note string) {
	t.Helper()
	require.Len(t, got.Prices, len(list), note)
	require.Equal(t, others, got.Others, note)
	require.Zero(t, got.LeftOut, note)
	start := func(saved *big.Int, c refCost, g *scheduler.PricedStart) {
		require.Equal(t, saved.Sign() > 0, g != nil, note)
		if g != nil {
			sameInterval(t, p.interval(c.start, c.start+p.duration), g.Window, note)
			require.Equal(t, weightedHours(c.total), g.CustomerHours, note)
			require.Equal(t, hours(burden(c.start)), g.PersonHours, note)
		}
	}
	for i, want := range list {
		g := got.Prices[i]
		require.Equal(t, [3]string{want.rule, want.region, want.entry}, [3]string{g.Rule, g.Region, g.Entry}, note)
		require.Equal(t, weightedHours(want.saved), g.CustomerHours, note)
		require.Equal(t, hours(want.eased), g.PersonHours, note)
		start(want.saved, want.best, g.Best)
		start(want.eased, want.easiest, g.BestForCrew)
	}
}

// best returns the start that would be suggested first.
func (e *refEval) best(p *refPlan, costs []refCost) refCost {
	return slices.MinFunc(costs, func(x, y refCost) int {
		if e.better(p, x, y) {
			return -1
		}
		return 1
	})
}

// checkExplained compares the prices of rules, the spread of all starts and why rules of thumb are blocked; and asks
// the library itself to search without each rule that a Request can leave out.
func checkExplained(t *testing.T, p *refPlan, b built, e *refEval, note string) {
	t.Helper()
	b.req.Explain = true
	got, err := b.planner.Suggest(context.Background(), b.req)
	require.NoError(t, err, note)
	list, others := e.prices(p, noBurden)
	samePrices(t, p, list, others, noBurden, got.RulePrices, note)
	checkWithoutRules(t, p, got, note)
	e.checkComparison(t, p, got, note)
	for _, s := range []*scheduler.RuleOfThumbStart{got.RuleOfThumb.Sunday, got.RuleOfThumb.Evening, got.RuleOfThumb.NextFree, &got.Comparison.Worst} {
		e.checkBlockedBy(t, p, s, note)
	}
}

// checkWithoutRules searches without one rule after another: the price is what that saves.
func checkWithoutRules(t *testing.T, p *refPlan, got *scheduler.Result, note string) {
	t.Helper()
	search := func(rule, entry string, edit func(q *refPlan)) {
		q := *p
		edit(&q)
		b := q.build(t)
		b.req.Count = 1
		res, err := b.planner.Suggest(context.Background(), b.req)
		require.NoError(t, err, note)
		best := res.Suggestions[0]
		for _, price := range got.RulePrices.Prices {
			if price.Rule == rule && price.Entry == entry && price.Region == "" {
				require.Equal(t, best.Window, price.Best.Window, note)
				require.Equal(t, best.Impact.CustomerHours, price.Best.CustomerHours, note)
				return
			}
		}
		require.Equal(t, got.Suggestions[0].Impact.CustomerHours, best.Impact.CustomerHours, note)
	}
	if p.skipWeekdays {
		search("weekdays", "", func(q *refPlan) { q.skipWeekdays = false })
	}
	if p.skipHolidays {
		search("holidays", "", func(q *refPlan) { q.skipHolidays = false })
	}
	for k, r := range p.rules {
		search(r.name, r.title, func(q *refPlan) { q.withoutRule = k })
	}
}

// checkComparison prices every point of the grid and sorts them.
func (e *refEval) checkComparison(t *testing.T, p *refPlan, got *scheduler.Result, note string) {
	t.Helper()
	var all []refCost
	for _, s := range e.points(p) {
		if s+p.keep <= p.to {
			all = append(all, e.cost(p, s))
		}
	}
	slices.SortStableFunc(all, func(a, b refCost) int { return cmp.Or(a.total.Cmp(b.total), -cmp.Compare(a.start, b.start)) })
	best, c := e.best(p, e.costs).total, got.Comparison
	factor := func(total *big.Int) *float64 {
		if best.Sign() == 0 {
			return nil
		}
		f := ratio(total, best)
		return &f
	}
	median, worst := all[(len(all)-1)/2], all[len(all)-1]
	require.EqualValues(t, len(all), c.Starts, note)
	require.Equal(t, weightedHours(median.total), c.MedianCustomerHours, note)
	require.Equal(t, factor(median.total), c.MedianFactor, note)
	require.Equal(t, worst.start, c.Worst.Window.Start.Unix(), note)
	require.Equal(t, weightedHours(worst.total), c.Worst.CustomerHours, note)
	require.Equal(t, factor(worst.total), c.Worst.Factor, note)
}

// checkBlockedBy sums up the blocks of a start: each rule and reason once, with its regions.
func (e *refEval) checkBlockedBy(t *testing.T, p *refPlan, s *scheduler.RuleOfThumbStart, note string) {
	t.Helper()
	if s == nil {
		return
	}
	regions := map[[2]string]map[string]int64{}
	for _, b := range e.blocks(p, s.Window.Start.Unix()) {
		k := [2]string{b.Rule, b.Reason}
		if regions[k] == nil {
			regions[k] = map[string]int64{}
		}
		for _, r := range p.regions {
			if r.name == b.Region {
				regions[k][r.name] = r.customers
			}
		}
	}
	require.Len(t, s.BlockedBy, len(regions), note)
	require.Equal(t, len(regions) == 0, s.Free, note)
	for _, by := range s.BlockedBy {
		of := regions[[2]string{by.Rule, by.Reason}]
		require.NotNil(t, of, note)
		require.Equal(t, len(of), by.Regions, note)
		most := int64(0)
		for _, customers := range of {
			most = max(most, customers)
		}
		require.Equal(t, most, of[by.Region], note)
	}
}
