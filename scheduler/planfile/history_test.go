package planfile_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// traffic is weeks of hourly history from a Monday on, busiest at noon in UTC.
func traffic(from time.Time, weeks int, regions ...string) []byte {
	var b strings.Builder
	b.WriteString("timestamp_utc,region,value\n")
	for _, region := range regions {
		for h := range weeks * 168 {
			t := from.Add(time.Duration(h) * time.Hour)
			fmt.Fprintf(&b, "%s,%s,%d\n", t.Format("2006-01-02T15:04Z"), region, 1000+100*min(t.Hour(), 24-t.Hour()))
		}
	}
	return []byte(b.String())
}

// shares is a forecast of the same hours.
func sharesFrom(from time.Time, hours int) []byte {
	var b strings.Builder
	b.WriteString("timestamp_utc,value\n")
	for h := range hours {
		fmt.Fprintf(&b, "%s,0.5\n", from.Add(time.Duration(h)*time.Hour).Format("2006-01-02T15:04Z"))
	}
	return []byte(b.String())
}

var historyFiles = fstest.MapFS{
	"traffic.csv":  {Data: traffic(time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC), 16, "eu")},
	"two.csv":      {Data: traffic(time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC), 16, "eu", "us")},
	"short.csv":    {Data: traffic(time.Date(2026, 11, 16, 0, 0, 0, 0, time.UTC), 1, "eu")},
	"late.csv":     {Data: traffic(time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC), 20, "eu")},
	"broken.csv":   {Data: []byte("timestamp_utc,region,value\n2026-08-03T00:00Z,eu,-1\n")},
	"forecast.csv": {Data: sharesFrom(time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), 100*24)},
	"brief.csv":    {Data: sharesFrom(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), 24)},
}

// withRegion returns the example with keys of its first region set.
func withRegion(t *testing.T, keys string) []byte {
	t.Helper()
	var plan map[string]any
	require.NoError(t, json.Unmarshal([]byte(base), &plan))
	var edit map[string]any
	require.NoError(t, json.Unmarshal([]byte(keys), &edit))
	region := plan["regions"].([]any)[0].(map[string]any)
	for k, v := range edit {
		region[k] = v
	}
	data, err := json.Marshal(plan)
	require.NoError(t, err)
	return data
}

// What is learned holds as a forecast over the horizon, and as the usual week where there can be none.
func TestHistory(t *testing.T) {
	parse := func(keys string) *planfile.Plan {
		plan, err := planfile.Parse(t.Context(), withRegion(t, keys), planfile.Options{Files: historyFiles})
		require.NoError(t, err)
		return plan
	}
	plan := parse(`{"activity": {"history": "traffic.csv"}}`)
	region := plan.Planner.Regions()[0]
	require.True(t, region.Forecast.Span().Covers(plan.Request.Horizon))
	require.Equal(t, "learned from traffic.csv", plan.Regions[0].Activity)
	noon, ok := region.Forecast.Share(time.Date(2026, 12, 2, 12, 0, 0, 0, time.UTC))
	require.True(t, ok)
	night, _ := region.Forecast.Share(time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC))
	require.Greater(t, noon, night+0.2)

	plan = parse(`{"activity": {"history": "two.csv", "series": "us"}}`)
	require.False(t, plan.Planner.Regions()[0].Forecast.Span().Empty())

	plan = parse(`{"activity": {"history": "late.csv"}}`)
	require.True(t, plan.Planner.Regions()[0].Forecast.Span().Empty())
	require.Contains(t, strings.Join(plan.Warnings, "\n"), "regions[0].activity: the usual week of late.csv is used, not a forecast: ")

	plan = parse(`{"forecast": "forecast.csv"}`)
	share, ok := plan.Planner.Regions()[0].Forecast.Share(time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC))
	require.True(t, ok)
	require.Equal(t, 0.5, share)
}

func TestHistoryRefused(t *testing.T) {
	tests := []struct{ name, keys, want string }{
		{"several series", `{"activity": {"history": "two.csv"}}`, `regions[0].activity: found 2 series in "two.csv"; expected the key series, with one of "eu", "us"`},
		{"a series that is not there", `{"activity": {"history": "two.csv", "series": "uk"}}`, `regions[0].activity.history: found "two.csv"`},
		{"too short", `{"activity": {"history": "short.csv"}}`, `regions[0].activity.history: found "short.csv": `},
		{"a bad line", `{"activity": {"history": "broken.csv"}}`, `regions[0].activity.history: found "broken.csv", line 2`},
		{"no such file", `{"activity": {"history": "nowhere.csv"}}`, `regions[0].activity.history: found "nowhere.csv"; expected the path of a CSV or JSON file`},
		{"outside the folder", `{"activity": {"history": "../traffic.csv"}}`, `regions[0].activity.history: found "../traffic.csv"; expected the path of a CSV or JSON file, with slashes and inside the folder`},
		{"a typo", `{"activity": {"histroy": "traffic.csv"}}`, `did you mean "history"?`},
		{"a forecast that ends too early", `{"forecast": "brief.csv"}`, `regions[0].forecast: found a forecast for 2026-12-01T00:00:00Z to 2026-12-02T00:00:00Z; expected one for the horizon and its overrun, `},
		{"a forecast of counts", `{"forecast": "traffic.csv"}`, `regions[0].forecast: found "traffic.csv", series eu: the hour of 2026-08-03T00:00:00Z: found 1000, expected a share from 0 to 1`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := planfile.Parse(t.Context(), withRegion(t, tt.keys), planfile.Options{Files: historyFiles})
			require.ErrorContains(t, err, tt.want)
		})
	}
	_, err := planfile.Parse(t.Context(), withRegion(t, `{"activity": {"history": "traffic.csv"}}`), planfile.Options{})
	require.ErrorContains(t, err, `regions[0].activity.history: found "traffic.csv"; expected no file: this program does not read the files that a plan names`)
}
