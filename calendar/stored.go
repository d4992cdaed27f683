package calendar

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// This file holds the forms in which values of this package are stored. Every type whose fields cannot
// be seen has one: what is written reads back as the same value, and what cannot be stored is an error,
// never an empty object.

// storedInterval is the form of an interval.
type storedInterval struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
}

// MarshalJSON writes {"start", "end"} in RFC 3339 with the offsets that the clocks of the two locations
// read. The instants are kept, to the nanosecond; the names of the locations are not. An offset with
// seconds (Africa/Monrovia before 1972) cannot be written and becomes UTC. Years before 0 and after 9999
// are errors.
func (iv Interval) MarshalJSON() ([]byte, error) {
	return json.Marshal(storedInterval{wholeOffset(iv.Start), wholeOffset(iv.End)})
}

func wholeOffset(t time.Time) time.Time {
	if _, offset := t.Zone(); offset%60 != 0 {
		return t.UTC()
	}
	return t
}

// UnmarshalJSON reads the form of [Interval.MarshalJSON]. Both ends are required.
func (iv *Interval) UnmarshalJSON(data []byte) error {
	var form struct{ Start, End *time.Time }
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	if form.Start == nil || form.End == nil {
		return fmt.Errorf(`interval %s: expected an object with "start" and "end"`, shortened(data))
	}
	*iv = Interval{Start: *form.Start, End: *form.End}
	return nil
}

// MarshalJSON writes the intervals of the set in order of time, [] for the empty set.
func (s Set) MarshalJSON() ([]byte, error) {
	if s.parts == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(s.parts)
}

// UnmarshalJSON reads a list of intervals in any order; they may overlap or touch. An interval that is
// empty is an error: no set is written with one.
func (s *Set) UnmarshalJSON(data []byte) error {
	var parts []Interval
	if err := json.Unmarshal(data, &parts); err != nil {
		return err
	}
	for i, iv := range parts {
		if iv.Empty() {
			return fmt.Errorf("interval %d of the set, %s: expected an end after the start", i, iv)
		}
	}
	*s = NewSet(parts...)
	return nil
}

// MarshalText writes the days off and their changes, "Thu,Fri; from 2013-06-29 Fri,Sat", with "none" for
// no days and "; meant" at the end where the weekend is [Weekend.Meant].
func (w Weekend) MarshalText() ([]byte, error) {
	first, changes := w.Changes()
	text := weekendDays(first)
	for _, c := range changes {
		text += "; from " + c.From.String() + " " + weekendDays(c.Days)
	}
	if w.meant {
		text += "; meant"
	}
	return []byte(text), nil
}

func weekendDays(s DaySet) string {
	if s&AllDays == NoDays {
		return "none"
	}
	return s.String()
}

// UnmarshalText reads the form of [Weekend.MarshalText].
func (w *Weekend) UnmarshalText(text []byte) error {
	wrong := func(err error) error { return fmt.Errorf("weekend %q: %w", shortened(text), err) }
	rest, meant := strings.CutSuffix(string(text), "; meant")
	parts := strings.Split(rest, "; from ")
	first, err := readWeekendDays(parts[0])
	if err != nil {
		return wrong(err)
	}
	var changes []WeekendChange
	for _, part := range parts[1:] {
		date, days, _ := strings.Cut(part, " ")
		var c WeekendChange
		if c.From, err = ParseDate(date); err != nil {
			return wrong(err)
		}
		if c.Days, err = readWeekendDays(days); err != nil {
			return wrong(err)
		}
		changes = append(changes, c)
	}
	read, err := NewWeekend(first, changes...)
	if err != nil {
		return wrong(err)
	}
	read.meant = meant
	*w = read
	return nil
}

func readWeekendDays(text string) (DaySet, error) {
	switch text {
	case "none":
		return NoDays, nil
	case "":
		return 0, fmt.Errorf("expected days such as Fri,Sat, or none")
	default:
		return ParseDaySet(text)
	}
}

// MarshalJSON writes the holidays in order, [] for the empty list.
func (l HolidayList) MarshalJSON() ([]byte, error) {
	if l.days == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(l.days)
}

// UnmarshalJSON reads a list of holidays, with the checks of [NewHolidayList].
func (l *HolidayList) UnmarshalJSON(data []byte) error {
	var days []Holiday
	if err := json.Unmarshal(data, &days); err != nil {
		return err
	}
	read, err := NewHolidayList(days...)
	if err != nil {
		return err
	}
	*l = read
	return nil
}

// MarshalJSON writes the working days in order, [] for the empty list.
func (l WorkingDayList) MarshalJSON() ([]byte, error) {
	if l.days == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(l.days)
}

// UnmarshalJSON reads a list of working days, with the checks of [NewWorkingDayList].
func (l *WorkingDayList) UnmarshalJSON(data []byte) error {
	var days []WorkingDay
	if err := json.Unmarshal(data, &days); err != nil {
		return err
	}
	read, err := NewWorkingDayList(days...)
	if err != nil {
		return err
	}
	*l = read
	return nil
}

// storedCalendar is the form of a calendar.
type storedCalendar struct {
	Location    string          `json:"location"`
	Weekend     Weekend         `json:"weekend"`
	Holidays    *HolidayList    `json:"holidays,omitempty"`
	WorkingDays *WorkingDayList `json:"working_days,omitempty"`
}

// MarshalJSON writes {"location", "weekend", "holidays", "working_days"}: the zone by its name, the
// weekend in its text form, and the two lists, left out where they are nil. A calendar can be stored only if its
// zone is one of [LoadZone] and its days are explicit lists, a [HolidayList] and a [WorkingDayList]: a
// source that computes days, such as those of package national, is an error that says so. Store its
// code instead.
func (c Calendar) MarshalJSON() ([]byte, error) {
	form := storedCalendar{Weekend: c.Weekend}
	switch {
	case c.Location == nil:
		return nil, fmt.Errorf("calendar: there is no location to store")
	default:
		form.Location = c.Location.String()
		if loc, err := LoadZone(form.Location); err != nil {
			return nil, fmt.Errorf("calendar: the location cannot be stored: %w", err)
		} else if !sameClocks(loc, c.Location) {
			return nil, fmt.Errorf("calendar: the location %q has other clocks than the zone of that name, and cannot be stored", form.Location)
		}
	}
	switch list := c.Holidays.(type) {
	case nil:
	case HolidayList:
		form.Holidays = &list
	default:
		return nil, fmt.Errorf("calendar: holidays of the type %T cannot be stored: only a HolidayList can; store what they were made from, such as a code", c.Holidays)
	}
	switch list := c.WorkingDays.(type) {
	case nil:
	case WorkingDayList:
		form.WorkingDays = &list
	default:
		return nil, fmt.Errorf("calendar: working days of the type %T cannot be stored: only a WorkingDayList can; store what they were made from", c.WorkingDays)
	}
	return json.Marshal(form)
}

// sameClocks reports whether two zones read the same at the beginning of every quarter of 1973 to 2100.
// It tells a zone made with time.FixedZone from one of the database that it borrows the name of.
func sameClocks(a, b *time.Location) bool {
	for t := time.Date(1973, 1, 1, 0, 0, 0, 0, time.UTC); t.Year() <= 2100; t = t.AddDate(0, 3, 0) {
		_, one := t.In(a).Zone()
		_, other := t.In(b).Zone()
		if one != other {
			return false
		}
	}
	return true
}

// UnmarshalJSON reads the form of [Calendar.MarshalJSON].
func (c *Calendar) UnmarshalJSON(data []byte) error {
	var form storedCalendar
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	loc, err := LoadZone(form.Location)
	if err != nil {
		return fmt.Errorf("calendar: location: %w", err)
	}
	read := Calendar{Location: loc, Weekend: form.Weekend}
	if form.Holidays != nil {
		read.Holidays = *form.Holidays
	}
	if form.WorkingDays != nil {
		read.WorkingDays = *form.WorkingDays
	}
	*c = read
	return nil
}

// shortened returns what was found, cut to a length that can be read in an error.
func shortened(data []byte) string {
	const most = 60
	if len(data) <= most {
		return string(data)
	}
	return string(data[:most]) + "…"
}
