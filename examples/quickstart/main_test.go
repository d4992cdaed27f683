package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/examples/internal/readme"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

// The program is run as it is, with its standard output in a file.
func TestOutput(t *testing.T) {
	out, err := os.Create(filepath.Join(t.TempDir(), "stdout"))
	require.NoError(t, err)
	stdout := os.Stdout
	os.Stdout = out
	main()
	os.Stdout = stdout
	require.NoError(t, out.Close())
	got, err := os.ReadFile(out.Name())
	require.NoError(t, err)

	const golden = "testdata/quickstart.golden"
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(golden, got, 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), string(got))
}

func TestFolderReadme(t *testing.T) {
	readme.Check(t, func([]string) string {
		printed, err := os.ReadFile("testdata/quickstart.golden")
		require.NoError(t, err)
		return string(printed)
	})
}

// The README shows this program and what it prints, to the letter.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	for _, name := range []string{"main.go", "testdata/quickstart.golden"} {
		shown, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Contains(t, string(readme), "\n"+string(shown)+"```\n", name)
	}
}

func TestHelp(t *testing.T) {
	for _, test := range []struct {
		args          []string
		help, refused bool
	}{{nil, false, false}, {[]string{"-h"}, true, true}, {[]string{"--help"}, true, true}, {[]string{"-test.v"}, false, false}, {[]string{"x"}, false, true}, {[]string{"-x", "-h"}, false, true}} {
		require.Equal(t, test.help, help(test.args), test.args)
		require.Equal(t, test.refused, refused(test.args), test.args)
	}
}
