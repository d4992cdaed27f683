package national

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
)

// Source knows the public holidays of one country or subdivision. It is built by [For] and
// [Source.Except], never changes in what it answers, and is safe for concurrent use. It implements
// [calendar.Holidays].
type Source struct {
	days   *codeDays
	except []string // sorted
}

var _ calendar.Holidays = (*Source)(nil)

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
	from, to := s.Years()
	if !first.Valid() || !last.Valid() || first.Year < from || last.Year > to {
		return nil, &calendar.YearsError{Source: s.days.code, First: first, Last: last, FirstYear: from, LastYear: to}
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

func (s *Source) excepted(name string) bool {
	_, found := slices.BinarySearch(s.except, name)
	return found
}

// Code returns the code that the source was asked for with.
func (s *Source) Code() string { return s.days.code }

// Years returns the first and the last year that the source is sure of.
func (s *Source) Years() (first, last int) { return s.days.first, s.days.last }

// Origin says in a few words how the days are known, such as "rickar/cal v2.1.29". It is made for
// people; its form may change.
func (s *Source) Origin() string { return s.days.origin }

// Names returns the names of all holidays of the years that the source is sure of, sorted, less
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

// Warnings returns what a user of the bare code should know, each a sentence, or nothing: that the
// code has no public holidays at all, or that more than half of the country's subdivisions share
// days which are no nationwide holidays and are therefore left out.
func (s *Source) Warnings() []string {
	var list []string
	if !loadFacts().has(s.days.code) && countryOf(s.days.code) == s.days.code {
		list = append(list, s.days.code+" has no public holidays of its own.")
	}
	if names := sharedBeyond[s.days.code]; names != nil {
		list = append(list, fmt.Sprintf("%s alone means the days kept nationwide; most of its subdivisions also keep %s: name the subdivision, such as %s.",
			s.days.code, strings.Join(names, ", "), s.days.anySubdivision()))
	}
	if remark, ok := remarks[s.days.code]; ok {
		list = append(list, remark)
	}
	return list
}
