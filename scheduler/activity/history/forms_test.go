package history_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := calendar.LoadZone(name)
	require.NoError(t, err)
	return loc
}

// hours shows a series as instant and value, missing hours as "-".
func hours(s history.Series) string {
	var list []string
	for i, v := range s.Values {
		text := "-"
		if !math.IsNaN(v) {
			text = fmt.Sprint(v)
		}
		list = append(list, s.Start.Add(time.Duration(i)*time.Hour).Format("02T15:04")+"="+text)
	}
	return strings.Join(list, " ")
}

// Each row is a form of table, and what is read of it.
func TestFormsOfTables(t *testing.T) {
	for _, row := range []struct {
		name, text, zone, want string
	}{
		{"a unit after every number", "timestamp_utc,value\n2026-01-05T00:00Z,12 req/s\n2026-01-05T01:00Z,0\n2026-01-05T02:00Z,13.5 req/s\n", "UTC", ": 05T00:00=12 05T01:00=0 05T02:00=13.5"},
		{"percent, and a mark of missing", "timestamp_utc,value\n2026-01-05T00:00Z,12%\n2026-01-05T01:00Z,N/A\n2026-01-05T02:00Z,3e1%\n", "UTC", ": 05T00:00=12 05T01:00=- 05T02:00=30"},
		{"marks of missing", "timestamp_utc,value\n2026-01-05T00:00Z,1\n2026-01-05T01:00Z,-\n2026-01-05T02:00Z,undefined\n2026-01-05T03:00Z,None\n2026-01-05T04:00Z,null\n2026-01-05T05:00Z,2\n", "UTC",
			": 05T00:00=1 05T01:00=- 05T02:00=- 05T03:00=- 05T04:00=- 05T05:00=2"},
		{"newest first", "timestamp_utc,value\n2026-01-05T03:00Z,4\n2026-01-05T01:00Z,2\n2026-01-05T00:00Z,1\n", "UTC", ": 05T00:00=1 05T01:00=2 05T02:00=- 05T03:00=4"},
		{"newest first, in quarters", "timestamp_utc,value\n2026-01-05T01:45Z,8\n2026-01-05T01:30Z,7\n2026-01-05T01:15Z,6\n2026-01-05T01:00Z,5\n2026-01-05T00:45Z,4\n2026-01-05T00:30Z,3\n2026-01-05T00:15Z,2\n2026-01-05T00:00Z,1\n", "UTC", ": 05T00:00=2.5 05T01:00=6.5"},
		{"wide", "Time (UTC),eu,us\n2026-01-05 00:00,1,2\n2026-01-05 01:00,3,\n", "UTC", "eu: 05T00:00=1 05T01:00=3; us: 05T00:00=2 05T01:00=-"},
		{"hh:59", "timestamp_utc,value\n2026-01-05T00:59Z,1\n2026-01-05T01:59Z,2\n", "UTC", ": 05T00:00=1 05T01:00=2"},
		{"hh:59:59", "timestamp_utc,value\n2026-01-05T00:59:59Z,1\n2026-01-05T02:59:59Z,2\n", "UTC", ": 05T00:00=1 05T01:00=- 05T02:00=2"},
		{"hh:59 on clocks at half past", "time,value\n2026-01-05 00:59,1\n2026-01-05 01:59,2\n", "Asia/Kolkata", ": 04T18:30=1 04T19:30=2"},
		{"hh:30 is an hour of its own", "timestamp_utc,value\n2026-01-05T00:30Z,1\n2026-01-05T01:30Z,2\n", "UTC", ": 05T00:30=1 05T01:30=2"},
		// New York shows 01:00 twice on 1 November 2026, and no 02:00 on 8 March.
		{"a repeated hour", "time,value\n2026-11-01 00:00,1\n2026-11-01 01:00,2\n2026-11-01 01:00,3\n2026-11-01 02:00,4\n", "America/New_York", ": 01T04:00=1 01T05:00=2 01T06:00=3 01T07:00=4"},
		{"a repeated hour, the newest first", "time,value\n2026-11-01 02:00,4\n2026-11-01 01:00,3\n2026-11-01 01:00,2\n2026-11-01 00:00,1\n", "America/New_York", ": 01T04:00=1 01T05:00=2 01T06:00=3 01T07:00=4"},
		{"a repeated hour given once", "time,value\n2026-11-01 00:00,1\n2026-11-01 01:00,5\n2026-11-01 02:00,4\n", "America/New_York", ": 01T04:00=1 01T05:00=5 01T06:00=- 01T07:00=4"},
		{"a repeated hour in halves", "time,value\n2026-11-01 00:30,1\n2026-11-01 01:00,2\n2026-11-01 01:30,3\n2026-11-01 01:00,4\n2026-11-01 01:30,5\n2026-11-01 02:00,6\n2026-11-01 02:30,7\n", "America/New_York", ": 01T04:00=- 01T05:00=2.5 01T06:00=4.5 01T07:00=6.5"},
		{"a gap", "time,value\n2026-03-08 01:00,1\n2026-03-08 03:00,2\n", "America/New_York", ": 08T06:00=1 08T07:00=2"},
		{"a gap that is given without activity", "time,value\n2026-03-08 01:00,1\n2026-03-08 02:00,0\n2026-03-08 03:00,2\n", "America/New_York", ": 08T06:00=1 08T07:00=2"},
		{"a zone in the text wins", "time,value\n2026-01-05T00:00+01:00,1\n2026-01-05T01:00+01:00,2\n", "America/New_York", ": 04T23:00=1 05T00:00=2"},
		{"Google Analytics", "# a comment\n\nDate + hour (YYYYMMDDHH),Active users\n2026010500,1\n2026010501,2\n", "Europe/Berlin", ": 04T23:00=1 05T00:00=2"},
	} {
		t.Run(row.name, func(t *testing.T) {
			list, err := history.Read(t.Context(), strings.NewReader(row.text), "f.csv", history.Options{Location: zone(t, row.zone)})
			require.NoError(t, err)
			var got []string
			for _, s := range list {
				got = append(got, s.Region+": "+hours(s))
			}
			assert.Equal(t, row.want, strings.Join(got, "; "))
		})
	}
}

// Each row is a table that cannot be read without guessing, and why.
func TestFormsOfTablesRefused(t *testing.T) {
	for _, row := range []struct{ name, text, zone, want string }{
		{"two units", "timestamp_utc,value\n2026-01-05T00:00Z,900 ms\n2026-01-05T01:00Z,1.2 s\n", "", `f.csv:3: value "1.2 s": the unit was "ms" so far, found "s"; expected one for the whole column`},
		{"a unit now and then", "timestamp_utc,value\n2026-01-05T00:00Z,900\n2026-01-05T01:00Z,1.2K\n", "", `f.csv:3: value "1.2K": the unit was none so far, found "K"`},
		{"thousands parted by blanks", "timestamp_utc,value\n2026-01-05T00:00Z,1 200\n", "", `f.csv:2: value "1 200": marks between thousands are not read`},
		{"no zone", "time,value\n2026-01-05 00:00,1\n", "", `f.csv:2: time "2026-01-05 00:00": it has no zone`},
		{"a column of UTC and a zone", "timestamp_utc,value\n2026-01-05 00:00,1\n", "Europe/Berlin", `f.csv:1: the column "timestamp_utc" is in UTC by its name, and the times were said to be those of Europe/Berlin; expected one of the two`},
		{"activity in a gap", "time,value\n2026-03-08 01:00,1\n2026-03-08 02:00,5\n", "America/New_York", "f.csv:3: 2026-03-08 02:00:00 is skipped by the clocks of America/New_York; expected no value, or 0"},
		{"an hour three times", "time,value\n2026-11-01 01:00,1\n2026-11-01 01:00,2\n2026-11-01 01:00,3\n", "America/New_York", "f.csv:4: 2026-11-01T06:00:00Z was given already in line 3"},
		{"up and down", "timestamp_utc,value\n2026-01-05T01:00Z,1\n2026-01-05T02:00Z,1\n2026-01-05T00:00Z,1\n", "", "f.csv:4: 2026-01-05T00:00:00Z comes after 2026-01-05T02:00:00Z in line 3; rows must be in order of time"},
		{"no such day", "Date + hour (YYYYMMDDHH),Users\n2026023001,1\n", "Europe/Berlin", `f.csv:2: time "2026023001": there is no such date or time of day`},
		{"no times", "a,b\n1,2\n", "", "f.csv:1: no column of times"},
	} {
		t.Run(row.name, func(t *testing.T) {
			opt := history.Options{}
			if row.zone != "" {
				opt.Location = zone(t, row.zone)
			}
			_, err := history.Read(t.Context(), strings.NewReader(row.text), "f.csv", opt)
			require.ErrorContains(t, err, row.want)
		})
	}
}

// The newest first and the oldest first are the same history, also where only the latest hours are kept.
func TestNewestFirstKeepsTheLatest(t *testing.T) {
	var up, down []string
	for h := range 400 {
		line := fmt.Sprintf("%s,%d", time.Date(2026, 1, 5, h, 0, 0, 0, time.UTC).Format("2006-01-02T15:04Z"), h)
		up, down = append(up, line), append([]string{line}, down...)
	}
	read := func(lines []string) history.Series {
		list, err := history.ReadCSV(t.Context(), strings.NewReader("timestamp_utc,value\n"+strings.Join(lines, "\n")+"\n"), "f.csv", history.Options{Keep: 100})
		require.NoError(t, err)
		return list[0]
	}
	a, b := read(up), read(down)
	assert.Equal(t, a, b)
	assert.Len(t, a.Values, 100)
	assert.Equal(t, 300, a.Tally.Forgotten)
	assert.Equal(t, 400, b.Tally.Rows)
}

// Each row is the answer of a tool, and what is read of it.
func TestFormsOfJSON(t *testing.T) {
	for _, row := range []struct{ name, series, text, want, warning string }{
		{"GetMetricData", "", `{"MetricDataResults": [{"Id": "m1", "Label": "eu", "Timestamps": ["2026-01-05T01:00:00+00:00", "2026-01-05T00:00:00+00:00"], "Values": [2, 1], "StatusCode": "Complete"},
			{"Id": "m2", "Label": "us", "Timestamps": [1767571200, 1767574800], "Values": [3, 4]}]}`, "eu: 05T00:00=1 05T01:00=2; us: 05T00:00=3 05T01:00=4", ""},
		{"GetMetricData, one label twice", "", `{"MetricDataResults": [{"Id": "m1", "Label": "x", "Timestamps": [1767571200], "Values": [1]}, {"Id": "m2", "Label": "x", "Timestamps": [1767571200], "Values": [2]}]}`, "m1: 05T00:00=1; m2: 05T00:00=2", ""},
		{"GetMetricStatistics", "", `{"Label": "RequestCount", "Datapoints": [{"Timestamp": "2026-01-05T01:00:00Z", "Sum": 2.0, "Average": 0.5, "Unit": "Count"}, {"Timestamp": "2026-01-05T00:00:00Z", "Sum": 1.0, "Average": 0.1, "Unit": "Count"}]}`,
			": 05T00:00=1 05T01:00=2", "its points have Average, Sum; Sum were taken (series names another)"},
		{"GetMetricStatistics, another measure", "Average", `{"Datapoints": [{"Timestamp": "2026-01-05T00:00:00Z", "Sum": 1.0, "Average": 0.1}]}`, ": 05T00:00=0.1", ""},
		{"Datadog 1", "", `{"status": "ok", "series": [{"metric": "requests", "scope": "region:eu", "pointlist": [[1767571200000.0, 1.0], [1767574800000.0, null]]}]}`, "region:eu: 05T00:00=1 05T01:00=-", ""},
		{"Datadog 1, one scope twice", "", `{"series": [{"metric": "a", "scope": "*", "pointlist": [[1767571200000, 1]]}, {"metric": "b", "scope": "*", "pointlist": [[1767571200000, 2]]}]}`, "a{*}: 05T00:00=1; b{*}: 05T00:00=2", ""},
		{"Datadog 2", "", `{"data": {"type": "timeseries_response", "attributes": {"series": [{"group_tags": ["region:eu"], "query_index": 0}, {"group_tags": ["region:us"], "query_index": 0}], "times": [1767571200000, 1767574800000], "values": [[1, 2], [3, null]]}}}`,
			"region:eu: 05T00:00=1 05T01:00=2; region:us: 05T00:00=3 05T01:00=-", ""},
		{"Grafana", "", `{"results": {"A": {"frames": [{"schema": {"fields": [{"name": "Time", "type": "time"}, {"name": "Value", "type": "number", "labels": {"region": "eu"}}, {"name": "n", "type": "string"}]}, "data": {"values": [[1767571200000, 1767574800000], [1, null], ["a", "b"]]}}]}}}`,
			"eu: 05T00:00=1 05T01:00=-", ""},
		{"Cloudflare", "", `{"data": {"viewer": {"zones": [{"httpRequests1hGroups": [{"dimensions": {"datetime": "2026-01-05T01:00:00Z"}, "sum": {"requests": 2, "bytes": 9}}, {"dimensions": {"datetime": "2026-01-05T00:00:00Z"}, "sum": {"requests": 1, "bytes": 8}}]}]}}, "errors": null}`,
			": 05T00:00=1 05T01:00=2", "its points have bytes, requests; requests were taken (series names another)"},
		{"Cloudflare, bytes", "bytes", `{"data": {"viewer": {"zones": [{"httpRequests1hGroups": [{"dimensions": {"datetime": "2026-01-05T00:00:00Z"}, "sum": {"requests": 1, "bytes": 8}}]}]}}}`, ": 05T00:00=8", ""},
		{"Cloudflare, visits by country", "", `{"data": {"viewer": {"accounts": [{"rumPageloadEventsAdaptiveGroups": [{"dimensions": {"datetimeHour": "2026-01-05T00:00:00Z", "countryName": "DE"}, "sum": {"visits": 1}, "count": 5}, {"dimensions": {"datetimeHour": "2026-01-05T00:00:00Z", "countryName": "US"}, "sum": {"visits": 2}, "count": 7}]}]}}}`,
			"DE: 05T00:00=1; US: 05T00:00=2", "its points have count, visits; visits were taken (series names another)"},
		{"Prometheus", "", `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"region":"eu"},"values":[[1767574800,"1"],[1767578400,"2"]]}]}}`, `{region="eu"}: 05T00:00=1 05T01:00=2`, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			opt := history.Options{}
			if row.series != "" {
				opt.Series = []string{row.series}
			}
			for _, read := range []func() ([]history.Series, error){
				func() ([]history.Series, error) {
					return history.Read(t.Context(), strings.NewReader(row.text), "f.json", opt)
				},
				func() ([]history.Series, error) {
					return history.ReadJSON(t.Context(), strings.NewReader(row.text), "f.json", opt)
				},
			} {
				list, err := read()
				require.NoError(t, err)
				var got []string
				for _, s := range list {
					got = append(got, s.Region+": "+hours(s))
				}
				assert.Equal(t, row.want, strings.Join(got, "; "))
				assert.Equal(t, row.warning, strings.Join(list[0].Tally.Warnings, "; "))
			}
		})
	}
}

// Each row is JSON that cannot be read without guessing, and why.
func TestFormsOfJSONRefused(t *testing.T) {
	for _, row := range []struct{ name, text, want string }{
		{"another tool", `{"a": 1}`, "f.json: this is the JSON of no tool that is known here: Prometheus, CloudWatch, Datadog, Grafana or Cloudflare"},
		{"a list", `[1]`, "this is the JSON of no tool"},
		{"nothing inside", `{`, "the file ends in the middle of the answer; it was cut off"},
		{"no JSON", `{"a" 1}`, "f.json: byte 6: invalid character '1' after object key"},
		{"an error", `{"data": null, "errors": [{"message": "bad zone"}]}`, `the tool answered with an error: "[{\"message\": \"bad zone\"}]"`},
		{"more pages", `{"MetricDataResults": [{"Label": "x", "Timestamps": [], "Values": [], "StatusCode": "PartialData"}]}`, "StatusCode is PartialData: there are more pages"},
		{"uneven lists", `{"MetricDataResults": [{"Label": "x", "Timestamps": [1767571200], "Values": []}]}`, "1 timestamps and 0 values; expected as many of both"},
		{"two units", `{"Datapoints": [{"Timestamp": "2026-01-05T00:00:00Z", "Sum": 1, "Unit": "Bytes"}, {"Timestamp": "2026-01-05T01:00:00Z", "Sum": 1, "Unit": "Kilobytes"}]}`, `the units are "[Bytes Kilobytes]"; expected one`},
		{"an hour twice", `{"Datapoints": [{"Timestamp": "2026-01-05T00:00:00Z", "Sum": 1}, {"Timestamp": "2026-01-05T00:00:00Z", "Sum": 2}]}`, "Datapoints[1]: 2026-01-05T00:00:00Z was given already"},
		{"larger than anything", `{"series": [{"scope": "*", "pointlist": [[1767571200000, 1e290]]}]}`, "series[0].pointlist[0]: value 1e+290: expected a finite number, 0 or more and 1e+60 at most"},
		{"below 0", `{"series": [{"scope": "*", "pointlist": [[1767571200000, -1]]}]}`, "series[0].pointlist[0]: value -1: expected a finite number, 0 or more"},
		{"half a second", `{"series": [{"scope": "*", "pointlist": [[1767571200500, 1]]}]}`, "series[0].pointlist[0]: time 1.7675712005e+09: expected whole seconds"},
		{"text for points", `{"series": [{"scope": "*", "pointlist": "x"}]}`, "found a string, which is not what the tool writes there"},
		{"no time field", `{"results": {"A": {"frames": [{"schema": {"fields": [{"name": "v", "type": "number"}]}, "data": {"values": [[1]]}}]}}}`, "results.A.frames[0]: no field of the type time"},
		{"Grafana's error", `{"results": {"A": {"error": "bad query"}}}`, "results.A: Grafana answered with an error: bad query"},
		{"no points", `{"Datapoints": []}`, "f.json: there is no hour in it"},
		{"a series without points", `{"series": [{"scope": "*", "pointlist": []}]}`, "f.json: series *: there is no hour in it"},
		{"no dimension of time", `{"data": {"viewer": {"zones": [{"g": [{"dimensions": {"country": "DE"}, "sum": {"requests": 1}}]}]}}}`, "no time; ask for datetimeHour among the dimensions"},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := history.ReadJSON(t.Context(), strings.NewReader(row.text), "f.json", history.Options{})
			require.ErrorContains(t, err, row.want)
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("Time,eu,us\n2026-01-05 00:00,1 ms,2\n"), true)
	f.Add([]byte(`{"Datapoints": [{"Timestamp": 1767571200, "Sum": 1}]}`), false)
	f.Add([]byte(`{"results": {"A": {"frames": [{"schema": {"fields": [{"type": "time"}, {"type": "number"}]}, "data": {"values": [[1767571200000], [1]]}}]}}}`), false)
	f.Add([]byte(`{"data": {"viewer": {"zones": [{"g": [{"dimensions": {"datetime": "2026-01-05T00:00:00Z"}, "sum": {"requests": 1}}]}]}}}`), false)
	f.Add([]byte(`{"data": {"attributes": {"series": [{}], "times": [1767571200000], "values": [[1]]}}}`), true)
	berlin := zone(f, "Europe/Berlin")
	f.Fuzz(func(t *testing.T, data []byte, local bool) {
		opt := history.Options{}
		if local {
			opt.Location = berlin
		}
		list, err := history.Read(t.Context(), strings.NewReader(string(data)), "f", opt)
		if err != nil {
			return
		}
		for _, s := range list {
			require.NoError(t, s.Check())
		}
	})
}
