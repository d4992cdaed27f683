package scheduler

import (
	"cmp"
	"context"
	"slices"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// MaxRulePrices is the most prices that RulePrices reports.
const MaxRulePrices = 100

// RulePrices says what each rule costs: how much better the best start would be if that rule alone were taken
// out. All other rules hold, so prices do not add up.
//
// A rule is one of Request.Rules, a hard crew's hours or the notice; working days, or holidays, everywhere;
// and where there are several regions working days, or holidays, of one of them.
type RulePrices struct {
	// Prices are the rules that cost something: first those that cost customers most, then those that cost
	// crews most, then in the order of the rules, whole rules before their regions. At most MaxRulePrices.
	Prices []RulePrice
	// LeftOut counts the rules with a price that are not in Prices.
	LeftOut int
	// Others counts the whole rules that cost nothing: without any one of them the best start is as good.
	Others int
}

// RulePrice is what one rule costs.
type RulePrice struct {
	// Rule, Region and Entry say which, as in a Relaxation: Region is empty for a whole rule, Entry is the Title
	// of one of Request.Rules.
	Rule, Region, Entry string
	// CustomerHours is how many fewer the best start would cost without the rule, computed exactly and
	// rounded once. Best is that start, nil where customers would save nothing.
	CustomerHours float64
	Best          *PricedStart
	// PersonHours is how many fewer the start that is best for the crews would cost: of all starts the one
	// with the fewest of their hours, with and without the rule. BestForCrew is that start without it, nil
	// where crews would save nothing and where no crew is soft.
	PersonHours float64
	BestForCrew *PricedStart
}

// PricedStart is a start that a rule keeps from being chosen.
type PricedStart struct {
	Window        calendar.Interval
	CustomerHours float64
	// PersonHours is what it asks of the crews, 0 without any.
	PersonHours float64
}

// RulePrices returns what each rule costs. Request.Explain puts the same into the Result.
//
// No rule is searched without: coverage counts tell which starts each rule blocks alone, and only those are
// scored, each about once. Errors are those of Suggest. Cost: at most that of two searches of the whole
// horizon, and with tolerated customers time proportional to the regions whose days alone are too many.
func (p *Prepared) RulePrices(ctx context.Context) (*RulePrices, error) {
	c := p.c
	starts := c.starts(c.free)
	best, err := exact.Least(ctx, exact.NewScorer(c.demand, c.job.stages), &c.grid, c.job.duration, starts)
	if err != nil {
		return nil, err
	}
	if !best.Found {
		return nil, c.noWindow(ctx, c.blocked(ctx))
	}
	return c.rulePrices(ctx, starts, best.Impact)
}

// pricedDrop is a rule taken out, with what that saves.
type pricedDrop struct {
	drop
	impact, burden exact.Uint128 // saved
	best, crew     int64
}

// rulePrices compares what each rule alone blocks with the best of the free starts.
func (c *compiled) rulePrices(ctx context.Context, starts []exact.Span, best exact.Uint128) (*RulePrices, error) {
	stretches, err := c.stretches(ctx)
	if err != nil {
		return nil, err
	}
	drops, err := c.drops(ctx, stretches)
	if err != nil {
		return nil, err
	}
	sc := exact.NewScorer(c.demand, c.job.stages)
	var ease exact.Choice // what is best for the crews
	if c.softCrews() {
		if ease, err = exact.Least(ctx, exact.NewScorer(c.allCrews, c.job.stages), &c.grid, c.job.duration, starts); err != nil {
			return nil, err
		}
	}
	var list []pricedDrop
	out := &RulePrices{Others: c.wholeRules()}
	for _, d := range drops {
		if d.region >= 0 && len(c.days) == 1 {
			continue // the same as the whole rule
		}
		opened := exact.Without(c.starts(extend(d.freed, c.free)), starts)
		p := pricedDrop{drop: d}
		found, err := exact.Least(ctx, sc, &c.grid, c.job.duration, opened)
		if err != nil {
			return nil, err
		}
		if found.Found && found.Impact.Less(best) {
			p.impact, p.best = best.Sub(found.Impact), found.Start
		}
		if !ease.Impact.IsZero() {
			least, any, err := exact.LeastOfBoth(ctx, c.demand, c.allCrews, c.job.stages, &c.grid, opened)
			if err != nil {
				return nil, err
			}
			if any && least.Second.Less(ease.Impact) {
				p.burden, p.crew = ease.Impact.Sub(least.Second), least.Start
			}
		}
		if p.impact.IsZero() && p.burden.IsZero() {
			continue
		}
		list = append(list, p)
		if d.region < 0 {
			out.Others--
		}
	}
	slices.SortStableFunc(list, func(a, b pricedDrop) int {
		return cmp.Or(exact.Compare(b.impact, a.impact), exact.Compare(b.burden, a.burden))
	})
	out.LeftOut = max(0, len(list)-MaxRulePrices)
	for _, p := range list[:len(list)-out.LeftOut] {
		out.Prices = append(out.Prices, c.rulePrice(p))
	}
	return out, nil
}

func (c *compiled) rulePrice(p pricedDrop) RulePrice {
	out := RulePrice{CustomerHours: c.customerHours(p.impact), PersonHours: exact.MillionthsOf(p.burden, exact.CustomerHour)}
	out.Rule, out.Region, out.Entry = c.names(p.drop)
	if !p.impact.IsZero() {
		out.Best = c.pricedStart(p.best)
	}
	if !p.burden.IsZero() {
		out.BestForCrew = c.pricedStart(p.crew)
	}
	return out
}

func (c *compiled) pricedStart(start int64) *PricedStart {
	return &PricedStart{
		Window:        c.interval(start, start+c.job.duration),
		CustomerHours: c.customerHours(exact.NewScorer(c.demand, c.job.stages).Alone(start)),
		PersonHours:   c.personHours(c.allCrews, start),
	}
}

// wholeRules counts the rules of the request, regions not told apart.
func (c *compiled) wholeRules() int {
	n := len(c.rules)
	for _, left := range []bool{c.job.weekdays, c.job.holidays} {
		if left {
			n++
		}
	}
	return n
}

// softCrews reports whether there are crews whose hours are counted.
func (c *compiled) softCrews() bool {
	return slices.ContainsFunc(c.job.crews, func(crew Crew) bool { return !crew.Hard })
}
