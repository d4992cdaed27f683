package activity_test

import (
	"slices"
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

// Maintenance that is not the same two hours of every local week is told of too, though less of it is left in the
// usual week, or some of it was set aside.
func TestDipsOfOtherRhythms(t *testing.T) {
	g := synth.Truth{Zone: "Europe/Paris", Peak: 1000, Noise: 0.1}
	cal := g.Calendar()
	for _, tc := range []struct {
		name    string
		history int // weeks
		clock   *time.Location
		hours   int
		weeks   int // for how many, up to the end
		every   int // in how many of them once
	}{
		{name: "every other week", history: 30, clock: cal.Location, hours: 2, weeks: 30, every: 2},
		{name: "for thirteen weeks, of which most were set aside", history: 30, clock: cal.Location, hours: 2, weeks: 13, every: 1},
		{name: "five hours", history: 30, clock: cal.Location, hours: 5, weeks: 30, every: 1},
		{name: "five hours for twelve weeks", history: 30, clock: cal.Location, hours: 5, weeks: 12, every: 1},
		{name: "eight hours", history: 30, clock: cal.Location, hours: 8, weeks: 30, every: 1},
		{name: "on a clock that is not changed, eight weeks after the change", history: 20, clock: time.UTC, hours: 2, weeks: 20, every: 1},
		{name: "on a clock that is not changed, two weeks after the change", history: 14, clock: time.UTC, hours: 2, weeks: 14, every: 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := g.Series(synth.Monday, tc.history*week)
			var last time.Time
			for i := range s.Values {
				start := s.Start.Add(time.Duration(i) * time.Hour)
				local, ago := start.In(tc.clock), (len(s.Values)-1-i)/week
				if ago < tc.weeks && ago%tc.every == 0 && local.Weekday() == time.Wednesday && local.Hour() >= 9 && local.Hour() < 9+tc.hours {
					s.Values[i] *= 0.15
					last = start
				}
			}
			m := learn(t, s, cal)
			require.Len(t, m.Dips(), 1)
			end := last.AddDate(0, 0, 7).Add(time.Hour)
			dip, ok := m.DipWithin(calendar.Interval{Start: end.Add(-2 * time.Hour), End: end})
			assert.True(t, ok)
			assert.Equal(t, m.Dips()[0], dip)
			assert.Equal(t, time.Wednesday, dip.Weekday)
		})
	}
}

// Maintenance that leaves half of the load and more is a dip where no other day has one then, and not where all have.
func TestMildDips(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000}
	dips := func(hours int, on ...time.Weekday) []activity.Dip {
		s := g.Series(synth.Monday, 30*week)
		for i := range s.Values {
			s.Values[i] = 1000 + float64(i%7)
			if local := s.Start.Add(time.Duration(i) * time.Hour); slices.Contains(on, local.Weekday()) && local.Hour() >= 9 && local.Hour() < 9+hours {
				s.Values[i] *= 0.65
			}
		}
		return learn(t, s, g.Calendar()).Dips()
	}
	mild := dips(2, time.Wednesday)
	require.Len(t, mild, 1)
	assert.Equal(t, "Wednesday 09:00 to 11:00", mild[0].String())
	assert.Len(t, dips(4, time.Wednesday), 1)
	assert.Empty(t, dips(5, time.Wednesday), "as long as a night")
	assert.Empty(t, dips(2, time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday), "a lunch break")
}

// A night that begins and ends sharply is no dip, though it is as deep and as long as one: it comes every day.
func TestNightsAreNoDips(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000}
	s := g.Series(synth.Monday, 30*week)
	for i := range s.Values {
		s.Values[i] = 500 + float64(i%7)
		if i%24 < 6 {
			s.Values[i] = 100 + float64(i%7)
		}
	}
	assert.Empty(t, learn(t, s, g.Calendar()).Dips())
}

// Counts of a few an hour dip by chance, at the same time of most weeks too, and the usual week dips a little
// everywhere: without a look at the noise every one of these histories has dips.
func TestDipsAreNoNoise(t *testing.T) {
	const histories = 20
	g := synth.Truth{Zone: "UTC", Peak: 12, Counts: true}
	all := g.Series(synth.Monday, histories*26*week)
	dips := 0
	for i := range histories {
		s := all.Before(synth.Monday.AddDate(0, 0, 7*26*(i+1)))
		s.Start, s.Values = synth.Monday, s.Values[i*26*week:]
		dips += len(learn(t, s, g.Calendar()).Dips())
	}
	assert.LessOrEqual(t, dips, 2)
}

// A dip whose hours are not equally deep is one, from its first hour to its last.
func TestDipOfSeveralDepths(t *testing.T) {
	for _, shares := range [][]float64{{0.6, 0.2, 0.2}, {0.2, 0.1, 0.2}, {0.1, 0.2, 0.2}} {
		g := synth.Truth{Zone: "UTC", Peak: 1000, Noise: 0.02}
		s := g.Series(synth.Monday, 20*week)
		for i := range s.Values {
			if hour := i%week - 2*24 - 12; hour >= 0 && hour < len(shares) { // from Wednesday 12:00 on
				s.Values[i] *= shares[hour]
			}
		}
		dips := learn(t, s, g.Calendar()).Dips()
		if assert.Len(t, dips, 1) {
			assert.Equal(t, "Wednesday 12:00 to 15:00", dips[0].String())
		}
	}
}
