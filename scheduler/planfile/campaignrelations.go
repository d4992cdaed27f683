package planfile

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

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
			c.wrong(v, fmt.Sprintf("no less than at_least (%s)", calendar.FormatSpan(least)))
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

var wholeDays = regexp.MustCompile(`^([0-9]{1,6})d$`)

// span reads a duration that may be whole days of 24 hours: relations are elapsed time.
func (r *reader) span(v value, least time.Duration) (time.Duration, bool) {
	if v.kind() == kindString {
		if m := wholeDays.FindStringSubmatch(v.doc.str(v.node)); m != nil {
			n, _ := strconv.Atoi(m[1])
			if d := time.Duration(n) * day; d >= least && d <= longestSpan {
				return d, true
			}
			r.wrong(v, fmt.Sprintf("a time from %s to %s", calendar.FormatSpan(least), calendar.FormatSpan(longestSpan)))
			return 0, false
		}
		if d, days, ok := durationOf(v.doc.str(v.node)); ok && days > 0 {
			r.wrong(v, v.expected+aside("write "+strconv.Quote(calendar.FormatSpan(d))))
			return 0, false
		}
	}
	return r.duration(v, least, longestSpan)
}
