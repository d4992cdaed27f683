package national

import (
	"time"

	"github.com/rickar/cal/v2"
)

// gbRules gives the rules of the United Kingdom and its nations.
func gbRules() map[string]rules {
	// gbAll lists the bank holidays that all of the United Kingdom shares (Banking and Financial
	// Dealings Act 1971, Schedule 1, and proclamations).
	gbAll := rules{
		fixed("New Year's Day", time.January, 1, observed(toMonday)),
		easter("Good Friday", -2),
		nth("May Day", 1, time.Monday, time.May, except(2020)),
		fixed("May Day", time.May, 8, since(2020), until(2020)), // moved to the 75th anniversary of VE Day
		nth("Spring Bank Holiday", -1, time.Monday, time.May, except(2022)),
		fixed("Spring Bank Holiday", time.June, 2, since(2022), until(2022)),
		fixed("Platinum Jubilee of Elizabeth II", time.June, 3, since(2022), until(2022)),
		fixed("State Funeral of Queen Elizabeth II", time.September, 19, since(2022), until(2022)),
		fixed("Coronation of Charles III", time.May, 8, since(2023), until(2023)),
		fixed("Christmas Day", time.December, 25, observed(twoDaysOn)),
		fixed("Boxing Day", time.December, 26, observed(twoDaysOn)),
	}

	gbEnglandWales := gbAll.plus(
		easter("Easter Monday", 1),
		nth("Late Summer Bank Holiday", -1, time.Monday, time.August),
	)

	gbNations := map[string]rules{
		"GB-ENG": gbEnglandWales,
		"GB-WLS": gbEnglandWales,
		"GB-NIR": gbEnglandWales.plus(
			fixed("Saint Patrick's Day", time.March, 17, observed(toMonday)),
			fixed("Battle of the Boyne", time.July, 12, observed(toMonday)),
		),
		"GB-SCT": gbAll.without("New Year's Day").plus(
			// Where 1 January is a Sunday its substitute is the 3rd, since the 2nd is a holiday.
			fixed("New Year's Day", time.January, 1, observed(twoDaysOn)),
			fixed("New Year Holiday", time.January, 2, observed([]cal.AltDay{{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: 2}})),
			fixed("Scotland's participation in the FIFA World Cup final", time.June, 15, since(2026), until(2026)),
			nth("Summer Bank Holiday", 1, time.Monday, time.August),
			fixed("Saint Andrew's Day", time.November, 30, observed(toMonday)),
		),
	}

	gbNations["GB"] = gbEnglandWales
	return gbNations
}
