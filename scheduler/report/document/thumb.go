package document

import (
	"github.com/quietwindow/quietwindow/scheduler"
)

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
func NewRuleOfThumb(t scheduler.RuleOfThumb) *RuleOfThumb {
	if t.Sunday == nil && t.NextFree == nil {
		return nil
	}
	start := func(s *scheduler.RuleOfThumbStart) *ThumbStart {
		if s == nil {
			return nil
		}
		return &ThumbStart{Window: NewInterval(s.Window), CustomerHours: s.CustomerHours, Free: s.Free, Factor: copied(s.Factor)}
	}
	return &RuleOfThumb{TimeZone: t.TimeZone, Sunday: start(t.Sunday), NextFree: start(t.NextFree)}
}
