package scheduler_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// randomRules draws the plan's rules: of every kind, with odd minutes and seconds.
func (p *refPlan) randomRules(t testing.TB, d dice) {
	p.pad, p.ignore = d.chance(50), false
	if !p.pad {
		p.ignore = d.chance(50)
	}
	for k := range pick(d, 0, 0, 1, 1, 2, 3, 5) {
		title := fmt.Sprintf("T%d", k)
		switch d.IntN(9) {
		case 0:
			p.rules = append(p.rules, p.blackoutInstants(d, title))
		case 1, 2:
			p.rules = append(p.rules, p.blackoutDates(d, title))
		case 3:
			p.rules = append(p.rules, p.onlyDuring(d, title))
		case 4:
			p.rules = append(p.rules, p.onlyHours(t, d, title))
		case 5:
			p.rules = append(p.rules, p.limitShare(d))
		case 6:
			p.rules = append(p.rules, p.customBlocks(d, title))
		case 7:
			p.rules = append(p.rules, p.customDays(d, title))
		case 8:
			p.rules = append(p.rules, p.limitPeak(d))
		}
	}
	// Name and title together are unique.
	p.rules = slices.CompactFunc(p.rules, func(a, b refRule) bool { return a.name == b.name && a.title == b.title })
	for i := len(p.rules) - 1; i > 0; i-- {
		if slices.ContainsFunc(p.rules[:i], func(o refRule) bool { return o.name == p.rules[i].name && o.title == p.rules[i].title }) {
			p.rules = slices.Delete(p.rules, i, i+1)
		}
	}
}

// randomSpans draws stretches of instants, some with fractions of a second, some outside the horizon.
func (p *refPlan) randomSpans(d dice, most int64) []calendar.Interval {
	var list []calendar.Interval
	for range d.between(1, 4) {
		from := d.between(p.from-day, p.to+2*day)
		from -= from % pick[int64](d, 1, 60, 60, 60, 900)
		to := from + d.between(1, most/60)*60 - pick[int64](d, 0, 0, 0, 1, 31)
		iv := calendar.Interval{Start: time.Unix(from, 0), End: time.Unix(to, 0)}
		if d.chance(10) {
			iv.Start, iv.End = iv.Start.Add(time.Nanosecond), iv.End.Add(400*time.Millisecond)
		}
		list = append(list, iv)
	}
	return list
}

// secondsOf returns the whole seconds that an interval touches.
func secondsOf(iv calendar.Interval) (from, to int64) {
	from, to = iv.Start.Unix(), iv.End.Unix()
	if iv.End.Nanosecond() > 0 {
		to++
	}
	return from, to
}

func boundsOf(list []calendar.Interval) (bounds []int64) {
	for _, iv := range list {
		from, to := secondsOf(iv)
		bounds = append(bounds, from, to, to-1, from+1)
	}
	return bounds
}

// anyHolds returns whether an instant lies in one of the intervals.
func anyHolds(list []calendar.Interval) func(t int64, minute int) bool {
	var spans [][2]int64
	for _, iv := range list {
		from, to := secondsOf(iv)
		spans = append(spans, [2]int64{from, to})
	}
	return func(t int64, _ int) bool {
		return slices.ContainsFunc(spans, func(s [2]int64) bool { return s[0] <= t && t < s[1] })
	}
}

func (p *refPlan) blackoutInstants(d dice, title string) refRule {
	list := p.randomSpans(d, 40*3600)
	return refRule{
		name: "blackout", title: title, bounds: boundsOf(list), rule: scheduler.Blackout(scheduler.Instants(title, calendar.NewSet(list...))),
		parts: func(a *refAxis) []refPart {
			return []refPart{a.mark(-1, title, anyHolds(list))}
		},
	}
}

// someRegions draws none (which means all), or a few regions by index.
func (p *refPlan) someRegions(d dice) (indices []int, names []string) {
	for i, r := range p.regions {
		if d.chance(30) {
			indices, names = append(indices, i), append(names, r.name)
		}
	}
	if indices == nil {
		for i := range p.regions {
			indices = append(indices, i)
		}
	}
	return indices, names
}

func (p *refPlan) blackoutDates(d dice, title string) refRule {
	first := p.nearDate(d)
	end := first.next(int(d.between(0, 3)))
	indices, names := p.someRegions(d)
	return refRule{
		name: "blackout", title: title, rule: scheduler.Blackout(must(scheduler.Dates(title, first.date(), end.date(), names...))),
		parts: func(a *refAxis) (parts []refPart) {
			for _, i := range indices {
				parts = append(parts, a.mark(i, title, a.reads(i, first, end)))
			}
			return parts
		},
	}
}

// reads reports whether a region's clocks show a date from first to, not including, end.
func (a *refAxis) reads(region int, first, end ymd) func(int64, int) bool {
	return func(_ int64, m int) bool {
		date := a.region[region][m].day.date
		return !date.before(first) && date.before(end)
	}
}

func (p *refPlan) onlyDuring(d dice, title string) refRule {
	list := p.randomSpans(d, 4*24*3600)
	first := p.nearDate(d)
	end := first.next(int(d.between(0, 4)))
	indices, names := p.someRegions(d)
	set := calendar.NewSet(list...)
	periods := []scheduler.Period{scheduler.Instants(title, set), must(scheduler.Dates("dates", first.date(), end.date(), names...))}
	shown := title + ", dates"
	if d.chance(40) {
		periods, indices, shown = periods[:1], nil, title
	}
	return refRule{
		name: "only_during", title: shown, bounds: boundsOf(list), rule: scheduler.OnlyDuring(periods...),
		parts: func(a *refAxis) []refPart {
			return []refPart{a.mark(-1, shown, func(t int64, m int) bool {
				// A second of which any part is outside is blocked.
				inside := set.Covers(calendar.Interval{Start: time.Unix(t, 0), End: time.Unix(t+1, 0)})
				for _, i := range indices {
					inside = inside || a.reads(i, first, end)(t, m)
				}
				return !inside
			})}
		},
	}
}

func (p *refPlan) onlyHours(t testing.TB, d dice, title string) refRule {
	from, to := d.between(0, day-1), d.between(1, day)
	if round := pick[int64](d, 1, 60, 1800, 3600); true {
		from -= from % round
		to += round - 1 - (to-1)%round
	}
	if from == to {
		from, to = 0, day
	}
	loc := zoneOf(t, pick(d, oddZones...))
	hours := calendar.Hours{From: calendar.Clock(from), To: calendar.Clock(to)}
	return refRule{
		name: "only_hours", title: title, bounds: []int64{from, to}, rule: must(scheduler.OnlyHours(title, hours, loc)),
		parts: func(a *refAxis) []refPart {
			return []refPart{a.mark(-1, title, func(t int64, _ int) bool {
				h, m, s := time.Unix(t, 0).In(loc).Clock()
				reading := int64(h*3600 + m*60 + s)
				if from < to {
					return reading < from || reading >= to
				}
				return reading < from && reading >= to
			})}
		},
	}
}

func (p *refPlan) limitShare(d dice) refRule {
	i := d.IntN(len(p.regions))
	r := p.regions[i]
	limit := pick(d, 0, 50_000, 300_000, millionth, r.workday[d.IntN(24)], r.weekendRow[d.IntN(24)], d.between(0, millionth))
	share := float64(limit) / millionth
	reason := fmt.Sprintf("activity above %v", share)
	return refRule{
		name: "limit_share", title: fmt.Sprintf("%s above %v", r.name, share), rule: must(scheduler.LimitShare(r.name, share)),
		parts: func(a *refAxis) []refPart {
			return []refPart{a.mark(i, reason, func(_ int64, m int) bool { return a.region[i][m].share > limit })}
		},
	}
}

// limitPeak draws a limit for the number of people, often one that some of the regions meet exactly or just miss.
func (p *refPlan) limitPeak(d dice) refRule {
	all, some := int64(0), int64(0)
	for _, r := range p.regions {
		all += r.customers
		some += r.customers * pick(d, r.workday[d.IntN(24)], r.weekendRow[d.IntN(24)])
	}
	limit := pick(d, 0, 1, millionth, millionth-1, some/all, some/all, min(millionth, some/all+1), d.between(0, millionth))
	share := float64(limit) / millionth
	title := fmt.Sprintf("more than %v of all customers", share)
	return refRule{
		name: "limit_peak", title: title, rule: must(scheduler.LimitPeak(share)),
		parts: func(a *refAxis) []refPart {
			return []refPart{a.mark(-1, title, func(_ int64, m int) bool { return a.demand[m] > limit*a.all })}
		},
	}
}

// customBlocks is a caller's own rule: any blocks, for any region and reason.
func (p *refPlan) customBlocks(d dice, title string) refRule {
	type cause struct {
		region int
		reason string
	}
	byCause := map[cause][]calendar.Interval{}
	var causes []cause
	var blocks []scheduler.Block
	var all []calendar.Interval
	for _, iv := range p.randomSpans(d, 20*3600) {
		c := cause{int(d.between(-1, int64(len(p.regions)-1))), pick(d, "", "why", "because")}
		blocks = append(blocks, scheduler.Block{Interval: iv, Region: p.regionName(c.region), Reason: c.reason})
		if !slices.Contains(causes, c) {
			causes = append(causes, c)
		}
		byCause[c] = append(byCause[c], iv)
		all = append(all, iv)
	}
	return refRule{
		name: "mine", title: title, bounds: boundsOf(all),
		rule: scheduler.Rule{Name: "mine", Title: title, Blocks: blocksOf(blocks)},
		parts: func(a *refAxis) (parts []refPart) {
			for _, c := range causes {
				reason := c.reason
				if reason == "" {
					reason = title
				}
				parts = append(parts, a.mark(c.region, reason, anyHolds(byCause[c])))
			}
			return parts
		},
	}
}

// customDays is a caller's own rule that looks at the view: never where a region is on an even day of
// the month that is not a working day, nor while the last region is at rest.
func (p *refPlan) customDays(d dice, title string) refRule {
	i, last := d.IntN(len(p.regions)), len(p.regions)-1
	name, lastName := p.regions[i].name, p.regions[last].name
	return refRule{
		name: "mine", title: title,
		rule: scheduler.Rule{Name: "mine", Title: title, Regions: []string{name}, Blocks: func(_ context.Context, v *scheduler.View, yield func(scheduler.Block) bool) error {
			for day := range v.Days(name) {
				if day.Date.Day%2 == 0 && day.Kind != calendar.KindWorkday && !yield(scheduler.Block{Interval: day.Interval, Region: name, Reason: "even"}) {
					return nil
				}
			}
			for iv, share := range v.Activity(lastName) {
				if share == 0 && !yield(scheduler.Block{Interval: iv, Reason: "rest"}) {
					return nil
				}
			}
			return nil
		}},
		parts: func(a *refAxis) []refPart {
			return []refPart{
				a.mark(i, "even", func(_ int64, m int) bool {
					day := a.region[i][m].day
					return day.date.day%2 == 0 && day.kind != 0
				}),
				a.mark(-1, "rest", func(_ int64, m int) bool { return a.region[last][m].share == 0 }),
			}
		},
	}
}
