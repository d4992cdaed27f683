package planfile_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// maintained is eight weeks of history with its own maintenance on Wednesdays from 20:00 to 22:00 UTC.
func maintained() []byte {
	var b strings.Builder
	b.WriteString("timestamp_utc,value\n")
	for h := range 8 * 168 {
		t := time.Date(2026, 10, 5, h, 0, 0, 0, time.UTC)
		value := 1000 + 60*min(t.Hour(), 24-t.Hour())
		if t.Weekday() == time.Wednesday && (t.Hour() == 20 || t.Hour() == 21) {
			value = 300
		}
		fmt.Fprintf(&b, "%s,%d\n", t.Format("2006-01-02T15:04Z"), value)
	}
	return []byte(b.String())
}

func excludePlan(exclude string) []byte {
	return []byte(fmt.Sprintf(`{"regions": [{"name": "R", "customers": 1000, "time_zone": "UTC", "activity": {"history": "traffic.csv"%s}}], "window": {"duration": "1h"},
		"search": {"from": "2026-11-30T00:00:00Z", "to": "2026-12-07T00:00:00Z", "count": 1}, "rules": {"exclude_weekdays": false}}`, exclude))
}

// A dip that recurs may be one's own maintenance: the plan says so, or names it, and then it does not count.
func TestOwnMaintenanceInTheHistory(t *testing.T) {
	past := "service,start,end\n"
	intervals := ""
	for week := range 8 {
		day := time.Date(2026, 10, 7+7*week, 20, 0, 0, 0, time.UTC)
		intervals += fmt.Sprintf(`, {"name": "Patch %d", "start": "%s", "end": "%s"}`, week, day.Format(time.RFC3339), day.Add(2*time.Hour).Format(time.RFC3339))
		past += fmt.Sprintf("db,%s,%s\n", day.Format(time.RFC3339), day.Add(2*time.Hour).Format(time.RFC3339))
	}
	files := fstest.MapFS{"traffic.csv": {Data: maintained()}, "past.csv": {Data: []byte(past)},
		"old.csv": {Data: []byte("start,end\n2020-01-01T00:00:00Z,2020-01-01T02:00:00Z\n")}, "patches.ics": {Data: []byte("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\n" +
			"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261001T000000Z\r\nDTSTART:20261007T200000Z\r\nDTEND:20261007T220000Z\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")}}
	for _, row := range []struct {
		name, exclude string
		inside        bool
		doubts        int
	}{
		{"not named", "", true, 1},
		{"a recurrence", `, "exclude": [{"name": "Patches", "rrule": "FREQ=WEEKLY;BYDAY=WE", "dtstart": "2026-10-07T20:00:00", "time_zone": "UTC", "duration": "2h"}]`, false, 0},
		{"intervals", `, "exclude": [` + intervals[2:] + `]`, false, 0},
		{"a calendar file", `, "exclude": [{"name": "Patches", "ics": "patches.ics"}]`, false, 0},
		{"past windows", `, "exclude": ["past.csv"]`, false, 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			plan, err := planfile.Parse(t.Context(), excludePlan(row.exclude), planfile.Options{Files: files})
			require.NoError(t, err)
			res, err := plan.Planner.Suggest(t.Context(), plan.Request)
			require.NoError(t, err)
			start := res.Suggestions[0].Window.Start
			inside := start.Weekday() == time.Wednesday && start.Hour() >= 19 && start.Hour() < 22
			assert.Equal(t, row.inside, inside, start)
			doubts := plan.Doubts(res.Suggestions)
			require.Len(t, doubts, row.doubts)
			for _, text := range doubts {
				assert.Contains(t, text, "the quietest hour may be your own maintenance")
			}
		})
	}
	for _, row := range []struct {
		exclude string
		want    []string
	}{
		{`, "exclude": ["past.csv"]`, nil},
		{`, "exclude": ["past.csv", "old.csv"]`, []string{"regions[0].activity.exclude[1]: leaves out no hour of the history, which goes from 2026-10-05T00:00:00Z to 2026-11-30T00:00:00Z"}},
		{`, "exclude": ["old.csv", {"name": "Later", "rrule": "FREQ=WEEKLY", "dtstart": "2027-10-07T20:00:00", "time_zone": "UTC", "duration": "2h"}]`,
			[]string{"regions[0].activity.exclude[0] (and 1 more): leaves out no hour of the history, which goes from 2026-10-05T00:00:00Z to 2026-11-30T00:00:00Z"}},
	} {
		plan, err := planfile.Parse(t.Context(), excludePlan(row.exclude), planfile.Options{Files: files})
		require.NoError(t, err)
		var idle []string
		for _, text := range plan.Warnings {
			if strings.Contains(text, "leaves out") {
				idle = append(idle, text)
			}
		}
		assert.Equal(t, row.want, idle)
	}
	for _, row := range []struct{ exclude, want string }{
		{`, "exclude": {}`, "regions[0].activity.exclude: found an object; expected a list of objects as in rules.blackouts"},
		{`, "exclude": ["none.csv"]`, `regions[0].activity.exclude[0]: found "none.csv"; expected the path of a CSV file with the columns start and end`},
		{`, "exclude": ["traffic.csv"]`, "no columns start and end"},
		{`, "exclude": [{"name": "A", "start": "2026-10-07"}]`, "regions[0].activity.exclude[0]"},
	} {
		_, err := planfile.Parse(t.Context(), excludePlan(row.exclude), planfile.Options{Files: files})
		require.ErrorContains(t, err, row.want)
	}
}
