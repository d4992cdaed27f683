package national_test

import (
	"fmt"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

// The United States in the summer of 2026, when Independence Day is a Saturday.
func ExampleFor() {
	us, err := national.For("US")
	if err != nil {
		fmt.Println(err)
		return
	}
	days, err := us.Between(calendar.MustParseDate("2026-06-01"), calendar.MustParseDate("2026-09-30"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, h := range days {
		fmt.Println(h.Date, h.Date.Weekday(), h.Name, h.Substitute)
	}
	// Output:
	// 2026-06-19 Friday Juneteenth National Independence Day false
	// 2026-07-03 Friday Independence Day true
	// 2026-07-04 Saturday Independence Day false
	// 2026-09-07 Monday Labor Day false
}

// A code that does not exist is an error that names the nearest ones.
func ExampleFor_unknown() {
	_, err := national.For("US-CAL")
	fmt.Println(err)
	_, err = national.For("UK")
	fmt.Println(err)
	// Output:
	// unknown holiday code "US-CAL" (US is known, this subdivision of it is not): expected an ISO 3166 code such as US-CA, US-AL, US-CO or US
	// unknown holiday code "UK" (ISO 3166-1 says GB): expected an ISO 3166 code such as GB
}

// Columbus Day does not empty offices.
func ExampleSource_Except() {
	us, err := national.For("US")
	if err != nil {
		fmt.Println(err)
		return
	}
	busy, err := us.Except("Columbus Day", "Veterans Day")
	if err != nil {
		fmt.Println(err)
		return
	}
	days, err := busy.Between(calendar.MustParseDate("2026-10-01"), calendar.MustParseDate("2026-11-30"))
	fmt.Println(len(days), days[0].Name, err)
	// Output:
	// 1 Thanksgiving Day <nil>
}

// A source says what it is sure of.
func ExampleSource_Years() {
	th, err := national.For("TH")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(th.Years())
	_, err = th.Between(calendar.MustParseDate("2036-01-01"), calendar.MustParseDate("2036-12-31"))
	fmt.Println(err)
	// Output:
	// 2015 2035
	// holidays of TH are known for 2015 to 2035, not for all of 2036-01-01 to 2036-12-31: choose dates within those years, or list the holidays by date
}

// The weekend of Saudi Arabia moved in June 2013.
func ExampleWeekend() {
	w, err := national.Weekend("SA")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(w.On(calendar.MustParseDate("2013-06-28")), w.On(calendar.MustParseDate("2013-06-29")))
	// Output:
	// Thu,Fri Fri,Sat
}

// Hungary works on some Saturdays in place of days before holidays.
func ExampleCalendar() {
	loc, err := calendar.LoadZone("Europe/Budapest")
	if err != nil {
		panic(err)
	}
	cal, err := national.Calendar("HU", loc)
	if err != nil {
		panic(err)
	}
	for _, day := range []string{"2026-01-02", "2026-01-03", "2026-01-10"} {
		kind, name, err := cal.Kind(calendar.MustParseDate(day))
		fmt.Println(day, kind, name, err)
	}
	// Output:
	// 2026-01-02 holiday Day off (disputed) <nil>
	// 2026-01-03 weekend  <nil>
	// 2026-01-10 workday working Saturday (in place of 2 January) <nil>
}

// What is not decreed yet is told, once for the span.
func ExampleSource_KnownBetween() {
	hu, err := national.For("HU")
	if err != nil {
		panic(err)
	}
	known, gaps := hu.KnownBetween(calendar.MustParseDate("2026-12-01"), calendar.MustParseDate("2027-01-31"))
	fmt.Println(known)
	for _, gap := range gaps {
		fmt.Println(gap)
	}
	// Output:
	// partly known
	// Hungary's transferred working days of 2027 are not in the data of 2026-11-25
}

// A decree of last week is a line in a company's own file.
func ExampleReadCorrections() {
	own, err := national.ReadCorrections(strings.NewReader(`code,date,op,name,scope,source
HU,2027-01-04,off,Day off,,decree of last week
HU,2027-01-09,work,in place of 4 January,,decree of last week
`))
	if err != nil {
		panic(err)
	}
	for _, change := range own.Changes(calendar.MustParseDate("2027-01-01"), calendar.MustParseDate("2027-12-31"), "HU") {
		fmt.Println(change)
	}
	// Output:
	// HU 2027-01-04 is a holiday, Day off (it was a working day)
	// HU 2027-01-09 is a working Saturday (in place of 4 January) (it was a rest day)
}

// Midsummer Eve is no public holiday in Sweden, but hardly anybody works.
func ExampleSource_Also() {
	se, err := national.For("SE")
	if err != nil {
		panic(err)
	}
	if se, err = se.Also("de_facto"); err != nil {
		panic(err)
	}
	days, err := se.Between(calendar.MustParseDate("2026-06-15"), calendar.MustParseDate("2026-06-21"))
	for _, d := range days {
		fmt.Println(d.Date, d.Title())
	}
	fmt.Println(err)
	// Output:
	// 2026-06-19 Midsummer Eve
	// 2026-06-20 Midsummer Day
	// <nil>
}

func ExampleDaysAsOf() {
	fmt.Println(national.DaysAsOf())
	// Output: days of 2026-07-23, corrections to 2026-11-25
}
