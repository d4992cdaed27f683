package scheduler_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// exampleRegion returns a region with the activity of business software and no holidays.
func exampleRegion(name string, customers int64, zone string) scheduler.Region {
	loc, err := calendar.LoadZone(zone)
	if err != nil {
		log.Fatal(err)
	}
	return scheduler.Region{Name: name, Customers: customers, Calendar: calendar.Calendar{Location: loc}, Activity: scheduler.Business()}
}

// examplePlanner returns a planner for customers on three continents.
func examplePlanner() *scheduler.Planner {
	planner, err := scheduler.New(
		exampleRegion("Americas", 6200, "America/New_York"),
		exampleRegion("Europe", 2400, "Europe/Berlin"),
		exampleRegion("Asia", 1400, "Asia/Singapore"),
	)
	if err != nil {
		log.Fatal(err)
	}
	return planner
}

// exampleRequest asks for an hour in the first half of June 2026.
func exampleRequest() scheduler.Request {
	return scheduler.Request{
		Horizon:  calendar.Interval{Start: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), End: time.Date(2026, 6, 15, 0, 0, 0, 0, time.UTC)},
		Duration: time.Hour,
		Overrun:  []scheduler.OverrunStage{{Until: 3 * time.Hour, Probability: 0.25}},
		Count:    1,
	}
}

func ExampleNew() {
	planner, err := scheduler.New(exampleRegion("Europe", 2400, "Europe/Berlin"), exampleRegion("Europe", 0, "Asia/Singapore"))
	fmt.Println(planner == nil)
	fmt.Println(err)
	// Output:
	// true
	// 2 problems:
	//   regions[1].name: found "Europe"; expected a name of its own (regions[0] has the same)
	//   regions[1].customers: found 0; expected a positive whole number
}

func ExamplePlanner_Suggest() {
	result, err := examplePlanner().Suggest(context.Background(), exampleRequest())
	if err != nil {
		log.Fatal(err)
	}
	best := result.Suggestions[0]
	fmt.Println(best.Window.Start.Format(time.RFC3339), best.Impact.CustomerHours, "customer-hours")
	for _, r := range best.Impact.Regions {
		fmt.Println(r.Region, r.Local.Start.Format("Mon 15:04"), r.Days[0].Kind, r.CustomerHours)
	}
	fmt.Println(result.Considered, "starts were free; the runway is", best.Runway)
	// Output:
	// 2026-06-06T06:00:00Z 1090.7 customer-hours
	// Americas Sat 02:00 weekend 409.2
	// Europe Sat 08:00 weekend 350.4
	// Asia Sat 14:00 weekend 331.1
	// 282 starts were free; the runway is 33h0m0s
}

func ExamplePlanner_Assess() {
	req := exampleRequest()
	judged, err := examplePlanner().Assess(context.Background(), req, time.Date(2026, 6, 3, 3, 0, 0, 0, time.UTC))
	if err != nil {
		log.Fatal(err)
	}
	a := judged[0]
	fmt.Println("free:", a.Free, "on the grid:", a.OnGrid, "factor:", *a.Factor, "rank:", a.Rank)
	for _, b := range a.Blocks {
		fmt.Println(b.Rule, b.Region, b.Reason)
	}
	// Output:
	// free: false on the grid: true factor: 3.754515 rank: 283
	// weekdays Americas Tuesday
	// weekdays Europe Wednesday
	// weekdays Asia Wednesday
}

func ExamplePlanner_Timeline() {
	line, err := examplePlanner().Timeline(context.Background(), exampleRequest())
	if err != nil {
		log.Fatal(err)
	}
	for iv := range line.Free().Intersect(calendar.NewSet(line.Horizon())).All() {
		fmt.Println(iv)
	}
	noon := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	fmt.Println("active on Monday at noon:", line.Demand().At(noon))
	cost, ok := line.CustomerHours(noon)
	fmt.Println(cost, ok)
	// Output:
	// [2026-06-06T04:00:00Z, 2026-06-07T16:00:00Z)
	// [2026-06-13T04:00:00Z, 2026-06-14T16:00:00Z)
	// active on Monday at noon: 4370.6
	// 7843.45 true
}

// A contract owes credits for every hour above 300 customer-hours that a region loses: an objective of one's own, by
// the curves of regions.
func ExampleTimeline_RegionDemand() {
	req := exampleRequest()
	line := must(examplePlanner().Timeline(context.Background(), req))
	owed := func(start time.Time) (credits float64) {
		for _, region := range []string{"Americas", "Europe"} {
			demand, _ := line.RegionDemand(region)
			lost := demand.CustomerHours(calendar.Interval{Start: start, End: start.Add(req.Duration)})
			credits += max(0, lost-300)
		}
		return credits
	}
	var best time.Time
	for start := range line.Starts() {
		if best.IsZero() || owed(start) < owed(best) {
			best = start
		}
	}
	fmt.Println(best.Format(time.RFC1123), owed(best))
	// Output:
	// Sat, 06 Jun 2026 06:15:00 UTC 0
}

// A deploy script asks the gate before it begins, and a controller while it works.
func ExampleGate() {
	prepared := must(examplePlanner().Prepare(context.Background(), exampleRequest()))
	gate := must(prepared.Gate(scheduler.GateOptions{Below: 0.12}))
	for _, now := range []time.Time{
		time.Date(2026, 6, 5, 12, 0, 0, 0, time.UTC), time.Date(2026, 6, 6, 8, 30, 0, 0, time.UTC), time.Date(2027, 6, 1, 0, 0, 0, 0, time.UTC),
	} {
		open, err := gate.Open(now)
		if errors.Is(err, scheduler.ErrOutsideGate) {
			fmt.Println(err)
			continue
		}
		until, _, _ := gate.Until(now) // outside the horizon alone is an error
		next, found, _ := gate.Next(now)
		fmt.Println(open, "until", until.Format(time.RFC3339), "next", next.Format(time.RFC3339), found)
	}
	// Output:
	// false until 2026-06-06T04:00:00Z next 2026-06-06T04:00:00Z true
	// true until 2026-06-06T13:00:00Z next 2026-06-06T08:30:00Z true
	// 2027-06-01T00:00:00Z is outside the horizon of the gate, 2026-06-01T00:00:00Z to 2026-06-15T00:00:00Z
}

func ExampleNewProfile() {
	var shop scheduler.ProfileRows
	for hour := range 24 {
		shop.Workday[hour], shop.Weekend[hour], shop.Holiday[hour] = 0.2, 0.5, 0.1
	}
	shop.Workday[18] = 1
	sunday := scheduler.Shares{12: 0.3} // closed but for an hour
	shop.Days = map[time.Weekday]scheduler.Shares{time.Sunday: sunday}
	profile, err := scheduler.NewProfile(shop)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(profile.Share(calendar.KindWorkday, time.Monday, 18*3600+59), profile.Share(calendar.KindWeekend, time.Saturday, 0), profile.Share(calendar.KindWeekend, time.Sunday, 0))
	shop.Holiday[7] = 1.2
	_, err = scheduler.NewProfile(shop)
	fmt.Println(err)
	// Output:
	// 1 0.5 0
	// holiday[7]: found 1.2; expected a share from 0 to 1
}

func ExampleBuiltinActivity() {
	for _, name := range scheduler.BuiltinActivities() {
		profile, ok := scheduler.BuiltinActivity(name)
		fmt.Println(name, ok, profile.Share(calendar.KindWorkday, time.Tuesday, 10*3600))
	}
	_, ok := scheduler.BuiltinActivity("shop")
	fmt.Println(ok)
	// Output:
	// business true 0.789
	// consumer true 0.608
	// always true 1
	// false
}

// suggest prints the first suggestion under some rules, and what the rules took away.
func suggest(rules ...scheduler.Rule) {
	req := exampleRequest()
	req.Rules = rules
	result, err := examplePlanner().Suggest(context.Background(), req)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Suggestions[0].Window.Start.Format("Mon 2 January 15:04 MST"))
	for _, b := range result.Blocked {
		if b.Rule != scheduler.RuleWeekdays {
			fmt.Println(b.Rule, b.Region, b.Reason, b.Duration)
		}
	}
}

func ExampleBlackout() {
	quarterEnd, err := scheduler.Dates("Quarter end", calendar.MustParseDate("2026-06-06"), calendar.MustParseDate("2026-06-08"), "Europe")
	if err != nil {
		log.Fatal(err)
	}
	suggest(scheduler.Blackout(quarterEnd))
	// Output:
	// Sat 13 June 06:00 UTC
	// blackout Europe Quarter end 48h0m0s
}

func ExampleOnlyDuring() {
	first := calendar.Interval{Start: time.Date(2026, 6, 6, 12, 0, 0, 0, time.UTC), End: time.Date(2026, 6, 6, 16, 0, 0, 0, time.UTC)}
	suggest(scheduler.OnlyDuring(scheduler.Instants("Agreed windows", calendar.NewSet(first))))
	// Output:
	// Sat 6 June 12:00 UTC
	// only_during  Agreed windows 332h0m0s
}

func ExampleOnlyHours() {
	berlin, err := calendar.LoadZone("Europe/Berlin")
	if err != nil {
		log.Fatal(err)
	}
	duty, err := scheduler.OnlyHours("Staff on duty", calendar.Hours{From: 8 * 3600, To: 20 * 3600}, berlin)
	if err != nil {
		log.Fatal(err)
	}
	suggest(duty)
	// Output:
	// Sat 6 June 06:00 UTC
	// only_hours  Staff on duty 168h0m0s
}

func ExampleLimitShare() {
	quiet, err := scheduler.LimitShare("Asia", 0.1)
	if err != nil {
		log.Fatal(err)
	}
	suggest(quiet)
	// Output:
	// Sun 7 June 00:00 UTC
	// limit_share Asia activity above 0.1 254h0m0s
}

func ExampleRegionInstants() {
	// The sixth of every month, by each region's own clocks.
	sixth := func(_ context.Context, loc *time.Location, within calendar.Interval) (calendar.Set, error) {
		days, err := calendar.Calendar{Location: loc}.Days(within)
		if err != nil {
			return calendar.Set{}, err
		}
		var list []calendar.Interval
		for _, d := range days {
			if d.Date.Day == 6 {
				list = append(list, d.Interval)
			}
		}
		return calendar.NewSet(list...), nil
	}
	suggest(scheduler.Blackout(scheduler.RegionInstants("Payroll", sixth, "Americas", "Asia")))
	// Output:
	// Sun 7 June 06:00 UTC
	// blackout Americas Payroll 24h0m0s
	// blackout Asia Payroll 24h0m0s
}

func ExampleRule() {
	// Never on the first and the last day of a month in Europe.
	monthEnds := scheduler.Rule{
		Name: "month_ends", Regions: []string{"Europe"},
		Blocks: func(_ context.Context, v *scheduler.View, yield func(scheduler.Block) bool) error {
			for d := range v.Days("Europe") {
				if (d.Date.Day == 1 || d.Date.AddDays(1).Day == 1) && !yield(scheduler.Block{Interval: d.Interval, Region: "Europe", Reason: d.Date.String()}) {
					break
				}
			}
			return nil
		},
	}
	suggest(monthEnds)
	// Output:
	// Sat 6 June 06:00 UTC
	// month_ends Europe 2026-06-01 22h0m0s
}

func ExampleNoWindowError() {
	req := exampleRequest()
	req.Horizon.End = req.Horizon.Start.Add(48 * time.Hour) // Monday and Tuesday
	_, err := examplePlanner().Suggest(context.Background(), req)
	fmt.Println(errors.Is(err, scheduler.ErrNoWindow))
	var none *scheduler.NoWindowError
	if errors.As(err, &none) {
		for _, b := range none.Blocked[:2] {
			fmt.Println(b.Rule, b.Region, b.Reason, b.Duration)
		}
		for _, r := range none.Relaxations {
			fmt.Println(r.Change, "opens", r.Opens, "starts; the best is", r.Best.Window.Start.Format("Mon 15:04"))
		}
	}
	// Output:
	// true
	// weekdays Americas Monday 24h0m0s
	// weekdays Europe Tuesday 24h0m0s
	// drop weekdays opens 189 starts; the best is Mon 00:00
	// raise tolerate to 0.38 opens 13 starts; the best is Mon 00:00
}

func ExampleFieldErrors() {
	req := exampleRequest()
	req.Duration, req.Grid.Step, req.Tolerate = 0, 7*time.Minute, 1
	_, err := examplePlanner().Suggest(context.Background(), req)
	var faults scheduler.FieldErrors
	if errors.As(err, &faults) {
		for _, f := range faults {
			fmt.Println(f.Path, f.Value)
		}
	}
	// Output:
	// window.duration 0s
	// search.step 7m
	// rules.tolerate 1
}
