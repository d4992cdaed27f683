package export_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/export"
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
	require.Equal(t, string(want), string(got), "go test ./scheduler/export -update writes %s", path)
}

func TestFormats(t *testing.T) {
	for _, f := range export.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			out, err := export.Export(f.Name, upgrade())
			require.NoError(t, err)
			require.Equal(t, f, out.Format)
			golden(t, f.Name+f.Extension, out.Bytes())
			notes, err := json.MarshalIndent(out.Notes, "", "  ")
			require.NoError(t, err)
			golden(t, f.Name+".notes.json", append(notes, '\n'))

			again, err := export.Export(f.Name, upgrade())
			require.NoError(t, err)
			require.Equal(t, out, again)
		})
	}
}
