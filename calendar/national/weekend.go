package national

import "github.com/quietwindow/quietwindow/calendar"

// weekendRow says which days are off from a date on.
type weekendRow struct {
	code   string
	from   string // "" means from the earliest dates on
	days   string // as calendar.ParseDaySet reads them
	source string
}

// The sources that rows of the weekend table share.
const (
	cldr48  = "CLDR 48"         // supplemental weekData, licence Unicode-3.0
	pyWeek  = "python-holidays" // at the commit of the facts, where CLDR differs and the law of the place does not
	lawThen = "law of the time"
)

// weekends lists every code whose weekend is, or once was, not Saturday and Sunday; by code and then
// by date. CLDR and python-holidays differ on other codes too, and neither keeps any history: HK,
// IN, NP and UG are Saturday and Sunday here.
var weekends = []weekendRow{
	{"AE", "", "Fri,Sat", lawThen},
	{"AE", "2022-01-01", "Sat,Sun", "decision of the Cabinet of December 2021"},
	{"AF", "", "Thu,Fri", cldr48},
	{"BD", "", "Fri,Sat", pyWeek},
	{"BH", "", "Fri,Sat", cldr48},
	{"BN", "", "Fri,Sun", pyWeek},
	{"DJ", "", "Fri,Sat", pyWeek},
	{"DZ", "", "Fri,Sat", cldr48},
	{"EG", "", "Fri,Sat", cldr48},
	{"IL", "", "Fri,Sat", cldr48},
	{"IQ", "", "Fri,Sat", cldr48},
	{"IR", "", "Fri", cldr48},
	{"JO", "", "Fri,Sat", cldr48},
	{"KW", "", "Fri,Sat", cldr48},
	{"LY", "", "Fri,Sat", cldr48},
	{"MV", "", "Fri,Sat", pyWeek},
	{"MY-01", "", "Fri,Sat", pyWeek},
	{"MY-01", "2025-01-01", "Sat,Sun", "decree of the Regent of Johor of October 2024"},
	{"MY-02", "", "Fri,Sat", pyWeek},
	{"MY-03", "", "Fri,Sat", pyWeek},
	{"MY-11", "", "Fri,Sat", pyWeek},
	{"NP", "", "Sat", lawThen},
	{"NP", "2022-05-15", "Sat,Sun", "decision of the Cabinet of April 2022"},
	{"NP", "2022-06-15", "Sat", "decision of the Cabinet of June 2022: Sunday is worked again"},
	{"OM", "", "Fri,Sat", cldr48},
	{"PS", "", "Fri,Sat", pyWeek},
	{"QA", "", "Fri,Sat", cldr48},
	{"SA", "", "Thu,Fri", lawThen},
	{"SA", "2013-06-29", "Fri,Sat", "royal order of 23 June 2013"},
	{"SD", "", "Fri,Sat", cldr48},
	{"SO", "", "Fri", pyWeek},
	{"SY", "", "Fri,Sat", cldr48},
	{"YE", "", "Fri,Sat", cldr48},
}

// Weekend returns the usual weekly days off of a code, with the dates on which they changed. A
// subdivision without a row of its own has its country's; a country without one has Saturday and
// Sunday. An unknown code is a *[CodeError], as in [For].
func Weekend(code string) (calendar.Weekend, error) {
	if table := loadFacts(); !hasCode(table, code) {
		return calendar.Weekend{}, newCodeError(code, table.codes)
	}
	return usualWeekend(code), nil
}

// usualWeekend is [Weekend] for a code that is known.
func usualWeekend(code string) calendar.Weekend {
	for _, c := range []string{code, countryOf(code)} {
		if w, ok := listedWeekend(c); ok {
			return w
		}
	}
	return calendar.FixedWeekend(calendar.SaturdaySunday)
}

// WeekendSource names the source of what [Weekend] answers for the code, row by row. It is empty
// for a code that has Saturday and Sunday because no source says otherwise.
func WeekendSource(code string) []string {
	for _, c := range []string{code, countryOf(code)} {
		var sources []string
		for _, row := range weekends {
			if row.code == c {
				sources = append(sources, row.days+" "+sinceText(row.from)+": "+row.source)
			}
		}
		if sources != nil {
			return sources
		}
	}
	return nil
}

func sinceText(date string) string {
	if date == "" {
		return "from the earliest dates"
	}
	return "from " + date
}

func hasCode(t *factTable, code string) bool {
	_, ok := t.rows[code]
	return ok
}

// listedWeekend returns the weekend of the rows of exactly this code. The rows are constants of the
// program, and a test reads every one, so a row that cannot be read is a panic.
func listedWeekend(code string) (w calendar.Weekend, ok bool) {
	var first calendar.DaySet
	var changes []calendar.WeekendChange
	for _, row := range weekends {
		if row.code != code {
			continue
		}
		days, err := calendar.ParseDaySet(row.days)
		if err != nil {
			panic(err)
		}
		if row.from == "" {
			first, ok = days, true
			continue
		}
		changes = append(changes, calendar.WeekendChange{From: calendar.MustParseDate(row.from), Days: days})
	}
	if !ok {
		return w, false
	}
	w, err := calendar.NewWeekend(first, changes...)
	if err != nil {
		panic(err)
	}
	return w, true
}
