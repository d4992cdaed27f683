package national

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
)

// usRules gives the rules of the United States, its states and territories.
func usRules() map[string]rules {
	// usFederal is cal's table, under the names that the law gives (5 U.S.C. 6103).
	usFederal := renamed(calTables["US"], map[string]string{
		"Juneteenth":      "Juneteenth National Independence Day",
		"Presidents' Day": "Washington's Birthday",
	})

	// The days that several states keep.
	var (
		usLincoln      = fixed("Lincoln's Birthday", time.February, 12, observed(toNearestWeekday))
		usGoodFriday   = easter("Good Friday", -2)
		usElectionDay  = from("Election Day", time.Tuesday, time.November, 2)
		usElectionEven = from("Election Day", time.Tuesday, time.November, 2, only(even))
		usBlackFriday  = from("Day After Thanksgiving", time.Friday, time.November, 23)
		usInauguration = fixed("Inauguration Day", time.January, 20, only(afterLeapYear), observed(sundayToMonday))
		usAnthony      = fixed("Susan B. Anthony Day", time.February, 15)
		usConfederate  = nth("Confederate Memorial Day", 4, time.Monday, time.April)
		usPatriots     = nth("Patriots' Day", 3, time.Monday, time.April)
	)

	// usChristmasEve makes room for Christmas Day, which a Saturday moves to Friday the 24th.
	usChristmasEve := fixed("Christmas Eve", time.December, 24, observed([]cal.AltDay{
		{Day: time.Friday, Offset: -1}, {Day: time.Saturday, Offset: -1}, {Day: time.Sunday, Offset: -2},
	}))

	// usDayAfterChristmas makes room for Christmas Day, which a Sunday moves to Monday the 26th.
	usDayAfterChristmas := fixed("Day After Christmas", time.December, 26, observed([]cal.AltDay{
		{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: 1}, {Day: time.Monday, Offset: 1},
	}))

	usNewYearsEve := fixed("New Year's Eve", time.December, 31, observed([]cal.AltDay{{Day: time.Saturday, Offset: -1}}))

	// usWashingtonAtChristmas is how Georgia and Indiana keep Washington's Birthday: on a working day
	// next to Christmas.
	usWashingtonAtChristmas := fixed("Washington's Birthday", time.December, 24, moved([]cal.AltDay{
		{Day: time.Sunday, Offset: 2}, {Day: time.Wednesday, Offset: 2}, {Day: time.Friday, Offset: -1}, {Day: time.Saturday, Offset: -1},
	}))

	// usStates lists what states and territories keep besides the federal days, and which of those they
	// do not keep, after their codes and the lists of their personnel offices.
	usStates := map[string]rules{
		"US-AK": usFederal.plus(nth("Seward's Day", -1, time.Monday, time.March), fixed("Alaska Day", time.October, 18, observed(toNearestWeekday))),
		"US-AL": usFederal.plus(usConfederate, nth("Jefferson Davis Birthday", 1, time.Monday, time.June)),
		"US-AR": usFederal.without("Columbus Day").plus(usChristmasEve),
		"US-AS": usFederal.plus(fixed("American Samoa Flag Day", time.April, 17, observed(toNearestWeekday)),
			fixed("Manu'a Islands Cession Day", time.July, 16, observed(toNearestWeekday)), nth("White Sunday", 2, time.Sunday, time.October)),
		"US-AZ": usFederal,
		// Susan B. Anthony Day and Diwali (from 2026) are in California's code without a paid day off.
		"US-CA": usFederal.without("Columbus Day").plus(fixed("Cesar Chavez Day", time.March, 31, observed(sundayToMonday)), usBlackFriday),
		"US-CO": usFederal.without("Columbus Day").plus(fixed("Cesar Chavez Day", time.March, 31),
			nth("Frances Xavier Cabrini Day", 1, time.Monday, time.October, since(2020)), nth("Columbus Day", 2, time.Monday, time.October, until(2019))),
		"US-CT": usFederal.plus(usLincoln, usGoodFriday),
		"US-DC": usFederal.plus(usInauguration, fixed("Emancipation Day", time.April, 16, observed(toNearestWeekday))),
		"US-DE": usFederal.without("Washington's Birthday", "Columbus Day").plus(usGoodFriday, usElectionEven, usBlackFriday),
		"US-FL": usFederal.without("Washington's Birthday", "Columbus Day").plus(usAnthony, from("Friday After Thanksgiving", time.Friday, time.November, 23)),
		"US-GA": usFederal.without("Washington's Birthday").plus(from("State Holiday", time.Friday, time.November, 23, since(2016)),
			nth("Confederate Memorial Day", 4, time.Monday, time.April, until(2015)), nth("State Holiday", 4, time.Monday, time.April, since(2016), until(2019)),
			easter("State Holiday", -2, since(2020)), from("Robert E. Lee's Birthday", time.Friday, time.November, 23, until(2015)), usWashingtonAtChristmas),
		"US-GU": usFederal.without("Columbus Day").plus(nth("Guam Discovery Day", 1, time.Monday, time.March), usGoodFriday,
			fixed("Liberation Day", time.July, 21), fixed("All Souls' Day", time.November, 2), fixed("Our Lady of Camarin Day", time.December, 8)),
		"US-HI": usFederal.without("Columbus Day").plus(fixed("Prince Jonah Kuhio Kalanianaole Day", time.March, 26, observed(toNearestWeekday)),
			usGoodFriday, fixed("Kamehameha Day", time.June, 11, observed(toNearestWeekday)), nth("Statehood Day", 3, time.Friday, time.August), usElectionEven),
		"US-IA": usFederal.without("Columbus Day").plus(usLincoln),
		"US-ID": usFederal,
		"US-IL": usFederal.plus(usLincoln, nth("Casimir Pulaski Day", 1, time.Monday, time.March), usElectionEven),
		"US-IN": usFederal.without("Washington's Birthday").plus(usGoodFriday, from("Primary Election Day", time.Tuesday, time.May, 2), usElectionDay,
			from("Lincoln's Birthday", time.Friday, time.November, 23), usWashingtonAtChristmas),
		"US-KS": usFederal.without("Washington's Birthday", "Columbus Day").plus(usChristmasEve),
		"US-KY": usFederal.without("Washington's Birthday", "Columbus Day").plus(usGoodFriday, usChristmasEve, usNewYearsEve),
		"US-LA": usFederal.without("Columbus Day").plus(easter("Mardi Gras", -47), usGoodFriday, usElectionEven),
		"US-MA": onlySundaysMove(usFederal).plus(usPatriots),
		"US-MD": usFederal.plus(usInauguration, from("American Indian Heritage Day", time.Friday, time.November, 23)),
		"US-ME": usFederal.plus(usPatriots),
		"US-MI": usFederal.without("Columbus Day").plus(usElectionEven, from("Day After Thanksgiving", time.Friday, time.November, 23, since(2017)), usChristmasEve, usNewYearsEve),
		"US-MN": usFederal.without("Columbus Day"),
		"US-MO": usFederal.plus(usLincoln, fixed("Truman Day", time.May, 8, observed(toNearestWeekday))),
		"US-MP": usFederal.plus(fixed("Commonwealth Covenant Day", time.March, 24, observed(toNearestWeekday)), usGoodFriday,
			fixed("Citizenship Day", time.November, 4, observed(toNearestWeekday)), usElectionEven, fixed("Constitution Day", time.December, 8, observed(toNearestWeekday))),
		"US-MS": usFederal.without("Columbus Day").plus(nth("Confederate Memorial Day", -1, time.Monday, time.April)),
		"US-MT": usFederal.plus(usElectionEven),
		"US-NC": usFederal.without("Washington's Birthday", "Columbus Day").plus(usGoodFriday, usBlackFriday, usChristmasEve, usDayAfterChristmas),
		"US-ND": usFederal.without("Columbus Day"),
		"US-NE": usFederal.plus(nth("Arbor Day", -1, time.Friday, time.April)),
		"US-NH": usFederal.without("Columbus Day").plus(usElectionEven, usBlackFriday),
		"US-NJ": usFederal.plus(usLincoln, usGoodFriday, usElectionEven),
		// New Mexico keeps Presidents' Day on the day after Thanksgiving.
		"US-NM": usFederal.without("Washington's Birthday").plus(from("Presidents' Day", time.Friday, time.November, 23)),
		"US-NV": usFederal.without("Columbus Day").plus(nth("Nevada Day", -1, time.Friday, time.October), from("Family Day", time.Friday, time.November, 23)),
		"US-NY": usFederal.plus(usLincoln, usAnthony, usElectionDay),
		"US-OH": usFederal,
		"US-OK": usFederal.without("Columbus Day").plus(usBlackFriday),
		"US-OR": usFederal.without("Columbus Day"),
		"US-PA": usFederal.plus(usBlackFriday),
		"US-PR": onlySundaysMove(usFederal, "Veterans Day").plus(fixed("Epiphany", time.January, 6), fixed("Emancipation Day", time.March, 22, observed(sundayToMonday)), usGoodFriday,
			fixed("Puerto Rico Constitution Day", time.July, 25, observed(sundayToMonday)),
			fixed("Puerto Rican Culture and Discovery of Puerto Rico Day", time.November, 19, until(2022), observed(sundayToMonday)),
			fixed("Puerto Rican Identity Day", time.November, 19, since(2023), observed(sundayToMonday))),
		"US-RI": usFederal.plus(nth("Victory Day", 2, time.Monday, time.August)),
		"US-SC": usFederal.without("Columbus Day").plus(fixed("Confederate Memorial Day", time.May, 10, observed(toNearestWeekday)), usBlackFriday, usDayAfterChristmas),
		"US-SD": usFederal,
		"US-TN": usFederal.without("Columbus Day").plus(usGoodFriday),
		// Several of these are days of partial staffing, on which offices stay open.
		"US-TX": usFederal.without("Columbus Day").plus(fixed("Confederate Memorial Day", time.January, 19), fixed("Texas Independence Day", time.March, 2),
			fixed("Cesar Chavez Day", time.March, 31), usGoodFriday, fixed("San Jacinto Day", time.April, 21), fixed("Emancipation Day In Texas", time.June, 19, until(2020)),
			fixed("Lyndon Baines Johnson Day", time.August, 27), from("Friday After Thanksgiving", time.Friday, time.November, 23), usChristmasEve,
			fixed("Day After Christmas", time.December, 26)),
		"US-UM": usFederal.without("Columbus Day"),
		"US-UT": usFederal.plus(fixed("Pioneer Day", time.July, 24, observed(toNearestWeekday))),
		"US-VA": usFederal.plus(usInauguration, from("Lee Jackson Day", time.Friday, time.January, 12, until(2020))),
		"US-VI": usFederal.plus(fixed("Three Kings Day", time.January, 6), fixed("Transfer Day", time.March, 31), easter("Holy Thursday", -3), usGoodFriday,
			easter("Easter Monday", 1), fixed("Emancipation Day", time.July, 3), fixed("Liberty Day", time.November, 1), fixed("Christmas Second Day", time.December, 26)),
		"US-VT": usFederal.without("Columbus Day").plus(nth("Town Meeting Day", 1, time.Tuesday, time.March),
			fixed("Bennington Battle Day", time.August, 16, observed(toNearestWeekday))),
		"US-WA": usFederal.without("Columbus Day").plus(from("Native American Heritage Day", time.Friday, time.November, 23)),
		"US-WI": usFederal.without("Washington's Birthday", "Columbus Day").plus(usAnthony, usChristmasEve, usNewYearsEve),
		"US-WV": usFederal.plus(fixed("West Virginia Day", time.June, 20, observed(toNearestWeekday)), usElectionEven, usBlackFriday),
		"US-WY": usFederal.without("Columbus Day"),
	}

	usStates["US"] = usFederal
	return usStates
}

// renamed changes names of frozen rules.
func renamed(table rules, names map[string]string) rules {
	for _, h := range table {
		if name, ok := names[h.Name]; ok {
			h.Name = name
		}
	}
	return table
}

// onlySundaysMove returns the rules with a substitute on Monday for a Sunday and none for a Saturday.
func onlySundaysMove(table rules, names ...string) rules {
	changed := make(rules, len(table))
	for i, h := range table {
		if h.Observed != nil && (len(names) == 0 || slices.Contains(names, h.Name)) {
			own := *h
			own.Observed = sundayToMonday
			h = &own
		}
		changed[i] = h
	}
	return changed
}

func even(year int) bool { return year%2 == 0 }

func afterLeapYear(year int) bool { return year%4 == 1 }
