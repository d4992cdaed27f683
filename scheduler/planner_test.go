package scheduler_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// outcome is all that a planner says about a request.
type outcome struct {
	result   *scheduler.Result
	assessed []scheduler.Assessment
	err      error
}

func ask(p *scheduler.Planner, req scheduler.Request, starts ...time.Time) outcome {
	res, err := p.Suggest(context.Background(), req)
	assessed, _ := p.Assess(context.Background(), req, starts...)
	return outcome{res, assessed, err}
}

// Equal requests give equal results, also when many ask one planner at once.
func TestEqualRequestsEqualResults(t *testing.T) {
	for seed := uint64(500); seed < 520; seed++ {
		p := randomPlan(t, seed)
		b, again := p.build(t), p.build(t)
		start := p.instant(p.from)
		want := ask(b.planner, b.req, start)
		require.Equal(t, want, ask(b.planner, b.req, start), "seed %d", seed)
		require.Equal(t, want.err, ask(again.planner, again.req, start).err, "seed %d", seed)
		require.Equal(t, want.result, ask(again.planner, again.req, start).result, "seed %d", seed)
		var wait sync.WaitGroup
		for range 4 {
			wait.Go(func() { assert.Equal(t, want, ask(b.planner, b.req, start), "seed %d", seed) })
		}
		wait.Wait()
	}
}

// The order of the regions matters to nothing but the order of equals in Blocked and in blocks.
func TestOrderOfRegions(t *testing.T) {
	for seed := uint64(600); seed < 640; seed++ {
		p := randomPlan(t, seed)
		p.rules = nil // they know the regions by place
		b := p.build(t)
		turned := *p
		turned.regions = slices.Clone(p.regions)
		slices.Reverse(turned.regions)
		c := turned.build(t)
		c.req.Headquarters, b.req.Headquarters = time.UTC, time.UTC
		one, other := ask(b.planner, b.req), ask(c.planner, c.req)
		require.Equal(t, one.err == nil, other.err == nil, "seed %d", seed)
		if one.err != nil {
			continue
		}
		require.Equal(t, one.result.Considered, other.result.Considered)
		require.ElementsMatch(t, one.result.Blocked, other.result.Blocked)
		require.Len(t, other.result.Suggestions, len(one.result.Suggestions))
		for i, s := range one.result.Suggestions {
			sameSuggestion(t, s, other.result.Suggestions[i], p.describe())
		}
	}
}

func TestDoneContext(t *testing.T) {
	p, req := planFormatExample(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := p.Suggest(ctx, req)
	require.ErrorIs(t, err, context.Canceled)
	_, err = p.Assess(ctx, req, at(t, "2026-12-08T20:00:00-08:00"))
	require.ErrorIs(t, err, context.Canceled)
	_, err = p.Timeline(ctx, req)
	require.ErrorIs(t, err, context.Canceled)
	late, stop := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer stop()
	_, err = p.Suggest(late, req)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	// A plan that nothing fits answers no slower.
	req.Rules = append(req.Rules, must(scheduler.LimitShare("Gulf", 0)))
	_, err = p.Suggest(ctx, req)
	require.ErrorIs(t, err, context.Canceled)
}

// What is given to New and to the builders of rules is copied, and so is what comes back.
func TestNothingIsShared(t *testing.T) {
	rows := map[time.Weekday]scheduler.Shares{time.Saturday: level(0.5)}
	profile, err := scheduler.NewProfile(scheduler.ProfileRows{Weekend: level(1), Days: rows})
	require.NoError(t, err)
	rows[time.Saturday] = level(0.25)
	regions := []scheduler.Region{{Name: "A", Customers: 1, Activity: profile, Calendar: calendar.Calendar{Location: time.UTC}}}
	p, err := scheduler.New(regions...)
	require.NoError(t, err)
	starts := []time.Time{at(t, "2026-06-07T00:00:00Z"), at(t, "2026-06-06T00:00:00Z")}
	stages := []scheduler.OverrunStage{{Until: 2 * time.Hour, Probability: 0.5}}
	req := soundRequest(t)
	req.Candidates, req.Overrun = starts, stages
	want, err := p.Suggest(context.Background(), req)
	require.NoError(t, err)
	assert.Equal(t, []time.Time{at(t, "2026-06-07T00:00:00Z"), at(t, "2026-06-06T00:00:00Z")}, starts, "not sorted in place")
	assert.Equal(t, 0.75, want.Suggestions[0].Impact.CustomerHours)

	line, err := p.Timeline(context.Background(), req)
	require.NoError(t, err)
	starts[0], stages[0].Probability = starts[1], 1
	cost, ok := line.CustomerHours(at(t, "2026-06-06T00:00:00Z"))
	assert.True(t, ok)
	assert.Equal(t, 0.75, cost)
	assert.EqualValues(t, 2, line.Considered())

	regions[0].Customers = 1000
	p.Regions()[0].Customers = 1000
	assert.EqualValues(t, 1, p.Customers())
	assert.EqualValues(t, 1, p.Regions()[0].Customers)
	scheduler.BuiltinActivities()[0] = "x"
	assert.Equal(t, []string{"business", "consumer", "always"}, scheduler.BuiltinActivities())
}

func TestAssessRefuses(t *testing.T) {
	p, err := scheduler.New(soundRegion(t))
	require.NoError(t, err)
	req := soundRequest(t)
	ctx := context.Background()
	_, err = p.Assess(ctx, req)
	assert.Equal(t, []string{"starts"}, paths(t, err))
	_, err = p.Assess(ctx, req, make([]time.Time, scheduler.MaxAssessed+1)...)
	assert.Equal(t, []string{"starts"}, paths(t, err))
	_, err = p.Assess(ctx, req, time.Time{}, req.Horizon.Start, req.Horizon.Start.Add(-time.Second), req.Horizon.End.Add(-time.Hour), req.Horizon.End.Add(time.Second-time.Hour), req.Horizon.Start.Add(1))
	assert.Equal(t, []string{"starts[0]", "starts[2]", "starts[4]", "starts[5]"}, paths(t, err))
	same := slices.Repeat([]time.Time{req.Horizon.Start}, scheduler.MaxAssessed)
	judged, err := p.Assess(ctx, req, same...)
	require.NoError(t, err)
	assert.Len(t, judged, scheduler.MaxAssessed, "the same start may be judged twice")
}

// What the comments of the built-in activities say of them.
func TestBuiltinActivitiesAreAsDescribed(t *testing.T) {
	day := func(p scheduler.Profile, kind calendar.DayKind) (sum float64, busy []int) {
		for h := range 24 {
			share := p.Share(kind, time.Tuesday, calendar.Clock(h*3600))
			sum += share
			if share >= 0.84 {
				busy = append(busy, h)
			}
		}
		return sum, busy
	}
	for _, off := range []calendar.DayKind{calendar.KindWeekend, calendar.KindHoliday} {
		sum := 0.0
		for h := 9; h < 18; h++ {
			sum += scheduler.Business().Share(off, time.Tuesday, calendar.Clock(h*3600)) / scheduler.Business().Share(calendar.KindWorkday, time.Tuesday, calendar.Clock(h*3600))
		}
		assert.InDelta(t, 1.0/6, sum/9, 0.04)
	}
	working, busy := day(scheduler.Consumer(), calendar.KindWorkday)
	assert.Equal(t, []int{12, 13, 17, 18}, busy)
	weekend, busy := day(scheduler.Consumer(), calendar.KindWeekend)
	assert.Equal(t, []int{11, 12, 13, 14, 15, 16, 17, 18}, busy)
	assert.InEpsilon(t, working, weekend, 0.1, "as many on days off")
}

func TestNewProfileRefuses(t *testing.T) {
	_, err := scheduler.NewProfile(scheduler.ProfileRows{
		Workday: level(0, 3, 1.2), Weekend: level(0, 0, math.NaN(), 23, -0.001), Holiday: level(0, 5, math.Inf(1)),
		Days: map[time.Weekday]scheduler.Shares{time.Monday: level(2)}, HolidayDays: map[time.Weekday]scheduler.Shares{time.Sunday: level(0, 7, 1.000001)},
	})
	found := paths(t, err)
	assert.Len(t, found, 4+24+1)
	assert.Subset(t, found, []string{"workday[3]", "weekend[0]", "weekend[23]", "holiday[5]", "monday[0]", "monday[23]", "holiday_sunday[7]"})
	_, err = scheduler.NewProfile(scheduler.ProfileRows{
		Workday: level(0, 3, 2), Days: map[time.Weekday]scheduler.Shares{9: {}, 7: {}}, HolidayDays: map[time.Weekday]scheduler.Shares{-1: {}},
	})
	assert.EqualError(t, err, "4 problems:\n  workday[3]: found 2; expected a share from 0 to 1\n"+
		"  days: found 7; expected a day of the week, 0 (Sunday) to 6 (Saturday)\n  days: found 9; expected a day of the week, 0 (Sunday) to 6 (Saturday)\n"+
		"  holiday_days: found -1; expected a day of the week, 0 (Sunday) to 6 (Saturday)", "all at once, and in one order")
	assert.EqualError(t, new(scheduler.Profile).UnmarshalJSON([]byte(`{"monday": [1], "zz": [], "aa": [], "holiday": null}`)),
		"scheduler: profile: 6 problems:\n  workday: missing; expected 24 shares\n  weekend: missing; expected 24 shares\n  holiday: found 0; expected 24 shares\n"+
			"  monday: found 1; expected 24 shares\n  aa: found \"an unknown key\"; expected workday, weekend, holiday or a day of the week\n"+
			"  zz: found \"an unknown key\"; expected workday, weekend, holiday or a day of the week")
	for _, wrong := range []func(){
		func() { scheduler.Always().Share(9, 0, 0) }, func() { scheduler.Always().Share(0, 7, 0) },
		func() { scheduler.Always().Share(0, 0, -1) },
	} {
		assert.Panics(t, wrong)
	}
}

// All blocks of one rule, region and reason are one in an answer, however they were yielded.
func TestBlocksOfOneCauseJoin(t *testing.T) {
	hours := func(from, to int) calendar.Interval {
		begin := at(t, "2026-06-06T00:00:00Z")
		return calendar.Interval{Start: begin.Add(time.Duration(from) * time.Hour), End: begin.Add(time.Duration(to) * time.Hour)}
	}
	blocks := []scheduler.Block{
		{Interval: hours(3, 4), Reason: "x"}, {Interval: hours(0, 2), Reason: "x"}, {Interval: hours(0, 2), Reason: "w"}, {Interval: hours(1, 3), Reason: "x"},
		{Interval: hours(5, 5), Reason: "x"}, {Interval: hours(6, 7), Region: "A", Reason: "x"}, {Interval: hours(6, 7)},
	}
	rule := scheduler.Rule{Name: "mine", Title: "My rule", Blocks: blocksOf(blocks)}
	p, err := scheduler.New(soundRegion(t))
	require.NoError(t, err)
	req := soundRequest(t)
	req.KeepClear, req.Rules = 12*time.Hour, []scheduler.Rule{rule}
	judged, err := p.Assess(context.Background(), req, hours(0, 1).Start)
	require.NoError(t, err)
	assert.ElementsMatch(t, []string{
		`[2026-06-06T00:00:00Z, 2026-06-06T04:00:00Z) UTC "mine" "" "x"`, `[2026-06-06T00:00:00Z, 2026-06-06T02:00:00Z) UTC "mine" "" "w"`,
		`[2026-06-06T06:00:00Z, 2026-06-06T07:00:00Z) UTC "mine" "" "My rule"`, `[2026-06-06T06:00:00Z, 2026-06-06T07:00:00Z) UTC "mine" "A" "x"`,
	}, blockTexts(judged[0].Blocks))
}

// Each region's own days count in what dropping it would open.
func TestDroppingOneRegionOpensItsOwnDays(t *testing.T) {
	region := func(name string, holidays ...string) scheduler.Region {
		return scheduler.Region{Name: name, Customers: 1, Calendar: calendar.Calendar{Location: time.UTC, Holidays: days(t, holidays...)}}
	}
	p, err := scheduler.New(region("A", "2026-06-10", "X", "2026-06-12", "Z"), region("B", "2026-06-11", "Y"))
	require.NoError(t, err)
	req := scheduler.Request{Horizon: between(t, "2026-06-10T00:00:00Z", "2026-06-12T06:00:00Z"), Duration: time.Hour, AllowWorkingDays: true, Grid: scheduler.Grid{Step: time.Hour}}
	_, err = p.Suggest(context.Background(), req)
	var none *scheduler.NoWindowError
	require.True(t, errors.As(err, &none))
	require.ErrorIs(t, err, scheduler.ErrNoWindow)
	opens := map[string]int64{}
	for _, r := range none.Relaxations {
		opens[r.Change] = r.Opens
	}
	assert.Equal(t, map[string]int64{"drop holidays": 54, "drop region A from holidays": 30, "drop region B from holidays": 24, "raise tolerate to 0.5": 54}, opens)
}

// Sums beyond the whole numbers of a float are rounded once, like all others.
func TestLargeImpactsAreRoundedOnce(t *testing.T) {
	p := hourly(t, scheduler.MaxCustomers, level(0.123457, 7, 0.999999))
	req := scheduler.Request{
		Horizon: between(t, "2026-06-01T00:00:00Z", "2026-07-15T00:00:00Z"), Duration: 30*24*time.Hour + 1*time.Second, AllowWorkingDays: true,
		Overrun: []scheduler.OverrunStage{{Until: scheduler.MaxExposure, Probability: 0.333333}}, Count: 1,
	}
	res, err := p.Suggest(context.Background(), req)
	require.NoError(t, err)
	plan := &refPlan{
		from: req.Horizon.Start.Unix(), to: req.Horizon.End.Unix(), duration: 30*day + 1, keep: 30*day + 1, stages: []refStage{{31 * day, 333_333}}, step: 900, grid: time.UTC, count: 1,
		withoutRule: -1, withoutWeekdays: -1, withoutOffday: -1, regions: []refRegion{{name: "A", customers: scheduler.MaxCustomers, weight: thousandth, loc: time.UTC, weekend: map[time.Weekday]bool{0: true, 6: true}}},
	}
	for h := range 24 {
		plan.regions[0].workday[h], plan.regions[0].weekendRow[h] = 123_457, 123_457
	}
	plan.regions[0].workday[7], plan.regions[0].weekendRow[7] = 999_999, 999_999
	sameSuggestion(t, plan.solve().result.Suggestions[0], res.Suggestions[0], "the largest plan")
}
