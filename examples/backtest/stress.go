package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
)

// spoil plays every family again with the first predictor alone, as it is and once for each stress. What then
// happened, and what decisions are scored on, is the same for all.
func spoil(ctx context.Context, cases []setup, opt backtest.Options) ([]family, error) {
	// One for each history, since they keep what they have predicted.
	first := func() backtest.Predictor {
		return learnerWith(backtest.Predictors()[0].Name, activity.DefaultConstants())
	}
	opt.Predictors = []backtest.Predictor{first()}
	stresses := backtest.Stresses()
	for _, stress := range stresses {
		opt.Predictors = append(opt.Predictors, stress.On(first()))
	}
	early := stresses[len(stresses)-1]
	opt.Predictors = append(opt.Predictors, heeded(early, first()))
	return play(ctx, cases, opt)
}

// heeded returns the predictor of somebody who looks the history's clock up where the learner warns of it, and sets shift.
// Then the history is the one that was; where there is no warning it stays as it was recorded.
func heeded(wrong backtest.Stress, right backtest.Predictor) backtest.Predictor {
	warned := newLearner(activity.DefaultConstants())
	predict := right.Predict
	right.Name += ", " + wrong.Name + ", shift set where warned of"
	right.Predict = func(ctx context.Context, p backtest.Past) (backtest.Prediction, error) {
		recorded := p
		recorded.Series = wrong.Change(p.Series, p.Calendar)
		m, err := warned.learn(ctx, recorded)
		if err != nil {
			return backtest.Prediction{}, err
		}
		if strings.Contains(strings.Join(m.Fit().Warnings, "\n"), wrongClock) {
			return predict(ctx, p)
		}
		return warned.predict(ctx, recorded)
	}
	return right
}

// writeSpoiled writes a row for every family, horizon and stress, the windows parted by slashes.
func writeSpoiled(w io.Writer, families []family) error {
	if len(families) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString(`
## When the history was not quiet water

Normalised regret of the first predictor, learned from the history as it was and spoilt, with 95 % intervals. More: how much the spoiling costs, decision
by decision; ! marks a cost whose interval lies above 0, * one below.

| family | next | in the history | normalised regret | 95 % | more | 95 % |
| --- | --- | --- | --- | --- | --- | --- |
`)
	for _, f := range families {
		for _, horizon := range f.report.Horizons {
			for _, name := range f.report.Predictors {
				writeSpoiledRow(&b, f, horizon, name)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeSpoiledRow(b *strings.Builder, f family, horizon time.Duration, name string) {
	var scores []backtest.Score
	for _, s := range f.scores {
		if s.Horizon == horizon && s.Predictor == name {
			scores = append(scores, s)
		}
	}
	what, spoilt := strings.CutPrefix(name, f.report.Predictors[0]+", ")
	more, moreInterval := "", ""
	if spoilt {
		// Against is the first predictor's regret less this one's.
		more = each(scores, func(s backtest.Score) string { return signed(-s.Against.Mean) + mark(s, flip(s.Against)) })
		moreInterval = each(scores, func(s backtest.Score) string { return interval(flip(s.Against), signed) })
	} else {
		what = "as it was"
	}
	fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s |\n", f.name, length(horizon), what,
		each(scores, func(s backtest.Score) string { return number(s.Normalised.Mean, 4) }),
		each(scores, normalisedInterval), more, moreInterval)
}

// flip turns "first less this" into "this less first".
func flip(e backtest.Estimate) backtest.Estimate {
	return backtest.Estimate{Mean: -e.Mean, Low: -e.High, High: -e.Low}
}

func interval(e backtest.Estimate, show func(float64) string) string {
	return show(e.Low) + " to " + show(e.High)
}

// signed shows a difference; what rounds to nothing has no sign.
func signed(v float64) string {
	const scale = 1e4
	if math.IsNaN(v) || math.Abs(v)*scale < 0.5 {
		return number(math.Abs(v), 4)
	}
	return fmt.Sprintf("%+.4f", v)
}
