package recur

import (
	"fmt"
	"slices"
	"time"

	"github.com/teambition/rrule-go"

	"github.com/quietwindow/quietwindow/calendar"
)

var (
	engineFrequencies = []rrule.Frequency{daily: rrule.DAILY, weekly: rrule.WEEKLY, monthly: rrule.MONTHLY, yearly: rrule.YEARLY}
	engineWeekdays    = []rrule.Weekday{rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA}
)

// engine starts rrule-go, in UTC, on everything but COUNT, BYWEEKNO, BYSETPOS, working days and the start's
// time of day, which are decided here. A new one is made for each walk: one *rrule.RRule used by two
// goroutines is a data race.
func (p *Pattern) engine(from int64) (rrule.Next, error) {
	days := make([]rrule.Weekday, len(p.days))
	for i, d := range p.days {
		days[i] = engineWeekdays[d.day]
		if d.n != 0 {
			days[i] = days[i].Nth(d.n)
		}
	}
	if len(p.workingDays) > 0 {
		days = engineWeekdays // every day; those that are worked are chosen below
	}
	rule, err := rrule.NewRRule(rrule.ROption{
		Freq:       engineFrequencies[p.freq],
		Dtstart:    time.Unix(from, 0).UTC(),
		Until:      time.Date(lastYear, time.December, 31, 23, 59, 59, 0, time.UTC), // or it would be 292 years on
		Interval:   p.interval,
		Wkst:       engineWeekdays[p.weekFrom],
		Bymonth:    p.months,
		Bymonthday: p.monthDays,
		Byyearday:  p.yearDays,
		Byweekday:  days,
		Byhour:     p.hours,
		Byminute:   p.minutes,
		Bysecond:   p.seconds,
	})
	if err != nil {
		return nil, fmt.Errorf("recurrence rule: %w", err)
	}
	return rule.Iterator(), nil
}

// run is a walk through the readings of a pattern.
type run struct {
	*Pattern
	meter   meter
	period  int     // the day, month or year that the readings of set lie in
	set     []int64 // of a period with BYSETPOS
	working map[int]bool
}

// readings gives every reading of the rule that begins at midnight of the day and is not after last, in
// order, until visit returns an error. The start, COUNT and UNTIL are for the caller to apply.
//
// rrule-go cannot be stopped within a step, and tests nothing while a rule gives no day. In the years in which
// it runs (frameShift) it has at most 400 years to walk, mostly 40: some milliseconds. What it walked is
// known from the next reading, and charged.
func (r *run) readings(day int, last int64, visit func(wall int64) error) error {
	from := int64(day) * secondsPerDay
	shift := int64(frameShift(yearOf(from), yearOf(last))) * secondsPerDay
	end := int64(yearStart(lastYear+1)) * secondsPerDay
	next, err := r.engine(from + shift)
	if err != nil {
		return err
	}
	for at := from + shift; ; {
		t, ok := next()
		reached := end
		if ok {
			reached = t.Unix()
		}
		if err := r.meter.add(1 + int((reached-at)/secondsPerDay)/r.interval); err != nil {
			return err
		}
		at = reached
		if !ok || at-shift > last && !r.unfinished(at-shift) {
			if err := r.chosen(visit); err != nil {
				return err
			}
			return r.meter.flush()
		}
		if err := r.take(at-shift, visit); err != nil {
			return err
		}
	}
}

// unfinished reports whether a reading belongs to a period that was begun, from which BYSETPOS chooses.
func (r *run) unfinished(wall int64) bool {
	return len(r.set) > 0 && r.periodOf(dayOf(wall)) == r.period
}

// dayOf returns the day of a reading, since 1970.
func dayOf(wall int64) int {
	if wall < 0 {
		return int((wall+1)/secondsPerDay) - 1
	}
	return int(wall / secondsPerDay)
}

// take gives a reading on, if it is one, or keeps it until its period is whole where BYSETPOS chooses.
func (r *run) take(wall int64, visit func(wall int64) error) error {
	day := dayOf(wall)
	if len(r.weeks) > 0 && !r.inWeeks(day) {
		return nil
	}
	if len(r.workingDays) > 0 {
		if is, err := r.nthWorking(placeOf(day)); err != nil || !is {
			return err
		}
	}
	if len(r.positions) == 0 {
		return visit(wall)
	}
	if period := r.periodOf(day); period != r.period {
		if err := r.chosen(visit); err != nil {
			return err
		}
		r.period = period
	}
	r.set = append(r.set, wall)
	return nil
}

// chosen gives on what BYSETPOS takes from the readings of a period.
func (r *run) chosen(visit func(wall int64) error) error {
	set := r.set
	r.set = r.set[:0]
	for i, wall := range set {
		if slices.Contains(r.positions, i+1) || slices.Contains(r.positions, i-len(set)) {
			if err := visit(wall); err != nil {
				return err
			}
		}
	}
	return nil
}

// periodOf numbers the period of the rule's FREQ that a day lies in.
func (r *run) periodOf(day int) int {
	d := calendar.DateOfDay(day)
	switch r.freq {
	case daily:
		return day
	case weekly:
		return r.weekStart(d)
	case monthly:
		return 12*d.Year + int(d.Month)
	default:
		return d.Year
	}
}

// dayPlace is a day and where in its month and year it lies.
type dayPlace struct {
	date             calendar.Date
	number           int // since 1970
	monthDays        int // of its month
	inYear, yearDays int // days of its year before it, and in all
}

func placeOf(day int) dayPlace {
	d := calendar.DateOfDay(day)
	next := calendar.Date{Year: d.Year + int(d.Month)/12, Month: d.Month%12 + 1, Day: 1}
	return dayPlace{
		date: d, number: day, monthDays: next.Days() - (day - d.Day + 1),
		inYear: day - yearStart(d.Year), yearDays: yearLength(d.Year),
	}
}

func yearOf(wall int64) int { return readingOfWall(wall).Date.Year }
