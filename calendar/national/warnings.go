package national

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// remarks are further warnings about a code, from a date on.
var remarks = map[string]struct {
	from calendar.Date
	text string
}{
	"UA": {calendar.Date{Year: 2022, Month: 3, Day: 15}, "In UA public holidays have been working days since 15 March 2022, under martial law; if it ends they return."},
}

// Warnings is [Source.WarningsBetween] for the year of [DaysAsOf].
func (s *Source) Warnings() []string {
	year := daysAsOf.Year
	return s.WarningsBetween(calendar.Date{Year: year, Month: time.January, Day: 1}, calendar.Date{Year: year, Month: time.December, Day: 31})
}

// WarningsBetween returns what a user of the bare code should know about the dates from first to last,
// each a sentence, or nothing: that the code has no public holidays at all; or that most of the
// country's subdivisions share days in that time which are no nationwide holidays and are therefore
// left out, with subdivisions that do keep them. What is missing because it is not yet decreed is told
// by [Source.KnownBetween].
func (s *Source) WarningsBetween(first, last calendar.Date) []string {
	var list []string
	if !loadFacts().has(s.days.code) && countryOf(s.days.code) == s.days.code {
		list = append(list, s.days.code+" has no public holidays of its own.")
	}
	if names, keepers := s.sharedBetween(first, last); names != nil {
		list = append(list, fmt.Sprintf("%s alone means the days kept nationwide; most of its subdivisions also keep %s: name the subdivision, such as %s.",
			s.days.code, strings.Join(names, ", "), orList(keepers)))
	}
	if r, ok := remarks[s.days.code]; ok && !last.Before(r.from) {
		list = append(list, r.text)
	}
	return list
}

// sharedBetween returns those of the shared days that fall on dates from first to last which the code
// itself does not keep, and the fewest subdivisions found that keep them all, codes of ISO 3166-2 all.
func (s *Source) sharedBetween(first, last calendar.Date) (names, keepers []string) {
	shared := sharedBeyond[s.days.code]
	from, to := s.Years()
	first = latest(first, calendar.Date{Year: from, Month: time.January, Day: 1})
	if lastKnown := (calendar.Date{Year: to, Month: time.December, Day: 31}); lastKnown.Before(last) {
		last = lastKnown
	}
	if shared == nil || last.Before(first) {
		return nil, nil
	}
	keeps := map[string][]string{} // names by subdivision
	for _, code := range s.days.table.codes {
		if code == s.days.code || countryOf(code) != s.days.code || !isISO(code) {
			continue
		}
		keeps[code] = s.extraBetween(code, shared, first, last)
		// One that keeps them all will do.
		if len(keeps[code]) == len(shared) {
			return shared, []string{code}
		}
	}
	for {
		best := ""
		for _, code := range s.days.table.codes {
			if n := len(keeps[code]); n > 0 && (best == "" || n > len(keeps[best])) {
				best = code
			}
		}
		if best == "" {
			break
		}
		keepers, names = append(keepers, best), append(names, keeps[best]...)
		for code, list := range keeps {
			keeps[code] = slices.DeleteFunc(slices.Clone(list), func(name string) bool { return slices.Contains(names, name) })
		}
	}
	slices.Sort(names)
	return names, keepers
}

func latest(a, b calendar.Date) calendar.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// extraBetween returns those of the names that the subdivision gives to dates from first to last that
// the source itself does not keep.
func (s *Source) extraBetween(code string, names []string, first, last calendar.Date) []string {
	of := newCodeDays(code, s.days.table)
	var list []string
	for year := first.Year; year <= last.Year && len(list) < len(names); year++ {
		own := s.days.inYear(year)
		for _, h := range of.inYear(year) {
			if !h.Date.Before(first) && !last.Before(h.Date) && slices.Contains(names, h.Name) && !slices.Contains(list, h.Name) && !isOff(own, h.Date) {
				list = append(list, h.Name)
			}
		}
	}
	return list
}

// isISO reports whether a code of a subdivision has the form of ISO 3166-2: eleven have not, such as
// "DE-Augsburg". They are places that python-holidays names itself.
func isISO(code string) bool {
	_, part, _ := strings.Cut(code, "-")
	return len(part) >= 1 && len(part) <= 3 && strings.ToUpper(part) == part
}
