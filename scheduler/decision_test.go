package scheduler_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// crewPlan is a weekend in New York, and a crew there that does not work at night or on Sundays.
func crewPlan() (*scheduler.Planner, scheduler.Request) {
	zone := func(name string) *time.Location {
		loc, err := calendar.LoadZone(name)
		if err != nil {
			panic(err)
		}
		return loc
	}
	planner, err := scheduler.New(scheduler.Region{
		Name: "New York", Customers: 1000, Activity: scheduler.Business(), Calendar: calendar.Calendar{Location: zone("America/New_York")},
	})
	if err != nil {
		panic(err)
	}
	from := time.Date(2026, 12, 5, 5, 0, 0, 0, time.UTC) // Saturday 00:00 in New York
	return planner, scheduler.Request{
		Horizon:  calendar.Interval{Start: from, End: from.AddDate(0, 0, 2)},
		Duration: time.Hour,
		Grid:     scheduler.Grid{Step: time.Hour},
		Crew: []scheduler.Crew{{
			Name: "Operations", People: 2, Calendar: calendar.Calendar{Location: zone("America/New_York"), Weekend: calendar.FixedWeekend(calendar.NewDaySet(time.Sunday))},
			Hours: calendar.Hours{From: 6 * 3600, To: 22 * 3600},
		}},
		Count: 3,
	}
}

func ExamplePlanner_Tradeoff() {
	planner, req := crewPlan()
	front, err := planner.Tradeoff(context.Background(), req)
	if err != nil {
		panic(err)
	}
	for i, p := range front.Points {
		fmt.Printf("%s: %.0f customer-hours, %.0f person-hours", p.Window.Start.Format("Mon 15:04"), p.Impact.CustomerHours, p.Crew.PersonHours)
		if i > 0 {
			fmt.Printf(" (%.0f more customer-hours for %.0f fewer person-hours)", p.MoreCustomerHours, p.FewerPersonHours)
		}
		fmt.Println()
	}
	// Output:
	// Sat 09:00: 30 customer-hours, 2 person-hours
	// Sat 11:00: 39 customer-hours, 0 person-hours (9 more customer-hours for 2 fewer person-hours)
}

func ExamplePlanner_Robustness() {
	planner, req := crewPlan()
	robust, err := planner.Robustness(context.Background(), req, []scheduler.Case{{Kind: scheduler.CaseActivity, By: 1}})
	if err != nil {
		panic(err)
	}
	for _, c := range robust.Cases {
		fmt.Printf("%s: the best is %s, order holds: %t\n", c.Change, c.Best.Format("Mon 15:04"), c.OrderHolds)
	}
	best := robust.Suggestions[robust.MostRobust]
	fmt.Printf("most robust: %s, at worst %.0f customer-hours more than the best\n", best.Window.Start.Format("Mon 15:04"), best.WorstRegret)
	// Output:
	// activity comes 1 h earlier: the best is Sat 08:00, order holds: true
	// activity comes 1 h later: the best is Sat 10:00, order holds: false
	// most robust: Sat 09:00, at worst 8 customer-hours more than the best
}

// Starts sooner than the notice allows are blocked, with that reason; the first one after it is free.
func TestNoticeBlocksEarlyStarts(t *testing.T) {
	planner, req := crewPlan()
	req.Crew = nil
	req.Notice = scheduler.Notice{Announced: at(t, "2026-12-05T00:00:00Z"), AtLeast: 30 * time.Hour}
	res, err := planner.Suggest(context.Background(), req)
	require.NoError(t, err)
	require.EqualValues(t, 23, res.Considered, "06:00 UTC on Sunday to 04:00 on Monday")
	assessed, err := planner.Assess(context.Background(), req, at(t, "2026-12-06T05:00:00Z"), at(t, "2026-12-06T06:00:00Z"))
	require.NoError(t, err)
	require.False(t, assessed[0].Free)
	require.Equal(t, scheduler.RuleNotice, assessed[0].Blocks[0].Rule)
	require.Equal(t, "less than 30h after the announcement", assessed[0].Blocks[0].Reason)
	require.True(t, assessed[1].Free)

	req.Notice.AtLeast = 1000 * time.Hour
	_, err = planner.Suggest(context.Background(), req)
	require.ErrorIs(t, err, scheduler.ErrNoWindow)
	require.ErrorContains(t, err, "drop notice")
	req.Notice.AtLeast = 90 * time.Millisecond
	_, err = planner.Suggest(context.Background(), req)
	require.ErrorContains(t, err, "notice.at_least")
}

// A hard crew blocks what lies outside its hours, what is kept clear included.
func TestHardCrewBlocks(t *testing.T) {
	planner, req := crewPlan()
	req.Crew[0].Hard = true
	req.KeepClear = 3 * time.Hour
	res, err := planner.Suggest(context.Background(), req)
	require.NoError(t, err)
	require.EqualValues(t, 28, res.Considered, "06:00 to 19:00 in New York on both days: up to 22:00 less three hours")
	require.Zero(t, res.Suggestions[0].Crew.PersonHours)
	assessed, err := planner.Assess(context.Background(), req, at(t, "2026-12-06T01:00:00Z"))
	require.NoError(t, err)
	require.Equal(t, []string{scheduler.RuleCrew, "Operations", "2026-12-06T03:00:00Z", "2026-12-06T04:00:00Z"}, []string{
		assessed[0].Blocks[0].Rule, assessed[0].Blocks[0].Reason, show(assessed[0].Blocks[0].Interval.Start), show(assessed[0].Blocks[0].Interval.End),
	})
}

// Every fault of a crew is reported at once.
func TestCrewsRefused(t *testing.T) {
	planner, req := crewPlan()
	req.Crew = []scheduler.Crew{{}, {Name: "A", People: scheduler.MaxPeople, Calendar: calendar.Calendar{Location: time.Local}, Hours: calendar.Hours{To: 1}}, {
		Name: "A", People: 1, Calendar: calendar.Calendar{Location: time.UTC}, Hours: calendar.Hours{From: 1, To: 1},
	}}
	_, err := planner.Suggest(context.Background(), req)
	for _, path := range []string{"crew[0].name", "crew[0].people", "crew[0].time_zone", "crew[0].hours", "crew[1].time_zone", "crew[2].name", "crew[2].people", "crew[2].hours"} {
		require.ErrorContains(t, err, path+": ")
	}
	req.Crew = make([]scheduler.Crew, scheduler.MaxCrews+1)
	_, err = planner.Suggest(context.Background(), req)
	require.ErrorContains(t, err, "crew: found 101; expected at most 100 crews")
}
