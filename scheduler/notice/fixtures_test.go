package notice_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
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

func holidays(t testing.TB, dates ...string) calendar.Holidays {
	t.Helper()
	var list []calendar.Holiday
	for _, d := range dates {
		list = append(list, calendar.Holiday{Date: calendar.MustParseDate(d), Name: "a day off"})
	}
	h, err := calendar.NewHolidayList(list...)
	require.NoError(t, err)
	return h
}

// region returns a region with a weekend of Saturday and Sunday, and these holidays.
func region(t testing.TB, name string, customers int64, zoneName string, off ...string) scheduler.Region {
	t.Helper()
	return scheduler.Region{Name: name, Customers: customers, Activity: scheduler.Business(),
		Calendar: calendar.Calendar{Location: zone(t, zoneName), Holidays: holidays(t, off...)}}
}

// threeRegions is the documented example of the plan format, in Go, with the smallest region first.
func threeRegions(t testing.TB) (*scheduler.Planner, scheduler.Request) {
	t.Helper()
	gulf := region(t, "Gulf", 1400, "Asia/Riyadh")
	gulf.Calendar.Weekend = calendar.FixedWeekend(calendar.FridaySaturday)
	planner, err := scheduler.New(gulf,
		region(t, "Americas", 6200, "America/New_York", "2026-11-26", "2026-12-25", "2027-01-01", "2027-01-18"),
		region(t, "Bavaria", 2400, "Europe/Berlin", "2026-12-24", "2026-12-25", "2026-12-26", "2026-12-31", "2027-01-01", "2027-01-06"))
	require.NoError(t, err)
	return planner, scheduler.Request{
		Horizon:   calendar.Interval{Start: at(t, "2026-12-01T00:00:00Z"), End: at(t, "2027-02-01T00:00:00Z")},
		Duration:  time.Hour,
		Overrun:   []scheduler.OverrunStage{{Until: 3 * time.Hour, Probability: 0.25}, {Until: 10*time.Hour + 30*time.Minute, Probability: 0.1}},
		KeepClear: 3 * time.Hour,
		Rollback:  45 * time.Minute,
		Grid:      scheduler.Grid{Location: zone(t, "America/Los_Angeles")},
	}
}

// only is the suggestion of a start that is the only candidate.
func only(t testing.TB, planner *scheduler.Planner, req scheduler.Request, start string) scheduler.Suggestion {
	t.Helper()
	req.Candidates = []time.Time{at(t, start)}
	res, err := planner.Suggest(context.Background(), req)
	require.NoError(t, err)
	return res.Suggestions[0]
}

// friday is a window of the documented example: Saturday 5 December, 05:00 UTC.
func friday(t testing.TB) (*scheduler.Planner, scheduler.Request, scheduler.Suggestion) {
	t.Helper()
	planner, req := threeRegions(t)
	return planner, req, only(t, planner, req, "2026-12-05T05:00:00Z")
}

func full() (notice.Policy, notice.Options) {
	return notice.Policy{Reminders: []time.Duration{72 * time.Hour, 24 * time.Hour, time.Hour}, Updates: 30 * time.Minute},
		notice.Options{Service: "Acme Cloud", Link: "https://status.example.com/", Contact: "support@example.com"}
}
