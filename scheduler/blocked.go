package scheduler

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// blockedRow is a row of Result.Blocked before it is sorted: the rule's place in the order of rules,
// and seconds.
type blockedRow struct {
	rule    int
	region  int
	reason  string
	seconds int64
}

// The calendar rules come before Request.Rules in the order of rules.
const (
	orderWeekdays = iota
	orderHolidays
	orderRules
)

// blocked counts, for every rule, region and reason, how much of the horizon it blocks. Once the context is done what
// it returns is of no use: callers look.
func (c *compiled) blocked(ctx context.Context) []Blocked {
	var rows []blockedRow
	buf := make([]uint8, c.cells)
	for i := range c.days {
		if ctx.Err() != nil {
			return nil
		}
		if c.job.weekdays {
			rows = c.countWeekdays(rows, i, buf)
		}
		if c.job.holidays {
			rows = c.countNamed(rows, i, c.days[i].holidays)
			rows = c.countNamed(rows, i, c.days[i].padded)
		}
	}
	for k := range c.rules {
		if ctx.Err() != nil {
			return nil
		}
		rows = c.countRule(ctx, rows, k)
	}
	err := exact.SortStable(ctx, rows, func(a, b blockedRow) int {
		return cmp.Or(cmp.Compare(b.seconds, a.seconds), cmp.Compare(a.rule, b.rule), cmp.Compare(a.region, b.region), cmp.Compare(a.reason, b.reason))
	})
	if err != nil {
		return nil
	}
	out := make([]Blocked, len(rows))
	for i, r := range rows {
		out[i] = Blocked{Rule: c.ruleName(r.rule), Reason: r.reason, Duration: time.Duration(r.seconds) * time.Second}
		if r.region >= 0 {
			out[i].Region = c.planner.regions[r.region].Name
		}
	}
	return out
}

// ruleName returns the name of the rule at a place in the order of rules.
func (c *compiled) ruleName(order int) string {
	switch order {
	case orderWeekdays:
		return RuleWeekdays
	case orderHolidays:
		return RuleHolidays
	default:
		return c.rules[order-orderRules].rule.Name
	}
}

// blockedPart returns the seconds of a stretch that lie in the horizon and are blocked after
// tolerance. Without tolerance every excluded day is blocked as a whole.
func (c *compiled) blockedPart(from, to int64, i *int) int64 {
	from, to = max(from, c.job.from), min(to, c.job.to)
	if from >= to {
		return 0
	}
	if c.job.tolerate == 0 {
		return to - from
	}
	seconds, next := exact.Overlap(exact.Span{From: from, To: to}, c.over, *i)
	*i = next
	return seconds
}

// countWeekdays adds a row for each day of the week on which the region's working days block.
func (c *compiled) countWeekdays(rows []blockedRow, region int, buf []uint8) []blockedRow {
	d := &c.days[region]
	d.dayCells(buf, c.first)
	var seconds, worked [7]int64
	add := func(day int, from, to int64, i *int) {
		switch cell := buf[day-c.first] & (cells - 1); {
		case cell == workedCell:
			worked[weekdayOf(day)] += c.blockedPart(from, to, i)
		case cell>>kindShift == 0:
			seconds[cell&7] += c.blockedPart(from, to, i)
		}
	}
	for _, run := range d.zone.Runs {
		i := exact.FirstEndingAfter(c.over, int64(run.First)*exact.DaySeconds-run.Offset)
		for day := run.First; day <= run.Last; day++ {
			start := int64(day)*exact.DaySeconds - run.Offset
			add(day, start, start+exact.DaySeconds, &i)
		}
	}
	for _, p := range d.zone.Pieces {
		i := exact.FirstEndingAfter(c.over, p.From)
		add(p.Day, p.From, p.To, &i)
	}
	for day := range time.Weekday(7) {
		if s := seconds[day]; s > 0 {
			rows = append(rows, blockedRow{orderWeekdays, region, weekdayReason(day, false), s})
		}
		if s := worked[day]; s > 0 {
			rows = append(rows, blockedRow{orderWeekdays, region, weekdayReason(day, true), s})
		}
	}
	return rows
}

// countNamed adds a row for each name among the region's excluded days.
func (c *compiled) countNamed(rows []blockedRow, region int, days []namedDay) []blockedRow {
	first := len(rows)
	for _, h := range days {
		seconds := int64(0)
		for p := range c.days[region].zone.Day(h.day) {
			i := exact.FirstEndingAfter(c.over, p.From)
			seconds += c.blockedPart(p.From, p.To, &i)
		}
		if seconds > 0 {
			rows = append(rows, blockedRow{orderHolidays, region, h.name, seconds})
		}
	}
	// The same name comes back every year.
	own := rows[first:]
	slices.SortFunc(own, func(a, b blockedRow) int { return cmp.Compare(a.reason, b.reason) })
	kept := own[:0]
	for _, r := range own {
		if n := len(kept); n > 0 && kept[n-1].reason == r.reason {
			kept[n-1].seconds += r.seconds
		} else {
			kept = append(kept, r)
		}
	}
	return rows[:first+len(kept)]
}

// countRule adds a row for each region and reason of one of Request.Rules. Once the context is done it stops.
func (c *compiled) countRule(ctx context.Context, rows []blockedRow, k int) []blockedRow {
	type key struct {
		region int
		reason string
	}
	first := len(rows)
	place := make(map[key]int)
	var ends []int64 // what is counted of each row ends there: blocks come in order of time, and may overlap
	for n, b := range c.rules[k].blocks {
		if n%pollEvery == 0 && ctx.Err() != nil {
			break
		}
		id := key{b.region, b.reason}
		i, ok := place[id]
		if !ok {
			i = len(ends)
			place[id] = i
			ends = append(ends, b.From)
			rows = append(rows, blockedRow{orderRules + k, id.region, id.reason, 0})
		}
		rows[first+i].seconds += max(0, min(b.To, c.job.to)-max(b.From, ends[i]))
		ends[i] = max(ends[i], b.To)
	}
	own := slices.DeleteFunc(rows[first:], func(r blockedRow) bool { return r.seconds == 0 })
	return rows[:first+len(own)]
}

// weekdayReason is why the weekdays rule leaves a day out: "Friday", or "working Saturday" where it is a rest day
// that is worked.
func weekdayReason(day time.Weekday, worked bool) string {
	if worked {
		return "working " + day.String()
	}
	return day.String()
}
