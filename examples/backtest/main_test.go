package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

// traffic writes fourteen weeks of two regions of known activity: quietest about 03:30 on their own
// clocks, a third as busy at weekends.
func traffic(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("timestamp_utc,region,time_zone,country,value\n")
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	for i := range 14 * 168 {
		at := start.Add(time.Duration(i) * time.Hour)
		for _, r := range []struct{ name, zone, country string }{{"east", "Asia/Tokyo", "JP"}, {"west", "America/Los_Angeles", "US"}} {
			loc, err := calendar.LoadZone(r.zone)
			require.NoError(t, err)
			local := at.In(loc)
			v := 110 - 100*math.Cos(2*math.Pi*(float64(local.Hour())-3)/24) + float64(i*7919%23)
			if d := local.Weekday(); d == time.Saturday || d == time.Sunday {
				v /= 3
			}
			fmt.Fprintf(&b, "%s,%s,%s,%s,%.1f\n", at.Format("2006-01-02T15:04Z"), r.name, r.zone, r.country, v)
		}
	}
	return b.String()
}

func command(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(t.Context(), args, strings.NewReader(stdin), &out, &errs)
	return status, out.String(), errs.String()
}

func TestTables(t *testing.T) {
	status, out, errs := command(t, traffic(t), "-window", "1h,2h", "-horizon", "168h", "-")
	require.Equal(t, 0, status, errs)
	assert.Empty(t, errs)
	for _, want := range []string{
		"## Next 7 days: each region alone\n\n12 decisions; windows of 1h / 2h.\n",
		"## Next 7 days: mix even\n\n6 decisions; windows of 1h / 2h.\n",
		"| learned forecast | 100.0 / 100.0 | 1.0",
		"| random start | ",
		"| ceiling: weekly profile of the future itself | 100.0 / 100.0 | 1.000 / 1.000 | 1.000 / 1.000 | 0.0000 / 0.0000 | 100.0 / 100.0 | 100.0 |",
		"## How much more is there to win?",
		"| mix even, next 7 days | 2h | ",
		"Poppe et al., \"Seagull\", PVLDB 14(2), 2021",
	} {
		assert.Contains(t, out, want)
	}
	again, second, _ := command(t, traffic(t), "-window", "1h,2h", "-horizon", "168h", "-")
	assert.Equal(t, status, again)
	assert.Equal(t, out, second, "equal input gives equal output")
}

func TestJSONAndPicture(t *testing.T) {
	svg := filepath.Join(t.TempDir(), "p.svg")
	status, out, errs := command(t, traffic(t), "-json", "-rules", "-tolerate", "0.5", "-svg", svg, "-window", "1h", "-horizon", "168h", "-mix", "east=3,west=1", "-mix", "even", "-")
	require.Equal(t, 0, status, errs)
	var got struct {
		Version  int
		Families []struct {
			Name   string
			Scores []struct {
				Predictor string
				Decisions int
				Hours     struct{ Mean *float64 }
				Regret    struct{ Mean, Low, High *float64 }
			}
		}
	}
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	assert.Equal(t, 1, got.Version)
	var names []string
	for _, f := range got.Families {
		names = append(names, f.Name)
	}
	assert.Equal(t, []string{"mix east=3,west=1", "mix even", "all mixes together"}, names)
	assert.Equal(t, 12, got.Families[2].Scores[0].Decisions)
	random := got.Families[0].Scores[10]
	assert.Equal(t, "random start", random.Predictor)
	assert.Nil(t, random.Hours.Mean, "it predicts no hours")
	assert.LessOrEqual(t, *random.Regret.Low, *random.Regret.Mean)

	drawn, err := os.ReadFile(svg)
	require.NoError(t, err)
	dec := xml.NewDecoder(bytes.NewReader(drawn))
	circles := 0
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err, "the picture is well-formed XML")
		if e, ok := tok.(xml.StartElement); ok && e.Name.Local == "circle" {
			circles++
		}
	}
	assert.Equal(t, 1+3*12, circles, "the key, and a dot for every family and predictor")
}

// What the file does not say is given on the command line.
func TestZonesAndHolidaysGiven(t *testing.T) {
	var b strings.Builder
	for line := range strings.Lines(traffic(t)) {
		f := strings.Split(strings.TrimSpace(line), ",")
		fmt.Fprintf(&b, "%s;%s;%s\n", f[0], f[1], strings.Replace(f[4], ".", ",", 1))
	}
	file := filepath.Join(t.TempDir(), "h.csv")
	require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o600))
	status, _, errs := command(t, "", "-window", "1h", "-horizon", "168h", "-holidays", "east=JP", "-zone", "west=America/Los_Angeles", "-decimal", ",", file)
	require.Equal(t, 0, status, errs)
	assert.Equal(t, "backtest: warning: series \"west\" has no country; its holidays are unknown\n", errs)
}

func TestWrong(t *testing.T) {
	file := traffic(t)
	for _, tc := range []struct {
		name   string
		stdin  string
		args   []string
		status int
		want   string
	}{
		{"no file", "", nil, 2, "expected one file, found 0"},
		{"missing", "", []string{"nowhere.csv"}, 2, "nowhere.csv"},
		{"flags", "", []string{"-window", "soon", "-warmup", "x", "-"}, 2, "2 problems:\n  -window: found \"soon\"; expected lengths of time such as 1h,2h,4h\n  -warmup: found \"x\"; expected a whole number\n"},
		{"decimal", file, []string{"-decimal", "xx", "-"}, 2, `-decimal "xx": expected . or ,`},
		{"rows", "timestamp_utc,value\njunk,1\n", []string{"-"}, 2, "standard input:2: time \"junk\""},
		{"mix", file, []string{"-mix", "east=1,north=2", "-"}, 2, `-mix "east=1,north=2": "north=2": expected "alone", "even"`},
		{"mix twice", file, []string{"-mix", "east=1,east=2", "-"}, 2, `"east=2": expected`},
		{"zone", file, []string{"-zone", "north=UTC", "-"}, 2, `-zone "north=UTC": expected REGION=VALUE with a region of the file`},
		{"code", file, []string{"-holidays", "east=XX", "-"}, 2, `series "east"`},
		{"window", file, []string{"-window", "30m", "-"}, 2, `windows[0]: found "30m"; expected whole hours`},
		{"no zone", "timestamp_utc,region,value\n2026-01-05T00:00,eu,1\n", []string{"-"}, 2, `series "eu": no time zone; give the file a column time_zone, or -zone REGION=ZONE`},
		{"several zones", "timestamp_utc,region,value,country\n2026-01-05T00:00,us,1,US\n", []string{"-"}, 2, "US has several; give -zone REGION=ZONE with one of America/New_York"},
		{"short", "timestamp_utc,region,value,country\n2026-01-05T00:00,de,1,DE\n", []string{"-"}, 2, "at least 336 hours: two weeks"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			status, _, errs := command(t, tc.stdin, tc.args...)
			assert.Equal(t, tc.status, status)
			assert.Contains(t, errs, tc.want)
		})
	}
}

func TestHelp(t *testing.T) {
	status, out, errs := command(t, "", "-h")
	assert.Equal(t, 0, status)
	assert.Equal(t, usage, out)
	assert.Empty(t, errs)
}

// Only Los Angeles changes its clocks, on 8 March: four Mondays follow.
func TestChanges(t *testing.T) {
	status, out, errs := command(t, traffic(t), "-window", "1h", "-horizon", "168h", "-changes", "-mix", "alone", "-mix", "even", "-mix", "east=1", "-")
	require.Equal(t, 0, status, errs)
	assert.Contains(t, out, "## Next 7 days: each region alone\n\n4 decisions;")
	assert.Contains(t, out, "## Next 7 days: mix even\n\n4 decisions;")
	assert.Contains(t, out, "## Next 7 days: mix east=1\n\n0 decisions;")
}

// A right clock is not warned of, and one that is wrong by a third of a day is.
func TestClock(t *testing.T) {
	status, out, errs := command(t, traffic(t), "-clock", "-warmup", "13", "-")
	require.Equal(t, 0, status, errs)
	few, many := strings.Repeat(" | 0", 6), strings.Repeat(" | 100", 14)
	for _, region := range []string{"east | 1", "west | 1", "all together | 2"} {
		assert.Contains(t, out, "\n| "+region+few+many+" | 0 | 0 | 0 | 0 |\n")
	}
	assert.True(t, strings.HasSuffix(out, "\nOf 28 warnings that say by how many hours, 21 % are right and 100 % are within one.\n"), out)
	status, _, errs = command(t, "", "-clock", "-stress", "-")
	require.Equal(t, 2, status)
	assert.Equal(t, "backtest: -clock with -halves, -stress, -json or -svg: expected -clock alone\n", errs)
}

// A spoilt history is played beside the history as it was, and is scored on the same truth.
func TestStress(t *testing.T) {
	status, out, errs := command(t, traffic(t), "-window", "1h", "-horizon", "168h", "-mix", "alone", "-stress", "-")
	require.Equal(t, 0, status, errs)
	assert.Contains(t, out, "## When the history was not quiet water\n")
	for _, row := range []string{
		"| as it was | 0.0124 | 0.0094 to 0.0131 |  |  |",
		"| three hours of 0 on the last Wednesday | 0.0124 | 0.0094 to 0.0131 | 0.0000 | 0.0000 to 0.0000 |",
		"| twice the load on the last Sunday | 0.0165 | 0.0148 to 0.0169 | +0.0041! | +0.0038 to +0.0053 |",
		"| own maintenance on four Wednesdays | 0.0124 | 0.0094 to 0.0131 | 0.0000 | 0.0000 to 0.0000 |",
		"| zeros in the last week | 0.0181 | 0.0148 to 0.0188 | +0.0056! | +0.0053 to +0.0057 |",
		"| timestamps eight hours early | 0.2266 | 0.2234 to 0.2273 | +0.2142! | +0.2139 to +0.2142 |",
		"| timestamps eight hours early, shift set where warned of | 0.0124 | 0.0094 to 0.0131 | 0.0000 | 0.0000 to 0.0000 |",
	} {
		assert.Contains(t, out, "\n| each region alone | 7 days "+row+"\n")
	}
	status, _, errs = command(t, "", "-stress", "-json", "-")
	require.Equal(t, 2, status)
	assert.Equal(t, "backtest: -stress with -json: expected one of the two\n", errs)
}
