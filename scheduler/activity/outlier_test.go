package activity_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

// spoil changes hours of a year of a region with a strong season, and returns what was learned.
func spoil(t *testing.T, change func(values []float64)) *activity.Model {
	t.Helper()
	g := synth.Truth{Zone: "Europe/Paris", Peak: 1000, Season: 0.4, Noise: 0.1}
	s := g.Series(synth.Monday, 60*week)
	change(s.Values)
	return learn(t, s, g.Calendar())
}

// Hours that do not tell of customers are set aside, whatever the season, and what they were and when
// is told. The index counts hours from a Monday, 00:00 UTC, which is 01:00 in Paris in winter.
func TestOutliersAreSetAsideAndTold(t *testing.T) {
	at := func(weeks, day, hour int) int { return weeks*week + day*24 + hour }
	for _, tc := range []struct {
		name    string
		spoil   func(v []float64)
		outages int
		bursts  int
		want    []string
	}{
		{name: "nothing", spoil: func([]float64) {}},
		{name: "three hours of 0 on one day", spoil: func(v []float64) { clear(v[at(59, 2, 12):at(59, 2, 15)]) },
			outages: 3, want: []string{"outage 3 [2023-02-22T12:00:00Z, 2023-02-22T15:00:00Z)"}},
		{name: "one day at twice the load", spoil: func(v []float64) { times(2, v[at(58, 5, 23):at(58, 6, 23)]) },
			bursts: 24, want: []string{"burst 24 [2023-02-18T23:00:00Z, 2023-02-19T23:00:00Z)"}},
		{name: "own maintenance that recurs", spoil: func(v []float64) {
			for w := 56; w < 60; w++ {
				times(0.3, v[at(w, 2, 19):at(w, 2, 21)])
			}
		}, outages: 8, want: []string{
			"outage 2 [2023-02-01T19:00:00Z, 2023-02-01T21:00:00Z)", "outage 2 [2023-02-08T19:00:00Z, 2023-02-08T21:00:00Z)",
			"outage 2 [2023-02-15T19:00:00Z, 2023-02-15T21:00:00Z)", "outage 2 [2023-02-22T19:00:00Z, 2023-02-22T21:00:00Z)"}},
		{name: "a burst of an hour", spoil: func(v []float64) { v[at(50, 1, 10)] *= 9 },
			bursts: 1, want: []string{"burst 1 [2022-12-20T10:00:00Z, 2022-12-20T11:00:00Z)"}},
		{name: "a day off that nobody told of", spoil: func(v []float64) { times(0.3, v[at(55, 3, 23):at(55, 4, 23)]) },
			outages: 24, want: []string{"outage 24 [2023-01-26T23:00:00Z, 2023-01-27T23:00:00Z)"}},
		{name: "a missing hour within", spoil: func(v []float64) {
			clear(v[at(59, 2, 12):at(59, 2, 15)])
			v[at(59, 2, 13)] = math.NaN()
		}, outages: 2, want: []string{"outage 2 [2023-02-22T12:00:00Z, 2023-02-22T15:00:00Z)"}},
		{name: "a week that is quiet as a whole", spoil: func(v []float64) { times(0.4, v[at(57, 0, 0):at(58, 0, 0)]) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			fit := spoil(t, tc.spoil).Fit()
			var got []string
			hours := 0
			for _, s := range fit.SetAside {
				got = append(got, fmt.Sprintf("%s %d %s", s.Cause, s.Hours, s.Interval))
				hours += s.Hours
			}
			assert.Equal(t, tc.want, got)
			assert.Equal(t, tc.outages, fit.Outages)
			assert.Equal(t, tc.bursts, fit.Bursts)
			assert.Equal(t, fit.Outages+fit.Bursts, hours)
			assert.Equal(t, 60*week, fit.Hours+fit.Missing+hours, "every hour is accounted for")
		})
	}
}

func times(factor float64, v []float64) {
	for i := range v {
		v[i] *= factor
	}
}

// What is set aside changes nothing of what is learned: the quietest hours stay where they were.
func TestOutliersDoNotMoveTheChoice(t *testing.T) {
	clean := spoil(t, func([]float64) {}).Profile()
	spoilt := spoil(t, func(v []float64) {
		for w := 56; w < 60; w++ {
			times(0.05, v[w*week+2*24+19:w*week+2*24+21])
		}
	}).Profile()
	for h := range 24 {
		at := calendar.Clock(h * 3600)
		assert.InDelta(t, clean.Share(calendar.KindWorkday, time.Wednesday, at), spoilt.Share(calendar.KindWorkday, time.Wednesday, at), 0.02, "%d:00", h)
	}
}

// Where hours vary so much that a single 0 is not unusual, a day of nothing but 0 is, to its last hour.
func TestSilenceAmongNoise(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000, Noise: 0.9}
	s := g.Series(synth.Monday, 30*week)
	from := 28*week + 2*24 + 5 // Wednesday 05:00 to Thursday 06:00
	clear(s.Values[from : from+25])
	s.Values[from+3*24+10] = 0
	aside := learn(t, s, g.Calendar()).Fit().SetAside
	require.NotEmpty(t, aside)
	last := aside[len(aside)-1]
	assert.Equal(t, activity.Outage, last.Cause)
	assert.Equal(t, s.Start.Add(time.Duration(from+25)*hour), last.Interval.End)
}

// Of a few weeks, days of one kind are judged together.
func TestOutliersOfAShortHistory(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000, Noise: 0.1}
	s := g.Series(synth.Monday, 3*week)
	clear(s.Values[2*week+2*24+12 : 2*week+2*24+15])
	assert.Equal(t, 3, learn(t, s, g.Calendar()).Fit().Outages)
}

// Known maintenance is left out: every hour that it touches, however little it dips.
func TestExclude(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000}
	s := g.Series(synth.Monday, 30*week)
	var known []calendar.Interval
	for w := range 30 {
		from := w*week + 2*24 + 20
		times(0.3, s.Values[from:from+2])
		start := s.Start.Add(time.Duration(from)*time.Hour + 10*time.Minute)
		known = append(known, calendar.Interval{Start: start, End: start.Add(100 * time.Minute)})
	}
	const evening = 20 * 3600
	whole := synth.Usual(false, 20.5)
	model, err := activity.Learn(t.Context(), s, g.Calendar(), activity.Options{Exclude: calendar.NewSet(known...)})
	require.NoError(t, err)
	fit := model.Fit()
	assert.Equal(t, 60, fit.Excluded)
	assert.Equal(t, 30*week-60, fit.Hours)
	assert.Equal(t, activity.SetAside{Interval: calendar.Interval{Start: s.Start.Add(68 * hour), End: s.Start.Add(70 * hour)}, Hours: 2, Cause: activity.Excluded}, fit.SetAside[0])
	assert.InDelta(t, whole, model.Profile().Share(calendar.KindWorkday, time.Wednesday, evening), 0.03)
	unaware := learn(t, s, g.Calendar()).Profile()
	assert.Less(t, unaware.Share(calendar.KindWorkday, time.Wednesday, evening), 0.4*whole, "half a year of it looks like customers")
}

// What is always excluded is as busy as the same hours of other days of its kind; where there are none, that is told.
func TestExcludeForEver(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000, Noise: 0.1}
	s := g.Series(synth.Monday, 30*week)
	excluding := func(every time.Duration, from, hours int) (*activity.Model, error) {
		var known []calendar.Interval
		for start := s.Start.Add(time.Duration(from) * hour); start.Before(s.Span().End); start = start.Add(every) {
			known = append(known, calendar.Interval{Start: start, End: start.Add(time.Duration(hours) * hour)})
		}
		return activity.Learn(t.Context(), s, g.Calendar(), activity.Options{Exclude: calendar.NewSet(known...)})
	}
	const night = 3 * 3600
	m, err := excluding(7*24*hour, 5*24+2, 3) // Saturday 02:00 to 05:00
	require.NoError(t, err)
	assert.InDelta(t, m.Profile().Share(calendar.KindWeekend, time.Sunday, night), m.Profile().Share(calendar.KindWeekend, time.Saturday, night), 0.002)
	assert.Empty(t, m.Fit().Warnings)
	m, err = excluding(24*hour, 0, 6)
	require.NoError(t, err)
	assert.Equal(t, []string{"the hour from 00:00 local time is excluded on most days: what customers do then is hardly known"}, m.Fit().Warnings)
	_, err = excluding(24*hour, 0, 24)
	assert.ErrorContains(t, err, "values: found 0; expected at least 168 known hours in the last 26 weeks, not all of them 0, beside the 5040 hours that are excluded")
}

// A history that ends in zeros was no longer collected: it is learned from up to there, and said so.
func TestZerosAtTheEnd(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000, Noise: 0.1}
	for _, weeks := range []int{1, 4, 26, 30} {
		s := g.Series(synth.Monday, 60*week)
		clear(s.Values[(60-weeks)*week:])
		m := learn(t, s, g.Calendar())
		want := learn(t, g.Series(synth.Monday, (60-weeks)*week), g.Calendar())
		for h := range 24 {
			at := calendar.Clock(h * 3600)
			assert.InDelta(t, want.Profile().Share(calendar.KindWorkday, time.Tuesday, at), m.Profile().Share(calendar.KindWorkday, time.Tuesday, at), 0.04, "%d:00", h)
		}
		assert.Equal(t, want.Fit().Hours, m.Fit().Hours)
		assert.Equal(t, weeks*week, m.Fit().Outages)
		assert.Equal(t, s.Span(), m.Fit().Span)
		last := m.Fit().SetAside[len(m.Fit().SetAside)-1]
		assert.Equal(t, activity.SetAside{Interval: calendar.Interval{Start: s.Start.Add(time.Duration((60-weeks)*week) * hour), End: s.Span().End}, Hours: weeks * week, Cause: activity.Outage}, last)
		_, err := m.Forecast(days(s.Span().End, 28))
		assert.NoError(t, err)
	}
}

const hour = time.Hour

// A burst on a holiday, or at an hour that is never busy, is set aside too: it would be what a share of 1 stands for.
func TestBurstsThatNoUsualHourTells(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000, Noise: 0.1, Holidays: []string{"2022-05-05"}}
	series := func() history.Series {
		s := g.Series(synth.Monday, 30*week)
		for i := range s.Values {
			if i%24 < 4 {
				s.Values[i] = 0
			}
		}
		return s
	}
	holiday, night := 17*week+3*24+12, 28*week+3*24+2
	want := learn(t, series(), g.Calendar())
	assert.Empty(t, want.Fit().SetAside)
	for _, tc := range []struct {
		name  string
		at    []int
		value float64
		aside int
	}{
		{"a counter on a holiday", []int{holiday}, 1.8e19, 1},
		{"a load test on a holiday", []int{holiday, holiday + 1, holiday + 2}, 9000, 3},
		{"a counter at night", []int{night}, 1e9, 1},
		{"both", []int{holiday, night}, 9000, 2},
		{"a busy holiday", []int{holiday, holiday + 1}, 2500, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := series()
			for _, i := range tc.at {
				s.Values[i] = tc.value
			}
			m := learn(t, s, g.Calendar())
			assert.Equal(t, tc.aside, m.Fit().Bursts)
			assert.InDelta(t, max(want.Peak(), float64(1-min(1, tc.aside))*tc.value), m.Peak(), 1e-9)
		})
	}
	rare := synth.Truth{Zone: "UTC", Peak: 0.5, Counts: true, Holidays: []string{"2022-05-05"}}
	s := rare.Series(synth.Monday, 30*week)
	s.Values[holiday] = 40
	assert.Zero(t, learn(t, s, rare.Calendar()).Fit().Bursts, "events come together")
}
