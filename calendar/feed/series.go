package feed

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar/recur"
)

func (b *builder) readRule() {
	e := b.event
	if l, ok := b.by["EXRULE"]; ok {
		b.fault(l.number, errors.New("EXRULE: expected EXDATE in its place; RFC 5545 has dropped it"))
	}
	l, ok := b.by["RRULE"]
	if !ok || e.replaces != nil {
		return // An exception is one occurrence, whatever it keeps of its series.
	}
	if b.reader.series++; b.reader.series > MaxSeries {
		b.reader.problem(l.number, fmt.Errorf("more than %d events with an RRULE", MaxSeries))
		return
	}
	rule := cleanRule(l.value)
	if e.start.date {
		rule = b.zones.author().dayRule(rule)
	}
	e.public.Recurring = true
	if endsBefore(rule, e.start) {
		e.ended = true
		b.reader.warn(l.number, fmt.Sprintf("the series%s ends before it begins: it has no occurrence", named(e)))
		return
	}
	pattern, err := recur.ParsePattern(rule, e.start.reading)
	if err != nil {
		b.fault(l.number, err)
		return
	}
	if b.reader.counts += pattern.Count(); b.reader.counts > MaxCounts {
		b.reader.problem(l.number, fmt.Errorf("COUNTs of more than %d in all", MaxCounts))
		return
	}
	e.pattern = pattern
	// A longer one would overlap itself many times over, and reach into any horizon from far back.
	if seconds := e.seconds(time.UTC); seconds > int64(recur.MaxDuration/time.Second) {
		b.fault(l.number, fmt.Errorf("RRULE of an event that lasts %d days: expected at most %d", seconds/86400, int(recur.MaxDuration.Hours()/24)))
	}
}

func (b *builder) readDates(lines []line) {
	if b.event.replaces != nil {
		return
	}
	for _, l := range lines {
		if l.name != "RDATE" && l.name != "EXDATE" || strings.TrimSpace(l.value) == "" {
			continue
		}
		for value := range strings.SplitSeq(l.value, ",") {
			if b.reader.dates++; b.reader.dates > MaxDates {
				b.reader.problem(l.number, fmt.Errorf("more than %d values of RDATE and EXDATE", MaxDates))
				return
			}
			var err error
			if l.name == "EXDATE" {
				err = b.exclude(l, value)
			} else {
				err = b.add(l, value)
			}
			if err != nil {
				b.fault(l.number, err)
			}
		}
	}
}

func (b *builder) exclude(l line, value string) error {
	m, err := l.parseMoment(value, b.zones)
	if err != nil {
		return err
	}
	if b.event.start.date {
		m = b.zones.author().dateOf(m)
	}
	b.event.except.add(m)
	return nil
}

func (b *builder) add(l line, value string) error {
	e := b.event
	var x extra
	from, to, period := strings.Cut(value, "/")
	var err error
	if x.start, err = l.parseMoment(from, b.zones); err != nil {
		return err
	}
	switch {
	case e.start.date && period:
		return fmt.Errorf("RDATE %s of an all-day event: expected a date", quote(value))
	case e.start.date:
		x.start = b.zones.author().dateOf(x.start)
	case x.start.date:
		return fmt.Errorf("RDATE %s: expected a date if the event is all-day, else a time of day", quote(value))
	case period && strings.HasPrefix(strings.ToUpper(strings.TrimLeft(to, " +-")), "P"):
		n, err := parseDuration("RDATE", to)
		if err != nil {
			return err
		}
		x.length = &n
	case period:
		end, err := l.parseMoment(to, b.zones)
		if err != nil {
			return err
		}
		if err := sameForm(x.start, end); err != nil {
			return fmt.Errorf("RDATE %s: %w", quote(value), err)
		}
		if !endsAfter(x.start, end) {
			return fmt.Errorf("RDATE %s: expected an end no earlier than the start", quote(value))
		}
		x.end = &end
	}
	e.more = append(e.more, x)
	e.public.Recurring = true
	return nil
}
