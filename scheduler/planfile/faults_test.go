package planfile_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// base is a sound plan that uses nearly every key. The tables below replace one part of it.
var base = func() string {
	data, err := os.ReadFile("testdata/every_key.json")
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(data))
}()

func TestBaseIsSound(t *testing.T) {
	_, err := planfile.Parse(t.Context(), []byte(base), planfile.Options{})
	require.NoError(t, err)
}

// edited returns the base plan with one part replaced.
func edited(t testing.TB, old, replacement string) []byte {
	t.Helper()
	require.Equal(t, 1, strings.Count(base, old), "%s is once in the base plan", old)
	return []byte(strings.Replace(base, old, replacement, 1))
}

type fault struct{ name, old, replacement, want string }

func testFaults(t *testing.T, faults []fault) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			plan, err := planfile.Parse(t.Context(), edited(t, f.old, f.replacement), planfile.Options{})
			require.Nil(t, plan)
			var all scheduler.FieldErrors
			require.True(t, errors.As(err, &all))
			require.Equal(t, f.want, err.Error())
		})
	}
}
