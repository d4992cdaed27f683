package calendar

import (
	"iter"
	"time"
)

// Offsets walks the stretches of iv in which the clocks of loc keep one offset from UTC, with that
// offset in seconds east of Greenwich, in order of time. The stretches cover iv exactly and
// neighbours have different offsets: a change of name or of daylight-saving flag alone (Dublin,
// Morocco) makes no stretch. An empty iv has none. Fractions of a second at the ends are kept.
// Cost: about four look-ups a year.
func Offsets(loc *time.Location, iv Interval) iter.Seq2[Interval, int] {
	return func(yield func(Interval, int) bool) {
		if iv.Empty() {
			return
		}
		start, t := iv.Start, iv.Start
		offset := offsetAt(loc, t)
		for {
			next, found := nextChange(loc, t, iv.End)
			if !found {
				yield(Interval{Start: start.In(loc), End: iv.End.In(loc)}, offset)
				return
			}
			if after := offsetAt(loc, next); after != offset {
				if !yield(Interval{Start: start.In(loc), End: next.In(loc)}, offset) {
					return
				}
				start, offset = next, after
			}
			t = next
		}
	}
}

func offsetAt(loc *time.Location, t time.Time) int {
	_, offset := t.In(loc).Zone()
	return offset
}

// nextChange returns the next instant after t and before end at which the zone may change, and
// false if there is none.
//
// time.Time.ZoneBounds cannot be followed blindly. With the compact data that Go embeds, and for
// years after the last listed change, it returns the ends of the UTC year where nothing changes,
// and on 31 December of a leap year (2028) an end before the instant asked about, so that the
// plain loop never ends. There the walk goes on by a day and looks for a change inside it.
func nextChange(loc *time.Location, t, end time.Time) (time.Time, bool) {
	_, bound := t.In(loc).ZoneBounds()
	if bound.IsZero() || bound.After(t) {
		return bound, !bound.IsZero() && bound.Before(end)
	}
	next := t.Add(24 * time.Hour)
	if from, to := offsetAt(loc, t), offsetAt(loc, next); from != to {
		lo, hi := t.Unix(), next.Unix()
		for hi-lo > 1 {
			mid := lo + (hi-lo)/2
			if offsetAt(loc, time.Unix(mid, 0)) == from {
				lo = mid
			} else {
				hi = mid
			}
		}
		next = time.Unix(hi, 0)
	}
	return next, next.Before(end)
}
