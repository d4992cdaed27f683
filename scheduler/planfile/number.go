package planfile

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// integer reads a whole number from least to most. 6200, 6200.0 and 6.2e3 are the same number, as
// they are in JSON Schema; 6200.5 is no whole number, and is not rounded to one.
func (r *reader) integer(v value, least, most int64) (int64, bool) {
	if v.kind() != kindNumber {
		r.wrong(v, v.expected+aside(v.inText(func(text string) string { return wholeHint(text, least, most) })))
		return 0, false
	}
	n, ok := wholeNumber(string(v.doc.text(v.node)))
	if !ok || n < least || n > most {
		r.wrong(v, v.expected)
		return 0, false
	}
	return n, true
}

// wholeNumber returns the value of a JSON number, exactly, and false where it has a fraction. What
// is beyond 18 digits is returned as the largest or least int64.
func wholeNumber(text string) (int64, bool) {
	mantissa, exponent, _ := strings.Cut(strings.ReplaceAll(text, "E", "e"), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(strings.TrimPrefix(whole, "-")+fraction, "0")
	if digits == "" {
		return 0, true // zero, whatever the exponent
	}
	significant := strings.TrimRight(digits, "0")
	zeros := len(digits) - len(significant) + exponentOf(exponent) - len(fraction)
	if zeros < 0 {
		return 0, false
	}
	n := int64(math.MaxInt64)
	if len(significant)+zeros <= 18 {
		n, _ = strconv.ParseInt(significant+strings.Repeat("0", zeros), 10, 64)
	}
	if strings.HasPrefix(whole, "-") {
		n = -n
	}
	return n, true
}

// exponentOf reads the digits after the e. Exponents that no file is long enough to balance are cut
// off at such a size.
func exponentOf(text string) int {
	if text == "" {
		return 0
	}
	const far = 2 * MaxBytes
	n, err := strconv.Atoi(text)
	if err != nil && strings.HasPrefix(text, "-") {
		return -far
	}
	if err != nil {
		return far
	}
	return max(-far, min(far, n))
}

// fraction reads a number from 0 to 1. The scheduler holds it in whole millionths.
func (r *reader) fraction(v value) (float64, bool) {
	if v.kind() != kindNumber {
		r.wrong(v, v.expected+aside(v.inText(shareHint)))
		return 0, false
	}
	text := string(v.doc.text(v.node))
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f < 0 || f > 1 {
		hint := ""
		if f >= 2 { // 5 was meant for 5 %, and 1.2 for something else
			hint = shareHint(text + " %")
		}
		r.wrong(v, v.expected+aside(hint))
		return 0, false
	}
	return math.Abs(f), true // -0 is 0
}

// weight reads a region's weight.
func (r *reader) weight(v value) float64 {
	if v.kind() == kindNumber {
		f, err := strconv.ParseFloat(string(v.doc.text(v.node)), 64)
		if err == nil && f >= scheduler.MinWeight && f <= scheduler.MaxWeight && math.Round(f*1000)/1000 == f {
			return f
		}
	}
	r.wrong(v, v.expected+aside(v.inText(func(text string) string { return realHint(text, scheduler.MaxWeight) })))
	return 0
}

// count says how many there are of something, for people.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
