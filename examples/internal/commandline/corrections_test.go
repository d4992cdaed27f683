package commandline_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/examples/internal/commandline"
)

// Every fault of the file is one of the command line, on a line of its own.
func TestCorrections(t *testing.T) {
	t.Chdir(t.TempDir())
	const heading = "code,date,op,name,scope,source\n"
	require.NoError(t, os.Mkdir("folder", 0o755))
	require.NoError(t, os.WriteFile("bad.csv", []byte(heading+"XX,2027-02-30,off,a,,\nDE,yearly 02-30,foo,,,\n"), 0o644))
	require.NoError(t, os.WriteFile("empty.csv", nil, 0o644))
	require.NoError(t, os.WriteFile(filepath.Join("folder", "good.csv"), []byte(heading+"DE,2026-12-24,off,Christmas Eve,,\n"), 0o644))
	for file, want := range map[string]string{
		"bad.csv": "4 problems:\n" +
			"  -corrections: bad.csv, line 2, code: found \"XX\"; expected an ISO 3166 code such as XK, AX, CX or MX\n" +
			"  -corrections: bad.csv, line 2, date: found \"2027-02-30\"; expected a day that exists\n" +
			"  -corrections: bad.csv, line 3, date: found \"yearly 02-30\"; expected a day that exists\n" +
			"  -corrections: bad.csv, line 3, op: found \"foo\"; expected off, not or work",
		"empty.csv": "-corrections: empty.csv, line 1: found no heading; expected the heading code,date,op,name,scope,source",
		"none.csv":  "-corrections: found \"none.csv\"; expected a file of corrections that can be read (no such file or directory)",
		"folder":    "-corrections: found \"folder\"; expected a file of corrections that can be read (is a directory)",
	} {
		_, err := commandline.Corrections(file)
		require.EqualError(t, err, want)
	}
	_, err := commandline.Corrections("bad.csv")
	var code *national.CodeError
	require.True(t, errors.As(err, &code))
	c, err := commandline.Corrections("folder/good.csv")
	require.NoError(t, err)
	_, err = c.For("DE")
	require.NoError(t, err)
}
