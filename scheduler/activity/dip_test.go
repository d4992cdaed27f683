package activity_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

// Maintenance that recurs for longer than a robust mean can see through is at least told where a window
// lies on it.
func TestDips(t *testing.T) {
	for _, zone := range []string{"UTC", "Europe/Paris", "Asia/Kolkata", "America/Los_Angeles"} {
		t.Run(zone, func(t *testing.T) {
			g := synth.Truth{Zone: zone, Peak: 1000, Noise: 0.1}
			cal := g.Calendar()
			s := g.Series(synth.Monday, 30*week)
			assert.Empty(t, learn(t, s, cal).Dips(), "nights are no dips")
			var known []calendar.Interval
			for i := range s.Values {
				start := s.Start.Add(time.Duration(i) * time.Hour)
				if local := start.In(cal.Location); local.Weekday() == time.Wednesday && (local.Hour() == 20 || local.Hour() == 21) {
					s.Values[i] *= 0.2
					known = append(known, calendar.Interval{Start: start, End: start.Add(time.Hour)})
				}
			}
			m := learn(t, s, cal)
			require.Len(t, m.Dips(), 1)
			dip := m.Dips()[0]
			from := known[0].Start.In(cal.Location)
			assert.Equal(t, "Wednesday "+from.Format("15:04")+" to "+from.Add(2*time.Hour).Format("15:04"), dip.String())
			assert.InDelta(t, 0.31, dip.Share, 0.05, "of the hour behind it")
			next := calendar.Interval{Start: known[len(known)-2].Start.AddDate(0, 0, 7), End: known[len(known)-1].End.AddDate(0, 0, 7)}
			for _, minutes := range [][2]int{{0, 120}, {-60, 1}, {-60, 0}, {119, 180}, {120, 180}, {30, 40}, {-1440, -1200}, {-1440, 60}} {
				window := calendar.Interval{Start: next.Start.Add(time.Duration(minutes[0]) * time.Minute), End: next.Start.Add(time.Duration(minutes[1]) * time.Minute)}
				_, ok := m.DipWithin(window)
				assert.Equal(t, window.Overlaps(next), ok, "minutes %d to %d", minutes[0], minutes[1])
			}
			m, err := activity.Learn(t.Context(), s, cal, activity.Options{Exclude: calendar.NewSet(known...)})
			require.NoError(t, err)
			assert.Empty(t, m.Dips(), "what is excluded is no dip")
		})
	}
}

// A dip of some weeks only does not recur.
func TestDipsRecur(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000}
	s := g.Series(synth.Monday, 30*week)
	for w := range 20 {
		times(0.2, s.Values[w*week+68:w*week+70])
	}
	assert.Empty(t, learn(t, s, g.Calendar()).Dips())
}
