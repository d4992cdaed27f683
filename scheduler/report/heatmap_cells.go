package report

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

const (
	hourSeconds = 60 * 60
	daySeconds  = 24 * hourSeconds
)

// days returns the dates to show with their hours, still empty, and how many are left out. It reads
// clocks from instants, never the reverse, so changes of clocks need no care: an hour is a stretch of
// instants that read it.
func (d *heatDrawer) days(opts HeatMapOptions) (days []HeatDay, leftOut int) {
	h := d.tl.Horizon()
	first, last := calendar.DateOf(h.Start).Days(), calendar.DateOf(h.End.Add(-time.Second)).Days()
	// Clocks that went back across midnight can read an earlier date at the end than before it.
	for iv, offset := range calendar.Offsets(d.loc, h) {
		last = max(last, floorDiv(iv.End.Unix()-1+int64(offset), daySeconds))
	}
	shown := d.weeks(first, last, opts)
	index := make(map[int]int)
	for day := first; day <= last; day++ {
		if shown[weekOf(day)] {
			index[day] = len(days)
			days = append(days, HeatDay{Date: calendar.DateOfDay(day), Cells: []HeatCell{}})
		} else {
			leftOut++
		}
	}
	for iv, offset := range calendar.Offsets(d.loc, h) {
		for t := iv.Start.Unix(); t < iv.End.Unix(); {
			local := t + int64(offset)
			hour := floorDiv(local, hourSeconds)
			next := min(iv.End.Unix(), int64(hour+1)*hourSeconds-int64(offset))
			day := floorDiv(local, daySeconds)
			if i, ok := index[day]; ok {
				days[i].Cells = append(days[i].Cells, HeatCell{Hour: hour - 24*day, Start: d.instant(t), begin: t, end: next})
			}
			t = next
		}
	}
	return days, leftOut
}

// weeks returns the weeks to show.
func (d *heatDrawer) weeks(first, last int, opts HeatMapOptions) map[int]bool {
	from, to := weekOf(first), weekOf(last)
	most := opts.Weeks
	if most == 0 {
		most = 10
	}
	shown := make(map[int]bool)
	add := func(week int) {
		if from <= week && week <= to && (most < 0 || len(shown) < most) {
			shown[week] = true
		}
	}
	if most < 0 || to-from < most {
		for week := from; week <= to; week++ {
			add(week)
		}
		return shown
	}
	for _, s := range d.suggestions {
		add(weekOf(calendar.DateOf(s.Window.Start.In(d.loc)).Days()))
	}
	around := slices.Collect(func(yield func(int) bool) {
		for week := from; week <= to; week++ {
			if shown[week] && !yield(week) {
				return
			}
		}
	})
	if len(around) == 0 {
		around = []int{from}
		add(from)
	}
	for distance := 1; len(shown) < most; distance++ {
		for _, week := range around {
			add(week - distance)
			add(week + distance)
		}
	}
	return shown
}

// weekOf returns the number of the week, Monday to Sunday, of a day counted from 1970-01-01, a Thursday.
func weekOf(day int) int { return floorDiv(int64(day)+3, 7) }

func floorDiv(a, b int64) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return int(q)
}

func (d *heatDrawer) instant(t int64) time.Time { return time.Unix(t, 0).In(d.loc) }

// fill gives every hour its suggestions, its start and its impact.
func (d *heatDrawer) fill(days []HeatDay) {
	var cells []*HeatCell
	for i := range days {
		for j := range days[i].Cells {
			cells = append(cells, &days[i].Cells[j])
		}
	}
	// In order of time, which is that of the dates but where clocks go back across midnight.
	slices.SortFunc(cells, func(a, b *HeatCell) int { return int(a.begin - b.begin) })
	at := func(t int64) *HeatCell {
		i, found := slices.BinarySearchFunc(cells, t, func(c *HeatCell, t int64) int { return int(c.begin - t) })
		if !found {
			i--
		}
		if i < 0 || t >= cells[i].end {
			return nil
		}
		return cells[i]
	}
	for start := range d.tl.Starts() {
		c := at(start.Unix())
		if c == nil {
			continue
		}
		if cost, ok := d.tl.CustomerHours(start); ok && (c.State == "" || cost < *c.CustomerHours) {
			c.State, c.Start, c.CustomerHours = CellFree, start.In(d.loc), &cost
		}
	}
	for i, s := range d.suggestions {
		if c := at(s.Window.Start.Unix()); c != nil {
			if c.Suggestions == nil {
				cost := s.Impact.CustomerHours
				c.State, c.Start, c.CustomerHours = CellFree, s.Window.Start.In(d.loc), &cost
			}
			c.Suggestions = append(c.Suggestions, i+1)
		}
	}
}

// judge says of the hours of a date that hold no free start why not.
func (d *heatDrawer) judge(day *HeatDay) {
	if len(day.Cells) == 0 {
		return
	}
	first, last := day.Cells[0].begin, day.Cells[len(day.Cells)-1].end
	for _, c := range day.Cells {
		first, last = min(first, c.begin), max(last, c.end)
	}
	blocks := newReasons(d.tl.Blocks(calendar.Interval{Start: d.instant(first), End: d.instant(last)}))
	for i := range day.Cells {
		c := &day.Cells[i]
		if c.State == CellFree {
			continue
		}
		if cost, ok := d.tl.CustomerHours(c.Start); ok {
			c.CustomerHours = &cost
		}
		hour := calendar.Interval{Start: c.Start, End: d.instant(c.end)}
		stretch, ok := d.stretch(c.Start)
		switch {
		case !ok:
			c.State = CellBlocked
			c.Blocked, c.reasons = blocks.within(hour)
		case !c.Start.Add(d.keep).After(stretch.End) || c.Start.Add(d.keep).After(d.tl.Horizon().End):
			c.State = CellOff
		default:
			c.State = CellShort
			next := calendar.Interval{Start: stretch.End, End: stretch.End.Add(time.Second)}
			after, _ := newReasons(d.tl.Blocks(next)).within(next)
			c.Blocked = append([]string{fmt.Sprintf("free only until %s, %s short of %s", stamp(stretch.End.In(d.loc)),
				span(d.keep-stretch.End.Sub(c.Start)), span(d.keep))}, after...)
		}
	}
}

// stretch returns the free stretch that holds the instant.
func (d *heatDrawer) stretch(t time.Time) (calendar.Interval, bool) {
	i, found := slices.BinarySearchFunc(d.free, t, func(iv calendar.Interval, t time.Time) int { return iv.Start.Compare(t) })
	if !found {
		i--
	}
	if i < 0 || !d.free[i].Contains(t) {
		return calendar.Interval{}, false
	}
	return d.free[i], true
}

// roundMillionth rounds to the nearest millionth, as results are.
func roundMillionth(x float64) float64 {
	if x >= 1e9 { // a float64 of that size holds no more than a millionth anyway
		return x
	}
	return math.RoundToEven(x*1e6) / 1e6
}
