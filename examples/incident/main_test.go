package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/examples/internal/readme"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

func TestOutput(t *testing.T) {
	var got bytes.Buffer
	require.NoError(t, run(&got))
	const golden = "testdata/incident.golden"
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(golden, got.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), got.String())
}

type full struct{}

var errFull = errors.New("disk full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestHelp(t *testing.T) {
	for _, test := range []struct {
		args []string
		want bool
	}{{nil, false}, {[]string{"-h"}, true}, {[]string{"x", "--help"}, true}, {[]string{"help"}, false}} {
		require.Equal(t, test.want, help(test.args), test.args)
	}
	require.True(t, strings.HasPrefix(usage, "Usage: incident\n"))
	var out, errs bytes.Buffer
	require.Equal(t, 0, start([]string{"-h"}, &out, &errs))
	require.Equal(t, usage, out.String())
	require.Empty(t, errs.String())
}

// It takes nothing, and says so rather than passing it over.
func TestArgumentsAreRefused(t *testing.T) {
	var out, errs bytes.Buffer
	require.Equal(t, 2, start([]string{"-year", "2024"}, &out, &errs))
	require.Empty(t, out.String())
	require.Equal(t, "incident: found \"-year\"; expected nothing (-h says more)\n", errs.String())
	require.Equal(t, 1, start(nil, full{}, &errs))
}

func TestOutputThatCannotBeWritten(t *testing.T) {
	require.ErrorIs(t, run(full{}), errFull)
}

func TestReadme(t *testing.T) {
	readme.Check(t, func([]string) string {
		var got bytes.Buffer
		require.NoError(t, run(&got))
		return got.String()
	})
}
