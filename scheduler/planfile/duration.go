package planfile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// The forms of a duration: whole hours, minutes and seconds as time.Duration prints them (1h0m0s) or
// shorter, and the time part of ISO 8601. time.ParseDuration takes more: signs, fractions, and units
// below a second.
var (
	goDuration  = regexp.MustCompile(`^(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?$`)
	isoDuration = regexp.MustCompile(`^PT(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?$`)
	// What is recognised only to say why it is refused.
	isoPeriod    = regexp.MustCompile(`^P[0-9YMWD.,]+(?:T.*)?$`)
	dayDuration  = regexp.MustCompile(`^(?i:[0-9]+ ?(?:d|w|days?|weeks?))[0-9hms]*$`)
	withFraction = regexp.MustCompile(`[0-9][.,][0-9]|[0-9](?:ms|us|µs|ns)`)
	digitsOnly   = regexp.MustCompile(`^[0-9]+$`)
)

// longestDuration is a bound on what is added up; every key has one of its own below it.
const longestDuration = 100 * 366 * 24 * time.Hour

// parseDuration reads a duration, and otherwise says why it is none, which may be nothing more than
// that it is not written as one.
func parseDuration(s string) (d time.Duration, why string, ok bool) {
	if len(s) > maxShown {
		return 0, "", false
	}
	for _, form := range []*regexp.Regexp{goDuration, isoDuration} {
		m := form.FindStringSubmatch(s)
		if m == nil || m[1] == "" && m[2] == "" && m[3] == "" {
			continue
		}
		for i, unit := range []time.Duration{time.Hour, time.Minute, time.Second} {
			n, err := strconv.ParseInt("0"+m[i+1], 10, 64)
			if err != nil || n > int64(longestDuration/unit) {
				return longestDuration, "", true // beyond every bound
			}
			d += time.Duration(n) * unit
		}
		return min(d, longestDuration), "", true
	}
	return 0, whyNoDuration(s), false
}

// whyNoDuration says what is wrong with a text that is no duration, and how it is written, if that can be told.
func whyNoDuration(s string) string {
	_, days, ok := durationOf(s)
	switch {
	case ok && days > 0:
		return "days, weeks and months are not always equally long; " + hoursHint(s)
	case isoPeriod.MatchString(s) || dayDuration.MatchString(s):
		return "days, weeks and months are not always equally long; write hours, such as 24h or PT24H"
	case withFraction.MatchString(s):
		return strings.TrimSuffix("durations are whole seconds, without fractions; "+durationHint(s), "; ")
	case digitsOnly.MatchString(s):
		return numberedHint(s)
	case strings.HasPrefix(s, "-") || strings.HasPrefix(s, "+"):
		return "durations have no sign"
	}
	return durationHint(s)
}

// duration reads a duration from least to most.
func (r *reader) duration(v value, least, most time.Duration) (time.Duration, bool) {
	if v.kind() != kindString {
		r.wrong(v, v.expected+aside(v.numbered()))
		return 0, false
	}
	d, why, ok := parseDuration(v.doc.str(v.node))
	switch {
	case !ok:
		r.wrong(v, v.expected+aside(why))
	case d < least || d > most:
		why = ""
		if v.optional && d == 0 {
			why = "leave the key out for the default"
		}
		r.wrong(v, fmt.Sprintf("a time from %s to %s", calendar.FormatDuration(least), calendar.FormatDuration(most))+aside(why))
	default:
		return d, true
	}
	return 0, false
}

// clockShift reads the hours that a clock was early, or with a minus late.
func (r *reader) clockShift(v value) (time.Duration, bool) {
	hint := ""
	switch v.kind() {
	case kindString:
		text, late := strings.CutPrefix(v.doc.str(v.node), "-")
		d, _, ok := parseDuration(text)
		if ok && d%time.Hour == 0 && d <= history.MaxShift {
			if late {
				d = -d
			}
			return d, true
		}
		hint = v.inText(shiftHint)
	case kindNumber:
		hint = shiftHint(string(v.doc.text(v.node)))
	}
	r.wrong(v, v.expected+aside(hint))
	return 0, false
}
