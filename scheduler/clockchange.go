package scheduler

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// ClockChange is a change of a zone's clocks.
type ClockChange struct {
	// At is the instant, on the clocks of Grid.Location.
	At time.Time
	// TimeZone is the zone, and Regions the names of the regions that keep it, in their order.
	TimeZone string
	Regions  []string
	// Before and After are the offsets from UTC, east of Greenwich.
	Before, After time.Duration
}

// String says the change in a sentence, such as "clocks in Europe/Berlin go forward by 1h at
// 2027-03-28T01:00:00Z". Its form is for people and may change.
func (c ClockChange) String() string {
	way, by := "forward", c.After-c.Before
	if by < 0 {
		way, by = "back", -by
	}
	return fmt.Sprintf("clocks in %s go %s by %s at %s", c.TimeZone, way, calendar.FormatDuration(by), formatTime(c.At))
}

// clockChanges returns the changes of clocks in any region while the start's exposure, and what is
// kept clear after it, lasts. One that falls on the start itself or on the end counts.
func (c *compiled) clockChanges(start int64) []ClockChange {
	end := start + max(c.job.tail, c.job.keep)
	var out []ClockChange
	found := make(map[*exact.ZonePlan][]int) // places in out
	for i := range c.days {
		zone := c.days[i].zone
		places, ok := found[zone]
		if !ok {
			for _, ch := range zone.Changes(start, end) {
				places = append(places, len(out))
				out = append(out, ClockChange{At: c.instant(ch.At), TimeZone: zone.Loc.String(), Before: seconds(ch.Before), After: seconds(ch.After)})
			}
			found[zone] = places
		}
		for _, k := range places {
			out[k].Regions = append(out[k].Regions, c.planner.regions[i].Name)
		}
	}
	slices.SortStableFunc(out, func(a, b ClockChange) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.TimeZone, b.TimeZone)) })
	return out
}

func seconds(n int64) time.Duration { return time.Duration(n) * time.Second }
