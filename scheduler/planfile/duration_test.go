package planfile_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// rollback reads a plan whose rollback takes so long.
func rollback(t *testing.T, text string) time.Duration {
	t.Helper()
	plan, err := planfile.Parse(t.Context(), small{window: fmt.Sprintf(`"duration": "1h", "rollback": %q`, text)}.plan(), planfile.Options{})
	require.NoError(t, err, text)
	return plan.Request.Rollback
}

func TestDurations(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"1s": time.Second, "90s": 90 * time.Second, "90m": 90 * time.Minute, "1h30m": 90 * time.Minute, "1h30m0s": 90 * time.Minute,
		"1h30s": time.Hour + 30*time.Second, "0h1m0s": time.Minute, "007s": 7 * time.Second, "43920h": 43920 * time.Hour,
		"PT1S": time.Second, "PT90S": 90 * time.Second, "PT10H30M": 10*time.Hour + 30*time.Minute, "PT1H30S": time.Hour + 30*time.Second,
		"PT0H1M": time.Minute, "PT100M": 100 * time.Minute, "PT43920H": 43920 * time.Hour,
	} {
		require.Equal(t, want, rollback(t, text), text)
	}
}

// What Go writes of whole seconds is read as it was, and so is ISO 8601.
func TestDurationRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		d := time.Duration(1+random.Int64N(43920*3600)) * time.Second
		require.Equal(t, d, rollback(t, d.String()))
		require.Equal(t, d, rollback(t, fmt.Sprintf("PT%dS", d/time.Second)))
		require.Equal(t, d, rollback(t, fmt.Sprintf("PT%dH%dM%dS", d/time.Hour, d/time.Minute%60, d/time.Second%60)))
	}
}
