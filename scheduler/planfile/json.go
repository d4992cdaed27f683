package planfile

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// kind is the kind of a JSON value.
type kind uint8

const (
	kindNull kind = iota
	kindBool
	kindNumber
	kindString
	kindList
	kindObject
)

// kindNames say what was found in place of something else.
var kindNames = [...]string{"null", "true or false", "a number", "a text", "a list", "an object"}

// document is a JSON text that was checked from end to end, with its values in the order of the
// text. encoding/json would not do: it takes a key in any case, the last of two equal keys, invalid
// UTF-8 and null for anything.
type document struct {
	data   []byte
	chunks [][]node // of chunkNodes each, but for the last
}

// chunkNodes is how many values room is made for at a time: room for millions takes longer than it may to look at the
// context again.
const chunkNodes = pollEvery

// node returns a value by its index.
func (d *document) node(i int32) *node { return &d.chunks[i/chunkNodes][i%chunkNodes] }

// count returns how many values there are.
func (d *document) count() int {
	last := len(d.chunks) - 1
	if last < 0 {
		return 0
	}
	return last*chunkNodes + len(d.chunks[last])
}

// room makes room for one more value. The first chunk of a short text has no more room than it needs.
func (d *document) room() *[]node {
	last := len(d.chunks) - 1
	if last < 0 || len(d.chunks[last]) == chunkNodes {
		most := 1
		for _, c := range []byte(",:[{") {
			most += bytes.Count(d.data[:min(len(d.data), chunkNodes)], []byte{c}) // never too low, where that is all
		}
		if len(d.data) > chunkNodes {
			most = chunkNodes
		}
		d.chunks = append(d.chunks, make([]node, 0, most))
		last++
	}
	return &d.chunks[last]
}

// node is a value, or the key of a member: it is 20 bytes, so that a text of nothing but values is
// held in a few times its own size.
type node struct {
	start, end int32 // its text is data[start:end]
	next       int32 // the index of the first node that is not inside this one
	size       int32 // how many items or members it has
	kind       kind
}

// text returns the node as it was written.
func (d *document) text(i int32) []byte { return d.data[d.node(i).start:d.node(i).end] }

// str returns what a node of kind string says.
func (d *document) str(i int32) string {
	text := d.text(i)
	if bytes.IndexByte(text, '\\') < 0 {
		return string(text[1 : len(text)-1])
	}
	var s string
	// The parser accepted the text, and what it accepts is JSON.
	if err := json.Unmarshal(text, &s); err != nil {
		panic(fmt.Sprintf("planfile: %q: %v", text, err))
	}
	return s
}

// line returns the number of the line, and of the character in it, that an offset lies on; both
// count from 1, without a byte order mark.
func (d *document) line(offset int) (line, column int) {
	before := bytes.TrimPrefix(d.data[:offset], byteOrderMark)
	return 1 + bytes.Count(before, []byte{'\n'}), 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
}

// syntaxError says where a text stops being JSON, or goes beyond what is read.
type syntaxError struct {
	offset          int
	found, expected string
}

func (e *syntaxError) Error() string { return "found " + e.found + "; expected " + e.expected }

var byteOrderMark = []byte("\xef\xbb\xbf")

// parseJSON reads a text that is one JSON value (RFC 8259), with a byte order mark before it or not. Once the
// context is done it soon returns some error, in whose place the caller tells the context's.
func parseJSON(ctx context.Context, data []byte) (*document, *syntaxError) {
	p := &parser{document: document{data: data}, ctx: ctx}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return &p.document, &syntaxError{0, "UTF-16", "JSON in UTF-8"}
	}
	if bytes.HasPrefix(data, byteOrderMark) {
		p.at = len(byteOrderMark)
	}
	p.space()
	if err := p.value(1); err != nil {
		return &p.document, err
	}
	p.space()
	if p.at < len(data) {
		return &p.document, p.wrong("the end of the file")
	}
	return &p.document, nil
}

type parser struct {
	document
	ctx context.Context
	at  int
}

// pollEvery is how many values are read between two looks at the context: less than a millisecond.
const pollEvery = 1 << 12

// peek returns the next byte, 0 at the end of the text. A NUL in the text is no part of JSON either.
func (p *parser) peek() byte {
	if p.at < len(p.data) {
		return p.data[p.at]
	}
	return 0
}

func (p *parser) space() {
	for p.at < len(p.data) && (p.data[p.at] == ' ' || p.data[p.at] == '\n' || p.data[p.at] == '\r' || p.data[p.at] == '\t') {
		p.at++
		if p.at%(1<<16) == 0 && p.ctx.Err() != nil {
			return // what follows cannot be a value
		}
	}
}

// wrong reports what stands at the current place.
func (p *parser) wrong(expected string) *syntaxError {
	return &syntaxError{p.at, p.found(), expected}
}

// found describes what stands at the current place: a word, or a character.
func (p *parser) found() string {
	rest := p.data[p.at:]
	n := 0
	for n < len(rest) && n < 20 && (isWord(rest[n]) || rest[n] >= '0' && rest[n] <= '9') {
		n++
	}
	r, size := utf8.DecodeRune(rest)
	switch {
	case len(rest) == 0:
		return "the end of the file"
	case n > 0:
		return string(rest[:n])
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf("the byte %#02x, which is not UTF-8", rest[0])
	case r == '\n' || r == '\r':
		return "the end of the line"
	case r == '"':
		return "a double quote"
	}
	return fmt.Sprintf("%q", r)
}

func isWord(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' }

// open adds a node that begins here.
func (p *parser) open(k kind) (int32, *syntaxError) {
	n := p.count()
	if n%pollEvery == 0 && p.ctx.Err() != nil {
		return 0, &syntaxError{p.at, "the end of the context", "more time"}
	}
	if n >= maxValues {
		return 0, &syntaxError{p.at, fmt.Sprintf("more than %d values", maxValues), "fewer"}
	}
	room := p.room()
	*room = append(*room, node{kind: k, start: int32(p.at)})
	return int32(n), nil
}

// close ends the node here.
func (p *parser) close(i int32) {
	n := p.node(i)
	n.end, n.next = int32(p.at), int32(p.count())
}

func (p *parser) value(depth int) *syntaxError {
	switch c := p.peek(); {
	case c == '{' || c == '[':
		if depth > maxDepth {
			return &syntaxError{p.at, fmt.Sprintf("lists and objects nested %d deep", depth), fmt.Sprintf("at most %d", maxDepth)}
		}
		if c == '{' {
			return p.container(kindObject, '}', depth)
		}
		return p.container(kindList, ']', depth)
	case c == '"':
		return p.string()
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	return p.word()
}

// container reads a list or an object.
func (p *parser) container(k kind, end byte, depth int) *syntaxError {
	i, err := p.open(k)
	if err != nil {
		return err
	}
	p.at++
	p.space()
	if p.peek() == end {
		p.at++
		p.close(i)
		return nil
	}
	for {
		if k == kindObject {
			if err := p.key(end); err != nil {
				return err
			}
		}
		if err := p.value(depth + 1); err != nil {
			return err
		}
		p.node(i).size++
		p.space()
		switch p.peek() {
		case ',':
			p.at++
			p.space()
			if p.peek() == end {
				return p.wrong("another one after the comma; JSON has no comma after the last one")
			}
		case end:
			p.at++
			p.close(i)
			return nil
		default:
			return p.wrong(fmt.Sprintf("a comma or %q", end) + aside(p.bareHint()))
		}
	}
}

// key reads the key of a member and the colon after it.
func (p *parser) key(end byte) *syntaxError {
	switch p.peek() {
	case '"':
	case '/', '#':
		return p.wrong("a key in double quotes; JSON has no comments")
	default:
		return p.wrong(fmt.Sprintf("a key in double quotes, or %q", end) + aside(p.bareHint()))
	}
	if err := p.string(); err != nil {
		return err
	}
	p.space()
	if p.peek() != ':' {
		return p.wrong("a colon after the key")
	}
	p.at++
	p.space()
	return nil
}
