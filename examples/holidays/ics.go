package main

import (
	"io"

	"github.com/quietwindow/quietwindow/scheduler/export"
)

// writeICS writes the days as all-day events of one iCalendar object. They have no zone: each reader
// keeps them on its own days.
func writeICS(w io.Writer, list []listing) error {
	lists := make([]export.HolidayList, len(list))
	for i, l := range list {
		lists[i] = export.HolidayList{Code: l.source.Code(), Days: l.days}
	}
	text, err := export.Holidays(export.CalendarOptions{}, lists...)
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}
