package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
)

// reportHalves chooses the constants on each half, and writes how they do on the other.
func reportHalves(ctx context.Context, opt backtest.Options, halves [2]half, out, log io.Writer) error {
	chosen, err := chooseBoth(ctx, opt, halves, log)
	if err != nil {
		return err
	}
	var b strings.Builder
	writeChosen(&b, halves, chosen)
	b.WriteString(`
## How they do

Normalised regret with 95 % intervals, the windows parted by slashes; other half: with the constants that the other half chose; own half: with those that
this one chose, which is what tuning makes look good; * better than shipped, ! worse than shipped, by an interval of the differences that excludes 0.

| family | next | in the history | shipped | 95 % | other half | less shipped, 95 % | own half | mean of 4 weeks |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
`)
	for i, h := range halves {
		// New ones for every history, since they keep what they have predicted.
		competing := func() []backtest.Predictor {
			return []backtest.Predictor{learnerWith("shipped", activity.DefaultConstants()), learnerWith("other", chosen[1-i]), learnerWith("own", chosen[i]), meanOfFour()}
		}
		for _, setups := range h.cases {
			opt.Predictors = competing()
			families, err := play(ctx, setups, opt)
			if err != nil {
				return err
			}
			writeHalfRows(&b, families, "as it was")
			for _, stress := range mendable() {
				learners := competing()
				opt.Predictors = []backtest.Predictor{stress.On(learners[0]), stress.On(learners[1])}
				if families, err = play(ctx, setups, opt); err != nil {
					return err
				}
				writeHalfRows(&b, families, stress.Name)
			}
		}
	}
	_, err = io.WriteString(out, b.String())
	return err
}

// chooseBoth chooses the constants of both halves, at the same time.
func chooseBoth(ctx context.Context, opt backtest.Options, halves [2]half, log io.Writer) (chosen [2]activity.Constants, err error) {
	var faults [2]error
	var both sync.WaitGroup
	lines := &lockedWriter{to: log}
	for i, h := range halves {
		both.Go(func() { chosen[i], faults[i] = chooser{opt: opt, log: lines}.choose(ctx, h) })
	}
	both.Wait()
	return chosen, errors.Join(faults[:]...)
}

// lockedWriter writes one line at a time.
type lockedWriter struct {
	mu sync.Mutex
	to io.Writer
}

func (w *lockedWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.to.Write(p)
}

// meanOfFour is the plain mean of four weeks, from the usual predictors.
func meanOfFour() backtest.Predictor {
	for _, p := range backtest.Predictors() {
		if p.Name == "mean of 4 weeks" {
			return p
		}
	}
	panic("backtest: the mean of 4 weeks is gone")
}

// writeChosen writes which constants each half chose.
func writeChosen(b *strings.Builder, halves [2]half, chosen [2]activity.Constants) {
	b.WriteString("## Constants chosen on one half of the families\n\n")
	for _, h := range halves {
		fmt.Fprintf(b, "- %s: ", h.name)
		var names []string
		for _, setups := range h.cases {
			for _, s := range setups {
				names = append(names, s.name)
			}
		}
		b.WriteString(strings.Join(names, "; ") + "\n")
	}
	b.WriteString("\n| constant | tried | shipped | first half | second half |\n| --- | --- | --- | --- | --- |\n")
	for _, k := range append(append([]knob{}, rhythm...), outliers) {
		var tried []string
		for _, v := range k.tried {
			tried = append(tried, decimal(v))
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", k.name, strings.Join(tried, ", "), decimal(k.get(activity.DefaultConstants())), decimal(k.get(chosen[0])), decimal(k.get(chosen[1])))
	}
}

// writeHalfRows writes a row for every family and horizon, played by shipped, other, and perhaps own and the mean.
func writeHalfRows(b *strings.Builder, families []family, stress string) {
	mean := func(s backtest.Score) string { return number(s.Normalised.Mean, 4) }
	marked := func(s backtest.Score) string { return mean(s) + markLess(s) }
	less := func(s backtest.Score) string { return interval(flip(s.Against), signed) }
	for _, f := range families {
		for _, horizon := range f.report.Horizons {
			by := make([][]backtest.Score, 4)
			for _, s := range f.scores {
				if s.Horizon == horizon {
					p := slices.Index(f.report.Predictors, s.Predictor)
					by[p] = append(by[p], s)
				}
			}
			fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", f.name, length(horizon), stress,
				each(by[0], mean), each(by[0], normalisedInterval), each(by[1], marked), each(by[1], less), each(by[2], marked), each(by[3], marked))
		}
	}
}

// markLess marks a predictor that is better than the first, or worse.
func markLess(s backtest.Score) string {
	switch {
	case s.Against.Low > 0:
		return "*"
	case s.Against.High < 0:
		return "!"
	}
	return ""
}

func normalisedInterval(s backtest.Score) string {
	return interval(s.Normalised, func(v float64) string { return number(v, 4) })
}

// show writes constants in a line.
func show(c activity.Constants) string {
	var parts []string
	for _, k := range append(append([]knob{}, rhythm...), outliers) {
		parts = append(parts, k.name+" "+decimal(k.get(c)))
	}
	return strings.Join(parts, ", ")
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
