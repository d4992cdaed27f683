package commandline_test

import (
	"errors"
	"flag"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/examples/internal/commandline"
	"github.com/quietwindow/quietwindow/scheduler"
)

// FuzzParse checks that every command line is read to its end, and that what is wrong with one is told as faults.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "a\n-days\n-3\nb\n--json\n-", "-days=5\n--\n-json", "-=\n---x\n-", "-at\n2027-02-30T00:00:00Z\n-out", "-h", "-odd=\"\n-json=x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		args := strings.Split(text, "\n")
		rest, err := commandline.Parse(options(), args)
		var faults scheduler.FieldErrors
		require.True(t, err == nil || errors.Is(err, flag.ErrHelp) || errors.As(err, &faults), "%v", err)
		require.LessOrEqual(t, len(rest)+len(faults), len(args))
		for _, fault := range faults {
			require.NotEmpty(t, fault.Path)
			require.NotEmpty(t, fault.Expected)
		}
		at, err := commandline.Instant(text)
		require.Equal(t, err == nil, err == nil && !at.IsZero())
	})
}
