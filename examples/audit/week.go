package main

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// weekOf returns the week, from Monday to Monday on the clocks of loc, that holds the instant. It looks
// for the days among the instants around: a Monday need not begin at a reading of 00:00
// (America/Sao_Paulo has had none on some Sundays).
func weekOf(t time.Time, loc *time.Location) calendar.Interval {
	date := calendar.DateOf(t.In(loc))
	monday := date.AddDays(-(int(date.Weekday()) + 6) % 7)
	around := calendar.Interval{Start: t.AddDate(0, 0, -9), End: t.AddDate(0, 0, 9)}
	days, err := calendar.Calendar{Location: loc}.Days(around)
	if err != nil {
		panic(err) // a calendar without holidays has no error
	}
	begins := func(d calendar.Date) time.Time {
		for _, day := range days {
			if !day.Date.Before(d) {
				return day.Interval.Start
			}
		}
		return around.End
	}
	return calendar.Interval{Start: begins(monday), End: begins(monday.AddDays(7))}
}
