package document

import (
	"github.com/quietwindow/quietwindow/scheduler"
)

// RuleOfThumb is what usual rules of thumb would have chosen.
type RuleOfThumb struct {
	TimeZone string      `json:"time_zone"`
	Sunday   *ThumbStart `json:"sunday_0200,omitempty"`
	// Evening is there if scheduler.Request.Explain asked for it.
	Evening  *ThumbStart `json:"tuesday_2000,omitempty"`
	NextFree *ThumbStart `json:"next_free,omitempty"`
}

// ThumbStart is one start with what it costs, and how many times the best free impact that is.
type ThumbStart struct {
	Window        Interval `json:"window"`
	CustomerHours float64  `json:"customer_hours"`
	Free          bool     `json:"free"`
	// BlockedBy says why it is not free, if scheduler.Request.Explain asked for it.
	BlockedBy []BlockedBy `json:"blocked_by,omitempty"`
	Factor    *float64    `json:"factor"`
}

// BlockedBy is why a start is not free. Region is the largest of Regions regions on whose account it is not; both are
// left out where no one region is the cause.
type BlockedBy struct {
	Rule    string `json:"rule"`
	Reason  string `json:"reason"`
	Region  string `json:"region,omitempty"`
	Regions int    `json:"regions,omitempty"`
}

// NewRuleOfThumb returns the JSON form of a result's rules of thumb, nil where it has none of the starts.
func NewRuleOfThumb(t scheduler.RuleOfThumb) *RuleOfThumb {
	if t.Sunday == nil && t.NextFree == nil && t.Evening == nil {
		return nil
	}
	return &RuleOfThumb{TimeZone: t.TimeZone, Sunday: thumbStart(t.Sunday), Evening: thumbStart(t.Evening), NextFree: thumbStart(t.NextFree)}
}

func thumbStart(s *scheduler.RuleOfThumbStart) *ThumbStart {
	if s == nil {
		return nil
	}
	return &ThumbStart{
		Window: NewInterval(s.Window), CustomerHours: s.CustomerHours, Free: s.Free, Factor: copied(s.Factor),
		BlockedBy: each(s.BlockedBy, func(b scheduler.BlockedBy) BlockedBy { return BlockedBy(b) }),
	}
}

// Comparison is how the costs of all starts lie, blocked or not.
type Comparison struct {
	Starts              int64      `json:"starts"`
	MedianCustomerHours float64    `json:"median_customer_hours"`
	MedianFactor        *float64   `json:"median_factor"`
	Worst               ThumbStart `json:"worst"`
}

// NewComparison returns the JSON form of a comparison, nil for nil.
func NewComparison(c *scheduler.Comparison) *Comparison {
	if c == nil {
		return nil
	}
	return &Comparison{Starts: c.Starts, MedianCustomerHours: c.MedianCustomerHours, MedianFactor: copied(c.MedianFactor), Worst: *thumbStart(&c.Worst)}
}
