package backtest_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

// A stress changes what is learned from, at the clock readings that it names, and nothing else.
func TestStressesChangeThePast(t *testing.T) {
	g := synth.Truth{Zone: "Asia/Tokyo", Peak: 100}
	s := g.Series(synth.Monday, 6*week)
	kept := g.Series(synth.Monday, 6*week)
	changed := make(map[string][]string)
	for _, stress := range backtest.Stresses() {
		got := stress.Change(s, g.Calendar())
		assert.Equal(t, kept, s, "the values given are left alone")
		assert.Equal(t, s.Span(), got.Span())
		for i, v := range got.Values {
			if v != s.Values[i] && !math.IsNaN(v) {
				at := s.Start.Add(time.Duration(i) * time.Hour).In(g.Calendar().Location)
				changed[stress.Name] = append(changed[stress.Name], at.Format("Mon 02 15"))
			}
		}
	}
	assert.Equal(t, []string{"Wed 09 12", "Wed 09 13", "Wed 09 14"}, changed["three hours of 0 on the last Wednesday"])
	assert.Len(t, changed["twice the load on the last Sunday"], 24)
	assert.Equal(t, []string{"Wed 19 20", "Wed 19 21", "Wed 26 20", "Wed 26 21", "Wed 02 20", "Wed 02 21", "Wed 09 20", "Wed 09 21"}, changed["own maintenance on four Wednesdays"])
	assert.Len(t, changed["zeros in the last week"], week)
	assert.Empty(t, changed["zeros in the last half year"], "eight weeks are kept")
	long := g.Series(synth.Monday, 40*week)
	zeros := backtest.Stresses()[4].Change(long, g.Calendar()).Values
	assert.Equal(t, long.Values[:14*week], zeros[:14*week])
	assert.Equal(t, make([]float64, 26*week), zeros[14*week:])
	early := backtest.Stresses()[5].Change(s, g.Calendar()).Values
	assert.Equal(t, s.Values[8:], early[:len(early)-8])
	assert.True(t, math.IsNaN(early[len(early)-1]))
}

// A predictor under stress decides on the same truth, beside itself.
func TestStressOn(t *testing.T) {
	learner := backtest.Predictors()[0]
	nothing := backtest.Stress{Name: "nothing", Change: func(s history.Series, _ calendar.Calendar) history.Series { return s }}
	thumb := backtest.Predictors()[9]
	r := run(t, backtest.Options{
		Windows: []time.Duration{hour}, Horizons: []time.Duration{sevenDay},
		Predictors: []backtest.Predictor{learner, nothing.On(learner), backtest.Stresses()[5].On(learner), backtest.Stresses()[5].On(thumb)},
	}, region(synth.Truth{Zone: "UTC", Peak: 100, Noise: 0.4}, 14, 1))
	require.Equal(t, []string{"learned forecast", "learned forecast, nothing", "learned forecast, timestamps eight hours early", "Sunday 03:00 local, largest region"}, r.Predictors)
	scores := r.Scores()
	assert.Zero(t, scores[1].Against)
	assert.Negative(t, scores[2].Against.High, "a wrong clock costs")
	assert.Equal(t, thumb.Name, scores[3].Predictor, "a rule of thumb learns nothing")
}
