package httpapi

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// What the parts of a campaign take besides, as in weight.go.
const (
	startWeight      = 150 // of a start of a task: what it costs, in the search and in its prices
	usualStep        = 15 * time.Minute
	tableSlotWeight  = 16 // of a step of demand of tasks that differ in what is asked for them
	regionHourWeight = 36 // of an hour of each of their regions by itself, for what its customers bear
	useWeight        = 16 // of what a start costs one region, for a limit on that
)

// steps is the most starts that a task can have.
func steps(task *scheduler.Task) int64 {
	step := task.Request.Grid.Step
	if step == 0 {
		step = usualStep
	}
	return int64(task.Request.Horizon.Duration() / step)
}

// taskStarts is the most starts that the tasks of a campaign can have together.
func (t *task) taskStarts() int64 {
	n := int64(0)
	for i := range t.tasks() {
		n += steps(&t.plan.Campaign.Tasks[i])
	}
	return n
}

// tasks are those of the campaign, if there is one.
func (t *task) tasks() []scheduler.Task {
	if t.plan.Campaign == nil {
		return nil
	}
	return t.plan.Campaign.Tasks
}

// disturbed is how many regions a task or a limit names: all, where it names none.
func (t *task) disturbed(named []string) int {
	if len(named) == 0 {
		return len(t.plan.Regions)
	}
	return len(named)
}

// taskRegions is how many impacts on a region the answer to a campaign has.
func (t *task) taskRegions() int {
	n := 0
	for _, one := range t.tasks() {
		n += t.disturbed(one.Regions)
	}
	return n
}

// campaignWeight is the memory for the work on a campaign, beyond that for a plan of one window.
func (t *task) campaignWeight() int64 {
	n := int64(t.taskRegions()) * impactWeight
	tables := make(map[string]bool)
	starts := int64(0)
	for i := range t.tasks() {
		one := &t.tasks()[i]
		starts += steps(one)
		key := tableOf(one)
		if tables[key] {
			continue
		}
		tables[key] = true
		hours := int64(one.Request.Horizon.Duration()/time.Hour) + 40*24
		n += hours*4*tableSlotWeight + int64(t.disturbed(one.Regions))*(hours*regionHourWeight+regionWeight)
	}
	n += starts * startWeight
	if t.plan.Campaign == nil {
		return n
	}
	for _, l := range t.plan.Campaign.Limits {
		if l.PerCustomer > 0 {
			n += starts * useWeight * int64(t.disturbed(l.Regions))
		}
	}
	return n
}

// tableOf is the same for tasks that are worked out together: those of which the same is asked.
func tableOf(one *scheduler.Task) string {
	r := &one.Request
	rules := ""
	if len(r.Rules) > 0 {
		rules = fmt.Sprintf("%p %d", &r.Rules[0], len(r.Rules))
	}
	return fmt.Sprint(one.Regions, one.Share, r.Horizon.Start.Unix(), r.Horizon.End.Unix(), r.Duration, r.Overrun, r.KeepClear, r.Rollback, r.AllowWorkingDays, r.AllowHolidays, r.Tolerate, rules)
}
