package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/export"
)

// What a refusal tells to add is enough for every format.
func TestNeeds(t *testing.T) {
	for _, f := range export.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			args := []string{"-export", f.Name, "-from", "2026-12-01T00:00:00Z", "testdata/small.json"}
			if run(args, nil, &stdout, &stderr, earlier, "") == statusFound {
				require.NotEmpty(t, stdout.String())
				return
			}
			_, hint, found := bytes.Cut(stderr.Bytes(), []byte("add -export-options options.json:\n\n"))
			require.True(t, found, stderr.String())
			file := filepath.Join(t.TempDir(), "options.json")
			require.NoError(t, os.WriteFile(file, hint, 0o600))
			stderr.Reset()
			require.Equal(t, statusFound, run(append(args, "-export-options", file), nil, &stdout, &stderr, earlier, ""), stderr.String())
			require.NotEmpty(t, stdout.String())
		})
	}
}

// A plan with an id gives a UID that stays when the window moves.
func TestUIDStays(t *testing.T) {
	text, err := os.ReadFile("testdata/small.json")
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "plan.json")
	require.NoError(t, os.WriteFile(file, bytes.Replace(text, []byte("{"), []byte(`{"id": "billing-2027",`), 1), 0o600))
	for _, from := range []string{"2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"} {
		var stdout, stderr bytes.Buffer
		require.Equal(t, statusFound, run([]string{"-export", "ical", "-from", from, "-days", "30", file}, nil, &stdout, &stderr, earlier, ""), stderr.String())
		require.Contains(t, stdout.String(), "UID:"+export.TaskID("billing-2027")+"-1@")
	}
}
