package scheduler_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

var campaigns = flag.Int("campaigns", 30, "random campaigns")

// campaignPlanner has two regions, one in a zone of half hours.
func campaignPlanner(t testing.TB) *scheduler.Planner {
	t.Helper()
	zone := func(name string) *time.Location {
		loc, err := calendar.LoadZone(name)
		require.NoError(t, err)
		return loc
	}
	p, err := scheduler.New(
		scheduler.Region{Name: "West", Customers: 700, Calendar: calendar.Calendar{Location: zone("America/New_York")}, Activity: scheduler.Business()},
		scheduler.Region{Name: "East", Customers: 501, Calendar: calendar.Calendar{Location: zone("Asia/Kolkata")}, Activity: scheduler.Consumer()},
	)
	require.NoError(t, err)
	return p
}

var monday = time.Date(2027, 3, 8, 0, 0, 0, 0, time.UTC) // the week in which New York's clocks change

// randomCampaign has 2 to 4 tasks with every kind of relation and limit.
func randomCampaign(r *rand.Rand) scheduler.Campaign {
	hours := func(n int) time.Duration { return time.Duration(n) * time.Hour }
	n := 2 + r.IntN(3)
	c := scheduler.Campaign{Soak: hours(r.IntN(30))}
	req := func() scheduler.Request {
		from := monday.Add(hours(24 * r.IntN(3)))
		q := scheduler.Request{Horizon: calendar.Interval{Start: from, End: from.Add(hours(24 * (3 + r.IntN(4))))}, Duration: hours(1 + r.IntN(4)),
			Grid: scheduler.Grid{Step: []time.Duration{4 * time.Hour, 6 * time.Hour, 8 * time.Hour}[r.IntN(3)]}, AllowWorkingDays: r.IntN(3) > 0, Tolerate: []float64{0, 0.5}[r.IntN(2)]}
		q.KeepClear = q.Duration + hours(r.IntN(3))
		if r.IntN(2) == 0 {
			q.Overrun = []scheduler.OverrunStage{{Until: q.Duration + hours(3), Probability: 0.25}}
		}
		return q
	}
	for len(c.Tasks) < n {
		t := scheduler.Task{Name: fmt.Sprint("t", len(c.Tasks)), Request: req(), Share: []float64{0, 0.3, 0.001}[r.IntN(3)]}
		if r.IntN(2) == 0 {
			t.Regions = []string{[]string{"West", "East"}[r.IntN(2)]}
		}
		if k := len(c.Tasks); k > 0 && r.IntN(2) == 0 {
			a := scheduler.After{Task: c.Tasks[r.IntN(k)].Name, AtLeast: hours(r.IntN(30))}
			if r.IntN(2) == 0 {
				a.AtMost, a.Bounded = a.AtLeast+hours(r.IntN(60)), true
			}
			t.After = append(t.After, a)
		}
		if r.IntN(5) == 0 {
			t.Announced, t.MoveCost = monday.Add(hours(24*r.IntN(5)+r.IntN(3))), float64(r.IntN(200))
		}
		if n-len(c.Tasks) >= 2 && r.IntN(4) == 0 {
			t.Announced = time.Time{}
			least := r.IntN(30)
			c.Tasks = append(c.Tasks, scheduler.Series(t, 2, hours(least), hours(least+24+r.IntN(40)))...)
			continue
		}
		c.Tasks = append(c.Tasks, t)
	}
	if r.IntN(3) == 0 {
		c.Rings = make([][]string, 2)
		for i := range c.Tasks {
			if k := r.IntN(3); k < 2 {
				c.Rings[k] = append(c.Rings[k], c.Tasks[i].Name)
			}
		}
		if len(c.Rings[0]) == 0 || len(c.Rings[1]) == 0 {
			c.Rings = nil
		}
	}
	for k := range r.IntN(3) {
		l := scheduler.Limit{Name: fmt.Sprint("l", k)}
		switch r.IntN(3) {
		case 0:
			l.Regions = []string{"West", "East"}[:1+r.IntN(2)]
		case 1:
			l.Tasks = []string{c.Tasks[0].Name, c.Tasks[len(c.Tasks)-1].Name}
		}
		if r.IntN(2) == 0 {
			l.AtOnce, l.Rest = 1+r.IntN(2), hours(r.IntN(20))
		}
		if l.AtOnce == 0 || r.IntN(2) == 0 {
			l.Per = scheduler.Per(1 + r.IntN(5))
			switch {
			case len(l.Regions) > 0 && r.IntN(2) == 0:
				l.PerCustomer = float64(1+r.IntN(200)) / 100
				c.Paid = map[string]float64{"East": float64(r.IntN(100))}
			case r.IntN(2) == 0:
				l.Windows = 1 + r.IntN(2)
			default:
				l.Time = hours(1 + r.IntN(8))
			}
		}
		c.Limits = append(c.Limits, l)
	}
	return c
}

// walker answers what campaigns mean, start by start, by Assess and the definitions alone.
type walker struct {
	c      scheduler.Campaign
	p      *scheduler.Planner
	free   [][]time.Time
	hours  []map[time.Time]float64            // what a start costs, moves left out
	region []map[time.Time]map[string]float64 // by region
	ring   map[string]int
}

func newWalker(t testing.TB, p *scheduler.Planner, c scheduler.Campaign) *walker {
	w := &walker{c: c, p: p, ring: make(map[string]int)}
	for k, ring := range c.Rings {
		for _, name := range ring {
			w.ring[name] = k + 1
		}
	}
	for _, task := range c.Tasks {
		var regions []scheduler.Region
		for _, r := range p.Regions() {
			if len(task.Regions) == 0 || task.Regions[0] == r.Name {
				share := task.Share
				if share == 0 {
					share = 1
				}
				r.Customers = max(1, int64(float64(r.Customers)*share+0.5))
				regions = append(regions, r)
			}
		}
		own, err := scheduler.New(regions...)
		require.NoError(t, err)
		prepared, err := own.Prepare(t.Context(), task.Request)
		require.NoError(t, err)
		var free []time.Time
		hours, byRegion := make(map[time.Time]float64), make(map[time.Time]map[string]float64)
		for at := task.Request.Horizon.Start; !at.Add(task.Request.Duration).After(task.Request.Horizon.End); at = at.Add(task.Request.Grid.Step) {
			list, err := prepared.Assess(t.Context(), at)
			require.NoError(t, err)
			if list[0].Free && list[0].OnGrid {
				free = append(free, at)
			}
			hours[at], byRegion[at] = list[0].Impact.CustomerHours, make(map[string]float64)
			for _, r := range list[0].Impact.Regions {
				byRegion[at][r.Region] = r.CustomerHours
			}
		}
		w.free, w.hours, w.region = append(w.free, free), append(w.hours, hours), append(w.region, byRegion)
	}
	return w
}

// member reports whether a limit is about a task, of a region if that is not empty.
func (w *walker) member(l scheduler.Limit, i int, region string) bool {
	if region != "" {
		return len(w.c.Tasks[i].Regions) == 0 || w.c.Tasks[i].Regions[0] == region
	}
	for _, name := range l.Tasks {
		if name == w.c.Tasks[i].Name {
			return true
		}
	}
	return len(l.Tasks) == 0
}

func period(per scheduler.Per, t time.Time) string {
	switch per {
	case scheduler.PerDay:
		return t.Format(time.DateOnly)
	case scheduler.PerWeek:
		y, n := t.ISOWeek()
		return fmt.Sprint(y, n)
	case scheduler.PerMonth:
		return t.Format("2006-01")
	case scheduler.PerQuarter:
		return fmt.Sprint(t.Year(), (t.Month()-1)/3)
	}
	return fmt.Sprint(t.Year())
}

// sound reports whether the first starts of a plan keep to everything, pair by pair.
func (w *walker) sound(at []time.Time) bool {
	for i := range at {
		task := w.c.Tasks[i]
		end := at[i].Add(task.Request.Duration)
		for k := range at {
			other := w.c.Tasks[k]
			for _, a := range other.After {
				if d := at[k].Sub(end); a.Task == task.Name && (d < a.AtLeast || (a.Bounded || a.AtMost > 0) && d > a.AtMost) {
					return false
				}
			}
			if a, b := w.ring[task.Name], w.ring[other.Name]; a > 0 && b > a && at[k].Before(end.Add(w.c.Soak)) {
				return false
			}
		}
	}
	for _, l := range w.c.Limits {
		regions := l.Regions
		if len(regions) == 0 {
			regions = []string{""}
		}
		for _, region := range regions {
			if !w.keeps(l, region, at) {
				return false
			}
		}
	}
	return true
}

func (w *walker) keeps(l scheduler.Limit, region string, at []time.Time) bool {
	windows, lasted, hours := make(map[string]int), make(map[string]time.Duration), make(map[string]float64)
	for i := range at {
		if !w.member(l, i, region) {
			continue
		}
		under := 0
		for k := range at {
			if w.member(l, k, region) && !at[k].After(at[i]) && at[i].Before(at[k].Add(w.c.Tasks[k].Request.KeepClear+l.Rest)) {
				under++
			}
		}
		if l.AtOnce > 0 && under > l.AtOnce {
			return false
		}
		name := period(l.Per, at[i])
		windows[name]++
		lasted[name] += w.c.Tasks[i].Request.Duration
		if l.PerCustomer > 0 {
			customers := map[string]float64{"West": 700, "East": 501}[region]
			hours[name] += w.region[i][at[i]][region]
			if (hours[name]+w.c.Paid[region])/customers > l.PerCustomer+1e-9 {
				return false
			}
		}
		if l.Windows > 0 && windows[name] > l.Windows || l.Time > 0 && lasted[name] > l.Time {
			return false
		}
	}
	return true
}

// best enumerates all plans. Series are told by their names: "t0 1" and "t0 2".
func (w *walker) best(seriesOf func(i int) (first bool, least, most time.Duration)) (float64, bool) {
	least, found := 0.0, false
	var at []time.Time
	var next func(sum float64)
	next = func(sum float64) {
		i := len(at)
		if found && sum >= least-1e-9 {
			return
		}
		if i == len(w.c.Tasks) {
			least, found = sum, true
			return
		}
		first, from, to := seriesOf(i)
		for _, s := range w.free[i] {
			if to > 0 && first && s.Sub(w.c.Tasks[i].Request.Horizon.Start) >= to {
				continue
			}
			if to > 0 && !first && (s.Sub(at[i-1]) < from || s.Sub(at[i-1]) > to) {
				continue
			}
			at = append(at, s)
			if w.sound(at) {
				cost := w.hours[i][s]
				if a := w.c.Tasks[i].Announced; !a.IsZero() && !a.Equal(s) {
					cost += w.c.Tasks[i].MoveCost
				}
				next(sum + cost)
			}
			at = at[:i]
		}
	}
	next(0)
	return least, found
}

// Random small campaigns equal an enumeration that knows only the definitions.
func TestCampaignsAgainstEnumeration(t *testing.T) {
	p := campaignPlanner(t)
	plans := 0
	for seed := range uint64(*campaigns) {
		c := randomCampaign(rand.New(rand.NewPCG(seed, 13)))
		w := newWalker(t, p, c)
		want, found := w.best(func(i int) (bool, time.Duration, time.Duration) { return scheduler.SeriesOf(&c.Tasks[i]) })
		res, err := p.Plan(t.Context(), c)
		if !found {
			var none *scheduler.NoPlanError
			require.ErrorAs(t, err, &none, "seed %d", seed)
			require.True(t, none.Proven, "seed %d", seed)
			continue
		}
		require.NoError(t, err, "seed %d", seed)
		plans++
		require.True(t, res.Proven, "seed %d", seed)
		require.InDelta(t, want, res.CustomerHours+res.MoveCosts, 1e-4, "seed %d", seed)
		require.InDelta(t, res.Bound, res.CustomerHours+res.MoveCosts, 1e-5, "seed %d", seed)
		at := make([]time.Time, len(c.Tasks))
		for i := range c.Tasks {
			for _, v := range res.Windows {
				if v.Task == c.Tasks[i].Name {
					at[i] = v.Window.Start.UTC()
				}
			}
		}
		require.True(t, w.sound(at), "seed %d", seed)
	}
	require.Greater(t, plans, *campaigns/4)
}

// A campaign of one task is what Suggest says, and unrelated tasks are each by themselves.
func TestCampaignOfOneIsSuggest(t *testing.T) {
	p := campaignPlanner(t)
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 14))
		c := randomCampaign(r)
		for i := range c.Tasks {
			c.Tasks[i] = scheduler.Task{Name: c.Tasks[i].Name, Request: c.Tasks[i].Request}
		}
		c = scheduler.Campaign{Tasks: c.Tasks}
		res, err := p.Plan(t.Context(), c)
		if errors.Is(err, scheduler.ErrNoPlan) {
			continue
		}
		require.NoError(t, err)
		require.True(t, res.Proven)
		for _, v := range res.Windows {
			for i := range c.Tasks {
				if c.Tasks[i].Name != v.Task {
					continue
				}
				alone, err := p.Prepare(t.Context(), c.Tasks[i].Request)
				require.NoError(t, err)
				s, err := alone.Suggest(t.Context())
				require.NoError(t, err)
				require.Equal(t, s.Suggestions[0].Window, v.Window)
				require.Equal(t, s.Suggestions[0].Impact, v.Impact)
			}
		}
	}
}

// Equal campaigns give equal results, however many processors there are; a context that is done is obeyed.
func TestCampaignIsDeterministic(t *testing.T) {
	p := campaignPlanner(t)
	req := scheduler.Request{Horizon: calendar.Interval{Start: monday, End: monday.AddDate(0, 0, 10)}, Duration: 2 * time.Hour}
	c := scheduler.Campaign{Tasks: []scheduler.Task{{Name: "a", Request: req}, {Name: "b", Request: req}, {Name: "c", Request: req, After: []scheduler.After{{Task: "a"}}}}}
	c.Limits = []scheduler.Limit{{Name: "all", AtOnce: 1, Rest: 3 * time.Hour}}
	first, err := p.Plan(t.Context(), c)
	require.NoError(t, err)
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	for _, n := range []int{1, 8} {
		runtime.GOMAXPROCS(n)
		again, err := p.Plan(t.Context(), c)
		require.NoError(t, err)
		require.Equal(t, first, again)
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = p.Plan(done, c)
	require.ErrorIs(t, err, context.Canceled)
}

// A limit that does not bind changes no total, and no rule of thumb that places everything is cheaper.
func TestCampaignLimitThatDoesNotBind(t *testing.T) {
	p := campaignPlanner(t)
	plans := 0
	for seed := range uint64(*campaigns) {
		c := randomCampaign(rand.New(rand.NewPCG(seed, 15)))
		for i := range c.Tasks {
			c.Tasks[i].Announced = time.Time{}
		}
		res, err := p.Plan(t.Context(), c)
		if errors.Is(err, scheduler.ErrNoPlan) {
			var none *scheduler.NoPlanError
			require.ErrorAs(t, err, &none)
			for _, r := range none.Placed.RulesOfThumb {
				require.True(t, r.Name == scheduler.ThumbSunday || r.LeftOut > 0, "seed %d", seed)
			}
			continue
		}
		require.NoError(t, err)
		plans++
		for _, r := range res.RulesOfThumb {
			require.True(t, r.Name == scheduler.ThumbSunday || r.LeftOut > 0 || r.CustomerHours >= res.CustomerHours-1e-6, "seed %d", seed)
		}
		c.Limits = append(c.Limits, scheduler.Limit{Name: "wide", AtOnce: len(c.Tasks), Per: scheduler.PerYear, Windows: len(c.Tasks)})
		again, err := p.Plan(t.Context(), c)
		require.NoError(t, err)
		require.Equal(t, res.CustomerHours, again.CustomerHours, "seed %d", seed)
		require.Equal(t, res.Windows, again.Windows, "seed %d", seed)
	}
	require.Greater(t, plans, *campaigns/4)
}
