package planfile

import (
	"bytes"
	"unicode/utf8"
)

// word reads true, false or null.
func (p *parser) word() *syntaxError {
	for _, w := range [...]struct {
		text string
		kind kind
	}{{"true", kindBool}, {"false", kindBool}, {"null", kindNull}} {
		rest := p.data[p.at:]
		if !bytes.HasPrefix(rest, []byte(w.text)) || len(rest) > len(w.text) && isWord(rest[len(w.text)]) {
			continue
		}
		i, err := p.open(w.kind)
		if err != nil {
			return err
		}
		p.at += len(w.text)
		p.close(i)
		return nil
	}
	switch c := p.peek(); {
	case c == '/' || c == '#':
		return p.wrong("a value; JSON has no comments")
	case c == '\'':
		return p.wrong("a value; JSON quotes with double quotes")
	case isWord(c):
		return p.wrong("a value; the only words without double quotes are true, false and null")
	}
	return p.wrong("a value")
}

// number reads a number by the grammar of JSON: no plus sign, no leading zero, digits on both sides
// of a point.
func (p *parser) number() *syntaxError {
	i, err := p.open(kindNumber)
	if err != nil {
		return err
	}
	if p.peek() == '-' {
		p.at++
	}
	if p.peek() == '0' {
		p.at++
		if c := p.peek(); c >= '0' && c <= '9' {
			return p.wrong("a number without leading zeros")
		}
	} else if err := p.digits(); err != nil {
		return err
	}
	if p.peek() == '.' {
		p.at++
		if err := p.digits(); err != nil {
			return err
		}
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		p.at++
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		if err := p.digits(); err != nil {
			return err
		}
	}
	p.close(i)
	return nil
}

func (p *parser) digits() *syntaxError {
	from := p.at
	for c := p.peek(); c >= '0' && c <= '9'; c = p.peek() {
		p.at++
	}
	if p.at == from {
		return p.wrong("a digit")
	}
	return nil
}

// string reads a text in double quotes, checking every escape and every character: what is not
// Unicode would otherwise be replaced in silence.
func (p *parser) string() *syntaxError {
	i, err := p.open(kindString)
	if err != nil {
		return err
	}
	p.at++
	for {
		switch c := p.peek(); {
		case c == '"':
			p.at++
			p.close(i)
			return nil
		case c == '\\':
			if err := p.escape(); err != nil {
				return err
			}
		case p.at >= len(p.data), c == '\n', c == '\r':
			return p.wrong("a double quote that ends the text")
		case c < ' ':
			return p.wrong(`no control character in a text; write \t for a tab, \u0001 for others`)
		case c < utf8.RuneSelf:
			p.at++
		default:
			r, size := utf8.DecodeRune(p.data[p.at:])
			if r == utf8.RuneError && size == 1 {
				return p.wrong("UTF-8")
			}
			p.at += size
		}
	}
}

// escape reads a backslash and what belongs to it.
func (p *parser) escape() *syntaxError {
	from := p.at
	p.at++
	switch p.peek() {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		p.at++
		return nil
	case 'u':
		p.at++
	default:
		return p.wrong(`one of " \ / b f n r t u after a backslash`)
	}
	unit, err := p.hex()
	if err != nil || unit < 0xd800 || unit > 0xdfff {
		return err
	}
	// Half of a surrogate pair: the other half must follow.
	if unit < 0xdc00 && bytes.HasPrefix(p.data[p.at:], []byte(`\u`)) {
		p.at += 2
		low, err := p.hex()
		if err != nil || low >= 0xdc00 && low <= 0xdfff {
			return err
		}
	}
	return &syntaxError{from, "half of a surrogate pair", `both halves, such as \ud83d\ude00`}
}

// hex reads four hexadecimal digits.
func (p *parser) hex() (int, *syntaxError) {
	n := 0
	for range 4 {
		c := p.peek()
		switch {
		case c >= '0' && c <= '9':
			n = n<<4 | int(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			n = n<<4 | int(c|0x20-'a'+10)
		default:
			return 0, p.wrong(`four hexadecimal digits after \u`)
		}
		p.at++
	}
	return n, nil
}
