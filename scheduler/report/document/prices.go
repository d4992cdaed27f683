package document

import (
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// RulePrice is what one rule costs: Saves is how many customer-hours fewer the best start would cost without it, and
// Start that start, of which Best tells more; PersonHours is how many fewer the start that is best for the crews would
// ask of them. A start is left out where it would save nothing.
type RulePrice struct {
	Rule        string       `json:"rule"`
	Region      string       `json:"region,omitempty"`
	Entry       string       `json:"entry,omitempty"`
	Saves       float64      `json:"saves"`
	Start       *time.Time   `json:"start,omitempty"`
	Best        *PricedStart `json:"best,omitempty"`
	PersonHours *float64     `json:"person_hours,omitempty"`
	BestForCrew *PricedStart `json:"best_for_crew,omitempty"`
}

// PricedStart is a start that a rule alone blocks. PersonHours is left out where it is 0.
type PricedStart struct {
	Window        Interval `json:"window"`
	CustomerHours float64  `json:"customer_hours"`
	PersonHours   float64  `json:"person_hours,omitempty"`
}

// addRulePrices adds the JSON form of the prices of rules, if there are any.
func (out *Result) addRulePrices(p *scheduler.RulePrices) {
	if p == nil {
		return
	}
	out.RulePricesLeftOut, out.RulesWithoutPrice = p.LeftOut, p.Others
	out.RulePrices = each(p.Prices, func(r scheduler.RulePrice) RulePrice {
		out := RulePrice{Rule: r.Rule, Region: r.Region, Entry: r.Entry, Saves: r.CustomerHours, Best: pricedStart(r.Best), BestForCrew: pricedStart(r.BestForCrew)}
		if out.Best != nil {
			out.Start = copied(&r.Best.Window.Start)
		}
		if out.BestForCrew != nil {
			out.PersonHours = copied(&r.PersonHours)
		}
		return out
	})
}

func pricedStart(s *scheduler.PricedStart) *PricedStart {
	if s == nil {
		return nil
	}
	return &PricedStart{Window: NewInterval(s.Window), CustomerHours: s.CustomerHours, PersonHours: s.PersonHours}
}
