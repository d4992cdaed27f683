package report_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
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
	require.Equal(t, string(want), string(got), "go test ./scheduler/report -update writes %s", path)
}

func faults() scheduler.FieldErrors {
	_, err := scheduler.New(scheduler.Region{Customers: -1}, scheduler.Region{Name: "a", Customers: 1})
	var list scheduler.FieldErrors
	errors.As(err, &list)
	return list
}

func TestText(t *testing.T) {
	for _, test := range []struct {
		name string
		opts report.TextOptions
		res  *scheduler.Result
	}{
		{"documented.golden", report.TextOptions{}, documented(t)},
		{"documented_short.golden", report.TextOptions{Details: 2, Rows: 1}, documented(t)},
		{"documented_all.golden", report.TextOptions{Details: -1, Rows: -1}, documented(t)},
		{"odd.golden", report.TextOptions{Details: 7}, odd(t)},
		{"empty.golden", report.TextOptions{}, &scheduler.Result{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, report.Text(&b, test.res, test.opts))
			golden(t, test.name, b.Bytes())
		})
	}
}

func TestErrorText(t *testing.T) {
	for _, test := range []struct {
		name string
		err  error
	}{
		{"no_window_blocked.golden", workingWeek(t)},
		{"no_window_short.golden", twentyHours(t)},
		{"no_window_grid.golden", noMidnight(t)},
		{"no_window_bare.golden", &scheduler.NoWindowError{}},
		{"faults.golden", faults()},
		{"fault.golden", &scheduler.FieldError{Path: "a\x1b", Value: "x\n", Expected: "a name"}},
		{"failed.golden", errors.New("the disk is\nfull")},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, report.ErrorText(&b, test.err, report.TextOptions{}))
			golden(t, test.name, b.Bytes())
		})
	}
}

func TestJSON(t *testing.T) {
	for _, test := range []struct {
		name string
		res  *scheduler.Result
	}{
		{"documented.json", documented(t)},
		{"odd.json", odd(t)},
		{"empty.json", &scheduler.Result{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, document.JSON(&b, test.res))
			golden(t, test.name, b.Bytes())
		})
	}
}

func TestErrorJSON(t *testing.T) {
	for _, test := range []struct {
		name string
		err  error
	}{
		{"no_window_blocked.json", workingWeek(t)},
		{"no_window_short.json", twentyHours(t)},
		{"no_window_bare.json", &scheduler.NoWindowError{}},
		{"faults.json", faults()},
		{"failed.json", errors.New("the disk is\nfull")},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			require.NoError(t, document.ErrorJSON(&b, test.err))
			golden(t, test.name, b.Bytes())
		})
	}
}
