package scheduler_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// A zone of fixed offset stands for the data of Vancouver before and after the law of 2026.
func TestOutdatedZonesAreWarnedOf(t *testing.T) {
	const warning = "time zone America/Vancouver is out of date here, and its local times are wrong from 2026-11-01 on: British Columbia stays at -07:00 after 2026-03-08; " +
		"update the time zone database (the system's package, a newer Go, or a file named by the ZONEINFO variable)"
	tests := []struct {
		name       string
		offset     int
		from, to   string
		regions    []string
		wantSuffix string
	}{
		{"old data", -8, "2026-11-20T00:00:00Z", "2026-12-20T00:00:00Z", []string{"West"}, " (region West)"},
		{"several regions, one warning", -8, "2026-11-20T00:00:00Z", "2026-12-20T00:00:00Z", []string{"A", "B", "C", "D", "E"}, " (region A, B, C and 2 more)"},
		{"only the overrun reaches the change", -8, "2026-10-20T00:00:00Z", "2026-11-01T00:00:00Z", []string{"West"}, " (region West)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, []string{warning + tt.wantSuffix}, warningsOf(t, tt.offset, tt.from, tt.to, tt.regions))
		})
	}
	require.Empty(t, warningsOf(t, -7, "2026-11-20T00:00:00Z", "2026-12-20T00:00:00Z", []string{"West"}), "new data")
	require.Empty(t, warningsOf(t, -8, "2026-10-01T00:00:00Z", "2026-10-30T00:00:00Z", []string{"West"}), "all of it before the change")
}

func warningsOf(t *testing.T, hours int, from, to string, names []string) []string {
	t.Helper()
	var regions []scheduler.Region
	for _, name := range names {
		regions = append(regions, scheduler.Region{Name: name, Customers: 1, Calendar: calendar.Calendar{Location: time.FixedZone("America/Vancouver", hours*3600)}})
	}
	planner, err := scheduler.New(regions...)
	require.NoError(t, err)
	res, err := planner.Suggest(context.Background(), scheduler.Request{
		Horizon:  calendar.Interval{Start: at(t, from), End: at(t, to)},
		Duration: time.Hour,
		Overrun:  []scheduler.OverrunStage{{Until: 12 * time.Hour, Probability: 0.1}},
	})
	require.NoError(t, err)
	return res.Warnings
}
