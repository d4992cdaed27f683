package exact

import "slices"

// Slots are the instants at which demand can step. Activity changes on the hour of a local clock, and
// offsets are few: so all steps lie at a handful of minutes past the hour in UTC (00, 15, 30 and 45 for
// the zones of today), and an array with one place for each of these in every hour holds them all in
// order of time. Adding to it costs no sorting.
type Slots struct {
	first   int64     // the first hour, in hours since 1970
	hours   int       // how many
	minutes []int64   // the minutes past the hour that are in use, in order
	index   [60]uint8 // of a minute in minutes
}

// NewSlots returns the slots that the zones, and further instants, need over the span [lo, hi), whose
// ends are whole hours. Of the instants only the minute past the hour matters.
func NewSlots(zones []*ZonePlan, further []int64, lo, hi int64) Slots {
	var used [60]bool
	used[0] = true
	mark := func(t int64) { used[FloorMod(t, HourSeconds)/60] = true }
	for _, z := range zones {
		for _, r := range z.Runs {
			mark(-r.Offset)
		}
		for _, p := range z.Pieces {
			mark(-p.Offset)
			mark(p.From)
			mark(p.To)
		}
	}
	for _, t := range further {
		mark(t)
	}
	// One day more on either side: whole days reach over the ends of the span.
	s := Slots{first: FloorDiv(lo, HourSeconds) - 24, hours: int((hi-lo)/HourSeconds) + 50}
	for m, u := range used {
		if u {
			s.index[m] = uint8(len(s.minutes))
			s.minutes = append(s.minutes, int64(m))
		}
	}
	s.minutes = slices.Clip(s.minutes)
	return s
}

// Len returns the number of slots.
func (s *Slots) Len() int { return s.hours * len(s.minutes) }

// PerHour returns the number of slots in an hour.
func (s *Slots) PerHour() int { return len(s.minutes) }

// At returns the slot of an instant that is one of them.
func (s *Slots) At(t int64) int {
	hour := FloorDiv(t, HourSeconds)
	return int(hour-s.first)*len(s.minutes) + int(s.index[(t-hour*HourSeconds)/60])
}

// Time returns the instant of a slot.
func (s *Slots) Time(i int) int64 {
	n := len(s.minutes)
	return (s.first+int64(i/n))*HourSeconds + s.minutes[i%n]*60
}
