package calendar

import (
	"fmt"
	"slices"
	"strings"
)

// Holiday is a day off by name.
type Holiday struct {
	Date Date   `json:"date"`
	Name string `json:"name"`
	// Substitute reports whether the day stands in for one that fell on another day off.
	Substitute bool `json:"substitute,omitempty"`
	// Estimated reports whether the date waits on a sighting or a decree and may still move.
	Estimated bool `json:"estimated,omitempty"`
	// Disputed reports whether public sources disagree about the day.
	Disputed bool `json:"disputed,omitempty"`
}

// Title returns the name, followed by what is uncertain about the day: "Eid al-Fitr (estimated)",
// "Whit Monday (disputed)" or "(estimated, disputed)". It is what people are shown wherever a day is named.
func (h Holiday) Title() string {
	switch {
	case h.Estimated && h.Disputed:
		return h.Name + " (estimated, disputed)"
	case h.Estimated:
		return h.Name + " (estimated)"
	case h.Disputed:
		return h.Name + " (disputed)"
	default:
		return h.Name
	}
}

// Holidays is a source of holidays. Implementations are pure (equal arguments give equal answers)
// and safe for concurrent use.
//
// A source may know more than the holidays. It then has one or more of the optional interfaces
// [WorkingDays] (rest days that are worked), [Known] (what is missing from the years to come) and
// [UsualWeekends] (the weekend that goes with the holidays). A source that changes the answers of
// another has [Wrapper], so that all this is passed on; [Merge] passes it on too.
type Holidays interface {
	// Between returns the holidays from first to last, both included, by date and then in an order
	// that is always the same. A date may occur more than once, with different names. Beyond the
	// years that the source knows it returns an error, a *YearsError where nothing else is wrong:
	// silence would read as "no holidays". Where last is before first there are none.
	Between(first, last Date) ([]Holiday, error)
}

// YearsError reports that a source of holidays was asked about days that it does not know.
type YearsError struct {
	Source    string // the source, such as "US-CA"
	First     Date   // the first date asked about
	Last      Date   // the last date asked about
	FirstYear int    // the first year that the source knows
	LastYear  int    // the last year that the source knows
}

// Error says what was asked, what is known, and what to do.
func (e *YearsError) Error() string {
	return fmt.Sprintf("holidays of %s are known for %d to %d, not for all of %s to %s: choose dates within those years, or list the holidays by date",
		e.Source, e.FirstYear, e.LastYear, e.First, e.Last)
}

// NoHolidays is a source that answers "none" for every date.
var NoHolidays Holidays = HolidayList{}

// HolidayList is an explicit list of holidays, and sure of all years. It is built by
// [NewHolidayList] and never changes; the zero value is an empty list.
type HolidayList struct {
	days []Holiday // by date, then as given
}

// NewHolidayList returns a list of the given days, which it copies. They may be in any order. Days
// that are not valid dates or have no name are errors, all of them reported at once.
func NewHolidayList(days ...Holiday) (HolidayList, error) {
	var problems []string
	for i, h := range days {
		if !h.Date.Valid() {
			problems = append(problems, fmt.Sprintf("holiday %d (%q): there is no day %s", i, h.Name, h.Date))
		}
		if h.Name == "" {
			problems = append(problems, fmt.Sprintf("holiday %d (%s): the name is empty", i, h.Date))
		}
	}
	if problems != nil {
		return HolidayList{}, fmt.Errorf("%s", strings.Join(problems, "; "))
	}
	sorted := slices.Clone(days)
	slices.SortStableFunc(sorted, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return HolidayList{days: sorted}, nil
}

// Between returns the days of the list from first to last, both included. It never returns an error.
func (l HolidayList) Between(first, last Date) ([]Holiday, error) {
	lo, _ := slices.BinarySearchFunc(l.days, first, func(h Holiday, d Date) int { return h.Date.Compare(d) })
	hi, _ := slices.BinarySearchFunc(l.days, last, func(h Holiday, d Date) int {
		if h.Date.Compare(d) <= 0 {
			return -1
		}
		return 1
	})
	if hi < lo {
		return nil, nil
	}
	return slices.Clone(l.days[lo:hi]), nil
}

// KnownBetween returns Sure and no gap for all dates: what is not in an explicit list is no holiday.
func (l HolidayList) KnownBetween(_, _ Date) (Knowledge, []Gap) { return Sure, nil }

// Merge returns a source whose holidays are those of all the given sources: a day off in any of
// them is a holiday. Where two sources give the same name to the same date the first one's entry
// stands. It knows the years that all of them know. Without sources there are none.
//
// The days at work, the gaps and the usual weekends that the sources know are those of all of them, in
// the order of the sources. A date that one source works and another has off is a holiday, see
// [Calendar.Exceptions].
func Merge(sources ...Holidays) Holidays {
	if len(sources) == 1 {
		return sources[0]
	}
	return merged(slices.Clone(sources))
}

type merged []Holidays

func (m merged) Between(first, last Date) ([]Holiday, error) {
	type identity struct {
		date Date
		name string
	}
	var all []Holiday
	seen := make(map[identity]bool)
	for _, source := range m {
		days, err := source.Between(first, last)
		if err != nil {
			return nil, err
		}
		for _, h := range days {
			if id := (identity{h.Date, h.Name}); !seen[id] {
				seen[id] = true
				all = append(all, h)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return all, nil
}

// WorkingBetween returns the days at work that any of the sources knows, each date and name once.
func (m merged) WorkingBetween(first, last Date) ([]WorkingDay, error) {
	var all []WorkingDay
	for _, source := range m {
		days, err := WorkingBetween(source, first, last)
		if err != nil {
			return nil, err
		}
		for _, w := range days {
			if !slices.Contains(all, w) {
				all = append(all, w)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b WorkingDay) int { return a.Date.Compare(b.Date) })
	return all, nil
}

// KnownBetween returns the worst that any of the sources says, and the gaps of all.
func (m merged) KnownBetween(first, last Date) (Knowledge, []Gap) {
	worst, gaps := Sure, []Gap(nil)
	for _, source := range m {
		known, missing := KnownBetween(source, first, last)
		worst, gaps = max(worst, known), append(gaps, missing...)
	}
	return worst, gaps
}

// UsualWeekends returns the weekends that the sources know.
func (m merged) UsualWeekends() []UsualWeekend {
	var all []UsualWeekend
	for _, source := range m {
		all = append(all, UsualWeekendsOf(source)...)
	}
	return all
}
