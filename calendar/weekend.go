package calendar

import (
	"fmt"
	"slices"
)

// Weekend tells the weekly days off, which may change from a date on: Saudi Arabia moved from
// Thursday and Friday to Friday and Saturday on 2013-06-29. It never changes once built. The zero
// value is Saturday and Sunday at all times.
type Weekend struct {
	set     bool // false: Saturday and Sunday
	first   DaySet
	changes []WeekendChange // by date
	meant   bool            // Meant
}

// WeekendChange says that from a date on the weekly days off are these.
type WeekendChange struct {
	From Date
	Days DaySet
}

// NewWeekend returns the weekend that is first, until the first of the changes. The changes are
// copied; they must be valid dates in increasing order. An empty set of days means no weekend.
func NewWeekend(first DaySet, changes ...WeekendChange) (Weekend, error) {
	for i, c := range changes {
		if !c.From.Valid() {
			return Weekend{}, fmt.Errorf("weekend change %d: there is no day %s", i, c.From)
		}
		if i > 0 && !changes[i-1].From.Before(c.From) {
			return Weekend{}, fmt.Errorf("weekend change %d: %s is not after %s", i, c.From, changes[i-1].From)
		}
	}
	return Weekend{set: true, first: first, changes: slices.Clone(changes)}, nil
}

// FixedWeekend returns the weekend that is the same days at all times.
func FixedWeekend(days DaySet) Weekend { return Weekend{set: true, first: days} }

// Meant returns the same weekend with the mark that it is meant as it is, even where other days are
// usual: [Calendar.WeekendWarning] is then silent.
func (w Weekend) Meant() Weekend {
	w.meant = true
	return w
}

// differs returns the first date from first to last on which the two weekends have different days off.
func (w Weekend) differs(other Weekend, first, last Date) (on Date, differs bool) {
	dates := []Date{first}
	for _, c := range slices.Concat(w.changes, other.changes) {
		if first.Before(c.From) && !last.Before(c.From) {
			dates = append(dates, c.From)
		}
	}
	slices.SortFunc(dates, Date.Compare)
	for _, d := range dates {
		if w.On(d) != other.On(d) {
			return d, true
		}
	}
	return Date{}, false
}

// On returns the weekly days off that hold on the date.
func (w Weekend) On(d Date) DaySet {
	if !w.set {
		return SaturdaySunday
	}
	days := w.first
	for _, c := range w.changes {
		if d.Before(c.From) {
			break
		}
		days = c.Days
	}
	return days
}

// Changes returns the weekend of the earliest dates and the changes after it, in order. The slice
// is the caller's own.
func (w Weekend) Changes() (first DaySet, changes []WeekendChange) {
	if !w.set {
		return SaturdaySunday, nil
	}
	return w.first, slices.Clone(w.changes)
}
