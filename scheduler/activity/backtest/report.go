package backtest

import (
	"errors"
	"math"
	"slices"
	"time"
)

// Outcome is one decision of one predictor, and what came of it. Loads are those of the mix, of which
// every region's mean is 1 times its share.
type Outcome struct {
	// At is when the decision was made, Start the start that was chosen.
	At, Start time.Time
	// Load is the true mean load of the chosen window, Lowest and Highest those of the best and the
	// worst window that could have been chosen.
	Load, Lowest, Highest float64
	// Capacity is the 99.9th percentile of the hours of the 26 weeks before.
	Capacity float64
	// HoursRight of the horizon's known Hours were predicted at most 10 % of capacity too high, or 5 %
	// too low. Both are 0 for a predictor that predicts nothing.
	HoursRight, Hours int
}

// Correct reports whether the window's load is at most 10 % of capacity above the lowest.
func (o Outcome) Correct() bool { return o.Load <= o.Lowest+0.1*o.Capacity }

// Regret returns the window's load over the lowest: 1 is best. Where the lowest is 0 it is 1 if the
// window's is too, and otherwise NaN, which means leave out.
func (o Outcome) Regret() float64 {
	if o.Load == o.Lowest {
		return 1
	}
	if o.Lowest == 0 {
		return math.NaN()
	}
	return o.Load / o.Lowest
}

// NormalisedRegret returns how far the window lies from the lowest towards the highest load, 0 to 1.
func (o Outcome) NormalisedRegret() float64 {
	if o.Highest <= o.Lowest {
		return 0
	}
	return (o.Load - o.Lowest) / (o.Highest - o.Lowest)
}

// Near reports whether the window's load is at most a tenth above the lowest.
func (o Outcome) Near() bool { return o.Load <= 1.1*o.Lowest }

// Report is the result of a back-test, or of several pooled.
type Report struct {
	Windows, Horizons []time.Duration
	Predictors        []string
	// fixed and future say of each predictor what Predictor does.
	fixed, future []bool
	// Skipped counts the decisions that were not made for want of data or of a free start, by horizon
	// once each.
	Skipped  int
	outcomes [][][][]Outcome // by horizon, window, predictor, decision
}

func newReport(opt Options) *Report {
	r := &Report{Windows: slices.Clone(opt.Windows), Horizons: slices.Clone(opt.Horizons)}
	for _, p := range opt.Predictors {
		r.Predictors = append(r.Predictors, p.Name)
		r.fixed, r.future = append(r.fixed, p.Fixed), append(r.future, p.Future)
	}
	r.outcomes = make([][][][]Outcome, len(r.Horizons))
	for h := range r.outcomes {
		r.outcomes[h] = make([][][]Outcome, len(r.Windows))
		for w := range r.outcomes[h] {
			r.outcomes[h][w] = make([][]Outcome, len(r.Predictors))
		}
	}
	return r
}

// add appends one decision: outcomes by window and predictor.
func (r *Report) add(horizon time.Duration, outcomes [][]Outcome) {
	h := slices.Index(r.Horizons, horizon)
	for w := range outcomes {
		for p, o := range outcomes[w] {
			r.outcomes[h][w][p] = append(r.outcomes[h][w][p], o)
		}
	}
}

// Outcomes returns the decisions of one predictor, in order of time (of a pooled report: report by
// report). It is empty for what was not tried; the slice is the caller's own.
func (r *Report) Outcomes(predictor string, window, horizon time.Duration) []Outcome {
	h, w, p := slices.Index(r.Horizons, horizon), slices.Index(r.Windows, window), slices.Index(r.Predictors, predictor)
	if h < 0 || w < 0 || p < 0 {
		return nil
	}
	return slices.Clone(r.outcomes[h][w][p])
}

// Pool puts the decisions of several back-tests together, such as those of every region alone. They
// must have tried the same predictors, windows and horizons.
func Pool(reports ...*Report) (*Report, error) {
	if len(reports) == 0 {
		return nil, errors.New("backtest: no reports to pool")
	}
	first := reports[0]
	all := newReport(Options{Windows: first.Windows, Horizons: first.Horizons})
	all.Predictors, all.fixed, all.future = slices.Clone(first.Predictors), slices.Clone(first.fixed), slices.Clone(first.future)
	for h := range all.outcomes {
		for w := range all.outcomes[h] {
			all.outcomes[h][w] = make([][]Outcome, len(all.Predictors))
		}
	}
	for _, r := range reports {
		if !slices.Equal(r.Windows, first.Windows) || !slices.Equal(r.Horizons, first.Horizons) || !slices.Equal(r.Predictors, first.Predictors) {
			return nil, errors.New("backtest: reports of different predictors, windows or horizons cannot be pooled")
		}
		all.Skipped += r.Skipped
		for h := range r.outcomes {
			for w := range r.outcomes[h] {
				for p, o := range r.outcomes[h][w] {
					all.outcomes[h][w][p] = append(all.outcomes[h][w][p], o...)
				}
			}
		}
	}
	return all, nil
}
