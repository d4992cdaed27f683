package backtest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

// A year of decisions for one region: the learner alone, without the rules of thumb.
func BenchmarkBacktestYear(b *testing.B) {
	g := synth.Truth{Zone: "Europe/Berlin", Peak: 1000, Noise: 0.2}
	r := backtest.Region{Series: g.Series(synth.Monday, (26+52+1)*168), Calendar: g.Calendar(), Share: 1}
	opt := backtest.Options{Warmup: 26, Windows: []time.Duration{time.Hour}, Horizons: []time.Duration{7 * 24 * time.Hour}, Predictors: backtest.Predictors()[:1]}
	synth.Compare(b, synth.File(r.Series), len(r.Series.Values), func() {
		report, err := backtest.Run(b.Context(), []backtest.Region{r}, opt)
		require.NoError(b, err)
		require.Equal(b, 53, report.Scores()[0].Decisions)
	})
}
