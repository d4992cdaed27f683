package activity_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

func days(from time.Time, n int) calendar.Interval {
	return calendar.Interval{Start: from, End: from.AddDate(0, 0, n)}
}

func share(t *testing.T, f scheduler.Forecast, at time.Time) float64 {
	t.Helper()
	v, ok := f.Share(at)
	require.True(t, ok)
	return v
}

// After a year and a half a forecast knows the season, which a week cannot show: half way down the
// yearly wave each week is quieter than the one before.
func TestForecastKnowsTheSeason(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000, Season: 0.3, Noise: 0.05}
	cal := g.Calendar()
	start := synth.Monday.AddDate(0, 0, 7*65) // a quarter into the second year
	s := g.Series(synth.Monday, 65*week)
	m := learn(t, s, cal)
	f, err := m.Forecast(days(start, 28))
	require.NoError(t, err)
	peak := m.Peak()
	noon := 12 * time.Hour
	first, last := start.Add(noon), start.AddDate(0, 0, 21).Add(noon)
	is := share(t, f, last) / share(t, f, first)
	really := g.Hour(cal, last) / g.Hour(cal, first)
	assert.Less(t, really, 0.9)
	assert.InDelta(t, really, is, 0.05, "most of the change is foreseen")
	assert.InDelta(t, g.Hour(cal, first)/peak, share(t, f, first), 0.08)
	// Without last year the usual week is repeated.
	short := learn(t, g.Series(synth.Monday, 30*week), cal)
	f, err = short.Forecast(days(synth.Monday.AddDate(0, 0, 210), 28))
	require.NoError(t, err)
	assert.InDelta(t, 1, share(t, f, synth.Monday.AddDate(0, 0, 231).Add(noon))/share(t, f, synth.Monday.AddDate(0, 0, 210).Add(noon)), 1e-6)
}

// Where half a year of zeros was left out, the last weeks that are known are of another season: the same weeks of a
// year before say how busy it is now, where they are known.
func TestForecastAfterHalfAYearOfZeros(t *testing.T) {
	for _, tc := range []struct {
		name        string
		kept, years int
		believed    float64 // the power to which the change of season is foreseen
	}{{"of two years", 78, 1, 0.7}, {"of a year and a quarter", 40, 1, 1}, {"the year before is not known", 20, 0, 0}} {
		t.Run(tc.name, func(t *testing.T) {
			g := synth.Truth{Zone: "UTC", Peak: 1000, Season: 0.3, Noise: 0.02}
			s := g.Series(synth.Monday, (tc.kept+26)*week)
			clear(s.Values[tc.kept*week:])
			m := learn(t, s, g.Calendar())
			f, err := m.Forecast(days(s.Span().End, 28))
			require.NoError(t, err)
			then := s.Span().End.AddDate(0, 0, 8).Add(12 * time.Hour)
			learned := 0.0 // the mean noon of what was learned: 26 weeks at most, which count alike
			for w := max(0, tc.kept-26); w < tc.kept; w++ {
				learned += g.Hour(g.Calendar(), synth.Monday.AddDate(0, 0, 7*w+1).Add(12*time.Hour)) / float64(min(26, tc.kept))
			}
			change := g.Hour(g.Calendar(), then) / learned
			assert.Greater(t, math.Abs(change-1), 0.1)
			assert.InDelta(t, math.Pow(change, tc.believed), share(t, f, then)*m.Peak()/learned, 0.04)
			assert.Equal(t, tc.years, m.Fit().Years)
			assert.Equal(t, tc.years == 0, strings.Contains(strings.Join(m.Fit().Warnings, "\n"), "no year before tells how the season has changed since"))
		})
	}
}

// A year and a week without the weeks before them cannot tell growth from season; after a short gap the level of the
// last weeks is the better one.
func TestForecastAfterAShortGap(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000, Season: 0.3, Noise: 0.02}
	s := g.Series(synth.Monday, 55*week)
	clear(s.Values[53*week:])
	m := learn(t, s, g.Calendar())
	f, err := m.Forecast(days(s.Span().End, 28))
	require.NoError(t, err)
	noon := s.Span().End.Add(12 * time.Hour)
	assert.InDelta(t, 1, share(t, f, noon.AddDate(0, 0, 21))/share(t, f, noon), 1e-6)
	assert.Zero(t, m.Fit().Years)
	assert.NotContains(t, strings.Join(m.Fit().Warnings, "\n"), "no year before")
}

// The night to a holiday in midweek is like the one to Saturday, the night after it like the one to
// Monday: here those nights differ from the others.
func TestForecastKnowsTheNightsAboutAHoliday(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 1000, Holidays: []string{"2022-03-30"}}
	cal := g.Calendar()
	s := g.Series(synth.Monday, 12*week)
	for i := range s.Values {
		switch i % week / 24 {
		case 5: // Saturday's first hours
			if i%24 < 6 {
				s.Values[i] = 600
			}
		case 0: // Monday's
			if i%24 < 6 {
				s.Values[i] = 20
			}
		}
	}
	start := synth.Monday.AddDate(0, 0, 84) // Monday, 2022-03-28
	f, err := learn(t, s, cal).Forecast(days(start, 7))
	require.NoError(t, err)
	at := func(day, hour int) float64 {
		return share(t, f, start.AddDate(0, 0, day).Add(time.Duration(hour)*time.Hour))
	}
	usualNight := at(1, 3)
	assert.InDelta(t, 0.85*at(5, 3)+0.15*usualNight, at(2, 3), 1e-5, "Tuesday to Wednesday, the holiday")
	assert.InDelta(t, 0.85*at(0, 3)+0.15*usualNight, at(3, 3), 1e-5, "Wednesday to Thursday")
	assert.InDelta(t, 0.85*at(6, 12)+0.15*at(1, 12), at(2, 12), 1e-5, "the day itself is like Sunday")
	assert.InDelta(t, at(1, 12), at(3, 12), 1e-5, "Thursday is as usual")
	assert.InDelta(t, usualNight, at(4, 3), 1e-5, "and so is the night to Friday")
}

// On clocks half an hour off, the hours of a forecast are those of the history, not blurred.
func TestForecastKeepsTheHistorysHours(t *testing.T) {
	g := synth.Truth{Zone: "Asia/Kolkata", Peak: 1000}
	cal := g.Calendar()
	m := learn(t, g.Series(synth.Monday, 10*week), cal)
	start := synth.Monday.AddDate(0, 0, 70)
	f, err := m.Forecast(days(start, 7))
	require.NoError(t, err)
	for _, hour := range []int{0, 5, 13, 22, 70, 140} {
		at := start.Add(time.Duration(hour) * time.Hour)
		assert.InDelta(t, g.Hour(cal, at)/m.Peak(), share(t, f, at), 1e-3)
	}
	// A horizon that begins later, within an hour, is covered from the hour it lies in.
	late := calendar.Interval{Start: start.Add(50*time.Hour + 20*time.Minute), End: start.Add(60*time.Hour + time.Second)}
	f, err = m.Forecast(late)
	require.NoError(t, err)
	assert.True(t, f.Span().Covers(late))
	assert.Equal(t, 11*time.Hour, f.Span().Duration())
}

// A forecast and a profile both go into the real planner.
func TestModelPlans(t *testing.T) {
	g := synth.Truth{Zone: "Europe/Berlin", Peak: 900, Noise: 0.1}
	cal := g.Calendar()
	m := learn(t, g.Series(synth.Monday, 20*week), cal)
	horizon := days(synth.Monday.AddDate(0, 0, 140), 7)
	cover := horizon
	cover.End = cover.End.Add(time.Hour)
	f, err := m.Forecast(cover)
	require.NoError(t, err)
	for _, region := range []scheduler.Region{
		{Name: "a week", Customers: 900, Calendar: cal, Activity: m.Profile()},
		{Name: "hours", Customers: 900, Calendar: cal, Forecast: f},
	} {
		p, err := scheduler.New(region)
		require.NoError(t, err)
		r, err := p.Suggest(t.Context(), scheduler.Request{Horizon: horizon, Duration: time.Hour, AllowWorkingDays: true, Count: 1, Grid: scheduler.Grid{Step: time.Hour}})
		require.NoError(t, err)
		local := r.Suggestions[0].Window.Start.In(cal.Location)
		assert.Contains(t, []time.Weekday{time.Saturday, time.Sunday}, local.Weekday())
		assert.InDelta(t, 3.5, float64(local.Hour()), 0.6, "the quietest hour begins at 03:00 or 04:00")
	}
}

func TestForecastRefuses(t *testing.T) {
	g := synth.Truth{Zone: "UTC", Peak: 10}
	m := learn(t, g.Series(synth.Monday, 4*week), g.Calendar())
	end := synth.Monday.AddDate(0, 0, 28)
	for _, horizon := range []calendar.Interval{
		{},
		days(end.Add(-time.Second), 7),
		days(end, 6*366),
	} {
		_, err := m.Forecast(horizon)
		assert.ErrorContains(t, err, "begins at 2022-01-31T00:00:00Z, the history's end, or later, and ends at 2027-03-06T22:00:00Z or earlier")
	}
	last := calendar.Interval{Start: end, End: time.Date(2027, 3, 6, 22, 0, 0, 0, time.UTC)} // what the error says is so
	_, err := m.Forecast(last)
	assert.NoError(t, err)
	last.End = last.End.Add(time.Second)
	_, err = m.Forecast(last)
	assert.Error(t, err)
}
