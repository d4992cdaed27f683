package history

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strconv"
)

// errAmbiguous is the fault of a number whose mark may part thousands or decimals.
var errAmbiguous = errors.New("ambiguous")

// parseValue reads a value of an hour: plain digits with at most one decimal mark, and perhaps an
// exponent. An empty text and the marks of missing are a missing value, which is NaN. Where mark is 0, a dot is
// the decimal mark, and so is a comma; but one mark followed by exactly three digits, with one to
// three digits before it that do not begin with 0, may just as well part thousands (4.200) and is
// refused. Marks that part thousands are refused always: nothing is guessed.
func parseValue(text []byte, mark byte) (float64, error) {
	if isMissing(text) {
		return math.NaN(), nil
	}
	if v, ok := parseDigits(text); ok {
		return v, nil
	}
	if v, ok := parseDecimal(text, mark); ok {
		return v, nil
	}
	if bytes.ContainsAny(text, " '\u00a0\u202f") {
		return 0, fmt.Errorf("value %s: marks between thousands are not read; write plain digits", quote(string(text)))
	}
	plain, err := decimalDot(text, mark)
	if err != nil {
		return 0, err
	}
	for i, c := range plain {
		if (c < '0' || c > '9') && c != '.' && c != 'e' && c != 'E' && !((c == '-' || c == '+') && (i == 0 || plain[i-1]|0x20 == 'e')) {
			if bytes.EqualFold(bytes.TrimLeft(plain, "+-"), []byte("inf")) || bytes.EqualFold(bytes.TrimLeft(plain, "+-"), []byte("infinity")) {
				return 0, fmt.Errorf("value %s: expected a finite number; leave the field empty for a missing hour", quote(string(text)))
			}
			return 0, fmt.Errorf("value %s: expected a number; leave the field empty for a missing hour", quote(string(text)))
		}
	}
	v, err := strconv.ParseFloat(string(plain), 64)
	switch {
	case err != nil && math.IsInf(v, 0):
		return 0, fmt.Errorf("value %s: expected a finite number", quote(string(text)))
	case err != nil:
		return 0, fmt.Errorf("value %s: expected a number; leave the field empty for a missing hour", quote(string(text)))
	case v < 0:
		return 0, fmt.Errorf("value %s: expected 0 or more: activity is never negative", quote(string(text)))
	case v > maxValue:
		return 0, fmt.Errorf("value %s: expected %.0e at most", quote(string(text)), maxValue)
	}
	return v + 0, nil // -0 + 0 is 0
}

// missing are the marks that tools write where there is no value.
var missing = []string{"", "-", "nan", "n/a", "na", "null", "none", "undefined", "(not set)"}

func isMissing(text []byte) bool {
	if len(text) > 9 {
		return false
	}
	for _, mark := range missing {
		if len(mark) == len(text) && bytes.EqualFold(text, []byte(mark)) {
			return true
		}
	}
	return false
}

// splitUnit parts a number from the unit written after it, such as "ms", " req/s" or "%".
func splitUnit(text []byte) (number, unit []byte) {
	end := 0
	for end < len(text) {
		c := text[end]
		digit := c >= '0' && c <= '9'
		exponent := (c == 'e' || c == 'E') && end > 0 && end+1 < len(text) && (text[end+1] >= '0' && text[end+1] <= '9' || (text[end+1] == '-' || text[end+1] == '+') && end+2 < len(text) && text[end+2] >= '0' && text[end+2] <= '9')
		sign := (c == '-' || c == '+') && (end == 0 || text[end-1]|0x20 == 'e')
		if !digit && !exponent && !sign && c != '.' && c != ',' {
			break
		}
		end++
	}
	if end == 0 || end == len(text) {
		return text, nil
	}
	return text[:end], bytes.TrimSpace(text[end:])
}

// isUnit reports whether a text can be a unit: it is short, begins with a letter or a sign, and holds no digit.
func isUnit(text []byte) bool {
	if len(text) == 0 || len(text) > 20 || bytes.ContainsAny(text, "0123456789.,;") {
		return false
	}
	return !bytes.EqualFold(text, []byte("inf")) && !bytes.ContainsAny(text[:1], "'-+:")
}

// parseDigits reads up to 15 plain digits, the usual case, without allocating.
func parseDigits(text []byte) (float64, bool) {
	if len(text) > 15 {
		return 0, false
	}
	n := int64(0)
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return float64(n), true
}

// powers are those of ten that floating point holds exactly.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// parseDecimal reads up to 15 digits with a dot among them, the next most usual case, without
// allocating: both the digits and the power of ten are exact, so their quotient is the nearest number.
// It leaves alone what may be ambiguous.
func parseDecimal(text []byte, mark byte) (float64, bool) {
	if mark == ',' || len(text) > 16 {
		return 0, false
	}
	n, dot := int64(0), -1
	for i, c := range text {
		switch {
		case c >= '0' && c <= '9':
			n = n*10 + int64(c-'0')
		case c == '.' && dot < 0 && i > 0 && i < len(text)-1:
			dot = i
		default:
			return 0, false
		}
	}
	digits := len(text) - 1 - dot
	if dot < 0 || mark == 0 && digits == 3 {
		return 0, false
	}
	return float64(n) / powers[digits], true
}

// decimalDot returns the number with a dot for its decimal mark.
func decimalDot(text []byte, mark byte) ([]byte, error) {
	at := bytes.IndexAny(text, ".,")
	if at < 0 {
		return text, nil
	}
	if bytes.LastIndexAny(text, ".,") != at {
		return nil, fmt.Errorf("value %s: marks between thousands are not read; write plain digits with at most one decimal mark", quote(string(text)))
	}
	found := text[at]
	if mark != 0 && found != mark {
		return nil, fmt.Errorf("value %s: the decimal mark was said to be %q", quote(string(text)), string(mark))
	}
	if mark == 0 && looksGrouped(text[:at], text[at+1:]) {
		whole, rest := string(text[:at]), string(text[at+1:])
		return nil, fmt.Errorf("value %s: %w: it may be %s%s or %s.%s; say which decimal mark is meant, or write it another way",
			quote(string(text)), errAmbiguous, whole, rest, whole, rest)
	}
	if found == '.' {
		return text, nil
	}
	plain := bytes.Clone(text)
	plain[at] = '.'
	return plain, nil
}

// looksGrouped reports whether the digits around a mark could be those of a number whose thousands are
// parted: 1 to 3 before it, the first not 0, and exactly 3 behind it.
func looksGrouped(before, behind []byte) bool {
	before = bytes.TrimLeft(before, "+-")
	if len(before) < 1 || len(before) > 3 || before[0] == '0' || len(behind) != 3 {
		return false
	}
	for _, c := range bytes.Join([][]byte{before, behind}, nil) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
