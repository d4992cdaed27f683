package decision

import (
	"cmp"
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// Size is how large the work on a plan, and the answer to it, can become. Those who answer others hold it to limits of
// theirs before the work begins.
type Size struct {
	// Suggestions is the most suggestions that the result can have; 0 for a campaign.
	Suggestions int
	// TaskStarts is the most starts that the tasks of a campaign can have together, TaskRegions how many impacts on a
	// region its answer has.
	TaskStarts  int64
	TaskRegions int
	// Memory is about what the work needs, in bytes, rounded up. The answer as text is not in it.
	Memory int64
}

// What the parts of a plan take of the memory, in bytes, rounded up. Measured as the growth of the
// heap's peak over many plans of each kind by the attack suite, which fails where the sum is too small.
const (
	regionDayWeight  = 24    // of a day of a region: its kind, in the search and in a second search
	impactWeight     = 2_000 // of a region in a suggestion: the figures, and their text
	regionWeight     = 4_000
	slotWeight       = 200 // of a step of demand
	shareDayWeight   = 450 // of a day of a rule that looks at demand: the time it blocks
	hoursDayWeight   = 250 // of a day of a rule that allows hours only
	occurrenceWeight = 150 // of an occurrence of a slot: the time, and its text
	baseWeight       = 2 << 20
	lineWeight       = 100 // of a region in a notice
	wordsWeight      = 600 // of what the built-in wording says of it, in three forms
)

// SizeOf returns the size of a plan of which so many starts are to be judged. Cost: proportional to the tasks, the
// limits and the rules.
func SizeOf(plan *planfile.Plan, judged int) Size {
	s := Size{Suggestions: suggestions(plan)}
	regions := int64(len(plan.Regions))
	days := int64(plan.Request.Horizon.Duration().Hours()/24) + 40
	s.Memory = baseWeight
	s.Memory += regions * regionWeight
	s.Memory += regions * days * regionDayWeight
	s.Memory += days * 24 * 4 * slotWeight
	s.Memory += days * daily(plan.Request.Rules)
	s.Memory += regions * int64(max(s.Suggestions, judged, 1)) * impactWeight
	if plan.Recurring != nil {
		s.Memory += int64(s.Suggestions) * (days/7 + 1) * occurrenceWeight
	}
	if plan.Campaign != nil {
		s.addCampaign(plan)
	}
	if n := plan.Notice; n != nil {
		lines := min(notice.MaxLines, regions*int64(notice.MaxEntries(plan.Request, n.Policy)))
		most := cmp.Or(n.Options.MaxBytes, notice.UsualBytes)
		if n.Options.Templates == nil {
			most = min(most, lines*wordsWeight)
		}
		s.Memory += lines*lineWeight + most
	}
	return s
}

// usualCount is the number of suggestions where a request does not say.
const usualCount = 5

func suggestions(plan *planfile.Plan) int {
	if plan.Campaign != nil {
		return 0
	}
	n := plan.Request.Count
	if n == 0 {
		n = usualCount
	}
	if listed := len(plan.Request.Candidates); listed > 0 {
		n = min(n, listed)
	}
	return n
}

// daily is the memory for a day of the rules that block time on every day.
func daily(rules []scheduler.Rule) int64 {
	n := int64(0)
	for i := range rules {
		switch rules[i].Name {
		case scheduler.RuleLimitShare, scheduler.RuleLimitPeak:
			n += shareDayWeight
		case scheduler.RuleOnlyHours:
			n += hoursDayWeight
		}
	}
	return n
}

// What the parts of a campaign take besides.
const (
	startWeight      = 150 // of a start of a task: what it costs, in the search and in its prices
	usualStep        = 15 * time.Minute
	tableSlotWeight  = 16 // of a step of demand of tasks that differ in what is asked for them
	regionHourWeight = 36 // of an hour of each of their regions by itself, for what its customers bear
	useWeight        = 16 // of what a start costs one region, for a limit on that
)

// addCampaign adds what a campaign takes, beyond a plan of one window.
func (s *Size) addCampaign(plan *planfile.Plan) {
	// disturbed is how many regions a task or a limit names: all, where it names none.
	disturbed := func(named []string) int {
		if len(named) == 0 {
			return len(plan.Regions)
		}
		return len(named)
	}
	tables := make(map[string]bool)
	for i := range plan.Campaign.Tasks {
		one := &plan.Campaign.Tasks[i]
		s.TaskStarts += steps(one)
		s.TaskRegions += disturbed(one.Regions)
		key := tableOf(one)
		if tables[key] {
			continue
		}
		tables[key] = true
		hours := int64(one.Request.Horizon.Duration()/time.Hour) + 40*24
		s.Memory += hours*4*tableSlotWeight + int64(disturbed(one.Regions))*(hours*regionHourWeight+regionWeight)
	}
	s.Memory += int64(s.TaskRegions)*impactWeight + s.TaskStarts*startWeight
	for _, l := range plan.Campaign.Limits {
		if l.PerCustomer > 0 {
			s.Memory += s.TaskStarts * useWeight * int64(disturbed(l.Regions))
		}
	}
}

// steps is the most starts that a task can have.
func steps(task *scheduler.Task) int64 {
	step := task.Request.Grid.Step
	if step == 0 {
		step = usualStep
	}
	return int64(task.Request.Horizon.Duration() / step)
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
