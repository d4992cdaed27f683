package scheduler

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// campaignIndex finds tasks by the names that a campaign uses.
type campaignIndex struct {
	tasks  map[string]int
	series map[string][]int
}

// named returns the tasks that a name stands for.
func (x *campaignIndex) named(name string) []int {
	if t, ok := x.tasks[name]; ok {
		return []int{t}
	}
	return x.series[name]
}

// longestRelation bounds the durations of relations, soak and rest.
const longestRelation = longestSpan

// checkCampaign returns every fault of the campaign but those of the tasks' requests.
func (p *Planner) checkCampaign(c *Campaign) (*campaignIndex, FieldErrors) {
	var faults FieldErrors
	x := &campaignIndex{tasks: make(map[string]int), series: make(map[string][]int)}
	for _, zone := range []struct {
		path string
		loc  *time.Location
	}{{"search.time_zone", c.Location}, {"headquarters", c.Headquarters}} {
		if zone.loc != nil && zone.loc.String() == "Local" {
			faults.add(zone.path, "Local", "an IANA time zone, not that of the machine")
		}
	}
	if n := len(c.Tasks); n < 1 || n > MaxTasks {
		faults.add("campaign.tasks", n, fmt.Sprintf("1 to %d tasks, each occurrence of a series counted", MaxTasks))
		return x, faults
	}
	for i := range c.Tasks {
		p.checkTask(&c.Tasks[i], i, x, &faults)
	}
	for i := range c.Tasks {
		path := fmt.Sprintf("campaign.tasks[%d]", i)
		if first, ok := x.series[c.Tasks[i].Name]; ok {
			faults.add(path+".name", c.Tasks[i].Name, fmt.Sprintf("a name that is not that of a series (of campaign.tasks[%d])", first[0]))
		}
		checkAfter(c, i, x, &faults)
	}
	checkCircle(c, x, &faults)
	checkRings(c, x, &faults)
	p.checkCampaignLimits(c, x, &faults)
	for name, hours := range sortedPaid(c.Paid) {
		path := fmt.Sprintf("campaign.paid[%q]", name)
		if _, ok := p.index[name]; !ok {
			faults.add(path, name, "the name of a region")
		}
		if _, ok := customerHours(hours); !ok {
			faults.add(path, hours, hoursExpected)
		}
	}
	if c.Soak != 0 {
		checkDuration(&faults, "campaign.soak", c.Soak, 0, longestRelation)
	}
	if c.Effort < 0 || c.Effort > MaxEffort {
		faults.add("campaign.effort", c.Effort, fmt.Sprintf("a whole number from 1 to %d", MaxEffort))
	}
	return x, faults
}

func (p *Planner) checkTask(t *Task, i int, x *campaignIndex, faults *FieldErrors) {
	path := fmt.Sprintf("campaign.tasks[%d]", i)
	if n := len([]rune(t.Name)); n < 1 || n > maxNameLength {
		faults.add(path+".name", t.Name, fmt.Sprintf("a name of 1 to %d characters", maxNameLength))
	}
	if first, ok := x.tasks[t.Name]; ok {
		faults.add(path+".name", t.Name, fmt.Sprintf("a name of its own (campaign.tasks[%d] has the same)", first))
	} else {
		x.tasks[t.Name] = i
	}
	if s := t.series; s.name != "" {
		if own := x.series[s.name]; len(own) > 0 && s.number == 1 {
			faults.add(path+".name", s.name, fmt.Sprintf("a name of its own (campaign.tasks[%d] has the same)", own[0]))
		}
		x.series[s.name] = append(x.series[s.name], i)
		if s.number == 1 {
			checkDuration(faults, path+".series.at_least", s.atLeast, 0, longestRelation)
			checkDuration(faults, path+".series.at_most", s.atMost, time.Second, longestRelation)
			if s.atMost < s.atLeast {
				faults.add(path+".series.at_most", calendar.FormatSpan(s.atMost), fmt.Sprintf("no less than at_least (%s)", calendar.FormatSpan(s.atLeast)))
			}
		}
	}
	seen := make(map[string]bool)
	for k, name := range t.Regions {
		at := fmt.Sprintf("%s.regions[%d]", path, k)
		switch _, ok := p.index[name]; {
		case !ok:
			faults.add(at, name, "the name of a region")
		case seen[name]:
			faults.add(at, name, "every region once")
		}
		seen[name] = true
	}
	if share, ok := exact.Millionths(t.Share); !ok || t.Share != 0 && share == 0 {
		faults.add(path+".share", t.Share, "a share greater than 0, up to 1 (held in whole millionths)")
	}
	if t.Request.Candidates != nil {
		faults.add(path+".request.candidates", len(t.Request.Candidates), "none: tasks are planned on the grid")
	}
	if !t.Fixed.IsZero() && !t.Announced.IsZero() {
		faults.add(path+".fixed", formatTime(t.Fixed), "no fixed beside announced: a window that is fixed cannot move")
	}
	if !t.Fixed.IsZero() {
		checkInstant(faults, path+".fixed", t.Fixed)
	}
	if !t.Announced.IsZero() {
		checkInstant(faults, path+".announced", t.Announced)
	}
	if _, ok := customerHours(t.MoveCost); !ok {
		faults.add(path+".move_cost", t.MoveCost, hoursExpected)
	}
	if t.Sequence < 0 || t.Sequence > 1_000_000 {
		faults.add(path+".sequence", t.Sequence, "a whole number from 0 to 1000000")
	}
}

func checkAfter(c *Campaign, i int, x *campaignIndex, faults *FieldErrors) {
	for k, a := range c.Tasks[i].After {
		path := fmt.Sprintf("campaign.tasks[%d].after[%d]", i, k)
		switch other, ok := x.tasks[a.Task]; {
		case !ok && len(x.series[a.Task]) > 0:
			faults.add(path+".task", a.Task, fmt.Sprintf("a task or one occurrence, such as %q: it is a series", a.Task+" 1"))
		case !ok:
			faults.add(path+".task", a.Task, "the name of a task, or of one occurrence of a series")
		case other == i:
			faults.add(path+".task", a.Task, "another task: a circle of after, "+a.Task+" after itself")
		}
		if a.AtLeast != 0 {
			checkDuration(faults, path+".at_least", a.AtLeast, 0, longestRelation)
		}
		if a.bounded() && checkDuration(faults, path+".at_most", a.AtMost, 0, longestRelation) && a.AtMost < a.AtLeast {
			faults.add(path+".at_most", calendar.FormatSpan(a.AtMost), fmt.Sprintf("no less than at_least (%s)", calendar.FormatSpan(a.AtLeast)))
		}
	}
}

func (a *After) bounded() bool { return a.Bounded || a.AtMost != 0 }

// checkCircle spells out a circle of after and series, if there is one.
func checkCircle(c *Campaign, x *campaignIndex, faults *FieldErrors) {
	state := make([]int, len(c.Tasks)) // 1 while on the way, 2 once done
	var way []int
	var visit func(t int) bool
	visit = func(t int) bool {
		if state[t] == 2 {
			return false
		}
		way = append(way, t)
		if state[t] == 1 {
			return true
		}
		state[t] = 1
		for _, b := range c.before(t, x) {
			if b != t && visit(b) {
				return true
			}
		}
		state[t] = 2
		way = way[:len(way)-1]
		return false
	}
	for t := range c.Tasks {
		if !visit(t) {
			continue
		}
		at := slices.Index(way, way[len(way)-1])
		names := make([]string, 0, len(way))
		for _, u := range way[at:] {
			names = append(names, fmt.Sprintf("%q", c.Tasks[u].Name))
		}
		first := way[at]
		path := fmt.Sprintf("campaign.tasks[%d].after", first)
		faults.add(path, c.Tasks[first].Name, "no circle of after: "+strings.Join(names, " after "))
		return
	}
}

// before returns the tasks that a task comes after by after or series.
func (c *Campaign) before(t int, x *campaignIndex) []int {
	var list []int
	for _, a := range c.Tasks[t].After {
		if o, ok := x.tasks[a.Task]; ok {
			list = append(list, o)
		}
	}
	if s := c.Tasks[t].series; s.number > 1 {
		if o, ok := x.tasks[fmt.Sprintf("%s %d", s.name, s.number-1)]; ok {
			list = append(list, o)
		}
	}
	return list
}

func checkRings(c *Campaign, x *campaignIndex, faults *FieldErrors) {
	seen := make(map[int]int)
	for k, ring := range c.Rings {
		if len(ring) == 0 {
			faults.add(fmt.Sprintf("campaign.rings[%d]", k), nil, "at least one task: rings are numbered from 0 without a gap")
		}
		for m, name := range ring {
			path := fmt.Sprintf("campaign.rings[%d][%d]", k, m)
			tasks := x.named(name)
			if len(tasks) == 0 {
				faults.add(path, name, "the name of a task or series")
			}
			for _, t := range tasks {
				if other, ok := seen[t]; ok {
					faults.add(path, name, fmt.Sprintf("every task in one ring (it is in ring %d)", other))
				}
				seen[t] = k
			}
		}
	}
}

// CheckCampaign returns what is wrong with a campaign, as FieldErrors, without working it out: all but
// what only its free starts tell, such as a fixed window that is not free. Paths are as in a plan file; those of
// a task's request are those of Check, behind "campaign.tasks[i].".
func (p *Planner) CheckCampaign(c Campaign) error {
	_, faults := p.checkCampaign(&c)
	if len(c.Tasks) > MaxTasks {
		return faults.err()
	}
	for i := range c.Tasks {
		req := &c.Tasks[i].Request
		_, err := req.check(len(p.regions))
		wrong, _ := err.(FieldErrors)
		for _, f := range append(wrong, checkRules(req.Rules, p.index)...) {
			faults.add(fmt.Sprintf("campaign.tasks[%d].%s", i, f.Path), f.Value, f.Expected)
		}
	}
	return faults.err()
}
