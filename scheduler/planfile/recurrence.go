package planfile

import (
	"errors"
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
	"github.com/quietwindow/quietwindow/scheduler"
)

// recurrence reads a recurrence rule and expands it.
func (p *periods) recurrence(o *object, name string) (scheduler.Period, bool) {
	p.noRegions(o, "a recurrence has its own time_zone")
	var start recur.Reading
	begins, _ := o.get("dtstart")
	text, ok := p.text(begins)
	if ok {
		var err error
		if start, err = recur.ParseReading(text); err != nil {
			p.wrong(begins, begins.expected)
			ok = false
		}
	}
	zone, _ := o.get("time_zone")
	loc := p.zone(zone)
	length, _ := o.get("duration")
	duration, ok2 := p.duration(length, time.Second, recur.MaxDuration)
	rule, _ := o.get("rrule")
	text, ok3 := p.text(rule)
	if !ok3 {
		return scheduler.Period{}, false
	}
	// The rule is read even where the rest is wrong, so that its own faults are told as well.
	if !ok {
		start = recur.Reading{Date: calendar.Date{Year: 2000, Month: time.January, Day: 1}}
	}
	if loc == nil || !ok || !ok2 {
		_, err := recur.ParsePattern(text, start)
		p.wrongRule(rule, err)
		return scheduler.Period{}, false
	}
	parsed, err := recur.Parse(text, start, loc, duration)
	if err != nil {
		p.wrongRule(rule, err)
		return scheduler.Period{}, false
	}
	return p.expand(rule, name, parsed)
}

// wrongRule adds every fault of a rule.
func (p *periods) wrongRule(v value, err error) {
	var bad *recur.RuleError
	if !errors.As(err, &bad) {
		if err != nil {
			p.wrong(v, v.expected+aside(err.Error()))
		}
		return
	}
	for _, fault := range bad.Problems {
		what := fault.Value
		if fault.Part != "" {
			what = fault.Part + "=" + what
		}
		p.add(v.offset(), v.path(), found(shorten(what)), fault.Expected)
	}
}

// expand works out the occurrences in the span of the plan.
func (p *periods) expand(v value, name string, rule *recur.Rule) (scheduler.Period, bool) {
	span := p.draft.span()
	if span.Empty() || p.occurrences < 0 {
		return scheduler.Period{}, false
	}
	if p.counts += countsOf([]byte(v.doc.str(v.node))); p.counts > MaxCounts {
		p.wrong(v, fmt.Sprintf("rules whose COUNT add up to at most %d; UNTIL has no such limit", MaxCounts))
		p.occurrences = -1
		return scheduler.Period{}, false
	}
	occurrences, err := rule.Occurrences(span, p.occurrences, nil)
	var tooMany *recur.LimitError
	switch {
	case errors.As(err, &tooMany):
		p.tooMany(v, "a rule")
		return scheduler.Period{}, false
	case err != nil:
		p.wrong(v, v.expected+aside(err.Error()))
		return scheduler.Period{}, false
	}
	p.occurrences -= len(occurrences)
	return scheduler.Instants(name, calendar.NewSet(occurrences...)), true
}
