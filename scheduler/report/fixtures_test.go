package report_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := calendar.LoadZone(name)
	require.NoError(t, err)
	return loc
}

func at(t testing.TB, text string) time.Time {
	t.Helper()
	instant, err := time.Parse(time.RFC3339, text)
	require.NoError(t, err)
	return instant
}

func holidays(t testing.TB, namesByDate ...string) calendar.Holidays {
	t.Helper()
	var list []calendar.Holiday
	for i := 0; i < len(namesByDate); i += 2 {
		list = append(list, calendar.Holiday{Date: calendar.MustParseDate(namesByDate[i]), Name: namesByDate[i+1]})
	}
	h, err := calendar.NewHolidayList(list...)
	require.NoError(t, err)
	return h
}

// threeRegions is the plan of the documented example of the plan format, in Go.
func threeRegions(t testing.TB) (*scheduler.Planner, scheduler.Request) {
	t.Helper()
	row := scheduler.Shares{0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.6, 0.7, 0.8, 0.9, 0.8, 0.5, 0.3, 0.1}
	shop, err := scheduler.NewProfile(scheduler.ProfileRows{Workday: row, Weekend: row, Holiday: row})
	require.NoError(t, err)
	planner, err := scheduler.New(
		scheduler.Region{Name: "Americas", Customers: 6200, Activity: scheduler.Business(), Calendar: calendar.Calendar{
			Location: zone(t, "America/New_York"),
			Holidays: holidays(t, "2026-12-25", "Christmas Day", "2027-01-01", "New Year's Day", "2027-01-18", "Martin Luther King Jr. Day"),
		}},
		scheduler.Region{Name: "Bavaria", Customers: 2400, Activity: scheduler.Business(), Calendar: calendar.Calendar{
			Location: zone(t, "Europe/Berlin"),
			Holidays: holidays(t, "2026-12-24", "Christmas Eve", "2026-12-25", "Weihnachten", "2026-12-26", "Zweiter Weihnachtstag",
				"2026-12-31", "New Year's Eve", "2027-01-01", "Neujahr", "2027-01-06", "Heilige Drei Könige"),
		}},
		scheduler.Region{Name: "Gulf", Customers: 1400, Activity: shop, Calendar: calendar.Calendar{
			Location: zone(t, "Asia/Riyadh"), Weekend: calendar.FixedWeekend(calendar.FridaySaturday),
		}},
	)
	require.NoError(t, err)
	return planner, scheduler.Request{
		Horizon:   calendar.Interval{Start: at(t, "2026-12-01T00:00:00Z"), End: at(t, "2027-02-01T00:00:00Z")},
		Duration:  time.Hour,
		Overrun:   []scheduler.OverrunStage{{Until: 3 * time.Hour, Probability: 0.25}, {Until: 10*time.Hour + 30*time.Minute, Probability: 0.1}},
		KeepClear: 3 * time.Hour,
		Rollback:  45 * time.Minute,
		Grid:      scheduler.Grid{Location: zone(t, "America/Los_Angeles")},
		Spacing:   24 * time.Hour,
		Rules: []scheduler.Rule{scheduler.Blackout(must(scheduler.Dates("Year-end freeze",
			calendar.MustParseDate("2026-12-18"), calendar.MustParseDate("2027-01-04"))))},
	}
}

// documented is the result of the documented example, with two proposed starts.
func documented(t testing.TB) *scheduler.Result {
	t.Helper()
	planner, req := threeRegions(t)
	res, err := planner.Suggest(context.Background(), req)
	require.NoError(t, err)
	res.Assessments, err = planner.Assess(context.Background(), req, at(t, "2026-12-08T20:00:00-08:00"), at(t, "2026-12-05T05:07:00Z"))
	require.NoError(t, err)
	return res
}

// refused returns the *scheduler.NoWindowError of the documented example after a change of its request.
func refused(t testing.TB, change func(*scheduler.Request)) *scheduler.NoWindowError {
	t.Helper()
	planner, req := threeRegions(t)
	change(&req)
	_, err := planner.Suggest(context.Background(), req)
	var none *scheduler.NoWindowError
	require.True(t, errors.As(err, &none))
	return none
}

// workingWeek leaves no instant free: Tuesday to Friday, New York time.
func workingWeek(t testing.TB) *scheduler.NoWindowError {
	return refused(t, func(req *scheduler.Request) { req.Horizon.End = at(t, "2026-12-05T05:00:00Z") })
}

// twentyHours asks for more time than a weekend that three regions share has.
func twentyHours(t testing.TB) *scheduler.NoWindowError {
	return refused(t, func(req *scheduler.Request) { req.KeepClear = 20 * time.Hour })
}

// noMidnight starts at midnight in Los Angeles only, which is the middle of the free stretches' end.
func noMidnight(t testing.TB) *scheduler.NoWindowError {
	return refused(t, func(req *scheduler.Request) {
		req.Grid.Step = 24 * time.Hour
		req.KeepClear = 14 * time.Hour
	})
}

// odd is a result made by hand, with everything that is rare: names that nobody should print as they
// are, wide letters, a window across midnight and across a change of clocks, a day that does not
// exist, kinds of day that change, no customers at all, no room for a rollback, an open end.
func odd(t testing.TB) *scheduler.Result {
	t.Helper()
	start, end := at(t, "2011-12-30T09:30:00Z"), at(t, "2011-12-30T10:30:15Z")
	window := calendar.Interval{Start: start, End: end}
	late := at(t, "2012-01-06T09:59:00Z")
	day := func(text string, kind calendar.DayKind, name string) scheduler.LocalDay {
		return scheduler.LocalDay{Date: calendar.MustParseDate(text), Kind: kind, Name: name}
	}
	fold := calendar.Interval{Start: at(t, "2011-11-06T05:45:00Z"), End: at(t, "2011-11-06T06:45:00Z")}
	zeroFactor := 0.0
	return &scheduler.Result{
		Suggestions: []scheduler.Suggestion{
			{
				Window: window.In(time.UTC),
				Impact: scheduler.Impact{
					CustomerHours: 1_234_567.125, PlannedCustomerHours: 1_234_567.125, MeanShare: 0.5, PeakShare: 1,
					Regions: []scheduler.RegionImpact{
						{Region: "東京 サポート", Customers: 2_000_000, TimeZone: "Asia/Tokyo", Local: window.In(zone(t, "Asia/Tokyo")),
							Days: []scheduler.LocalDay{day("2011-12-30", calendar.KindWorkday, "")}, CustomerHours: 1_234_567.12, PlannedCustomerHours: 1_234_567.12, MeanShare: 0.600001, PeakShare: 1},
						{Region: "Samoa\x1b[31m\n", Customers: 7, TimeZone: "Pacific/Apia", Local: window.In(zone(t, "Pacific/Apia")),
							Days: []scheduler.LocalDay{day("2011-12-29", calendar.KindWorkday, ""), day("2011-12-31", calendar.KindWeekend, "")}, CustomerHours: 0.0049, PlannedCustomerHours: 0.0049, MeanShare: 0.01, PeakShare: 0.02},
						{Region: "São Tomé", Customers: 3, TimeZone: "Africa/Sao_Tome", Local: window.In(zone(t, "Africa/Sao_Tome")),
							Days: []scheduler.LocalDay{day("2011-12-30", calendar.KindHoliday, "Feast / Fair\t(estimated)")}},
					},
				},
				FreeUntil: late, Open: true, Runway: late.Sub(end), PointOfNoReturn: &start,
			},
			{
				Window:    fold.In(time.UTC),
				Impact:    scheduler.Impact{Regions: []scheduler.RegionImpact{{Region: "East", Customers: 5, TimeZone: "America/New_York", Local: fold.In(zone(t, "America/New_York")), Days: []scheduler.LocalDay{day("2011-11-06", calendar.KindWeekend, "")}}}},
				FreeUntil: fold.End,
			},
		},
		Assessments: []scheduler.Assessment{{
			Window: window.In(time.UTC), Free: false, OnGrid: false, Factor: &zeroFactor, Rank: 2,
			Impact: scheduler.Impact{Regions: []scheduler.RegionImpact{}},
			Blocks: []scheduler.Block{{Interval: window, Rule: "mine", Reason: "<&>\u202e"}},
		}},
		Considered: 1,
		Blocked:    []scheduler.Blocked{{Rule: "mine", Reason: "<&>", Duration: 10 * time.Second}},
		Warnings:   []string{"The zone data of this machine are old.\r"},
	}
}
