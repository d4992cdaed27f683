package national

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
)

// Source knows the public holidays of one country or subdivision, and its rest days that are worked.
// It is built by [For], [Source.Except], [Source.Also] and [Corrections.For], never changes in what it
// answers, and is safe for concurrent use. It implements [calendar.Holidays], [calendar.WorkingDays],
// [calendar.Known] and [calendar.UsualWeekends].
type Source struct {
	days   *codeDays
	except []string // sorted
}

var _ interface {
	calendar.Holidays
	calendar.WorkingDays
	calendar.Known
	calendar.UsualWeekends
} = (*Source)(nil)

// For returns the holidays of an ISO 3166-1 country code or an ISO 3166-2 subdivision code, such as
// "DE" or "DE-BY", in capitals. [Codes] lists them. Any other text is a *[CodeError] that names the
// nearest codes. The call is cheap; days are computed when they are first asked for, once for each
// year and Source.
func For(code string) (*Source, error) {
	table := loadFacts()
	if _, ok := table.rows[code]; !ok {
		return nil, newCodeError(code, table.codes)
	}
	return &Source{days: newCodeDays(code, table)}, nil
}

// Except returns the same source without the holidays of the given names, their substitutes
// included: not every public holiday empties offices. Names must be written as [Source.Names] lists
// them. Names that the source does not have are one error that lists those it has.
func (s *Source) Except(names ...string) (*Source, error) {
	known := s.Names()
	var unknown []string
	for _, name := range names {
		if !slices.Contains(known, name) && !slices.Contains(s.except, name) {
			unknown = append(unknown, fmt.Sprintf("%q", name))
		}
	}
	if unknown != nil {
		if len(known) == 0 {
			return nil, fmt.Errorf("holidays of %s: there is no %s; it has no public holidays", s.days.code, strings.Join(unknown, ", no "))
		}
		return nil, fmt.Errorf("holidays of %s: there is no %s; the names are %s",
			s.days.code, strings.Join(unknown, ", no "), strings.Join(quoted(known), ", "))
	}
	except := append(slices.Clone(s.except), names...)
	slices.Sort(except)
	return &Source{days: s.days, except: slices.Compact(except)}, nil
}

func quoted(names []string) []string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = fmt.Sprintf("%q", name)
	}
	return list
}

// Between returns the holidays from first to last, both included: by date, on a date days before
// substitutes of others, and then by name. It includes holidays that fall on the weekend. Dates
// beyond the years of [Source.Years] are a *[calendar.YearsError]. Where last is before first there
// are none. The slice is the caller's own. A year that was asked for before costs a copy.
func (s *Source) Between(first, last calendar.Date) ([]calendar.Holiday, error) {
	if last.Before(first) {
		return nil, nil
	}
	if from, to := s.Years(); first.Year < from || last.Year > to || !first.Valid() || !last.Valid() {
		return nil, s.check(first, last)
	}
	var days []calendar.Holiday
	for year := first.Year; year <= last.Year; year++ {
		inYear := s.days.inYear(year)
		days = slices.Grow(days, len(inYear))
		for _, h := range inYear {
			if !h.Date.Before(first) && !last.Before(h.Date) && !s.excepted(h.Name) {
				days = append(days, h)
			}
		}
	}
	return days, nil
}

// WorkingBetween returns the rest days that are worked from first to last, both included, by date: the
// make-up days of China, the transferred days of Hungary and others, as far as they are decreed
// ([Source.Decrees]). None of them is a holiday of the code. It answers for the same years as
// [Source.Between]. The slice is the caller's own.
func (s *Source) WorkingBetween(first, last calendar.Date) ([]calendar.WorkingDay, error) {
	if last.Before(first) {
		return nil, nil
	}
	if err := s.check(first, last); err != nil {
		return nil, err
	}
	var days []calendar.WorkingDay
	for year := first.Year; year <= last.Year; year++ {
		for _, w := range s.days.year(year).work {
			if !w.Date.Before(first) && !last.Before(w.Date) {
				days = append(days, w)
			}
		}
	}
	return days, nil
}

// check returns the error of dates that the source does not know.
func (s *Source) check(first, last calendar.Date) error {
	from, to := s.Years()
	if first.Valid() && last.Valid() && first.Year >= from && last.Year <= to {
		return nil
	}
	return &calendar.YearsError{Source: s.days.code, First: first, Last: last, FirstYear: from, LastYear: to}
}

func (s *Source) excepted(name string) bool {
	_, found := slices.BinarySearch(s.except, name)
	return found
}

// Code returns the code that the source was asked for with.
func (s *Source) Code() string { return s.days.code }

// Years returns the first and the last year that the source answers for. In some of them days may be
// missing that are decreed late: [Source.SureYears] returns those in which none is.
func (s *Source) Years() (first, last int) { return s.days.first, s.days.last }

// Origin says in a few words how the days are known, such as "rickar/cal v2.1.29". It is made for
// people; its form may change.
func (s *Source) Origin() string {
	origin := s.days.origin
	if builtIn().has(s.days.code) {
		origin += ", corrections to " + correctionsAsOf.String()
	}
	if s.days.corrections.has(s.days.code) {
		origin += ", own corrections"
	}
	return origin
}

// Names returns the names of all holidays of the years that the source answers for, sorted, less
// those left out by [Source.Except]. The first call computes all those years.
func (s *Source) Names() []string {
	var names []string
	for year := s.days.first; year <= s.days.last; year++ {
		for _, h := range s.days.inYear(year) {
			if at, found := slices.BinarySearch(names, h.Name); !found && !s.excepted(h.Name) {
				names = slices.Insert(names, at, h.Name)
			}
		}
	}
	return names
}
