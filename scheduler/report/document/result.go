package document

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/notice"
)

// Version is the version of the JSON form that this package writes.
const Version = 1

// Result is a result in its JSON form. The order of the fields is that of the keys. Lists without
// entries are [], never null; what does not apply is left out. Times are RFC 3339 on the clocks of
// the search, and Region.Local on those of the region.
//
// Numbers are the rounded values of scheduler.Result in the fewest decimal digits that name them:
// they never need more than six decimals.
//
// NewResult fills in what the result has. Tradeoff, Robustness and Notices are the answers to further
// questions: those who ask them put them in. Learned, DaysAsOf and Fingerprint are of the plan: package decision has them.
type Result struct {
	Version     int          `json:"version"`
	Suggestions []Suggestion `json:"suggestions"`
	// Assessments are there if starts were proposed, in the order in which they were.
	Assessments []Assessment `json:"assessments,omitempty"`
	Considered  int64        `json:"considered"`
	Blocked     []Blocked    `json:"blocked"`
	Warnings    []string     `json:"warnings"`
	// RuleOfThumb is left out where the horizon holds neither of its starts.
	RuleOfThumb *RuleOfThumb `json:"rule_of_thumb,omitempty"`
	// RulePrices are the rules that cost something, what most first, RulePricesLeftOut how many more do, and
	// RulesWithoutPrice how many do not. They and Comparison are there if scheduler.Request.Explain asked for them.
	RulePrices        []RulePrice `json:"rule_prices,omitzero"`
	RulePricesLeftOut int         `json:"rule_prices_left_out,omitzero"`
	RulesWithoutPrice int         `json:"rules_without_price,omitzero"`
	Comparison        *Comparison `json:"comparison,omitempty"`
	Tradeoff          *Tradeoff   `json:"tradeoff,omitempty"`
	Robustness        *Robustness `json:"robustness,omitempty"`
	// Notices are those about the first suggestion.
	Notices *notice.Timetable `json:"notices,omitempty"`
	// Learned says what activities were learned from; left out where none was.
	Learned []Learned `json:"learned,omitempty"`
	// DaysAsOf is how old the built-in days are; left out where the plan uses none.
	DaysAsOf *DaysAsOf `json:"days_as_of,omitempty"`
	// Fingerprint is of what the answer rests on; left out where nobody put it in.
	Fingerprint *Fingerprint `json:"fingerprint,omitempty"`
}

// Fingerprint tells whether the plan with its files, the days off of its regions and crews, or what the clocks of its
// zones read are others than they were. Its texts have no meaning but to be equal or not.
type Fingerprint struct {
	Plan  string `json:"plan"`
	Days  string `json:"days"`
	Zones string `json:"zones"`
}

// DaysAsOf is how old built-in holidays and days at work are: the date of the table, and that up to which
// corrections were looked up. Dates are like 2026-07-23.
type DaysAsOf struct {
	Days        calendar.Date `json:"days"`
	Corrections calendar.Date `json:"corrections"`
}

// Interval is [Start, End).
type Interval struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
}

// Suggestion is one chosen window.
type Suggestion struct {
	Window    Interval  `json:"window"`
	Impact    Impact    `json:"impact"`
	FreeUntil time.Time `json:"free_until"`
	// Open is there only if nothing ends the free stretch within seven days past the horizon.
	Open bool `json:"open,omitempty"`
	// Runway is a duration as Go writes it, such as "15h0m0s".
	Runway          string     `json:"runway"`
	RollbackBy      *time.Time `json:"rollback_by,omitempty"`
	PointOfNoReturn *time.Time `json:"point_of_no_return,omitempty"`
	// Crew is left out where the request has no crews, ClockChanges where there are none.
	Crew         *Burden       `json:"crew,omitempty"`
	ClockChanges []ClockChange `json:"clock_changes,omitempty"`
}

// Impact is the expected number of customer-hours lost.
type Impact struct {
	// Weighted is there only if some region's customers count more or less than 1.
	Weighted             bool     `json:"weighted,omitempty"`
	CustomerHours        float64  `json:"customer_hours"`
	PlannedCustomerHours float64  `json:"planned_customer_hours"`
	OverrunCustomerHours float64  `json:"overrun_customer_hours"`
	MeanShare            float64  `json:"mean_share"`
	PeakShare            float64  `json:"peak_share"`
	Regions              []Region `json:"regions"`
}

// Region is one region's part of an impact.
type Region struct {
	Region   string `json:"region"`
	TimeZone string `json:"time_zone"`
	// Weight is left out where it is 1.
	Weight               float64  `json:"weight,omitempty"`
	Local                Interval `json:"local"`
	Days                 []Day    `json:"days"`
	CustomerHours        float64  `json:"customer_hours"`
	PlannedCustomerHours float64  `json:"planned_customer_hours"`
	OverrunCustomerHours float64  `json:"overrun_customer_hours"`
	MeanShare            float64  `json:"mean_share"`
	PeakShare            float64  `json:"peak_share"`
}

// Day is a local date that a window touches.
type Day struct {
	Date calendar.Date `json:"date"`
	// Kind is "workday", "weekend" or "holiday".
	Kind string `json:"kind"`
	// Name is there for holidays.
	Name string `json:"name,omitempty"`
}

// Blocked is how much of the horizon one rule took away in one region for one reason.
type Blocked struct {
	Rule   string `json:"rule"`
	Region string `json:"region,omitempty"`
	Reason string `json:"reason"`
	// Hours is rounded to the nearest millionth.
	Hours float64 `json:"hours"`
}

// Assessment judges one proposed start.
type Assessment struct {
	Window Interval `json:"window"`
	Impact Impact   `json:"impact"`
	Free   bool     `json:"free"`
	OnGrid bool     `json:"on_grid"`
	Blocks []Block  `json:"blocks"`
	// Factor is null where the best free impact is 0 or no start is free.
	Factor *float64 `json:"factor"`
	Rank   int64    `json:"rank"`
	// Crew is left out where the request has no crews.
	Crew *Burden `json:"crew,omitempty"`
}

// Block is a stretch that keeps a proposed start from being free.
type Block struct {
	Rule   string    `json:"rule"`
	Region string    `json:"region,omitempty"`
	Reason string    `json:"reason"`
	Start  time.Time `json:"start"`
	End    time.Time `json:"end"`
}
