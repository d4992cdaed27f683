package national

import (
	"fmt"

	"github.com/quietwindow/quietwindow/calendar"
)

// decree says that days of a country are decreed year by year, and how far that is known.
type decree struct {
	what string // as a sentence begins: "Hungary's transferred working days"
	last int    // the last year whose decree is in the data
}

// decrees lists the countries that decree days year by year: days in lieu with the rest days that are
// worked for them, bridge days, days by the moon or by a yearly list. It was made from the days that
// occur in the table of facts only in some years of 2021 to 2026, and read against decrees.csv. The
// days of 2027 were looked for on 2026-11-25: those of Russia, Taiwan (its calendar of 2027 has no day at
// work, and is what the table has) and South Korea (its almanac of 2027) are known.
var decrees = map[string]decree{
	"AR": {"Argentina's bridge holidays", 2026},
	"AZ": {"Azerbaijan's transferred working days", 2026},
	"BD": {"Bangladesh's holidays by executive order", 2026},
	"BY": {"Belarus's transferred working days", 2026},
	"CN": {"China's days off in lieu and its make-up working days", 2026},
	"GH": {"Ghana's moved holidays", 2026},
	"HU": {"Hungary's transferred working days", 2026},
	"ID": {"Indonesia's joint holidays and election days", 2026},
	"IN": {"India's holidays by notification of the government and the states", 2026},
	"KG": {"Kyrgyzstan's transferred working days", 2025},
	"KR": {"South Korea's temporary public holidays", 2027},
	"KZ": {"Kazakhstan's transferred working days", 2026},
	"LK": {"Sri Lanka's full-moon days and other gazetted holidays", 2026},
	"LV": {"Latvia's transferred working days", 2026},
	"MM": {"Myanmar's decreed holidays and make-up working days", 2026},
	"MY": {"Malaysia's additional and state holidays", 2026},
	"NP": {"Nepal's gazetted holidays", 2026},
	"PH": {"The Philippines' special days by proclamation", 2026},
	"PY": {"Paraguay's moved holidays", 2026},
	"RU": {"Russia's transferred days off and working days", 2027},
	"TH": {"Thailand's bridge holidays", 2026},
	"TW": {"Taiwan's adjusted days off and working days", 2027},
	"UZ": {"Uzbekistan's additional and transferred days off", 2026},
	"VN": {"Vietnam's swapped working days", 2026},
}

// Decrees returns what of the code's days is decreed year by year, such as "Hungary's transferred
// working days", and the last year whose decree is in the data of [DaysAsOf]. Where nothing is decreed
// so, what is empty and last the last of [Source.Years].
func (s *Source) Decrees() (what string, last int) {
	d, ok := decrees[countryOf(s.days.code)]
	if !ok {
		return "", s.days.last
	}
	return d.what, min(d.last, s.days.last)
}

// SureYears returns the first and the last year in which the source knows all days: those of
// [Source.Years], without the years for which days are still to be decreed. Rules hold for decades, but
// nobody knows today which Saturdays of 2030 Hungary will work.
func (s *Source) SureYears() (first, last int) {
	_, last = s.Decrees()
	return s.days.first, last
}

// KnownBetween returns how well the dates from first to last are known. Past the last year of
// [Source.Decrees] they are [calendar.PartlyKnown], with what is missing, unless the program's
// corrections ([Corrections.For]) hold a day of that country and year: then its decree is taken to be
// in them. The categories of [Source.Also] are missing before 2024 and after 2035. Beyond
// [Source.Years] the answer is [calendar.Unknown].
func (s *Source) KnownBetween(first, last calendar.Date) (calendar.Knowledge, []calendar.Gap) {
	if last.Before(first) {
		return calendar.Sure, nil
	}
	if s.check(first, last) != nil {
		return calendar.Unknown, nil
	}
	var gaps []calendar.Gap
	miss := func(what string, missing func(year int) bool) {
		gap := calendar.Gap{Source: s.days.code, Missing: what, AsOf: correctionsAsOf}
		for year := first.Year; year <= last.Year; year++ {
			if !missing(year) {
				continue
			}
			if gap.FirstYear == 0 {
				gap.FirstYear = year
			}
			gap.LastYear = year
		}
		if gap.FirstYear != 0 {
			gaps = append(gaps, gap)
		}
	}
	if what, known := s.Decrees(); what != "" {
		miss(what, func(year int) bool { return year > known && !s.days.corrections.decreesYear(s.days.code, year) })
	}
	if s.days.also != nil {
		what := fmt.Sprintf("%s's %s", s.Country(), categoriesInWords(s.days.also))
		miss(what, func(year int) bool { return year < firstOtherYear || year > lastOtherYear })
	}
	if gaps != nil {
		return calendar.PartlyKnown, gaps
	}
	return calendar.Sure, nil
}
