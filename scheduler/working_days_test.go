package scheduler_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
)

func nationalRegion(t testing.TB, code, zone string) scheduler.Region {
	t.Helper()
	loc, err := calendar.LoadZone(zone)
	require.NoError(t, err)
	cal, err := national.Calendar(code, loc)
	require.NoError(t, err)
	return scheduler.Region{Name: code, Customers: 1000, Calendar: cal, Activity: scheduler.Business()}
}

func planOf(t testing.TB, regions ...scheduler.Region) *scheduler.Planner {
	t.Helper()
	planner, err := scheduler.New(regions...)
	require.NoError(t, err)
	return planner
}

// Saturday 10 January 2026 is worked in Hungary, in place of Friday the 2nd: no start is offered on it, and
// the reason says so.
func TestRestDaysAtWorkAreWorkingDays(t *testing.T) {
	planner := planOf(t, nationalRegion(t, "CN", "Asia/Shanghai"), nationalRegion(t, "HU", "Europe/Budapest"))
	req := scheduler.Request{
		Horizon:  calendar.Interval{Start: at(t, "2026-01-09T00:00:00Z"), End: at(t, "2026-01-12T00:00:00Z")},
		Duration: time.Hour, Count: 100,
	}
	res, err := planner.Suggest(context.Background(), req)
	require.NoError(t, err)
	require.NotEmpty(t, res.Suggestions)
	budapest := zoneOf(t, "Europe/Budapest")
	for _, s := range res.Suggestions {
		assert.NotEqual(t, "2026-01-10", s.Window.Start.In(budapest).Format(time.DateOnly))
		assert.NotEqual(t, "2026-01-10", s.Window.End.Add(-time.Second).In(budapest).Format(time.DateOnly))
	}
	hours := map[string]time.Duration{}
	for _, b := range res.Blocked {
		hours[b.Region+" "+b.Reason] = b.Duration
	}
	assert.Equal(t, 24*time.Hour, hours["HU working Saturday"])
	assert.Zero(t, hours["HU Saturday"])

	judged, err := planner.Assess(context.Background(), req, at(t, "2026-01-10T10:00:00Z"))
	require.NoError(t, err)
	require.Len(t, judged, 1)
	require.Len(t, judged[0].Blocks, 1)
	assert.Equal(t, "working Saturday", judged[0].Blocks[0].Reason)
	for _, r := range judged[0].Impact.Regions {
		kind, name := calendar.KindWeekend, ""
		if r.Region == "HU" {
			kind, name = calendar.KindWorkday, "working Saturday (in place of 2 January)"
		}
		assert.Equal(t, []scheduler.LocalDay{{Date: calendar.MustParseDate("2026-01-10"), Kind: kind, Name: name}}, r.Days)
	}
}

// Every rest day that was officially worked in 2025 and 2026 is somebody's working day, with the activity of
// the plain working day even where the profile has a row for Saturdays.
func TestActivityOfRestDaysAtWork(t *testing.T) {
	var rows scheduler.ProfileRows
	rows.Workday[12], rows.Weekend[12], rows.Holiday[12] = 0.5, 0.1, 0.2
	rows.Days = map[time.Weekday]scheduler.Shares{time.Saturday: {12: 0.7}, time.Sunday: {12: 0.8}}
	profile, err := scheduler.NewProfile(rows)
	require.NoError(t, err)
	days := 0
	for code, zone := range map[string]string{
		"AZ": "Asia/Baku", "BY": "Europe/Minsk", "CN": "Asia/Shanghai", "HU": "Europe/Budapest", "KG": "Asia/Bishkek", "KZ": "Asia/Almaty", "LV": "Europe/Riga",
		"MM": "Asia/Yangon", "RU": "Europe/Moscow", "TW": "Asia/Taipei", "UZ": "Asia/Tashkent",
	} {
		region := nationalRegion(t, code, zone)
		region.Activity = profile
		planner := planOf(t, region)
		worked, err := calendar.WorkingBetween(region.Calendar.Holidays, calendar.MustParseDate("2025-01-01"), calendar.MustParseDate("2026-12-31"))
		require.NoError(t, err)
		for _, w := range worked {
			days++
			noon := time.Date(w.Date.Year, w.Date.Month, w.Date.Day, 12, 0, 0, 0, region.Calendar.Location)
			judged, err := planner.Assess(context.Background(), scheduler.Request{
				Horizon: calendar.Interval{Start: noon.Add(-48 * time.Hour), End: noon.Add(48 * time.Hour)}, Duration: time.Hour,
			}, noon)
			require.NoError(t, err)
			assert.Equal(t, 0.5, judged[0].Impact.PeakShare, "%s %s", code, w.Date)
			require.Len(t, judged[0].Blocks, 1, "%s %s", code, w.Date)
			assert.Equal(t, "working "+w.Date.Weekday().String(), judged[0].Blocks[0].Reason, "%s %s", code, w.Date)
		}
	}
	assert.Equal(t, 38, days)
}

// A horizon over the end of what is decreed: one warning for each thing that is missing, word by word.
func TestWarningsOfDaysNotYetDecreed(t *testing.T) {
	second := nationalRegion(t, "HU", "Europe/Budapest")
	second.Name = "Győr"
	lost := nationalRegion(t, "SA", "Asia/Riyadh")
	lost.Calendar.Weekend = calendar.Weekend{}
	meant := nationalRegion(t, "AE", "Asia/Dubai")
	meant.Name, meant.Calendar.Weekend = "Dubai", calendar.FixedWeekend(calendar.FridaySaturday).Meant()
	planner := planOf(t, nationalRegion(t, "CN", "Asia/Shanghai"), nationalRegion(t, "HU", "Europe/Budapest"), nationalRegion(t, "LK", "Asia/Colombo"), second, lost, meant)
	res, err := planner.Suggest(context.Background(), scheduler.Request{
		Horizon:  calendar.Interval{Start: at(t, "2026-12-01T00:00:00Z"), End: at(t, "2027-01-31T00:00:00Z")},
		Duration: time.Hour, AllowWorkingDays: true,
	})
	require.NoError(t, err)
	assert.Equal(t, []string{
		"CN: China's days off in lieu and its make-up working days of 2027 are not in the data of 2026-11-25.",
		"HU, Győr: Hungary's transferred working days of 2027 are not in the data of 2026-11-25.",
		"LK: Sri Lanka's full-moon days and other gazetted holidays of 2027 are not in the data of 2026-11-25.",
		"SA: The weekend on 2026-12-01 is Sat,Sun, but SA has Fri,Sat.",
	}, res.Warnings)
	res, err = planner.Suggest(context.Background(), scheduler.Request{
		Horizon:  calendar.Interval{Start: at(t, "2026-12-01T00:00:00Z"), End: at(t, "2026-12-31T00:00:00Z")},
		Duration: time.Hour, AllowWorkingDays: true,
	})
	require.NoError(t, err)
	assert.Len(t, res.Warnings, 1, "within what is decreed")
}
