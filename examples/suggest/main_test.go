package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

var (
	update   = flag.Bool("update", false, "write what comes out to testdata")
	thorough = flag.Bool("thorough", false, "every output over every kind of file, not an eighth of them")
)

// clock is the fixed time of the tests.
func clock() time.Time { return time.Date(2026, 10, 20, 12, 34, 56, 789, time.UTC) }

// golden compares with testdata/name, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), got, "go test ./examples/suggest -update writes %s", path)
}

// The inputs are in testdata, beside what is to come out.
func TestRun(t *testing.T) {
	const small, full, wrong, crew = "testdata/small.json", "testdata/no-window.json", "testdata/wrong.json", "testdata/crew.json"
	text, err := os.ReadFile(small)
	require.NoError(t, err)
	for _, test := range []struct {
		name   string
		args   []string
		stdin  string
		status int
	}{
		{name: "built-in", status: 0},
		{name: "built-in-json", args: []string{"-json", "-at", "2027-02-16T20:00:00-05:00"}, status: 0},
		{name: "built-in-now", args: []string{"-from", "now", "-days", "60"}, status: 0},
		{name: "help", args: []string{"-h"}, status: 0},
		{name: "file", args: []string{small}, status: 0},
		{name: "file", args: []string{"--", small}, status: 0},
		{name: "file-json", args: []string{small, "-json"}, status: 0},
		{name: "stdin", args: []string{"-"}, stdin: string(text), status: 0},
		{name: "at", args: []string{"--at", "2026-12-09T20:00:00-08:00", "--at=2026-12-05T06:00:01Z", small}, status: 0},
		{name: "from-to", args: []string{"-from", "2026-12-07T00:00:00Z", "-to", "2026-12-14T00:00:00Z", small}, status: 0},
		{name: "ics", args: []string{"testdata/ics.json"}, status: 0},
		{name: "candidates", args: []string{"testdata/candidates.json", "-at", "2026-12-06T12:00:00Z"}, status: 0},
		{name: "crew", args: []string{crew}, status: 0},
		{name: "crew-json", args: []string{"-json", "-at", "2026-11-01T03:00:00Z", crew}, status: 0},
		{name: "robust", args: []string{"-robust", small}, status: 0},
		{name: "map", args: []string{"-map", "-from", "2026-10-22T22:00:00Z", crew}, status: 0},
		{name: "md", args: []string{"-md", "OUT/report.md", crew}, status: 0},
		{name: "md-stdout", args: []string{"-md", "-", small}, status: 0},
		{name: "notices", args: []string{"-notices=OUT/notices.md", small}, status: 0},
		{name: "notices-text", args: []string{"-notices", "OUT/notices.txt", "-from", "2026-10-22T22:00:00Z", crew}, status: 0},
		{name: "notices-html", args: []string{"-notices", "OUT/notices.HTML", small}, status: 0},
		{name: "notices-json", args: []string{"-notices", "OUT/notices.json", small}, status: 0},
		{name: "export", args: []string{"-export", "ical=OUT/window.ics", "-export", "grafana-mute-timing=OUT/mute.json", crew}, status: 0},
		{name: "export-options", args: []string{"-export", "datadog=-", "-export-options", "testdata/options.json", "-from", "now", "-days", "60"}, status: 0},
		{name: "export-silence", args: []string{"-export", "alertmanager-silence=-", "-export-options", "testdata/options.json", "-from", "now", "-days", "60"}, status: 0},
		{name: "export-refused", args: []string{"-export", "datadog=OUT/a", "-export", "ical=OUT/b", crew}, status: 2},
		{name: "export-wrong-options", args: []string{"-export", "ical=OUT/a", "-export-options", small, crew}, status: 2},
		{name: "no-window-files", args: []string{"-md", "OUT/a.md", "-html", "OUT/a.html", "-notices", "OUT/a.txt", "-export", "ical=OUT/a.ics", full}, status: 1},
		{name: "wrong-outputs", args: []string{"-md", "-", "-html", "-", "-notices", "OUT/a", "-export", "ical=OUT/./a", "-export", "fax=OUT/b", "-export", "ical=", "-map", "-json", "-robust=yes", "-export-options=-"}, status: 2},
		{name: "no-window", args: []string{full}, status: 1},
		{name: "no-window-map", args: []string{"-map", full}, status: 1},
		{name: "no-window-json", args: []string{"-json", full}, status: 1},
		{name: "no-window-at", args: []string{"-at", "2026-12-02T12:00:00Z", full}, status: 1},
		{name: "no-window-at-json", args: []string{"-json", "-at", "2026-12-02T12:00:00Z", full}, status: 1},
		{name: "wrong-plan", args: []string{wrong}, status: 2},
		{name: "wrong-plan-json", args: []string{"-json", wrong}, status: 2},
		{name: "empty-stdin", args: []string{"-"}, status: 2},
		{name: "no-file", args: []string{"testdata/none.json"}, status: 2},
		{name: "folder", args: []string{"testdata"}, status: 2},
		{name: "at-outside", args: []string{"-at", "2030-01-01T00:00:00Z", small}, status: 2},
		{name: "wrong-flags", args: []string{"-from", "yesterday", "-to", "2026-12-14", "-days", "0", "-at", "-bogus", "-days=3", small, "more.json", "", "-json=no", "-to"}, status: 2},
		{name: "wrong-flags-json", args: []string{"-at", "2026-12-14T25:00:00Z", "-bogus", "--json"}, status: 2},
		{name: "to-before-from", args: []string{"-from", "2026-12-14T00:00:00Z", "-to", "2026-12-07T00:00:00Z", small}, status: 2},
		{name: "empty-name", args: []string{""}, status: 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			out := t.TempDir()
			var args []string
			for _, arg := range test.args {
				args = append(args, strings.ReplaceAll(arg, "OUT", out))
			}
			status := run(args, strings.NewReader(test.stdin), &stdout, &stderr, clock, "2026a")
			require.Equal(t, test.status, status, stderr.String())
			text := "exit status " + string(rune('0'+status)) + "\n--- stdout\n" + stdout.String() + "--- stderr\n" + stderr.String() + contents(t, out)
			golden(t, test.name+".golden", strings.ReplaceAll(text, out, "OUT"))
		})
	}
}

// contents returns the files in a folder, in the order of their names.
func contents(t *testing.T, folder string) string {
	t.Helper()
	list, err := os.ReadDir(folder)
	require.NoError(t, err)
	all := ""
	for _, f := range list {
		text, err := os.ReadFile(filepath.Join(folder, f.Name()))
		require.NoError(t, err)
		all += "--- " + f.Name() + "\n" + string(text)
	}
	return all
}

// With -json there is one JSON document on standard output whatever happens, and nothing else.
func TestJSONOnly(t *testing.T) {
	for _, test := range []struct {
		args []string
		into any
	}{
		{[]string{"-json"}, &document.Result{}},
		{[]string{"-json", "-robust", "testdata/crew.json"}, &document.Result{}},
		{[]string{"-json", "-html", filepath.Join(t.TempDir(), "a.html"), "testdata/crew.json"}, &report.DecisionDocument{}},
		{[]string{"-json", "testdata/no-window.json"}, &document.ErrorResult{}},
		{[]string{"-json", "testdata/wrong.json"}, &document.ErrorResult{}},
		{[]string{"-bogus", "-json"}, &document.ErrorResult{}},
	} {
		var stdout, stderr bytes.Buffer
		run(test.args, nil, &stdout, &stderr, clock, "2026a")
		dec := json.NewDecoder(&stdout)
		dec.DisallowUnknownFields()
		require.NoError(t, dec.Decode(test.into))
		_, err := dec.Token()
		require.ErrorIs(t, err, io.EOF)
		require.Empty(t, stderr.String())
	}
}

// The plan that is built in answers whenever it is asked, also on the last days that its holidays are
// known for.
func TestBuiltInPlanStaysUseful(t *testing.T) {
	for day := time.Date(2026, 7, 1, 9, 0, 0, 0, time.UTC); day.Year() < 2035; day = day.AddDate(0, 0, 25) {
		plan, err := planfile.Read(t.Context(), bytes.NewReader(builtIn), planfile.Options{From: day, Days: 60})
		require.NoError(t, err, day)
		d, err := decision.Make(t.Context(), plan, decision.Want{})
		require.NoError(t, err, day)
		require.GreaterOrEqual(t, len(d.Result.Suggestions), 2, day)
	}
}

// full is a standard output that nobody reads.
type full struct{}

var errClosed = errors.New("closed pipe")

func (full) Write([]byte) (int, error) { return 0, errClosed }

func TestAnswerThatCannotBeWritten(t *testing.T) {
	for _, args := range [][]string{nil, {"-json"}, {"-h"}, {"-json", "testdata/no-window.json"}} {
		var stderr bytes.Buffer
		require.Equal(t, 3, run(args, nil, full{}, &stderr, clock, "2026a"))
		require.Contains(t, stderr.String(), "closed pipe")
	}
	require.Equal(t, 3, run([]string{"testdata/wrong.json"}, nil, io.Discard, full{}, clock, "2026a"))
}

// Errors other than those of a plan are not renamed.
func TestRenamed(t *testing.T) {
	require.Equal(t, errClosed, renamed(errClosed))
	faults := scheduler.FieldErrors{{Path: "starts[0]", Value: "x", Expected: "y"}}
	require.EqualError(t, renamed(faults), `-at: found "x"; expected y`)
	require.Equal(t, "starts[0]", faults[0].Path)
}
