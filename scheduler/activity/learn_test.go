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
		{name: "nights left out since five weeks", series: func() history.Series {
			s := year()
			for i := 55 * week; i < 60*week; i++ {
				if i%24 == 2 {
					s.Values[i] = math.NaN()
				}
			}
			return s
		}, want: "the hour from 03:00 local time is missing on most days while others are not; if the export leaves out hours without activity, write them as 0"},
		{name: "drift", series: func() history.Series {
			s := year()
			for i := 56 * week; i < 60*week; i++ {
				s.Values[i] *= 1.6
			}
			return s
		}, want: "activity drifts: the last four weeks are 1.6"},
		{name: "wrong zone", series: year, zone: "Pacific/Auckland", want: "the working day looks about 12 hours late on the clock of Pacific/Auckland, compared with the built-in activities: the zone may be wrong, or the timestamps are not in UTC; if the history's clock is 12h late, set shift to -12h"},
		{name: "eight hours early", series: func() history.Series {
			s := year()
			s.Start = s.Start.Add(-8 * time.Hour)
			return s
		}, want: "the working day looks about 7 hours early on the clock of Europe/Berlin, compared with the built-in activities: the zone may be wrong, or the timestamps are not in UTC; if the history's clock is 7h early, set shift to 7h"},
		{name: "rare events eight hours early", series: func() history.Series {
			return synth.Truth{Zone: "Etc/GMT-9", Peak: 0.9, Counts: true}.Series(synth.Monday, 26*week)
		}, want: "the working day looks about 8 hours early on the clock of Europe/Berlin"},
		{name: "shifted already, by too little", series: func() history.Series {
			s := year()
			s.Start = s.Start.Add(-12 * time.Hour)
			return s.Shifted(5 * time.Hour)
		}, want: "if the history's clock is 11h early, set shift to 11h"},
		{name: "shifted although the clock was right", series: func() history.Series {
			s := year()
			s.Start = s.Start.Add(-time.Hour) // by which its day lies late of the built-in one
			return s.Shifted(-7 * time.Hour)
		}, want: "if the history's clock is right, leave shift out"},
		{name: "shifted the wrong way", series: func() history.Series {
			s := year()
			s.Start = s.Start.Add(11 * time.Hour)
			return s.Shifted(-23 * time.Hour)
		}, want: "set shift to -"},
		{name: "quiet in the evening of a business", series: func() history.Series {
			s := year()
			for i := range s.Values {
				switch local := s.Start.Add(time.Duration(i) * time.Hour).In(plain.Calendar().Location); {
				case local.Weekday() == time.Sunday || local.Weekday() == time.Saturday:
					s.Values[i] = 30
				case local.Hour() >= 17 && local.Hour() < 20:
					s.Values[i] = 5
				case local.Hour() >= 8 && local.Hour() < 17:
					s.Values[i] = 500
				default:
					s.Values[i] = 60
				}
			}
			return s
		}, want: "the quietest hours lie about 18:30 local time: the zone Europe/Berlin may be wrong, or the timestamps are not in UTC; if the history's clock is hours early or late, shift puts it right"},
		{name: "quiet at noon, of no shape that is known", series: func() history.Series {
			s := year()
			for i := range s.Values {
				s.Values[i] = 500
				switch hour := s.Start.Add(time.Duration(i) * time.Hour).In(plain.Calendar().Location).Hour(); {
				case hour >= 11 && hour < 14:
					s.Values[i] = 150
				case hour%6 == 5:
					s.Values[i] = 200
				}
			}
			return s
		}, want: "the quietest hours lie about 12:30 local time: the zone Europe/Berlin may be wrong"},
		{name: "local times without changes of clocks", series: func() history.Series {
			s := synth.Truth{Zone: "Etc/GMT-1", Peak: 1000, Noise: 0.05}.Series(synth.Monday, 60*week)
			return s
		}, want: "the day moves by an hour against the clock of Europe/Berlin where clocks are changed, as it would with clocks that never change"},
		{name: "the changes of clocks of others", series: func() history.Series {
			s := synth.Truth{Zone: "America/New_York", Peak: 1000, Noise: 0.05}.Series(synth.Monday, 60*week)
			s.Start = s.Start.Add(-6 * time.Hour)
			return s
		}, want: "as it would with the changes of clocks of the United States"},
		{name: "zeros at the end", series: func() history.Series {
			s := year()
			clear(s.Values[57*week:])
			return s
		}, want: "the history ends with 21 days of nothing but 0, from 2023-02-06 on: if its collection has stopped the region is not gone; what was learned is from before"},
		{name: "half a year of zeros, and no year before", series: func() history.Series {
			s := year()
			clear(s.Values[20*week : 46*week])
			s.Values = s.Values[:46*week]
			return s
		}, want: "672 hours of the last 4 weeks were set aside, 672 for being too low (an outage?) and 0 too high (a burst?): 2022-05-23T00:00Z to 2022-11-21T00:00Z\nthe history ends with 182 days of nothing but 0, from 2022-05-23 on: if its collection has stopped the region is not gone; what was learned is from before, and no year before tells how the season has changed since"},
		{name: "more than a day set aside", series: func() history.Series {
			s := year()
			clear(s.Values[57*week+30 : 57*week+40])
			clear(s.Values[58*week+30 : 58*week+41])
			clear(s.Values[59*week+54 : 59*week+60])
			s.Values[59*week+12] = 90_000
			return s
		}, want: "28 hours of the last 4 weeks were set aside, 27 for being too low (an outage?) and 1 too high (a burst?): 2023-02-07T06:00Z to 2023-02-07T16:00Z, 2023-02-14T06:00Z to 2023-02-14T17:00Z, 2023-02-20T12:00Z to 2023-02-20T13:00Z, and 1 more"},
		{name: "a fifth, in the last week", series: func() history.Series {
			s := year()
			times(0.2, s.Values[59*week:])
			return s
		}, want: "activity fell to 0.20 of what it was: compare the last 7 days with the half year before them; are these customers gone, or no longer counted?"},
		{name: "a fifth, twelve weeks ago", series: func() history.Series {
			s := year()
			times(0.2, s.Values[48*week:])
			return s
		}, want: "activity fell to 0.20 of what it was"},
		{name: "a fifth of rare events", series: func() history.Series {
			s := synth.Truth{Zone: "Europe/Berlin", Peak: 0.9, Counts: true}.Series(synth.Monday, 30*week)
			clear(s.Values[28*week : 30*week-30])
			return s
		}, want: "compare the last 14 days with the half year before them"},
		{name: "no values at the end", series: func() history.Series {
			s := year()
			for i := 54 * week; i < 60*week; i++ {
				s.Values[i] = math.NaN()
			}
			return s
		}, want: "the history ends 42 days before it is used, at 2023-01-16"},
		{name: "a fifth", series: func() history.Series {
			s := year()
			times(0.15, s.Values[58*week:])
			return s
		}, want: "activity fell to 0.15 of what it was"},
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
		{"larger than anything", func(s *history.Series) { s.Values[8] = 1e61 }, cal, "values[8]: found 1e+61; expected a finite number, 0 or more and 1e+60 at most"},
		{"both", func(s *history.Series) { s.Values[7], s.Values[8] = -1, math.Inf(1) }, cal, "2 problems"},
		{"half a minute", func(s *history.Series) { s.Start = s.Start.Add(30 * time.Second) }, cal, "start: found \"2022-01-03T00:00:30Z\"; expected a whole minute"},
		{"nothing known", func(s *history.Series) {
			for i := range s.Values {
				s.Values[i] = math.NaN()
			}
		}, cal, "values: found 0; expected at least 168 known hours"},
		{"all zero", func(s *history.Series) { clear(s.Values) }, cal, "not all of them 0"},
		{"no clock", func(*history.Series) {}, calendar.Calendar{}, "calendar.location: missing"},
		{"all at once", func(s *history.Series) { s.Values = s.Values[:335]; s.Values[7] = -1 }, calendar.Calendar{},
			"3 problems:\n  values[7]: found -1; expected a finite number, 0 or more and 1e+60 at most, or NaN where the hour is missing\n  calendar.location: missing; expected the region's time zone\n  values: found 335"},
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

// Beyond the years whose holidays are known, days are ordinary days, and a warning says so.
func TestLearnHistoryOfAnyYears(t *testing.T) {
	g := synth.Truth{Zone: "Europe/Berlin", Peak: 500, Noise: 0.05}
	cal := g.Calendar()
	cal.Holidays = knows{from: 2023, to: 2024}
	m := learn(t, g.Series(synth.Monday, 60*week), cal)
	assert.Contains(t, m.Fit().Warnings, "the holidays of XX are known for the years 2023 to 2024 only: days of the history outside of these count as ordinary days")
	assert.True(t, m.Fit().Hours > 0)
	cal.Holidays = knows{from: 2022, to: 2024}
	assert.Empty(t, learn(t, g.Series(synth.Monday.AddDate(0, 0, 7), 60*week), cal).Fit().Warnings)
	cal.Holidays = knows{from: 2030, to: 2035}
	assert.Len(t, learn(t, g.Series(synth.Monday, 60*week), cal).Fit().Warnings, 1)
}

// knows has one holiday a year, in the years that it knows.
type knows struct{ from, to int }

func (k knows) Between(first, last calendar.Date) ([]calendar.Holiday, error) {
	if first.Year < k.from || last.Year > k.to {
		return nil, &calendar.YearsError{Source: "XX", First: first, Last: last, FirstYear: k.from, LastYear: k.to}
	}
	var list []calendar.Holiday
	for y := first.Year; y <= last.Year; y++ {
		if d := (calendar.Date{Year: y, Month: time.May, Day: 3}); !d.Before(first) && !last.Before(d) {
			list = append(list, calendar.Holiday{Date: d, Name: "a day off"})
		}
	}
	return list, nil
}

// A rest day that is worked is left out of its weekday, and predicted as a working day.
func TestLearnDaysOffThatAreWorked(t *testing.T) {
	g := synth.Truth{Zone: "Asia/Shanghai", Peak: 1000}
	cal := g.Calendar()
	worked, err := calendar.NewWorkingDayList(calendar.WorkingDay{Date: calendar.MustParseDate("2022-06-18")}, calendar.WorkingDay{Date: calendar.MustParseDate("2022-07-09")})
	require.NoError(t, err)
	s := g.Series(synth.Monday, 26*week) // to 2022-07-04
	for i := range s.Values {            // Saturday 18 June is as busy as a Friday
		if local := s.Start.Add(time.Duration(i) * time.Hour).In(cal.Location); calendar.DateOf(local) == calendar.MustParseDate("2022-06-18") {
			s.Values[i] = s.Values[i-24]
		}
	}
	cal.WorkingDays = worked
	m := learn(t, s, cal)
	const noon = 12 * 3600
	assert.InDelta(t, synth.Usual(true, 12.5), m.Profile().Share(calendar.KindWeekend, time.Saturday, noon), 0.005)
	f, err := m.Forecast(days(s.Span().End, 14))
	require.NoError(t, err)
	want := 0.15*synth.Usual(true, 12.5) + 0.85*synth.Usual(false, 12.5)
	assert.InDelta(t, want, share(t, f, time.Date(2022, 7, 9, 12, 0, 0, 0, cal.Location)), 0.01)
	assert.InDelta(t, synth.Usual(true, 12.5), share(t, f, time.Date(2022, 7, 16, 12, 0, 0, 0, cal.Location)), 0.01)
	night := 0.15*synth.Usual(true, 3.5) + 0.85*synth.Usual(false, 3.5)
	assert.InDelta(t, night, share(t, f, time.Date(2022, 7, 9, 3, 0, 0, 0, cal.Location)), 0.01)
}

// Rare events fall back on a built-in that has quiet hours, whatever they look like; rates below 1 do not.
func TestSparseCounts(t *testing.T) {
	flat := history.Series{Start: synth.Monday, Values: make([]float64, 26*week)}
	rate := history.Series{Start: synth.Monday, Values: make([]float64, 26*week)}
	for i := range flat.Values {
		if synth.Chance(uint64(i)) < 0.05 {
			flat.Values[i] = 1
		}
		rate.Values[i] = 0.4 + 0.02*synth.Chance(uint64(i))
	}
	cal := synth.Truth{Zone: "Europe/Berlin"}.Calendar()
	fit := learn(t, flat, cal).Fit()
	assert.NotEqual(t, "always", fit.Builtin, "the choice would be arbitrary")
	assert.Greater(t, fit.Shrunk, 0.8)
	fit = learn(t, rate, cal).Fit()
	assert.Equal(t, "always", fit.Builtin)
	assert.Less(t, fit.Shrunk, 0.1, "0.4 a second may be a million requests")
	few := synth.Truth{Zone: "Etc/GMT-9", Peak: 0.05, Counts: true}.Series(synth.Monday, 26*week)
	assert.NotContains(t, strings.Join(learn(t, few, cal).Fit().Warnings, "\n"), "looks about", "some fifty events show no day")
}

// builtinEvents is half a year of rare events that fall as a built-in activity says, as chance from a seed has it.
func builtinEvents(cal calendar.Calendar, name string, rate float64, seed int) history.Series {
	profile, _ := scheduler.BuiltinActivity(name)
	s := history.Series{Start: synth.Monday, Values: make([]float64, 26*week)}
	for i := range s.Values {
		local := s.Start.Add(time.Duration(i) * time.Hour).In(cal.Location)
		kind := calendar.KindWorkday
		if cal.Weekend.On(calendar.DateOf(local)).Contains(local.Weekday()) {
			kind = calendar.KindWeekend
		}
		if synth.Chance(uint64(seed+i)) < rate*profile.Share(kind, local.Weekday(), calendar.ClockOf(local)) {
			s.Values[i] = 1
		}
	}
	return s
}

// Who the customers of rare events are is told whatever clock has stamped them: with one that is hours off, the working
// day of a business would pass for the evening of consumers, who rest on no day.
func TestSparseCountsOnAnyClock(t *testing.T) {
	cal := synth.Truth{Zone: "Europe/Berlin"}.Calendar()
	for _, name := range []string{"business", "consumer"} {
		s := builtinEvents(cal, name, 0.4, 0)
		for shift := -12 * time.Hour; shift < 12*time.Hour; shift += time.Hour {
			fit := learn(t, s.Shifted(shift), cal).Fit()
			assert.Equal(t, name, fit.Builtin, "shifted by %s", shift)
			assert.Greater(t, fit.Shrunk, 0.5)
		}
	}
	for _, seed := range []int{700_000, 1_000_000, 2_400_000} { // of these few, some other clock would make a business likelier
		assert.Equal(t, "consumer", learn(t, builtinEvents(cal, "consumer", 0.1, seed), cal).Fit().Builtin, "a right clock is likelier than a wrong one")
	}
}

// After a change of clocks the last six weeks count alike: one of them that is unlike the others moves
// the usual week by a sixth and not by a quarter.
func TestWeeksAfterAChangeOfClocks(t *testing.T) {
	for _, tc := range []struct {
		name  string
		weeks int // from 2022-01-03; Berlin's clocks change on the last day of the twelfth
		want  float64
	}{{"before", 11, 0.26}, {"a week after", 13, 1 / (6 + 3*(1-math.Pow(0.75, 7)))}, {"a month and more after", 17, 0.25}} {
		t.Run(tc.name, func(t *testing.T) {
			g := synth.Truth{Zone: "Europe/Berlin", Peak: 1000}
			s := g.Series(synth.Monday, tc.weeks*week)
			times(1.4, s.Values[(tc.weeks-1)*week+5*24+8:(tc.weeks-1)*week+5*24+11]) // three hours of a Saturday, which is pooled with no other day
			m := learn(t, s, g.Calendar())
			f, err := m.Forecast(days(s.Span().End, 7))
			require.NoError(t, err)
			at := s.Span().End.AddDate(0, 0, 5).Add(9 * time.Hour)
			usual := g.Hour(g.Calendar(), at)
			assert.InDelta(t, tc.want, (share(t, f, at)*m.Peak()/usual-1)/0.4, 0.03)
		})
	}
}

// Of a history that ended long before it is used, as many of the last weeks count alike as were lost.
func TestWeeksBeforeAGapCountAlike(t *testing.T) {
	for _, tc := range []struct {
		name string
		gap  int
		want float64
	}{{"a week", 1, 0.25}, {"six weeks", 6, 1 / (6 + 3*(1-math.Pow(0.75, 20)))}, {"half a year", 26, 1.0 / 26}} {
		t.Run(tc.name, func(t *testing.T) {
			g := synth.Truth{Zone: "UTC", Peak: 1000}
			s := g.Series(synth.Monday, (30+tc.gap)*week)
			times(1.4, s.Values[29*week+5*24+8:29*week+5*24+11]) // three hours of a Saturday, which is pooled with no other day
			clear(s.Values[30*week:])
			m := learn(t, s, g.Calendar())
			at := synth.Monday.AddDate(0, 0, 5).Add(9 * time.Hour)
			is := m.Profile().Share(calendar.KindWeekend, time.Saturday, calendar.ClockOf(at)) * m.Peak()
			assert.InDelta(t, tc.want, (is/g.Hour(g.Calendar(), at)-1)/0.4, 0.01)
		})
	}
}

// The scale of a history does not matter, up to the largest that is read; the smallest there is makes no share that is none.
func TestScaleDoesNotMatter(t *testing.T) {
	g := synth.Truth{Zone: "Europe/Paris", Peak: 1, Noise: 0.1}
	noon := func(scale float64) float64 {
		s := g.Series(synth.Monday, 30*week)
		times(scale, s.Values)
		m := learn(t, s, g.Calendar())
		_, err := m.Forecast(days(s.Span().End, 28))
		require.NoError(t, err)
		return m.Profile().Share(calendar.KindWorkday, time.Tuesday, 12*3600)
	}
	for _, scale := range []float64{1e-100, 1e-9, 0.4, 0.9e60} {
		assert.InDelta(t, noon(1), noon(scale), 1e-6, "%g", scale)
	}
	assert.LessOrEqual(t, noon(5e-324), 1.0)
}
