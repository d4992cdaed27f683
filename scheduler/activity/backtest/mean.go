package backtest

import "time"

// Dated is a figure of one decision, and when that was made.
type Dated struct {
	At    time.Time
	Value float64
}

// Mean returns the mean of figures that the caller has of decisions, with the interval that Report.Scores would give
// it: the bootstrap is the same, over months of At in UTC. So two versions of a learner are compared by the
// differences of their regret, decision by decision. Values that are NaN are left out; of nothing all three are
// NaN. The order of the values makes no difference but for rounding. Cost: values, and 2,000 times the months.
func Mean(values []Dated) Estimate {
	months := blocks(values, func(v Dated) time.Time { return v.At })
	return bootstrap(months, func(i int) (float64, float64) { return known(values[i].Value) })
}
