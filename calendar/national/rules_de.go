package national

import (
	"time"
)

// deRules gives the rules of the German states.
func deRules() map[string]rules {
	// reformationNorth is Reformation Day where laws of 2018 made it a holiday for good.
	reformationNorth := fixed("Reformation Day", time.October, 31, since(2017))

	// deStates is cal's tables, with what they lack: the day of 2017, which all of Germany kept, the
	// years in which days began, one-off days, and Brandenburg's two Sundays.
	deStates := map[string]rules{
		"DE-BB": calTables["DE-BB"].plus(easterSunday, pentecost),
		"DE-BE": calTables["DE-BE"].without("Frauentag").plus(reformation2017, fixed("Women's Day", time.March, 8, since(2019)),
			fixed("75th anniversary of the liberation from Nazism and the end of the Second World War in Europe", time.May, 8, since(2020), until(2020)),
			fixed("80th anniversary of the liberation from Nazism and the end of the Second World War in Europe", time.May, 8, since(2025), until(2025)),
			fixed("75th anniversary of the East German uprising of 1953", time.June, 17, since(2028), until(2028))),
		"DE-BW": calTables["DE-BW"].plus(reformation2017),
		"DE-BY": calTables["DE-BY"].plus(reformation2017),
		"DE-HB": calTables["DE-HB"].without("Reformationstag").plus(reformationNorth),
		"DE-HE": calTables["DE-HE"].plus(reformation2017),
		"DE-HH": calTables["DE-HH"].without("Reformationstag").plus(reformationNorth),
		"DE-MV": calTables["DE-MV"].plus(fixed("Women's Day", time.March, 8, since(2023))),
		"DE-NI": calTables["DE-NI"].without("Reformationstag").plus(reformationNorth),
		"DE-NW": calTables["DE-NW"].plus(reformation2017),
		"DE-RP": calTables["DE-RP"].plus(reformation2017),
		"DE-SH": calTables["DE-SH"].without("Reformationstag").plus(reformationNorth),
		"DE-SL": calTables["DE-SL"].plus(reformation2017),
		"DE-SN": calTables["DE-SN"],
		"DE-ST": calTables["DE-ST"],
		"DE-TH": calTables["DE-TH"],
	}

	return deStates
}
