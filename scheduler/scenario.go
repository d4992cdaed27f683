package scheduler

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// scenarios turns kinds of case into single changes of the plan, in order.
func (c *compiled) scenarios(cases []Case, chosen []int64) []scenario {
	var out []scenario
	add := func(kind CaseKind, change string, regions []Region, stages []exact.Stage) {
		if regions == nil {
			regions = c.planner.regions
		}
		if stages == nil {
			stages = c.job.stages
		}
		out = append(out, scenario{kind: kind, change: change, regions: regions, stages: stages})
	}
	for _, k := range cases {
		switch k.Kind {
		case CaseCustomers:
			for _, i := range c.planner.bySize(MaxCaseRegions) {
				name := c.planner.regions[i].Name
				add(k.Kind, fmt.Sprintf("%s has %d %% more customers", name, k.By), c.scaled(i, 100+k.By), nil)
				add(k.Kind, fmt.Sprintf("%s has %d %% fewer customers", name, k.By), c.scaled(i, 100-k.By), nil)
			}
		case CaseActivity:
			add(k.Kind, fmt.Sprintf("activity comes %d h earlier", k.By), c.shifted(-k.By), nil)
			add(k.Kind, fmt.Sprintf("activity comes %d h later", k.By), c.shifted(k.By), nil)
		case CaseWork:
			add(k.Kind, fmt.Sprintf("the work takes %d times as long", k.By), nil, c.longer(int64(k.By)))
		case CaseOverrun:
			if len(c.job.stages) > 1 {
				add(k.Kind, fmt.Sprintf("the overrun is %d times as likely", k.By), nil, c.likelier(int64(k.By)))
			}
		case CaseHoliday:
			for _, h := range c.nearestHolidays(chosen) {
				add(k.Kind, fmt.Sprintf("%s is not a holiday: %s", calendar.DateOfDay(h.day), h.name), c.without(h), nil)
			}
		}
	}
	return out
}

// scaled returns the regions with one of them at a percentage of its customers, rounded down to a whole
// customer and at least one.
func (c *compiled) scaled(region, percent int) []Region {
	out := slices.Clone(c.planner.regions)
	out[region].Customers = max(1, out[region].Customers*int64(percent)/100)
	return out
}

// shifted returns the regions with their activity so many hours later.
func (c *compiled) shifted(hours int) []Region {
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

// without returns the regions without the holiday of that title on that day. Several names on one day
// are one holiday of a region.
func (c *compiled) without(h namedDay) []Region {
	out := slices.Clone(c.planner.regions)
	for i := range out {
		if nameOn(c.days[i].holidays, h.day) == h.name {
			out[i].Calendar.Holidays = lessOne{out[i].Calendar.Holidays, calendar.DateOfDay(h.day)}
		}
	}
	return out
}

// lessOne is a source of holidays without those of one date.
type lessOne struct {
	calendar.Holidays
	date calendar.Date
}

func (l lessOne) Between(first, last calendar.Date) ([]calendar.Holiday, error) {
	list, err := l.Holidays.Between(first, last)
	return slices.DeleteFunc(list, func(h calendar.Holiday) bool { return h.Date == l.date }), err
}
