package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// scenarios turns kinds of case into single changes of the plan, in order.
func (c *compiled) scenarios(cases []Case, chosen []int64) []scenario {
	var out []scenario
	add := func(kind CaseKind, change string, stages []exact.Stage, demand func(context.Context) (*exact.Curve, error)) {
		out = append(out, scenario{kind: kind, change: change, stages: stages, demand: demand})
	}
	stages := c.job.stages
	for _, k := range cases {
		switch k.Kind {
		case CaseCustomers:
			for _, i := range c.planner.bySize(MaxCaseRegions) {
				name := c.planner.regions[i].Name
				add(k.Kind, fmt.Sprintf("%s has %d %% more customers", name, k.By), stages, c.scaled(i, 100+k.By))
				add(k.Kind, fmt.Sprintf("%s has %d %% fewer customers", name, k.By), stages, c.scaled(i, 100-k.By))
			}
		case CaseActivity:
			add(k.Kind, fmt.Sprintf("activity comes %d h earlier", k.By), stages, c.shifted(-k.By))
			add(k.Kind, fmt.Sprintf("activity comes %d h later", k.By), stages, c.shifted(k.By))
		case CaseWork:
			add(k.Kind, fmt.Sprintf("the work takes %d times as long", k.By), c.longer(int64(k.By)), nil)
		case CaseOverrun:
			if len(stages) > 1 {
				add(k.Kind, fmt.Sprintf("the overrun is %d times as likely", k.By), c.likelier(int64(k.By)), nil)
			}
		case CaseHoliday:
			for _, h := range c.nearestHolidays(chosen) {
				add(k.Kind, fmt.Sprintf("%s is not a holiday: %s", calendar.DateOfDay(h.day), h.name), stages, c.without(h))
			}
		}
	}
	return out
}

// scaled returns the demand with one region at a percentage of its customers, rounded down to a whole
// customer and at least one.
func (c *compiled) scaled(region, percent int) func(context.Context) (*exact.Curve, error) {
	return func(context.Context) (*exact.Curve, error) {
		customers := c.planner.regions[region].Customers
		more := max(1, customers*int64(percent)/100) - customers
		weight := c.planner.weight(region) / customers // exact: a whole number in the planner's scale
		var changes []exact.Change
		for l := range c.levels(region, c.lo, c.hi) {
			changes = appendChange(changes, l.from, l.to, more*int64(l.share), weight)
		}
		return c.demand.Plus(changes), nil
	}
}

// shifted returns the demand with activity in all regions so many hours later.
func (c *compiled) shifted(hours int) func(context.Context) (*exact.Curve, error) {
	return func(ctx context.Context) (*exact.Curve, error) {
		return c.demandOf(ctx, c.later(hours), 0)
	}
}

// later returns the regions with their activity so many hours later.
func (c *compiled) later(hours int) []Region {
	out := slices.Clone(c.planner.regions)
	tables := make(map[*profileTable]*profileTable)
	for i := range out {
		old := out[i].Activity.resolved()
		if tables[old] == nil {
			tables[old] = old.shifted(hours)
		}
		out[i].Activity = Profile{table: tables[old]}
		out[i].Forecast = out[i].Forecast.shifted(hours)
	}
	return out
}

// shifted returns the table with every row turned by so many hours.
func (t *profileTable) shifted(hours int) *profileTable {
	out := &profileTable{}
	var place [cells]uint8
	for i, r := range t.rows {
		var turned row
		for h := range r {
			turned[(h+hours+24)%24] = r[h]
		}
		place[i] = out.addRow(turned)
	}
	for cell, i := range t.of {
		out.of[cell] = place[i]
	}
	return out
}

// shifted returns the forecast moved by so many hours over the same span.
func (f Forecast) shifted(hours int) Forecast {
	n := len(f.shares)
	if n == 0 {
		return f
	}
	out := Forecast{from: f.from, shares: make([]int32, n), sums: make([]int64, n+1)}
	for i := range n {
		out.shares[i] = f.shares[min(max(i-hours, 0), n-1)]
		out.sums[i+1] = out.sums[i] + int64(out.shares[i])
	}
	return out
}

// longer returns the exposure of work that takes so many times as long: the overrun follows later.
func (c *compiled) longer(times int64) []exact.Stage {
	out := slices.Clone(c.job.stages)
	for i := range out {
		out[i].Until += (times - 1) * c.job.duration
	}
	return out
}

// likelier returns the exposure with an overrun that is so many times as likely, at most certain.
func (c *compiled) likelier(times int64) []exact.Stage {
	out := slices.Clone(c.job.stages)
	for i := range out[1:] {
		out[i+1].Probability = min(exact.ShareUnit, times*out[i+1].Probability)
	}
	return out
}

// nearestHolidays returns the holidays of the horizon that lie nearest to a chosen start, at most
// MaxCaseHolidays, in order of date, then of name. Holidays of one name on one date are one, whatever
// regions they are in.
func (c *compiled) nearestHolidays(chosen []int64) []namedDay {
	first, last := int(exact.FloorDiv(c.job.from, exact.DaySeconds))-1, int(exact.FloorDiv(c.job.to+c.job.tail, exact.DaySeconds))+1
	distance := func(day int) int64 {
		least := int64(1) << 62
		for _, s := range chosen {
			d := int64(day)*exact.DaySeconds + exact.DaySeconds/2 - s
			least = min(least, max(d, -d))
		}
		return least
	}
	seen := make(map[namedDay]bool)
	var out []namedDay
	for _, d := range c.days {
		for _, h := range d.holidays {
			if h.day >= first && h.day <= last && !seen[h] {
				seen[h] = true
				out = append(out, h)
			}
		}
	}
	byDate := func(a, b namedDay) int { return cmp.Or(a.day-b.day, cmp.Compare(a.name, b.name)) }
	slices.SortFunc(out, func(a, b namedDay) int { return cmp.Or(cmp.Compare(distance(a.day), distance(b.day)), byDate(a, b)) })
	out = out[:min(MaxCaseHolidays, len(out))]
	slices.SortFunc(out, byDate)
	return out
}

// without returns the demand where the days of that title on that date are what they would be without it.
// Several names on one day are one holiday of a region.
func (c *compiled) without(h namedDay) func(context.Context) (*exact.Curve, error) {
	return func(context.Context) (*exact.Curve, error) {
		var changes []exact.Change
		for i := range c.days {
			if nameOn(c.days[i].holidays, h.day) == h.name {
				changes = c.ordinary(changes, i, h.day)
			}
		}
		return c.demand.Plus(changes), nil
	}
}

// ordinary adds what changes in demand where a holiday of the region is an ordinary day.
func (c *compiled) ordinary(changes []exact.Change, region, day int) []exact.Change {
	d, r := &c.days[region], &c.planner.regions[region]
	weekday := weekdayOf(day)
	rows := d.table.rows
	before, after := rows[d.table.of[cellOf(calendar.KindHoliday, weekday)]], rows[d.table.of[d.ordinary(day)]]
	for p := range d.zone.Day(day) {
		first, _, last := r.Forecast.split(p.From, p.To)
		for _, part := range []exact.Span{first, last} {
			for t := part.From; t < part.To; {
				hour := exact.FloorMod(t+p.Offset, exact.DaySeconds) / exact.HourSeconds
				end := min(part.To, t-exact.FloorMod(t+p.Offset, exact.HourSeconds)+exact.HourSeconds)
				changes = appendChange(changes, t, end, r.Customers*int64(after[hour]-before[hour]), c.planner.weight(region)/r.Customers)
				t = end
			}
		}
	}
	return changes
}

// appendChange adds so many more active customers, in millionths, from one instant to another, each of a
// weight in the planner's scale.
func appendChange(changes []exact.Change, from, to, heads, weight int64) []exact.Change {
	return append(changes, exact.Change{At: from, By: heads * weight, Heads: heads}, exact.Change{At: to, By: -heads * weight, Heads: -heads})
}
