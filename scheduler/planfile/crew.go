package planfile

import (
	"fmt"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

var crewKeys = table{
	{"name", true, nameRule, "", "what the crew is called; unique"},
	{"people", true, "a positive whole number", "", "how many they are"},
	{"time_zone", true, aZone, "", "the crew's clock, an IANA name"},
	{"holidays", false, `a list of ISO 3166 codes such as "US" or "DE-BY", or of objects with code or ics`, "none", "their own public holidays"},
	{"extra_holidays", false, "an object of names by date", "none", "days off added to those of the codes"},
	{"working_days", false, "an object of names by date", "none", "rest days on which they work, whatever the codes say: the key is the date, the value the name"},
	{"weekend", false, `days such as "Sat,Sun": English three-letter names joined by commas, "" for none`, "that of the first code, else Sat,Sun", `their weekly days off; "" means none`},
	{"hours", true, `clock readings such as "08:00-22:00"`, "", "the hours in which they work, on their own clock"},
	{"hard", false, "true or false", "false", "whether maintenance, with what is kept clear, is only within their hours; if not, working outside them or on days off is a burden that is reported"},
}

// crews reads who does the work.
func (r *reader) crews(plan *object, d *draft) {
	v, ok := plan.get("crew")
	if !ok || r.full() || !r.list(v, scheduler.MaxCrews, "crews") {
		return
	}
	sources, taken := newSources(d), make(names)
	for _, item := range v.items("an object with the keys name, people, time_zone and hours") {
		if r.full() {
			return
		}
		crew, about := r.crew(item, sources, taken)
		d.req.Crew, d.crews = append(d.req.Crew, crew), append(d.crews, about)
	}
	d.warnings = append(d.warnings, sources.warnings...)
}

// crew reads one crew. What cannot be read is left zero.
func (r *reader) crew(v value, sources *sources, taken names) (crew scheduler.Crew, about Region) {
	o, ok := r.object(v, crewKeys)
	if !ok {
		return crew, about
	}
	crew.Name = r.own(o, taken)
	if v, ok := o.get("people"); ok {
		crew.People, _ = r.integer(v, 1, scheduler.MaxPeople)
	}
	// A crew has a calendar as a region has.
	var region scheduler.Region
	if v, ok := o.get("time_zone"); ok {
		region.Calendar.Location = r.zone(v)
	}
	about.Name = crew.Name
	r.holidays(o, &region, &about, sources)
	r.weekend(o, &region, &about)
	crew.Calendar = region.Calendar
	crew.Hours = r.hours(o, "hours")
	if v, ok := o.get("hard"); ok {
		crew.Hard, _ = r.boolean(v)
	}
	return crew, about
}

// hours reads a part of the day, if the key is there. It is zero where it cannot be read.
func (r *reader) hours(o *object, key string) calendar.Hours {
	v, ok := o.get(key)
	if !ok {
		return calendar.Hours{}
	}
	s, ok := r.text(v)
	if !ok {
		return calendar.Hours{}
	}
	hours, err := calendar.ParseHours(s)
	if err != nil {
		r.wrong(v, v.expected+aside("00:00-24:00 is the whole day"))
	}
	return hours
}

var caseKeys = table{
	{"case", true, "customers, activity, work, overrun or holiday", "", "what turns out to be different: customers by percent, activity by hours, work and overrun by a factor, one holiday missing"},
	{"by", false, "a whole number: 1 to 99 percent, 1 to 12 hours, a factor of 2 to 10", "20, 1, 2, 2", "by how much; not for holiday"},
}

// cases reads in which cases the suggestions are looked at. It is nil where the plan does not say.
func (r *reader) cases(plan *object) []scheduler.Case {
	v, ok := plan.get("robustness")
	if !ok || r.full() || !r.list(v, 2*maxCases, "cases") {
		return nil
	}
	list := make([]scheduler.Case, 0, v.size())
	seen := make(map[scheduler.Case]string)
	for _, item := range v.items("an object with the keys case and by") {
		c, ok := r.oneCase(item)
		if !ok {
			continue
		}
		if first, again := seen[c]; again {
			r.add(item.offset(), item.path(), string(c.Kind), fmt.Sprintf("every case once (it is %s)", first))
			continue
		}
		seen[c] = item.path()
		list = append(list, c)
	}
	return list
}

// maxCases is more than any list needs.
const maxCases = 10

// oneCase reads one case. The default of its size is that of the scheduler's default cases.
func (r *reader) oneCase(v value) (scheduler.Case, bool) {
	o, ok := r.object(v, caseKeys)
	if !ok {
		return scheduler.Case{}, false
	}
	var c scheduler.Case
	by, given := o.get("by")
	word := ""
	kind, ok := o.get("case")
	if ok {
		word, ok = r.word(kind, "customers", "activity", "work", "overrun", "holiday")
	}
	if !ok {
		if given {
			r.integer(by, 1, 99) // of any case
		}
		return c, false
	}
	for _, d := range scheduler.DefaultCases() {
		if string(d.Kind) == word {
			c = d
		}
	}
	if !given {
		return c, true
	}
	if c.Kind == scheduler.CaseHoliday {
		r.add(by.offset(), by.path(), by.shown(), "nothing: one holiday at a time is missing")
		return c, false
	}
	limits := map[scheduler.CaseKind][2]int64{scheduler.CaseCustomers: {1, 99}, scheduler.CaseActivity: {1, 12}, scheduler.CaseWork: {2, 10}, scheduler.CaseOverrun: {2, 10}}
	by.expected = fmt.Sprintf("a whole number from %d to %d", limits[c.Kind][0], limits[c.Kind][1])
	if hint := by.inText(percentHint); hint != "" && c.Kind == scheduler.CaseCustomers {
		r.wrong(by, by.expected+aside(hint))
		return c, false
	}
	n, ok := r.integer(by, limits[c.Kind][0], limits[c.Kind][1])
	c.By = int(n)
	return c, ok
}
