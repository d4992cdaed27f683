package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// noWindow explains why no start is free.
func (c *compiled) noWindow(ctx context.Context, blocked []Blocked) error {
	relaxations, err := c.relaxations(ctx)
	if err != nil {
		return err
	}
	e := &NoWindowError{Blocked: blocked, KeepClear: time.Duration(c.job.keep) * time.Second, Relaxations: relaxations}
	longest := span{}
	for _, f := range c.free {
		if to := min(f.to, c.job.to); to-f.from > longest.to-longest.from {
			longest = span{f.from, to}
		}
	}
	if longest.to > longest.from {
		e.LongestFree = c.interval(longest.from, longest.to)
	}
	e.reason = e.explain()
	return e
}

// explain says in one sentence what is missing and what took it.
func (e *NoWindowError) explain() string {
	var b strings.Builder
	switch {
	case e.LongestFree.Empty():
		b.WriteString("every instant of the horizon is blocked")
	case e.LongestFree.Duration() < e.KeepClear:
		fmt.Fprintf(&b, "%s must be kept clear, and the longest free stretch is %s, from %s", e.KeepClear, e.LongestFree.Duration(), formatTime(e.LongestFree.Start))
	default:
		fmt.Fprintf(&b, "the longest free stretch is %s, from %s, which is long enough, but it holds no start of the grid or list in time", e.LongestFree.Duration(), formatTime(e.LongestFree.Start))
	}
	for i, r := range e.Blocked[:min(3, len(e.Blocked))] {
		b.WriteString([]string{"; taken away most of all: ", ", ", ", "}[i])
		b.WriteString(r.Rule)
		if r.Region != "" {
			fmt.Fprintf(&b, " in %s", r.Region)
		}
		fmt.Fprintf(&b, " (%s) %s", r.Reason, r.Duration)
	}
	if len(e.Relaxations) > 0 {
		fmt.Fprintf(&b, "; it would help to %s (opens %d)", e.Relaxations[0].Change, e.Relaxations[0].Opens)
	} else {
		b.WriteString("; no single change would help")
	}
	return b.String()
}

// relaxed is a single change of the request, with the time that it alone frees.
type relaxed struct {
	change string
	freed  []span
	opens  int64
	starts []span
	free   []span
}

// stretch is a part of time in which nothing changes: how many rules cover it, which one where it is
// one, and the step of the excluded days.
type stretch struct {
	span
	rules int // how many
	sum   int // of their indices: the index itself where there is one
	step  int
}

// relaxations finds the single changes that open a start. One pass over the coverage counts tells
// what each change frees: an instant that only one rule covers is freed by dropping that rule.
func (c *compiled) relaxations(ctx context.Context) ([]Relaxation, error) {
	stretches := c.stretches()
	list, err := c.drops(ctx, stretches)
	if err != nil {
		return nil, err
	}
	kept := list[:0]
	for _, r := range list {
		r.free = extend(r.freed, c.free)
		r.starts = c.starts(r.free)
		if r.opens = c.grid.countAll(r.starts); r.opens > 0 {
			kept = append(kept, r)
		}
	}
	list = kept
	if r := c.lowerKeep(); r.opens > 0 {
		list = append(list, r)
	}
	if r := c.raiseTolerance(stretches); r.opens > 0 {
		list = append(list, r)
	}
	slices.SortStableFunc(list, func(a, b relaxed) int {
		return cmp.Or(cmp.Compare(b.opens, a.opens), cmp.Compare(a.change, b.change))
	})
	out := make([]Relaxation, 0, min(len(list), MaxRelaxations))
	for _, r := range list[:min(len(list), MaxRelaxations)] {
		se, err := newSearch(ctx, newScorer(c.demand, c.job.stages), &c.grid, c.job.duration, r.starts)
		if err != nil {
			return nil, err
		}
		out = append(out, Relaxation{Change: r.change, Opens: r.opens, Best: c.suggestion(r.free, se.take(0).start)})
	}
	return out, nil
}

// stretches cuts the horizon and its runway where any rule begins or ends, or the excluded days change.
func (c *compiled) stretches() []stretch {
	type event struct {
		at         int64
		rules, sum int
	}
	var events []event
	for k, r := range c.rules {
		for _, s := range r.union {
			events = append(events, event{s.from, 1, k}, event{s.to, -1, -k})
		}
	}
	slices.SortFunc(events, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	var out []stretch
	now := stretch{step: c.off.find(c.job.from)}
	for t, i := c.job.from, 0; t < c.end(); {
		for ; i < len(events) && events[i].at <= t; i++ {
			now.rules, now.sum = now.rules+events[i].rules, now.sum+events[i].sum
		}
		for c.off.at[now.step+1] <= t {
			now.step++
		}
		next := min(c.end(), c.off.at[now.step+1])
		if i < len(events) {
			next = min(next, events[i].at)
		}
		now.span = span{t, next}
		out = append(out, now)
		t = next
	}
	return out
}

// drops collects what dropping each rule, or one region from weekdays or holidays, would free.
func (c *compiled) drops(ctx context.Context, stretches []stretch) ([]relaxed, error) {
	type change struct{ kind, index int } // kind: an order of rules, or that of a region's days
	const regionWeekdays, regionHolidays = -2, -1
	var list []relaxed
	places := make(map[change]int)
	free := func(ch change, describe func() string, s span) {
		i, ok := places[ch]
		if !ok {
			i = len(list)
			places[ch] = i
			list = append(list, relaxed{change: describe()})
		}
		list[i].freed = appendSpan(list[i].freed, s)
	}
	// Largest regions first: only one that is large enough can free anything.
	bySize := make([]int, len(c.days))
	for i := range bySize {
		bySize[i] = i
	}
	regions := c.planner.regions
	slices.SortStableFunc(bySize, func(a, b int) int { return cmp.Compare(regions[b].Customers, regions[a].Customers) })
	many := func(customers int64) bool { return tooMany(customers, c.planner.customers, c.job.tolerate) }
	for _, s := range stretches {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		off := c.off.customers(s.step)
		switch {
		case s.rules == 1 && !many(off):
			r := c.rules[s.sum].rule
			free(change{orderRules, s.sum}, func() string { return "drop " + r.describe() }, s.span)
		case s.rules == 0 && many(off):
			if !many(off - c.off.count[offWork][s.step]) {
				free(change{orderWeekdays, 0}, func() string { return "drop weekdays" }, s.span)
			}
			if !many(off - c.off.count[offHoliday][s.step]) {
				free(change{orderHolidays, 0}, func() string { return "drop holidays" }, s.span)
			}
			for _, i := range bySize {
				if many(off - regions[i].Customers) {
					break
				}
				switch c.exclusionAt(i, s.from) {
				case offWork:
					free(change{regionWeekdays, i}, func() string { return "drop region " + regions[i].Name + " from weekdays" }, s.span)
				case offHoliday:
					free(change{regionHolidays, i}, func() string { return "drop region " + regions[i].Name + " from holidays" }, s.span)
				}
			}
		}
	}
	return list, nil
}

// exclusionAt returns by which rules the region is left out at the instant t.
func (c *compiled) exclusionAt(region int, t int64) uint8 {
	d := &c.days[region]
	day := d.zone.at(t).day
	kind, _ := d.kind(day, c.planner.regions[region].Calendar.Weekend)
	cell := cellOf(kind, weekdayOf(day))
	if nameOn(d.padded, day) != "" {
		cell |= isPadded
	}
	return c.job.exclusion(cell)
}

// extend joins each freed stretch with the free time that it touches.
func extend(freed, free []span) []span {
	var out []span
	for _, f := range freed {
		i := firstEndingAfter(free, f.from-1)
		if i < len(free) && free[i].to == f.from {
			f.from = free[i].from
			i++
		}
		if i < len(free) && free[i].from == f.to {
			f.to = free[i].to
		}
		out = appendSpan(out, f)
	}
	return out
}

// lowerKeep finds the largest KeepClear for which a start fits, never below the window.
func (c *compiled) lowerKeep() relaxed {
	most := int64(0)
	for _, f := range c.free {
		if p := c.grid.next(f.from); p < min(f.to, c.job.to) {
			most = max(most, min(f.to, c.job.to)-p)
		}
	}
	if most < c.job.duration {
		return relaxed{}
	}
	r := relaxed{change: fmt.Sprintf("lower keep_clear to %s", time.Duration(most)*time.Second), free: c.free}
	for _, f := range c.free {
		if s := (span{f.from, min(f.to, c.job.to) - most + 1}); s.from < s.to {
			r.starts = append(r.starts, s)
		}
	}
	r.opens = c.grid.countAll(r.starts)
	return r
}

// raiseTolerance finds the least tolerance that opens a start.
func (c *compiled) raiseTolerance(stretches []stretch) relaxed {
	if !c.job.weekdays && !c.job.holidays {
		return relaxed{}
	}
	free := func(tolerate int64) []span {
		var out []span
		for _, s := range stretches {
			if s.rules == 0 && !tooMany(c.off.customers(s.step), c.planner.customers, tolerate) {
				out = appendSpan(out, s.span)
			}
		}
		return out
	}
	opens := func(tolerate int64) int64 { return c.grid.countAll(c.starts(free(tolerate))) }
	lo, hi := c.job.tolerate, int64(shareUnit)-1 // lo opens none
	if opens(hi) == 0 {
		return relaxed{}
	}
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; opens(mid) > 0 {
			hi = mid
		} else {
			lo = mid
		}
	}
	r := relaxed{change: fmt.Sprintf("raise tolerate to %v", float64(hi)/shareUnit), free: free(hi)}
	r.starts = c.starts(r.free)
	r.opens = c.grid.countAll(r.starts)
	return r
}
