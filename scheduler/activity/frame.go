package activity

import (
	"errors"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

const (
	hourSeconds = 3600
	dayHours    = 24
	weekHours   = 7 * dayHours
)

// grid is a week of activity by weekday and cell of the day.
type grid [7][dayHours]float64

// frame places the hours of a series on a region's clocks. An hour belongs to the local hour in which
// it begins, counted from phase past the full hour: where clocks are half an hour off UTC, 00:00 UTC is
// the cell from 05:30 to 06:30, so that no hour need be cut. Only where the phase itself changes
// (Australia/Lord_Howe moves its clocks by 30 minutes) an hour lies in two cells, rest sixtieths of it
// in the second.
type frame struct {
	start int64 // of the first hour, in seconds since 1970
	phase int64 // in seconds, 0 up to an hour
	cell  []int32
	rest  []uint8
	first int // the first local day, counted from 1970-01-01
	days  []day
	// past says that a frame is learned from: days of years whose holidays are not known are ordinary
	// days then, and unknown tells which years are known.
	past    bool
	unknown *calendar.YearsError
}

// day is what a frame knows of a local date.
type day struct {
	weekday time.Weekday
	off     bool // a weekly day off
	holiday bool
	worked  bool // a weekly day off that is worked, such as China's Sunday 4 January 2026
}

// phaseAt returns the phase of a region's clocks at an instant, for hours that begin with it.
func phaseAt(loc *time.Location, unix int64) int64 {
	_, offset := time.Unix(unix, 0).In(loc).Zone()
	return mod(unix+int64(offset), hourSeconds)
}

// newFrame places n hours from start on, of the past or of what lies ahead. The error is that of the
// calendar's holidays.
func newFrame(cal calendar.Calendar, start int64, n int, phase int64, past bool) (frame, error) {
	f := frame{start: start, phase: phase, past: past, cell: make([]int32, n), rest: make([]uint8, n)}
	span := calendar.Interval{Start: time.Unix(start, 0).UTC(), End: time.Unix(start+int64(n)*hourSeconds, 0).UTC()}
	for stretch, offset := range calendar.Offsets(cal.Location, span) {
		// An hour goes by the offset at its start.
		from := max(0, -floorDiv(start-stretch.Start.Unix(), hourSeconds))
		to := min(int64(n), -floorDiv(start-stretch.End.Unix(), hourSeconds))
		local := start + int64(offset) - phase
		for i := from; i < to; i++ {
			f.cell[i] = int32(floorDiv(local+i*hourSeconds, hourSeconds))
			f.rest[i] = uint8(mod(local, hourSeconds) / 60)
		}
	}
	if n == 0 {
		return f, nil
	}
	lo, hi := f.cell[0], f.cell[0]
	for _, c := range f.cell {
		lo, hi = min(lo, c), max(hi, c)
	}
	f.first = int(floorDiv(int64(lo), dayHours)) - 1 // the day before matters to the night
	last := int(floorDiv(int64(hi)+1, dayHours))
	return f, f.readDays(cal, last)
}

// readDays fills in the days up to the last.
func (f *frame) readDays(cal calendar.Calendar, last int) error {
	f.days = make([]day, last-f.first+1)
	for i := range f.days {
		date := calendar.DateOfDay(f.first + i)
		f.days[i] = day{weekday: date.Weekday(), off: cal.Weekend.On(date).Contains(date.Weekday())}
	}
	holidays, worked, err := cal.Exceptions(calendar.DateOfDay(f.first), calendar.DateOfDay(last))
	if years := (*calendar.YearsError)(nil); errors.As(err, &years) && f.past {
		holidays, worked, err = f.knownYears(cal, years, last)
	}
	if err != nil {
		return err
	}
	for _, h := range holidays {
		if i := h.Date.Days() - f.first; i >= 0 && i < len(f.days) {
			f.days[i].holiday = true
		}
	}
	for _, w := range worked {
		if i := w.Date.Days() - f.first; i >= 0 && i < len(f.days) {
			f.days[i].worked = f.days[i].off
		}
	}
	return nil
}

// knownYears returns the exceptions of those years that their source knows. Days of other years are
// ordinary days; the model warns of them.
func (f *frame) knownYears(cal calendar.Calendar, years *calendar.YearsError, last int) ([]calendar.Holiday, []calendar.WorkingDay, error) {
	f.unknown = years
	from, to := max(f.first, (calendar.Date{Year: years.FirstYear, Month: time.January, Day: 1}).Days()), min(last, (calendar.Date{Year: years.LastYear, Month: time.December, Day: 31}).Days())
	if years.FirstYear == 0 || from > to {
		return nil, nil, nil
	}
	return cal.Exceptions(calendar.DateOfDay(from), calendar.DateOfDay(to))
}

// at returns the day of a cell, the day before it, and the hour of the day.
func (f *frame) at(cell int32) (today, before day, hour int) {
	d := int(floorDiv(int64(cell), dayHours))
	return f.days[d-f.first], f.days[d-1-f.first], int(cell) - d*dayHours
}

// usual reports whether an hour is as its weekday usually is: not on a holiday or a day off that is
// worked, nor in the night after one, which ends as a night after a day off, or at work, does.
func (f *frame) usual(i int) (day, int, bool) {
	today, before, hour := f.at(f.cell[i])
	return today, hour, !today.holiday && !today.worked && (hour >= nightEnd || !before.holiday && !before.worked)
}

// floorDiv divides, rounding down.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// mod is the remainder that is never negative.
func mod(a, b int64) int64 { return a - floorDiv(a, b)*b }
