package calendar

import (
	"slices"
	"strings"
	"time"
)

// DayKind is what kind of day a date is in one region. A weekend day that is a holiday is a
// holiday; a day that is neither is a working day.
type DayKind uint8

// The kinds of day.
const (
	KindWorkday DayKind = iota
	KindWeekend
	KindHoliday
)

// String returns "workday", "weekend" or "holiday".
func (k DayKind) String() string {
	switch k {
	case KindWorkday:
		return "workday"
	case KindWeekend:
		return "weekend"
	case KindHoliday:
		return "holiday"
	default:
		return "unknown kind of day"
	}
}

// MarshalText returns the form of [DayKind.String].
func (k DayKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Calendar tells working days, weekends and holidays apart in one region. The zero Weekend is
// Saturday and Sunday; nil Holidays are none. Location must be set.
type Calendar struct {
	Location *time.Location
	Weekend  Weekend
	Holidays Holidays
}

// Day is a stretch of instants that read one date on a region's clocks.
type Day struct {
	// Interval is the stretch. Usually it is the whole local day; it is less where the span asked
	// about begins or ends inside the day, and where clocks go back across midnight the two parts of
	// the date are two Days, with the next date between them (America/St_Johns 2010-11-06).
	Interval Interval
	Date     Date
	Kind     DayKind
	// Name is the holiday's title, empty for other kinds. Several holidays on one date are joined
	// by " / ".
	Name string
}

// Days returns the local days that iv touches, in order of time. Their intervals cover iv exactly.
// The error is that of the calendar's Holidays: beyond the years they are sure of there is no
// answer. Cost: O(days).
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
	names, err := c.holidayNames(days)
	if err != nil {
		return nil, err
	}
	for i := range days {
		name, holiday := names[days[i].Date]
		days[i].Kind, days[i].Name = c.kind(days[i].Date, holiday), name
	}
	return days, nil
}

// Kind returns the kind of day that the date is, and the holiday's title. The date need not exist
// on the region's clocks.
func (c Calendar) Kind(d Date) (DayKind, string, error) {
	if c.Holidays == nil {
		return c.kind(d, false), "", nil
	}
	list, err := c.Holidays.Between(d, d)
	if err != nil {
		return 0, "", err
	}
	return c.kind(d, len(list) > 0), joinNames(list), nil
}

func (c Calendar) kind(d Date, holiday bool) DayKind {
	switch {
	case holiday:
		return KindHoliday
	case c.Weekend.On(d).Contains(d.Weekday()):
		return KindWeekend
	default:
		return KindWorkday
	}
}

// holidayNames returns the names of the holidays among the dates of the days.
func (c Calendar) holidayNames(days []Day) (map[Date]string, error) {
	if c.Holidays == nil || len(days) == 0 {
		return nil, nil
	}
	// Dates are not quite in order where clocks go back across midnight.
	first := slices.MinFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) }).Date
	last := slices.MaxFunc(days, func(a, b Day) int { return a.Date.Compare(b.Date) }).Date
	list, err := c.Holidays.Between(first, last)
	if err != nil {
		return nil, err
	}
	return namesByDate(list), nil
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
