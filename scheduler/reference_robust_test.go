package scheduler_test

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"sort"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// refCase is one way in which the plan turns out to be wrong: the plan as it then is.
type refCase struct {
	kind   scheduler.CaseKind
	change string
	plan   refPlan
}

// changed returns a copy of the plan whose regions can be changed.
func (p *refPlan) changed() refPlan {
	q := *p
	q.regions = slices.Clone(p.regions)
	q.stages = slices.Clone(p.stages)
	return q
}

func turned(r [24]int64, by int) (out [24]int64) {
	for h := range r {
		out[(h+by+24)%24] = r[h]
	}
	return out
}

func turnedRows(rows map[time.Weekday][24]int64, by int) map[time.Weekday][24]int64 {
	out := map[time.Weekday][24]int64{}
	for d, r := range rows {
		out[d] = turned(r, by)
	}
	return out
}

// refCases lists the default cases of a plan, in the documented order.
func refCases(p *refPlan) []refCase {
	var out []refCase
	add := func(kind scheduler.CaseKind, change string, edit func(q *refPlan)) {
		q := p.changed()
		edit(&q)
		out = append(out, refCase{kind, change, q})
	}
	bySize := make([]int, len(p.regions))
	for i := range bySize {
		bySize[i] = i
	}
	sort.SliceStable(bySize, func(a, b int) bool { return p.regions[bySize[a]].customers > p.regions[bySize[b]].customers })
	for _, i := range bySize {
		add("customers", p.regions[i].name+" has 20 % more customers", func(q *refPlan) { q.regions[i].customers = q.regions[i].customers * 120 / 100 })
		add("customers", p.regions[i].name+" has 20 % fewer customers", func(q *refPlan) { q.regions[i].customers = max(1, q.regions[i].customers*80/100) })
	}
	for _, by := range []int{-1, 1} {
		add("activity", map[int]string{-1: "activity comes 1 h earlier", 1: "activity comes 1 h later"}[by], func(q *refPlan) {
			for i := range q.regions {
				r := &q.regions[i]
				r.workday, r.weekendRow, r.holiday = turned(r.workday, by), turned(r.weekendRow, by), turned(r.holiday, by)
				r.byDay, r.byHoliday = turnedRows(r.byDay, by), turnedRows(r.byHoliday, by)
			}
		})
	}
	add("work", "the work takes 2 times as long", func(q *refPlan) {
		for i := range q.stages {
			q.stages[i].until += q.duration
		}
		q.duration *= 2
	})
	if len(p.stages) > 0 {
		add("overrun", "the overrun is 2 times as likely", func(q *refPlan) {
			for i := range q.stages {
				q.stages[i].probability = min(millionth, 2*q.stages[i].probability)
			}
		})
	}
	return out
}

// Regret in the cases agrees with the slow reference, which works every changed plan out anew.
func TestRobustnessAgreesWithReference(t *testing.T) {
	plans := min(120, *randomPlans/8)
	if testing.Short() { // under the race detector
		plans = 12
	}
	judged, wrong := 0, 0
	for seed := uint64(5001); seed <= 5000+uint64(plans); seed++ {
		p := randomPlan(t, seed)
		b := p.build(t)
		note := fmt.Sprintf("seed %d\n%s", seed, p.describe())
		answer := p.solve()
		cases := []scheduler.Case{{Kind: "customers", By: 20}, {Kind: "activity", By: 1}, {Kind: "work", By: 2}, {Kind: "overrun", By: 2}}
		got, err := b.planner.Robustness(context.Background(), b.req, cases)
		if answer.noWindow != nil {
			require.ErrorIs(t, err, scheduler.ErrNoWindow, note)
			continue
		}
		require.NoError(t, err, note)
		judged++
		suggestions := answer.result.Suggestions
		want := refCases(p)
		require.Len(t, got.Cases, len(want), note)
		worst := make([]*big.Int, len(suggestions))
		for i := range worst {
			worst[i] = new(big.Int)
		}
		for k, c := range want {
			axis := newRefAxis(&c.plan)
			e := &refEval{refAxis: axis, starts: answer.eval.starts}
			e.price(&c.plan)
			best := slices.MinFunc(e.costs, func(x, y refCost) int {
				if e.better(&c.plan, x, y) {
					return -1
				}
				return 1
			})
			g := got.Cases[k]
			note := fmt.Sprintf("case %q of %s", c.change, note)
			require.Equal(t, c.change, g.Change, note)
			require.Equal(t, c.kind, g.Kind, note)
			require.Equal(t, best.start, g.Best.Unix(), note)
			require.Equal(t, weightedHours(best.total), g.BestCustomerHours, note)
			holds := true
			previous := new(big.Int)
			for i, s := range suggestions {
				cost := axis.cost(&c.plan, s.Window.Start.Unix()).total
				regret := new(big.Int).Sub(cost, best.total)
				require.Equal(t, weightedHours(regret), g.Regret[i], note)
				holds = holds && cost.Cmp(previous) >= 0
				previous = cost
				if regret.Cmp(worst[i]) > 0 {
					worst[i] = regret
					require.LessOrEqual(t, k, got.Suggestions[i].WorstCase, note)
				}
			}
			require.Equal(t, holds, g.OrderHolds, note)
			if !holds {
				wrong++
			}
		}
		robust := 0
		for i := range worst {
			require.Equal(t, weightedHours(worst[i]), got.Suggestions[i].WorstRegret, note)
			if worst[i].Cmp(worst[robust]) < 0 {
				robust = i
			}
		}
		require.Equal(t, robust, got.MostRobust, note)
	}
	require.Greater(t, judged, plans/5)
	require.Positive(t, wrong, "some case changes the order")
}

// One holiday missing: the region is as busy as on a working day, and the choice that counted on its
// quietness costs more than the best.
func TestRobustnessMissingHoliday(t *testing.T) {
	planner, req := planFormatExample(t)
	req.AllowHolidays, req.AllowWorkingDays, req.Rules = true, true, nil
	got, err := planner.Robustness(context.Background(), req, []scheduler.Case{{Kind: scheduler.CaseHoliday}})
	require.NoError(t, err)
	var changes []string
	for _, c := range got.Cases {
		changes = append(changes, c.Change)
	}
	require.Equal(t, []string{
		"2026-12-24 is not a holiday: Christmas Eve", "2026-12-25 is not a holiday: Christmas Day", "2026-12-25 is not a holiday: Weihnachten",
		"2026-12-26 is not a holiday: Zweiter Weihnachtstag", "2026-12-31 is not a holiday: New Year's Eve", "2027-01-01 is not a holiday: Neujahr",
		"2027-01-01 is not a holiday: New Year's Day", "2027-01-06 is not a holiday: Heilige Drei Könige", "2027-01-18 is not a holiday: Martin Luther King Jr. Day",
	}, changes)
}

// The clocks of every region are asked, second by second around each minute, for changes; and those of
// the headquarters for Sunday 02:00.
func TestClockChangesAndThumbAgreeWithReference(t *testing.T) {
	changes, sundays := 0, 0
	for seed := uint64(9001); seed <= 9000+uint64(min(160, *randomPlans/4)); seed++ {
		p := randomPlan(t, seed)
		b := p.build(t)
		b.req.AllowWorkingDays, b.req.AllowHolidays, b.req.Rules = true, true, nil
		b.req.Headquarters = p.regions[0].loc
		res, err := b.planner.Suggest(context.Background(), b.req)
		if err != nil {
			continue // the grid may have no point in a short horizon
		}
		reach := max(p.keep, p.duration)
		for _, s := range p.stages {
			reach = max(reach, s.until)
		}
		for _, s := range res.Suggestions {
			start := s.Window.Start.Unix()
			var want []string
			for _, r := range p.regions {
				offset := func(t int64) int { _, o := time.Unix(t, 0).In(r.loc).Zone(); return o }
				for m := start - start%60 - 60; m <= start+reach; m += 60 {
					if m >= start && offset(m) != offset(m-1) {
						want = append(want, fmt.Sprintf("%d %s %s %d %d", m, r.loc, r.name, offset(m-1), offset(m)))
					}
				}
			}
			var got []string
			for _, c := range s.ClockChanges {
				for _, name := range c.Regions {
					got = append(got, fmt.Sprintf("%d %s %s %d %d", c.At.Unix(), c.TimeZone, name, int(c.Before.Seconds()), int(c.After.Seconds())))
				}
			}
			require.ElementsMatch(t, want, got, p.describe())
			changes += len(want)
		}
		want := int64(0)
		for m := p.from - p.from%60; m < p.to && want == 0; m += 60 {
			now, before := time.Unix(m, 0).In(p.regions[0].loc), time.Unix(m-60, 0).In(p.regions[0].loc)
			reading := now.Hour()*60 + now.Minute()
			last := before.Hour()*60 + before.Minute()
			switch {
			case now.Weekday() == time.Sunday && reading == 120 && m >= p.from:
				want = m
			case now.Weekday() == time.Sunday && before.Weekday() == time.Sunday && last <= 119 && reading > 120 && m+int64(119-last)*60 >= p.from:
				want = m + int64(119-last)*60 // clocks skip 02:00
			}
		}
		if want == 0 || want+p.duration > p.to {
			require.Nil(t, res.RuleOfThumb.Sunday, p.describe())
			continue
		}
		require.NotNil(t, res.RuleOfThumb.Sunday, p.describe())
		require.Equal(t, want, res.RuleOfThumb.Sunday.Window.Start.Unix(), p.describe())
		sundays++
	}
	require.Positive(t, changes)
	require.Positive(t, sundays)
}

// A forecast that just covers what is asked is enough for every case: where longer work reaches beyond
// it the region's activity holds.
func TestRobustnessWithForecast(t *testing.T) {
	shares := make([]float64, 24+2)
	for i := range shares {
		shares[i] = float64(i) / 100
	}
	forecast, err := scheduler.NewForecast(at(t, "2026-12-05T00:00:00Z"), shares)
	require.NoError(t, err)
	planner, err := scheduler.New(scheduler.Region{
		Name: "R", Customers: 10, Calendar: calendar.Calendar{Location: time.UTC}, Forecast: forecast,
	})
	require.NoError(t, err)
	req := scheduler.Request{
		Horizon: calendar.Interval{Start: at(t, "2026-12-05T00:00:00Z"), End: at(t, "2026-12-06T00:00:00Z")}, Duration: time.Hour,
		Overrun: []scheduler.OverrunStage{{Until: 3 * time.Hour, Probability: 0.5}},
	}
	got, err := planner.Robustness(context.Background(), req, nil)
	require.NoError(t, err)
	require.Len(t, got.Cases, 6)
	req.Overrun[0].Until += time.Second
	_, err = planner.Suggest(context.Background(), req)
	require.ErrorContains(t, err, "regions[0].forecast: found")
}
