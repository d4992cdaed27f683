package document

import (
	"github.com/quietwindow/quietwindow/scheduler"
)

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
func NewBurden(b *scheduler.CrewHours) *Burden {
	if b == nil {
		return nil
	}
	return &Burden{PersonHours: b.PersonHours, Crews: each(b.Crews, func(c scheduler.CrewPart) CrewBurden {
		return CrewBurden{Crew: c.Crew, TimeZone: c.TimeZone, Local: NewInterval(c.Local), PersonHours: c.PersonHours}
	})}
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
		out := TradeoffPoint{Window: NewInterval(p.Window), CustomerHours: p.Impact.CustomerHours, MoreCustomerHours: p.MoreCustomerHours, FewerPersonHours: p.FewerPersonHours}
		if p.Crew != nil {
			out.PersonHours = p.Crew.PersonHours
		}
		return out
	})}
}
