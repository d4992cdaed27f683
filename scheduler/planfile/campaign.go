package planfile

import (
	"fmt"
	"maps"
	"slices"
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
