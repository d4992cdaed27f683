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
)

var update = flag.Bool("update", false, "write the golden files anew")

func clock() time.Time { return time.Date(2027, 2, 13, 9, 0, 0, 1, time.UTC) }

func TestOutput(t *testing.T) {
	tests := []struct {
		golden string
		status int
		args   string
	}{
		{"now", statusOpen, "testdata/plan.json"},
		{"quiet", statusOpen, "-below 0.12 -at 2027-02-13T09:15:00Z testdata/plan.json"},
		{"busy", statusClosed, "-below 0.12 -at 2027-02-13T16:00:00Z testdata/plan.json"},
		{"blocked", statusClosed, "-at 2027-02-09T20:00:00+01:00 testdata/plan.json"},
		{"too-short", statusClosed, "-at 2027-02-13T21:30:00Z -lasting 1h testdata/plan.json"},
		{"never-again", statusClosed, "-below 0.001 -at 2027-02-13T16:00:00Z testdata/plan.json"},
		{"to-the-end", statusOpen, "-at 2027-02-14T09:00:00Z testdata/plan.json"},
		{"other-search", statusOpen, "-from 2027-02-20T00:00:00Z -days 2 -at 2027-02-20T09:00:00Z testdata/plan.json"},
		{"help", 0, "-h"},
		{"outside", statusWrong, "-at 2027-06-01T00:00:00Z testdata/plan.json"},
		{"no-plan", statusWrong, ""},
		{"no-file", statusWrong, "nowhere.json"},
		{"wrong-plan", statusWrong, "main_test.go"},
		{"wrong-time", statusWrong, "-at tomorrow testdata/plan.json"},
		{"wrong-share", statusWrong, "-below 12 testdata/plan.json"},
	}
	for _, tt := range tests {
		t.Run(tt.golden, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			status := run(strings.Fields(tt.args), &stdout, &stderr, clock)
			got := stdout.String() + stderr.String()
			path := filepath.Join("testdata", tt.golden+".golden")
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, string(want), got)
			require.Equal(t, tt.status, status, got)
			require.True(t, (stdout.Len() > 0) != (stderr.Len() > 0), "output and errors do not mix")
		})
	}
}

// The README shows what the program prints.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	for _, golden := range []string{"quiet", "busy", "outside"} {
		printed, err := os.ReadFile(filepath.Join("testdata", golden+".golden"))
		require.NoError(t, err)
		require.Contains(t, string(text), string(printed))
	}
}
