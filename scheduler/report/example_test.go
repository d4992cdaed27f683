package report_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
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

func ExampleText() {
	planner, req := weekendRequest()
	res, err := planner.Suggest(context.Background(), req)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := report.Text(os.Stdout, res, report.TextOptions{Rows: 3}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 2 suggestions, best first, out of 145 free starts considered
	//
	//   #  window (UTC)                   customer-hours  active  at most  runway
	//   1  Sat 2026-12-05 03:00 to 04:00          124.20   8.3 %    8.3 %  33 h
	//   2  Sun 2026-12-06 03:00 to 04:00          124.20   8.3 %    8.3 %  9 h
	//
	// Suggestion 1: Sat 2026-12-05 03:00 to 04:00 (UTC)
	//
	//   region  local window                   active     of   share  customer-hours  kind of day
	//   Sydney  Sat 2026-12-05 14:00 to 15:00      90    600  15.0 %           90.00  weekend
	//   London  Sat 2026-12-05 03:00 to 04:00      34    900   3.8 %           34.20  weekend
	//   all                                       124  1,500   8.3 %          124.20
	//
	//   free until          Sun 2026-12-06 13:00, 33 h after the announced end
	//   roll back by        Sat 2026-12-05 03:40, to be done inside the announced window
	//   point of no return  Sun 2026-12-06 12:40, the last start of a rollback that ends in free time
	//
	//   Maintenance window: Sat 2026-12-05 03:00 to 04:00 (UTC). Of 145 free starts none costs less:
	//   124.20 customer-hours are expected to be lost. On average 124 of 1,500 customers (8.3 %) are
	//   active during the window. Most of the impact (72.5 %) falls on Sydney, whose clocks then read Sat
	//   2026-12-05 14:00 to 15:00. By the local calendar it is a weekend in both regions. On the clocks of
	//   UTC, no rule blocks the time until Sun 2026-12-06 13:00, 33 h after the announced end. A rollback
	//   must begin by Sat 2026-12-05 03:40 to end inside the announced window. The last instant to begin
	//   one that ends in free time is Sun 2026-12-06 12:40: the point of no return.
	//
	// Beside the rules of thumb
	//
	//   start                        window (UTC)                  customer-hours  times the best  verdict
	//   the first Sunday 02:00 of    Sun 2026-12-06 02:00 to               130.50            1.05  free
	//   Europe/London                03:00
	//   the next free start          Sat 2026-12-05 00:00 to               200.70            1.62  free
	//                                01:00
	//
	// What the rules took from the horizon
	//
	//   rule      reason    hours  region
	//   weekdays  Friday     24.0  London and Sydney
	//   weekdays  Monday     24.0  London and Sydney
	//   weekdays  Thursday   24.0  London and Sydney
	//   and 2 more
}

// A crew in London would rather not work at night.
func ExampleTextOptions() {
	ctx := context.Background()
	planner, req := weekendRequest()
	hours, _ := calendar.ParseHours("08:00-22:00")
	req.Crew = []scheduler.Crew{{Name: "Operations", People: 3, Hours: hours, Calendar: calendar.Calendar{
		Location: planner.Regions()[0].Calendar.Location, Weekend: calendar.FixedWeekend(calendar.NoDays),
	}}}
	res, err := planner.Suggest(ctx, req)
	if err != nil {
		fmt.Println(err)
		return
	}
	var opts report.TextOptions
	if opts.Tradeoff, err = planner.Tradeoff(ctx, req); err != nil {
		fmt.Println(err)
		return
	}
	if opts.Robustness, err = planner.Robustness(ctx, req, nil); err != nil {
		fmt.Println(err)
		return
	}
	var text strings.Builder
	if err := report.Text(&text, res, opts); err != nil {
		fmt.Println(err)
	}
	_, further, _ := strings.Cut(text.String(), "Beside the rules of thumb")
	further, _, _ = strings.Cut(further, "What the rules took")
	fmt.Print(further)
	// Output:
	// start                        window (UTC)                  customer-hours  times the best  verdict
	//   the first Sunday 02:00 of    Sun 2026-12-06 02:00 to               130.50            1.05  free
	//   Europe/London                03:00
	//   the next free start          Sat 2026-12-05 00:00 to               200.70            1.62  free
	//                                01:00
	//
	// Customers against crews
	//
	//   window (UTC)                   customer-hours  person-hours  against the row below
	//   Sat 2026-12-05 03:00 to 04:00          124.20          3.00  13.28 fewer customer-hours for 0.75
	//                                                                more person-hours
	//   Sat 2026-12-05 07:15 to 08:15          137.47          2.25  4.42 fewer customer-hours for 2.25
	//                                                                more person-hours
	//   Sat 2026-12-05 18:00 to 19:00          141.90          0.00
	//
	// If the plan turns out to be wrong
	//
	//   No suggestion is more robust than another: each loses as much against the best choice in the case
	//   that is worst for it. The order of the suggestions holds in 7 of 7 cases.
	//
	//   #  customer-hours lost at worst  where
	//   1                          6.60  activity comes 1 h earlier
	//   2                          6.60  activity comes 1 h earlier
}

func ExampleErrorText() {
	planner, req := weekendRequest()
	req.Horizon.End = time.Date(2026, 12, 5, 0, 0, 0, 0, time.UTC)
	_, err := planner.Suggest(context.Background(), req)
	if err := report.ErrorText(os.Stdout, err, report.TextOptions{Rows: 3}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// No window fits.
	//
	// Every instant of the horizon is blocked.
	//
	// Each of these changes alone would help
	//
	//   change                            starts it opens  the best of them               customer-hours
	//   drop weekdays                                 381  Fri 2026-12-04 20:00 to 21:00          303.30
	//   drop region London from weekdays               41  Fri 2026-12-04 20:00 to 21:00          303.30
	//   raise tolerate to 0.6                          41  Fri 2026-12-04 20:00 to 21:00          303.30
	//
	// What the rules took from the horizon
	//
	//   rule      reason           hours  region
	//   weekdays  Friday            24.0  London and Sydney
	//   weekdays  Thursday          24.0  London and Sydney
	//   weekdays  Tuesday   13.0 to 24.0  London and Sydney
	//   and 1 more
}

func ExampleWhy() {
	planner, req := weekendRequest()
	res, err := planner.Suggest(context.Background(), req)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Why(res, 0))
	// Output:
	// Maintenance window: Sat 2026-12-05 03:00 to 04:00 (UTC). Of 145 free starts none costs less: 124.20 customer-hours are expected to be lost. On average 124 of 1,500 customers (8.3 %) are active during the window. Most of the impact (72.5 %) falls on Sydney, whose clocks then read Sat 2026-12-05 14:00 to 15:00. By the local calendar it is a weekend in both regions. On the clocks of UTC, no rule blocks the time until Sun 2026-12-06 13:00, 33 h after the announced end. A rollback must begin by Sat 2026-12-05 03:40 to end inside the announced window. The last instant to begin one that ends in free time is Sun 2026-12-06 12:40: the point of no return.
}
