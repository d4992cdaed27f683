package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
	"github.com/quietwindow/quietwindow/scheduler/internal/joint"
)

// noPlan explains what does not fit and what would help.
func (c *campaign) noPlan(ctx context.Context, s *joint.Solution, res *CampaignResult) error {
	e := &NoPlanError{Proven: s.Proven, Placed: res}
	for t, i := range s.Starts {
		if i != joint.None {
			continue
		}
		l := LeftOut{Task: c.Tasks[t].Name, FreeStarts: len(c.tables[t].starts), Because: c.standing(s.Starts, t)}
		e.LeftOut = append(e.LeftOut, l)
	}
	if err := c.changes(ctx, s, e); err != nil {
		return err
	}
	e.reason = e.explain(len(c.Tasks))
	return e
}

// standing returns what keeps a task from its free starts, most often first: at most five causes.
func (c *campaign) standing(plan []int, t int) []Cause {
	starts := c.starts[t]
	counts := make(map[Cause]int)
	var order []Cause
	for k := 0; k < len(starts); k += 1 + len(starts)/500 {
		for _, x := range c.conflicts(plan, t, starts[k]) {
			if counts[x] == 0 {
				order = append(order, x)
			}
			counts[x]++
		}
	}
	slices.SortStableFunc(order, func(a, b Cause) int { return counts[b] - counts[a] })
	return order[:min(5, len(order))]
}

// changes tries single changes.
func (c *campaign) changes(ctx context.Context, s *joint.Solution, e *NoPlanError) error {
	try := func(ch CampaignChange, v *joint.Problem) error {
		w, err := joint.Solve(ctx, v)
		if err != nil {
			return err
		}
		if w.Left >= s.Left {
			return nil
		}
		ch.LeftOut, ch.CustomerHours = w.Left, c.hours(w.Cost)
		e.Changes = append(e.Changes, ch)
		return nil
	}
	var limits, others []string
	for _, l := range e.LeftOut {
		t := c.index.tasks[l.Task]
		if l.FreeStarts == 0 {
			if err := c.ownChanges(ctx, t, e); err != nil {
				return err
			}
		}
		for _, x := range l.Because {
			if x.Limit != "" && !slices.Contains(limits, x.Limit) {
				limits = append(limits, x.Limit)
			}
			if x.Limit == "" && !slices.Contains(others, x.Kind) {
				others = append(others, x.Kind)
			}
		}
	}
	for i := range c.Limits {
		if !slices.Contains(limits[:min(10, len(limits))], c.Limits[i].Name) {
			continue
		}
		v := c.variant(s)
		c.without(v, i)
		if err := try(CampaignChange{Change: fmt.Sprintf("drop the limit %q", c.Limits[i].Name), Limit: c.Limits[i].Name}, v); err != nil {
			return err
		}
	}
	if slices.Contains(others, CauseRing) && c.Soak > 0 {
		v := c.variant(s)
		v.Soak /= 2
		if err := try(CampaignChange{Change: fmt.Sprintf("halve the soak, to %s", calendar.FormatSpan(time.Duration(v.Soak)*time.Second))}, v); err != nil {
			return err
		}
		v = c.variant(s)
		v.Soak = 0
		if err := try(CampaignChange{Change: "drop the soak"}, v); err != nil {
			return err
		}
	}
	if len(c.problem.Relations) > 0 {
		if err := c.relationChanges(s, e, try); err != nil {
			return err
		}
	}
	if err := c.longer(ctx, s, e); err != nil {
		return err
	}
	slices.SortStableFunc(e.Changes, func(a, b CampaignChange) int { return cmp.Compare(a.LeftOut, b.LeftOut) })
	return nil
}

// ownChanges takes over what would open a start to a task that has none at all.
func (c *campaign) ownChanges(ctx context.Context, t int, e *NoPlanError) error {
	table := c.tables[t].c
	list, err := table.relaxations(ctx)
	if err != nil {
		return err
	}
	for _, r := range list[:min(3, len(list))] {
		e.Changes = append(e.Changes, CampaignChange{
			Change: fmt.Sprintf("for %s, %s: opens %d", c.Tasks[t].Name, r.Change, r.Opens), Task: c.Tasks[t].Name,
			LeftOut: len(e.LeftOut) - 1, CustomerHours: e.Placed.CustomerHours + r.Best.Impact.CustomerHours,
		})
	}
	return nil
}

// relationChanges tries wider series, and the after of tasks left out.
func (c *campaign) relationChanges(s *joint.Solution, e *NoPlanError, try func(CampaignChange, *joint.Problem) error) error {
	done := make(map[string]bool)
	for t := range c.Tasks {
		name := c.Tasks[t].series.name
		if name == "" || done[name] {
			continue
		}
		done[name] = true
		for _, days := range []int64{1, 3, 7} {
			v := c.variant(s)
			v.Relations = slices.Clone(v.Relations)
			for k, r := range v.Relations {
				if a, b := c.Tasks[r.Before].series, c.Tasks[r.Then].series; a.name == name && b.name == name {
					v.Relations[k].Most += days * exact.DaySeconds
				}
			}
			before := len(e.Changes)
			most := c.Tasks[t].series.atMost + time.Duration(days)*24*time.Hour
			if err := try(CampaignChange{Change: fmt.Sprintf("let two windows of %s lie up to %s apart", name, calendar.FormatSpan(most)), Task: name}, v); err != nil {
				return err
			}
			if n := len(e.Changes); n > before && e.Changes[n-1].LeftOut == 0 {
				break
			}
		}
	}
	tried := 0
	for _, l := range e.LeftOut {
		t := c.index.tasks[l.Task]
		for _, a := range c.Tasks[t].After {
			if tried++; tried > 5 {
				return nil
			}
			o := c.index.tasks[a.Task]
			v := c.variant(s)
			v.Relations = slices.DeleteFunc(slices.Clone(v.Relations), func(r joint.Relation) bool { return r.Before == o && r.Then == t })
			if err := try(CampaignChange{Change: fmt.Sprintf("drop that %s comes after %s", l.Task, a.Task), Task: l.Task}, v); err != nil {
				return err
			}
		}
	}
	return nil
}

// longer tries a horizon that ends later for all tasks.
func (c *campaign) longer(ctx context.Context, s *joint.Solution, e *NoPlanError) error {
	for i := range c.Tasks {
		if len(c.Tasks[i].Request.Rules) > 0 {
			return nil // rules may have been worked out for this horizon only
		}
	}
	for _, days := range []int{7, 28} {
		in := *c.Campaign
		in.Tasks = slices.Clone(in.Tasks)
		for t := range in.Tasks {
			h := &in.Tasks[t].Request.Horizon
			h.End = h.End.Add(time.Duration(days) * 24 * time.Hour)
		}
		v, err := c.planner.compileCampaign(ctx, &in, false)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return nil // a horizon that cannot be longer, such as one at the end of the years that are known
		}
		v.problem.Quick = true
		w, err := joint.Solve(ctx, &v.problem)
		if err != nil {
			return err
		}
		if w.Left < s.Left {
			e.Changes = append(e.Changes, CampaignChange{Change: fmt.Sprintf("look %d days further", days), LeftOut: w.Left, CustomerHours: c.hours(w.Cost)})
		}
		if w.Left == 0 {
			return nil
		}
	}
	return nil
}

// explain says in one sentence what does not fit.
func (e *NoPlanError) explain(tasks int) string {
	text := fmt.Sprintf("%d of %d tasks do not fit", len(e.LeftOut), tasks)
	if !e.Proven {
		text = fmt.Sprintf("no plan was found for %d of %d tasks", len(e.LeftOut), tasks)
	}
	for i, l := range e.LeftOut[:min(3, len(e.LeftOut))] {
		text += []string{": ", ", ", ", "}[i] + l.Task
		if l.FreeStarts == 0 {
			text += " (no start is free)"
		} else if len(l.Because) > 0 {
			text += " (" + l.Because[0].words() + ")"
		}
	}
	if len(e.LeftOut) > 3 {
		text += " and others"
	}
	if len(e.Changes) > 0 {
		text += fmt.Sprintf("; it would help to %s", e.Changes[0].Change)
		if n := e.Changes[0].LeftOut; n > 0 {
			text += fmt.Sprintf(" (%d left out)", n)
		}
	}
	return text
}

// words says what a cause is in a few words.
func (x Cause) words() string {
	switch {
	case x.Limit != "" && x.Task != "":
		return fmt.Sprintf("limit %s, with %s", x.Limit, x.Task)
	case x.Limit != "":
		return "limit " + x.Limit
	case x.Task != "":
		return x.Kind + " " + x.Task
	}
	return x.Kind
}
