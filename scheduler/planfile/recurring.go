package planfile

import (
	"github.com/quietwindow/quietwindow/scheduler"
)

var recurringKeys = table{
	{"every", true, `"week", "2 weeks", "4 weeks" or "month"`, "", "how often the window comes back; month is the nth weekday of the month"},
	{"time_zone", false, aZone, "UTC", "the clocks of the slot: UTC where the platform stores UTC"},
}

// recurring reads the key recurring.
func (r *reader) recurring(plan *object, d *draft) {
	v, ok := plan.get("recurring")
	if !ok || r.full() {
		return
	}
	o, ok := r.object(v, recurringKeys)
	if !ok {
		return
	}
	d.recurring = &scheduler.Every{}
	if v, ok := o.get("every"); ok {
		if word, ok := r.word(v, "week", "2 weeks", "4 weeks", "month"); ok {
			d.recurring.Weeks, d.recurring.Month = map[string]int{"week": 1, "2 weeks": 2, "4 weeks": 4}[word], word == "month"
		}
	}
	if v, ok := o.get("time_zone"); ok {
		d.recurring.Location = r.zone(v)
	}
	if search, ok := plan.get("search"); ok && search.kind() == kindObject {
		if at, ok := search.lookUp("candidates"); ok {
			r.add(at.offset(), at.path(), at.shown(), "none beside recurring: every slot is looked at")
		}
	}
}
