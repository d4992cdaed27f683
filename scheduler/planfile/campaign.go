package planfile

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// campaigns reads the campaign of a plan.
type campaigns struct {
	*reader
	plan  *object
	draft *draft
	// origin holds, for every task of the campaign, its place in the file.
	origin []int
	// windows and rules hold what tasks of the same text have.
	windows, rules map[string]scheduler.Request
	rings          map[int][]string
	ringAt         map[int]value
}

// campaign reads the key campaign.
func (r *reader) campaign(plan *object, d *draft) {
	v, ok := plan.get("campaign")
	if !ok || r.full() {
		return
	}
	o, ok := r.object(v, campaignKeys)
	if !ok {
		return
	}
	if c, ok := plan.get("recurring"); ok {
		r.add(c.offset(), c.path(), found("a recurring slot beside a campaign"), "one of the two")
	}
	if search, ok := plan.get("search"); ok && search.kind() == kindObject {
		if at, ok := search.lookUp("candidates"); ok {
			r.add(at.offset(), at.path(), at.shown(), "none in a campaign: its tasks are planned on the grid")
		}
	}
	c := &campaigns{reader: r, plan: plan, draft: d, windows: make(map[string]scheduler.Request), rules: make(map[string]scheduler.Request), rings: make(map[int][]string), ringAt: make(map[int]value)}
	d.campaign = &scheduler.Campaign{Location: d.req.Grid.Location, Headquarters: d.req.Headquarters}
	if v, ok := o.get("tasks"); ok {
		c.tasks(v)
	}
	if v, ok := o.get("soak"); ok {
		d.campaign.Soak, _ = r.span(v, 0)
	}
	if v, ok := o.get("limits"); ok && r.list(v, scheduler.MaxCampaignLimits, "limits") {
		for _, item := range v.items("an object with a name and at_once or per") {
			if r.full() {
				return
			}
			d.campaign.Limits = append(d.campaign.Limits, c.limit(item))
		}
	}
	if v, ok := o.get("paid"); ok {
		c.paid(v)
	}
	if v, ok := o.get("effort"); ok {
		n, _ := r.integer(v, 1, scheduler.MaxEffort)
		d.campaign.Effort = int(n)
	}
	d.origin = c.origin
}

// tasks reads all tasks, then puts them into their rings.
func (c *campaigns) tasks(v value) {
	if !c.list(v, scheduler.MaxTasks, "tasks") {
		return
	}
	if v.size() == 0 {
		c.add(v.offset(), v.path(), found("an empty list"), v.expected)
		return
	}
	taken := make(names)
	for i, item := range v.items("an object with a name") {
		if c.full() {
			return
		}
		c.task(item, i, taken)
	}
	if n := len(c.draft.campaign.Tasks); n > scheduler.MaxTasks {
		c.add(v.offset(), v.path(), found(fmt.Sprintf("%d tasks, each occurrence of a series counted", n)), fmt.Sprintf("at most %d", scheduler.MaxTasks))
	}
	for k := range len(c.rings) {
		if _, ok := c.rings[k]; !ok {
			at := c.ringAt[slices.Min(slices.DeleteFunc(slices.Collect(maps.Keys(c.rings)), func(n int) bool { return n < k }))]
			c.add(at.offset(), at.path(), at.shown(), fmt.Sprintf("rings numbered from 0 without a gap: no task is in ring %d", k))
			return
		}
		c.draft.campaign.Rings = append(c.draft.campaign.Rings, c.rings[k])
	}
}

// task reads one task, with all its occurrences.
func (c *campaigns) task(v value, place int, taken names) {
	o, ok := c.object(v, taskKeys)
	if !ok {
		return
	}
	t := scheduler.Task{Name: c.own(o, taken), Request: c.request(o)}
	if v, ok := o.get("regions"); ok {
		t.Regions = c.regionNames(v)
	}
	if v, ok := o.get("share"); ok {
		if t.Share, ok = c.fraction(v); ok && t.Share < 0.5e-6 {
			c.wrong(v, v.expected)
		}
	}
	if v, ok := o.get("after"); ok {
		c.after(v, &t)
	}
	if v, ok := o.get("fixed"); ok {
		t.Fixed, _ = c.instant(v)
	}
	if v, ok := o.get("announced"); ok {
		t.Announced, _ = c.instant(v)
	}
	if v, ok := o.get("move_cost"); ok {
		t.MoveCost, _ = c.amount(v)
	}
	if v, ok := o.get("sequence"); ok {
		n, _ := c.integer(v, 0, 1_000_000)
		t.Sequence = int(n)
	}
	if v, ok := o.get("ring"); ok {
		if n, ok := c.integer(v, 0, scheduler.MaxTasks-1); ok {
			k := int(n)
			if t.Name != "" {
				c.rings[k] = append(c.rings[k], t.Name)
			}
			if _, ok := c.ringAt[k]; !ok {
				c.ringAt[k] = v
			}
		}
	}
	list := []scheduler.Task{t}
	if v, ok := o.get("series"); ok {
		list = c.series(v, o, t)
	}
	for range list {
		c.origin = append(c.origin, place)
	}
	c.draft.campaign.Tasks = append(c.draft.campaign.Tasks, list...)
}

// series reads how a task is repeated.
func (c *campaigns) series(v value, task *object, t scheduler.Task) []scheduler.Task {
	for _, key := range []string{"fixed", "announced"} {
		if at, ok := task.get(key); ok {
			c.wrong(at, "no "+key+" on a series: its occurrences are planned")
		}
	}
	o, ok := c.object(v, seriesKeys)
	if !ok {
		return []scheduler.Task{t}
	}
	times := int64(1)
	if v, ok := o.get("times"); ok {
		if times, ok = c.integer(v, 1, scheduler.MaxTasks); !ok {
			times = 1
		}
	}
	var least, most time.Duration
	sound := o.has("at_least") && o.has("at_most")
	if v, ok := o.get("at_least"); ok {
		least, ok = c.span(v, 0)
		sound = sound && ok
	}
	if v, ok := o.get("at_most"); ok {
		most, ok = c.span(v, time.Second)
		if sound = sound && ok; sound && most < least {
			c.wrong(v, fmt.Sprintf("at least at_least (%s)", formatDuration(least)))
		}
	}
	t.Fixed, t.Announced = time.Time{}, time.Time{}
	return scheduler.Series(t, int(times), least, max(most, least, time.Second))
}

// after reads the tasks that come before.
func (c *campaigns) after(v value, t *scheduler.Task) {
	if !c.list(v, scheduler.MaxTasks, "entries") {
		return
	}
	for _, item := range v.items("an object with the key task") {
		if c.full() {
			return
		}
		o, ok := c.object(item, afterKeys)
		a := scheduler.After{}
		if ok {
			if v, ok := o.get("task"); ok {
				a.Task, _ = c.text(v)
			}
			least := time.Duration(0)
			if v, ok := o.get("at_least"); ok {
				least, _ = c.span(v, 0)
			}
			a.AtLeast = least
			if v, ok := o.get("at_most"); ok {
				if most, ok := c.span(v, 0); ok {
					a.AtMost, a.Bounded = most, true
				}
			}
		}
		t.After = append(t.After, a)
	}
}

// request returns the plan's request with what the task says in its place.
func (c *campaigns) request(o *object) scheduler.Request {
	d := c.draft
	req := d.req
	req.Candidates, req.Count, req.Spacing = nil, 0, 0
	if v, ok := o.get("window"); ok {
		w := c.inherit(v, taskWindowKeys, "window", windowKeys, c.windows, func(o *object, d *draft) { c.windowOf(o, d) })
		req.Duration, req.Overrun, req.KeepClear, req.Rollback = w.Duration, w.Overrun, w.KeepClear, w.Rollback
	}
	if v, ok := o.get("rules"); ok {
		w := c.inherit(v, taskRuleKeys, "rules", ruleKeys, c.rules, func(o *object, d *draft) { c.rulesOf(o, d) })
		req.AllowWorkingDays, req.AllowHolidays, req.Estimated, req.Tolerate, req.Rules = w.AllowWorkingDays, w.AllowHolidays, w.Estimated, w.Tolerate, w.Rules
	}
	if v, ok := o.get("from"); ok {
		if t, ok := c.instant(v); ok {
			if h := d.req.Horizon; !h.Start.IsZero() && t.Before(h.Start) {
				c.wrong(v, fmt.Sprintf("an instant not before search.from (%s)", h.Start.Format(time.RFC3339)))
			}
			req.Horizon.Start = t
		}
	}
	if v, ok := o.get("to"); ok {
		if t, ok := c.instant(v); ok {
			if h := d.req.Horizon; !h.End.IsZero() && t.After(h.End) {
				c.wrong(v, fmt.Sprintf("an instant not after search.to (%s)", h.End.Format(time.RFC3339)))
			}
			req.Horizon.End = t
		}
	}
	return req
}

// inherit reads an object of a task over that of the plan, key by key. What is wrong with the plan's own
// was told before. Equal texts have equal answers, which are read once.
func (c *campaigns) inherit(v value, keys table, name string, planKeys table, known map[string]scheduler.Request, read func(*object, *draft)) scheduler.Request {
	o, ok := c.object(v, keys)
	if !ok {
		return c.draft.req
	}
	text := string(v.doc.text(v.node))
	if req, ok := known[text]; ok {
		return req
	}
	if p, ok := c.plan.get(name); ok && p.kind() == kindObject {
		before := len(c.problems.list)
		theirs, _ := c.object(p, planKeys)
		c.drop(before)
		for i := range o.values {
			if o.values[i].doc == nil && theirs != nil {
				o.values[i] = theirs.values[i]
			}
		}
	}
	d := *c.draft
	d.req = scheduler.Request{Horizon: d.req.Horizon, Grid: d.req.Grid}
	before := len(c.problems.list)
	read(o, &d)
	c.drop(before)
	if len(c.problems.list) == before {
		known[text] = d.req
	}
	return d.req
}

// drop takes back the faults after so many that are about the plan's own keys: they are known.
func (c *campaigns) drop(before int) {
	kept := c.problems.list[:before]
	for _, p := range c.problems.list[before:] {
		if strings.HasPrefix(p.err.Path, "campaign.") {
			kept = append(kept, p)
		}
	}
	c.problems.list = kept
}

// regionNames reads a list of regions, at least one, each once.
func (c *campaigns) regionNames(v value) []string {
	if v.kind() == kindList && v.size() == 0 {
		c.add(v.offset(), v.path(), found("an empty list"), "at least one region"+aside("leave the key out for the default"))
		return nil
	}
	if !c.list(v, scheduler.MaxRegions, "regions") {
		return nil
	}
	var list []string
	for _, item := range v.items("the name of a region") {
		if c.full() {
			break
		}
		name, ok := c.regionName(item, c.draft)
		if ok && slices.Contains(list, name) {
			c.wrong(item, "every region once")
			continue
		}
		list = append(list, name)
	}
	return list
}

// limit reads one limit. What cannot be read is left zero.
func (c *campaigns) limit(v value) scheduler.Limit {
	var l scheduler.Limit
	o, ok := c.object(v, campaignLimitKeys)
	if !ok {
		return l
	}
	if v, ok := o.get("name"); ok {
		l.Name, _ = c.name(v)
	}
	if v, ok := o.get("tasks"); ok {
		switch {
		case v.kind() == kindList && v.size() == 0:
			c.add(v.offset(), v.path(), found("an empty list"), "at least one task"+aside("leave the key out for all tasks"))
		case c.list(v, scheduler.MaxTasks, "tasks"):
			for _, item := range v.items("the name of a task or series") {
				name, _ := c.text(item)
				l.Tasks = append(l.Tasks, name)
			}
		}
		if at, ok := o.get("regions"); ok {
			c.wrong(at, "no regions beside tasks")
		}
	}
	if v, ok := o.get("regions"); ok && !o.has("tasks") {
		l.Regions = c.regionNames(v)
	}
	count := func(key string) int {
		v, ok := o.get(key)
		if !ok {
			return 0
		}
		n, _ := c.integer(v, 1, scheduler.MaxTasks)
		return int(n)
	}
	l.AtOnce, l.Windows = count("at_once"), count("windows")
	if v, ok := o.get("rest"); ok {
		l.Rest, _ = c.span(v, 0)
		if !o.has("at_once") {
			c.wrong(v, "at_once beside it")
		}
	}
	if v, ok := o.get("per"); ok {
		if word, ok := c.word(v, "day", "week", "month", "quarter", "year"); ok {
			l.Per, _ = scheduler.ParsePer(word)
		}
		if !o.has("windows") && !o.has("time") && !o.has("per_customer") {
			c.wrong(v, "windows, time or per_customer beside it")
		}
	}
	if v, ok := o.get("time"); ok {
		l.Time, _ = c.span(v, time.Second)
	}
	if v, ok := o.get("per_customer"); ok {
		if l.PerCustomer, ok = c.amount(v); ok && l.PerCustomer < 0.5e-6 {
			c.wrong(v, v.expected)
		}
		if !o.has("regions") {
			c.add(v.offset(), v.path(), v.shown(), "regions beside it: it is about the customers of each")
		}
	}
	for _, key := range []string{"windows", "time", "per_customer"} {
		if v, ok := o.get(key); ok && !o.has("per") {
			c.add(v.offset(), v.path(), v.shown(), "per beside it: day, week, month, quarter or year")
		}
	}
	if !o.has("at_once") && !o.has("per") && !o.has("windows") && !o.has("time") && !o.has("per_customer") {
		c.add(v.offset(), v.path(), found("no measure"), "at_once, or per with windows, time or per_customer")
	}
	return l
}

// paid reads what regions have borne.
func (c *campaigns) paid(v value) {
	c.draft.campaign.Paid = make(map[string]float64)
	for _, item := range c.entries(v, scheduler.MaxRegions, "regions") {
		item.expected = hoursOfThem
		if c.draft.named != nil {
			if _, ok := c.draft.named[item.key]; !ok {
				expected := "the name of a region as the key"
				if near, ok := nearest(item.key, c.draft.names); ok {
					expected += fmt.Sprintf(" (did you mean %q?)", near)
				}
				c.add(item.offset(), item.path(), found(fmt.Sprintf("the unknown region %q", shorten(item.key))), expected)
				continue
			}
		}
		if n, ok := c.amount(item); ok {
			c.draft.campaign.Paid[item.key] = n
		}
	}
}

// amount reads customer-hours.
func (r *reader) amount(v value) (float64, bool) {
	if v.kind() != kindNumber {
		r.wrong(v, v.expected)
		return 0, false
	}
	f, err := strconv.ParseFloat(string(v.doc.text(v.node)), 64)
	if err != nil || f < 0 || f > 1e12 {
		r.wrong(v, v.expected)
		return 0, false
	}
	return math.Abs(f), true
}

var wholeDays = regexp.MustCompile(`^([0-9]{1,6})d$`)

// span reads a duration that may be whole days of 24 hours: relations are elapsed time.
func (r *reader) span(v value, least time.Duration) (time.Duration, bool) {
	if v.kind() == kindString {
		if m := wholeDays.FindStringSubmatch(v.doc.str(v.node)); m != nil {
			n, _ := strconv.Atoi(m[1])
			if d := time.Duration(n) * day; d >= least && d <= longestSpan {
				return d, true
			}
			r.wrong(v, fmt.Sprintf("a time from %s to %s", formatDuration(least), formatDuration(longestSpan)))
			return 0, false
		}
	}
	return r.duration(v, least, longestSpan)
}

// checkCampaign has the planner check what was read.
func (r *reader) checkCampaign(plan value, planner *scheduler.Planner, d *draft) {
	if d.campaign == nil || r.err() != nil {
		return
	}
	err := planner.CheckCampaign(*d.campaign)
	r.adopt(plan, asWritten(plan, d.origin, err))
}

// asWritten returns faults of a campaign by the paths that the file has: the occurrences of a series are one
// task there, and what a task leaves to the plan is said there.
func asWritten(plan value, origin []int, err error) error {
	var faults scheduler.FieldErrors
	if !errors.As(err, &faults) {
		return err
	}
	out := make(scheduler.FieldErrors, 0, len(faults))
	seen := make(map[string]bool)
	for _, f := range faults {
		g := *f
		g.Path = filePath(plan, origin, f.Path)
		g.Expected = taskPath.ReplaceAllStringFunc(f.Expected, func(s string) string { return filePath(plan, origin, s) })
		if !seen[g.Path] {
			seen[g.Path] = true
			out = append(out, &g)
		}
	}
	return out
}

var taskPath = regexp.MustCompile(`campaign\.tasks\[([0-9]+)\]`)

func filePath(plan value, origin []int, path string) string {
	m := taskPath.FindStringSubmatchIndex(path)
	if m == nil || m[0] != 0 {
		return path
	}
	n, _ := strconv.Atoi(path[m[2]:m[3]])
	if n >= len(origin) {
		return path
	}
	task, rest := fmt.Sprintf("campaign.tasks[%d]", origin[n]), strings.TrimPrefix(path[m[1]:], ".")
	if rest == "" {
		return task
	}
	own := task + "." + strings.TrimPrefix(rest, "search.")
	if plan.doc == nil {
		return own
	}
	_, top, _ := strings.Cut(rest, "search.")
	if _, ok := plan.lookUp(own); ok && (top == "" || top == "from" || top == "to") {
		return own
	}
	group, _, _ := strings.Cut(rest, ".")
	if _, ok := plan.lookUp(task + "." + group); ok && (group == "window" || group == "rules") {
		return own // what is wrong is the task's own together with the plan's
	}
	if _, ok := plan.lookUp(rest); ok {
		return rest
	}
	return own
}
