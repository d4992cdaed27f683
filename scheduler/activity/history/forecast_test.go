package history_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

func TestReadForecast(t *testing.T) {
	const file = "timestamp_utc,region,value\n2026-01-05T00:00,eu,0.5\n2026-01-05T00:00,us,0.1\n2026-01-05T01:00,eu,1\n"
	f, err := history.ReadForecast(t.Context(), strings.NewReader(file), "f.csv", "eu", history.Options{})
	require.NoError(t, err)
	assert.Equal(t, "[2026-01-05T00:00:00Z, 2026-01-05T02:00:00Z)", f.Span().String())
	v, ok := f.Share(time.Date(2026, 1, 5, 1, 30, 0, 0, time.UTC))
	assert.True(t, ok)
	assert.InDelta(t, 1, v, 0)
	for _, tc := range []struct{ name, file, series, want string }{
		{"several", file, "", `f.csv: the file holds 2 series, the first "eu" and "us"; name the one wanted`},
		{"unknown", file, "ap", `there is no series "ap"`},
		{"more than 1", "timestamp_utc,value\n2026-01-05T00:00,1.5\n", "", "f.csv: the hour of 2026-01-05T00:00:00Z: found 1.5, expected a share from 0 to 1"},
		{"gap", "timestamp_utc,value\n2026-01-05T00:00,1\n2026-01-05T02:00,1\n", "", "the hour of 2026-01-05T01:00:00Z is missing; a forecast has no gaps"},
		{"too long", "timestamp_utc,value\n2026-01-05T00:00,1\n2036-01-05T02:00,1\n", "", "more than"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := history.ReadForecast(t.Context(), strings.NewReader(tc.file), "f.csv", tc.series, history.Options{})
			assert.ErrorContains(t, err, tc.want)
		})
	}
}
