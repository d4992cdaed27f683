package scheduler

import (
	"context"
	"slices"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// Comparison says how the costs of all starts lie: those on the grid (or of Request.Candidates) whose kept-clear
// time lies in the horizon, whether a rule blocks them or not. It is what a choice without knowledge of rules
// and customers might have cost.
type Comparison struct {
	// Starts counts them.
	Starts int64
	// MedianCustomerHours is the cost of the start in the middle by cost; of an even number the lower of the two.
	// MedianFactor is that over the best free impact, rounded to the nearest millionth; nil where that is 0.
	MedianCustomerHours float64
	MedianFactor        *float64
	// Worst is the start that costs most, the earliest of several.
	Worst RuleOfThumbStart
}

// BlockedBy is a reason why a start is blocked.
type BlockedBy struct {
	// Rule and Reason are those of the blocks: "only_hours" and the entry's name, "weekdays" and "Tuesday".
	Rule, Reason string
	// Regions counts the regions on whose account the rule blocks for this reason, and Region is the one of
	// them with the most customers. They are 0 and empty where no one region is the cause.
	Region  string
	Regions int
}

// comparison compares all starts with the best impact of the free ones.
func (c *compiled) comparison(ctx context.Context, best exact.Uint128) (*Comparison, error) {
	all := exact.StartsIn([]exact.Span{{From: c.job.from, To: c.job.to}}, c.job.keep, c.job.to)
	s, err := exact.SpreadOf(ctx, exact.NewScorer(c.demand, c.job.stages), &c.grid, all)
	if err != nil {
		return nil, err
	}
	out := &Comparison{Starts: s.Starts, MedianCustomerHours: c.customerHours(s.Middle), Worst: *c.explainedStart(s.MostAt, best)}
	if !best.IsZero() {
		factor := s.Middle.Ratio(best)
		out.MedianFactor = &factor
	}
	return out, nil
}

// explainedStart judges a start and says why it is blocked.
func (c *compiled) explainedStart(start int64, best exact.Uint128) *RuleOfThumbStart {
	s := c.ruleOfThumbStart(start, best)
	s.BlockedBy = c.causes(start)
	return s
}

// causes returns why a start is blocked: each rule's reason once, in the order in which they begin to block.
func (c *compiled) causes(start int64) []BlockedBy {
	type key struct{ rule, reason string }
	places := make(map[key]int)
	seen := make(map[BlockedBy]bool) // one region may be blocked twice for one reason
	var out []BlockedBy
	for _, b := range c.blocksIn(start, start+c.job.keep) {
		if one := (BlockedBy{b.Rule, b.Reason, b.Region, 1}); seen[one] {
			continue
		} else {
			seen[one] = true
		}
		k := key{b.Rule, b.Reason}
		i, ok := places[k]
		if !ok {
			i = len(out)
			places[k] = i
			out = append(out, BlockedBy{Rule: b.Rule, Reason: b.Reason})
		}
		if b.Region == "" {
			continue
		}
		out[i].Regions++
		if out[i].Region == "" || c.customersOf(b.Region) > c.customersOf(out[i].Region) {
			out[i].Region = b.Region
		}
	}
	return slices.Clip(out)
}

func (c *compiled) customersOf(region string) int64 {
	return c.planner.regions[c.planner.index[region]].Customers
}

// explain fills in what Request.Explain asks for.
func (c *compiled) explain(ctx context.Context, res *Result, starts []exact.Span, best exact.Uint128) (err error) {
	if res.RulePrices, err = c.rulePrices(ctx, starts, best); err != nil {
		return err
	}
	if res.Comparison, err = c.comparison(ctx, best); err != nil {
		return err
	}
	t := &res.RuleOfThumb
	if start, ok := c.firstReading(c.headquarters(), tuesdayEvening); ok {
		t.Evening = c.ruleOfThumbStart(start, best)
	}
	for _, s := range []*RuleOfThumbStart{t.Sunday, t.Evening} {
		if s != nil {
			s.BlockedBy = c.causes(s.Window.Start.Unix())
		}
	}
	return nil
}
