package planfile

import (
	"fmt"
	"regexp"
	"strconv"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// isoDays is a duration of RFC 5545 with days: P1D, P2DT2H, P1W. The days are counted on a clock.
var isoDays = regexp.MustCompile(`^P(?:([0-9]{1,4})W|([0-9]{1,5})D(T[0-9HMS]+)?)$`)

// parseLength reads the length of an occurrence: a duration, or one with days.
func parseLength(s string) (recur.Length, bool) {
	m := isoDays.FindStringSubmatch(s)
	if m == nil {
		d, _, ok := parseDuration(s)
		return recur.Length{Elapsed: d}, ok
	}
	weeks, _ := strconv.Atoi("0" + m[1])
	days, _ := strconv.Atoi("0" + m[2])
	l := recur.Length{Days: 7*weeks + days}
	if m[3] == "" {
		return l, true
	}
	rest, _, ok := parseDuration("P" + m[3])
	l.Elapsed = rest
	return l, ok
}

// whyNoLength says why a text is no length, if there is something to say.
func whyNoLength(s string) string {
	switch d, days, ok := durationOf(s); {
	case ok && days == d && d%day == 0:
		return fmt.Sprintf("days on the rule's clock are written P%dD, hours %s", d/day, calendar.FormatDuration(d))
	case dayDuration.MatchString(s):
		return "days on the rule's clock are written P1D, hours 24h"
	case isoPeriod.MatchString(s):
		return "months and years are not always equally long"
	}
	return whyNoDuration(s)
}
