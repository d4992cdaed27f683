package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/examples/internal/readme"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// made is decisions of one predictor, one a week, alternately of two regions.
func made(family, stress string, window time.Duration, regrets ...float64) []decision {
	var list []decision
	for i, regret := range regrets {
		at := time.Date(2026, 1, 5+7*i, 0, 0, 0, 0, time.UTC)
		list = append(list, decision{decisionID{played{family, stress, 168 * time.Hour, window}, []string{"east", "west"}[i%2], "learner", at.Unix()}, at.Add(3 * time.Hour), regret})
	}
	return list
}

// What is written is every decision that the tables were made from, and reads back as it was.
func TestDecisionsAreWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "decisions.csv")
	args := []string{"-window", "1h", "-horizon", "168h", "-stress", "-decisions", file, "-"}
	status, out, errs := command(t, traffic(t), args...)
	require.Equal(t, 0, status, errs)
	list, err := openDecisions(file)
	require.NoError(t, err)
	count := len(list)
	require.Equal(t, (12+6)*(12+6+1), count, "of 2 x 6 decisions alone and 6 of the mix: 12 predictors, the first on 6 spoilt histories, and one whose clock was put right")
	mean := func(family, stress, predictor string) string {
		var values []backtest.Dated
		for _, d := range list {
			if d.family == family && d.stress == stress && d.predictor == predictor {
				values = append(values, backtest.Dated{At: time.Unix(d.at, 0), Value: d.regret})
			}
		}
		m := backtest.Mean(values)
		return fmt.Sprintf("%d: %.4f, %.4f to %.4f", len(values), m.Mean, m.Low, m.High)
	}
	assert.Equal(t, "12: 0.0124, 0.0094 to 0.0131", mean("each region alone", "", "learned forecast"))
	assert.Equal(t, "12: 0.2266, 0.2234 to 0.2273", mean("each region alone", "timestamps eight hours early", "learned forecast"))
	assert.Contains(t, out, "| each region alone | 7 days | timestamps eight hours early | 0.2266 | 0.2234 to 0.2273 |")
	assert.Equal(t, "even", list[len(list)-1].part)
	assert.Equal(t, "2026-03-02T00:00:00Z", instant(time.Unix(list[0].at, 0)))

	before, err := os.ReadFile(file)
	require.NoError(t, err)
	again, err := textOf(list)
	require.NoError(t, err)
	assert.Equal(t, string(before), string(again))

	require.NoError(t, os.WriteFile(file, []byte("my,notes\n"), 0o600))
	status, _, errs = command(t, "", args...)
	assert.Equal(t, 2, status)
	assert.Contains(t, errs, "-decisions: found ")
	assert.Contains(t, errs, "expected a new file, or one with the decisions of a back-test; this one is something else; -force replaces it")
}

// Only what both runs have is compared, each decision with its counterpart, and the rest is told.
func TestAgainst(t *testing.T) {
	var out strings.Builder
	better, worse := made("mix even", "", time.Hour, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2), made("mix even", "", time.Hour, 0.2, 0.3, 0.2, 0.3, 0.2, 0.3, 0.2, 0.3, 0.2, 0.3, 0.2, 0.3)
	worse[3].start = worse[3].start.Add(time.Hour)
	mine, others := better, worse
	mine = append(mine, made("mix even", "an outage", time.Hour, 0.5, 0.5, 0.5, 0.5)...)
	others = append(others, made("mix even", "an outage", time.Hour, 0.1, 0.2, 0.3)...)
	mine = append(mine, made("mix even", "", 2*time.Hour, 0.25, 0, 0.25)...)
	others = append(others, made("mix even", "", 2*time.Hour, 0.25, 0, 0.25)...)
	mine = append(mine, made("each region alone", "", time.Hour, 0.7)...)
	others = append(others, made("all mixes together", "", time.Hour, 0.7, 0.7)...)
	others = append(others, made("all mixes together", "", 2*time.Hour, 0.7)...)
	elsewhere := made("mix even", "", time.Hour, 0.9)
	elsewhere[0].predictor = "a rule of thumb"
	require.NoError(t, writeAgainst(&out, "learner", "before.csv", append(mine, elsewhere...), others))
	_, table, _ := strings.Cut(out.String(), "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n")
	assert.Equal(t, `| mix even | 7 days | as it was | 1h / 2h | 12 / 3 | 1 / 0 | 0.1500 / 0.1667 | 0.2500 / 0.1667 | -0.1000* / 0.0000 | -0.1000 to -0.1000 / 0.0000 to 0.0000 |
| mix even | 7 days | an outage | 1h | 3 | 0 | 0.5000 | 0.2000 | +0.3000! | +0.3000 to +0.3000 |

Of 3 differences 1 are significantly worse and 1 significantly better. By chance alone one in forty would be each. Regrets of this run that lie above
the 95 % interval of that in before.csv: 1.

Decisions without a counterpart, which are left out, of this run and of before.csv:

| family | next | in the history | windows | this run | that file |
| --- | --- | --- | --- | --- | --- |
| mix even | 7 days | an outage | 1h | 1 | 0 |
| each region alone | 7 days | as it was | 1h | 1 | 0 |
| all mixes together | 7 days | as it was | 1h / 2h | 0 / 0 | 2 / 1 |
`, table)
	out.Reset()
	require.NoError(t, writeAgainst(&out, "learner", "before.csv", better, better))
	assert.True(t, strings.HasSuffix(out.String(), "before.csv: 0.\n\nEvery decision has its counterpart.\n"), out.String())
}

// Each row is a file of decisions that is wrong, and what is said of it.
func TestDecisionsRefused(t *testing.T) {
	good, err := textOf(made("mix even", "", time.Hour, 0.1, 0.2))
	require.NoError(t, err)
	header := strings.Join(decisionColumns, ",")
	for _, row := range []struct{ from, to, want string }{
		{string(good), "", "b.csv: found \"nothing\"; expected a first line of " + header},
		{header, "timestamp_utc,value", `b.csv:1: found "timestamp_utc,value"; expected ` + header},
		{",0.2\n", "\n", `b.csv:3: found "8 values"; expected 9, as the first line has`},
		{"mix even,,west", ",,west", `b.csv:3: family: found ""; expected a name on one line`},
		{"learner", `"le` + "\n" + `arner"`, `b.csv:2: predictor: found "le\narner"; expected a name on one line`},
		{"2026-01-12T00:00:00Z", "2026-01-32T00:00:00Z", `b.csv:3: decided: found "2026-01-32T00:00:00Z"; expected an instant of the years 1973 to 2200 in whole seconds, such as 2026-11-30T00:00:00Z`},
		{"T03:00:00Z", "T03:00", `b.csv:2: start: found "2026-01-05T03:00"; expected an instant`},
		{"168h", "7 days", `b.csv:2: horizon: found "7 days"; expected whole hours up to a year, such as 168h`},
		{",1h,", ",90m,", `b.csv:2: window: found "90m"; expected whole hours`},
		{",0.2\n", ",1.5\n", `b.csv:3: normalised_regret: found "1.5"; expected a number from 0 to 1`},
		{",0.2\n", ",NaN\n", `b.csv:3: normalised_regret: found "NaN"; expected a number from 0 to 1`},
		{"2026-01-05T03:00:00Z", "2026-01-11T23:30:00Z", `b.csv:2: start: found "2026-01-11T23:30:00Z"; expected a start from 2026-01-05T00:00:00Z on, whose window of 1h ends within the 168h after it`},
		{"2026-01-12T03:00:00Z,0.2\n", "2026-01-12T03:00:00Z,0.2\nmix even,,west,2026-01-12T00:00:00Z,168h,1h,learner,2026-01-13T03:00:00Z,0.5\n", `expected each decision once; this one stands in line 3 too`},
		{"mix even,,west", `mix "even",,west`, `b.csv:3: found "bare \" in non-quoted-field"; expected a row of CSV`},
	} {
		require.Contains(t, string(good), row.from)
		_, err := readDecisions(strings.NewReader(strings.Replace(string(good), row.from, row.to, 1)), "b.csv")
		assert.ErrorContains(t, err, row.want)
	}
	_, err = readDecisions(strings.NewReader(header+strings.Repeat("\nx", 50)), "b.csv")
	require.ErrorContains(t, err, "b.csv:21: found")
	require.ErrorContains(t, err, "b.csv: and 30 more problems")
	list, err := readDecisions(strings.NewReader("\xef\xbb\xbf"+strings.ReplaceAll(string(good), "\n", "\r\n")), "b.csv")
	require.NoError(t, err)
	assert.Equal(t, made("mix even", "", time.Hour, 0.1, 0.2), list)

	folder := t.TempDir()
	for _, row := range []struct {
		args []string
		want string
	}{
		{[]string{"-against", filepath.Join(folder, "none.csv"), "-"}, "-against: open "},
		{[]string{"-against", folder, "-"}, "is a directory"},
		{[]string{"-against", "b.csv", "-json", "-"}, "-against with -json: expected one of the two"},
		{[]string{"-against", "b.csv", "-clock", "-"}, "-decisions or -against with -halves or -clock"},
		{[]string{"-decisions", "b.csv", "-halves", "-", "-"}, "-decisions or -against with -halves or -clock"},
		{[]string{"-decisions", filepath.Join(folder, "b.json"), "-"}, "a name that does not end in .json: the decisions of a back-test is not JSON"},
		{[]string{"-mix", "even", "-mix", "even", "-"}, `-mix "even": expected each mix once`},
	} {
		status, _, errs := command(t, traffic(t), row.args...)
		assert.Equal(t, 2, status, row.args)
		assert.Contains(t, errs, row.want)
	}
}

// FuzzReadDecisions checks that what is read is written, and reads back as the same.
func FuzzReadDecisions(f *testing.F) {
	good, err := textOf(append(made("mix even", "", time.Hour, 0, 1, 1e-300), made("each, region \"alone\"", "zeros", 4*time.Hour, math.Pi/4)...))
	require.NoError(f, err)
	f.Add(good)
	f.Add([]byte("\xef\xbb\xbf" + strings.ReplaceAll(string(good), "\n", "\r\n")))
	f.Add([]byte(strings.Join(decisionColumns, ",") + "\na,,,2026-01-05T00:00:00+01:00,24h,1h,p,2026-01-05T00:00:00Z,0x1p-2\n"))
	f.Add([]byte("family,\"stress"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := readDecisions(strings.NewReader(string(data)), "f.csv")
		if err != nil {
			var bad *history.FileError
			require.True(t, errors.As(err, &bad), "%v", err)
			require.NotEmpty(t, bad.Faults)
			return
		}
		text, err := textOf(list)
		require.NoError(t, err)
		again, err := readDecisions(strings.NewReader(string(text)), "f.csv")
		require.NoError(t, err)
		require.Equal(t, list, again)
	})
}

// The README shows what is printed.
func TestReadme(t *testing.T) {
	readme.Check(t, func(args []string) string {
		_, out, errs := command(t, "", args...)
		return out + errs
	})
}
