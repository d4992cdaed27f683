package export_test

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

func ExampleExport() {
	start := time.Date(2026, 12, 5, 3, 0, 0, 0, time.UTC)
	m := export.Maintenance{
		ID:      "db-2026-12",
		Title:   "Database upgrade",
		Windows: []export.Window{{Interval: calendar.Interval{Start: start, End: start.Add(90 * time.Minute)}}},
		Stamp:   time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
	}
	out, err := export.Export("aws-ssm-maintenance-window", m)
	if err != nil {
		fmt.Println(err)
		return
	}
	os.Stdout.Write(out.Bytes())
	for _, n := range out.Notes {
		fmt.Println(n.Kind, n.Text)
	}

	// What the target would get wrong is refused: in a year, cron would fire in December 2026 as well.
	m.Windows[0].Interval = calendar.Interval{Start: start.AddDate(1, 0, 0), End: start.AddDate(1, 0, 1)}
	m.Options.CronJob.Image = "registry.example.com/upgrade:1"
	_, err = export.Export("kubernetes-cronjob", m)
	fmt.Println(err)
	// Output:
	// {
	//   "Name": "db-2026-12-1",
	//   "Description": "Database upgrade",
	//   "Schedule": "at(2026-12-05T03:00:00)",
	//   "ScheduleTimezone": "Etc/UTC",
	//   "Duration": 1,
	//   "Cutoff": 0,
	//   "AllowUnassociatedTargets": false
	// }
	// by_hand the window permits tasks and holds none: register targets and tasks with it
	// rounded the window is cut to 1 whole hour, until 2026-12-05T04:00:00Z
	// windows[0].start: found "2027-12-05T03:00:00Z"; expected a time at most a year after the stamp, 2026-11-22T00:00:00Z: cron has no years and fires whenever the date comes
}

func ExampleHolidays() {
	file, err := export.Holidays(export.CalendarOptions{Name: "Days off"}, export.HolidayList{
		Code: "DE-BY",
		Days: []calendar.Holiday{{Date: calendar.MustParseDate("2026-12-25"), Name: "Christmas Day"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(strings.ReplaceAll(string(file), "\r\n", "\n"))
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//quietwindow//holidays//EN
	// NAME:Days off
	// X-WR-CALNAME:Days off
	// BEGIN:VEVENT
	// UID:20261225-de-by-christmas-day@quietwindow.holidays
	// DTSTAMP:20261225T000000Z
	// DTSTART;VALUE=DATE:20261225
	// DTEND;VALUE=DATE:20261226
	// SUMMARY:Christmas Day
	// CATEGORIES:DE-BY
	// TRANSP:TRANSPARENT
	// END:VEVENT
	// END:VCALENDAR
}

func ExampleFormats() {
	for _, f := range export.Formats()[:3] {
		fmt.Println(f.Name, f.MediaType, f.Extension)
	}
	// Output:
	// ical text/calendar; charset=utf-8 .ics
	// alertmanager-silence application/json .json
	// alertmanager-time-intervals application/yaml .yml
}
