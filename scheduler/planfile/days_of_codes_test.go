package planfile_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

func rowsOf(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open("../../calendar/national/" + name)
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	return rows[1:]
}

// What is known of a code's days reaches a plan that names the code: every rest day that is officially worked, and
// every decree and correction, in a year of its own.
func TestDaysOfCodesReachThePlan(t *testing.T) {
	calendars := make(map[string]calendar.Calendar)
	kind := func(code, date string) (calendar.DayKind, string) {
		cal, ok := calendars[code]
		if !ok {
			plan, err := planfile.Parse(t.Context(), []byte(fmt.Sprintf(`{"regions": [{"name": "R", "customers": 1, "time_zone": "UTC", "holidays": [%q]}], "window": {"duration": "1h"},
				"search": {"from": "2026-01-05T00:00:00Z", "to": "2026-01-12T00:00:00Z"}}`, code)), planfile.Options{})
			require.NoError(t, err, code)
			cal = plan.Planner.Regions()[0].Calendar
			calendars[code] = cal
		}
		kind, name, err := cal.Kind(calendar.MustParseDate(date))
		require.NoError(t, err, "%s %s", code, date)
		return kind, name
	}
	for _, row := range rowsOf(t, "testdata/working_weekends_2015_2035.csv") {
		got, name := kind(row[0], row[1])
		assert.Equal(t, calendar.KindWorkday, got, "%v %s", row, name)
		assert.True(t, strings.HasPrefix(name, "working "), "%v %s", row, name)
	}
	for _, row := range rowsOf(t, "decrees.csv") {
		date := row[1]
		if rest, yearly := strings.CutPrefix(date, "yearly "); yearly {
			day, from, dated := strings.Cut(rest, " from ")
			if !dated {
				from = "2026"
			}
			date = from + "-" + day
		}
		got, name := kind(row[0], date)
		source, err := national.For(row[0])
		require.NoError(t, err)
		worked, err := calendar.WorkingBetween(source, calendar.MustParseDate(date), calendar.MustParseDate(date))
		require.NoError(t, err)
		switch row[2] {
		case "off":
			assert.Equal(t, calendar.KindHoliday, got, "%v", row)
			assert.Contains(t, name, strings.TrimSuffix(row[3], " (substitute)"), "%v", row) // a mark of the day, not of its name
		case "not":
			assert.NotEqual(t, calendar.KindHoliday, got, "%v %s", row, name)
		case "work":
			assert.Equal(t, calendar.KindWorkday, got, "%v %s", row, name)
			assert.Len(t, worked, 1, "%v", row)
		default:
			require.Fail(t, "an op that the test does not know", row[2])
		}
	}
}
