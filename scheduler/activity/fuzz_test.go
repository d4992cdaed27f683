package activity_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

// Whatever a short history holds, a model is made of it whose shares are in range, or it is refused.
func FuzzLearn(f *testing.F) {
	f.Add([]byte{0, 1, 2, 200, 255, 3}, "Asia/Kolkata")
	f.Add([]byte{255}, "UTC")
	f.Add([]byte{1, 0, 0, 0, 90}, "Australia/Lord_Howe")
	zones := map[string]bool{"UTC": true, "Asia/Kolkata": true, "Australia/Lord_Howe": true, "America/St_Johns": true, "Pacific/Apia": true}
	f.Fuzz(func(t *testing.T, pattern []byte, zone string) {
		if len(pattern) == 0 || !zones[zone] {
			return
		}
		g := synth.Truth{Zone: zone}
		s := history.Series{Start: synth.Monday, Values: make([]float64, 60*week)}
		for i := range s.Values {
			s.Values[i] = float64(pattern[i%len(pattern)])
			if pattern[i%len(pattern)] == 255 {
				s.Values[i] = math.NaN()
			}
		}
		m, err := activity.Learn(t.Context(), s, g.Calendar(), activity.Options{})
		if err != nil {
			return
		}
		m.Profile() // panics on a share out of range
		_, err = m.Forecast(days(synth.Monday.AddDate(0, 0, 420), 60))
		assert.NoError(t, err)
		assert.False(t, math.IsNaN(m.Fit().Noise))
		assert.False(t, m.Fit().Shrunk < 0 || m.Fit().Shrunk > 1)
	})
}
