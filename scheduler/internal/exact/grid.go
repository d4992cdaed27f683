package exact

import (
	"math"
	"slices"
	"sort"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// Grid tells which instants may be starts: readings of a clock, or a list.
type Grid struct {
	step int64
	// stretches of constant offset cover the horizon. The points of each are counted from its own
	// midnights: rounding after a change of 30 minutes (Australia/Lord_Howe) could land before it.
	stretches []gridStretch
	list      []int64 // in order; nil for a clock
}

type gridStretch struct {
	Span
	offset int64
}

// NewGrid returns the grid of the readings of loc's clocks that are multiples of step seconds past
// midnight, within a span.
func NewGrid(loc *time.Location, step int64, within Span) Grid {
	g := Grid{step: step}
	iv := calendar.Interval{Start: time.Unix(within.From, 0), End: time.Unix(within.To, 0)}
	for s, offset := range calendar.Offsets(loc, iv) {
		g.stretches = append(g.stretches, gridStretch{Span{s.Start.Unix(), s.End.Unix()}, int64(offset)})
	}
	return g
}

// GridOf returns the grid of the listed instants, which are in order, each once.
func GridOf(list []int64) Grid { return Grid{list: list} }

// Next returns the first point at or after t, math.MaxInt64 where there is none.
func (g *Grid) Next(t int64) int64 {
	if g.list != nil {
		i, _ := slices.BinarySearch(g.list, t)
		if i == len(g.list) {
			return math.MaxInt64
		}
		return g.list[i]
	}
	i := sort.Search(len(g.stretches), func(i int) bool { return g.stretches[i].To > t })
	for ; i < len(g.stretches); i++ {
		s := g.stretches[i]
		t = max(t, s.From)
		if p := t + FloorMod(-(t+s.offset), g.step); p < s.To {
			return p
		}
	}
	return math.MaxInt64
}

// Last returns the last point before t, math.MinInt64 where there is none.
func (g *Grid) Last(t int64) int64 {
	if g.list != nil {
		i, _ := slices.BinarySearch(g.list, t)
		if i == 0 {
			return math.MinInt64
		}
		return g.list[i-1]
	}
	i := sort.Search(len(g.stretches), func(i int) bool { return g.stretches[i].From >= t }) - 1
	for ; i >= 0; i-- {
		s := g.stretches[i]
		end := min(t, s.To) - 1
		if p := end - FloorMod(end+s.offset, g.step); p >= s.From {
			return p
		}
	}
	return math.MinInt64
}

// Count returns the number of points in s.
func (g *Grid) Count(s Span) int64 {
	if s.From >= s.To {
		return 0
	}
	if g.list != nil {
		lo, _ := slices.BinarySearch(g.list, s.From)
		hi, _ := slices.BinarySearch(g.list, s.To)
		return int64(hi - lo)
	}
	total := int64(0)
	i := sort.Search(len(g.stretches), func(i int) bool { return g.stretches[i].To > s.From })
	for ; i < len(g.stretches) && g.stretches[i].From < s.To; i++ {
		st := g.stretches[i]
		from, to := max(s.From, st.From), min(s.To, st.To)
		total += FloorDiv(to-1+st.offset, g.step) - FloorDiv(from-1+st.offset, g.step)
	}
	return total
}

// CountAll returns the number of points in all the spans.
func (g *Grid) CountAll(spans []Span) int64 {
	total := int64(0)
	for _, s := range spans {
		total += g.Count(s)
	}
	return total
}

// Contains reports whether t is a point.
func (g *Grid) Contains(t int64) bool { return g.Next(t) == t }
