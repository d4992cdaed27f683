package planfile

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// People write numbers and times as they would in a letter: "4,200", "5 %", "2 hours". None of these is guessed: the
// plan is refused, and the message says how it is written here.

var (
	// plainNumber is a number of JSON that stands in quotes.
	plainNumber = regexp.MustCompile(`^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$`)
	// separated has its digits in groups of three.
	separated = regexp.MustCompile(`^([1-9][0-9]{0,2}(?:[ ,'’_\x{a0}\x{2009}\x{202f}][0-9]{3})+)(\.[0-9]+)?$`)
	// pointed may have points between groups, or be a fraction: only of a whole number it is sure.
	pointed      = regexp.MustCompile(`^[1-9][0-9]{0,2}(?:\.[0-9]{3})+$`)
	decimalComma = regexp.MustCompile(`^(0|[1-9][0-9]*),([0-9]+)$`)
	perCent      = regexp.MustCompile(`^([0-9]{1,9})(?:[.,]([0-9]{1,9}))?[ \x{a0}\x{202f}]?(?:%|percent|per cent)$`)
	withWord     = regexp.MustCompile(`^([1-9][0-9]{0,8}) ?[\pL][\pL .-]*$`)
	timePart     = regexp.MustCompile(`^(?i)([0-9]{1,6})(?:[.,]([0-9]{1,6}))? ?(hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s|days?|d|weeks?|w)(?: ?,? ?(?:and )?|$)`)
	clockTime    = regexp.MustCompile(`^([0-9]{1,4}):([0-5][0-9])$`)
)

// inText returns the hint for a value that is a text, and nothing for others.
func (v value) inText(hint func(text string) string) string {
	if v.kind() != kindString || v.doc.node(v.node).end-v.doc.node(v.node).start > maxShown {
		return ""
	}
	return hint(v.doc.str(v.node))
}

// withoutSeparators drops what stands between digits.
func withoutSeparators(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, s)
}

// wholeHint says how a text in the place of a whole number from least to most is written, if that can be told.
func wholeHint(text string, least, most int64) string {
	text = strings.TrimSpace(text)
	digits, how := "", " without a separator"
	switch m := withWord.FindStringSubmatch(text); {
	case plainNumber.MatchString(text) && !strings.Contains(text, "."):
		digits, how = text, " without quotes"
	case separated.MatchString(text) && !strings.Contains(text, "."), pointed.MatchString(text):
		digits = withoutSeparators(text)
	case m != nil:
		digits, how = m[1], " alone"
	}
	if n, err := strconv.ParseInt(digits, 10, 64); err != nil || n < least || n > most {
		return ""
	}
	return "write " + digits + how
}

// realHint says the same of a number that may have decimals, from 0 to most.
func realHint(text string, most float64) string {
	text = strings.TrimSpace(text)
	number, how := "", " without a separator"
	whole, parts := separated.FindStringSubmatch(text), decimalComma.FindStringSubmatch(text)
	switch {
	case plainNumber.MatchString(text):
		number, how = text, " without quotes"
	case whole != nil:
		number = withoutSeparators(whole[1]) + whole[2]
	case parts != nil:
		number, how = parts[1]+"."+parts[2], " with a point"
	}
	if f, err := strconv.ParseFloat(number, 64); err != nil || f < 0 || f > most {
		return ""
	}
	return "write " + number + how
}

// shareHint says how a text, or a number above 1, in the place of a share is written.
func shareHint(text string) string {
	text = strings.TrimSpace(text)
	m := perCent.FindStringSubmatch(text)
	if m == nil {
		return realHint(text, 1)
	}
	share, ok := new(big.Rat).SetString(m[1] + "." + m[2] + "0")
	if share = share.Quo(share, big.NewRat(100, 1)); !ok || share.Cmp(big.NewRat(1, 1)) > 0 {
		return ""
	}
	written := strings.TrimRight(strings.TrimRight(share.FloatString(len(m[2])+2), "0"), ".")
	return "write " + written + " for " + strings.TrimSuffix(m[1]+"."+m[2], ".") + " %"
}

// percentHint is for a number that counts per cent by itself.
func percentHint(text string) string {
	if m := perCent.FindStringSubmatch(strings.TrimSpace(text)); m != nil && m[2] == "" {
		return "write " + m[1]
	}
	return ""
}

// durationOf reads a time as people write it, and returns how many days of it were counted as 24 hours. It is no
// more than a guess, for a hint.
func durationOf(text string) (d, days time.Duration, ok bool) {
	if len(text) > maxShown {
		return 0, 0, false
	}
	text = strings.TrimSpace(text)
	if m := clockTime.FindStringSubmatch(text); m != nil {
		hours, _ := strconv.Atoi(m[1])
		minutes, _ := strconv.Atoi(m[2])
		return time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute, 0, true
	}
	for text != "" {
		m := timePart.FindStringSubmatch(text)
		if m == nil {
			return 0, 0, false
		}
		unit := map[byte]time.Duration{'h': time.Hour, 'm': time.Minute, 's': time.Second, 'd': day, 'w': 7 * day}[m[3][0]|0x20]
		n, _ := strconv.ParseInt(m[1], 10, 64)
		if n > int64(longestDuration/unit) {
			return 0, 0, false
		}
		part := time.Duration(n) * unit
		if m[2] != "" {
			millionths, _ := strconv.ParseInt((m[2] + "000000")[:6], 10, 64)
			part += time.Duration(millionths) * (unit / 1_000_000)
		}
		if d += part; d > longestDuration {
			return 0, 0, false
		}
		if unit >= day {
			days += part
		}
		text = strings.TrimSpace(text[len(m[0]):])
	}
	return d, days, d > 0 && d%time.Second == 0
}

// durationHint says how a text in the place of a duration is written, if that can be told and has no days.
func durationHint(text string) string {
	if d, days, ok := durationOf(text); ok && days == 0 {
		return "write " + strconv.Quote(calendar.FormatDuration(d))
	}
	return ""
}

// shiftHint says how a text or a number in the place of a shift of a clock is written, if that can be told.
func shiftHint(text string) string {
	text, sign := strings.TrimSpace(text), ""
	if rest, signed := strings.CutPrefix(text, "+"); signed {
		text = rest
	} else if rest := strings.TrimPrefix(strings.TrimPrefix(text, "-"), "\u2212"); rest != text {
		text, sign = rest, "-"
	}
	d, _, ok := durationOf(text)
	unit := ""
	if hours, err := strconv.ParseInt(text, 10, 32); err == nil {
		d, unit, ok = time.Duration(hours)*time.Hour, "the unit is missing: ", hours > 0
	}
	if !ok || d%time.Hour != 0 || d > history.MaxShift {
		return ""
	}
	return unit + "write " + strconv.Quote(sign+calendar.FormatDuration(d))
}

// hoursHint is durationHint for a text with days or weeks.
func hoursHint(text string) string {
	d, _, _ := durationOf(text)
	return "write " + strconv.Quote(calendar.FormatDuration(d)) + " where they are 24 hours each"
}

// numbered is numberedHint for a value that is a number, and empty for others.
func (v value) numbered() string {
	if v.kind() != kindNumber {
		return ""
	}
	return numberedHint(string(v.doc.text(v.node)))
}

// numberedHint says how a number in the place of a duration is written.
func numberedHint(text string) string {
	if n, err := strconv.ParseInt(text, 10, 32); err != nil || n == 0 {
		return "the unit is missing"
	}
	return "the unit is missing: write " + listed([]string{text + "s", text + "m", text + "h"}, "or")
}

// What follows a number that JSON does not take, each from the beginning of the number on.
var (
	bareSeparated = regexp.MustCompile(`^[1-9][0-9]{0,2}(?:[ ,'_][0-9]{3})+\b`)
	bareComma     = regexp.MustCompile(`^(?:0|[1-9][0-9]*),[0-9]+\b`)
	barePercent   = regexp.MustCompile(`^[0-9]+(?:\.[0-9]+)? ?%`)
	bareTime      = regexp.MustCompile(`^[0-9]+(?:\.[0-9]+)? ?[a-zA-Z][a-zA-Z0-9 ]*`)
)

// bareHint says how a number is written that somebody wrote without quotes, with what JSON does not take after it: the
// parser stands there.
func (p *parser) bareHint() string {
	last := int32(p.count() - 1)
	if last < 0 || p.node(last).kind != kindNumber {
		return ""
	}
	start := int(p.node(last).start)
	text := p.data[start:min(len(p.data), start+60)]
	for _, form := range []struct {
		form *regexp.Regexp
		hint func(string) string
	}{
		{bareSeparated, func(s string) string { return "write " + withoutSeparators(s) + " without a separator" }},
		{bareComma, func(s string) string { return "write " + strings.Replace(s, ",", ".", 1) + " with a point" }},
		{barePercent, shareHint},
		{bareTime, durationHint},
	} {
		if found := form.form.Find(text); len(found) > p.at-start {
			return form.hint(string(found))
		}
	}
	return ""
}
