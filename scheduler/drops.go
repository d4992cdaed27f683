package scheduler

import (
	"cmp"
	"context"
	"slices"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// drop is one rule taken out: one of Request.Rules, or working days or holidays, everywhere or for one region.
type drop struct {
	order  int          // in the order of rules
	region int          // the only one for which it is taken out; -1: for all
	freed  []exact.Span // what nothing else blocks, in order
}

// drops collects what taking each rule out would free, where it frees anything. One pass over the coverage
// counts tells: an instant that only one rule covers is freed by dropping that rule.
func (c *compiled) drops(ctx context.Context, stretches []stretch) ([]drop, error) {
	type key struct{ order, region int }
	var list []drop
	places := make(map[key]int)
	free := func(order, region int, s exact.Span) {
		k := key{order, region}
		i, ok := places[k]
		if !ok {
			i = len(list)
			places[k] = i
			list = append(list, drop{order: order, region: region})
		}
		list[i].freed = exact.AppendSpan(list[i].freed, s)
	}
	// Largest regions first: only one that is large enough can free anything.
	bySize := c.planner.bySize(len(c.days))
	regions := c.planner.regions
	many := func(customers int64) bool { return tooMany(customers, c.planner.customers, c.job.tolerate) }
	for _, s := range stretches {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		off := c.off.customers(s.step)
		switch {
		case s.rules == 1 && !many(off):
			free(orderRules+s.sum, -1, s.Span)
		case s.rules == 0 && many(off):
			if !many(off - c.off.count[offWork][s.step]) {
				free(orderWeekdays, -1, s.Span)
			}
			if !many(off - c.off.count[offHoliday][s.step]) {
				free(orderHolidays, -1, s.Span)
			}
			for _, i := range bySize {
				if many(off - regions[i].Customers) {
					break
				}
				for day := range c.localDays(i, s.From, s.To) {
					switch c.job.exclusionOn(day) {
					case offWork:
						free(orderWeekdays, i, exact.Span{From: day.from, To: day.to})
					case offHoliday:
						free(orderHolidays, i, exact.Span{From: day.from, To: day.to})
					}
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b drop) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.region, b.region)) })
	return list, nil
}

// names returns what is taken out, as results say it.
func (c *compiled) names(d drop) (rule, region, entry string) {
	if d.order >= orderRules {
		entry = c.rules[d.order-orderRules].rule.Title
	}
	if d.region >= 0 {
		region = c.planner.regions[d.region].Name
	}
	return c.ruleName(d.order), region, entry
}

// exclusionOn returns by which rules a local day is left out.
func (j *job) exclusionOn(day localDay) uint8 {
	work := j.weekdays && day.kind == calendar.KindWorkday
	holiday := j.holidays && (day.kind == calendar.KindHoliday || day.padding != "")
	return exclusionBy(work, holiday)
}
