package national

import (
	"time"

	"github.com/rickar/cal/v2/de"
)

// deStates is cal's tables, with what they lack: the day of 2017, which all of Germany kept, the
// years in which days began, one-off days, and Brandenburg's two Sundays.
var deStates = map[string]rules{
	"DE-BB": frozen(de.HolidaysBB).plus(easterSunday, pentecost),
	"DE-BE": frozen(de.HolidaysBE).without("Frauentag").plus(reformation2017, fixed("Women's Day", time.March, 8, since(2019)),
		fixed("75th anniversary of the liberation from Nazism and the end of the Second World War in Europe", time.May, 8, since(2020), until(2020)),
		fixed("80th anniversary of the liberation from Nazism and the end of the Second World War in Europe", time.May, 8, since(2025), until(2025)),
		fixed("75th anniversary of the East German uprising of 1953", time.June, 17, since(2028), until(2028))),
	"DE-BW": frozen(de.HolidaysBW).plus(reformation2017),
	"DE-BY": frozen(de.HolidaysBY).plus(reformation2017),
	"DE-HB": frozen(de.HolidaysHB).without("Reformationstag").plus(reformationNorth),
	"DE-HE": frozen(de.HolidaysHE).plus(reformation2017),
	"DE-HH": frozen(de.HolidaysHH).without("Reformationstag").plus(reformationNorth),
	"DE-MV": frozen(de.HolidaysMV).plus(fixed("Women's Day", time.March, 8, since(2023))),
	"DE-NI": frozen(de.HolidaysNI).without("Reformationstag").plus(reformationNorth),
	"DE-NW": frozen(de.HolidaysNW).plus(reformation2017),
	"DE-RP": frozen(de.HolidaysRP).plus(reformation2017),
	"DE-SH": frozen(de.HolidaysSH).without("Reformationstag").plus(reformationNorth),
	"DE-SL": frozen(de.HolidaysSL).plus(reformation2017),
	"DE-SN": frozen(de.HolidaysSN),
	"DE-ST": frozen(de.HolidaysST),
	"DE-TH": frozen(de.HolidaysTH),
}

// reformationNorth is Reformation Day where laws of 2018 made it a holiday for good.
var reformationNorth = fixed("Reformation Day", time.October, 31, since(2017))
