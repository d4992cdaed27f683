package recur

import (
	"fmt"
	"slices"

	"github.com/quietwindow/quietwindow/calendar"
)

// WorkingDay reports whether a date is a working day: neither weekend nor holiday. It must be pure. An
// error, such as a *calendar.YearsError beyond the years that are known, ends the expansion.
type WorkingDay func(calendar.Date) (bool, error)

// isWorking asks about each day once.
func (r *run) isWorking(day int) (bool, error) {
	if known, ok := r.working[day]; ok {
		return known, nil
	}
	if err := r.meter.add(10); err != nil {
		return false, err
	}
	is, err := r.workingDay(calendar.DateOfDay(day))
	if err != nil {
		return false, fmt.Errorf("working days: %w", err)
	}
	if r.working == nil {
		r.working = make(map[int]bool)
	}
	r.working[day] = is
	return is, nil
}

// nthWorking reports whether BYDAY=WD, 1WD or -1WD gives the day: any working day, or the first or last
// of its month or year.
func (r *run) nthWorking(d dayPlace) (bool, error) {
	is, err := r.isWorking(d.number)
	if err != nil || !is || slices.Contains(r.workingDays, 0) {
		return is, err
	}
	first, last := d.number-d.inYear, d.number-d.inYear+d.yearDays-1
	if r.freq == monthly || len(r.months) > 0 {
		first, last = d.number-d.date.Day+1, d.number-d.date.Day+d.monthDays
	}
	farthest, fromEnd := 0, 0
	for _, n := range r.workingDays {
		farthest, fromEnd = max(farthest, n), max(fromEnd, -n)
	}
	front, err := r.countWorking(first, d.number, 1, farthest)
	if err != nil {
		return false, err
	}
	back, err := r.countWorking(last, d.number, -1, fromEnd)
	if err != nil {
		return false, err
	}
	return slices.Contains(r.workingDays, front) || slices.Contains(r.workingDays, -back), nil
}

// countWorking counts the working days from one day to another, both included, and returns 0 once there
// are more than most.
func (r *run) countWorking(from, to, step, most int) (int, error) {
	n := 0
	for day := from; n <= most; day += step {
		is, err := r.isWorking(day)
		if err != nil {
			return 0, err
		}
		if is {
			n++
		}
		if day == to {
			break
		}
	}
	if n > most {
		return 0, nil
	}
	return n, nil
}
