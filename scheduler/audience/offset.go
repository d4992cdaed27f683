package audience

import (
	"fmt"
	"strings"
	"time"
)

// BrowserOffset returns the Row.Offset of what JavaScript's getTimezoneOffset gives: minutes, positive where the
// clock is behind UTC. So 300 is "-05:00".
func BrowserOffset(minutes int) string {
	sign := '+'
	if minutes > 0 {
		sign = '-'
	} else {
		minutes = -minutes
	}
	return fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
}

// parseOffset reads an offset ahead of UTC, in minutes: "+05:30", "-0800", "+9", "UTC+2", "GMT-03:00", "Z".
func parseOffset(text string) (minutes int, ok bool) {
	text = strings.ToUpper(strings.TrimSpace(text))
	rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(text, "UTC"), "GMT"))
	rest = strings.Replace(rest, "\u2212", "-", 1)
	if rest == "Z" || rest == "" && text != "" {
		return 0, true
	}
	if rest == "" || rest[0] != '+' && rest[0] != '-' {
		return 0, false
	}
	digits := rest[1:]
	hours, mins, parted := strings.Cut(digits, ":")
	if !parted && len(digits) > 2 {
		hours, mins = digits[:len(digits)-2], digits[len(digits)-2:]
	}
	h, ok := twoDigits(hours)
	m, also := 0, true
	if mins != "" || parted {
		m, also = twoDigits(mins)
		also = also && len(mins) == 2
	}
	if !ok || !also || h > 14 || m > 59 {
		return 0, false
	}
	minutes = h*60 + m
	if rest[0] == '-' {
		minutes = -minutes
	}
	return minutes, minutes >= -12*60 && minutes <= 14*60
}

// twoDigits reads a number of one or two digits.
func twoDigits(text string) (n int, ok bool) {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, false
		}
		n = n*10 + int(text[i]-'0')
	}
	return n, len(text) >= 1 && len(text) <= 2
}

// shows reports whether a zone shows an offset at the time, or in some month of 2026 where that is zero.
func shows(zone string, minutes int, at time.Time) bool {
	if !at.IsZero() {
		offset, ok := offsetAt(zone, at)
		return ok && offset == minutes
	}
	for _, t := range months {
		if offset, ok := offsetAt(zone, t); ok && offset == minutes {
			return true
		}
	}
	return false
}
