package planfile_test

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
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

// counting counts how often its files are opened.
type counting struct {
	fs.FS
	opened map[string]int
}

func (c counting) Open(name string) (fs.File, error) {
	c.opened[name]++
	return c.FS.Open(name)
}

// Many regions that name one file have it read once, and learned from once where they say the same.
func TestHistoriesAreReadOnce(t *testing.T) {
	files := counting{os.DirFS("testdata/cases/history"), make(map[string]int)}
	var regions []string
	for i := range 50 {
		zone := []string{"UTC", "Asia/Tokyo"}[i%2]
		regions = append(regions, fmt.Sprintf(`{"name": "R%d", "customers": 1, "time_zone": %q, "activity": {"history": "newest-first.csv"}}`, i, zone))
	}
	text := func() []byte {
		return []byte(fmt.Sprintf(`{"regions": [%s], "window": {"duration": "1h"}, "search": {"from": "2027-03-15T00:00:00Z", "to": "2027-03-22T00:00:00Z"}}`, strings.Join(regions, ",")))
	}
	plan, err := planfile.Parse(t.Context(), text(), planfile.Options{Files: files})
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"newest-first.csv": 1}, files.opened)
	of := plan.Planner.Regions()
	assert.Equal(t, of[0].Activity, of[48].Activity)
	assert.NotEqual(t, of[0].Activity, of[1].Activity, "the same history on another clock is another week")
	assert.False(t, of[48].Forecast.Span().Empty())

	regions = append(regions[:2], `{"name": "X", "customers": 1, "time_zone": "UTC", "activity": {"history": "none.csv"}}`, `{"name": "Y", "customers": 1, "time_zone": "UTC", "activity": {"history": "none.csv"}}`)
	_, err = planfile.Parse(t.Context(), text(), planfile.Options{Files: files})
	require.ErrorContains(t, err, `regions[2].activity.history: found "none.csv"`)
	require.ErrorContains(t, err, `regions[3].activity: found the same as regions[2].activity; expected hourly history that an activity can be learned from`)
}
