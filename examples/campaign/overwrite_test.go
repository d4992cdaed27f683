package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/export"
)

// Every output over a plan, somebody's text and somebody's JSON: what is there stays, byte by byte, unless
// -force is given; over nothing, and over what the output itself has written, it is written.
func TestNothingIsLost(t *testing.T) {
	plan, err := os.ReadFile("testdata/moves.json")
	require.NoError(t, err)
	recurring := []string{"-recurring"}
	campaign := []string{"testdata/moves.json"}
	type output struct {
		flag string
		args []string
	}
	list := []output{{"-html=FILE", campaign}, {"-export=ical=FILE", campaign}}
	for _, format := range export.RecurringFormats() {
		list = append(list, output{"-export=" + format + "=FILE", recurring})
	}
	for _, o := range list {
		file := filepath.Join(t.TempDir(), "mine.txt")
		write := func(more ...string) (int, string) {
			var stdout, stderr bytes.Buffer
			args := append(append(more, strings.Replace(o.flag, "FILE", file, 1)), o.args...)
			status := run(args, nil, &stdout, &stderr, clock)
			return status, stderr.String()
		}
		for _, there := range [][]byte{plan, []byte("Do not lose this.\n"), []byte(`{"mine": [1]}`)} {
			require.NoError(t, os.WriteFile(file, there, 0o644))
			status, said := write()
			require.Equal(t, statusInvalid, status, o.flag)
			require.Contains(t, said, "-force replaces it", o.flag)
			after, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Equal(t, there, after, o.flag)
		}
		status, said := write("-force")
		require.Equal(t, statusFound, status, said)
		status, said = write() // over its own
		require.Equal(t, statusFound, status, o.flag+": "+said)
	}
	// A name that ends in .json is for JSON, whatever -force says.
	var stdout, stderr bytes.Buffer
	page := filepath.Join(t.TempDir(), "plan.json")
	require.Equal(t, statusInvalid, run([]string{"-force", "-html", page, "testdata/moves.json"}, nil, &stdout, &stderr, clock))
	require.NoFileExists(t, page)
}
