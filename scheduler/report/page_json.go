package report

import (
	"cmp"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// DecisionDocument is a Decision in its JSON form: the Document of its result and whatever else the
// page shows. Every figure in a page is one in here; the page names its place, in data-json. What a
// Decision does not have is left out.
type DecisionDocument struct {
	Document
	Title string `json:"title"`
	// Asked says in words what was asked; its form may change.
	Asked     string       `json:"asked"`
	Customers int64        `json:"customers"`
	Regions   []PlanRegion `json:"regions"`
	// Details has an entry for each suggestion.
	Details     []SuggestionDetail `json:"details"`
	Assumptions []Assumption       `json:"assumptions"`
	HeatMap     *HeatMap           `json:"heat_map,omitempty"`
	// ClockStrips are those of the first suggestions.
	ClockStrips []*ClockStrip `json:"clock_strips,omitempty"`
}

// PlanRegion is a region of the plan.
type PlanRegion struct {
	Region    string `json:"region"`
	Customers int64  `json:"customers"`
	TimeZone  string `json:"time_zone"`
}

// SuggestionDetail is what a page says of a suggestion beyond its Suggestion.
type SuggestionDetail struct {
	// Why says in words why it was chosen; its form may change.
	Why string `json:"why"`
	// Factor is how many times the first suggestion it costs; null where that costs nothing.
	Factor *float64 `json:"factor"`
}

// Burden is what a start asks of the crews, in expected person-hours outside their hours or on their
// days off.
type Burden struct {
	PersonHours float64      `json:"person_hours"`
	Crews       []CrewBurden `json:"crews"`
}

// CrewBurden is one crew's part of a burden. Local is the window on the crew's own clocks.
type CrewBurden struct {
	Crew        string   `json:"crew"`
	TimeZone    string   `json:"time_zone"`
	Local       Interval `json:"local"`
	PersonHours float64  `json:"person_hours"`
}

// NewBurden returns the JSON form of a burden, nil for nil.
func NewBurden(b *scheduler.Burden) *Burden {
	if b == nil {
		return nil
	}
	return &Burden{PersonHours: b.PersonHours, Crews: each(b.Crews, func(c scheduler.CrewBurden) CrewBurden {
		return CrewBurden{Crew: c.Crew, TimeZone: c.TimeZone, Local: interval(c.Local), PersonHours: c.PersonHours}
	})}
}

// RuleOfThumb is what two usual rules of thumb would have chosen.
type RuleOfThumb struct {
	TimeZone string      `json:"time_zone"`
	Sunday   *ThumbStart `json:"sunday_0200,omitempty"`
	NextFree *ThumbStart `json:"next_free,omitempty"`
}

// ThumbStart is one start with what it costs, and how many times the best free impact that is.
type ThumbStart struct {
	Window        Interval `json:"window"`
	CustomerHours float64  `json:"customer_hours"`
	Free          bool     `json:"free"`
	Factor        *float64 `json:"factor"`
}

// NewRuleOfThumb returns the JSON form of a result's Thumb, nil where it has neither start.
func NewRuleOfThumb(t scheduler.Thumb) *RuleOfThumb {
	if t.Sunday == nil && t.NextFree == nil {
		return nil
	}
	start := func(s *scheduler.ThumbStart) *ThumbStart {
		if s == nil {
			return nil
		}
		return &ThumbStart{Window: interval(s.Window), CustomerHours: s.CustomerHours, Free: s.Free, Factor: copied(s.Factor)}
	}
	return &RuleOfThumb{TimeZone: t.TimeZone, Sunday: start(t.Sunday), NextFree: start(t.NextFree)}
}

// Tradeoff is the front of customer impact against the crews' burden.
type Tradeoff struct {
	Points  []TradeoffPoint `json:"points"`
	LeftOut int             `json:"left_out"`
}

// TradeoffPoint is one start of the front; the differences are from the point before.
type TradeoffPoint struct {
	Window            Interval `json:"window"`
	CustomerHours     float64  `json:"customer_hours"`
	PersonHours       float64  `json:"person_hours"`
	MoreCustomerHours float64  `json:"more_customer_hours"`
	FewerPersonHours  float64  `json:"fewer_person_hours"`
}

// NewTradeoff returns the JSON form of a trade-off, nil for nil.
func NewTradeoff(t *scheduler.Tradeoff) *Tradeoff {
	if t == nil {
		return nil
	}
	return &Tradeoff{LeftOut: t.LeftOut, Points: each(t.Points, func(p scheduler.TradeoffPoint) TradeoffPoint {
		out := TradeoffPoint{Window: interval(p.Window), CustomerHours: p.Impact.CustomerHours, MoreCustomerHours: p.MoreCustomerHours, FewerPersonHours: p.FewerPersonHours}
		if p.Burden != nil {
			out.PersonHours = p.Burden.PersonHours
		}
		return out
	})}
}

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
			out := RobustSuggestion{Window: interval(s.Window), WorstRegret: s.WorstRegret}
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

// planRegions returns the regions, most customers first, then by name.
func planRegions(p *scheduler.Planner) []PlanRegion {
	out := each(p.Regions(), func(r scheduler.Region) PlanRegion {
		return PlanRegion{Region: r.Name, Customers: r.Customers, TimeZone: r.Calendar.Location.String()}
	})
	slices.SortStableFunc(out, func(a, b PlanRegion) int {
		return cmp.Or(cmp.Compare(b.Customers, a.Customers), cmp.Compare(a.Region, b.Region))
	})
	return out
}
