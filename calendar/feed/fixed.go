package feed

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// offsetName is an offset from UTC as people write it: UTC+3, GMT-05:00, UTC+0530, +01:00. In these the
// sign is that of the clock: UTC+3 is three hours east. (Etc/GMT+3, west, is an IANA name and not read here.)
var offsetName = regexp.MustCompile(`^(?i:UTC|GMT)? ?([+-])([0-9]{1,2})(?:[:.]?([0-9]{2}))?$`)

// fixedOffset returns the zone of such a name, nil where it is none.
func fixedOffset(name string) *time.Location {
	name = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(name), "("), ")")
	switch strings.ToUpper(name) {
	case "UTC", "GMT", "Z", "COORDINATED UNIVERSAL TIME":
		return time.FixedZone("UTC", 0)
	}
	m := offsetName.FindStringSubmatch(name)
	if m == nil {
		return nil
	}
	hours, _ := strconv.Atoi(m[2])
	minutes, _ := strconv.Atoi("0" + m[3])
	if hours > 14 || minutes > 59 || minutes%15 != 0 {
		return nil
	}
	seconds := hours*3600 + minutes*60
	if m[1] == "-" {
		seconds = -seconds
	}
	return time.FixedZone(offsetText(seconds), seconds)
}

// offsetText writes an offset as UTC+03:00.
func offsetText(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	text := fmt.Sprintf("UTC%c%02d:%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		text += fmt.Sprintf(":%02d", seconds%60)
	}
	return text
}

// eastOrWest says where a fixed offset lies, since names of offsets are written with either sign.
func eastOrWest(loc *time.Location) string {
	_, seconds := time.Unix(0, 0).In(loc).Zone()
	switch {
	case seconds == 0:
		return "that"
	case seconds > 0:
		return offsetText(seconds)[4:] + " hours east"
	default:
		return offsetText(seconds)[4:] + " hours west"
	}
}
