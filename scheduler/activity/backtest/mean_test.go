package backtest_test

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

// Figures of decisions that were kept elsewhere have the intervals that the report itself gives them.
func TestMeanIsThatOfScores(t *testing.T) {
	list := backtest.Predictors()
	opt := backtest.Options{Warmup: 12, Windows: []time.Duration{hour}, Horizons: []time.Duration{sevenDay}, Predictors: []backtest.Predictor{list[2], list[3], list[10]}}
	a := run(t, opt, region(synth.Truth{Zone: "UTC", Peak: 100, Noise: 0.6}, 30, 1))
	b := run(t, opt, region(synth.Truth{Zone: "Asia/Tokyo", Peak: 30, Noise: 0.6}, 30, 1))
	all, err := backtest.Pool(a, b)
	require.NoError(t, err)
	for _, s := range all.Scores() {
		first, these := all.Outcomes(all.Predictors[0], hour, sevenDay), all.Outcomes(s.Predictor, hour, sevenDay)
		var regrets, differences []backtest.Dated
		for i, o := range these {
			regrets = append(regrets, backtest.Dated{At: o.At, Value: o.NormalisedRegret()})
			differences = append(differences, backtest.Dated{At: o.At, Value: first[i].NormalisedRegret() - o.NormalisedRegret()})
		}
		assert.Equal(t, s.Normalised, backtest.Mean(regrets), s.Predictor)
		assert.Equal(t, s.Against, backtest.Mean(differences), s.Predictor)
		slices.Reverse(regrets)
		assert.InDelta(t, s.Normalised.High, backtest.Mean(regrets).High, 1e-12)
	}
	none := backtest.Mean(nil)
	assert.True(t, math.IsNaN(none.Mean) && math.IsNaN(none.Low) && math.IsNaN(none.High))
	assert.Equal(t, backtest.Estimate{Mean: 2, Low: 2, High: 2}, backtest.Mean([]backtest.Dated{{At: synth.Monday, Value: 2}, {At: synth.Monday, Value: math.NaN()}}))
}

// Timestamps that are eight hours early cost nothing once they are shifted by eight hours: what a clock that is early has
// stamped is all that has happened, so nothing is lost but the eight hours that the stress cuts off at the beginning.
func TestShiftedHistoryChoosesAsTheRightOne(t *testing.T) {
	learner := backtest.Predictors()[0]
	shifted := learner
	shifted.Name = "shifted"
	shifted.Predict = func(ctx context.Context, p backtest.Past) (backtest.Prediction, error) {
		now := p.Series.Span().End
		p.Series = backtest.Early(8).Change(p.Series, p.Calendar).Shifted(8 * time.Hour).Before(now)
		return learner.Predict(ctx, p)
	}
	r := run(t, backtest.Options{Windows: []time.Duration{hour, 4 * hour}, Horizons: []time.Duration{sevenDay}, Predictors: []backtest.Predictor{learner, shifted, backtest.Early(8).On(learner)}},
		region(synth.Truth{Zone: "Europe/Paris", Peak: 100, Noise: 0.4}, 16, 1))
	for _, window := range r.Windows {
		right := r.Outcomes(learner.Name, window, sevenDay)
		require.Len(t, right, 16-8)
		shifted, early := r.Outcomes("shifted", window, sevenDay), r.Outcomes(r.Predictors[2], window, sevenDay)
		for i, o := range right {
			assert.Equal(t, o.Start, shifted[i].Start)
			assert.NotEqual(t, o.Start, early[i].Start)
		}
	}
}
