package planfile

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
	"github.com/quietwindow/quietwindow/scheduler"
)

// recurrence reads a recurrence rule and expands it: on the clocks of time_zone, or where it has regions
// instead on those of each.
func (p *periods) recurrence(o *object, name string) (scheduler.Period, bool) {
	spec := recur.Spec{}
	ok := p.recurrenceStart(o, &spec)
	spec.Length = standInLength
	if length, has := o.get("duration"); has {
		spec.Length, has = p.ruleLength(length)
		ok = ok && has
	}
	ok = p.exceptions(o, &spec) && ok
	ok = p.recurrenceShift(o, &spec) && ok
	zone, zoned := o.get("time_zone")
	var regions []string
	switch {
	case zoned:
		p.noRegions(o, "a recurrence has its own time_zone, or holds on each region's own clock")
		spec.Location = p.zone(zone)
		ok = ok && spec.Location != nil
	case !o.has("regions"):
		p.missing(o.value, "time_zone", aZone+", or regions in place of it: the rule then holds on the clock of each of these")
		ok = false
	default:
		regions, zoned = p.someRegions(o)
		ok = ok && zoned
	}
	rule, has := o.get("rrule")
	if !has {
		return scheduler.Period{}, false
	}
	text, isText := p.text(rule)
	if !isText {
		return scheduler.Period{}, false
	}
	spec.Rule = text
	built, err := recur.New(spec)
	var bad *recur.RuleError
	if !errors.As(err, &bad) {
		p.workingDaysUsed(o, spec) // a wrong rule may be meant to speak of them
	}
	if !ok {
		// The rule is read even where the rest is wrong, so that its own faults are told as well.
		if bad != nil {
			p.wrongRule(rule, bad)
		}
		return scheduler.Period{}, false
	}
	if err != nil {
		p.wrongRule(rule, err)
		return scheduler.Period{}, false
	}
	if p.counts += countsOf([]byte(text)); p.counts > MaxCounts {
		p.wrong(rule, fmt.Sprintf("rules whose COUNT add up to at most %d; UNTIL has no such limit", MaxCounts))
		p.occurrences = -1
		return scheduler.Period{}, false
	}
	if spec.Location == nil {
		return p.onEachClock(rule, name, built, regions)
	}
	occurrences, ok := p.expand(rule, built)
	p.occurrences -= len(occurrences)
	return scheduler.Instants(name, calendar.NewSet(occurrences...)), ok
}

// recurrenceStart reads dtstart. Where it is missing or wrong another one stands in for it.
func (p *periods) recurrenceStart(o *object, spec *recur.Spec) bool {
	if begins, has := o.get("dtstart"); has {
		if text, ok := p.text(begins); ok {
			var err error
			if spec.Start, err = recur.ParseReading(text); err == nil {
				return true
			}
			p.wrong(begins, begins.expected+aside(whyNoReading(text)))
		}
	}
	spec.Start = recur.Reading{Date: calendar.Date{Year: 2000, Month: time.January, Day: 1}}
	return false
}

// standInLength is how long an occurrence lasts where it is not said, or wrongly.
var standInLength = recur.Length{Elapsed: time.Hour}

// ruleLength reads how long an occurrence lasts. Where it cannot, a length stands in for it.
func (p *periods) ruleLength(v value) (recur.Length, bool) {
	if v.kind() != kindString {
		p.wrong(v, v.expected+aside(v.numbered()))
		return standInLength, false
	}
	text := v.doc.str(v.node)
	l, ok := parseLength(text)
	longest := time.Duration(l.Days)*day + l.Elapsed
	switch {
	case !ok:
		p.wrong(v, v.expected+aside(whyNoLength(text)))
	case longest < time.Second || longest > recur.MaxDuration:
		p.wrong(v, fmt.Sprintf("a time from %s to %s", calendar.FormatDuration(time.Second), calendar.FormatDuration(recur.MaxDuration)))
	default:
		return l, true
	}
	return standInLength, false
}

// exceptions reads exdate and rdate.
func (p *periods) exceptions(o *object, spec *recur.Spec) bool {
	fine := true
	if v, ok := o.get("exdate"); ok {
		fine = p.list(v, recur.MaxExceptions, "readings")
		for _, item := range v.items(aReading + "; or a date YYYY-MM-DD, for any time of that day") {
			text, ok := p.text(item)
			if ok && dateOnly.MatchString(text) {
				var date calendar.Date
				var why string
				if date, why, ok = parseDate(text); !ok {
					p.wrong(item, item.expected+aside(why))
				}
				spec.ExceptDates = append(spec.ExceptDates, date)
			} else if ok {
				ok = p.reading(item, text, &spec.Except)
			}
			fine = fine && ok
		}
	}
	if v, ok := o.get("rdate"); ok {
		fine = p.list(v, recur.MaxExceptions, "readings") && fine
		for _, item := range v.items(aReading) {
			text, ok := p.text(item)
			fine = ok && p.reading(item, text, &spec.Also) && fine
		}
	}
	if !fine {
		spec.Except, spec.ExceptDates, spec.Also = nil, nil, nil
	}
	return fine
}

func (p *periods) reading(v value, text string, into *[]recur.Reading) bool {
	r, err := recur.ParseReading(text)
	if err != nil {
		p.wrong(v, v.expected+aside(whyNoReading(text)))
		return false
	}
	if r.Date.Year < recur.FirstYear || r.Date.Year > recur.LastExpandedYear {
		p.wrong(v, fmt.Sprintf("a clock reading of the years %d to %d", recur.FirstYear, recur.LastExpandedYear))
		return false
	}
	*into = append(*into, r)
	return true
}

// recurrenceShift reads shift and working_days_of.
func (p *periods) recurrenceShift(o *object, spec *recur.Spec) bool {
	fine := true
	if v, ok := o.get("working_days_of"); ok {
		name, known := p.regionName(v, p.draft)
		fine = known
		if known {
			days := p.draft.regions[p.draft.named[name]].Calendar
			spec.WorkingDay = func(d calendar.Date) (bool, error) {
				kind, _, err := days.Kind(d)
				return kind == calendar.KindWorkday, err
			}
		} else {
			spec.WorkingDay = func(calendar.Date) (bool, error) { return true, nil } // told already
		}
	}
	if v, ok := o.get("shift"); ok {
		text, ok := p.text(v)
		if ok {
			var err error
			if spec.Shift, err = recur.ParseShift(text); err != nil {
				p.wrong(v, v.expected)
				ok = false
			}
		}
		fine = fine && ok
		if spec.Shift.Working() && spec.WorkingDay == nil {
			p.missing(o.value, "working_days_of", "the name of a region whose working days shift counts")
			spec.Shift = recur.Shift{}
			fine = false
		}
	}
	return fine
}

// workingDaysUsed refuses a calendar that nothing asks.
func (p *periods) workingDaysUsed(o *object, spec recur.Spec) {
	if v, ok := o.get("working_days_of"); ok && !spec.Shift.Working() && !strings.Contains(strings.ToUpper(spec.Rule), "WD") && !o.has("shift") {
		p.wrong(v, "no key here: neither BYDAY=WD in rrule nor a shift speaks of working days")
	}
}

// wrongRule adds every fault of a rule.
func (p *periods) wrongRule(v value, err error) {
	var bad *recur.RuleError
	if !errors.As(err, &bad) {
		p.wrong(v, v.expected+aside(err.Error()))
		return
	}
	for _, fault := range bad.Problems {
		what, expected := fault.Value, fault.Expected
		if fault.Part != "" {
			what = fault.Part + "=" + what
		}
		if what == "BYDAY with WD" {
			expected = "working_days_of beside it: the name of a region whose working days count"
		}
		p.add(v.offset(), v.path(), found(shorten(what)), expected)
	}
}

// expand works out the occurrences in the span of the plan.
func (p *periods) expand(v value, rule *recur.Rule) ([]calendar.Interval, bool) {
	span := p.draft.span()
	if span.Empty() || p.occurrences < 0 {
		return nil, false
	}
	occurrences, err := rule.Occurrences(span, p.occurrences, p.walked)
	var tooMany *recur.LimitError
	switch {
	case errors.As(err, &tooMany):
		p.tooMany(v, "a rule")
		return nil, false
	case err != nil:
		p.notWorkedOut(v, err)
		return nil, false
	}
	return occurrences, true
}

// notWorkedOut adds why occurrences cannot be told. That the context is done is no fault of the plan.
func (p *periods) notWorkedOut(v value, err error) {
	var over *recur.WorkError
	switch {
	case errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
	case errors.As(err, &over):
		p.occurrences = -1
		p.wrong(v, fmt.Sprintf("recurrences and files that take at most %d steps to work out, all together", over.Steps))
	default:
		p.wrong(v, v.expected+aside(err.Error()))
	}
}

// onEachClock expands a rule on the clocks of each of the regions.
func (p *periods) onEachClock(v value, name string, rule *recur.Rule, regions []string) (scheduler.Period, bool) {
	known, most := make(map[*time.Location]calendar.Set), 0
	for _, region := range regions {
		loc := p.draft.regions[p.draft.named[region]].Calendar.Location
		if _, ok := known[loc]; ok || loc == nil {
			continue
		}
		occurrences, ok := p.expand(v, rule.In(loc))
		if !ok {
			return scheduler.Period{}, false
		}
		known[loc] = calendar.NewSet(occurrences...)
		most = max(most, len(occurrences))
	}
	p.occurrences -= most
	period := p.regionInstants(name, regions, known, func(loc *time.Location, within calendar.Interval) (calendar.Set, error) {
		return rule.In(loc).Set(within, recur.MaxOccurrences, nil)
	})
	return period, p.addRegions(v, most*len(regions))
}

// regionInstants is the period of what was worked out for every zone over the span of the plan. For another
// horizon it is worked out anew; what cannot be told makes the request fail.
func (p *periods) regionInstants(name string, regions []string, known map[*time.Location]calendar.Set, anew func(*time.Location, calendar.Interval) (calendar.Set, error)) scheduler.Period {
	span := p.draft.span()
	return scheduler.RegionInstants(name, func(_ context.Context, loc *time.Location, within calendar.Interval) (calendar.Set, error) {
		if set, ok := known[loc]; ok && span.Covers(within) {
			return set.Intersect(calendar.NewSet(within)), nil
		}
		return anew(loc, within)
	}, regions...)
}
