package scheduler_test

import (
	"math/big"
	"math/bits"
	"slices"
	"sort"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// millionth is how many parts shares and probabilities are held in.
const millionth = 1_000_000

// thousandth is how many parts weights are held in.
const thousandth = 1_000

// refCost is what a start costs, in customers x 10^-3 (weights) x 10^-12 x seconds.
type refCost struct {
	start          int64
	planned, total *big.Int
}

// tally is a sum of products of numbers of 64 bits.
type tally struct{ high, low uint64 } // high x 2^64 + low

func (s *tally) add(v uint64, times int64) {
	high, low := bits.Mul64(v, uint64(times))
	var carry uint64
	s.low, carry = bits.Add64(s.low, low, 0)
	s.high += high + carry
}

func (s tally) value() *big.Int {
	v := new(big.Int).SetUint64(s.high)
	return v.Lsh(v, 64).Add(v, new(big.Int).SetUint64(s.low))
}

// areas holds, by minute, the integral of demand up to its beginning.
func areas(demand []uint64) []tally {
	sums := make([]tally, len(demand)+1)
	for m, d := range demand {
		sums[m+1] = sums[m]
		sums[m+1].add(d, 60)
	}
	return sums
}

// cost returns what a start costs, from the areas under the demand.
func (a *refAxis) cost(p *refPlan, s int64) refCost {
	upTo := func(t int64) *big.Int {
		m := (t - a.lo) / 60
		area := a.areas[m]
		area.add(a.weighted[m], (t-a.lo)%60)
		return area.value()
	}
	before, at := upTo(s), upTo(s+p.duration)
	planned := new(big.Int).Sub(at, before)
	planned.Mul(planned, big.NewInt(millionth))
	total := new(big.Int).Set(planned)
	for _, st := range p.stages {
		next := upTo(s + st.until)
		part := new(big.Int).Sub(next, at)
		total.Add(total, part.Mul(part, big.NewInt(st.probability)))
		at = next
	}
	return refCost{s, planned, total}
}

// price works out what every free start costs.
func (e *refEval) price(p *refPlan) {
	e.costs = nil
	for _, s := range e.starts {
		e.costs = append(e.costs, e.cost(p, s))
	}
}

// peak returns the largest demand during [s, s+duration), in people.
func (a *refAxis) peak(p *refPlan, s int64) int64 {
	most := int64(0)
	for m := (s - a.lo) / 60; a.lo+m*60 < s+p.duration; m++ {
		most = max(most, a.demand[m])
	}
	return most
}

// better reports whether x is to be suggested before y: it costs less, or has the lower peak, or is
// earlier.
func (e *refEval) better(p *refPlan, x, y refCost) bool {
	if order := x.total.Cmp(y.total); order != 0 {
		return order < 0
	}
	if px, py := e.peak(p, x.start), e.peak(p, y.start); px != py {
		return px < py
	}
	return x.start < y.start
}

// suggest chooses starts one by one: each time the best that keeps its distance from all before.
func (e *refEval) suggest(p *refPlan, count int) []scheduler.Suggestion {
	var chosen []int64
	var list []scheduler.Suggestion
	for len(chosen) < count {
		best := -1
		for i, c := range e.costs {
			near := false
			for _, s := range chosen {
				near = near || c.start < s+p.duration+p.spacing && s < c.start+p.duration+p.spacing
			}
			if !near && (best < 0 || e.better(p, c, e.costs[best])) {
				best = i
			}
		}
		if best < 0 {
			break
		}
		chosen = append(chosen, e.costs[best].start)
		list = append(list, e.suggestion(p, e.costs[best].start))
	}
	return list
}

func (e *refEval) suggestion(p *refPlan, s int64) scheduler.Suggestion {
	end, until := s+p.duration, e.until[e.cellOf(s)]
	out := scheduler.Suggestion{
		Window: p.interval(s, end), Impact: e.impact(p, s), FreeUntil: p.instant(until), Open: until == e.end,
		Runway: time.Duration(until-end) * time.Second,
	}
	if p.rollback > 0 && end-p.rollback >= s {
		t := p.instant(end - p.rollback)
		out.RollbackBy = &t
	}
	if p.rollback > 0 && until-p.rollback >= s {
		t := p.instant(until - p.rollback)
		out.PointOfNoReturn = &t
	}
	return out
}

func (p *refPlan) instant(t int64) time.Time { return time.Unix(t, 0).In(p.grid) }
func (p *refPlan) interval(from, to int64) calendar.Interval {
	return calendar.Interval{Start: p.instant(from), End: p.instant(to)}
}

// impact walks the exposure of one start minute by minute, region by region. Hours are weighted, shares
// are of people.
func (e *refEval) impact(p *refPlan, s int64) scheduler.Impact {
	type row struct {
		impact scheduler.RegionImpact
		total  *big.Int
	}
	var rows []row
	allPlanned, allTotal, allPeople := new(big.Int), new(big.Int), new(big.Int)
	for i, r := range p.regions {
		parts := make([]tally, len(p.stages)+1) // of the window and each stage, in customers x 10^-6 x seconds
		peak, last := int64(0), s+p.duration
		var days []scheduler.LocalDay
		previous := ymd{}
		for _, st := range p.stages {
			last = s + st.until
		}
		for m := (s - e.lo) / 60; e.lo+m*60 < last; m++ {
			at := e.region[i][m]
			begin, end := e.lo+m*60, e.lo+m*60+60
			rate := uint64(r.customers * at.share)
			inWindow := overlap(begin, end, s, s+p.duration)
			parts[0].add(rate, inWindow)
			if inWindow > 0 {
				peak = max(peak, at.share)
				if at.day.date != previous {
					days, previous = append(days, at.day.shown()), at.day.date
				}
			}
			from := s + p.duration
			for k, st := range p.stages {
				parts[k+1].add(rate, overlap(begin, end, from, s+st.until))
				from = s + st.until
			}
		}
		weight := product(r.weight, millionth)
		people := parts[0].value()
		planned := new(big.Int).Mul(people, weight)
		overrun := new(big.Int)
		for k, st := range p.stages {
			overrun.Add(overrun, new(big.Int).Mul(parts[k+1].value(), product(r.weight, st.probability)))
		}
		total := new(big.Int).Add(planned, overrun)
		allPlanned.Add(allPlanned, planned)
		allTotal.Add(allTotal, total)
		allPeople.Add(allPeople, people)
		rows = append(rows, row{scheduler.RegionImpact{
			Region: r.name, Customers: r.customers, Weight: float64(r.weight) / thousandth, TimeZone: r.loc.String(),
			Local:         calendar.Interval{Start: time.Unix(s, 0).In(r.loc), End: time.Unix(s+p.duration, 0).In(r.loc)},
			Days:          days,
			CustomerHours: weightedHours(total), PlannedCustomerHours: weightedHours(planned), OverrunCustomerHours: weightedHours(overrun),
			MeanShare: ratio(people, product(p.duration, r.customers, millionth)), PeakShare: ratio(big.NewInt(peak), big.NewInt(millionth)),
		}, total})
	}
	sort.SliceStable(rows, func(x, y int) bool {
		if order := rows[x].total.Cmp(rows[y].total); order != 0 {
			return order > 0
		}
		return rows[x].impact.Region < rows[y].impact.Region
	})
	out := scheduler.Impact{
		Weighted:      p.weighted(),
		CustomerHours: weightedHours(allTotal), PlannedCustomerHours: weightedHours(allPlanned),
		OverrunCustomerHours: weightedHours(new(big.Int).Sub(allTotal, allPlanned)),
		MeanShare:            ratio(allPeople, product(p.duration, e.all, millionth)), PeakShare: ratio(big.NewInt(e.peak(p, s)), product(e.all, millionth)),
	}
	for _, r := range rows {
		out.Regions = append(out.Regions, r.impact)
	}
	return out
}

// weighted reports whether any region's customers count more or less than 1.
func (p *refPlan) weighted() bool {
	return slices.ContainsFunc(p.regions, func(r refRegion) bool { return r.weight != thousandth })
}

func (d *refDay) shown() scheduler.LocalDay {
	return scheduler.LocalDay{Date: calendar.Date{Year: d.date.year, Month: d.date.month, Day: d.date.day}, Kind: calendar.DayKind(d.kind), Name: d.name}
}

func overlap(a, b, from, to int64) int64 { return max(0, min(b, to)-max(a, from)) }

func product(factors ...int64) *big.Int {
	out := big.NewInt(1)
	for _, f := range factors {
		out.Mul(out, big.NewInt(f))
	}
	return out
}

// hours turns people x 10^-12 x seconds into person-hours, weightedHours the unit of a refCost into customer-hours.
func hours(v *big.Int) float64 { return ratio(v, product(3600, millionth, millionth)) }

func weightedHours(v *big.Int) float64 {
	return ratio(v, product(thousandth, 3600, millionth, millionth))
}

func ratio(a, b *big.Int) float64 { return rounded(new(big.Rat).SetFrac(a, b)) }

// rounded returns the nearest float of the nearest millionth, half to even.
func rounded(r *big.Rat) float64 {
	scaled := new(big.Rat).Mul(r, big.NewRat(1_000_000, 1))
	whole, rest := new(big.Int).DivMod(scaled.Num(), scaled.Denom(), new(big.Int))
	switch twice := rest.Lsh(rest, 1); twice.Cmp(scaled.Denom()) {
	case 1:
		whole.Add(whole, big.NewInt(1))
	case 0:
		whole.Add(whole, big.NewInt(int64(whole.Bit(0))))
	}
	f, _ := new(big.Rat).SetFrac(whole, big.NewInt(1_000_000)).Float64()
	return f
}
