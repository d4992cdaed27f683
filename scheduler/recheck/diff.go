package recheck

import (
	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// Changes is what differs between two records of a plan.
type Changes struct {
	// Fingerprint tells where to look: which of plan, days and zones differ.
	Fingerprint struct {
		Plan  bool `json:"plan"`
		Days  bool `json:"days"`
		Zones bool `json:"zones"`
	} `json:"fingerprint"`
	// Reasons are what is otherwise, within the time that both records know.
	Reasons []Reason `json:"reasons"`
	// Windows are the announced windows of the old record, in its order.
	Windows []WindowChange `json:"windows"`
	// Slot is what became of the announced recurring slot; nil where there was none.
	Slot *SlotChange `json:"slot,omitempty"`
	// Best compares the best starts of the two.
	Best *BestChange `json:"best,omitempty"`
	// NoWindow is why nothing fits any more, where something did.
	NoWindow string `json:"no_window,omitempty"`
}

// The kinds of reason.
const (
	KindHoliday      = "holiday"        // a day became a holiday
	KindNoHoliday    = "no_holiday"     // a day is none any more
	KindWorkingDay   = "working_day"    // a rest day is worked
	KindNoWorkingDay = "no_working_day" // a rest day is not worked any more
	KindWeekend      = "weekend"        // the weekly days off
	KindClock        = "clock"          // what a zone's clocks read
	KindCustomers    = "customers"      // how many there are
	KindWeight       = "weight"         // what they weigh
	KindTimeZone     = "time_zone"      // a region's zone
	KindActivity     = "activity"       // a region's usual week
	KindRegion       = "region"         // one that is new
	KindNoRegion     = "no_region"      // one that is gone
	KindFile         = "file"           // the content of a file that the plan names
	KindPlan         = "plan"           // a key of the plan
)

// Reason is one thing that is otherwise.
type Reason struct {
	Kind string `json:"kind"`
	// Regions are the names of the regions that it is about, Crews of the crews; empty where it is about all.
	Regions []string `json:"regions,omitempty"`
	Crews   []string `json:"crews,omitempty"`
	// TimeZone and Interval are there for clocks: when they read otherwise.
	TimeZone string             `json:"time_zone,omitempty"`
	Interval *document.Interval `json:"interval,omitempty"`
	// Date is there for days.
	Date *calendar.Date `json:"date,omitempty"`
	// Key is the path of a key of the plan, or of a file.
	Key string `json:"key,omitempty"`
	// Before and After are what it was and is, as text; empty where there is none.
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	// Text says it in a sentence. Its form may change.
	Text string `json:"text"`
}

// The states of an announced window.
const (
	StateGood     = "good"     // free, and not much dearer than the best start
	StateBlocked  = "blocked"  // not free, or of a campaign that breaks something
	StateDear     = "dear"     // free, and dearer than the slack allows
	StateUnjudged = "unjudged" // cannot be judged, or is not in the new record
)

// WindowChange is what became of an announced window.
type WindowChange struct {
	// Task is there for a campaign.
	Task   string            `json:"task,omitempty"`
	Window document.Interval `json:"window"`
	Before Judgement         `json:"before"`
	After  Judgement         `json:"after"`
	// Worse reports that it must be looked at: it is not good, and was, or costs more than the slack allows beyond
	// what it did.
	Worse bool `json:"worse"`
	// MoreCustomerHours is what it costs more than it did, and Regions where; regions that cost the same are left out.
	MoreCustomerHours float64       `json:"more_customer_hours"`
	Regions           []RegionShift `json:"regions,omitempty"`
	// Because are the places in Changes.Reasons of those that may be behind it.
	Because []int `json:"because,omitempty"`
	// Text says it in a sentence or two. Its form may change.
	Text string `json:"text"`
}

// Judgement is what one record says of a window.
type Judgement struct {
	State         string  `json:"state"`
	CustomerHours float64 `json:"customer_hours"`
	// Weighted is there only if some customers count more or less than 1.
	Weighted bool `json:"weighted,omitempty"`
	// Factor is how many times the best start of its record it costs; nil where there is none, or that costs nothing.
	Factor *float64 `json:"factor"`
	// Blocks are what blocks it, BlockedHours how much of what is kept clear, and Broken what it breaks of a campaign.
	Blocks       []document.Block `json:"blocks,omitempty"`
	BlockedHours float64          `json:"blocked_hours,omitempty"`
	Broken       []document.Cause `json:"broken,omitempty"`
	Problem      string           `json:"problem,omitempty"`
}

// RegionShift is what a window costs the customers of a region, before and after.
type RegionShift struct {
	Region string  `json:"region"`
	Before float64 `json:"before_customer_hours"`
	After  float64 `json:"after_customer_hours"`
}

// BestChange compares the best starts.
type BestChange struct {
	Before              document.Interval `json:"before"`
	After               document.Interval `json:"after"`
	BeforeCustomerHours float64           `json:"before_customer_hours"`
	AfterCustomerHours  float64           `json:"after_customer_hours"`
	// BeforeWeighted and AfterWeighted are there only if some customers count more or less than 1.
	BeforeWeighted bool `json:"before_weighted,omitempty"`
	AfterWeighted  bool `json:"after_weighted,omitempty"`
}

// Attention reports whether somebody must look: an announced window or slot became worse, or nothing fits any more.
func (c *Changes) Attention() bool {
	for _, w := range c.Windows {
		if w.Worse {
			return true
		}
	}
	return c.NoWindow != "" || c.Slot != nil && c.Slot.Worse
}

// Diff says what changed from one record of a plan to the next, which should be taken with the starts that the old one
// announced; one that it was not taken with is said to be unjudged. Neither is changed. What both rest on is compared
// over the time that both know: a horizon that moved on is no change of days.
//
// Windows come in the order of the old record, reasons by kind, then by date and name. The slack is the new record's.
// Cost: proportional to the two.
func Diff(old, now *Record) *Changes {
	c := &Changes{Reasons: reasons(old, now), Windows: []WindowChange{}}
	c.Fingerprint.Plan = old.Fingerprint.Plan != now.Fingerprint.Plan
	c.Fingerprint.Days = old.Fingerprint.Days != now.Fingerprint.Days
	c.Fingerprint.Zones = old.Fingerprint.Zones != now.Fingerprint.Zones
	if old.Answer != nil && now.Answer != nil {
		before, after := old.Answer.Suggestions[0], now.Answer.Suggestions[0]
		c.Best = &BestChange{before.Window, after.Window, before.Impact.CustomerHours, after.Impact.CustomerHours, before.Impact.Weighted, after.Impact.Weighted}
	}
	if old.NoWindow == nil && now.NoWindow != nil {
		c.NoWindow = now.NoWindow.Error.Message
	}
	if old.Slot != nil {
		c.Slot = slotChange(old, now)
	}
	for _, w := range old.Announced {
		if now.Slot != nil && w.Start.Before(now.Span.Start) {
			continue // of a slot, what is over is over
		}
		c.Windows = append(c.Windows, c.window(old, now, w))
	}
	if old.Review != nil {
		for _, w := range old.Review.Windows {
			c.Windows = append(c.Windows, c.task(old, now, w))
		}
	}
	return c
}
