package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestOutput(t *testing.T) {
	tests := []struct {
		golden string
		status int
		args   string
		stdin  string
	}{
		{"customers", 1, "-tier gold=business:5 -tier free=consumer customers.csv", ""},
		{"plan", 0, "-plan testdata/plan.json -", "country,seats\nJP,3\nUK,2\n"},
		{"shares", 0, "-shares testdata/shares.csv -", "country,state,seats\nUS,,100\nUS,HI,5\n"},
		{"few-lines", 1, "-lines 1 customers.csv", ""},
		{"help", 0, "-h", ""},
		{"no-table", 2, "", ""},
		{"two-tables", 2, "customers.csv customers.csv", ""},
		{"no-file", 2, "nowhere.csv", ""},
		{"wrong-rows", 2, "-", "country,seats\nJP\nJP,-2\n"},
		{"wrong-columns", 2, "-", "id,country,iso3\n1,JP,JPN\n"},
		{"none-placed", 2, "-", "country\nAtlantis\n"},
		{"wrong-tier", 2, "-tier gold -", ""},
		{"wrong-weight", 2, "-tier gold=business:0.00001 -", "country\nJP\n"},
		{"wrong-shares", 2, "-shares testdata/wrong-shares.csv -", "country\nJP\n"},
		{"wrong-shares-table", 2, "-shares customers.csv -", "country\nJP\n"},
		{"wrong-plan", 2, "-plan customers.csv -", "country\nJP\n"},
	}
	for _, tt := range tests {
		t.Run(tt.golden, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			status := run(strings.Fields(tt.args), strings.NewReader(tt.stdin), &stdout, &stderr)
			require.Equal(t, tt.status, status, stderr.String())
			got := stdout.String() + stderr.String()
			path := filepath.Join("testdata", tt.golden+".golden")
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, string(want), got)
		})
	}
}

// What is written is a plan, with as many customers as were placed.
func TestPlanIsReadBack(t *testing.T) {
	var stdout, stderr bytes.Buffer
	require.Equal(t, statusSomeNot, run([]string{"customers.csv"}, nil, &stdout, &stderr))
	plan, err := planfile.Parse(t.Context(), stdout.Bytes(), planfile.Options{From: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Days: 30})
	require.NoError(t, err)
	total := int64(0)
	for _, r := range plan.Planner.Regions() {
		total += r.Customers
	}
	require.Equal(t, int64(3719-13), total)
}

// Nothing is written over but an empty file, unless -force is given.
func TestNothingIsLost(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plan.json")
	write := func(more ...string) int {
		var stdout, stderr bytes.Buffer
		return run(append(more, "-out", file, "-"), strings.NewReader("country\nJP\n"), &stdout, &stderr)
	}
	require.Equal(t, statusPlaced, write())
	first, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Contains(t, string(first), `"JP"`)

	require.NoError(t, os.WriteFile(file, []byte("my notes"), 0o600))
	require.Equal(t, statusWrong, write())
	kept, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, "my notes", string(kept))

	require.NoError(t, os.WriteFile(file, first, 0o600))
	require.Equal(t, statusWrong, write(), "a plan is somebody's work")
	require.Equal(t, statusPlaced, write("-force"))

	require.Equal(t, statusUnwritten, run([]string{"-out", filepath.Join(file, "below"), "-"}, strings.NewReader("country\nJP\n"), &bytes.Buffer{}, &bytes.Buffer{}))
}

// The folder's README shows what the program says of the table beside it.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	golden, err := os.ReadFile("testdata/customers.golden")
	require.NoError(t, err)
	require.Contains(t, string(readme), "```\n$ go run ./examples/regions -tier gold=business:5 -tier free=consumer examples/regions/customers.csv\n"+string(golden)+"```\n")
}
