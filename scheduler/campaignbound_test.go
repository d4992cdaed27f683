package scheduler_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
)

// named is a period as prices name it.
func named(per scheduler.Per, t time.Time) string {
	year, week := t.ISOWeek()
	return map[scheduler.Per]string{
		scheduler.PerDay: t.Format(time.DateOnly), scheduler.PerWeek: fmt.Sprintf("%04d-W%02d", year, week), scheduler.PerMonth: t.Format("2006-01"),
		scheduler.PerQuarter: fmt.Sprintf("%04d-Q%d", t.Year(), (t.Month()+2)/3), scheduler.PerYear: t.Format("2006"),
	}[per]
}

// used is what a start of a task takes of a limit per period, and allowed is what the period has.
func (w *walker) used(v scheduler.PeriodPrice, i int, s time.Time) float64 {
	return map[string]float64{"window": 1, "second": w.c.Tasks[i].Request.Duration.Seconds(), "customer_hour": w.region[i][s][v.Region]}[v.Unit]
}

func (w *walker) allowed(l scheduler.Limit, v scheduler.PeriodPrice) float64 {
	customers := map[string]float64{"West": 700, "East": 501}[v.Region]
	return map[string]float64{"window": float64(l.Windows), "second": l.Time.Seconds(), "customer_hour": l.PerCustomer*customers - w.c.Paid[v.Region]}[v.Unit]
}

// boundOf recomputes the bound of a part from its published prices: the tasks of the part with their
// prices, all plans within the relations and rings that are kept, less what the prices are worth.
func (w *walker) boundOf(part scheduler.PricedPart) (bound float64, found bool) {
	limits := make(map[string]scheduler.Limit)
	for _, l := range w.c.Limits {
		limits[l.Name] = l
	}
	kept := func(before, then string) bool {
		return slices.Contains(part.Relations, [2]string{before, then})
	}
	own := &walker{c: scheduler.Campaign{Soak: w.c.Soak}, ring: make(map[string]int)}
	if part.Rings {
		own.ring = w.ring
	}
	var series []bool // whether the relation to the occurrence before is kept
	worth := 0.0
	for i, task := range w.c.Tasks {
		if !slices.Contains(part.Tasks, task.Name) {
			continue
		}
		task.After = slices.DeleteFunc(slices.Clone(task.After), func(a scheduler.After) bool { return !kept(a.Task, task.Name) })
		first, _, _ := scheduler.SeriesOf(&w.c.Tasks[i])
		series = append(series, first || i > 0 && kept(w.c.Tasks[i-1].Name, task.Name))
		priced := make(map[time.Time]float64)
		for _, s := range w.free[i] {
			priced[s] = w.hours[i][s]
			for _, v := range part.Instants {
				l := limits[v.Limit]
				if w.member(l, i, v.Region) && !v.At.Before(s) && v.At.Before(s.Add(task.Request.KeepClear+l.Rest)) {
					priced[s] += v.Price
				}
			}
			for _, v := range part.Periods {
				if l := limits[v.Limit]; w.member(l, i, v.Region) && named(l.Per, s) == v.Period {
					priced[s] += v.Price * w.used(v, i, s)
				}
			}
		}
		own.c.Tasks = append(own.c.Tasks, task)
		own.free, own.hours = append(own.free, w.free[i]), append(own.hours, priced)
	}
	for _, v := range part.Instants {
		worth += v.Price * float64(limits[v.Limit].AtOnce)
	}
	for _, v := range part.Periods {
		worth += v.Price * w.allowed(limits[v.Limit], v)
	}
	least, found := own.best(func(i int) (bool, time.Duration, time.Duration) {
		if !series[i] {
			return false, 0, 0
		}
		return scheduler.SeriesOf(&own.c.Tasks[i])
	})
	return least - worth, found
}

// A bound is recomputed from the prices that are published with it: it is the one that is told, and never
// above what the best plan costs.
func TestBoundFollowsFromPublishedPrices(t *testing.T) {
	p := campaignPlanner(t)
	priced := 0
	for seed := range uint64(*campaigns) {
		c := randomCampaign(rand.New(rand.NewPCG(seed, 16)))
		c.Limits = append(c.Limits, scheduler.Limit{Name: "one", AtOnce: 1}, scheduler.Limit{Name: "few", Per: scheduler.PerDay, Windows: 1})
		res, err := p.Plan(t.Context(), c)
		if errors.Is(err, scheduler.ErrNoPlan) {
			continue
		}
		require.NoError(t, err)
		if res.Prices == nil {
			continue
		}
		w := newWalker(t, p, c)
		for _, part := range res.Prices.Parts {
			optimum := 0.0
			for _, v := range res.Windows {
				i := slices.Index(part.Tasks, v.Task)
				at := slices.IndexFunc(c.Tasks, func(task scheduler.Task) bool { return task.Name == v.Task })
				if i >= 0 {
					optimum += v.Impact.CustomerHours
				}
				if i >= 0 && v.MovedFrom != nil {
					optimum += c.Tasks[at].MoveCost
				}
			}
			bound, found := w.boundOf(part)
			require.True(t, found, "seed %d", seed)
			require.LessOrEqual(t, bound, optimum+1e-4, "seed %d", seed)
			require.InDelta(t, part.Bound, max(0, bound), 1e-3, "seed %d", seed)
			priced += len(part.Instants) + len(part.Periods)
		}
	}
	require.Positive(t, priced)
}

// With a huge cost of moving as few announced windows move as can be.
func TestFewestMoves(t *testing.T) {
	p := campaignPlanner(t)
	moved, stayed := 0, 0
	for seed := range uint64(*campaigns) {
		r := rand.New(rand.NewPCG(seed, 17))
		c := randomCampaign(r)
		for i := range c.Tasks {
			task := &c.Tasks[i]
			task.Announced, task.MoveCost = time.Time{}, 0
			if _, _, most := scheduler.SeriesOf(task); most == 0 {
				task.Announced = task.Request.Horizon.Start.Add(time.Duration(r.IntN(12)) * task.Request.Grid.Step)
				task.MoveCost = 1e6
			}
		}
		res, err := p.Plan(t.Context(), c)
		w := newWalker(t, p, c)
		for i := range w.c.Tasks { // a plan costs the walker what it moves, and nothing else
			clear(w.hours[i])
			w.c.Tasks[i].MoveCost = 1
		}
		fewest, found := w.best(func(i int) (bool, time.Duration, time.Duration) { return scheduler.SeriesOf(&c.Tasks[i]) })
		require.Equal(t, found, err == nil, "seed %d: %v", seed, err)
		if !found {
			continue
		}
		moves := 0
		for _, v := range res.Windows {
			if v.MovedFrom != nil {
				moves++
			}
		}
		require.Equal(t, int(fewest), moves, "seed %d", seed)
		moved, stayed = moved+moves, stayed+len(c.Tasks)-moves
	}
	require.Greater(t, moved, *campaigns/4)
	require.Greater(t, stayed, *campaigns/4)
}
