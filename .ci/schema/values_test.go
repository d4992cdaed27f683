package schema_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// values are JSON texts for a key: those that both accept, and those that both refuse.
var values = []struct {
	path     string
	accepted []string
	refused  []string
}{
	{"version", []string{`1`, `1.0`, `1e0`}, []string{`0`, `2`, `1.5`, `"1"`}},
	{"regions", nil, []string{`[]`, `[null]`, `{}`}},
	{"regions[].name", []string{`"A"`, `"ü 😀"`, `"می\u200cخواهم"`}, []string{`""`, `"a\nb"`, `"\u007f"`, `"\u0085"`, `"a\u202e"`, `"a\u200b"`, `"a\u2028"`, `"\ufeffa"`, `"a\uffff"`}},
	{"regions[].customers", []string{`1`, `6200.0`, `6.2e3`, `9999990000`}, []string{`0`, `-1`, `6200.5`, `10000000001`, `1e30`, `1e-3`}},
	{"regions[].time_zone", []string{`"UTC"`, `"Etc/GMT+5"`, `"America/Argentina/Buenos_Aires"`}, []string{`""`, `"Local"`, `"EST"`, `"Pacific Standard Time"`}},
	{"regions[].holidays", []string{`[]`, `["US"]`, `["US", {"code": "DE-BY"}]`, `[{"code": "US", "except": []}]`, `[{"ics": "a.ics"}]`},
		[]string{`["us"]`, `[""]`, `["US", "US"]`, `[{}]`, `[{"except": []}]`, `[{"code": "US", "ics": "a.ics"}]`, `[{"ics": "/a.ics"}]`, `[["US"]]`}},
	{"regions[].extra_holidays", []string{`{}`, `{"2026-12-24": "Eve"}`}, []string{`{"2026-12-32": "Eve"}`, `{"24.12.2026": "Eve"}`, `{"2026-12-24": ""}`, `{"2026-12-24": null}`}},
	{"regions[].weekend", []string{`""`, `"Sat"`, `"Fri,Sun"`, `"mon,TUE"`}, []string{`"Saturday"`, `"Sat, Sun"`, `"Sat,"`, `"Sat;Sun"`}},
	{"regions[].activity", []string{`"consumer"`, `"shop"`}, []string{`""`, `["shop"]`}},
	{"activities.NAME.monday", []string{`[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1]`},
		[]string{`[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1]`, `[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1]`, `[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1.1]`, `[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-0.1]`}},
	{"window.duration", []string{`"1h"`, `"90m"`, `"1h30m0s"`, `"5400s"`, `"PT1H30M"`, `"PT90M"`, `"PT5400S"`},
		[]string{`""`, `"0"`, `"1"`, `"-1h"`, `"1.5h"`, `"1d"`, `"P1D"`, `"PT"`, `"pt1h"`, `"1h "`, `"100ms"`, `3600`}},
	{"window.overrun", []string{`[]`, `[{"until": "4h", "probability": 1}]`}, []string{`[{"until": "4h"}]`, `[{"probability": 1}]`, `[{"until": "4h", "probability": 1.1}]`}},
	{"search.from", []string{`"2026-12-01T00:00:00Z"`, `"2026-12-01T05:45:00+05:45"`},
		[]string{`"2026-12-01"`, `"2026-12-01T00:00:00"`, `"2026-12-01T00:00:00.5Z"`, `"2026-13-01T00:00:00Z"`, `"2026-12-01T24:00:00Z"`, `"2026-12-01T00:00:60Z"`, `"2026-12-01 00:00:00Z"`, `"now"`}},
	{"search.count", []string{`1`, `1000`, `5.0`}, []string{`0`, `1001`, `2.5`, `"5"`}},
	{"search.candidates", []string{`["2026-12-05T05:00:00Z"]`}, []string{`[]`, `["2026-12-05"]`, `["2026-12-05T05:00:00Z", "2026-12-05T05:00:00Z"]`}},
	{"rules.tolerate", []string{`0`, `0.5`, `0.999999`}, []string{`1`, `-0.1`, `"0"`}},
	{"rules.estimated", []string{`"pad"`, `"exact"`, `"ignore"`}, []string{`"Pad"`, `""`}},
	{"rules.blackouts", []string{
		`[]`,
		`[{"name": "A", "start": "2026-12-18T00:00:00Z", "end": "2026-12-19T12:00:00+01:00"}]`,
		`[{"name": "A", "start": "2026-12-18", "end": "2027-01-04"}]`,
		`[{"name": "A", "start": "2026-12-18", "end": "2027-01-04", "regions": ["Bavaria", "Gulf"]}]`,
		`[{"name": "A", "rrule": "FREQ=MONTHLY", "dtstart": "2026-01-31T00:00", "time_zone": "UTC", "duration": "48h"}]`,
		`[{"name": "A", "ics": "a.ics"}, {"name": "B", "ics": "a.ics", "regions": ["Gulf"], "on_flaw": "refuse"}]`,
		`[{"name": "A", "rrule": "FREQ=MONTHLY", "dtstart": "2026-01-31T00:00", "regions": ["Gulf"], "duration": "P1D"}]`,
		`[{"name": "A", "rrule": "FREQ=MONTHLY;BYDAY=1WD", "dtstart": "2026-01-31T00:00", "time_zone": "UTC", "duration": "P2DT2H", "exdate": ["2026-12-01", "2026-12-01T00:00"], "rdate": ["2026-12-01T00:00:00"], "shift": "-2 working days, working day on or after", "working_days_of": "Gulf"}]`,
		`[{"name": "A", "rrule": "FREQ=MONTHLY", "dtstart": "2026-01-31T00:00", "time_zone": "UTC", "duration": "P1W"}]`,
	}, []string{
		`[{"name": "A", "ics": "a.ics", "on_flaw": "ignore"}]`,
		`[{"name": "A", "rrule": "FREQ=MONTHLY", "dtstart": "2026-01-31T00:00", "regions": ["Gulf"], "time_zone": "UTC", "duration": "P1D"}]`,
		`[{"name": "A", "rrule": "FREQ=MONTHLY", "dtstart": "2026-01-31T00:00", "time_zone": "UTC", "duration": "P1M"}]`,
		`[{"name": "A", "rrule": "FREQ=MONTHLY", "dtstart": "2026-01-31T00:00", "time_zone": "UTC", "duration": "P1DT"}]`,
		`[{"name": "A", "rrule": "FREQ=MONTHLY", "dtstart": "2026-01-31T00:00", "time_zone": "UTC", "duration": "1h", "shift": "6 weeks"}]`,
		`[{"name": "A", "rrule": "FREQ=MONTHLY", "dtstart": "2026-01-31T00:00", "time_zone": "UTC", "duration": "1h", "rdate": ["2026-12-01"]}]`,
		`[{}]`,
		`[{"name": "A"}]`,
		`[{"name": "A", "start": "2026-12-18"}]`,
		`[{"start": "2026-12-18", "end": "2027-01-04"}]`,
		`[{"name": "A", "start": "2026-12-18", "end": "2027-01-04T00:00:00Z"}]`,
		`[{"name": "A", "start": "2026-12-18T00:00:00Z", "end": "2027-01-04"}]`,
		`[{"name": "A", "start": "2026-12-18T00:00:00Z", "end": "2027-01-04T00:00:00Z", "regions": ["Gulf"]}]`,
		`[{"name": "A", "start": "2026-12-18", "end": "2027-01-04", "regions": []}]`,
		`[{"name": "A", "start": "2026-12-18", "end": "2027-01-04", "regions": ["Gulf", "Gulf"]}]`,
		`[{"name": "A", "start": "2026-12-18", "end": "2027-01-04", "ics": "a.ics"}]`,
		`[{"name": "A", "rrule": "FREQ=MONTHLY", "dtstart": "2026-01-31", "time_zone": "UTC", "duration": "48h"}]`,
		`[{"name": "A", "rrule": "FREQ=MONTHLY", "dtstart": "2026-01-31T00:00:00Z", "time_zone": "UTC", "duration": "48h"}]`,
		`[{"name": "A", "rrule": "FREQ=MONTHLY", "dtstart": "2026-01-31T00:00:00", "duration": "48h"}]`,
	}},
	{"rules.only_hours", []string{`[]`, `[{"name": "A", "hours": "22:00-06:00", "time_zone": "UTC"}]`, `[{"name": "A", "hours": "00:00-24:00", "time_zone": "UTC"}]`},
		[]string{`[{"name": "A", "hours": "22-6", "time_zone": "UTC"}]`, `[{"name": "A", "hours": "24:00-06:00", "time_zone": "UTC"}]`, `[{"name": "A", "hours": "22:00-06:00"}]`}},
	{"rules.limit_share", []string{`[]`, `[{"region": "Gulf", "share": 0}]`}, []string{`[{"region": "Gulf"}]`, `[{"share": 0.5}]`, `[{"region": "Gulf", "share": 2}]`}},
}

func TestValues(t *testing.T) {
	s := compile(t, planfile.PlanSchema())
	with := func(path, text string) []byte {
		tree := every(t)
		object, key := place(t, tree, path)
		object[key] = json.RawMessage(text)
		return encode(t, tree)
	}
	for _, row := range values {
		for _, text := range row.accepted {
			plan := with(row.path, text)
			require.NoError(t, validate(t, s, plan), "%s: %s", row.path, text)
			_, err := parse(plan)
			require.NoError(t, err, "%s: %s", row.path, text)
		}
		for _, text := range row.refused {
			plan := with(row.path, text)
			require.Error(t, validate(t, s, plan), "%s: %s", row.path, text)
			_, err := parse(plan)
			require.Error(t, err, "%s: %s", row.path, text)
		}
	}
}
