package calendar_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

func ExampleFormatDuration() {
	fmt.Println(calendar.FormatDuration(168*time.Hour), calendar.FormatDuration(90*time.Minute), calendar.FormatDuration(-5*time.Hour))
	// Output: 168h 1h30m -5h
}

func ExampleFormatSpan() {
	fmt.Println(calendar.FormatSpan(28*24*time.Hour), calendar.FormatSpan(36*time.Hour), calendar.FormatSpan(0))
	// Output: 28d 36h 0s
}

// Every duration reads back as itself.
func TestFormatDuration(t *testing.T) {
	for want, d := range map[string]time.Duration{
		"0s": 0, "1s": time.Second, "10s": 10 * time.Second, "1m": time.Minute, "10m": 10 * time.Minute, "1m10s": 70 * time.Second, "10m1s": 601 * time.Second,
		"1h": time.Hour, "10h": 10 * time.Hour, "20h10m": 20*time.Hour + 10*time.Minute, "1h0m1s": time.Hour + time.Second, "17544h": 17544 * time.Hour,
		"1h0m0.5s": time.Hour + time.Second/2, "10ms": 10 * time.Millisecond, "-10h": -10 * time.Hour, "-1h0m10s": -time.Hour - 10*time.Second,
		"2562047h47m16.854775807s": 1<<63 - 1,
	} {
		require.Equal(t, want, calendar.FormatDuration(d))
		back, err := time.ParseDuration(want)
		require.NoError(t, err)
		require.Equal(t, d, back)
	}
}
