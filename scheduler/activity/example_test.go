package activity_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// traffic writes twelve weeks of a shop in Tokyo that is busy from 09:00 to 18:00, except on Sundays.
func traffic() string {
	tokyo, _ := calendar.LoadZone("Asia/Tokyo")
	var b strings.Builder
	b.WriteString("timestamp_utc;region;requests\n")
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	for i := range 12 * 168 {
		at := start.Add(time.Duration(i) * time.Hour)
		local, requests := at.In(tokyo), 40
		if local.Weekday() != time.Sunday && local.Hour() >= 9 && local.Hour() < 18 {
			requests = 900
		}
		if local.Hour() == 4 {
			requests = 10
		}
		fmt.Fprintf(&b, "%s;shop;%d\n", at.Format("2006-01-02T15:04Z"), requests)
	}
	return b.String()
}

// From a file of hourly counts to a window.
func Example() {
	series, err := history.ReadCSV(context.Background(), strings.NewReader(traffic()), "traffic.csv", history.Options{Series: []string{"shop"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	tokyo, _ := calendar.LoadZone("Asia/Tokyo")
	cal := calendar.Calendar{Location: tokyo}
	model, err := activity.Learn(context.Background(), series[0], cal, activity.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fit := model.Fit()
	fmt.Println("learned from", fit.Hours, "hours; the busiest had", model.Peak(), "requests;", len(fit.Warnings), "warnings")
	planner, err := scheduler.New(scheduler.Region{Name: "shop", Customers: 900, Calendar: cal, Activity: model.Profile()})
	if err != nil {
		fmt.Println(err)
		return
	}
	from := time.Date(2026, 3, 30, 0, 0, 0, 0, time.UTC)
	result, err := planner.Suggest(context.Background(), scheduler.Request{
		Horizon: calendar.Interval{Start: from, End: from.AddDate(0, 0, 7)}, Duration: time.Hour, AllowWorkingDays: true, Count: 1,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	s := result.Suggestions[0]
	fmt.Printf("%s costs %.1f customer-hours\n", s.Window.Start.In(tokyo).Format("Monday 15:04"), s.Impact.CustomerHours)
	// Output:
	// learned from 2016 hours; the busiest had 900 requests; 0 warnings
	// Tuesday 04:00 costs 10.0 customer-hours
}
