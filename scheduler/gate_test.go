package scheduler_test

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// walkedGate is a gate as the reference sees it: cell by cell of the axis whether it is open.
type walkedGate struct {
	*refEval
	plan    *refPlan
	below   int64 // millionths; 0 without a threshold
	lasting int64
}

// quiet reports whether nothing closes the gate in the cell.
func (g walkedGate) quiet(cell int) bool {
	return g.free[cell] && (g.below == 0 || g.demand[cell/len(g.seconds)] < g.below*g.all)
}

// open walks what must stay open from t on.
func (g walkedGate) open(t int64) bool {
	end := t + max(1, g.lasting)
	for c := g.cellOf(t); ; c++ {
		from, _ := g.cell(c)
		switch {
		case from >= end:
			return end <= g.plan.to
		case end > g.plan.to || !g.quiet(c):
			return false
		}
	}
}

// next walks second by second near the ends of cells, where alone anything can change, until the gate is as wanted.
func (g walkedGate) next(t int64, open bool) (int64, bool) {
	for ; t < g.plan.to; t++ {
		if g.open(t) == open {
			return t, true
		}
		_, end := g.cell(g.cellOf(t))
		_, last := g.cell(g.cellOf(min(t+max(1, g.lasting)-1, g.plan.to-1)))
		if step := min(end, last-max(1, g.lasting)+1); step > t+1 {
			t = min(step, g.plan.to) - 1
		}
	}
	return g.plan.to, false
}

// A gate says what a walk says, whatever the plan, and knows its end.
func TestGateAgreesWithReference(t *testing.T) {
	plans := min(80, *randomPlans/4)
	if testing.Short() { // under the race detector
		plans = 12
	}
	opened, closed, ended := 0, 0, 0
	for seed := uint64(13001); seed <= 13000+uint64(plans); seed++ {
		d := newDice(seed)
		p := randomPlan(t, seed)
		b := p.build(t)
		ask, err := b.planner.Prepare(context.Background(), b.req)
		require.NoError(t, err)
		axis := newRefAxis(p)
		walked := walkedGate{axis.eval(p), p, pick(d, 0, 1, 500_000, millionth, d.between(1, millionth), axis.demand[d.IntN(axis.minutes)]/axis.all), pick[int64](d, 0, 1, 60, 3600, 5400, d.between(1, 20_000), 2*day)}
		note := fmt.Sprintf("seed %d below %d lasting %d\n%s", seed, walked.below, walked.lasting, p.describe())
		gate, err := ask.Gate(scheduler.GateOptions{Below: float64(walked.below) / millionth, Lasting: seconds(walked.lasting)})
		require.NoError(t, err, note)
		require.True(t, gate.Span().Equal(p.interval(p.from, p.to)), note)
		at := []int64{p.from, p.to - 1}
		for iv := range gate.Times().All() {
			at = append(at, iv.Start.Unix(), max(p.from, iv.Start.Unix()-1), iv.End.Unix()-1, min(p.to-1, iv.End.Unix()))
		}
		for range 20 {
			at = append(at, d.between(p.from, p.to-1))
		}
		for _, s := range at {
			instant := time.Unix(s, d.Int64N(int64(time.Second)))
			want := walked.open(s)
			open, err := gate.Open(instant)
			require.NoError(t, err, note)
			require.Equal(t, want, open, "%s: %s", instant.UTC(), note)
			end, found := walked.next(s, !want)
			until, known, err := gate.Until(instant)
			require.NoError(t, err, note)
			require.Equal(t, found, known, note)
			sameTime(t, p.instant(end), until, note)
			next, found := walked.next(s, true)
			wantNext := p.instant(next)
			if next == s {
				wantNext = instant.In(p.grid)
			}
			got, known, err := gate.Next(instant)
			require.NoError(t, err, note)
			require.Equal(t, found, known, note)
			if found {
				sameTime(t, wantNext, got, note)
			} else {
				ended++
			}
			if want {
				opened++
			} else {
				closed++
			}
		}
	}
	require.Greater(t, opened, plans)
	require.Greater(t, closed, plans)
	require.Greater(t, ended, plans/4)
}

func quietGate(t testing.TB, opts scheduler.GateOptions) *scheduler.Gate {
	t.Helper()
	planner, err := scheduler.New(scheduler.Region{Name: "Berlin", Customers: 100, Activity: scheduler.Business(), Calendar: calendar.Calendar{Location: mustZone(t, "Europe/Berlin")}})
	require.NoError(t, err)
	prepared, err := planner.Prepare(context.Background(), scheduler.Request{
		Horizon: calendar.Interval{Start: at(t, "2027-02-01T00:00:00Z"), End: at(t, "2027-02-08T00:00:00Z")}, Duration: time.Hour, AllowWorkingDays: true,
	})
	require.NoError(t, err)
	gate, err := prepared.Gate(opts)
	require.NoError(t, err)
	return gate
}

// Before the horizon and from its end on a gate knows nothing, and says so.
func TestGateOutside(t *testing.T) {
	gate := quietGate(t, scheduler.GateOptions{Below: 0.12})
	for _, text := range []string{"2027-01-31T23:59:59Z", "2027-02-08T00:00:00Z", "2031-01-01T00:00:00Z"} {
		_, err := gate.Open(at(t, text))
		require.ErrorIs(t, err, scheduler.ErrOutsideGate, text)
		_, _, err = gate.Until(at(t, text))
		require.ErrorIs(t, err, scheduler.ErrOutsideGate, text)
		_, _, err = gate.Next(at(t, text))
		require.EqualError(t, err, text+" is outside the horizon of the gate, 2027-02-01T00:00:00Z to 2027-02-08T00:00:00Z")
	}
}

// As many as the threshold are too many.
func TestGateThresholdIsReached(t *testing.T) {
	for _, tt := range []struct {
		below float64
		open  bool
	}{{0.5, false}, {0.500001, true}, {1, true}, {0, true}} {
		half, err := scheduler.NewProfile(scheduler.ProfileRows{Workday: scheduler.Shares{}, Weekend: allDay(0.5), Holiday: scheduler.Shares{}})
		require.NoError(t, err)
		planner, err := scheduler.New(scheduler.Region{Name: "R", Customers: 3, Weight: 5, Activity: half, Calendar: calendar.Calendar{Location: time.UTC}})
		require.NoError(t, err)
		prepared, err := planner.Prepare(context.Background(), scheduler.Request{Horizon: calendar.Interval{Start: at(t, "2027-02-06T00:00:00Z"), End: at(t, "2027-02-07T00:00:00Z")}, Duration: time.Hour})
		require.NoError(t, err)
		gate, err := prepared.Gate(scheduler.GateOptions{Below: tt.below})
		require.NoError(t, err)
		open, err := gate.Open(at(t, "2027-02-06T12:00:00Z"))
		require.NoError(t, err)
		require.Equal(t, tt.open, open, "%v", tt.below)
	}
}

func allDay(share float64) (row scheduler.Shares) {
	for h := range row {
		row[h] = share
	}
	return row
}

func TestGateFaults(t *testing.T) {
	planner, err := scheduler.New(scheduler.Region{Name: "R", Customers: 1, Calendar: calendar.Calendar{Location: time.UTC}})
	require.NoError(t, err)
	prepared, err := planner.Prepare(context.Background(), scheduler.Request{Horizon: calendar.Interval{Start: at(t, "2027-02-01T00:00:00Z"), End: at(t, "2027-02-08T00:00:00Z")}, Duration: time.Hour})
	require.NoError(t, err)
	for _, tt := range []struct {
		opts scheduler.GateOptions
		path string
	}{
		{scheduler.GateOptions{Below: -0.1}, "below"}, {scheduler.GateOptions{Below: 1.1}, "below"}, {scheduler.GateOptions{Below: math.NaN()}, "below"}, {scheduler.GateOptions{Below: 1e-9}, "below"},
		{scheduler.GateOptions{Lasting: -time.Second}, "lasting"}, {scheduler.GateOptions{Lasting: time.Millisecond}, "lasting"}, {scheduler.GateOptions{Lasting: scheduler.MaxExposure + time.Second}, "lasting"},
	} {
		_, err := prepared.Gate(tt.opts)
		var faults scheduler.FieldErrors
		require.ErrorAs(t, err, &faults, tt.path)
		require.Equal(t, tt.path, faults[0].Path)
	}
}

// BenchmarkGate asks a gate of a year and 418 zones for the next opening. x_scan is the ratio to the straightforward
// way in the same run: to walk on minute by minute and ask what is free and how many are active.
func BenchmarkGate(b *testing.B) {
	c := benchCase{zones: 418, days: 365, step: 15 * time.Minute, rules: true}
	planner, err := scheduler.New(benchRegions(b, c.zones)...)
	require.NoError(b, err)
	req := c.request()
	req.Tolerate = 0.05
	prepared, err := planner.Prepare(context.Background(), req)
	require.NoError(b, err)
	gate, err := prepared.Gate(scheduler.GateOptions{Below: 0.25})
	require.NoError(b, err)
	line, err := prepared.Timeline(context.Background())
	require.NoError(b, err)
	free, demand, limit := line.Free(), line.Demand(), 0.25*float64(planner.Customers())
	ask := func(i int) time.Time { return benchFrom.Add(time.Duration(i*7919%(364*24*60)) * time.Minute) }

	const rounds = 200
	began := time.Now()
	for i := range rounds {
		t := ask(i)
		for !free.Contains(t) || demand.At(t) >= limit {
			t = t.Add(time.Minute)
		}
		sink += float64(t.Unix())
	}
	scan := time.Since(began).Seconds() / rounds

	b.ReportAllocs()
	b.ResetTimer()
	i := 0
	for b.Loop() {
		t, _, err := gate.Next(ask(i))
		if err != nil {
			b.Fatal(err)
		}
		sink += float64(t.Unix())
		i++
	}
	b.ReportMetric(scan/(b.Elapsed().Seconds()/float64(b.N)), "x_scan")
}
