package scheduler

import "slices"

// slots are the instants at which demand can step. Activity changes on the hour of a local clock, and
// offsets are few: so all steps lie at a handful of minutes past the hour in UTC (00, 15, 30 and 45 for
// the zones of today), and an array with one place for each of these in every hour holds them all in
// order of time. Adding to it costs no sorting.
type slots struct {
	first   int64     // the first hour, in hours since 1970
	hours   int       // how many
	minutes []int64   // the minutes past the hour that are in use, in order
	index   [60]uint8 // of a minute in minutes
}

// newSlots returns the slots that the zones and forecasts need over the span [lo, hi), whose ends are whole hours.
func newSlots(zones []*zonePlan, regions []Region, lo, hi int64) slots {
	var used [60]bool
	used[0] = true
	mark := func(t int64) { used[floorMod(t, hourSeconds)/60] = true }
	for _, z := range zones {
		for _, r := range z.runs {
			mark(-r.offset)
		}
		for _, p := range z.pieces {
			mark(-p.offset)
			mark(p.from)
			mark(p.to)
		}
	}
	for i := range regions {
		mark(regions[i].Forecast.from)
	}
	// One day more on either side: whole days reach over the ends of the span.
	s := slots{first: floorDiv(lo, hourSeconds) - 24, hours: int((hi-lo)/hourSeconds) + 50}
	for m, u := range used {
		if u {
			s.index[m] = uint8(len(s.minutes))
			s.minutes = append(s.minutes, int64(m))
		}
	}
	s.minutes = slices.Clip(s.minutes)
	return s
}

// len returns the number of slots.
func (s *slots) len() int { return s.hours * len(s.minutes) }

// at returns the slot of an instant that is one of them.
func (s *slots) at(t int64) int {
	hour := floorDiv(t, hourSeconds)
	return int(hour-s.first)*len(s.minutes) + int(s.index[(t-hour*hourSeconds)/60])
}

// time returns the instant of a slot.
func (s *slots) time(i int) int64 {
	n := len(s.minutes)
	return (s.first+int64(i/n))*hourSeconds + s.minutes[i%n]*60
}
