package scheduler

import (
	"iter"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// regionDays is what a region's calendar says over the compiled span.
type regionDays struct {
	zone     *exact.ZonePlan
	table    *profileTable
	weekend  calendar.Weekend
	holidays []namedDay // by day
	padded   []namedDay // by day: the neighbours of estimated holidays
	worked   []namedDay // by day: rest days that are worked; none of them is a holiday
}

// namedDay is a day that is left out, by the name that people are shown.
type namedDay struct {
	day  int
	name string
}

// read asks the region's calendar for its holidays, and for the rest days that are worked, of the local days first to
// last.
func (d *regionDays) read(cal calendar.Calendar, first, last int, estimated EstimatedDays) error {
	d.weekend = cal.Weekend
	if cal.Holidays == nil && cal.WorkingDays == nil {
		return nil
	}
	from, to := calendar.DateOfDay(first), calendar.DateOfDay(last)
	// An estimated holiday just outside still has a neighbour inside. Where the source is not sure of
	// that day the span itself is what matters.
	list, worked, err := cal.Exceptions(from.AddDays(-1), to.AddDays(1))
	if err != nil {
		if list, worked, err = cal.Exceptions(from, to); err != nil {
			return err
		}
	}
	for _, w := range worked {
		d.worked = append(d.worked, namedDay{w.Date.Days(), w.Title()})
	}
	d.holidays = make([]namedDay, 0, len(list))
	for _, h := range list {
		if h.Estimated && estimated == EstimatedIgnore {
			continue
		}
		day := h.Date.Days()
		d.holidays = append(d.holidays, namedDay{day, h.Title()})
		if h.Estimated && estimated == EstimatedPad {
			d.padded = append(d.padded, namedDay{day - 1, "day before " + h.Title()}, namedDay{day + 1, "day after " + h.Title()})
		}
	}
	byDay := func(a, b namedDay) int { return a.day - b.day }
	slices.SortStableFunc(d.holidays, byDay)
	slices.SortStableFunc(d.padded, byDay)
	d.holidays, d.padded = joinDays(d.holidays), joinDays(d.padded)
	// A day that is itself a holiday needs no padding. One that is worked is padded like any other.
	d.padded = slices.DeleteFunc(d.padded, func(p namedDay) bool { return nameOn(d.holidays, p.day) != "" })
	return nil
}

// joinDays makes one entry a day of a list sorted by day.
func joinDays(list []namedDay) []namedDay {
	out := list[:0]
	for i := 0; i < len(list); {
		j := i + 1
		for j < len(list) && list[j].day == list[i].day {
			j++
		}
		names := make([]string, 0, j-i)
		for _, d := range list[i:j] {
			if !slices.Contains(names, d.name) {
				names = append(names, d.name)
			}
		}
		out = append(out, namedDay{list[i].day, strings.Join(names, " / ")})
		i = j
	}
	return out
}

// nameOn returns the name of a day in a list sorted by day, empty where it is not in it.
func nameOn(list []namedDay, day int) string {
	i := sort.Search(len(list), func(i int) bool { return list[i].day >= day })
	if i < len(list) && list[i].day == day {
		return list[i].name
	}
	return ""
}

// isPadded is the bit of a cell that says that the day is next to an estimated holiday.
const isPadded = cells

// dayCells fills buf with the cell of every local day from first on: kind, weekday and padding.
func (d *regionDays) dayCells(buf []uint8, first int) {
	days, changes := d.weekend.Changes()
	start := 0
	for i := 0; i <= len(changes) && start < len(buf); i++ {
		end := len(buf)
		if i < len(changes) {
			end = min(len(buf), max(start, changes[i].From.Days()-first))
		}
		fillWeek(buf[start:end], days, first+start)
		if start = end; i < len(changes) {
			days = changes[i].Days
		}
	}
	for _, h := range d.holidays {
		if i := h.day - first; i >= 0 && i < len(buf) {
			buf[i] = cellOf(calendar.KindHoliday, time.Weekday(buf[i]&7))
		}
	}
	for _, w := range d.worked {
		if i := w.day - first; i >= 0 && i < len(buf) {
			buf[i] = workedCell
		}
	}
	for _, p := range d.padded {
		if i := p.day - first; i >= 0 && i < len(buf) {
			buf[i] |= isPadded
		}
	}
}

// fillWeek fills buf with the cells of days without holidays, beginning at the day first.
func fillWeek(buf []uint8, weekend calendar.DaySet, first int) {
	var week [7]uint8
	for i := range week {
		day := weekdayOf(first + i)
		week[i] = cellOf(calendar.KindWorkday, day)
		if weekend.Contains(day) {
			week[i] = cellOf(calendar.KindWeekend, day)
		}
	}
	// Copy the first week, then ever longer runs of whole weeks.
	for n := copy(buf, week[:]); n < len(buf); n *= 2 {
		copy(buf[n:], buf[:n])
	}
}

// weekdayOf returns the weekday of the n-th day after 1970-01-01, a Thursday.
func weekdayOf(n int) time.Weekday {
	return time.Weekday(exact.FloorMod(int64(n)+int64(time.Thursday), 7))
}

// localDay is a stretch [from, to) of one local date in one region.
type localDay struct {
	from, to int64
	day      int
	kind     calendar.DayKind
	name     string // of a holiday, or of a rest day that is worked
	worked   bool   // a rest day that is worked
	padding  string // why the day is left out though it is no holiday
}

// localDays walks the local days of the region over [from, to), in order of time. A date that comes
// back because clocks go back across midnight is walked twice.
func (c *compiled) localDays(region int, from, to int64) iter.Seq[localDay] {
	return func(yield func(localDay) bool) {
		d := &c.days[region]
		for p := range d.zone.Between(from, to) {
			day := localDay{from: p.From, to: p.To, day: p.Day, padding: nameOn(d.padded, p.Day)}
			var cell uint8
			cell, day.name = d.cell(p.Day)
			day.kind, day.worked = calendar.DayKind(cell>>kindShift), cell == workedCell
			if !yield(day) {
				return
			}
		}
	}
}

// cell returns the cell of a local day, without padding, and the name of a holiday or of a rest day that is worked.
func (d *regionDays) cell(day int) (uint8, string) {
	if name := nameOn(d.holidays, day); name != "" {
		return cellOf(calendar.KindHoliday, weekdayOf(day)), name
	}
	if name := nameOn(d.worked, day); name != "" {
		return workedCell, name
	}
	return d.ordinary(day), ""
}

// ordinary returns the cell of a local day by its weekday alone.
func (d *regionDays) ordinary(day int) uint8 {
	weekday := weekdayOf(day)
	if d.weekend.On(calendar.DateOfDay(day)).Contains(weekday) {
		return cellOf(calendar.KindWeekend, weekday)
	}
	return cellOf(calendar.KindWorkday, weekday)
}

// level is a stretch [from, to) in which a region's activity is the same number of millionths.
type level struct {
	from, to int64
	share    int32
}

// levels walks the stretches of [from, to) with the region's activity in each, in order of time:
// joined where the share stays the same.
func (c *compiled) levels(region int, from, to int64) iter.Seq[level] {
	return func(yield func(level) bool) {
		before, within, after := c.planner.regions[region].Forecast.split(from, to)
		var last level
		for _, part := range []iter.Seq[level]{
			c.profileLevels(region, before.From, before.To),
			c.planner.regions[region].Forecast.levels(within.From, within.To),
			c.profileLevels(region, after.From, after.To),
		} {
			for l := range part {
				if last.to == l.from && last.share == l.share && last.to > last.from {
					last.to = l.to
					continue
				}
				if last.to > last.from && !yield(last) {
					return
				}
				last = l
			}
		}
		if last.to > last.from {
			yield(last)
		}
	}
}

// profileLevels walks [from, to) hour by hour of the local clock, by the region's profile.
func (c *compiled) profileLevels(region int, from, to int64) iter.Seq[level] {
	return func(yield func(level) bool) {
		table := c.days[region].table
		for p, row := range c.dayRows(region, from, to) {
			for t := p.From; t < p.To; {
				hour := exact.FloorMod(t+p.Offset, exact.DaySeconds) / exact.HourSeconds
				end := min(p.To, t-exact.FloorMod(t+p.Offset, exact.HourSeconds)+exact.HourSeconds)
				if !yield(level{t, end, table.rows[row][hour]}) {
					return
				}
				t = end
			}
		}
	}
}

// dayRows walks the pieces of the region's local days in [from, to), with the row of the profile that
// holds in each.
func (c *compiled) dayRows(region int, from, to int64) iter.Seq2[exact.Piece, uint8] {
	return func(yield func(exact.Piece, uint8) bool) {
		d := &c.days[region]
		for p := range d.zone.Between(from, to) {
			cell, _ := d.cell(p.Day)
			if !yield(p, d.table.of[cell]) {
				return
			}
		}
	}
}
