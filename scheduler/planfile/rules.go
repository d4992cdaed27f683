package planfile

import (
	"fmt"

	"github.com/quietwindow/quietwindow/scheduler"
)

// rules reads what keeps the window out of parts of the time.
func (r *reader) rules(plan *object, d *draft) {
	v, ok := plan.get("rules")
	if !ok || r.full() {
		return
	}
	if o, ok := r.object(v, ruleKeys); ok {
		r.rulesOf(o, d)
	}
}

// rulesOf reads the keys of rules.
func (r *reader) rulesOf(o *object, d *draft) {
	if v, ok := o.get("exclude_weekdays"); ok {
		exclude, ok := r.boolean(v)
		d.req.AllowWorkingDays = ok && !exclude
	}
	if v, ok := o.get("exclude_holidays"); ok {
		exclude, ok := r.boolean(v)
		d.req.AllowHolidays = ok && !exclude
	}
	if v, ok := o.get("estimated"); ok {
		word, _ := r.word(v, "pad", "exact", "ignore")
		d.req.Estimated = map[string]scheduler.EstimatedDays{
			"exact": scheduler.EstimatedExact, "ignore": scheduler.EstimatedIgnore,
		}[word]
	}
	if v, ok := o.get("tolerate"); ok {
		d.req.Tolerate, _ = r.fraction(v)
	}
	r.allPeriods(o, d)
	if v, ok := o.get("only_hours"); ok && r.list(v, MaxHours, "entries") {
		r.onlyHours(v, d)
	}
	if v, ok := o.get("limit_share"); ok && r.list(v, MaxShares, "entries") {
		r.limitShare(v, d)
	}
	if v, ok := o.get("limit_peak"); ok {
		if share, ok := r.fraction(v); ok {
			rule, err := scheduler.LimitPeak(share)
			if err != nil {
				panic(err) // the share was checked
			}
			d.req.Rules = append(d.req.Rules, rule)
		}
	}
}

// names are the names that the entries of a list have, with where each was given first.
type names map[string]string

// own reads the name of an entry, which no entry before it may have.
func (r *reader) own(o *object, taken names) string {
	v, ok := o.get("name")
	if !ok {
		return ""
	}
	name, ok := r.name(v)
	if first, again := taken[name]; ok && again {
		r.wrong(v, fmt.Sprintf("a name of its own (%s has the same)", first))
		return ""
	}
	taken[name] = o.path()
	return name
}

// onlyHours reads the hours outside of which the window may not be.
func (r *reader) onlyHours(v value, d *draft) {
	taken := make(names)
	for _, item := range v.items("an object with the keys name, hours and time_zone") {
		o, ok := r.object(item, hoursKeys)
		if r.full() {
			return
		}
		if !ok {
			continue
		}
		name := r.own(o, taken)
		hours := r.hours(o, "hours")
		v, ok := o.get("time_zone")
		if !ok {
			continue
		}
		if loc := r.zone(v); loc != nil && hours.Valid() && name != "" {
			rule, err := scheduler.OnlyHours(name, hours, loc)
			if err != nil {
				panic(err) // hours and zone were checked
			}
			d.req.Rules = append(d.req.Rules, rule)
		}
	}
}

// limitShare reads the shares of activity above which the window may not be.
func (r *reader) limitShare(v value, d *draft) {
	taken := make(names)
	for _, item := range v.items("an object with the keys region and share") {
		o, ok := r.object(item, limitKeys)
		if r.full() {
			return
		}
		if !ok {
			continue
		}
		name := ""
		if v, ok := o.get("region"); ok {
			name, ok = r.regionName(v, d)
			if first, again := taken[name]; ok && again {
				r.wrong(v, fmt.Sprintf("every region once (%s limits it already)", first))
				continue
			}
			taken[name] = item.path()
		}
		v, ok := o.get("share")
		if !ok {
			continue
		}
		if share, ok := r.fraction(v); ok && name != "" {
			rule, err := scheduler.LimitShare(name, share)
			if err != nil {
				panic(err) // the share was checked
			}
			d.req.Rules = append(d.req.Rules, rule)
		}
	}
}

// regionName reads the name of a region of the plan: one that the plan does not have is a typo.
func (r *reader) regionName(v value, d *draft) (string, bool) {
	name, ok := r.text(v)
	if !ok || d.named == nil {
		return "", false
	}
	if _, ok := d.named[name]; ok {
		return name, true
	}
	expected := v.expected
	if near, ok := nearest(name, d.names); ok {
		expected += fmt.Sprintf(" (did you mean %q?)", near)
	}
	r.wrong(v, expected)
	return "", false
}
