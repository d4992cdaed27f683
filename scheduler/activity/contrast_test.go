package activity_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

// Where weather moves whole days, or every hour by itself, maintenance of four Wednesdays is still seen: it lies low
// among the hours about it, and does so week after week. The weather itself is left alone.
func TestMaintenanceIsSeenThroughWeather(t *testing.T) {
	const weeks = 30
	for _, tc := range []struct {
		name    string
		noise   float64
		weather func(hour int) float64
		first   int // week of the maintenance
		outages int
	}{
		{name: "fine weather", noise: 0.1, weather: func(int) float64 { return 1 }, first: 26, outages: 8},
		{name: "days that differ", noise: 0.1, weather: func(h int) float64 { return 0.6 + 0.8*synth.Chance(uint64(h/24)) }, first: 26, outages: 8},
		{name: "days that differ, none", noise: 0.1, weather: func(h int) float64 { return 0.6 + 0.8*synth.Chance(uint64(h/24)) }, first: weeks, outages: 0},
		{name: "hours that differ", noise: 0.2, weather: func(int) float64 { return 1 }, first: 26, outages: 8},
		{name: "hours that differ, once", noise: 0.2, weather: func(int) float64 { return 1 }, first: 29, outages: 0},
		{name: "hours that differ, none", noise: 0.2, weather: func(int) float64 { return 1 }, first: weeks, outages: 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := synth.Truth{Zone: "UTC", Peak: 1000, Noise: tc.noise}
			s := g.Series(synth.Monday, weeks*week)
			for i := range s.Values {
				s.Values[i] *= tc.weather(i)
			}
			for w := tc.first; w < weeks; w++ {
				times(0.3, s.Values[w*week+2*24+20:w*week+2*24+22])
			}
			fit := learn(t, s, g.Calendar()).Fit()
			assert.Equal(t, tc.outages, fit.Outages, "%v", fit.SetAside)
			assert.Zero(t, fit.Bursts)
		})
	}
}

// What is high week after week is customers.
func TestWhatIsHighEveryWeekIsKept(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000, Noise: 0.2}
	s := g.Series(synth.Monday, 30*week)
	for w := 26; w < 30; w++ {
		times(2.5, s.Values[w*week+2*24+20:w*week+2*24+22])
	}
	assert.Zero(t, learn(t, s, g.Calendar()).Fit().Bursts)
}
