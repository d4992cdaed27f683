package main

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// took returns maintenance of these lengths, each planned for an hour.
func took(lengths ...time.Duration) []maintenance {
	start := time.Date(2024, 3, 6, 20, 0, 0, 0, time.UTC)
	var list []maintenance
	for _, l := range lengths {
		list = append(list, maintenance{start: start, plannedEnd: start.Add(time.Hour), end: start.Add(l)})
	}
	return list
}

func TestStages(t *testing.T) {
	const h, min = time.Hour, time.Minute
	type stages = []scheduler.OverrunStage
	for _, test := range []struct {
		name     string
		duration time.Duration
		past     []maintenance
		want     stages
	}{
		{"none overran", h, took(h, 50*min), nil},
		{"one of four", h, took(h, h, h, 3*h), stages{{Until: 3 * h, Probability: 0.25}}},
		{"steps", h, took(2*h, 3*h, 3*h, h), stages{{Until: 2 * h, Probability: 0.75}, {Until: 3 * h, Probability: 0.5}}},
		{"another duration", 30 * min, took(2*h, h), stages{{Until: h, Probability: 0.5}}},
		{"whole minutes, rounded up", h, took(h+time.Second, h), stages{{Until: h + min, Probability: 0.5}}},
		{"one minute for two", h, took(h+time.Second, h+2*time.Second), stages{{Until: h + min, Probability: 1}}},
		{"seconds in the duration", h + time.Second, took(h+time.Second, h), stages{{Until: h + min, Probability: 0.5}}},
		// Two of eight in each stage: means of 8/8 and 7/8, of 6/8 and 5/8, and so on.
		{"quantiles", h, took(2*h, 3*h, 4*h, 5*h, 6*h, 7*h, 8*h, 9*h),
			stages{{Until: 3 * h, Probability: 0.938}, {Until: 5 * h, Probability: 0.688}, {Until: 7 * h, Probability: 0.438}, {Until: 9 * h, Probability: 0.188}}},
		{"longer than can be", 10 * 24 * h, took(2*h, 10*h), stages{{Until: 20 * 24 * h, Probability: 1}, {Until: 31 * 24 * h, Probability: 0.5}}},
		{"no room", scheduler.MaxExposure, took(2 * h), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			assert.Equal(t, test.want, newOverruns(test.duration, test.past).stages)
		})
	}
}

// TestStagesAreAlwaysAccepted makes lists at random: a plan takes the stages, and their mean overrun is
// that of the list but for the rounding.
func TestStagesAreAlwaysAccepted(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 7))
	planner, err := scheduler.New(scheduler.Region{Name: "there", Customers: 1, Calendar: calendar.Calendar{Location: time.UTC}})
	require.NoError(t, err)
	for range 300 {
		var lengths []time.Duration
		for range 1 + rng.IntN(40) {
			lengths = append(lengths, time.Duration(1+rng.IntN(5*3600))*time.Second)
		}
		duration := time.Duration(1+rng.IntN(8*3600)) * time.Second
		o := newOverruns(duration, took(lengths...))
		require.LessOrEqual(t, len(o.stages), maxStages)
		start := time.Date(2024, 3, 2, 0, 0, 0, 0, time.UTC)
		_, err := planner.Assess(t.Context(), scheduler.Request{
			Horizon: calendar.Interval{Start: start, End: start.AddDate(0, 0, 7)}, Duration: duration, Overrun: o.stages,
		}, start)
		require.NoError(t, err)

		var expected, listed float64
		from := duration
		for _, s := range o.stages {
			expected += s.Probability * (s.Until - from).Minutes()
			from = s.Until
		}
		for _, m := range took(lengths...) {
			end, _ := scaled(duration, m)
			listed += max(0, (end-duration).Minutes()) / float64(len(lengths))
		}
		require.InDelta(t, listed, expected, 1+0.001*from.Minutes())
	}
}

func TestWarnings(t *testing.T) {
	const h = time.Hour
	assert.Equal(t, []string{"1 sample is few to tell how often work overruns: what happens to 95 % of all maintenance can be missing from such a list."}, newOverruns(h, took(h)).warnings())
	assert.Equal(t, []string{"9 samples are few to tell how often work overruns: what happens to 28 % of all maintenance can be missing from such a list."}, newOverruns(h, took(h, h, h, h, h, h, h, h, h)).warnings())
	assert.Empty(t, newOverruns(h, took(h, h, h, h, h, h, h, h, h, h)).warnings())
	assert.Contains(t, newOverruns(100*h, took(10*h)).warnings(), "1 overrun would be longer than 31 days at the plan's duration, the most that a plan can have: taken as that long.")
}

func TestWeekOf(t *testing.T) {
	for _, test := range []struct{ zone, at, start, end string }{
		{"America/Los_Angeles", "2023-04-13T03:00:00Z", "2023-04-10T00:00:00-07:00", "2023-04-17T00:00:00-07:00"},
		{"UTC", "2023-04-10T00:00:00Z", "2023-04-10T00:00:00Z", "2023-04-17T00:00:00Z"},
		{"UTC", "2023-04-09T23:59:59Z", "2023-04-03T00:00:00Z", "2023-04-10T00:00:00Z"},
		{"Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-23T00:00:00+01:00", "2026-03-30T00:00:00+02:00"},
		// Clocks in Asuncion skipped 00:00 on Sunday 2022-10-02.
		{"America/Asuncion", "2022-10-02T12:00:00Z", "2022-09-26T00:00:00-04:00", "2022-10-03T00:00:00-03:00"},
		// Samoa left out Friday 2011-12-30.
		{"Pacific/Apia", "2011-12-31T12:00:00Z", "2011-12-26T00:00:00-10:00", "2012-01-02T00:00:00+14:00"},
	} {
		loc, err := calendar.LoadZone(test.zone)
		require.NoError(t, err)
		at, err := time.Parse(time.RFC3339, test.at)
		require.NoError(t, err)
		week := weekOf(at, loc)
		assert.Equal(t, test.start, week.Start.In(loc).Format(time.RFC3339), test.at)
		assert.Equal(t, test.end, week.End.In(loc).Format(time.RFC3339), test.at)
	}
}

// TestBestOfTheWeek looks at every quarter of an hour of each week by itself.
func TestBestOfTheWeek(t *testing.T) {
	past, err := readPast("past.csv", builtInPast)
	require.NoError(t, err)
	a, err := newAudit(builtInPlan, planfile.Options{}, past)
	require.NoError(t, err)
	for _, j := range a.past {
		plan, err := planfile.Parse(t.Context(), builtInPlan, planfile.Options{From: j.week.Start.AddDate(0, 0, -1), Days: 40})
		require.NoError(t, err)
		req := plan.Request
		req.Duration = j.actual()
		var all []time.Time
		for at := j.week.Start; at.Before(j.week.End); at = at.Add(15 * time.Minute) {
			all = append(all, at)
		}
		list, err := plan.Planner.Assess(t.Context(), req, all...)
		require.NoError(t, err)
		var best *scheduler.Assessment
		for i, x := range list {
			if x.Free && (best == nil || x.Impact.CustomerHours < best.Impact.CustomerHours) {
				best = &list[i]
			}
		}
		require.NotNil(t, best)
		assert.InDelta(t, best.Impact.CustomerHours, j.best.Impact.CustomerHours, 1e-5, j.name)
		assert.True(t, best.Window.Start.Equal(j.best.Window.Start), "%s: %s and %s", j.name, best.Window.Start, j.best.Window.Start)
	}
}
