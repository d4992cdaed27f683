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

// nameOf returns the name of a content line in upper case, and false where there is none.
func nameOf(text []byte) (string, bool) {
	end := bytes.IndexAny(text, ":;")
	if end < 0 || end > 100 || !isName(string(text[:end])) {
		return "", false
	}
	return strings.ToUpper(string(text[:end])), true
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
	l.unquotedZone()
	return l, nil
}

// unquotedZone mends a TZID with colons that was not quoted, as in TZID=tzone://Microsoft/Utc:20261201T100000,
// which Exchange writes. The value of a line that has a TZID has no colon.
func (l *line) unquotedZone() {
	name, ok := l.params["TZID"]
	at := strings.LastIndexByte(l.value, ':')
	if !ok || at < 0 || len(l.value) < at+9 || strings.Trim(l.value[at+1:at+9], "0123456789") != "" {
		return
	}
	rest, _, _ := strings.Cut(l.value[:at], ";")
	l.params["TZID"] = name + ":" + rest
	l.value = l.value[at+1:]
}

// freeText reports whether no time depends on a line, so that what is wrong with its parameters does not
// matter.
func freeText(name string) bool {
	switch name {
	case "SUMMARY", "DESCRIPTION", "CATEGORIES":
		return true
	}
	return strings.HasPrefix(name, "X-")
}

// bareLine takes a line of free text for what follows its first colon.
func bareLine(text []byte, number int, name string) line {
	_, value, _ := bytes.Cut(text[:min(len(text), MaxLine)], []byte(":"))
	return line{number: number, name: name, value: string(value)}
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

// text undoes the escapes of free text and puts it on one line: names are shown in tables and logs. Text
// that is not UTF-8 is taken for Latin-1, as older programs write.
func text(value string) string {
	if !utf8.ValidString(value) {
		runes := make([]rune, len(value))
		for i := range len(value) {
			runes[i] = rune(value[i])
		}
		value = string(runes)
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
		switch {
		case !shown(r):
			r = ' '
		case hidden(r):
			continue
		}
		b.WriteRune(r)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// shown reports whether a character may be shown: not those that could drive a terminal or break a line.
func shown(r rune) bool {
	return r >= ' ' && (r < 0x7f || r >= 0xa0) && r != 0x2028 && r != 0x2029
}

// hidden reports whether a character shows nothing itself, but may turn the order of a line round or hide
// in a name.
func hidden(r rune) bool {
	switch {
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r == 0xfeff, r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef, r == 0x61c:
		return true
	}
	return false
}
