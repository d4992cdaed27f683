package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
)

// writeTables writes Markdown: for every family and horizon one table of all predictors, the windows
// parted by slashes, and at the end how much there is to win.
func writeTables(w io.Writer, families []family) error {
	var b strings.Builder
	for _, f := range families {
		for _, horizon := range f.report.Horizons {
			writeTable(&b, f, horizon)
		}
	}
	writeGain(&b, families)
	b.WriteString(legend)
	_, err := io.WriteString(w, b.String())
	return err
}

const legend = `
LL %: windows chosen correctly, their true load at most 10 % of capacity above the lowest (capacity: the 99.9th percentile of the last 26 weeks).
Regret: true load of the chosen window over the lowest, mean. Normalised regret: (chosen - lowest) / (highest - lowest), mean.
Near %: windows within 10 % of the lowest load. Hours %: hours predicted at most 10 % of capacity too high, or 5 % too low.
* the first predictor is significantly better, ! significantly worse: a paired month-block bootstrap, 95 %.
Measures after Poppe et al., "Seagull", PVLDB 14(2), 2021.
`

// writeTable writes one family's table for one horizon.
func writeTable(b *strings.Builder, f family, horizon time.Duration) {
	fmt.Fprintf(b, "## Next %s: %s\n\n", length(horizon), f.name)
	byPredictor := make(map[string][]backtest.Score)
	decisions := 0
	for _, s := range f.scores {
		if s.Horizon == horizon {
			byPredictor[s.Predictor] = append(byPredictor[s.Predictor], s)
			decisions = s.Decisions
		}
	}
	fmt.Fprintf(b, "%d decisions; windows of %s.\n\n", decisions, lengths(f.report.Windows))
	b.WriteString("| predictor | LL % | regret | 95th | normalised regret | near % | hours % |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, name := range f.report.Predictors {
		scores := byPredictor[name]
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s |\n", name,
			each(scores, func(s backtest.Score) string {
				return number(100*s.Correct.Mean, 1) + mark(s, s.AgainstCorrect)
			}),
			each(scores, func(s backtest.Score) string { return number(s.Regret.Mean, 3) + mark(s, s.AgainstRegret) }),
			each(scores, func(s backtest.Score) string { return number(s.Regret95, 3) }),
			each(scores, func(s backtest.Score) string { return number(s.Normalised.Mean, 4) + mark(s, s.Against) }),
			each(scores, func(s backtest.Score) string { return number(100*s.Near.Mean, 1) }),
			number(100*scores[0].Hours.Mean, 1)+mark(scores[0], scores[0].AgainstHours))
	}
	b.WriteString("\n")
}

// writeGain writes how far the first predictor is from the ceiling, the last, and from the rules of thumb.
func writeGain(b *strings.Builder, families []family) {
	b.WriteString("## How much more is there to win?\n\n")
	b.WriteString("Normalised regret, the first predictor with its 95 % interval.\n\n")
	b.WriteString("| | window | first predictor | ceiling | best rule of thumb | factor | of the way to the ceiling |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, f := range families {
		for _, g := range gains(f) {
			fmt.Fprintf(b, "| %s, next %s | %s | %s (%s to %s) | %s | %s (%s) | %s | %s |\n", f.name, length(g.horizon), length(g.window),
				number(g.first.Mean, 4), number(g.first.Low, 4), number(g.first.High, 4), number(g.ceiling, 4), number(g.rule, 4), g.ruleName, number(g.rule/g.first.Mean, 1), percent(g.way()))
		}
	}
	b.WriteString("\n")
}

// gain compares the first predictor with the best rule of thumb and with the ceiling.
type gain struct {
	horizon, window time.Duration
	first           backtest.Estimate
	rule, ceiling   float64
	ruleName        string
}

// way is how much of the distance from the best rule of thumb to the ceiling is behind the first predictor.
func (g gain) way() float64 { return (g.rule - g.first.Mean) / (g.rule - g.ceiling) }

// gains returns a family's, by horizon and window.
func gains(f family) []gain {
	var all []gain
	n := len(f.report.Predictors)
	for i := 0; i+n <= len(f.scores); i += n {
		block := f.scores[i : i+n]
		g := gain{horizon: block[0].Horizon, window: block[0].Window, first: block[0].Normalised, rule: math.NaN(), ceiling: math.NaN()}
		for _, s := range block {
			switch v := s.Normalised.Mean; {
			case s.Future:
				g.ceiling = v
			case s.Fixed && !(v >= g.rule):
				g.rule, g.ruleName = v, s.Predictor
			}
		}
		all = append(all, g)
	}
	return all
}

// each joins what one predictor has for all windows.
func each(scores []backtest.Score, show func(backtest.Score) string) string {
	parts := make([]string, 0, len(scores))
	for _, s := range scores {
		parts = append(parts, show(s))
	}
	return strings.Join(parts, " / ")
}

// mark shows a difference that is one. The ceiling is no competitor.
func mark(s backtest.Score, e backtest.Estimate) string {
	switch {
	case s.Future:
		return ""
	case e.High < 0:
		return "*"
	case e.Low > 0:
		return "!"
	}
	return ""
}

func number(v float64, digits int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "-"
	}
	return fmt.Sprintf("%.*f", digits, v)
}

func percent(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return "-"
	}
	return fmt.Sprintf("%.0f %%", 100*v)
}

// length writes whole days as such.
func length(d time.Duration) string {
	switch {
	case d == 24*time.Hour:
		return "day"
	case d%(24*time.Hour) == 0:
		return fmt.Sprintf("%d days", d/(24*time.Hour))
	}
	return calendar.FormatDuration(d)
}

func lengths(list []time.Duration) string {
	parts := make([]string, 0, len(list))
	for _, d := range list {
		parts = append(parts, length(d))
	}
	return strings.Join(parts, " / ")
}
