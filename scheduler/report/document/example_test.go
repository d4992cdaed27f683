package document_test

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// weekendRequest asks two offices for an hour in the first days of December 2026.
func weekendRequest() (*scheduler.Planner, scheduler.Request) {
	region := func(name, zoneName string, customers int64) scheduler.Region {
		loc, err := calendar.LoadZone(zoneName)
		if err != nil {
			panic(err)
		}
		return scheduler.Region{Name: name, Customers: customers, Activity: scheduler.Business(), Calendar: calendar.Calendar{Location: loc}}
	}
	planner, err := scheduler.New(region("London", "Europe/London", 900), region("Sydney", "Australia/Sydney", 600))
	if err != nil {
		panic(err)
	}
	return planner, scheduler.Request{
		Horizon:  calendar.Interval{Start: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), End: time.Date(2026, 12, 8, 0, 0, 0, 0, time.UTC)},
		Duration: time.Hour,
		Rollback: 20 * time.Minute,
		Count:    2,
	}
}

func ExampleErrorJSON() {
	planner, req := weekendRequest()
	req.Duration = 0
	_, err := planner.Suggest(context.Background(), req)
	if err := document.ErrorJSON(os.Stdout, err); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "error": {
	//     "kind": "invalid_plan",
	//     "message": "window.duration: found \"0s\"; expected whole seconds from 1s to 744h",
	//     "problems": [
	//       {
	//         "path": "window.duration",
	//         "value": "0s",
	//         "expected": "whole seconds from 1s to 744h"
	//       }
	//     ]
	//   }
	// }
}

func ExampleNewResult() {
	planner, req := weekendRequest()
	res, err := planner.Suggest(context.Background(), req)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range document.NewResult(res).Suggestions {
		fmt.Println(s.Window.Start.Format(time.RFC3339), s.Impact.CustomerHours)
	}
	// Output:
	// 2026-12-05T03:00:00Z 124.2
	// 2026-12-06T03:00:00Z 124.2
}
