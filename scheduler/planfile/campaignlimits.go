package planfile

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

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
		r.wrong(v, v.expected+aside(v.inText(func(text string) string { return realHint(text, 1e12) })))
		return 0, false
	}
	f, err := strconv.ParseFloat(string(v.doc.text(v.node)), 64)
	if err != nil || f < 0 || f > 1e12 {
		r.wrong(v, v.expected)
		return 0, false
	}
	return math.Abs(f), true
}
