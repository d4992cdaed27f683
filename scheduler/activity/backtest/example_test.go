package backtest_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
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

// How much better than a rule of thumb is the learner, on this history?
func Example() {
	series, err := history.ReadCSV(context.Background(), strings.NewReader(traffic()), "traffic.csv", history.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	tokyo, _ := calendar.LoadZone("Asia/Tokyo")
	report, err := backtest.Run(context.Background(),
		[]backtest.Region{{Series: series[0], Calendar: calendar.Calendar{Location: tokyo}, Share: 1}},
		backtest.Options{Windows: []time.Duration{time.Hour}, Horizons: []time.Duration{168 * time.Hour}})
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
