package scheduler_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

func mustZone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := calendar.LoadZone(name)
	require.NoError(t, err)
	return loc
}

func days(t testing.TB, namesByDate ...string) calendar.Holidays {
	t.Helper()
	var list []calendar.Holiday
	for i := 0; i < len(namesByDate); i += 2 {
		list = append(list, calendar.Holiday{Date: calendar.MustParseDate(namesByDate[i]), Name: namesByDate[i+1]})
	}
	h, err := calendar.NewHolidayList(list...)
	require.NoError(t, err)
	return h
}

// planFormatExample is the plan of the documented example, with its holidays by date.
func planFormatExample(t testing.TB) (*scheduler.Planner, scheduler.Request) {
	t.Helper()
	shop := scheduler.Shares{0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.6, 0.7, 0.8, 0.9, 0.8, 0.5, 0.3, 0.1}
	profile, err := scheduler.NewProfile(scheduler.ProfileRows{Workday: shop, Weekend: shop, Holiday: shop})
	require.NoError(t, err)
	planner, err := scheduler.New(
		scheduler.Region{Name: "Americas", Customers: 6200, Activity: scheduler.Business(), Calendar: calendar.Calendar{
			Location: mustZone(t, "America/New_York"),
			Holidays: days(t, "2026-12-25", "Christmas Day", "2027-01-01", "New Year's Day", "2027-01-18", "Martin Luther King Jr. Day"),
		}},
		scheduler.Region{Name: "Bavaria", Customers: 2400, Activity: scheduler.Business(), Calendar: calendar.Calendar{
			Location: mustZone(t, "Europe/Berlin"),
			Holidays: days(t, "2026-12-24", "Christmas Eve", "2026-12-25", "Weihnachten", "2026-12-26", "Zweiter Weihnachtstag",
				"2026-12-31", "New Year's Eve", "2027-01-01", "Neujahr", "2027-01-06", "Heilige Drei Könige"),
		}},
		scheduler.Region{Name: "Gulf", Customers: 1400, Activity: profile, Calendar: calendar.Calendar{
			Location: mustZone(t, "Asia/Riyadh"), Weekend: calendar.FixedWeekend(calendar.FridaySaturday),
		}},
	)
	require.NoError(t, err)
	return planner, scheduler.Request{
		Horizon:   calendar.Interval{Start: at(t, "2026-12-01T00:00:00Z"), End: at(t, "2027-02-01T00:00:00Z")},
		Duration:  time.Hour,
		Overrun:   []scheduler.OverrunStage{{Until: 3 * time.Hour, Probability: 0.25}, {Until: 10*time.Hour + 30*time.Minute, Probability: 0.1}},
		KeepClear: 3 * time.Hour,
		Rollback:  45 * time.Minute,
		Grid:      scheduler.Grid{Step: 15 * time.Minute, Location: mustZone(t, "America/Los_Angeles")},
		Count:     5,
		Spacing:   24 * time.Hour,
		Rules:     []scheduler.Rule{scheduler.Blackout(must(scheduler.Dates("Year-end freeze", calendar.MustParseDate("2026-12-18"), calendar.MustParseDate("2027-01-04"))))},
	}
}

func at(t testing.TB, text string) time.Time {
	t.Helper()
	instant, err := time.Parse(time.RFC3339, text)
	require.NoError(t, err)
	return instant
}

func show(instant time.Time) string { return instant.Format(time.RFC3339) }

// The documented example, figure by figure.
func TestPlanFormatExample(t *testing.T) {
	planner, req := planFormatExample(t)
	res, err := planner.Suggest(context.Background(), req)
	require.NoError(t, err)
	require.Len(t, res.Suggestions, 5)
	require.EqualValues(t, 318, res.Considered)

	s := res.Suggestions[0]
	require.Equal(t, "2026-12-04T21:00:00-08:00", show(s.Window.Start))
	require.Equal(t, "2026-12-04T22:00:00-08:00", show(s.Window.End))
	require.Equal(t, 2986.46, s.Impact.CustomerHours)
	require.Equal(t, 1251.4, s.Impact.PlannedCustomerHours)
	require.Equal(t, 1735.06, s.Impact.OverrunCustomerHours)
	require.Equal(t, 0.12514, s.Impact.MeanShare)
	require.Equal(t, 0.12514, s.Impact.PeakShare)
	require.Equal(t, "2026-12-05T13:00:00-08:00", show(s.FreeUntil))
	require.False(t, s.Open)
	require.Equal(t, "15h0m0s", s.Runway.String())
	require.Equal(t, "2026-12-04T21:15:00-08:00", show(*s.RollbackBy))
	require.Equal(t, "2026-12-05T12:15:00-08:00", show(*s.PointOfNoReturn))

	gulf := s.Impact.Regions[0]
	require.Equal(t, "Gulf", gulf.Region)
	require.Equal(t, "Asia/Riyadh", gulf.TimeZone)
	require.Equal(t, "2026-12-05T08:00:00+03:00", show(gulf.Local.Start))
	require.Equal(t, []scheduler.LocalDay{{Date: calendar.MustParseDate("2026-12-05"), Kind: calendar.KindWeekend}}, gulf.Days)
	require.Equal(t, []float64{1323, 420, 903, 0.3, 0.3},
		[]float64{gulf.CustomerHours, gulf.PlannedCustomerHours, gulf.OverrunCustomerHours, gulf.MeanShare, gulf.PeakShare})
	for _, other := range res.Suggestions[1:] {
		require.Equal(t, s.Impact.CustomerHours, other.Impact.CustomerHours, "all five cost the same")
		require.True(t, other.Window.Start.After(s.Window.Start))
	}
	require.Contains(t, res.Blocked, scheduler.Blocked{Rule: "weekdays", Region: "Bavaria", Reason: "Friday", Duration: 168 * time.Hour})

	assessed, err := planner.Assess(context.Background(), req, at(t, "2026-12-08T20:00:00-08:00"))
	require.NoError(t, err)
	a := assessed[0]
	require.False(t, a.Free)
	require.True(t, a.OnGrid)
	require.EqualValues(t, 319, a.Rank)
	// By hand: (2026 + 791.2 + 2514.85) / 2986.46.
	require.Equal(t, 1.785408, *a.Factor)
	var bavaria []scheduler.Block
	for _, b := range a.Blocks {
		if b.Region == "Bavaria" {
			bavaria = append(bavaria, b)
		}
	}
	require.Len(t, bavaria, 1)
	require.Equal(t, "Wednesday", bavaria[0].Reason)
	require.Equal(t, "2026-12-08T20:00:00-08:00", show(bavaria[0].Interval.Start))
	require.Equal(t, "2026-12-08T23:00:00-08:00", show(bavaria[0].Interval.End))
}
