package backtest

import (
	"math"
	"slices"
	"time"
)

// Estimate is a mean with the ends of its 95 % confidence interval.
type Estimate struct {
	Mean, Low, High float64
}

// Score is how one predictor did, for one window and horizon.
type Score struct {
	Predictor       string
	Window, Horizon time.Duration
	// Fixed and Future are the predictor's: a rule of thumb, a ceiling.
	Fixed, Future bool
	Decisions     int
	// Correct is the share of decisions whose window was chosen correctly, Near of those within a tenth
	// of the lowest load.
	Correct, Near Estimate
	// Regret is the mean of the chosen load over the lowest, Regret95 the 95th percentile; Unbounded
	// decisions, of a lowest load of 0, are left out of both.
	Regret    Estimate
	Regret95  float64
	Unbounded int
	// Normalised is the mean of (chosen - lowest) / (highest - lowest).
	Normalised Estimate
	// Hours is the share of hours predicted within +10/-5 % of capacity; NaN for a predictor that
	// predicts nothing.
	Hours Estimate
	// Against compares the first predictor with this one: that one's normalised regret less this one's,
	// decision by decision. The whole interval below 0 means that the first is significantly better,
	// above 0 that it is significantly worse; AgainstRegret is the same for Regret and, with the sign
	// turned, AgainstCorrect and AgainstHours for Correct and Hours.
	Against, AgainstRegret, AgainstCorrect, AgainstHours Estimate
}

const (
	// resamples and bootstrapSeed make intervals that are the same at every run.
	resamples     = 2000
	bootstrapSeed = 20260101
)

// Scores returns a score for every horizon, window and predictor, in that order.
//
// Confidence intervals are percentiles of a bootstrap over months: decisions of one month, in all
// regions of a pooled report, are drawn together, since neighbouring weeks see the same season and the
// same weather (a block bootstrap: Künsch, Annals of Statistics 17(3), 1989). Differences are paired:
// both predictors on the same decisions. With fewer than three months an interval says little.
func (r *Report) Scores() []Score {
	var scores []Score
	for h, horizon := range r.Horizons {
		for w, window := range r.Windows {
			first := r.outcomes[h][w][0]
			months := blocks(first, func(o Outcome) time.Time { return o.At })
			for p, name := range r.Predictors {
				s := score(first, r.outcomes[h][w][p], months)
				s.Predictor, s.Window, s.Horizon = name, window, horizon
				s.Fixed, s.Future = r.fixed[p], r.future[p]
				scores = append(scores, s)
			}
		}
	}
	return scores
}

func score(first, outcomes []Outcome, months []int) Score {
	s := Score{Decisions: len(outcomes)}
	estimate := func(value func(i int) (float64, float64)) Estimate { return bootstrap(months, value) }
	one := func(f func(o Outcome) float64) Estimate {
		return estimate(func(i int) (float64, float64) { return known(f(outcomes[i])) })
	}
	paired := func(f func(o Outcome) float64) Estimate {
		return estimate(func(i int) (float64, float64) { return known(f(first[i]) - f(outcomes[i])) })
	}
	s.Correct = one(func(o Outcome) float64 { return indicator(o.Correct()) })
	s.Near = one(func(o Outcome) float64 { return indicator(o.Near()) })
	s.Regret = one(Outcome.Regret)
	s.Normalised = one(Outcome.NormalisedRegret)
	s.Hours = estimate(func(i int) (float64, float64) { return float64(outcomes[i].HoursRight), float64(outcomes[i].Hours) })
	s.Against = paired(Outcome.NormalisedRegret)
	s.AgainstRegret = paired(Outcome.Regret)
	s.AgainstCorrect = paired(func(o Outcome) float64 { return -indicator(o.Correct()) })
	s.AgainstHours = estimate(func(i int) (float64, float64) {
		if outcomes[i].Hours == 0 || first[i].Hours == 0 {
			return 0, 0
		}
		return float64(outcomes[i].HoursRight - first[i].HoursRight), float64(outcomes[i].Hours)
	})
	var regrets []float64
	for _, o := range outcomes {
		if v := o.Regret(); math.IsNaN(v) {
			s.Unbounded++
		} else {
			regrets = append(regrets, v)
		}
	}
	s.Regret95 = quantile(regrets, 0.95)
	return s
}

// known is a value with weight 1, or nothing where it is NaN.
func known(v float64) (sum, weight float64) {
	if math.IsNaN(v) {
		return 0, 0
	}
	return v, 1
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// blocks numbers the months in which decisions were made, in order of time.
func blocks[T any](decisions []T, when func(T) time.Time) []int {
	months := make([]int, len(decisions))
	var all []int
	for i, d := range decisions {
		at := when(d).UTC()
		months[i] = at.Year()*12 + int(at.Month())
		all = append(all, months[i])
	}
	slices.Sort(all)
	all = slices.Compact(all)
	for i, m := range months {
		months[i], _ = slices.BinarySearch(all, m)
	}
	return months
}

// bootstrap returns the mean of the values, each a sum and a weight, with its interval.
func bootstrap(months []int, value func(i int) (sum, weight float64)) Estimate {
	if len(months) == 0 {
		return Estimate{math.NaN(), math.NaN(), math.NaN()}
	}
	sums := make([]float64, slices.Max(months)+1)
	weights := make([]float64, len(sums))
	sum, weight := 0.0, 0.0
	for i, m := range months {
		s, w := value(i)
		sums[m], weights[m] = sums[m]+s, weights[m]+w
		sum, weight = sum+s, weight+w
	}
	if weight == 0 {
		return Estimate{math.NaN(), math.NaN(), math.NaN()}
	}
	state := uint64(bootstrapSeed)
	means := make([]float64, 0, resamples)
	for range resamples {
		s, w := 0.0, 0.0
		for range sums {
			state++
			k := mix64(state) % uint64(len(sums))
			s, w = s+sums[k], w+weights[k]
		}
		if w > 0 {
			means = append(means, s/w)
		}
	}
	return Estimate{sum / weight, quantile(means, 0.025), quantile(means, 0.975)}
}

// quantile returns the q-quantile by the nearest rank below, NaN of nothing. It sorts v.
func quantile(v []float64, q float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	slices.Sort(v)
	return v[int(q*float64(len(v)-1))]
}
