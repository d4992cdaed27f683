package scheduler

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

const (
	daySeconds  = 86400
	hourSeconds = 3600
)

// zonePlan is the local days of one zone over the compiled span. Nearly all of them are whole days
// of one offset; the others are pieces: the days on which clocks change, and the ends of the span.
type zonePlan struct {
	loc    *time.Location
	runs   []dayRun
	pieces []piece
	end    int64 // of the span
}

// dayRun is a run of whole local days, first to last, that share one offset in seconds east.
type dayRun struct {
	first, last int
	offset      int64
}

// piece is the part [from, to) of a local day, with one offset.
type piece struct {
	day      int
	from, to int64
	offset   int64
}

// planZone cuts the span [lo, hi) into the local days of loc.
func planZone(loc *time.Location, lo, hi int64) *zonePlan {
	z := &zonePlan{loc: loc, end: hi}
	span := calendar.Interval{Start: time.Unix(lo, 0), End: time.Unix(hi, 0)}
	for stretch, east := range calendar.Offsets(loc, span) {
		from, to, offset := stretch.Start.Unix(), stretch.End.Unix(), int64(east)
		day := floorDiv(from+offset, daySeconds)
		if start := day*daySeconds - offset; start < from {
			end := min(to, start+daySeconds)
			z.pieces = append(z.pieces, piece{int(day), from, end, offset})
			day++
		}
		last := floorDiv(to+offset, daySeconds) - 1
		if day <= last {
			z.runs = append(z.runs, dayRun{int(day), int(last), offset})
			day = last + 1
		}
		if start := day*daySeconds - offset; start < to {
			z.pieces = append(z.pieces, piece{int(day), start, to, offset})
		}
	}
	return z
}

// floorDiv returns a / b rounded down; b must be positive.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// floorMod returns a - b*floorDiv(a, b), from 0 up to, not including, b.
func floorMod(a, b int64) int64 { return a - b*floorDiv(a, b) }
