package document

import (
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// Robustness says how well suggestions hold where the plan turns out to be wrong.
type Robustness struct {
	// MostRobust is the number of the suggestion whose worst regret is least; 1 is the first.
	MostRobust int `json:"most_robust"`
	// OrderHoldsIn counts the cases in which the suggestions still rank in their order.
	OrderHoldsIn int                `json:"order_holds_in"`
	Suggestions  []RobustSuggestion `json:"suggestions"`
	Cases        []RobustCase       `json:"cases"`
}

// RobustSuggestion is the worst that can happen to one suggestion: the customer-hours by which it costs
// more than the best choice, and the change of the first case where it does.
type RobustSuggestion struct {
	Window      Interval `json:"window"`
	WorstRegret float64  `json:"worst_regret_customer_hours"`
	WorstCase   string   `json:"worst_case"`
}

// RobustCase is one case and, for each suggestion, the customer-hours by which it costs more than the
// best start.
type RobustCase struct {
	Kind              string    `json:"kind"`
	Change            string    `json:"change"`
	Best              time.Time `json:"best"`
	BestCustomerHours float64   `json:"best_customer_hours"`
	Regret            []float64 `json:"regret_customer_hours"`
	OrderHolds        bool      `json:"order_holds"`
}

// NewRobustness returns the JSON form of a check of robustness, nil for nil.
func NewRobustness(r *scheduler.Robustness) *Robustness {
	if r == nil {
		return nil
	}
	holds := 0
	for _, c := range r.Cases {
		if c.OrderHolds {
			holds++
		}
	}
	return &Robustness{
		MostRobust: r.MostRobust + 1, OrderHoldsIn: holds,
		Suggestions: each(r.Suggestions, func(s scheduler.RobustSuggestion) RobustSuggestion {
			out := RobustSuggestion{Window: NewInterval(s.Window), WorstRegret: s.WorstRegret}
			if 0 <= s.WorstCase && s.WorstCase < len(r.Cases) {
				out.WorstCase = r.Cases[s.WorstCase].Change
			}
			return out
		}),
		Cases: each(r.Cases, func(c scheduler.RobustCase) RobustCase {
			return RobustCase{Kind: string(c.Kind), Change: c.Change, Best: c.Best, BestCustomerHours: c.BestCustomerHours,
				Regret: each(c.Regret, func(x float64) float64 { return x }), OrderHolds: c.OrderHolds}
		}),
	}
}
