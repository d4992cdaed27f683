package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shops writes eleven weeks of regions in UTC, half as busy on Sundays: quietest at 03:00, and each week that much
// later.
func shops(t *testing.T, name string, later float64, regions ...string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("timestamp_utc,region,time_zone,country,value\n")
	start := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	for i := range 11 * 168 {
		at := start.Add(time.Duration(i) * time.Hour)
		for k, r := range regions {
			v := 110 - 100*math.Cos(2*math.Pi*(float64(at.Hour()-3)-later*float64(i/168))/24) + float64(i*7919%(23+k))
			if at.Weekday() == time.Sunday {
				v /= 2
			}
			fmt.Fprintf(&b, "%s,%s,UTC,GB,%.1f\n", at.Format("2006-01-02T15:04Z"), r, v)
		}
	}
	file := filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(file, []byte(b.String()), 0o600))
	return file
}

// The files at odd places make one half, those at even places the other, and no family is in both.
func TestHalves(t *testing.T) {
	first, second := shops(t, "first.csv", 0, "a", "b"), shops(t, "second.csv", 0.7, "c")
	args := []string{"-halves", "-window", "1h", "-horizon", "168h", "-mix", "alone", "-mix", "a=1,b=3", "-mix", "even", first, second}
	status, out, errs := command(t, "", args...)
	require.Equal(t, 0, status, errs)
	for _, want := range []string{
		"- first half: first, each region alone; first, all mixes together\n- second half: second, each region alone; second, mix even\n",
		"| constant | tried | shipped | first half | second half |\n",
		"| Decay | 0, 0.1, 0.25, 0.4 | 0.25 | 0 | 0.4 |\n",
		"| OutlierSpread | 4, 6, 9 | 6 | ",
		"| first, all mixes together | 7 days | as it was | 0.0",
		"| second, mix even | 7 days | own maintenance on four Wednesdays | 0.0",
	} {
		assert.Contains(t, out, want)
	}
	_, shipped, _ := strings.Cut(out, "| second, mix even | 7 days | as it was | ")
	_, spoilt, _ := strings.Cut(out, "| second, mix even | 7 days | zeros in the last week | ")
	assert.NotEqual(t, shipped[:6], spoilt[:6], "a spoilt history is learned from anew")
	assert.Equal(t, 4*6, strings.Count(out, "| 7 days | "), "a row for every family, as it was and under five stresses")
	for _, half := range []string{"first half", "second half"} {
		assert.Contains(t, errs, "backtest: "+half+": Decay 0, SeasonTrust 0, HolidayStrength 0, LevelDecay 0, EvenWeeks 1, OutlierSpread 6: 0.", "it begins with the plainest learner")
	}
	_, again, _ := command(t, "", args...)
	assert.Equal(t, out, again, "equal input gives equal output")
}

func TestHalvesRefused(t *testing.T) {
	first, second := shops(t, "first.csv", 0, "a", "b"), shops(t, "second.csv", 0.7, "c")
	for _, tc := range []struct {
		args []string
		want string
	}{
		{[]string{"-halves", first}, "-halves: expected at least two files, found 1"},
		{[]string{"-halves", "-json", first, second}, "-halves with -stress, -json or -svg"},
		{[]string{"-halves", "-mix", "a=1,c=1", first, second}, `-mix "a=1,c=1": expected "alone", "even", or REGION=SHARE,... with regions that one of the files has`},
		{[]string{"-halves", first, "nowhere.csv"}, "nowhere.csv"},
		{[]string{first, second}, "expected one file, found 2"},
	} {
		status, _, errs := command(t, "", tc.args...)
		assert.Equal(t, 2, status)
		assert.Contains(t, errs, tc.want)
	}
}
