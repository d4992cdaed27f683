// Quickstart finds the hour of December 2026 that disturbs the fewest customers of three offices, one of which works on Sundays.
package main

import (
	"context"
	"fmt"
	"log"
	"time"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
)

func main() {
	planner := must(scheduler.New(
		region("New York", 6200, "America/New_York", "US"),
		region("Munich", 2400, "Europe/Berlin", "DE-BY"),
		region("Riyadh", 1400, "Asia/Riyadh", "SA"), // rests on Friday and Saturday
	))
	best := must(planner.Suggest(context.Background(), scheduler.Request{
		Horizon:  calendar.Interval{Start: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), End: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)},
		Duration: time.Hour,
		Overrun:  []scheduler.OverrunStage{{Until: 4 * time.Hour, Probability: 0.2}}, // one time in five it takes four hours
	})).Suggestions[0]
	fmt.Printf("%s: %.0f customer-hours\n", best.Window.Start.Format("Mon 2 Jan 2006 15:04 MST"), best.Impact.CustomerHours)
	for _, r := range best.Impact.Regions {
		fmt.Printf("  %-8s  %s to %s  %.1f %% of %d\n", r.Region, r.Local.Start.Format("Mon 2 Jan 15:04"), r.Local.End.Format("15:04"), 100*r.MeanShare, r.Customers)
	}
}

func region(name string, customers int64, zone, code string) scheduler.Region {
	cal := must(national.Calendar(code, must(calendar.LoadZone(zone)))) // holidays, weekend, days at work
	return scheduler.Region{Name: name, Customers: customers, Calendar: cal, Activity: scheduler.Business()}
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}
