package scheduler

import (
	"cmp"
	"fmt"
	"slices"
	"time"
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

// String says the change in a sentence, such as "clocks in Europe/Berlin go forward by 1h0m0s at
// 2027-03-28T01:00:00Z". Its form is for people and may change.
func (c ClockChange) String() string {
	way, by := "forward", c.After-c.Before
	if by < 0 {
		way, by = "back", -by
	}
	return fmt.Sprintf("clocks in %s go %s by %s at %s", c.TimeZone, way, by, formatTime(c.At))
}

// clockChanges returns the changes of clocks in any region while the start's exposure, and what is
// kept clear after it, lasts. One that falls on the start itself or on the end counts.
func (c *compiled) clockChanges(start int64) []ClockChange {
	end := start + max(c.job.tail, c.job.keep)
	var out []ClockChange
	found := make(map[*zonePlan][]int) // places in out
	for i := range c.days {
		zone := c.days[i].zone
		places, ok := found[zone]
		if !ok {
			for _, ch := range zone.changes(start, end) {
				places = append(places, len(out))
				out = append(out, ClockChange{At: c.instant(ch.at), TimeZone: zone.loc.String(), Before: seconds(ch.before), After: seconds(ch.after)})
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

// offsetChange is a change of offset at an instant.
type offsetChange struct {
	at, before, after int64
}

// changes returns the zone's changes of offset in [from, to].
func (z *zonePlan) changes(from, to int64) []offsetChange {
	var out []offsetChange
	// Days without a change are in runs: only the ends of pieces can be changes.
	for _, p := range z.pieces {
		if p.to < from || p.to > to || p.to >= z.end {
			continue
		}
		if next := z.at(p.to); next.offset != p.offset {
			out = append(out, offsetChange{p.to, p.offset, next.offset})
		}
	}
	for _, r := range z.runs {
		at := int64(r.last+1)*daySeconds - r.offset
		if at < from || at > to || at >= z.end {
			continue
		}
		if next := z.at(at); next.offset != r.offset {
			out = append(out, offsetChange{at, r.offset, next.offset})
		}
	}
	slices.SortFunc(out, func(a, b offsetChange) int { return cmp.Compare(a.at, b.at) })
	return out
}
