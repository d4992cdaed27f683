package activity_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

// Every constant moves what it is said to move.
func TestConstants(t *testing.T) {
	g := synth.Truth{Zone: "Europe/Berlin", Peak: 1000, Season: 0.4, Noise: 0.1, Holidays: []string{"2023-04-06"}}
	cal := g.Calendar()
	s := g.Series(synth.Monday, 65*week) // to 2023-04-03; clocks changed eight days before
	times(1.3, s.Values[64*week:])
	s.Values[60*week+60] *= 0.45
	holiday := time.Date(2023, 4, 6, 12, 0, 0, 0, cal.Location)
	forecast := func(change func(c *activity.Constants)) (float64, *activity.Model) {
		c := activity.DefaultConstants()
		change(&c)
		m, err := activity.Learn(t.Context(), s, cal, activity.Options{Constants: &c})
		require.NoError(t, err)
		f, err := m.Forecast(days(s.Span().End, 7))
		require.NoError(t, err)
		return share(t, f, holiday), m
	}
	base, shipped := forecast(func(*activity.Constants) {})
	assert.Equal(t, learn(t, s, cal).Profile(), shipped.Profile(), "nil means the default")
	for _, tc := range []struct {
		name   string
		change func(c *activity.Constants)
	}{
		{"decay", func(c *activity.Constants) { c.Decay = 0.9 }},
		{"level", func(c *activity.Constants) { c.LevelDecay = 0.95 }},
		{"even weeks", func(c *activity.Constants) { c.EvenWeeks = 1 }},
		{"season", func(c *activity.Constants) { c.SeasonTrust = 0 }},
		{"holiday", func(c *activity.Constants) { c.HolidayStrength = 0.2 }},
		{"outliers", func(c *activity.Constants) { c.OutlierSpread = 50 }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, m := forecast(tc.change)
			assert.NotEqual(t, []any{base, shipped.Profile()}, []any{got, m.Profile()})
		})
	}
	weekday, _ := forecast(func(c *activity.Constants) { c.HolidayStrength = 0 })
	assert.Greater(t, weekday, 2*base)
}

func TestConstantsRefused(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 10}
	c := activity.Constants{Decay: 1, LevelDecay: math.NaN(), EvenWeeks: 27, SeasonTrust: -0.1, HolidayStrength: 2, OutlierSpread: math.Inf(1)}
	_, err := activity.Learn(t.Context(), g.Series(synth.Monday, 4*week), calendar.Calendar{Location: time.UTC}, activity.Options{Constants: &c})
	require.Error(t, err)
	for _, want := range []string{"6 problems", "constants.decay: found 1; expected 0 up to, not including, 1", "constants.level_decay: found NaN",
		"constants.even_weeks: found 27; expected 1 to 26 weeks", "constants.season_trust: found -0.1; expected 0 to 1", "constants.holiday_strength: found 2", "constants.outlier_spread: found +Inf; expected a number above 0"} {
		assert.ErrorContains(t, err, want)
	}
}
