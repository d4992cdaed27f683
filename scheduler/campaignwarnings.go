package scheduler

import (
	"context"
	"fmt"
	"math/bits"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// warnings says what the campaign's owner should know.
func (c *campaign) warnings(ctx context.Context, s *joint.Solution) []string {
	var out []string
	if w := c.soakWarning(); w != "" {
		out = append(out, w)
	}
	out = append(out, c.overlapWarnings(ctx, s.Starts)...)
	if s.Left == 0 && !s.Proven && s.Cost.Less(s.Cost.Sub(s.Bound).Mul(20)) {
		gap := (s.Cost.Sub(s.Bound)).Ratio((s.Cost))
		out = append(out, fmt.Sprintf("The plan may cost up to %.1f %% more than the best one: a larger effort, or fewer limits, would say more.", 100*gap))
	}
	return out
}

// soakWarning tells where a ring can begin before the overrun of the one before is over.
func (c *campaign) soakWarning() string {
	for k := range len(c.Rings) - 1 {
		worst := int64(0)
		for t, ring := range c.ring {
			if ring != k {
				continue
			}
			j := c.tables[t].c.job
			for n, st := range j.stages {
				if n > 0 && st.Until-j.duration > c.problem.Soak && st.Probability > 0 {
					worst = max(worst, st.Probability)
				}
			}
		}
		if worst > 0 {
			return fmt.Sprintf("The soak (%s) is shorter than the overrun: in %g %% of cases ring %d is not over when ring %d begins.", calendar.FormatSpan(c.Soak), float64(worst)*100/exact.ShareUnit, k, k+1)
		}
	}
	return ""
}

// overlapWarnings tells of windows over the same customers at the same time, at most a few.
func (c *campaign) overlapWarnings(ctx context.Context, plan []int) []string {
	var out []string
	more := 0
	order := c.inOrder(plan)
	marked := make(map[*taskTable]marks)
	for _, t := range order {
		if marked[c.tables[t]] == nil {
			marked[c.tables[t]] = marksOf(c.tables[t].regions, len(c.planner.regions))
		}
	}
	for k, a := range order {
		if ctx.Err() != nil {
			return nil
		}
		end := c.starts[a][plan[a]] + c.tables[a].c.job.duration
		for _, b := range order[k+1:] {
			if c.starts[b][plan[b]] >= end {
				break
			}
			// Cells that together are no more than all customers may be different ones.
			if c.tables[a].share+c.tables[b].share <= exact.ShareUnit {
				continue
			}
			shared := marked[c.tables[a]].shared(marked[c.tables[b]])
			if shared < 0 {
				continue
			}
			if len(out) == 5 {
				more++
				continue
			}
			out = append(out, fmt.Sprintf("%s and %s are at once over the same customers (%s), which are counted twice: make it one task if it is one outage.", c.Tasks[a].Name, c.Tasks[b].Name, c.planner.regions[shared].Name))
		}
	}
	if more > 0 {
		out = append(out, fmt.Sprintf("So are %d more pairs of windows.", more))
	}
	return out
}

// marks is a set of regions, a bit each: a thousand tasks at once are half a million pairs of sets.
type marks []uint64

func marksOf(regions []int, n int) marks {
	m := make(marks, (n+63)/64)
	for _, r := range regions {
		m[r/64] |= 1 << (r % 64)
	}
	return m
}

// shared returns the first region of both sets, or -1.
func (m marks) shared(other marks) int {
	for i, word := range m {
		if both := word & other[i]; both != 0 {
			return i*64 + bits.TrailingZeros64(both)
		}
	}
	return -1
}
