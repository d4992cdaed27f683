package httpapi

import (
	"fmt"

	"github.com/quietwindow/quietwindow/scheduler/decision"
)

// limits returns a problem where what is asked about the plan is larger than is taken here. The plan
// itself was read within its limits.
func (t *task) limits() error {
	t.size = decision.SizeOf(t.plan, len(t.ask.starts))
	faults := t.campaignLimits()
	in := t.ask.in
	regions := len(t.plan.Regions)
	if n := t.size.Suggestions; n*regions > t.opts.MaxImpacts {
		faults = append(faults, at(in+"/search/count", n, fmt.Sprintf("at most %d with %d regions: suggestions times regions are at most %d", t.opts.MaxImpacts/regions, regions, t.opts.MaxImpacts)))
	}
	if n := len(t.ask.starts); n*regions > t.opts.MaxImpacts {
		faults = append(faults, Fault{Parameter: t.ask.startsIn[0].Parameter, Pointer: startsPointer(t.ask), Value: n, Expected: fmt.Sprintf("at most %d starts with %d regions: starts times regions are at most %d", t.opts.MaxImpacts/regions, regions, t.opts.MaxImpacts)})
	}
	if n := t.size.Memory; faults == nil && n > t.opts.MaxRequestMemory {
		faults = append(faults, at(in, nil, fmt.Sprintf("a plan that needs at most %d MiB of memory to work on; this one needs about %d: %s help", t.opts.MaxRequestMemory>>20, n>>20, t.helps())))
	}
	if faults == nil {
		return nil
	}
	return newProblem(TypeLimit, "This service takes less at once.", faults...)
}

// helps says what makes the work on a plan smaller.
func (t *task) helps() string {
	if t.plan.Campaign != nil {
		return "fewer tasks, or tasks that are asked for alike, shorter searches, a coarser step, or limits per customer on fewer regions"
	}
	return "fewer regions, a shorter search or fewer suggestions"
}

// startsPointer is where the starts to assess stand, if that is in the body.
func startsPointer(a *ask) *string {
	if a.startsIn[0].Pointer == nil {
		return nil
	}
	pointer := "/" + keyStarts
	return &pointer
}
