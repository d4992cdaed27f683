package feed

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// line is a content line, unfolded and taken apart.
type line struct {
	number int    // of its first physical line, from 1
	name   string // upper case
	params map[string]string
	value  string // as it stands
}

// scanner gives the content lines of a file one by one.
type scanner struct {
	rest   []byte
	number int // of the last physical line taken
}

// physical takes the next line, without its end.
func (s *scanner) physical() []byte {
	text, rest, _ := bytes.Cut(s.rest, []byte("\n"))
	s.rest = rest
	s.number++
	return bytes.TrimSuffix(text, []byte("\r"))
}

func (s *scanner) continues() bool {
	return len(s.rest) > 0 && (s.rest[0] == ' ' || s.rest[0] == '\t')
}

// next returns the next line that is not empty, unfolded, and its number; false at the end. The
// bytes are joined before anything looks at them: programs fold inside a character of UTF-8.
func (s *scanner) next() (text []byte, number int, ok bool) {
	for len(s.rest) > 0 {
		text = s.physical()
		number = s.number
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		if s.continues() {
			text = bytes.Clone(text)
		}
		for s.continues() {
			text = append(text, s.physical()[1:]...)
		}
		return text, number, true
	}
	return nil, 0, false
}

// parseLine takes a content line apart: name *(";" param "=" value) ":" value.
func parseLine(text []byte, number int) (line, error) {
	if len(text) > MaxLine {
		return line{}, fmt.Errorf("a line of %d bytes: expected at most %d", len(text), MaxLine)
	}
	s := string(text)
	end := strings.IndexAny(s, ":;")
	if end < 0 || !isName(s[:end]) {
		return line{}, fmt.Errorf("%s: expected a line such as SUMMARY:Text", quote(s))
	}
	l := line{number: number, name: strings.ToUpper(s[:end])}
	rest := s[end:]
	for rest[0] == ';' {
		name, after, found := strings.Cut(rest[1:], "=")
		if !found || !isName(name) {
			return line{}, fmt.Errorf("%s: expected a parameter such as TZID=Europe/Berlin after %s;", quote(rest[1:]), l.name)
		}
		value, remains, ok := paramValue(after)
		if !ok {
			return line{}, fmt.Errorf("parameter %s of %s: expected a value, a closing quote and a colon, found %s", quote(name), l.name, quote(after))
		}
		if l.params == nil {
			l.params = map[string]string{}
		}
		// The first one stands; that another one contradicts it matters only where it is read.
		if _, twice := l.params[strings.ToUpper(name)]; !twice {
			l.params[strings.ToUpper(name)] = value
		}
		rest = remains
	}
	l.value = rest[1:]
	return l, nil
}

// paramValue reads a parameter's value, lists joined by commas included, up to the ";" or ":" after it.
func paramValue(s string) (value, rest string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '"':
			length := strings.IndexByte(s[i+1:], '"')
			if length < 0 {
				return "", "", false
			}
			b.WriteString(s[i+1 : i+1+length])
			i += length + 1
		case ';', ':':
			return strings.TrimSpace(b.String()), s[i:], true
		default:
			b.WriteByte(c)
		}
	}
	return "", "", false
}

// isName reports whether s is made of ASCII letters, digits and hyphens.
func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-') {
			return false
		}
	}
	return s != ""
}

// word returns the value of a line that is not free text: upper case, without space around it.
func (l line) word() string { return strings.ToUpper(strings.TrimSpace(l.value)) }

// quote cuts off and quotes what a message shows of a file.
func quote(s string) string {
	const most = 60
	if len(s) > most {
		s = s[:most] + "..."
	}
	return fmt.Sprintf("%q", s)
}

// text undoes the escapes of free text and puts it on one line: names are shown in tables and logs.
func text(value string) (string, bool) {
	if !utf8.ValidString(value) {
		return "", false
	}
	var b strings.Builder
	escaped := false
	for _, r := range value {
		switch {
		case escaped:
			escaped = false
			if r == 'n' || r == 'N' {
				r = ' '
			}
		case r == '\\':
			escaped = true
			continue
		}
		// Other control characters could drive a terminal.
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' {
			r = ' '
		}
		b.WriteRune(r)
	}
	return strings.Join(strings.Fields(b.String()), " "), true
}
