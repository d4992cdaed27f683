package recur

import (
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// run is a walk through the periods of a pattern: the days, weeks, months or years of its FREQ, each of
// them a set of readings from which BYSETPOS chooses.
type run struct {
	*Pattern
	meter   meter
	days    []int   // of the set, since 1970
	set     []int64 // readings
	month   calendar.Date
	lengths [12]int // of the months of month.Year
	working map[int]bool
}

// periods gives the readings of the set of every period from the one that begins on the day, in order,
// until visit returns an error or a period begins past last.
func (r *run) periods(day int, last int64, visit func(wall int64) error) error {
	date := calendar.DateOfDay(day)
	for n := 0; ; n += r.interval {
		first, length := r.period(date, n)
		if int64(first)*secondsPerDay > last {
			return r.meter.flush()
		}
		if err := r.chooseDays(first, length); err != nil {
			return err
		}
		if len(r.days) > 0 {
			r.chooseReadings()
		} else {
			r.set = r.set[:0]
		}
		if err := r.meter.add(1 + len(r.set)); err != nil {
			return err
		}
		for _, wall := range r.set {
			if err := visit(wall); err != nil {
				return err
			}
		}
	}
}

// period returns the first day and the length of the n-th period after that of the date.
func (r *run) period(date calendar.Date, n int) (first, length int) {
	switch r.freq {
	case daily:
		return date.Days() + n, 1
	case weekly:
		return date.Days() + 7*n, 7
	case monthly:
		months := int(date.Month) - 1 + n
		first := calendar.Date{Year: date.Year + months/12, Month: time.Month(1 + months%12), Day: 1}
		return first.Days(), monthLength(first)
	default:
		first := yearStart(date.Year + n)
		return first, yearLength(date.Year + n)
	}
}

func yearStart(year int) int {
	return calendar.Date{Year: year, Month: time.January, Day: 1}.Days()
}

func yearLength(year int) int { return yearStart(year+1) - yearStart(year) }

func monthLength(d calendar.Date) int {
	switch {
	case d.Month != time.February:
		return monthLengths[d.Month-1]
	case yearLength(d.Year) == 366:
		return 29
	default:
		return 28
	}
}

// chooseDays finds the days of a period that the BY parts give, in order.
func (r *run) chooseDays(first, length int) error {
	r.days = r.days[:0]
	d := calendar.DateOfDay(first)
	inYear := first - yearStart(d.Year)
	yearDays, monthDays := yearLength(d.Year), monthLength(d)
	for i := 0; i < length; {
		if len(r.months) > 0 && !slices.Contains(r.months, int(d.Month)) {
			// The rest of the month has no day.
			skip := min(length-i, monthDays-d.Day+1)
			if err := r.meter.add(1); err != nil {
				return err
			}
			i, inYear = i+skip, inYear+skip
			d = calendar.DateOfDay(first + i)
			if d.Day == 1 {
				monthDays = monthLength(d)
			}
			if inYear >= yearDays {
				inYear, yearDays = inYear-yearDays, yearLength(d.Year)
			}
			continue
		}
		if err := r.meter.add(1); err != nil {
			return err
		}
		at := dayPlace{date: d, number: first + i, monthDays: monthDays, inYear: inYear, yearDays: yearDays}
		ok, err := r.gives(at)
		if err != nil {
			return err
		}
		if ok {
			r.days = append(r.days, first+i)
		}
		i++
		inYear++
		if d.Day++; d.Day > monthDays {
			d.Day = 1
			if d.Month++; d.Month > time.December {
				d.Month = time.January
				d.Year++
				inYear, yearDays = 0, yearLength(d.Year)
			}
			monthDays = monthLength(d)
		}
	}
	return nil
}

// dayPlace is a day and where in its month and year it lies.
type dayPlace struct {
	date             calendar.Date
	number           int // since 1970
	monthDays        int // of its month
	inYear, yearDays int // days of its year before it, and in all
}

// gives reports whether all BY parts that speak of days give the day.
func (r *run) gives(d dayPlace) (bool, error) {
	if len(r.monthDays) > 0 && !slices.Contains(r.monthDays, d.date.Day) && !slices.Contains(r.monthDays, d.date.Day-d.monthDays-1) {
		return false, nil
	}
	if len(r.yearDays) > 0 && !slices.Contains(r.yearDays, d.inYear+1) && !slices.Contains(r.yearDays, d.inYear-d.yearDays) {
		return false, nil
	}
	if len(r.weeks) > 0 && !r.inWeeks(d.number) {
		return false, nil
	}
	switch {
	case len(r.workingDays) > 0:
		return r.nthWorking(d)
	case len(r.Pattern.days) == 0:
		return true, nil
	}
	weekday := weekdayOf(d.number)
	front, back := (d.inYear)/7+1, -1-(d.yearDays-1-d.inYear)/7
	if r.freq == monthly || len(r.months) > 0 {
		front, back = (d.date.Day-1)/7+1, -1-(d.monthDays-d.date.Day)/7
	}
	for _, n := range r.Pattern.days {
		if n.day == weekday && (n.n == 0 || n.n == front || n.n == back) {
			return true, nil
		}
	}
	return false, nil
}

func weekdayOf(day int) time.Weekday { return time.Weekday(((day+4)%7 + 7) % 7) }

// chooseReadings makes the set of the days and the times of day, and takes from it what BYSETPOS says.
func (r *run) chooseReadings() {
	r.set = r.set[:0]
	for _, day := range r.days {
		for _, clock := range r.times {
			r.set = append(r.set, int64(day)*secondsPerDay+clock)
		}
	}
	if len(r.positions) == 0 {
		return
	}
	whole := len(r.set)
	kept := r.set[:0]
	for i, wall := range r.set {
		if slices.Contains(r.positions, i+1) || slices.Contains(r.positions, i-whole) {
			kept = append(kept, wall)
		}
	}
	r.set = kept
}
