package document

import (
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// ClockChange is a change of a zone's clocks in its JSON form.
type ClockChange struct {
	At       time.Time `json:"at"`
	TimeZone string    `json:"time_zone"`
	// Regions are the names of those that keep the zone.
	Regions []string `json:"regions"`
	// Before and After are the offsets from UTC as durations, such as "1h0m0s".
	Before string `json:"offset_before"`
	After  string `json:"offset_after"`
}

// NewClockChanges returns the JSON form of changes of clocks, in the same order. It is never nil.
func NewClockChanges(list []scheduler.ClockChange) []ClockChange {
	return each(list, func(c scheduler.ClockChange) ClockChange {
		return ClockChange{At: c.At, TimeZone: c.TimeZone, Regions: each(c.Regions, func(s string) string { return s }),
			Before: c.Before.String(), After: c.After.String()}
	})
}
