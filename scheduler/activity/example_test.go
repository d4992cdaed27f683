package activity_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity"
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
	series, err := activity.ReadCSV(strings.NewReader(traffic()), "traffic.csv", activity.ReadOptions{Series: []string{"shop"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	tokyo, _ := calendar.LoadZone("Asia/Tokyo")
	cal := calendar.Calendar{Location: tokyo}
	model, err := activity.Learn(series[0], cal, activity.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fit := model.Fit()
	fmt.Println("learned from", fit.Hours, "hours; the busiest had", fit.Peak, "requests;", len(fit.Warnings), "warnings")
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

// An ambiguous number is an error with its line, never a guess.
func ExampleReadCSV() {
	file := "timestamp_utc,region,value\n2026-01-05T00:00Z,eu,4.200\n2026-01-05T00:00Z,us,-1\n"
	_, err := activity.ReadCSV(strings.NewReader(file), "traffic.csv", activity.ReadOptions{})
	fmt.Println(err)
	// Output:
	// traffic.csv:2: value "4.200": ambiguous: it may be 4200 or 4.200; say which decimal mark is meant, or write it another way
	// traffic.csv:3: value "-1": expected 0 or more: activity is never negative
}

// A country with one time zone needs none; one with several lists them.
func ExampleReadCustomers() {
	list, err := activity.ReadCustomers(strings.NewReader("country,customers\nDE,2400\nNZ,300\n"), "customers.csv", activity.CustomersOptions{})
	fmt.Println(list, err)
	shares := map[string][]activity.ZoneShare{"NZ": {{TimeZone: "Pacific/Auckland", Share: 0.99}, {TimeZone: "Pacific/Chatham", Share: 0.01}}}
	list, _ = activity.ReadCustomers(strings.NewReader("country,customers\nDE,2400\nNZ,300\n"), "customers.csv", activity.CustomersOptions{Shares: shares})
	for _, c := range list {
		fmt.Println(c.Region, c.TimeZone, c.Number)
	}
	// Output:
	// [] customers.csv:3: country NZ has several time zones: give each a row with its share of the 300 customers, or say how they divide: Pacific/Auckland, Pacific/Chatham
	// DE Europe/Berlin 2400
	// NZ Pacific/Auckland Pacific/Auckland 297
	// NZ Pacific/Chatham Pacific/Chatham 3
}

// How much better than a rule of thumb is the learner, on this history?
func ExampleBacktest() {
	series, err := activity.ReadCSV(strings.NewReader(traffic()), "traffic.csv", activity.ReadOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	tokyo, _ := calendar.LoadZone("Asia/Tokyo")
	report, err := activity.Backtest(context.Background(),
		[]activity.BacktestRegion{{Series: series[0], Calendar: calendar.Calendar{Location: tokyo}, Share: 1}},
		activity.BacktestOptions{Windows: []time.Duration{time.Hour}, Horizons: []time.Duration{168 * time.Hour}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range report.Scores() {
		if s.Predictor == "learned forecast" || s.Predictor == "Sunday 03:00 local, largest region" {
			fmt.Printf("%s: %d decisions, regret %.2f\n", s.Predictor, s.Decisions, s.Regret.Mean)
		}
	}
	// Output:
	// learned forecast: 4 decisions, regret 1.00
	// Sunday 03:00 local, largest region: 4 decisions, regret 4.00
}
