package exact

import (
	"fmt"
	"iter"
	"math"
	"sort"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// ZonePlan is the local days of one zone over the compiled span. Nearly all of them are whole days
// of one offset; the others are pieces: the days on which clocks change, and the ends of the span.
type ZonePlan struct {
	Loc    *time.Location
	Runs   []Run
	Pieces []Piece
	end    int64 // of the span
}

// Run is a run of whole local days, first to last, that share one offset in seconds east.
type Run struct {
	First, Last int
	Offset      int64
}

// Piece is the part [from, to) of a local day, with one offset.
type Piece struct {
	Day      int
	From, To int64
	Offset   int64
}

// PlanZone cuts the span [lo, hi) into the local days of loc.
func PlanZone(loc *time.Location, lo, hi int64) *ZonePlan {
	z := &ZonePlan{Loc: loc, end: hi}
	span := calendar.Interval{Start: time.Unix(lo, 0), End: time.Unix(hi, 0)}
	for stretch, east := range calendar.Offsets(loc, span) {
		from, to, offset := stretch.Start.Unix(), stretch.End.Unix(), int64(east)
		day := FloorDiv(from+offset, DaySeconds)
		if start := day*DaySeconds - offset; start < from {
			end := min(to, start+DaySeconds)
			z.Pieces = append(z.Pieces, Piece{int(day), from, end, offset})
			day++
		}
		last := FloorDiv(to+offset, DaySeconds) - 1
		if day <= last {
			z.Runs = append(z.Runs, Run{int(day), int(last), offset})
			day = last + 1
		}
		if start := day*DaySeconds - offset; start < to {
			z.Pieces = append(z.Pieces, Piece{int(day), start, to, offset})
		}
	}
	return z
}

// Usual reports whether all offsets and changes of the zone are whole minutes within a day, which the
// slots of the demand rely on. All zones of the database are so from 1973 on; only a zone made with
// time.FixedZone can differ.
func (z *ZonePlan) Usual() bool {
	for _, r := range z.Runs {
		if r.Offset%60 != 0 || r.Offset <= -DaySeconds || r.Offset >= DaySeconds {
			return false
		}
	}
	for _, p := range z.Pieces {
		if p.Offset%60 != 0 || p.From%60 != 0 || p.To%60 != 0 || p.Offset <= -DaySeconds || p.Offset >= DaySeconds {
			return false
		}
	}
	return true
}

// Dates returns the first and the last local date that the zone's days touch.
func (z *ZonePlan) Dates() (first, last int) {
	first, last = math.MaxInt, math.MinInt
	for _, r := range z.Runs {
		first, last = min(first, r.First), max(last, r.Last)
	}
	for _, p := range z.Pieces {
		first, last = min(first, p.Day), max(last, p.Day)
	}
	return first, last
}

// At returns the piece of a local day that holds the instant t of the compiled span.
func (z *ZonePlan) At(t int64) Piece {
	i := sort.Search(len(z.Runs), func(i int) bool { return int64(z.Runs[i].Last+1)*DaySeconds-z.Runs[i].Offset > t })
	if i < len(z.Runs) {
		if r := z.Runs[i]; int64(r.First)*DaySeconds-r.Offset <= t {
			day := FloorDiv(t+r.Offset, DaySeconds)
			start := day*DaySeconds - r.Offset
			return Piece{int(day), start, start + DaySeconds, r.Offset}
		}
	}
	i = sort.Search(len(z.Pieces), func(i int) bool { return z.Pieces[i].To > t })
	if i == len(z.Pieces) {
		panic(fmt.Sprintf("exact: instant %d lies outside the compiled span of %s", t, z.Loc))
	}
	return z.Pieces[i]
}

// Between walks the pieces of local days that lie in [from, to), each of one offset, in order of
// time. Two pieces of one date in a row, before and after a change of clocks, stay apart.
func (z *ZonePlan) Between(from, to int64) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		for t := from; t < to; {
			p := z.At(t)
			p.From, p.To = t, min(p.To, to)
			if !yield(p) {
				return
			}
			t = p.To
		}
	}
}

// Day walks the pieces of one local date: one, as a rule.
func (z *ZonePlan) Day(day int) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		for _, r := range z.Runs {
			if start := int64(day)*DaySeconds - r.Offset; r.First <= day && day <= r.Last && !yield(Piece{day, start, start + DaySeconds, r.Offset}) {
				return
			}
		}
		for _, p := range z.Pieces {
			if p.Day == day && !yield(p) {
				return
			}
		}
	}
}
