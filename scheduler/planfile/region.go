package planfile

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/internal/plaintext"
)

// weekFromMonday is the order in which days of the week are listed.
var weekFromMonday = [7]time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// activities reads the plan's own activities.
func (r *reader) activities(plan *object, d *draft) {
	d.activities = make(map[string]scheduler.Profile)
	v, ok := plan.get("activities")
	if !ok {
		return
	}
	list := r.entries(v, MaxActivities, "activities")
	if list == nil {
		d.activities = nil
	}
	for _, entry := range list {
		if r.full() {
			return
		}
		_, builtin := scheduler.BuiltinActivity(entry.key)
		switch {
		case builtin:
			r.add(entry.offset(), entry.path(), found("the name of a built-in activity"), "a name other than "+listed(scheduler.BuiltinActivities(), "or"))
		case !isName(entry.key):
			r.add(entry.offset(), entry.path(), found(fmt.Sprintf("the name %q", shorten(entry.key))), nameRule)
		case plaintext.Fault(entry.key) != "":
			r.add(entry.offset(), entry.path(), found(fmt.Sprintf("the name %q", shorten(entry.key))), nameRule+", "+plaintext.Rule+aside(plaintext.Fault(entry.key)))
		}
		entry.expected = "an object with the keys workday, weekend and holiday"
		d.activities[entry.key] = r.profile(entry)
	}
}

// profile reads the rows of one activity.
func (r *reader) profile(v value) scheduler.Profile {
	o, ok := r.object(v, activityKeys)
	if !ok {
		return scheduler.Profile{}
	}
	rows := scheduler.ProfileRows{Days: map[time.Weekday]scheduler.Shares{}, HolidayDays: map[time.Weekday]scheduler.Shares{}}
	r.row(o, "workday", func(s scheduler.Shares) { rows.Workday = s })
	r.row(o, "weekend", func(s scheduler.Shares) { rows.Weekend = s })
	r.row(o, "holiday", func(s scheduler.Shares) { rows.Holiday = s })
	for _, day := range weekFromMonday {
		name := strings.ToLower(day.String())
		r.row(o, name, func(s scheduler.Shares) { rows.Days[day] = s })
		r.row(o, "holiday_"+name, func(s scheduler.Shares) { rows.HolidayDays[day] = s })
	}
	profile, err := scheduler.NewProfile(rows)
	if err != nil {
		// Every share was checked.
		panic(err)
	}
	return profile
}

// row reads the 24 shares under a key, if it is there.
func (r *reader) row(o *object, key string, set func(scheduler.Shares)) {
	v, ok := o.get(key)
	if !ok {
		return
	}
	var row scheduler.Shares
	switch {
	case v.kind() != kindList:
		r.wrong(v, v.expected)
		return
	case v.size() != len(row):
		r.add(v.offset(), v.path(), found(count(v.size(), "share", "shares")), v.expected)
		return
	}
	for i, item := range v.items(aShare) {
		row[i], _ = r.fraction(item)
	}
	set(row)
}

// regions reads all regions.
func (r *reader) regions(plan *object, d *draft) {
	v, ok := plan.get("regions")
	switch {
	case !ok || r.full():
		return
	case v.kind() == kindList && (v.size() < 1 || v.size() > r.limits.Regions):
		lowered := v.size() >= 1 && v.size() <= scheduler.MaxRegions
		r.beyond(lowered, v.offset(), v.path(), found(count(v.size(), "region", "regions")), fmt.Sprintf("1 to %d regions", r.limits.Regions))
		return
	case !r.list(v, scheduler.MaxRegions, "regions"):
		return
	}
	d.named = make(map[string]int, v.size())
	sources := newSources(d)
	for i, item := range v.items("an object with the keys name, customers and time_zone") {
		if r.full() {
			return
		}
		region, about := r.region(item, d, sources)
		d.regions, d.about = append(d.regions, region), append(d.about, about)
		if _, ok := d.named[region.Name]; !ok {
			d.named[region.Name] = i
			d.names = append(d.names, region.Name)
		}
	}
	if _, nameless := d.named[""]; nameless {
		d.named = nil
	}
	d.warnings = sources.warnings
}

// region reads one region. What cannot be read is left zero.
func (r *reader) region(v value, d *draft, sources *sources) (region scheduler.Region, about Region) {
	o, ok := r.object(v, regionKeys)
	if !ok {
		return region, about
	}
	if v, ok := o.get("name"); ok {
		region.Name, _ = r.name(v)
	}
	if v, ok := o.get("customers"); ok {
		region.Customers = r.customers(v)
	}
	if v, ok := o.get("weight"); ok {
		region.Weight = r.weight(v)
	}
	if v, ok := o.get("time_zone"); ok {
		region.Calendar.Location = r.zone(v)
	}
	about.Name = region.Name
	r.holidays(o, &region, &about, sources)
	r.weekend(o, &region, &about)
	about.Activity, region.Activity = r.activity(o, d, region.Calendar)
	if v, ok := o.get("forecast"); ok {
		region.Forecast = r.forecast(v)
	}
	return region, about
}

// customers reads a number of customers. One that is beyond the limit by itself is left at 0, so that
// the regions after it are not said to be too many as well.
func (r *reader) customers(v value) int64 {
	n, ok := r.integer(v, 1, math.MaxInt64)
	if ok && n > scheduler.MaxCustomers {
		r.wrong(v, fmt.Sprintf("%s, at most %d in all regions together", v.expected, int64(scheduler.MaxCustomers)))
		return 0
	}
	return n
}

// activity reads the name of an activity, and finds it; or learns it from a history.
func (r *reader) activity(o *object, d *draft, cal calendar.Calendar) (string, scheduler.Profile) {
	v, ok := o.get("activity")
	if !ok {
		return scheduler.BuiltinActivities()[0], scheduler.Business()
	}
	if v.kind() == kindObject {
		return r.history(o, v, d, cal)
	}
	name, ok := r.text(v)
	if !ok {
		return "", scheduler.Profile{}
	}
	if profile, ok := d.activities[name]; ok {
		return name, profile
	}
	profile, ok := scheduler.BuiltinActivity(name)
	if !ok && !r.full() && d.activities != nil {
		expected := listed(scheduler.BuiltinActivities(), "or") + ", or a key of activities"
		if near, ok := nearest(name, r.activityNames(d)); ok {
			expected += fmt.Sprintf(" (did you mean %q?)", near)
		}
		r.wrong(v, expected)
	}
	return name, profile
}

// activityNames returns the names of all activities: built-in ones first, then the plan's own by name.
func (r *reader) activityNames(d *draft) []string {
	var own []string
	for name := range d.activities {
		own = append(own, name)
	}
	slices.Sort(own)
	return append(scheduler.BuiltinActivities(), own...)
}

// weekend reads the weekly days off. Without the key they are those of the first holiday code.
func (r *reader) weekend(o *object, region *scheduler.Region, about *Region) {
	v, ok := o.get("weekend")
	if !ok {
		region.Calendar.Weekend, about.WeekendOf = usualWeekend(about.Holidays)
		return
	}
	if s, ok := r.text(v); ok {
		days, err := calendar.ParseDaySet(s)
		if err != nil {
			r.wrong(v, v.expected)
		}
		region.Calendar.Weekend = calendar.FixedWeekend(days).Meant()
	}
}
