package scheduler

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// RecurringResult is the answer to Recurring.
type RecurringResult struct {
	Every    Every
	Location *time.Location
	Duration time.Duration
	// Slots come by fewest blocked occurrences, then least customer-hours, then earliest in the week from
	// Monday (for months, and for weeks apart, then the earliest first).
	Slots []Slot
	// Considered counts the slots that have a free occurrence.
	Considered int
	// Weighted reports whether any region's customers count more or less than 1, so that all these are weighted
	// customer-hours.
	Weighted bool
	// DatedHours is what as many windows as the first slot has occurrences cost at their own best, one in
	// each stretch of weeks from the beginning of the horizon or in each month; Dated how many there are,
	// since a stretch without a free start has none.
	DatedHours float64
	Dated      int
}

// Slot is one weekday and clock reading that serves for every occurrence.
type Slot struct {
	Weekday time.Weekday
	// Time is the reading past midnight.
	Time time.Duration
	// Week is 1 to 5, or -1 for the last, where the slot is that weekday of a month.
	Week int
	// First is the date of the first occurrence, where it is every 2 or 4 weeks.
	First calendar.Date
	// FirstStart is the first occurrence.
	FirstStart time.Time
	// Occurrences counts all of the horizon, each with its kept-clear time inside.
	Occurrences int
	// Starts are these occurrences in order of time, blocked ones among them.
	Starts []time.Time
	// CustomerHours is what the free ones cost; Worst is the dearest of them, the earliest of equals.
	CustomerHours float64
	Worst         SlotStart
	// Blocked are those that are not free.
	Blocked []BlockedOccurrence
	// Shifts tell when the slot moves on the clocks of regions, because the slot's clock or theirs change.
	Shifts []SlotShift
}

// SlotStart is an occurrence with what it costs.
type SlotStart struct {
	Start         time.Time
	CustomerHours float64
}

// BlockedOccurrence is an occurrence that is not free, with what blocks it.
type BlockedOccurrence struct {
	Start  time.Time
	Blocks []Block
}

// SlotShift is that from an occurrence on a slot reads otherwise on the clocks of a zone.
type SlotShift struct {
	TimeZone string
	From     time.Time // the first occurrence at the new reading, on the zone's clocks
	Before   time.Time // the occurrence before it
}
