package scheduler

import (
	"cmp"
	"context"
	"fmt"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// ruleBlocks is what one of Request.Rules blocks, cut to the horizon and its runway.
type ruleBlocks struct {
	rule   *Rule
	blocks []ruleBlock // by start, then region
	union  []exact.Span
}

// ruleBlock is one block in the units of the core. Region is -1 where no one region is the cause.
type ruleBlock struct {
	exact.Span
	region int
	reason string
}

// runRules asks every rule for its blocks, once.
func (c *compiled) runRules(ctx context.Context) error {
	var faults FieldErrors
	view := &View{c: c}
	total := 0
	for i := range c.job.rules {
		rule := &c.job.rules[i]
		path := fmt.Sprintf("rules[%d]", i)
		r := ruleBlocks{rule: rule}
		found := len(faults)
		err := rule.run(ctx, view, func(b Block) bool {
			if total%1024 == 0 && ctx.Err() != nil || len(faults) > found {
				return false
			}
			if total++; total > MaxBlocks {
				faults.add(path, rule.describe(), fmt.Sprintf("rules with at most %d blocks in all", MaxBlocks))
				return false
			}
			rb, err := c.ruleBlock(rule, b)
			if err != nil {
				faults.add(path, rule.describe(), err.Error())
				return false
			}
			if rb.From < rb.To {
				r.blocks = append(r.blocks, rb)
			}
			return true
		})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil && len(faults) == found {
			faults.addCause(path, rule.describe(), "a rule that tells its blocks", err)
		}
		if total > MaxBlocks {
			return faults.err()
		}
		if err := exact.SortStable(ctx, r.blocks, func(a, b ruleBlock) int {
			return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.region, b.region))
		}); err != nil {
			return err
		}
		for _, b := range r.blocks {
			r.union = exact.AppendSpan(r.union, b.Span)
		}
		c.rules = append(c.rules, r)
	}
	return faults.err()
}

// run calls the rule's function. A panic in it becomes an error.
func (r *Rule) run(ctx context.Context, v *View, yield func(Block) bool) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if cause, ok := p.(error); ok {
				err = fmt.Errorf("its function panicked: %w", cause)
			} else {
				err = fmt.Errorf("its function panicked: %v", p)
			}
		}
	}()
	return r.Blocks(ctx, v, yield)
}

// ruleBlock checks one block and cuts it to the time that matters.
func (c *compiled) ruleBlock(rule *Rule, b Block) (ruleBlock, error) {
	rb := ruleBlock{region: -1, reason: b.Reason}
	if b.Region != "" {
		i, ok := c.planner.index[b.Region]
		if !ok {
			return rb, fmt.Errorf("blocks whose regions exist; there is no region %q", b.Region)
		}
		rb.region = i
	}
	if rb.reason == "" {
		rb.reason = cmp.Or(rule.Title, rule.Name)
	}
	if b.Interval.Empty() {
		return rb, nil
	}
	rb.From, rb.To = b.Interval.Start.Unix(), b.Interval.End.Unix()
	if b.Interval.End.Nanosecond() > 0 {
		rb.To++ // a part of a second blocks all of it
	}
	rb.From, rb.To = max(rb.From, c.job.from), min(rb.To, c.end())
	return rb, nil
}

// freeTime returns the free time: the horizon and its runway, less all blocks.
func (c *compiled) freeTime(ctx context.Context) ([]exact.Span, error) {
	lists := [][]exact.Span{c.over}
	for _, r := range c.rules {
		lists = append(lists, r.union)
	}
	union, err := exact.Union(ctx, lists)
	return exact.Gaps(exact.Span{From: c.job.from, To: c.end()}, union), err
}

// starts returns the stretches in which a start may lie so that [start, start+keep) is free and
// inside the horizon.
func (c *compiled) starts(free []exact.Span) []exact.Span {
	return exact.StartsIn(free, c.job.keep, c.job.to)
}
