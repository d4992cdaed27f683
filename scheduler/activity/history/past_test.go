package history_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

func TestReadPast(t *testing.T) {
	set, err := history.ReadPast(t.Context(), strings.NewReader("start;end;name\n2026-03-04T20:00:00Z;2026-03-04T22:00:00Z;b\n2026-02-25T21:00:00+01:00;2026-02-25T23:00:00+01:00;a\n"), "past.csv")
	require.NoError(t, err)
	assert.Equal(t, "{[2026-02-25T20:00:00Z, 2026-02-25T22:00:00Z) [2026-03-04T20:00:00Z, 2026-03-04T22:00:00Z)}", set.String())
	for _, tc := range []struct{ name, file, want string }{
		{"no header", "", "past.csv: the file is empty"},
		{"other columns", "from,to\n", `past.csv:1: no columns start and end; found "from, to"`},
		{"a time", "start,end\nsoon,2026-02-25T23:00:00Z\n", `past.csv:2: start: time "soon"`},
		{"both times", "start,end\nsoon,later\n", `past.csv:2: end: time "later"`},
		{"no zone", "start,end\n2026-02-25T23:00:00,2026-02-25T23:30:00Z\n", "it has no zone"},
		{"turned", "start,end\n2026-02-25T23:00:00Z,2026-02-25T22:00:00Z\n", `end "2026-02-25T22:00:00Z": expected a time after start (2026-02-25T23:00:00Z), at most 31 days after it`},
		{"too long", "start,end\n2026-02-25T23:00:00Z,2027-02-25T22:00:00Z\n", "at most 31 days"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := history.ReadPast(t.Context(), strings.NewReader(tc.file), "past.csv")
			assert.ErrorContains(t, err, tc.want)
		})
	}
}

// The list of past maintenance that the audit reads is one.
func TestReadPastOfAnAudit(t *testing.T) {
	f, err := os.Open("../../../examples/audit/past.csv")
	require.NoError(t, err)
	defer f.Close()
	set, err := history.ReadPast(t.Context(), f, "past.csv")
	require.NoError(t, err)
	assert.NotZero(t, set.Len())
}
