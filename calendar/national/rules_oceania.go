package national

import (
	"maps"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/nz"
)

// oceaniaRules gives the rules of Australia and New Zealand, with their states and regions.
func oceaniaRules() map[string]rules {
	// otagoAnniversary is the Monday nearest 23 March, or the Tuesday after if that is Easter Monday, as
	// in 2035.
	otagoAnniversary := &cal.Holiday{Name: "Otago Anniversary Day", Func: func(_ *cal.Holiday, year int) time.Time {
		monday := cal.WeekdayNFrom(time.Date(year, time.March, 20, 12, 0, 0, 0, time.UTC), time.Monday, 1)
		easterMonday := dateRead(cal.CalcEasterOffset(&cal.Holiday{Offset: 1}, year))
		if dateRead(monday) == easterMonday {
			return monday.AddDate(0, 0, 1)
		}
		return monday
	}}

	// auShared lists what all states and territories keep. Every one of them moves Australia Day from a
	// weekend to Monday, and gives a further day for the others.
	auShared := rules{
		fixed("New Year's Day", time.January, 1, observed(toMonday)),
		fixed("Australia Day", time.January, 26, moved(toMonday)),
		easter("Good Friday", -2),
		easter("Easter Monday", 1),
		fixed("ANZAC Day", time.April, 25),
		fixed("National Day of Mourning for Queen Elizabeth II", time.September, 22, since(2022), until(2022)),
		fixed("Christmas Day", time.December, 25, observed(twoDaysOn)),
		fixed("Boxing Day", time.December, 26, observed(twoDaysOn)),
	}

	var (
		auEasterSaturday = easter("Easter Saturday", -1)
		auLaborOctober   = nth("Labor Day", 1, time.Monday, time.October)
		auAnzacMonday    = fixed("ANZAC Day", time.April, 25, observed(toMonday))
		// A Sunday moves ANZAC Day to Monday, a Saturday does not.
		auAnzacMoved = fixed("ANZAC Day", time.April, 25, moved(sundayToMonday))
	)

	// auStates follows the holiday acts of the states.
	auStates := map[string]rules{
		"AU-ACT": auShared.without("ANZAC Day").plus(auAnzacMonday, nth("Canberra Day", 2, time.Monday, time.March), auEasterSaturday, easter("Easter Sunday", 0, since(2016)),
			nth("Family & Community Day", 4, time.Monday, time.September, until(2017)),
			from("Reconciliation Day", time.Monday, time.May, 27, since(2018)), auLaborOctober).plus(auSovereign(2, time.June)...),
		// New South Wales gave a day for ANZAC Day on the weekend in 2026 and 2027.
		"AU-NSW": auShared.without("ANZAC Day").plus(fixed("ANZAC Day", time.April, 25, except(2026, 2027)),
			fixed("ANZAC Day", time.April, 25, since(2026), until(2027), observed(toMonday)), auEasterSaturday, easter("Easter Sunday", 0), auLaborOctober).plus(auSovereign(2, time.June)...),
		"AU-NT": auShared.without("ANZAC Day").plus(auAnzacMoved, auEasterSaturday, easter("Easter Sunday", 0, since(2024)), nth("May Day", 1, time.Monday, time.May),
			nth("Picnic Day", 1, time.Monday, time.August)).plus(auSovereign(2, time.June)...),
		// Show days are local: Brisbane's is the second Wednesday of August.
		"AU-QLD": auShared.without("ANZAC Day").plus(auAnzacMoved, auEasterSaturday, easter("Easter Sunday", 0, since(2017)),
			nth("Labor Day", 1, time.Monday, time.October, until(2015)), nth("Labor Day", 1, time.Monday, time.May, since(2016)),
			nth("Queen's Birthday", 2, time.Monday, time.June, until(2015)), nth("Queen's Birthday", 1, time.Monday, time.October, since(2016), until(2022)),
			nth("King's Birthday", 1, time.Monday, time.October, since(2023))),
		// In South Australia 26 December is Proclamation Day.
		"AU-SA": auShared.without("ANZAC Day", "Boxing Day").plus(fixed("ANZAC Day", time.April, 25, observed(sundayToMonday)), nth("Adelaide Cup Day", 2, time.Monday, time.March), auEasterSaturday,
			easter("Easter Sunday", 0, since(2024)), auLaborOctober, fixed("Proclamation Day", time.December, 26, observed(twoDaysOn))).plus(auSovereign(2, time.June)...),
		// Tasmania moves New Year's Day and Boxing Day instead of giving a further day.
		"AU-TAS": auShared.without("New Year's Day", "Boxing Day").plus(fixed("New Year's Day", time.January, 1, moved(toMonday)), nth("Eight Hours Day", 2, time.Monday, time.March),
			fixed("Boxing Day", time.December, 26, moved(twoDaysOn))).plus(auSovereign(2, time.June)...),
		// The Friday before the Grand Final, on the last Saturday of September but in three years.
		"AU-VIC": auShared.plus(nth("Labor Day", 2, time.Monday, time.March), auEasterSaturday, easter("Easter Sunday", 0, since(2016)),
			from("Grand Final Day", time.Friday, time.September, 23, except(2015, 2016, 2020)), fixed("Grand Final Day", time.October, 2, until(2015)),
			fixed("Grand Final Day", time.September, 30, since(2016), until(2016)), fixed("Grand Final Day", time.October, 23, since(2020), until(2020)),
			nth("Melbourne Cup Day", 1, time.Tuesday, time.November)).plus(auSovereign(2, time.June)...),
		"AU-WA": auShared.without("ANZAC Day").plus(auAnzacMonday, nth("Labor Day", 1, time.Monday, time.March), easter("Easter Sunday", 0, since(2022)), nth("Western Australia Day", 1, time.Monday, time.June),
			nth("Queen's Birthday", -1, time.Monday, time.September, until(2022)), nth("King's Birthday", -1, time.Monday, time.September, since(2023), except(2024)),
			fixed("King's Birthday", time.September, 23, since(2024), until(2024))),
	}

	// nzRules follows the Holidays Act 2003, which moves days from weekends since 2014, and Te Kāhui o
	// Matariki Public Holiday Act 2022, whose schedule ends with 2052.
	nzRules := rules{
		fixed("New Year's Day", time.January, 1, observed(twoDaysOn)),
		fixed("Day after New Year's Day", time.January, 2, observed(twoDaysOn)),
		fixed("Waitangi Day", time.February, 6, observed(toMonday)),
		easter("Good Friday", -2),
		easter("Easter Monday", 1),
		fixed("Anzac Day", time.April, 25, observed(toMonday)),
		nth("Queen's Birthday", 1, time.Monday, time.June, until(2022)),
		nth("King's Birthday", 1, time.Monday, time.June, since(2023)),
		{Name: "Matariki", Func: nz.CalcMatarikiOffset, StartYear: 2022, EndYear: 2052},
		fixed("Queen Elizabeth II Memorial Day", time.September, 26, since(2022), until(2022)),
		nth("Labour Day", 4, time.Monday, time.October),
		fixed("Christmas Day", time.December, 25, observed(twoDaysOn)),
		fixed("Boxing Day", time.December, 26, observed(twoDaysOn)),
	}

	var (
		nzAuckland   = from("Auckland Anniversary Day", time.Monday, time.January, 26)
		nzWellington = from("Wellington Anniversary Day", time.Monday, time.January, 19)
		nzNelson     = from("Nelson Anniversary Day", time.Monday, time.January, 29)
	)

	// nzRegions gives each region the anniversary day of the province that it was part of.
	nzRegions := map[string]rules{
		"NZ-AUK":              nzRules.plus(nzAuckland),
		"NZ-BOP":              nzRules.plus(nzAuckland),
		"NZ-CAN":              nzRules.plus(from("Canterbury Anniversary Day", time.Friday, time.November, 11)),
		"NZ-CIT":              nzRules.plus(from("Chatham Islands Anniversary Day", time.Monday, time.November, 27)),
		"NZ-GIS":              nzRules.plus(nzAuckland),
		"NZ-HKB":              nzRules.plus(from("Hawke's Bay Anniversary Day", time.Friday, time.October, 19)),
		"NZ-MBH":              nzRules.plus(from("Marlborough Anniversary Day", time.Monday, time.October, 29)),
		"NZ-MWT":              nzRules.plus(nzWellington),
		"NZ-NSN":              nzRules.plus(nzNelson),
		"NZ-NTL":              nzRules.plus(nzAuckland),
		"NZ-OTA":              nzRules.plus(otagoAnniversary),
		"NZ-STL":              nzRules.plus(easter("Southland Anniversary Day", 2)),
		"NZ-South Canterbury": nzRules.plus(nth("South Canterbury Anniversary Day", 4, time.Monday, time.September)),
		"NZ-TAS":              nzRules.plus(nzNelson),
		"NZ-TKI":              nzRules.plus(nth("Taranaki Anniversary Day", 2, time.Monday, time.March)),
		"NZ-WGN":              nzRules.plus(nzWellington),
		"NZ-WKO":              nzRules.plus(nzAuckland),
		"NZ-WTC":              nzRules.plus(from("West Coast Anniversary Day", time.Monday, time.November, 28)),
	}

	auStates["AU"] = auShared
	nzRegions["NZ"] = nzRules
	maps.Copy(auStates, nzRegions)
	return auStates
}

// auSovereign is the birthday holiday of the Queen, until 2022, and the King.
func auSovereign(n int, month time.Month) rules {
	return rules{
		nth("Queen's Birthday", n, time.Monday, month, until(2022)),
		nth("King's Birthday", n, time.Monday, month, since(2023)),
	}
}
