package feed

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// onset is the instant from which a definition's clocks keep an offset.
type onset struct {
	unix     int64
	from, to int // offsets, in seconds east
}

const (
	// maxOnsets is the most of one zone: two a year over some centuries, many times over.
	maxOnsets = 20_000
	// firstOnset and lastOnset are the years that the rules of a definition are worked out for. What it lists
	// one by one counts in any year.
	firstOnset, lastOnset = 1850, recur.LastExpandedYear
)

// onsets works out when the clocks of a VTIMEZONE change, in order.
func (z *zoneTable) onsets(c component) ([]onset, error) {
	var all []onset
	for _, part := range c.parts {
		if kind := part.begin.word(); kind != "STANDARD" && kind != "DAYLIGHT" {
			continue
		}
		if c.flawed || part.flawed {
			return nil, fmt.Errorf("line %d: a line of it is none", part.begin.number)
		}
		found, err := z.observance(part)
		if err != nil {
			return nil, err
		}
		if all = append(all, found...); len(all) > maxOnsets {
			return nil, fmt.Errorf("line %d: more than %d changes of its clocks", part.begin.number, maxOnsets)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("line %d: it has neither STANDARD nor DAYLIGHT", c.begin.number)
	}
	slices.SortStableFunc(all, func(a, b onset) int { return cmp.Compare(a.unix, b.unix) })
	return all, nil
}

// observance works out the onsets of a STANDARD or DAYLIGHT.
func (z *zoneTable) observance(c component) ([]onset, error) {
	from, err := readOffset(c, "TZOFFSETFROM")
	if err != nil {
		return nil, err
	}
	to, err := readOffset(c, "TZOFFSETTO")
	if err != nil {
		return nil, err
	}
	begin, ok := c.first("DTSTART")
	if !ok {
		return nil, fmt.Errorf("line %d: no DTSTART", c.begin.number)
	}
	clock := time.FixedZone("", from)
	start, err := begin.parseMoment(begin.value, nil)
	if err != nil {
		return nil, fmt.Errorf("line %d: %w", begin.number, err)
	}
	readings := []recur.Reading{start.reading}
	for _, l := range c.lines {
		switch {
		case l.name == "RDATE" && strings.TrimSpace(l.value) != "":
			for value := range strings.SplitSeq(l.value, ",") {
				value, _, _ = strings.Cut(value, "/")
				m, err := l.parseMoment(value, nil)
				if err != nil {
					return nil, fmt.Errorf("line %d: %w", l.number, err)
				}
				if m.loc == time.UTC {
					m.reading = recur.ReadingOf(recur.Place(time.UTC, m.reading).In(clock))
				}
				readings = append(readings, m.reading)
			}
		case l.name == "RRULE" && strings.TrimSpace(l.value) != "":
			more, err := z.ruleOnsets(l, start.reading, clock)
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", l.number, err)
			}
			readings = append(readings, more...)
		}
	}
	found := make([]onset, len(readings))
	for i, r := range readings {
		found[i] = onset{unix: recur.Place(clock, r).Unix(), from: from, to: to}
	}
	return found, nil
}

// ruleOnsets expands the RRULE of an observance on the clock that it changes from.
func (z *zoneTable) ruleOnsets(l line, start recur.Reading, clock *time.Location) ([]recur.Reading, error) {
	rule := cleanRule(l.value)
	if !strings.Contains(rule, "FREQ=YEARLY") && !strings.Contains(rule, "FREQ=MONTHLY") {
		return nil, fmt.Errorf("RRULE %s: expected one of FREQ=YEARLY", quote(l.value))
	}
	// Programs date rules that hold for ever to 1601, or to the first year of all.
	if start.Date.Year < recur.FirstYear {
		start.Date.Year = recur.FirstYear
	}
	pattern, err := recur.ParsePattern(rule, start)
	if err != nil {
		if endsBefore(rule, moment{reading: start}) {
			return nil, nil
		}
		return nil, err
	}
	var first recur.Reading
	first.Date = calendar.Date{Year: firstOnset, Month: time.January, Day: 1}
	last := recur.Reading{Date: calendar.Date{Year: lastOnset, Month: time.December, Day: 31}}
	found, err := pattern.Readings(clock, first, last, maxOnsets, z.reader.options.Charge)
	var limit *recur.LimitError
	if err != nil && !errors.As(err, &limit) {
		z.reader.stopped = cmp.Or(z.reader.stopped, err)
	}
	return found, err
}

// readOffset reads +0100, -0330 or +012345.
func readOffset(c component, name string) (int, error) {
	l, ok := c.first(name)
	if !ok {
		return 0, fmt.Errorf("line %d: no %s", c.begin.number, name)
	}
	value := strings.TrimSpace(l.value)
	bad := fmt.Errorf("line %d: %s %s: expected an offset such as +0100 or -033000", l.number, name, quote(value))
	if len(value) != 5 && len(value) != 7 || value[0] != '+' && value[0] != '-' {
		return 0, bad
	}
	seconds := 0
	for i, unit := range []int{3600, 60, 1}[:len(value)/2] {
		pair := value[1+2*i : 3+2*i]
		if pair[0] < '0' || pair[0] > '9' || pair[1] < '0' || pair[1] > '9' {
			return 0, bad
		}
		n := int(pair[0]-'0')*10 + int(pair[1]-'0')
		if i > 0 && n > 59 || n > 23 {
			if i == 0 || n > 59 {
				return 0, bad
			}
		}
		seconds += unit * n
	}
	if seconds > 18*3600 {
		return 0, bad
	}
	if value[0] == '-' {
		seconds = -seconds
	}
	return seconds, nil
}
