package planfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// forms are the ways to say when a period is: the keys of each.
var forms = []struct {
	keys, also []string // those that it needs, and those that it may have
	read       func(*periods, *object, string) (scheduler.Period, bool)
}{
	{[]string{"start", "end"}, nil, (*periods).interval},
	{[]string{"rrule", "dtstart", "duration"}, []string{"time_zone", "exdate", "rdate", "shift", "working_days_of"}, (*periods).recurrence},
	{[]string{"ics"}, []string{"on_flaw"}, (*periods).feedPeriod},
}

const allForms = "start and end; or rrule, dtstart, time_zone and duration; or ics"

// periods reads the entries of blackouts and only_during, which share their limits.
type periods struct {
	*reader
	draft *draft
	only  bool // the entries are those of only_during
	// occurrences is how many more there may be, negative once there were too many; regions adds up the
	// regions of the entries that are worked out region by region, counts the COUNTs of recurrences.
	occurrences, regions, counts int
}

// allPeriods reads blackouts and only_during.
func (r *reader) allPeriods(rules *object, d *draft) {
	p := &periods{reader: r, draft: d, occurrences: r.limits.Occurrences}
	left := MaxPeriods
	for _, key := range []string{"blackouts", "only_during"} {
		v, ok := rules.get(key)
		if !ok {
			continue
		}
		if v.kind() != kindList {
			r.wrong(v, v.expected)
			continue
		}
		if v.size() > left {
			r.add(v.offset(), v.path(), found(count(v.size(), "entry", "entries")), fmt.Sprintf("at most %d in rules.blackouts and rules.only_during together", MaxPeriods))
			continue
		}
		left -= v.size()
		p.only = key == "only_during"
		list := p.read(v)
		if p.only {
			if len(list) > 0 {
				d.req.Rules = append(d.req.Rules, scheduler.OnlyDuring(list...))
			}
			continue
		}
		for _, period := range list {
			d.req.Rules = append(d.req.Rules, scheduler.Blackout(period))
		}
	}
}

// read reads the entries of one list.
func (p *periods) read(v value) []scheduler.Period {
	var list []scheduler.Period
	taken := make(names)
	for _, item := range v.items("an object with a name and one form of times: " + allForms) {
		if p.full() {
			break
		}
		o, ok := p.object(item, periodKeys)
		if !ok {
			continue
		}
		name := p.own(o, taken)
		if period, ok := p.form(o, name); ok && name != "" {
			list = append(list, period)
		}
	}
	return list
}

// form finds which form an entry has, and reads it.
func (p *periods) form(o *object, name string) (scheduler.Period, bool) {
	var present []string
	which, several := -1, false
	for i, f := range forms {
		for _, key := range slices.Concat(f.keys, f.also) {
			if o.has(key) {
				several = several || which >= 0 && which != i
				which = i
				present = append(present, key)
			}
		}
	}
	switch {
	case several:
		p.add(o.offset(), o.path(), found(strings.Join(present, ", ")), "the keys of one form only: "+allForms)
		return scheduler.Period{}, false
	case which < 0:
		p.add(o.offset(), o.path(), found("no times"), allForms)
		return scheduler.Period{}, false
	}
	whole := true
	for _, k := range forms[which].keys {
		if !o.has(k) {
			p.missing(o.value, k, o.table[o.table.index(k)].expected)
			whole = false
		}
	}
	// What is there is read even where something is missing, so that its faults are told as well.
	period, ok := forms[which].read(p, o, name)
	return period, ok && whole
}

// interval reads start and end: two instants, or two local dates.
func (p *periods) interval(o *object, name string) (scheduler.Period, bool) {
	from, begins := o.get("start")
	to, ends := o.get("end")
	from.expected, to.expected = anInstant+"; or a date YYYY-MM-DD", anInstant+"; or a date YYYY-MM-DD"
	start, end, ok := "", "", true
	if begins {
		start, ok = p.text(from)
	}
	if ends {
		var isText bool
		end, isText = p.text(to)
		ok = ok && isText
	}
	switch {
	case !begins || !ends || !ok:
		if start != "" {
			p.oneEnd(from, start)
		}
		if end != "" {
			p.oneEnd(to, end)
		}
		p.someRegions(o)
		return scheduler.Period{}, false
	case dateOnly.MatchString(start):
		return p.dates(o, name)
	}
	s, ok := p.instant(from)
	if !ok {
		// It may be meant for a date, with which regions go.
		p.oneEnd(to, end)
		p.someRegions(o)
		return scheduler.Period{}, false
	}
	p.noRegions(o, "instants are the same everywhere")
	if dateOnly.MatchString(end) {
		p.wrong(to, fmt.Sprintf("an instant, as start is (%s)", start))
		return scheduler.Period{}, false
	}
	to.expected = anInstant
	e, ok := p.instant(to)
	if ok && !e.After(s) {
		p.wrong(to, fmt.Sprintf("an instant after start (%s)", start))
		return scheduler.Period{}, false
	}
	return scheduler.Instants(name, calendar.NewSet(calendar.Interval{Start: s, End: e})), ok
}

// oneEnd says what is wrong about start or end by itself, where the other is missing or wrong.
func (p *periods) oneEnd(v value, text string) {
	if !dateOnly.MatchString(text) {
		p.instant(v)
	} else if _, why, ok := parseDate(text); !ok {
		p.wrong(v, aDate+aside(why))
	}
}

// dates reads an interval of local dates.
func (p *periods) dates(o *object, name string) (scheduler.Period, bool) {
	from, _ := o.get("start")
	to, _ := o.get("end")
	first, why, ok := parseDate(from.doc.str(from.node))
	if !ok {
		p.wrong(from, aDate+aside(why))
	}
	end, why, ok2 := parseDate(to.doc.str(to.node))
	switch {
	case !ok2 && why == "":
		p.wrong(to, "a date written YYYY-MM-DD, as start is")
	case !ok2:
		p.wrong(to, aDate+aside(why))
	case ok && !first.Before(end):
		ok2 = false
		p.wrong(to, fmt.Sprintf("a date after start (%s): the end is not included", first))
	}
	regions, ok3 := p.someRegions(o)
	entries := len(regions)
	if regions == nil {
		entries = len(p.draft.regions)
	}
	return localDates(name, first, end, regions), ok && ok2 && ok3 && p.addRegions(o.value, entries)
}

// someRegions reads the regions of an entry that is worked out region by region; nil means all.
func (p *periods) someRegions(o *object) ([]string, bool) {
	v, ok := o.get("regions")
	switch {
	case !ok:
		return nil, true
	case v.kind() == kindList && v.size() == 0:
		p.add(v.offset(), v.path(), found("an empty list"), "at least one region"+aside("leave the key out for all regions"))
		return nil, false
	case !p.list(v, scheduler.MaxRegions, "regions"):
		return nil, false
	}
	var list []string
	seen := make(map[string]bool, v.size())
	for _, item := range v.items("the name of a region") {
		name, known := p.regionName(item, p.draft)
		switch {
		case !known:
			ok = false
		case seen[name]:
			ok = false
			p.wrong(item, "every region once")
		default:
			seen[name] = true
			list = append(list, name)
		}
	}
	return list, ok
}

// addRegions counts regions towards MaxRegionPeriods.
func (p *periods) addRegions(v value, n int) bool {
	if p.regions > MaxRegionPeriods {
		return false
	}
	if p.regions += n; p.regions > MaxRegionPeriods {
		p.add(v.offset(), v.path(), found(fmt.Sprintf("%d regions, added over the entries up to this one", p.regions)),
			fmt.Sprintf("at most %d", MaxRegionPeriods))
		return false
	}
	return true
}

// tooMany refuses the entry that goes beyond the number of occurrences, and those after it.
func (p *periods) tooMany(v value, what string) {
	p.occurrences = -1
	p.beyond(p.limits.Occurrences < MaxOccurrences, v.offset(), v.path(), v.shown(),
		fmt.Sprintf("%s with which there are at most %d occurrences in all, in the horizon and the seven days after it", what, p.limits.Occurrences))
}

// noRegions refuses regions where they would have no meaning.
func (p *periods) noRegions(o *object, because string) {
	if v, ok := o.get("regions"); ok {
		p.wrong(v, fmt.Sprintf("no regions here: %s; regions go with dates YYYY-MM-DD, with ics and with a recurrence without time_zone", because))
	}
}
