package planfile_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// The files of testdata/cases/history were made for this project after public bug reports: forms in which people
// have their history, each with the hour at which its region is quietest.
func TestFormsOfHistory(t *testing.T) {
	files := os.DirFS("testdata/cases/history")
	for _, row := range []struct {
		file, more, zone, from, to, quietest string
	}{
		{"cloudflare-graphql.json", "", "UTC", "2027-03-15", "2027-03-22", "03:00"},
		{"cloudwatch-statistics.json", "", "UTC", "2027-03-15", "2027-03-22", "03:00"},
		{"datadog-query.json", "", "UTC", "2027-03-15", "2027-03-22", "03:00"},
		{"ga4-date-hour.csv", `, "time_zone": "Europe/Berlin"`, "Europe/Berlin", "2027-03-15", "2027-03-22", "03:00"},
		{"grafana-panel.csv", `, "time_zone": "Europe/Berlin"`, "Europe/Berlin", "2027-03-15", "2027-03-22", "03:00"},
		{"grafana-query.json", "", "UTC", "2027-03-15", "2027-03-22", "03:00"},
		{"header-timestamp-utc.csv", "", "UTC", "2027-03-15", "2027-03-22", "03:00"},
		{"local-times-over-the-change.csv", `, "time_zone": "America/New_York"`, "America/New_York", "2026-11-16", "2026-11-23", "04:00"},
		{"marks-of-missing.csv", "", "UTC", "2027-03-15", "2027-03-22", "03:00"},
		{"newest-first.csv", "", "UTC", "2027-03-15", "2027-03-22", "03:00"},
		{"stamped-at-59.csv", "", "UTC", "2027-03-15", "2027-03-22", "03:00"},
		{"wide.csv", `, "series": "us"`, "UTC", "2027-03-15", "2027-03-22", "15:00"},
		{"wide.csv", `, "series": "eu"`, "UTC", "2027-03-15", "2027-03-22", "03:00"},
	} {
		t.Run(row.file+row.more, func(t *testing.T) {
			plan, err := planfile.Parse(t.Context(), []byte(fmt.Sprintf(`{"regions": [{"name": "R", "customers": 1000, "time_zone": %q, "activity": {"history": %q%s}}],
				"window": {"duration": "1h"}, "search": {"from": "%sT00:00:00Z", "to": "%sT00:00:00Z", "step": "30m", "spacing": "12h", "count": 5},
				"rules": {"exclude_weekdays": false, "exclude_holidays": false}}`, row.zone, row.file, row.more, row.from, row.to)), planfile.Options{Files: files})
			require.NoError(t, err)
			result, err := plan.Planner.Suggest(t.Context(), plan.Request)
			require.NoError(t, err)
			require.Len(t, result.Suggestions, 5)
			for _, s := range result.Suggestions {
				assert.Equal(t, row.quietest, calendar.ClockOf(s.Impact.Regions[0].Local.Start).String())
			}
		})
	}
}

// No zone in the file and none in the plan: nothing is guessed.
func TestLocalTimesWithoutAZoneAreRefused(t *testing.T) {
	_, err := planfile.Parse(t.Context(), []byte(`{"regions": [{"name": "R", "customers": 1, "time_zone": "UTC", "activity": {"history": "local-times-no-key.csv"}}],
		"window": {"duration": "1h"}, "search": {"from": "2027-03-15T00:00:00Z", "to": "2027-03-22T00:00:00Z"}}`), planfile.Options{Files: os.DirFS("testdata/cases/history")})
	require.ErrorContains(t, err, `regions[0].activity.history: found "local-times-no-key.csv", line 2: time "2027-02-01 00:00:00": it has no zone`)
	require.ErrorContains(t, err, "or say whose clocks it is read on (time_zone)")
}
