package scheduler

import (
	"fmt"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// warnings says what the campaign's owner should know.
func (c *campaign) warnings(s *joint.Solution) []string {
	var out []string
	if w := c.soakWarning(); w != "" {
		out = append(out, w)
	}
	out = append(out, c.overlapWarnings(s.Starts)...)
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
func (c *campaign) overlapWarnings(plan []int) []string {
	var out []string
	more := 0
	order := c.inOrder(plan)
	for k, a := range order {
		end := c.starts[a][plan[a]] + c.tables[a].c.job.duration
		for _, b := range order[k+1:] {
			if c.starts[b][plan[b]] >= end {
				break
			}
			shared := ""
			for _, r := range c.tables[a].regions {
				// Cells that together are no more than all customers may be different ones.
				if c.tables[b].disturbs(r) && c.tables[a].share+c.tables[b].share > exact.ShareUnit {
					shared = c.planner.regions[r].Name
					break
				}
			}
			if shared == "" {
				continue
			}
			if len(out) == 5 {
				more++
				continue
			}
			out = append(out, fmt.Sprintf("%s and %s are at once over the same customers (%s), which are counted twice: make it one task if it is one outage.", c.Tasks[a].Name, c.Tasks[b].Name, shared))
		}
	}
	if more > 0 {
		out = append(out, fmt.Sprintf("So are %d more pairs of windows.", more))
	}
	return out
}
