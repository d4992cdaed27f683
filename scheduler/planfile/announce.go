package planfile

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
)

var noticeKeys = table{
	{"at_least", false, aDuration, "none", "how long before a start its customers must be told; with announced, starts sooner than that are blocked"},
	{"reminders", false, fmt.Sprintf("a list of at most %d times", notice.MaxReminders), "none", "how long before the start each reminder goes out"},
	{"updates", false, aDuration, "none", "how often customers are told how the work stands"},
	{"business_hours", false, `clock readings such as "09:00-17:00"`, "09:00-17:00", "when an announcement is read, on each region's own clock and working days"},
	{"service", false, "a text", "our service", "what is maintained, as customers know it"},
	{"link", false, "a web address beginning with https:// or http://", "none", "where customers can follow"},
	{"contact", false, "a text", "none", "whom customers can ask"},
}

// announcement reads when customers are told, and of what.
func (r *reader) announcement(plan *object, d *draft) {
	if v, ok := plan.get("announced"); ok {
		d.req.Notice.Announced, _ = r.instant(v)
	}
	v, ok := plan.get("notice")
	if !ok || r.full() {
		return
	}
	o, ok := r.object(v, noticeKeys)
	if !ok {
		return
	}
	d.notice = &Notice{}
	if v, ok := o.get("at_least"); ok {
		d.req.Notice.AtLeast, _ = r.duration(v, time.Second, longestSpan)
	}
	if v, ok := o.get("reminders"); ok && r.list(v, notice.MaxReminders, "reminders") {
		for _, item := range v.items(aDuration) {
			before, _ := r.duration(item, time.Second, longestSpan)
			d.notice.Policy.Reminders = append(d.notice.Policy.Reminders, before)
		}
	}
	if v, ok := o.get("updates"); ok {
		d.notice.Policy.Updates, _ = r.duration(v, time.Minute, scheduler.MaxExposure)
	}
	d.notice.Policy.BusinessHours = r.hours(o, "business_hours")
	d.notice.Options.Service = r.optional(o, "service")
	d.notice.Options.Link = r.optional(o, "link")
	d.notice.Options.Contact = r.optional(o, "contact")
}

// optional reads the text under a key, empty where there is none.
func (r *reader) optional(o *object, key string) string {
	v, ok := o.get(key)
	if !ok {
		return ""
	}
	s, _ := r.text(v)
	return s
}

// Notice says how customers are told.
type Notice struct {
	Policy  notice.Policy
	Options notice.Options
}
