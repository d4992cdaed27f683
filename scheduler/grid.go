package scheduler

import (
	"math"
	"slices"
	"sort"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// grid tells which instants may be starts: readings of a clock, or a list.
type grid struct {
	step int64
	// stretches of constant offset cover the horizon. The points of each are counted from its own
	// midnights: rounding after a change of 30 minutes (Australia/Lord_Howe) could land before it.
	stretches []gridStretch
	list      []int64 // in order; nil for a clock
}

type gridStretch struct {
	span
	offset int64
}

func newGrid(j *job) grid {
	g := grid{step: j.step, list: j.list}
	if g.list != nil {
		return g
	}
	horizon := calendar.Interval{Start: time.Unix(j.from, 0), End: time.Unix(j.to, 0)}
	for s, offset := range calendar.Offsets(j.loc, horizon) {
		g.stretches = append(g.stretches, gridStretch{span{s.Start.Unix(), s.End.Unix()}, int64(offset)})
	}
	return g
}

// next returns the first point at or after t, math.MaxInt64 where there is none.
func (g *grid) next(t int64) int64 {
	if g.list != nil {
		i, _ := slices.BinarySearch(g.list, t)
		if i == len(g.list) {
			return math.MaxInt64
		}
		return g.list[i]
	}
	i := sort.Search(len(g.stretches), func(i int) bool { return g.stretches[i].to > t })
	for ; i < len(g.stretches); i++ {
		s := g.stretches[i]
		t = max(t, s.from)
		if p := t + floorMod(-(t+s.offset), g.step); p < s.to {
			return p
		}
	}
	return math.MaxInt64
}

// last returns the last point before t, math.MinInt64 where there is none.
func (g *grid) last(t int64) int64 {
	if g.list != nil {
		i, _ := slices.BinarySearch(g.list, t)
		if i == 0 {
			return math.MinInt64
		}
		return g.list[i-1]
	}
	i := sort.Search(len(g.stretches), func(i int) bool { return g.stretches[i].from >= t }) - 1
	for ; i >= 0; i-- {
		s := g.stretches[i]
		end := min(t, s.to) - 1
		if p := end - floorMod(end+s.offset, g.step); p >= s.from {
			return p
		}
	}
	return math.MinInt64
}

// count returns the number of points in s.
func (g *grid) count(s span) int64 {
	if s.from >= s.to {
		return 0
	}
	if g.list != nil {
		lo, _ := slices.BinarySearch(g.list, s.from)
		hi, _ := slices.BinarySearch(g.list, s.to)
		return int64(hi - lo)
	}
	total := int64(0)
	i := sort.Search(len(g.stretches), func(i int) bool { return g.stretches[i].to > s.from })
	for ; i < len(g.stretches) && g.stretches[i].from < s.to; i++ {
		st := g.stretches[i]
		from, to := max(s.from, st.from), min(s.to, st.to)
		total += floorDiv(to-1+st.offset, g.step) - floorDiv(from-1+st.offset, g.step)
	}
	return total
}

// countAll returns the number of points in all the spans.
func (g *grid) countAll(spans []span) int64 {
	total := int64(0)
	for _, s := range spans {
		total += g.count(s)
	}
	return total
}

// contains reports whether t is a point.
func (g *grid) contains(t int64) bool { return g.next(t) == t }
