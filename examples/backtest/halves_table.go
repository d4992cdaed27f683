package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
)

// reportHalves chooses the constants on each half, and writes how they do on the other.
func reportHalves(ctx context.Context, opt backtest.Options, halves [2]half, out, log io.Writer) error {
	var chosen [2]activity.Constants
	for i, h := range halves {
		var err error
		if chosen[i], err = (chooser{opt: opt, log: log}).choose(ctx, h); err != nil {
			return err
		}
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
		competing := []backtest.Predictor{learnerWith("shipped", activity.DefaultConstants()), learnerWith("other", chosen[1-i]), learnerWith("own", chosen[i]), meanOfFour()}
		for _, setups := range h.cases {
			for _, stress := range append([]backtest.Stress{{}}, mendable()...) {
				opt.Predictors = nil
				for _, p := range competing {
					if stress.Change != nil {
						p = stress.On(p)
					}
					opt.Predictors = append(opt.Predictors, p)
				}
				families, err := play(ctx, setups, opt)
				if err != nil {
					return err
				}
				for _, f := range families {
					writeHalfRows(&b, f, stress.Name)
				}
			}
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
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

// writeHalfRows writes a row for every horizon of a family, played by shipped, other, own and the mean.
func writeHalfRows(b *strings.Builder, f family, stress string) {
	if stress == "" {
		stress = "as it was"
	}
	for _, horizon := range f.report.Horizons {
		by := make(map[string][]backtest.Score)
		for _, s := range f.scores {
			if s.Horizon == horizon {
				by[s.Predictor] = append(by[s.Predictor], s)
			}
		}
		shipped, other, own, four := by[f.report.Predictors[0]], by[f.report.Predictors[1]], by[f.report.Predictors[2]], by[f.report.Predictors[3]]
		mean := func(s backtest.Score) string { return number(s.Normalised.Mean, 4) }
		marked := func(s backtest.Score) string { return mean(s) + markLess(s) }
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", f.name, length(horizon), stress,
			each(shipped, mean), each(shipped, normalisedInterval), each(other, marked),
			each(other, func(s backtest.Score) string { return interval(flip(s.Against), signed) }), each(own, marked), each(four, marked))
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
