package activity_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

const week = 168

func learn(t testing.TB, s history.Series, cal calendar.Calendar) *activity.Model {
	t.Helper()
	m, err := activity.Learn(t.Context(), s, cal, activity.Options{})
	require.NoError(t, err)
	return m
}

// A profile learned from a noisy year is the truth it was made of, whatever the clocks: whole, half and
// quarter hours off UTC, daylight saving in both hemispheres, and one that moves by half an hour.
func TestLearnFindsTheTruthOnEveryClock(t *testing.T) {
	for _, zone := range []string{"UTC", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Europe/Berlin", "Australia/Sydney"} {
		t.Run(zone, func(t *testing.T) {
			g := synth.Truth{Zone: zone, Peak: 5000, Noise: 0.1}
			p := learn(t, g.Series(synth.Monday, 40*week), g.Calendar()).Profile()
			most := 0.0
			for _, hour := range []int{2, 3, 4, 9, 15, 20} {
				for _, day := range []time.Weekday{time.Monday, time.Wednesday, time.Friday, time.Saturday, time.Sunday} {
					kind := calendar.KindWorkday
					if day == time.Saturday || day == time.Sunday {
						kind = calendar.KindWeekend
					}
					share := p.Share(kind, day, calendar.Clock(hour*3600))
					// The largest hour of the history is a tenth above the truth's 1.
					most = max(most, math.Abs(share*1.1-synth.Usual(kind == calendar.KindWeekend, float64(hour)+0.5)))
				}
			}
			assert.Less(t, most, 0.045)
		})
	}
}

func TestLearnLeavesHolidaysOutAndPredictsThem(t *testing.T) {
	g := synth.Truth{Zone: "Europe/London", Peak: 1000, Holidays: []string{"2022-05-04", "2022-06-01", "2022-06-08", "2022-06-15"}}
	cal := g.Calendar()
	s := g.Series(synth.Monday, 26*week) // to 2022-07-04; three Wednesdays of June are off
	p := learn(t, s, cal).Profile()
	const noon = 12 * 3600
	assert.InDelta(t, synth.Usual(false, 12.5), p.Share(calendar.KindWorkday, time.Wednesday, noon), 0.01)
	want := 0.15*synth.Usual(false, 12.5) + 0.85*synth.Usual(true, 12.5)
	assert.InDelta(t, want, p.Share(calendar.KindHoliday, time.Wednesday, noon), 0.01)
}

func TestLearnUsesTheRegionsOwnWeekend(t *testing.T) {
	g := synth.Truth{Zone: "Asia/Riyadh", Peak: 800, Weekend: calendar.FixedWeekend(calendar.FridaySaturday)}
	p := learn(t, g.Series(synth.Monday, 12*week), g.Calendar()).Profile()
	const noon = 12 * 3600
	assert.InDelta(t, synth.Usual(true, 12.5), p.Share(calendar.KindWeekend, time.Friday, noon), 0.01)
	assert.InDelta(t, synth.Usual(false, 12.5), p.Share(calendar.KindWorkday, time.Sunday, noon), 0.01)
	assert.InDelta(t, 0.15*synth.Usual(false, 12.5)+0.85*synth.Usual(true, 12.5), p.Share(calendar.KindHoliday, time.Tuesday, noon), 0.01)
}

// A week without days off, or with nothing else, still has all rows.
func TestLearnWithoutAndWithOnlyDaysOff(t *testing.T) {
	for _, days := range []calendar.DaySet{calendar.NoDays, calendar.AllDays} {
		g := synth.Truth{Zone: "UTC", Peak: 800, Weekend: calendar.FixedWeekend(days)}
		m := learn(t, g.Series(synth.Monday, 12*week), g.Calendar())
		assert.InDelta(t, synth.Usual(days == calendar.AllDays, 12.5)/synth.Usual(days == calendar.AllDays, 15.5),
			m.Profile().Share(calendar.KindHoliday, time.Monday, 12*3600), 0.02)
	}
}

func TestLearnTakesMissingHoursForMissingAndOutagesToo(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000, Noise: 0.1}
	s := g.Series(synth.Monday, 20*week)
	whole := learn(t, s, g.Calendar()).Profile()
	for i := 10; i < 20*week; i += 9 {
		s.Values[i] = math.NaN()
	}
	missing := s.Missing()
	for day := range 3 { // three days on which nothing was counted from 08:00 to 18:00
		for h := 8; h < 18; h++ {
			s.Values[(17*7+day)*24+h] = 0
		}
	}
	s.Values[18*week+12] = 90_000 // a load test
	m := learn(t, s, g.Calendar())
	fit := m.Fit()
	assert.Equal(t, missing-countMissing(s, missing), fit.Missing)
	assert.Equal(t, 1, fit.Bursts)
	assert.GreaterOrEqual(t, fit.Outages, 26)
	assert.Less(t, m.Peak(), 1200.0, "a burst is no usual hour")
	assert.Equal(t, 20*week, fit.Hours+fit.Missing+fit.Outages+fit.Bursts, "every hour is accounted for")
	for h := range 24 {
		at := calendar.Clock(h * 3600)
		assert.InDelta(t, whole.Share(calendar.KindWorkday, time.Tuesday, at), m.Profile().Share(calendar.KindWorkday, time.Tuesday, at), 0.03)
	}
}

// countMissing is how many of the missing hours were written over.
func countMissing(s history.Series, before int) int { return before - s.Missing() }

func TestLearnShrinksSparseCountsTowardsABuiltin(t *testing.T) {
	for _, tc := range []struct {
		peak     float64
		least    float64
		most     float64
		deserved bool
	}{
		{peak: 1, least: 0.2, most: 0.95, deserved: true},
		{peak: 90, least: 0.01, most: 0.15},
		{peak: 2000, least: 0, most: 0.01},
	} {
		t.Run(fmt.Sprint(tc.peak), func(t *testing.T) {
			g := synth.Truth{Zone: "Europe/Paris", Peak: tc.peak, Counts: tc.peak < 100}
			fit := learn(t, g.Series(synth.Monday, 26*week), g.Calendar()).Fit()
			assert.GreaterOrEqual(t, fit.Shrunk, tc.least)
			assert.LessOrEqual(t, fit.Shrunk, tc.most)
			assert.Contains(t, scheduler.BuiltinActivities(), fit.Builtin)
			assert.Equal(t, tc.deserved, strings.Contains(strings.Join(fit.Warnings, "\n"), "counts are sparse"))
		})
	}
}

func TestFitWarnings(t *testing.T) {
	plain := synth.Truth{Zone: "Europe/Berlin", Peak: 1000, Noise: 0.05}
	year := func() history.Series { return plain.Series(synth.Monday, 60*week) }
	for _, tc := range []struct {
		name   string
		series func() history.Series
		zone   string
		now    time.Time
		want   string
	}{
		{name: "short", series: func() history.Series { return plain.Series(synth.Monday, 3*week) }, want: "the history is short: 3 weeks"},
		{name: "old", series: year, now: synth.Monday.AddDate(2, 0, 0), want: "the history ends 310 days before it is used, at 2023-02-27"},
		{name: "gaps", series: func() history.Series {
			s := year()
			for i := 0; i < len(s.Values); i += 5 {
				s.Values[i] = math.NaN()
			}
			return s
		}, want: "hours are missing or were left out"},
		{name: "nights left out", series: func() history.Series {
			s := year()
			for i := range s.Values {
				if i%24 == 2 {
					s.Values[i] = math.NaN()
				}
			}
			return s
		}, want: "if the export leaves out hours without activity, write them as 0"},
		{name: "drift", series: func() history.Series {
			s := year()
			for i := 56 * week; i < 60*week; i++ {
				s.Values[i] *= 1.6
			}
			return s
		}, want: "activity drifts: the last four weeks are 1.6"},
		{name: "wrong zone", series: year, zone: "Pacific/Auckland", want: "the zone Pacific/Auckland may be wrong"},
		{name: "reader", series: func() history.Series {
			s := year()
			s.Tally.Partial = 3
			s.Tally.Warnings = []string{"line 9, the last, has no line end"}
			return s
		}, want: "line 9, the last, has no line end\n3 hours lack some of their parts and count as missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			cal := plain.Calendar()
			if tc.zone != "" {
				cal = synth.Truth{Zone: tc.zone}.Calendar()
			}
			m, err := activity.Learn(t.Context(), tc.series(), cal, activity.Options{Now: tc.now})
			require.NoError(t, err)
			assert.Contains(t, strings.Join(m.Fit().Warnings, "\n"), tc.want)
		})
	}
	counted := year()
	counted.Tally.Rows = 60 * week
	m := learn(t, counted, plain.Calendar())
	assert.Empty(t, m.Fit().Warnings, "a good history warns of nothing")
	assert.InDelta(t, 0.05/math.Sqrt(3), m.Fit().Noise, 0.01)
	assert.InDelta(t, 0.025, m.Fit().ExpectedError, 0.01)
	assert.Equal(t, 26, m.Fit().Weeks)
	assert.Equal(t, history.Tally{Rows: 60 * week}, m.Fit().Tally)
	assert.Equal(t, 1, m.Fit().Years)
}

func TestLearnRefuses(t *testing.T) {
	good := synth.Truth{Zone: "UTC", Peak: 10}
	cal := good.Calendar()
	for _, tc := range []struct {
		name   string
		change func(s *history.Series)
		cal    calendar.Calendar
		want   string
	}{
		{"short", func(s *history.Series) { s.Values = s.Values[:335] }, cal, "values: found 335; expected at least 336 hours: two weeks"},
		{"negative", func(s *history.Series) { s.Values[7] = -1 }, cal, "values[7]: found -1; expected a finite number, 0 or more"},
		{"infinite", func(s *history.Series) { s.Values[8] = math.Inf(1) }, cal, "values[8]: found +Inf"},
		{"both", func(s *history.Series) { s.Values[7], s.Values[8] = -1, math.Inf(1) }, cal, "2 problems"},
		{"half a minute", func(s *history.Series) { s.Start = s.Start.Add(30 * time.Second) }, cal, "start: found \"2022-01-03T00:00:30Z\"; expected a whole minute"},
		{"nothing known", func(s *history.Series) {
			for i := range s.Values {
				s.Values[i] = math.NaN()
			}
		}, cal, "values: found 0; expected at least 168 known hours"},
		{"all zero", func(s *history.Series) { clear(s.Values) }, cal, "not all of them 0"},
		{"no clock", func(*history.Series) {}, calendar.Calendar{}, "calendar.location: missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := good.Series(synth.Monday, 4*week)
			tc.change(&s)
			_, err := activity.Learn(t.Context(), s, tc.cal, activity.Options{})
			require.Error(t, err)
			assert.Contains(t, err.Error(), tc.want)
			faults := scheduler.FieldErrors(nil)
			assert.ErrorAs(t, err, &faults)
		})
	}
}

// Learning changes nothing of what it is given, and equal histories give equal models.
func TestLearnIsPure(t *testing.T) {
	g := synth.Truth{Zone: "America/Chicago", Peak: 300, Noise: 0.2}
	a, b := g.Series(synth.Monday, 30*week), g.Series(synth.Monday, 30*week)
	a.Values[100], b.Values[100] = 0, 0
	first, second := learn(t, a, g.Calendar()), learn(t, a, g.Calendar())
	assert.Equal(t, b, a)
	assert.Equal(t, first.Fit(), second.Fit())
	assert.Equal(t, first.Profile(), second.Profile())
}

func TestLearnObeysTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	g := synth.Truth{Zone: "UTC", Peak: 300}
	_, err := activity.Learn(ctx, g.Series(synth.Monday, 30*week), g.Calendar(), activity.Options{})
	assert.ErrorIs(t, err, context.Canceled)
}
