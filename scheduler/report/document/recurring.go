package document

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// RecurringDocument is the answer to a plan with a recurring slot.
type RecurringDocument struct {
	Version   int       `json:"version"`
	Recurring Recurring `json:"recurring"`
	Warnings  []string  `json:"warnings"`
	// Learned says what activities were learned from; left out where none was.
	Learned []Learned `json:"learned,omitempty"`
	// DaysAsOf is how old the built-in days are; left out where the plan uses none.
	DaysAsOf *DaysAsOf `json:"days_as_of,omitempty"`
	// Fingerprint is of what the answer rests on; left out where nobody put it in.
	Fingerprint *Fingerprint `json:"fingerprint,omitempty"`
}

// Recurring holds slots, best first.
type Recurring struct {
	Every    string `json:"every"`
	TimeZone string `json:"time_zone"`
	Slots    []Slot `json:"slots"`
	Dated    Dated  `json:"dated"`
	// Considered counts the slots that have a free occurrence.
	Considered int `json:"considered"`
	// Weighted is there only if customers of some region count more or less than 1.
	Weighted bool `json:"weighted,omitempty"`
}

// Dated is what as many windows at their own best cost.
type Dated struct {
	CustomerHours float64 `json:"customer_hours"`
	Windows       int     `json:"windows"`
}

// Slot is one weekday and clock reading.
type Slot struct {
	Weekday string `json:"weekday"`
	Time    string `json:"time"`
	// Week is there for months, First for 2 and 4 weeks.
	Week          int            `json:"week,omitempty"`
	First         *calendar.Date `json:"first,omitempty"`
	Occurrences   int            `json:"occurrences"`
	Starts        []time.Time    `json:"starts"`
	CustomerHours float64        `json:"customer_hours"`
	Worst         SlotStart      `json:"worst"`
	Blocked       []BlockedStart `json:"blocked"`
	Shifts        []SlotShift    `json:"shifts"`
}

// SlotStart is an occurrence with what it costs.
type SlotStart struct {
	Start         time.Time `json:"start"`
	CustomerHours float64   `json:"customer_hours"`
}

// BlockedStart is an occurrence that is not free.
type BlockedStart struct {
	Start  time.Time `json:"start"`
	Blocks []Block   `json:"blocks"`
}

// SlotShift is that a slot reads otherwise on the clocks of a zone from an occurrence on.
type SlotShift struct {
	TimeZone string    `json:"time_zone"`
	From     time.Time `json:"from"`
	Before   time.Time `json:"before"`
}

// NewRecurring returns the JSON form of recurring slots, which must not be nil.
func NewRecurring(r *scheduler.RecurringResult, warnings []string) *RecurringDocument {
	return &RecurringDocument{Version: Version, Warnings: append([]string{}, warnings...), Recurring: Recurring{
		Every: r.Every.String(), TimeZone: r.Location.String(), Considered: r.Considered, Weighted: r.Weighted, Dated: Dated{r.DatedHours, r.Dated},
		Slots: each(r.Slots, func(s scheduler.Slot) Slot {
			out := Slot{Weekday: s.Weekday.String()[:3], Time: fmt.Sprintf("%02d:%02d", s.Time/time.Hour, s.Time%time.Hour/time.Minute), Week: s.Week,
				Occurrences: s.Occurrences, Starts: append([]time.Time{}, s.Starts...), CustomerHours: s.CustomerHours, Worst: SlotStart(s.Worst),
				Blocked: each(s.Blocked, func(b scheduler.BlockedOccurrence) BlockedStart {
					return BlockedStart{b.Start, each(b.Blocks, newBlock)}
				}),
				Shifts: each(s.Shifts, func(x scheduler.SlotShift) SlotShift { return SlotShift(x) }),
			}
			if sec := s.Time % time.Minute; sec > 0 {
				out.Time += fmt.Sprintf(":%02d", sec/time.Second)
			}
			if s.First != (calendar.Date{}) {
				out.First = &s.First
			}
			return out
		}),
	}}
}
