package calendar_test

import (
	"fmt"

	"github.com/quietwindow/quietwindow/calendar"
)

// A company takes stock on a Saturday, and works on a public holiday: its own list wins.
func ExampleWorkingDayList() {
	own, err := calendar.NewWorkingDayList(
		calendar.WorkingDay{Date: calendar.MustParseDate("2026-12-12"), Name: "stock taking"},
		calendar.WorkingDay{Date: calendar.MustParseDate("2026-10-12")},
	)
	if err != nil {
		panic(err)
	}
	columbus, err := calendar.NewHolidayList(calendar.Holiday{Date: calendar.MustParseDate("2026-10-12"), Name: "Columbus Day"})
	if err != nil {
		panic(err)
	}
	cal := calendar.Calendar{Holidays: columbus, WorkingDays: own}
	for _, day := range []string{"2026-12-12", "2026-12-13", "2026-10-12"} {
		kind, name, err := cal.Kind(calendar.MustParseDate(day))
		fmt.Println(day, kind, name, err)
	}
	// Output:
	// 2026-12-12 workday working Saturday (stock taking) <nil>
	// 2026-12-13 weekend  <nil>
	// 2026-10-12 workday working Monday <nil>
}

// What differs from the weekly round: the holidays that count and the rest days that are worked.
func ExampleCalendar_Exceptions() {
	off, err := calendar.NewHolidayList(calendar.Holiday{Date: calendar.MustParseDate("2026-01-02"), Name: "Day off"})
	if err != nil {
		panic(err)
	}
	at, err := calendar.NewWorkingDayList(calendar.WorkingDay{Date: calendar.MustParseDate("2026-01-10"), Name: "in place of 2 January"})
	if err != nil {
		panic(err)
	}
	holidays, worked, err := calendar.Calendar{Holidays: off, WorkingDays: at}.Exceptions(calendar.MustParseDate("2026-01-01"), calendar.MustParseDate("2026-01-31"))
	for _, h := range holidays {
		fmt.Println(h.Date, h.Title())
	}
	for _, w := range worked {
		fmt.Println(w.Date, w.Title())
	}
	fmt.Println(err)
	// Output:
	// 2026-01-02 Day off
	// 2026-01-10 working Saturday (in place of 2 January)
	// <nil>
}

// Riyadh rests on Friday and Saturday. Whoever sets holidays and forgets the weekend is told.
func ExampleCalendar_WeekendWarning() {
	var cal calendar.Calendar
	cal.Holidays = riyadh{}
	fmt.Println(cal.WeekendWarning(calendar.MustParseDate("2026-01-01"), calendar.MustParseDate("2026-12-31")))
	cal.Weekend = cal.Weekend.Meant() // an office that works as London does
	fmt.Printf("%q\n", cal.WeekendWarning(calendar.MustParseDate("2026-01-01"), calendar.MustParseDate("2026-12-31")))
	// Output:
	// The weekend on 2026-01-01 is Sat,Sun, but SA has Fri,Sat.
	// ""
}

// riyadh is a source without holidays that knows its weekend, as the sources of package national do.
type riyadh struct{ calendar.HolidayList }

func (riyadh) UsualWeekends() []calendar.UsualWeekend {
	return []calendar.UsualWeekend{{Source: "SA", Weekend: calendar.FixedWeekend(calendar.FridaySaturday)}}
}
