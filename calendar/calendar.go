package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// DayKind is what kind of day a date is in one region. A weekend day that is a holiday is a
// holiday; a day that is neither is a working day.
type DayKind uint8

// The kinds of day. A rest day that is worked is a working day.
const (
	KindWorkday DayKind = iota
	KindWeekend
	KindHoliday
)

var dayKindNames = [...]string{"workday", "weekend", "holiday"}

// String returns "workday", "weekend" or "holiday".
func (k DayKind) String() string {
	if int(k) >= len(dayKindNames) {
		return "unknown kind of day"
	}
	return dayKindNames[k]
}

// MarshalText returns the form of [DayKind.String]. What is no kind of day is an error.
func (k DayKind) MarshalText() ([]byte, error) {
	if int(k) >= len(dayKindNames) {
		return nil, fmt.Errorf("kind of day %d: expected 0 to %d", uint8(k), len(dayKindNames)-1)
	}
	return []byte(dayKindNames[k]), nil
}

// UnmarshalText reads the form of [DayKind.String].
func (k *DayKind) UnmarshalText(text []byte) error {
	for i, name := range dayKindNames {
		if string(text) == name {
			*k = DayKind(i)
			return nil
		}
	}
	return fmt.Errorf("kind of day %q: expected workday, weekend or holiday", text)
}

// Calendar tells working days, weekends and holidays apart in one region. The zero Weekend is
// Saturday and Sunday; nil Holidays and nil WorkingDays are none. Location must be set: Days panics without
// it, and what asks about dates alone does not look at it.
//
// WorkingDays are rest days that are worked, beside those that Holidays may know
// ([WorkingDays] is an optional interface of theirs); [Calendar.Exceptions] says which of them wins
// where they disagree. Package national gives the calendar of a country ready made.
type Calendar struct {
	Location    *time.Location
	Weekend     Weekend
	Holidays    Holidays
	WorkingDays WorkingDays
}

// Day is a stretch of instants that read one date on a region's clocks.
type Day struct {
	// Interval is the stretch. Usually it is the whole local day; it is less where the span asked
	// about begins or ends inside the day, and where clocks go back across midnight the two parts of
	// the date are two Days, with the next date between them (America/St_Johns 2010-11-06).
	Interval Interval
	Date     Date
	Kind     DayKind
	// Name is the holiday's title, or that of a rest day that is worked ("working Saturday"), and empty
	// for other days. Several holidays on one date are joined by " / ".
	Name string
	// Worked reports whether the day is a working day in spite of being a rest day or a holiday.
	Worked bool
}

// Days returns the local days that iv touches, in order of time. Their intervals cover iv exactly.
// The error is that of the calendar's sources: beyond the years they know there is no answer. Cost: O(days).
func (c Calendar) Days(iv Interval) ([]Day, error) {
	var days []Day
	for stretch, offset := range Offsets(c.Location, iv) {
		for t := stretch.Start; t.Before(stretch.End); {
			number := localDay(t.Unix(), offset)
			end := time.Unix(int64(number+1)*secondsPerDay-int64(offset), 0).In(c.Location)
			if end.After(stretch.End) {
				end = stretch.End
			}
			date := DateOfDay(number)
			// Two offsets of one date in a row are one stretch of it.
			if n := len(days); n > 0 && days[n-1].Date == date {
				days[n-1].Interval.End = end
			} else {
				days = append(days, Day{Interval: Interval{t, end}, Date: date})
			}
			t = end
		}
	}
	if len(days) == 0 {
		return nil, nil
	}
	// Dates are not quite in order where clocks go back across midnight.
	first := slices.MinFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) }).Date
	last := slices.MaxFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) }).Date
	holidays, worked, err := c.Exceptions(first, last)
	if err != nil {
		return nil, err
	}
	names, works := namesByDate(holidays), titlesByDate(worked)
	for i := range days {
		d := &days[i]
		name, holiday := names[d.Date]
		if d.Name, d.Worked = works[d.Date]; !d.Worked {
			d.Name, d.Kind = name, c.kind(d.Date, holiday)
		}
	}
	return days, nil
}

// Kind returns the kind of day that the date is, and the title of the holiday or of the rest day that
// is worked. The date need not exist on the region's clocks.
func (c Calendar) Kind(d Date) (DayKind, string, error) {
	holidays, worked, err := c.Exceptions(d, d)
	switch {
	case err != nil:
		return 0, "", err
	case len(worked) > 0:
		return KindWorkday, worked[0].Title(), nil
	case len(holidays) > 0:
		return KindHoliday, joinNames(holidays), nil
	default:
		return c.kind(d, false), "", nil
	}
}

// kind is the kind of a day that is not a rest day at work.
func (c Calendar) kind(d Date, holiday bool) DayKind {
	switch {
	case holiday:
		return KindHoliday
	case c.restsOn(d):
		return KindWeekend
	default:
		return KindWorkday
	}
}

func titlesByDate(list []WorkingDay) map[Date]string {
	if len(list) == 0 {
		return nil
	}
	titles := make(map[Date]string, len(list))
	for _, w := range list {
		titles[w.Date] = w.Title()
	}
	return titles
}

func namesByDate(list []Holiday) map[Date]string {
	names := make(map[Date]string, len(list))
	for i := 0; i < len(list); {
		j := i + 1
		for j < len(list) && list[j].Date == list[i].Date {
			j++
		}
		names[list[i].Date] = joinNames(list[i:j])
		i = j
	}
	return names
}

// joinNames joins the different titles of the holidays of one date.
func joinNames(list []Holiday) string {
	if len(list) == 1 {
		return list[0].Title()
	}
	var names []string
	for _, h := range list {
		if title := h.Title(); !slices.Contains(names, title) {
			names = append(names, title)
		}
	}
	return strings.Join(names, " / ")
}

// localDay returns the number of the local day, counted from 1970-01-01, at an instant in seconds
// and an offset in seconds east.
func localDay(unix int64, offset int) int {
	local := unix + int64(offset)
	day := local / secondsPerDay
	if local%secondsPerDay < 0 {
		day--
	}
	return int(day)
}
