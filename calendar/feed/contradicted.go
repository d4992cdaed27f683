package feed

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// contradictedYears is how many years of a definition are held against the zone that its name stands for. Programs
// write the rules of the day as if they held for ever.
const contradictedYears = 10

// contradicted returns the first day on which the VTIMEZONE of a name has another offset than the zone that the name
// was read as, from the first year that the file speaks of in it to its last, at most ten. A definition that cannot
// be read contradicts nothing, nor does one beyond [MaxZones].
func (z *zoneTable) contradicted(tzid string, loc *time.Location) (calendar.Date, bool) {
	c, defined := z.defined[tzid]
	if !defined || z.reader.zones >= MaxZones {
		return calendar.Date{}, false
	}
	z.reader.zones++
	onsets, err := z.onsets(c)
	if err != nil {
		return calendar.Date{}, false
	}
	own, err := location(tzid, onsets)
	if err != nil {
		return calendar.Date{}, false
	}
	first, last := z.years(tzid)
	if z.spoken[tzid] == nil { // the author's clock alone, whose years are not known
		return calendar.Date{}, false
	}
	span := calendar.Interval{
		Start: time.Date(first, 1, 1, 0, 0, 0, 0, time.UTC),
		End:   time.Date(min(last, first+contradictedYears-1)+1, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	for iv, offset := range calendar.Offsets(own, span) {
		for part, other := range calendar.Offsets(loc, iv) {
			if other != offset {
				return calendar.DateOf(part.Start.In(loc)), true
			}
		}
	}
	return calendar.Date{}, false
}
