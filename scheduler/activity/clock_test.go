package activity_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/quietwindow/quietwindow/scheduler/activity/history"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

// early is a history of Berlin whose clock is eight hours early.
func early(weeks int) history.Series {
	s := synth.Truth{Zone: "Europe/Berlin", Peak: 1000, Noise: 0.05}.Series(synth.Monday, weeks*week)
	s.Start = s.Start.Add(-8 * time.Hour)
	return s
}

// oddSummer gives the last half year a busier time of its own, the recorded noon.
func oddSummer(s history.Series) history.Series {
	for i := len(s.Values) - 26*week; i < len(s.Values); i++ {
		hour := float64(s.Start.Add(time.Duration(i) * time.Hour).Hour())
		s.Values[i] += 900 * max(0, math.Cos(2*math.Pi*(hour-12)/24))
	}
	return s
}

// The last year tells of a wrong clock where the last half year has a day of an odd shape, and not where the clock
// has been put right since.
func TestWrongClockOverAYear(t *testing.T) {
	for _, tc := range []struct {
		name   string
		series func() history.Series
		warned assert.ComparisonAssertionFunc
	}{
		{"odd half year", func() history.Series { return oddSummer(early(60)) }, containsText},
		{"odd half year, nothing known before", func() history.Series { return oddSummer(early(26)) }, lacksText},
		{"put right since", func() history.Series {
			s, since := early(60), 34*week
			copy(s.Values[since:], s.Values[since-8:]) // what happens eight hours later is recorded eight hours later
			times(3, s.Values[:since])
			return s
		}, lacksText},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := tc.series()
			cal := synth.Truth{Zone: "Europe/Berlin"}.Calendar()
			tc.warned(t, strings.Join(learn(t, s, cal).Fit().Warnings, "\n"), "the working day looks about")
		})
	}
}

// A clock that was put right some weeks ago is told of, and not with a shift, which would spoil the weeks since.
func TestClockPutRightLately(t *testing.T) {
	cal := synth.Truth{Zone: "Europe/Berlin"}.Calendar()
	const shift, exclude = "set shift to 7h", "the last 4 weeks do not look so: if the clock was put right, exclude what is before, and shift nothing"
	for weeks, want := range map[int]string{0: shift, 1: shift, 4: exclude, 8: exclude} {
		s := early(60)
		since := (60 - weeks) * week
		copy(s.Values[since:], s.Values[since-8:])
		assert.Contains(t, strings.Join(learn(t, s, cal).Fit().Warnings, "\n"), want, "%d weeks ago", weeks)
	}
}

func containsText(t assert.TestingT, text, part any, _ ...any) bool {
	return assert.Contains(t, text, part)
}
func lacksText(t assert.TestingT, text, part any, _ ...any) bool {
	return assert.NotContains(t, text, part)
}
