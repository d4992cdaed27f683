package activity_test

import (
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
)

const week = 168

// A profile learned from a noisy year is the truth it was made of, whatever the clocks: whole, half and
// quarter hours off UTC, daylight saving in both hemispheres, and one that moves by half an hour.
func TestLearnFindsTheTruthOnEveryClock(t *testing.T) {
	for _, zone := range []string{"UTC", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Europe/Berlin", "Australia/Sydney"} {
		t.Run(zone, func(t *testing.T) {
			g := truth{zone: zone, peak: 5000, noise: 0.1}
			p := learn(t, g.series(t, monday, 40*week), g.calendar(t)).Profile()
			most := 0.0
			for _, hour := range []int{2, 3, 4, 9, 15, 20} {
				for _, day := range []time.Weekday{time.Monday, time.Wednesday, time.Friday, time.Saturday, time.Sunday} {
					kind := calendar.KindWorkday
					if day == time.Saturday || day == time.Sunday {
						kind = calendar.KindWeekend
					}
					share := p.Share(kind, day, calendar.Clock(hour*3600))
					// The largest hour of the history is a tenth above the truth's 1.
					most = max(most, math.Abs(share*1.1-usual(kind == calendar.KindWeekend, float64(hour)+0.5)))
				}
			}
			assert.Less(t, most, 0.045)
		})
	}
}

func TestLearnLeavesHolidaysOutAndPredictsThem(t *testing.T) {
	g := truth{zone: "Europe/London", peak: 1000, holidays: []string{"2022-05-04", "2022-06-01", "2022-06-08", "2022-06-15"}}
	cal := g.calendar(t)
	s := g.series(t, monday, 26*week) // to 2022-07-04; three Wednesdays of June are off
	p := learn(t, s, cal).Profile()
	const noon = 12 * 3600
	assert.InDelta(t, usual(false, 12.5), p.Share(calendar.KindWorkday, time.Wednesday, noon), 0.01)
	want := 0.15*usual(false, 12.5) + 0.85*usual(true, 12.5)
	assert.InDelta(t, want, p.Share(calendar.KindHoliday, time.Wednesday, noon), 0.01)
}

func TestLearnUsesTheRegionsOwnWeekend(t *testing.T) {
	g := truth{zone: "Asia/Riyadh", peak: 800, weekend: calendar.FixedWeekend(calendar.FridaySaturday)}
	p := learn(t, g.series(t, monday, 12*week), g.calendar(t)).Profile()
	const noon = 12 * 3600
	assert.InDelta(t, usual(true, 12.5), p.Share(calendar.KindWeekend, time.Friday, noon), 0.01)
	assert.InDelta(t, usual(false, 12.5), p.Share(calendar.KindWorkday, time.Sunday, noon), 0.01)
	assert.InDelta(t, 0.15*usual(false, 12.5)+0.85*usual(true, 12.5), p.Share(calendar.KindHoliday, time.Tuesday, noon), 0.01)
}

// A week without days off, or with nothing else, still has all rows.
func TestLearnWithoutAndWithOnlyDaysOff(t *testing.T) {
	for _, days := range []calendar.DaySet{calendar.NoDays, calendar.AllDays} {
		g := truth{zone: "UTC", peak: 800, weekend: calendar.FixedWeekend(days)}
		m := learn(t, g.series(t, monday, 12*week), g.calendar(t))
		assert.InDelta(t, usual(days == calendar.AllDays, 12.5)/usual(days == calendar.AllDays, 15.5),
			m.Profile().Share(calendar.KindHoliday, time.Monday, 12*3600), 0.02)
	}
}

func TestLearnTakesMissingHoursForMissingAndOutagesToo(t *testing.T) {
	g := truth{zone: "UTC", peak: 1000, noise: 0.1}
	s := g.series(t, monday, 20*week)
	whole := learn(t, s, g.calendar(t)).Profile()
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
	m := learn(t, s, g.calendar(t))
	fit := m.Fit()
	assert.Equal(t, missing-countMissing(s, missing), fit.Missing)
	assert.Equal(t, 1, fit.Spikes)
	assert.GreaterOrEqual(t, fit.Outages, 26)
	assert.Less(t, fit.Peak, 1200.0, "a burst is no usual hour")
	assert.Equal(t, 20*week, fit.Hours+fit.Missing+fit.Outages+fit.Spikes, "every hour is accounted for")
	for h := range 24 {
		at := calendar.Clock(h * 3600)
		assert.InDelta(t, whole.Share(calendar.KindWorkday, time.Tuesday, at), m.Profile().Share(calendar.KindWorkday, time.Tuesday, at), 0.03)
	}
}

// countMissing is how many of the missing hours were written over.
func countMissing(s activity.Series, before int) int { return before - s.Missing() }

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
			g := truth{zone: "Europe/Paris", peak: tc.peak, counts: tc.peak < 100}
			fit := learn(t, g.series(t, monday, 26*week), g.calendar(t)).Fit()
			assert.GreaterOrEqual(t, fit.Shrunk, tc.least)
			assert.LessOrEqual(t, fit.Shrunk, tc.most)
			assert.Contains(t, scheduler.BuiltinActivities(), fit.Builtin)
			assert.Equal(t, tc.deserved, strings.Contains(strings.Join(fit.Warnings, "\n"), "counts are sparse"))
		})
	}
}

func TestFitWarnings(t *testing.T) {
	plain := truth{zone: "Europe/Berlin", peak: 1000, noise: 0.05}
	year := func() activity.Series { return plain.series(t, monday, 60*week) }
	for _, tc := range []struct {
		name   string
		series func() activity.Series
		zone   string
		now    time.Time
		want   string
	}{
		{name: "short", series: func() activity.Series { return plain.series(t, monday, 3*week) }, want: "the history is short: 3 weeks"},
		{name: "old", series: year, now: monday.AddDate(2, 0, 0), want: "the history ends 310 days before it is used, at 2023-02-27"},
		{name: "gaps", series: func() activity.Series {
			s := year()
			for i := 0; i < len(s.Values); i += 5 {
				s.Values[i] = math.NaN()
			}
			return s
		}, want: "hours are missing or were left out"},
		{name: "nights left out", series: func() activity.Series {
			s := year()
			for i := range s.Values {
				if i%24 == 2 {
					s.Values[i] = math.NaN()
				}
			}
			return s
		}, want: "if the export leaves out hours without activity, write them as 0"},
		{name: "drift", series: func() activity.Series {
			s := year()
			for i := 56 * week; i < 60*week; i++ {
				s.Values[i] *= 1.6
			}
			return s
		}, want: "activity drifts: the last four weeks are 1.6"},
		{name: "wrong zone", series: year, zone: "Pacific/Auckland", want: "the zone Pacific/Auckland may be wrong"},
		{name: "reader", series: func() activity.Series {
			s := year()
			s.Read.Partial = 3
			s.Read.Warnings = []string{"line 9, the last, has no line end"}
			return s
		}, want: "line 9, the last, has no line end\n3 hours lack some of their parts and count as missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			cal := plain.calendar(t)
			if tc.zone != "" {
				cal = truth{zone: tc.zone}.calendar(t)
			}
			m, err := activity.Learn(tc.series(), cal, activity.Options{Now: tc.now})
			require.NoError(t, err)
			assert.Contains(t, strings.Join(m.Fit().Warnings, "\n"), tc.want)
		})
	}
	counted := year()
	counted.Read.Rows = 60 * week
	m := learn(t, counted, plain.calendar(t))
	assert.Empty(t, m.Fit().Warnings, "a good history warns of nothing")
	assert.InDelta(t, 0.05/math.Sqrt(3), m.Fit().Noise, 0.01)
	assert.InDelta(t, 0.025, m.Fit().ExpectedError, 0.01)
	assert.Equal(t, 26, m.Fit().Weeks)
	assert.Equal(t, activity.Read{Rows: 60 * week}, m.Fit().Read)
	assert.Equal(t, 1, m.Fit().Years)
}

func TestLearnRefuses(t *testing.T) {
	good := truth{zone: "UTC", peak: 10}
	cal := good.calendar(t)
	for _, tc := range []struct {
		name   string
		change func(s *activity.Series)
		cal    calendar.Calendar
		want   string
	}{
		{"short", func(s *activity.Series) { s.Values = s.Values[:335] }, cal, "values: found 335; expected at least 336 hours: two weeks"},
		{"negative", func(s *activity.Series) { s.Values[7] = -1 }, cal, "values[7]: found -1; expected a finite number, 0 or more"},
		{"infinite", func(s *activity.Series) { s.Values[8] = math.Inf(1) }, cal, "values[8]: found +Inf"},
		{"both", func(s *activity.Series) { s.Values[7], s.Values[8] = -1, math.Inf(1) }, cal, "2 problems"},
		{"half a minute", func(s *activity.Series) { s.Start = s.Start.Add(30 * time.Second) }, cal, "start: found \"2022-01-03T00:00:30Z\"; expected a whole minute"},
		{"nothing known", func(s *activity.Series) {
			for i := range s.Values {
				s.Values[i] = math.NaN()
			}
		}, cal, "values: found 0; expected at least 168 known hours"},
		{"all zero", func(s *activity.Series) { clear(s.Values) }, cal, "not all of them 0"},
		{"no clock", func(*activity.Series) {}, calendar.Calendar{}, "calendar.location: missing"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := good.series(t, monday, 4*week)
			tc.change(&s)
			_, err := activity.Learn(s, tc.cal, activity.Options{})
			require.Error(t, err)
			assert.Contains(t, err.Error(), tc.want)
			faults := scheduler.FieldErrors(nil)
			assert.ErrorAs(t, err, &faults)
		})
	}
}

// Learning changes nothing of what it is given, and equal histories give equal models.
func TestLearnIsPure(t *testing.T) {
	g := truth{zone: "America/Chicago", peak: 300, noise: 0.2}
	a, b := g.series(t, monday, 30*week), g.series(t, monday, 30*week)
	a.Values[100], b.Values[100] = 0, 0
	first, second := learn(t, a, g.calendar(t)), learn(t, a, g.calendar(t))
	assert.Equal(t, b, a)
	assert.Equal(t, first.Fit(), second.Fit())
	assert.Equal(t, first.Profile(), second.Profile())
}
