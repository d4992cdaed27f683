package scheduler_test

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// Rules are built from what programs read, so that what is wrong is an error and not a panic.
func TestRulesRefuseWhatIsWrong(t *testing.T) {
	day := calendar.MustParseDate("2026-06-01")
	second := func(_ any, err error) error { return err }
	for _, test := range []struct {
		err   error
		paths []string
	}{
		{second(scheduler.LimitShare("A", 1.1)), []string{"share"}},
		{second(scheduler.LimitShare("A", math.NaN())), []string{"share"}},
		{second(scheduler.LimitPeak(-0.1)), []string{"share"}},
		{second(scheduler.LimitPeak(math.Inf(1))), []string{"share"}},
		{second(scheduler.OnlyHours("x", calendar.Hours{}, time.UTC)), []string{"hours"}},
		{second(scheduler.OnlyHours("x", calendar.Hours{From: 1}, time.Local)), []string{"hours", "time_zone"}},
		{second(scheduler.OnlyHours("x", calendar.Hours{From: 0, To: 1}, nil)), []string{"time_zone"}},
		{second(scheduler.Dates("x", calendar.Date{}, day)), []string{"first"}},
		{second(scheduler.Dates("x", calendar.Date{Year: 2026, Month: 2, Day: 30}, calendar.Date{})), []string{"first", "end"}},
	} {
		assert.Equal(t, test.paths, paths(t, test.err))
	}
}

// A caller finds its own error in that of the request, with the rule's path.
func TestARuleThatFails(t *testing.T) {
	own := errors.New("the freeze service does not answer")
	fails := func(err error) scheduler.Rule {
		return scheduler.Rule{Name: "mine", Blocks: func(context.Context, *scheduler.View, func(scheduler.Block) bool) error { return err }}
	}
	panics := func(v any) scheduler.Rule {
		return scheduler.Rule{Name: "mine", Blocks: func(context.Context, *scheduler.View, func(scheduler.Block) bool) error { panic(v) }}
	}
	period := scheduler.RegionInstants("x", func(context.Context, *time.Location, calendar.Interval) (calendar.Set, error) {
		return calendar.Set{}, own
	})
	p, err := scheduler.New(soundRegion(t))
	require.NoError(t, err)
	for _, rule := range []scheduler.Rule{fails(own), panics(own), scheduler.Blackout(period), scheduler.OnlyDuring(period)} {
		req := soundRequest(t)
		req.Rules = []scheduler.Rule{rule}
		_, err := p.Suggest(context.Background(), req)
		assert.Equal(t, []string{"rules[0]"}, paths(t, err))
		assert.ErrorIs(t, err, own)
	}
	req := soundRequest(t)
	req.Rules = []scheduler.Rule{panics("no error")}
	_, err = p.Suggest(context.Background(), req)
	assert.ErrorContains(t, err, "its function panicked: no error")
}

// Weights change what a customer counts, and no limit on people.
func TestWeightsAndLimitPeak(t *testing.T) {
	half := scheduler.Shares{}
	for h := range 12 {
		half[h] = 1
	}
	morning, err := scheduler.NewProfile(scheduler.ProfileRows{Workday: half, Weekend: half, Holiday: half})
	require.NoError(t, err)
	for h := range half {
		half[h] = 1 - half[h]
	}
	evening, err := scheduler.NewProfile(scheduler.ProfileRows{Workday: half, Weekend: half, Holiday: half})
	require.NoError(t, err)
	region := func(name string, customers int64, weight float64, profile scheduler.Profile) scheduler.Region {
		return scheduler.Region{Name: name, Customers: customers, Weight: weight, Activity: profile, Calendar: calendar.Calendar{Location: time.UTC}}
	}
	req := scheduler.Request{Horizon: between(t, "2026-06-10T00:00:00Z", "2026-06-11T00:00:00Z"), Duration: time.Hour, AllowWorkingDays: true, Grid: scheduler.Grid{Step: time.Hour}}
	for _, test := range []struct {
		weight float64
		rules  []scheduler.Rule
		start  string
		hours  float64
	}{
		{0, nil, "2026-06-10T12:00:00Z", 100}, // B's 100 people in the evening, against 300 of A in the morning
		{2.999, nil, "2026-06-10T12:00:00Z", 299.9},
		{3.001, nil, "2026-06-10T00:00:00Z", 300}, // now B counts for more than A
		{0.001, nil, "2026-06-10T12:00:00Z", 0.1},
		{3.001, []scheduler.Rule{must(scheduler.LimitPeak(0.74))}, "2026-06-10T12:00:00Z", 300.1}, // people, not weights
		{3.001, []scheduler.Rule{must(scheduler.LimitPeak(0.75))}, "2026-06-10T00:00:00Z", 300},   // 300 of 400 is not more than 0.75
	} {
		p, err := scheduler.New(region("A", 300, 0, morning), region("B", 100, test.weight, evening))
		require.NoError(t, err)
		req.Rules = test.rules
		res, err := p.Suggest(context.Background(), req)
		require.NoError(t, err)
		assert.Equal(t, at(t, test.start), res.Suggestions[0].Window.Start.UTC(), test.weight)
		assert.Equal(t, test.hours, res.Suggestions[0].Impact.CustomerHours, test.weight)
	}
}
