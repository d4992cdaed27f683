package calendar_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

func ExampleLoadZone() {
	berlin, err := calendar.LoadZone("Europe/Berlin")
	fmt.Println(berlin, err)
	_, err = calendar.LoadZone("europe/berlin")
	fmt.Println(err)
	_, err = calendar.LoadZone("Pacific Standard Time")
	var refused *calendar.ZoneError
	fmt.Println(errors.As(err, &refused), refused.Suggest)
	// Output:
	// Europe/Berlin <nil>
	// time zone "europe/berlin": names are written as in the IANA database, letter by letter; did you mean Europe/Berlin?
	// true [America/Los_Angeles]
}

func ExampleOffsets() {
	lordHowe, err := calendar.LoadZone("Australia/Lord_Howe")
	if err != nil {
		panic(err)
	}
	year := calendar.Interval{Start: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), End: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}
	for stretch, offset := range calendar.Offsets(lordHowe, year) {
		fmt.Println(stretch.Start.UTC().Format(time.RFC3339), time.Duration(offset)*time.Second)
	}
	// Output:
	// 2026-01-01T00:00:00Z 11h0m0s
	// 2026-04-04T15:00:00Z 10h30m0s
	// 2026-10-03T15:30:00Z 11h0m0s
}

func ExampleCalendar_Days() {
	apia, err := calendar.LoadZone("Pacific/Apia")
	if err != nil {
		panic(err)
	}
	c := calendar.Calendar{Location: apia}
	days, err := c.Days(calendar.Interval{Start: time.Date(2011, 12, 29, 12, 0, 0, 0, time.UTC), End: time.Date(2012, 1, 1, 12, 0, 0, 0, time.UTC)})
	for _, d := range days {
		fmt.Println(d.Date, d.Date.Weekday(), d.Kind, d.Interval.Duration())
	}
	fmt.Println(err)
	// Output:
	// 2011-12-29 Thursday workday 22h0m0s
	// 2011-12-31 Saturday weekend 24h0m0s
	// 2012-01-01 Sunday weekend 24h0m0s
	// 2012-01-02 Monday workday 2h0m0s
	// <nil>
}

func ExampleCalendar_Kind() {
	list, err := calendar.NewHolidayList(calendar.Holiday{Date: calendar.MustParseDate("2026-05-27"), Name: "Eid al-Adha", Estimated: true})
	if err != nil {
		panic(err)
	}
	c := calendar.Calendar{Location: time.UTC, Weekend: calendar.FixedWeekend(calendar.FridaySaturday), Holidays: list}
	for _, day := range []string{"2026-05-27", "2026-05-28", "2026-05-29"} {
		kind, name, err := c.Kind(calendar.MustParseDate(day))
		fmt.Println(kind, name, err)
	}
	// Output:
	// holiday Eid al-Adha (estimated) <nil>
	// workday  <nil>
	// weekend  <nil>
}

func ExampleNewHolidayList() {
	_, err := calendar.NewHolidayList(calendar.Holiday{Name: "No date"}, calendar.Holiday{Date: calendar.MustParseDate("2026-12-24")})
	fmt.Println(err != nil) // both faults are told
	list, err := calendar.NewHolidayList(
		calendar.Holiday{Date: calendar.MustParseDate("2026-12-31"), Name: "New Year's Eve"},
		calendar.Holiday{Date: calendar.MustParseDate("2026-12-24"), Name: "Christmas Eve"},
	)
	if err != nil {
		panic(err)
	}
	days, err := list.Between(calendar.MustParseDate("2026-12-01"), calendar.MustParseDate("2026-12-31"))
	for _, h := range days {
		fmt.Println(h.Date, h.Title())
	}
	fmt.Println(err)
	// Output:
	// true
	// 2026-12-24 Christmas Eve
	// 2026-12-31 New Year's Eve
	// <nil>
}

func ExampleMerge() {
	company, err := calendar.NewHolidayList(calendar.Holiday{Date: calendar.MustParseDate("2026-12-24"), Name: "Company holiday"})
	if err != nil {
		panic(err)
	}
	public, err := calendar.NewHolidayList(calendar.Holiday{Date: calendar.MustParseDate("2026-12-25"), Name: "Christmas Day"})
	if err != nil {
		panic(err)
	}
	days, err := calendar.Merge(public, company).Between(calendar.MustParseDate("2026-12-01"), calendar.MustParseDate("2026-12-31"))
	fmt.Println(len(days), days[0].Name, err)
	// Output: 2 Company holiday <nil>
}

func ExampleNewWeekend() {
	saudi, err := calendar.NewWeekend(calendar.NewDaySet(time.Thursday, time.Friday),
		calendar.WeekendChange{From: calendar.MustParseDate("2013-06-29"), Days: calendar.FridaySaturday})
	fmt.Println(saudi.On(calendar.MustParseDate("2013-06-28")), saudi.On(calendar.MustParseDate("2013-06-29")), err)
	fmt.Println(calendar.FixedWeekend(calendar.NoDays).On(calendar.MustParseDate("2026-01-01")).Len())
	// Output:
	// Thu,Fri Fri,Sat <nil>
	// 0
}

func ExampleDateOf() {
	instant := time.Date(2026, 12, 7, 4, 0, 0, 0, time.UTC)
	for _, name := range []string{"America/Los_Angeles", "Australia/Sydney"} {
		loc, err := calendar.LoadZone(name)
		if err != nil {
			panic(err)
		}
		fmt.Println(name, calendar.DateOf(instant.In(loc)).Weekday(), calendar.ClockOf(instant.In(loc)))
	}
	// Output:
	// America/Los_Angeles Sunday 20:00
	// Australia/Sydney Monday 15:00
}

func ExampleParseDate() {
	d, err := calendar.ParseDate("2028-02-28")
	fmt.Println(d.AddDays(2), d.Weekday(), d.Before(d.AddDays(1)), err)
	_, err = calendar.ParseDate("2026-02-29")
	fmt.Println(err != nil)
	fmt.Println(calendar.DateOfDay(d.Days()) == d)
	// Output:
	// 2028-03-01 Monday true <nil>
	// true
	// true
}

func ExampleParseClock() {
	c, err := calendar.ParseClock("23:59:30")
	fmt.Println(c, int(c), err)
	end, err := calendar.ParseClock("24:00")
	fmt.Println(end == calendar.EndOfDay, err)
	_, err = calendar.ParseClock("24:01")
	fmt.Println(err != nil)
	// Output:
	// 23:59:30 86370 <nil>
	// true <nil>
	// true
}

func ExampleParseHours() {
	night, err := calendar.ParseHours("22:00-06:00")
	fmt.Println(night, err)
	for _, reading := range []calendar.Clock{21 * 3600, 23 * 3600, 5 * 3600, 6 * 3600} {
		fmt.Println(reading, night.Contains(reading))
	}
	// Output:
	// 22:00-06:00 <nil>
	// 21:00 false
	// 23:00 true
	// 05:00 true
	// 06:00 false
}

func ExampleParseDaySet() {
	s, err := calendar.ParseDaySet("sun,FRI,Sat")
	fmt.Println(s, s.Contains(time.Friday), s.Len(), err)
	for d := range (s &^ calendar.SaturdaySunday).All() {
		fmt.Println(d)
	}
	_, err = calendar.ParseDaySet("Friday")
	fmt.Println(err != nil)
	// Output:
	// Fri,Sat,Sun true 3 <nil>
	// Friday
	// true
}

// hours returns the interval between two hours of a day.
func hours(from, to int) calendar.Interval {
	day := time.Date(2026, 6, 6, 0, 0, 0, 0, time.UTC)
	return calendar.Interval{Start: day.Add(time.Duration(from) * time.Hour), End: day.Add(time.Duration(to) * time.Hour)}
}

func ExampleInterval() {
	a, b := hours(1, 4), hours(4, 6)
	fmt.Println(a.Overlaps(b), a.Contains(a.End), a.Covers(hours(2, 3)), a.Intersect(hours(3, 9)).Duration(), hours(5, 2).Empty())
	// Output: false false true 1h0m0s true
}

func ExampleSet() {
	busy := calendar.NewSet(hours(9, 12), hours(1, 2), hours(11, 14))
	night := calendar.NewSet(hours(0, 6))
	show := func(s calendar.Set) {
		for iv := range s.All() {
			fmt.Print(iv.Start.Format("15:04"), "-", iv.End.Format("15:04"), " ")
		}
		fmt.Println(s.Duration())
	}
	show(busy)
	show(busy.Union(night))
	show(busy.Intersect(night))
	show(night.Subtract(busy))
	show(busy.Gaps(hours(0, 16)))
	longest, found := busy.Longest()
	fmt.Println(longest.Duration(), found, busy.Covers(hours(10, 13)), busy.Contains(hours(14, 15).Start))
	// Output:
	// 01:00-02:00 09:00-14:00 6h0m0s
	// 00:00-06:00 09:00-14:00 11h0m0s
	// 01:00-02:00 1h0m0s
	// 00:00-01:00 02:00-06:00 5h0m0s
	// 00:00-01:00 02:00-09:00 14:00-16:00 10h0m0s
	// 5h0m0s true true false
}
