package history_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// A shift moves every time of a file, in whatever form it is, and nothing else.
func TestShift(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	for _, row := range []struct {
		name, file string
		opt        history.Options
		start      string
		want       []float64
	}{
		{"early", "timestamp_utc,value\n2026-01-05T00:00,4\n2026-01-05T01:00,5\n", history.Options{Shift: 8 * time.Hour}, "2026-01-05T08:00:00Z", []float64{4, 5}},
		{"late, over a new year", "timestamp_utc,value\n2026-01-01T00:00,4\n2026-01-01T01:00,5\n", history.Options{Shift: -3 * time.Hour}, "2025-12-31T21:00:00Z", []float64{4, 5}},
		{"a whole day", "timestamp_utc,value\n2026-01-05T00:00,4\n", history.Options{Shift: history.MaxShift}, "2026-01-06T00:00:00Z", []float64{4}},
		{"quarters of hours that begin at half past", "timestamp_utc,value\n2026-01-05T00:30,1\n2026-01-05T00:45,2\n2026-01-05T01:00,3\n2026-01-05T01:15,6\n", history.Options{Shift: time.Hour}, "2026-01-05T01:00:00Z", []float64{nan, nan}},
		{"the newest first", "timestamp_utc,value\n2026-01-05T01:00,5\n2026-01-05T00:00,4\n", history.Options{Shift: 2 * time.Hour}, "2026-01-05T02:00:00Z", []float64{4, 5}},
		// 02:00 to 03:00 was skipped on the clocks of that zone; the wrong clock showed the hours about it eight hours later.
		{"readings of a clock, over its change", "time,value\n2026-03-29 01:00,4\n2026-03-29 03:00,5\n", history.Options{Location: berlin, Shift: 8 * time.Hour}, "2026-03-29T08:00:00Z", []float64{4, 5}},
		{"Prometheus", matrix(`{"metric":{},"values":[[1767574800,"4"],[1767578400,"5"]]}`), history.Options{Shift: 8 * time.Hour}, "2026-01-05T08:00:00Z", []float64{4, 5}},
		{"CloudWatch", `{"Label":"n","Datapoints":[{"Timestamp":"2026-01-05T00:00:00Z","Sum":4,"Unit":"Count"},{"Timestamp":"2026-01-05T01:00:00Z","Sum":5,"Unit":"Count"}]}`, history.Options{Shift: 8 * time.Hour}, "2026-01-05T08:00:00Z", []float64{4, 5}},
	} {
		t.Run(row.name, func(t *testing.T) {
			list, err := history.Read(t.Context(), strings.NewReader(row.file), "h.csv", row.opt)
			require.NoError(t, err)
			require.Len(t, list, 1)
			assert.Equal(t, row.start, list[0].Start.Format(time.RFC3339))
			equalValues(t, row.want, list[0].Values)
			assert.Equal(t, row.opt.Shift, list[0].Tally.Shift)
			right := row.opt
			right.Shift = 0
			unshifted, err := history.Read(t.Context(), strings.NewReader(row.file), "h.csv", right)
			require.NoError(t, err)
			assert.Equal(t, list[0].Start, unshifted[0].Shifted(row.opt.Shift).Start, "it is the same as a shift afterwards")
		})
	}
}

func TestShiftOfAForecast(t *testing.T) {
	f, err := history.ReadForecast(t.Context(), strings.NewReader("timestamp_utc,value\n2026-01-05T00:00,0.5\n"), "f.csv", "", history.Options{Shift: 8 * time.Hour})
	require.NoError(t, err)
	assert.Equal(t, "2026-01-05T08:00:00Z", f.Span().Start.UTC().Format(time.RFC3339))
}

// Parts of hours are refused, and more than a day; faults of the file show the times that stand there.
func TestShiftRefused(t *testing.T) {
	for _, shift := range []time.Duration{30 * time.Minute, -90 * time.Minute, 25 * time.Hour, -25 * time.Hour} {
		for _, file := range []string{"timestamp_utc,value\n2026-01-05T00:00,4\n", matrix(`{"metric":{},"values":[[1767574800,"4"]]}`), `{"Label":"n","Datapoints":[]}`} {
			_, err := history.Read(t.Context(), strings.NewReader(file), "h.csv", history.Options{Shift: shift})
			assert.ErrorContains(t, err, "expected whole hours from -24h to 24h")
		}
	}
	_, err := history.ReadCSV(t.Context(), strings.NewReader("timestamp_utc,value\n2026-01-05T00:00,4\n2026-01-05T00:00,4\n"), "h.csv", history.Options{Shift: 8 * time.Hour})
	assert.ErrorContains(t, err, "2026-01-05T00:00:00Z was given already")
	list, err := history.ReadCSV(t.Context(), strings.NewReader("timestamp_utc,value\n2200-12-31T23:00,4\n"), "h.csv", history.Options{Shift: 8 * time.Hour})
	require.NoError(t, err)
	assert.ErrorContains(t, list[0].Check(), "a whole minute in the years 1973 to 2200", "what a learner checks first")
}
