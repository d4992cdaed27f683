package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
)

// spoiled is one family learned from a spoilt history, beside the same family as it was. The truth that choices are
// scored on is the same.
type spoiled struct {
	name, stress string
	clean, with  []backtest.Score // of the first predictor
}

// spoil plays every family once for each stress, with the first predictor alone.
func spoil(ctx context.Context, cases []setup, opt backtest.Options, clean []family) ([]spoiled, error) {
	opt.Predictors = backtest.Predictors()[:1]
	var out []spoiled
	for _, stress := range backtest.Stresses() {
		opt.Stress = stress
		families, err := play(ctx, cases, opt)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", stress.Name, err)
		}
		for i, f := range families {
			first := func(f family) []backtest.Score {
				var list []backtest.Score
				for _, s := range f.scores {
					if s.Predictor == f.report.Predictors[0] {
						list = append(list, s)
					}
				}
				return list
			}
			out = append(out, spoiled{name: f.name, stress: stress.Name, clean: first(clean[i]), with: first(f)})
		}
	}
	return out, nil
}

// writeSpoiled writes a row for every stress, family and horizon: normalised regret without and with it, the latter
// with its 95 % interval, the windows parted by slashes.
func writeSpoiled(w io.Writer, list []spoiled) error {
	if len(list) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString("\n## When the history was not quiet water\n\nNormalised regret of the first predictor, learned from the history as it was and spoilt; scored on the same truth.\n\n")
	b.WriteString("| in the history | family | next | as it was | spoilt | 95 % |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, s := range list {
		for i := 0; i < len(s.with); {
			j := i
			for j < len(s.with) && s.with[j].Horizon == s.with[i].Horizon {
				j++
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", s.stress, s.name, length(s.with[i].Horizon),
				each(s.clean[i:j], func(s backtest.Score) string { return number(s.Normalised.Mean, 4) }),
				each(s.with[i:j], func(s backtest.Score) string { return number(s.Normalised.Mean, 4) }),
				each(s.with[i:j], func(s backtest.Score) string {
					return number(s.Normalised.Low, 4) + " to " + number(s.Normalised.High, 4)
				}))
			i = j
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
