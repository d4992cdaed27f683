package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// CaseKind is a way in which a plan can turn out to be wrong.
type CaseKind string

// The kinds of case.
const (
	// CaseCustomers: each region in turn has By percent more customers, and By percent fewer.
	CaseCustomers CaseKind = "customers"
	// CaseActivity: activity in all regions comes By hours earlier, and By hours later. A row of a
	// profile is turned within its day; a forecast is moved, its first or last share standing in.
	CaseActivity CaseKind = "activity"
	// CaseWork: the work takes By times as long; the stages of the overrun begin as much later.
	CaseWork CaseKind = "work"
	// CaseOverrun: the overrun is By times as likely, at most certain.
	CaseOverrun CaseKind = "overrun"
	// CaseHoliday: one holiday in turn is an ordinary day after all. By is not used.
	CaseHoliday CaseKind = "holiday"
)

// Case is one kind of case with its size.
type Case struct {
	Kind CaseKind
	// By is the size, a whole number: 1 to 99 percent, 1 to 12 hours, 2 to 10 times.
	By int
}

// DefaultCases are those that are looked at where a request names none: customers 20 % off, activity an
// hour early or late, the work twice as long, the overrun twice as likely, one holiday missing.
func DefaultCases() []Case {
	return []Case{{CaseCustomers, 20}, {CaseActivity, 1}, {CaseWork, 2}, {CaseOverrun, 2}, {CaseHoliday, 0}}
}

// Limits of a robustness check, so that its cost stays some dozens of searches.
const (
	// MaxCaseRegions is the most regions that are looked at one by one: those with the most customers.
	MaxCaseRegions = 20
	// MaxCaseHolidays is the most holidays that are looked at one by one: those nearest to a suggestion.
	MaxCaseHolidays = 20
)

// Robustness says how well suggestions hold where the plan turns out to be wrong.
type Robustness struct {
	// Cases are the cases that were looked at, in order.
	Cases []RobustCase
	// Suggestions holds, for each suggestion in its order, what it loses at worst.
	Suggestions []RobustSuggestion
	// MostRobust is the index of the suggestion whose worst regret is least, the first of several.
	MostRobust int
}

// RobustCase is one case and what the suggestions cost in it.
type RobustCase struct {
	Kind CaseKind
	// Change says what is different, such as "Bavaria has 20 % more customers".
	Change string
	// Best is the start that is best in this case, among the starts that are free as planned.
	Best time.Time
	// BestCustomerHours is what it costs in this case.
	BestCustomerHours float64
	// Regret holds, for each suggestion, the customer-hours by which it costs more than Best.
	Regret []float64
	// OrderHolds reports whether the suggestions still rank in their order.
	OrderHolds bool
}

// RobustSuggestion is the worst that can happen to one suggestion in the cases.
type RobustSuggestion struct {
	Window calendar.Interval
	// WorstRegret is the largest of its regrets, and WorstCase the index of the first case with it.
	WorstRegret float64
	WorstCase   int
}

// scenario is a plan that turned out to be wrong.
type scenario struct {
	kind   CaseKind
	change string
	stages []exact.Stage
	// demand returns what is different from the plan's demand; nil where nothing is.
	demand func(ctx context.Context) (*exact.Curve, error)
}

// checkCases returns every fault of the cases.
func checkCases(cases []Case) FieldErrors {
	var faults FieldErrors
	limits := map[CaseKind][2]int{CaseCustomers: {1, 99}, CaseActivity: {1, 12}, CaseWork: {2, 10}, CaseOverrun: {2, 10}, CaseHoliday: {0, 0}}
	for i, c := range cases {
		path := fmt.Sprintf("robustness[%d]", i)
		limit, ok := limits[c.Kind]
		switch {
		case !ok:
			faults.add(path+".case", string(c.Kind), "customers, activity, work, overrun or holiday")
		case c.By < limit[0] || c.By > limit[1]:
			faults.add(path+".by", c.By, fmt.Sprintf("%d to %d", limit[0], limit[1]))
		case slices.Contains(cases[:i], c):
			faults.add(path, string(c.Kind), "a case that is not in the list already")
		}
	}
	return faults
}

// Robustness makes the suggestions of the request and looks at each in every case: what it costs there
// against the best start. Which starts are free does not change with the case: the question is whether
// the choice among them was right. Nil cases mean DefaultCases.
//
// Errors are those of Suggest. Cost: that of a Suggest for every case, of which there are at most
// some dozens.
func (p *Prepared) Robustness(ctx context.Context, cases []Case) (*Robustness, error) {
	if cases == nil {
		cases = DefaultCases()
	}
	if err := checkCases(cases).err(); err != nil {
		return nil, err
	}
	c := p.c
	if err := c.roomFor(cases).err(); err != nil {
		return nil, err
	}
	starts := c.starts(c.free)
	se, err := exact.NewSearch(ctx, exact.NewScorer(c.demand, c.job.stages), &c.grid, c.job.duration, starts)
	if err != nil {
		return nil, err
	}
	var chosen []int64
	for len(chosen) < c.job.count {
		best := se.Take(c.job.spacing)
		if !best.Found {
			break
		}
		chosen = append(chosen, best.Start)
	}
	if len(chosen) == 0 {
		return nil, c.noWindow(ctx, c.blocked(ctx))
	}
	r := &Robustness{Suggestions: make([]RobustSuggestion, len(chosen))}
	for i, s := range chosen {
		r.Suggestions[i].Window = c.interval(s, s+c.job.duration)
	}
	worst := make([]exact.Uint128, len(chosen))
	for _, sc := range c.scenarios(cases, chosen) {
		result, regrets, err := c.judge(ctx, sc, starts, chosen)
		if err != nil {
			return nil, err
		}
		for i, regret := range regrets {
			if worst[i].Less(regret) {
				worst[i], r.Suggestions[i].WorstCase = regret, len(r.Cases)
				r.Suggestions[i].WorstRegret = exact.MillionthsOf(regret, c.planner.hour())
			}
		}
		r.Cases = append(r.Cases, result)
	}
	for i := range worst {
		if worst[i].Less(worst[r.MostRobust]) {
			r.MostRobust = i
		}
	}
	return r, nil
}

// roomFor reports cases that would need more customers by weight than a level of demand has bits for: 1.8
// times the largest accepted plan in thousandths.
func (c *compiled) roomFor(cases []Case) FieldErrors {
	var faults FieldErrors
	total, largest := uint64(0), uint64(0)
	for i := range c.planner.regions {
		w := uint64(c.planner.weight(i))
		total, largest = total+w, max(largest, w)
	}
	for i, k := range cases {
		if k.Kind == CaseCustomers && total+largest*uint64(k.By)/100 > math.MaxUint64/exact.ShareUnit {
			faults.add(fmt.Sprintf("robustness[%d].by", i), k.By, "fewer customers more, or weights with fewer digits: customers times weight is at its limit")
		}
	}
	return faults
}

// judge works one scenario out.
func (c *compiled) judge(ctx context.Context, sc scenario, starts []exact.Span, chosen []int64) (RobustCase, []exact.Uint128, error) {
	demand, err := c.demand, error(nil)
	tail := sc.stages[len(sc.stages)-1].Until
	switch {
	case sc.demand != nil:
		demand, err = sc.demand(ctx)
	case c.job.to+tail > c.hi:
		demand, err = c.demandOf(ctx, c.planner.regions, tail)
	}
	if err != nil {
		return RobustCase{}, nil, err
	}
	scorer := exact.NewScorer(demand, sc.stages)
	se, err := exact.NewSearch(ctx, scorer, &c.grid, sc.stages[0].Until, starts)
	if err != nil {
		return RobustCase{}, nil, err
	}
	best := se.Take(0)
	result := RobustCase{
		Kind: sc.kind, Change: sc.change, OrderHolds: true,
		Best: c.instant(best.Start), BestCustomerHours: exact.MillionthsOf(best.Impact, c.planner.hour()), Regret: make([]float64, len(chosen)),
	}
	regrets := make([]exact.Uint128, len(chosen))
	previous := exact.Uint128{}
	for i, s := range chosen {
		impact := scorer.Alone(s)
		regrets[i] = impact.Sub(best.Impact)
		result.Regret[i] = exact.MillionthsOf(regrets[i], c.planner.hour())
		if impact.Less(previous) {
			result.OrderHolds = false
		}
		previous = impact
	}
	return result, regrets, nil
}

// demandOf compiles the demand of changed regions, over a span with room for an exposure of tail
// seconds. They come from checked regions: only the total of customers may exceed its limit, which the
// sums have room for.
func (c *compiled) demandOf(ctx context.Context, regions []Region, tail int64) (*exact.Curve, error) {
	j := *c.job
	j.rules, j.crews, j.weekdays, j.holidays = nil, nil, false, false
	j.tail = max(j.tail, tail)
	p := &Planner{regions: regions, index: c.planner.index}
	p.group()
	p.weigh()
	other, err := p.compile(ctx, &j)
	if err != nil {
		return nil, err
	}
	return other.demand, nil
}

// bySize returns the regions with the most customers, at most n, by number of customers, then in order.
func (p *Planner) bySize(n int) []int {
	list := make([]int, len(p.regions))
	for i := range list {
		list[i] = i
	}
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(p.regions[b].Customers, p.regions[a].Customers) })
	return list[:min(n, len(list))]
}
