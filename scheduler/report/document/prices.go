package document

import (
	"github.com/quietwindow/quietwindow/scheduler"
)

// RulePrices is what each rule costs. Others counts the rules without a price.
type RulePrices struct {
	Prices  []RulePrice `json:"prices"`
	LeftOut int         `json:"left_out"`
	Others  int         `json:"others"`
}

// RulePrice is what one rule costs: how many customer-hours fewer the best start would cost without it, and
// person-hours the start that is best for the crews. A start is left out where it would save nothing.
type RulePrice struct {
	Rule          string       `json:"rule"`
	Region        string       `json:"region,omitempty"`
	Entry         string       `json:"entry,omitempty"`
	CustomerHours float64      `json:"customer_hours"`
	Best          *PricedStart `json:"best,omitempty"`
	PersonHours   *float64     `json:"person_hours,omitempty"`
	BestForCrew   *PricedStart `json:"best_for_crew,omitempty"`
}

// PricedStart is a start that a rule alone blocks. PersonHours is left out where it is 0.
type PricedStart struct {
	Window        Interval `json:"window"`
	CustomerHours float64  `json:"customer_hours"`
	PersonHours   float64  `json:"person_hours,omitempty"`
}

// NewRulePrices returns the JSON form of the prices of rules, nil for nil.
func NewRulePrices(p *scheduler.RulePrices) *RulePrices {
	if p == nil {
		return nil
	}
	return &RulePrices{LeftOut: p.LeftOut, Others: p.Others, Prices: each(p.Prices, func(r scheduler.RulePrice) RulePrice {
		out := RulePrice{Rule: r.Rule, Region: r.Region, Entry: r.Entry, CustomerHours: r.CustomerHours, Best: pricedStart(r.Best), BestForCrew: pricedStart(r.BestForCrew)}
		if out.BestForCrew != nil {
			out.PersonHours = copied(&r.PersonHours)
		}
		return out
	})}
}

func pricedStart(s *scheduler.PricedStart) *PricedStart {
	if s == nil {
		return nil
	}
	return &PricedStart{Window: NewInterval(s.Window), CustomerHours: s.CustomerHours, PersonHours: s.PersonHours}
}
