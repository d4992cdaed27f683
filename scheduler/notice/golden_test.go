package notice_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

// golden compares with testdata/name, or writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), string(got), "go test ./scheduler/notice -update writes %s", path)
}

// documented has every kind of notice.
func documented(t *testing.T) *notice.Timetable {
	t.Helper()
	planner, req, s := friday(t)
	req.Notice.AtLeast = 168 * time.Hour
	policy, opts := full()
	policy.Updates = 2 * time.Hour
	table, err := notice.Plan(t.Context(), planner, req, s, policy, opts)
	require.NoError(t, err)
	return table
}

// late is announced on the day before, and has what is hostile in every name.
func late(t *testing.T) *notice.Timetable {
	t.Helper()
	planner, err := scheduler.New(
		region(t, "<script>alert(1)</script> & *Söhne*", 10, "Europe/Berlin"),
		region(t, "1. [a](http://b) | `c`\n\x1b[31m", 20, "Australia/Lord_Howe"),
		region(t, "- San Diego", 5, "Etc/GMT+8"))
	require.NoError(t, err)
	_, req := threeRegions(t)
	req.Overrun, req.Rollback, req.KeepClear = nil, 0, 0
	req.Duration = 20 * time.Hour
	req.AllowWorkingDays = true
	s := only(t, planner, req, "2026-12-05T05:00:00Z")
	req.Notice = scheduler.Notice{Announced: at(t, "2026-12-04T12:00:00Z")}
	table, err := notice.Plan(t.Context(), planner, req, s, notice.Policy{Reminders: []time.Duration{48 * time.Hour, time.Hour}},
		notice.Options{Service: "*R&D* <Cloud>", Link: "https://example.com/?a=<b>&c=*d*", Contact: `"ops" <ops@example.com>`})
	require.NoError(t, err)
	return table
}

func TestWriters(t *testing.T) {
	for name, table := range map[string]*notice.Timetable{"documented": documented(t), "late": late(t)} {
		for form, write := range map[string]func(*bytes.Buffer) error{
			"txt":  func(b *bytes.Buffer) error { return table.WriteText(b) },
			"md":   func(b *bytes.Buffer) error { return table.WriteMarkdown(b) },
			"html": func(b *bytes.Buffer) error { return table.WriteHTML(b) },
			"json": func(b *bytes.Buffer) error { return table.WriteJSON(b) },
		} {
			t.Run(name+"."+form, func(t *testing.T) {
				var b bytes.Buffer
				require.NoError(t, write(&b))
				golden(t, name+"."+form, b.Bytes())
			})
		}
	}
}
