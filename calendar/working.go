package calendar

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// WorkingDay is a rest day that is worked: Saturday 10 January 2026 in Hungary, in place of the
// Friday before.
type WorkingDay struct {
	Date Date `json:"date"`
	// Name says why, as a few words: "in place of 2 January". It may be empty.
	Name string `json:"name,omitempty"`
}

// Title returns what people are shown: "working Saturday", followed by the name, if there is one, in
// brackets.
func (w WorkingDay) Title() string {
	if w.Name == "" {
		return "working " + w.Date.Weekday().String()
	}
	return "working " + w.Date.Weekday().String() + " (" + w.Name + ")"
}

// WorkingDays is a source of rest days that are worked. Implementations are pure (equal arguments
// give equal answers) and safe for concurrent use.
//
// It is the type of [Calendar.WorkingDays], and an optional interface of [Holidays]: a source that
// knows a country's holidays may know its days at work as well. Which of two that disagree about a
// date wins is said at [Calendar.Exceptions].
type WorkingDays interface {
	// WorkingBetween returns the rest days that are worked from first to last, both included, in order
	// of date. Beyond the years that the source knows it returns an error, as [Holidays] do. Where last
	// is before first there are none.
	WorkingBetween(first, last Date) ([]WorkingDay, error)
}

// WorkingDayList is an explicit list of rest days that are worked. It is built by
// [NewWorkingDayList] and never changes; the zero value is an empty list.
type WorkingDayList struct {
	days []WorkingDay // by date, each date once
}

// NewWorkingDayList returns a list of the given days, which it copies. They may be in any order, and
// need no names. Days that are not valid dates, and dates that are given twice, are errors, all of
// them reported at once.
func NewWorkingDayList(days ...WorkingDay) (WorkingDayList, error) {
	var problems []string
	at := make(map[Date]int, len(days))
	for i, w := range days {
		if !w.Date.Valid() {
			problems = append(problems, fmt.Sprintf("working day %d (%q): there is no day %s", i, w.Name, w.Date))
			continue
		}
		if before, ok := at[w.Date]; ok {
			problems = append(problems, fmt.Sprintf("working day %d (%q): %s is given twice, first as working day %d", i, w.Name, w.Date, before))
			continue
		}
		at[w.Date] = i
	}
	if problems != nil {
		return WorkingDayList{}, errors.New(strings.Join(problems, "; "))
	}
	sorted := slices.Clone(days)
	slices.SortFunc(sorted, func(a, b WorkingDay) int { return a.Date.Compare(b.Date) })
	return WorkingDayList{days: sorted}, nil
}

// WorkingBetween returns the days of the list from first to last, both included. It never returns an
// error.
func (l WorkingDayList) WorkingBetween(first, last Date) ([]WorkingDay, error) {
	lo, _ := slices.BinarySearchFunc(l.days, first, func(w WorkingDay, d Date) int { return w.Date.Compare(d) })
	hi, found := slices.BinarySearchFunc(l.days, last, func(w WorkingDay, d Date) int { return w.Date.Compare(d) })
	if found {
		hi++
	}
	if hi <= lo {
		return nil, nil
	}
	return slices.Clone(l.days[lo:hi]), nil
}

// Len returns the number of days of the list.
func (l WorkingDayList) Len() int { return len(l.days) }

// Exceptions returns what differs from the weekly round on the dates from first to last, both
// included: the holidays that count, and the rest days that are worked. Both are in order of date,
// no date is in both, and a date occurs at most once among the working days. The error is that of
// the calendar's sources.
//
// What the calendar says itself wins over what its holidays say, and a holiday wins over a weekly
// rest day that is worked. In full, the first of these that holds decides what a date is:
//
//  1. It is in WorkingDays: a working day, also where Holidays have it as a holiday. So a program or
//     a plan can overrule what is known of a country.
//  2. It is a holiday by Holidays: a holiday, also where a source in Holidays calls it a day at work.
//     So a holiday list that is merged with a country's source overrules the country's days at work,
//     and of two countries merged for one region a day off in either is a holiday.
//  3. A source in Holidays calls it a day at work ([WorkingDays]): a working day.
//  4. Otherwise the weekend decides.
//
// A date that is a working day anyway, by the weekend and without a holiday, is not returned: nothing
// is worked that would have been rest.
func (c Calendar) Exceptions(first, last Date) (holidays []Holiday, worked []WorkingDay, err error) {
	var known, own []WorkingDay
	if c.Holidays != nil {
		if holidays, err = c.Holidays.Between(first, last); err != nil {
			return nil, nil, err
		}
		if known, err = WorkingBetween(c.Holidays, first, last); err != nil {
			return nil, nil, err
		}
	}
	if c.WorkingDays != nil {
		if own, err = c.WorkingDays.WorkingBetween(first, last); err != nil {
			return nil, nil, err
		}
	}
	if len(known) == 0 && len(own) == 0 {
		return holidays, nil, nil
	}
	off := make(map[Date]bool, len(holidays))
	for _, h := range holidays {
		off[h.Date] = true
	}
	names := make(map[Date][]string, len(own)+len(known))
	add := func(w WorkingDay) {
		list := names[w.Date]
		if w.Name != "" && !slices.Contains(list, w.Name) {
			list = append(list, w.Name)
		}
		names[w.Date] = list
	}
	for _, w := range own {
		if off[w.Date] || c.restsOn(w.Date) {
			add(w)
		}
	}
	for _, w := range known {
		if _, ours := names[w.Date]; ours || !off[w.Date] && c.restsOn(w.Date) {
			add(w)
		}
	}
	if len(names) == 0 {
		return holidays, nil, nil
	}
	holidays = slices.DeleteFunc(slices.Clone(holidays), func(h Holiday) bool { _, works := names[h.Date]; return works })
	for date, list := range names {
		worked = append(worked, WorkingDay{Date: date, Name: strings.Join(list, " / ")})
	}
	slices.SortFunc(worked, func(a, b WorkingDay) int { return a.Date.Compare(b.Date) })
	return holidays, worked, nil
}

func (c Calendar) restsOn(d Date) bool { return c.Weekend.On(d).Contains(d.Weekday()) }
