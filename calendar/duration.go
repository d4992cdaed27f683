package calendar

import (
	"strconv"
	"strings"
	"time"
)

// FormatDuration returns d in the shortest form that time.ParseDuration and a plan file read: "168h" and "1h30m", where
// d.String() says "168h0m0s" and "1h30m0s". It reads back as the same duration; zero is "0s".
func FormatDuration(d time.Duration) string {
	text := d.String()
	for _, zero := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(text, zero) {
			text = text[:len(text)-2]
		}
	}
	return text
}

// FormatSpan returns d in days of 24 hours where it is whole days, "28d", as a plan file writes how far windows of a
// campaign lie apart, and otherwise as FormatDuration does. Days are elapsed time here, not dates.
func FormatSpan(d time.Duration) string {
	if d > 0 && d%(24*time.Hour) == 0 {
		return strconv.FormatInt(int64(d/(24*time.Hour)), 10) + "d"
	}
	return FormatDuration(d)
}
