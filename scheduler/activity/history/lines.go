package history

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// maxLine is the longest line of a table, in bytes. It bounds the memory that a file can make the
// reader take.
const maxLine = 64 << 10

// table reads separated values line by line: a header, then rows. Fields may be quoted as in RFC 4180,
// but not run over several lines. Blank lines and lines that begin with # are passed over. It keeps
// one line at a time.
type table struct {
	in     *bufio.Reader
	faults *faultList
	line   int // of the row read last
	comma  byte
	fields [][]byte // of the row read last, valid until the next
	open   bool     // the row read last had no line end
	buf    []byte   // a row with quotes, unquoted
}

func newTable(r io.Reader, faults *faultList) *table {
	return &table{in: bufio.NewReaderSize(r, maxLine), faults: faults}
}

// next returns the next line that holds something. It returns io.EOF at the end, and the reader's own
// error where that fails.
func (t *table) next() ([]byte, error) {
	for {
		line, err := t.in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			t.line++
			t.faults.add(t.line, "", "the line is longer than %d bytes", maxLine)
			return nil, t.faults.result()
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if len(line) == 0 {
			return nil, io.EOF
		}
		t.line++
		t.open = err != nil
		if t.line == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
			if bytes.HasPrefix(line, []byte("\xff\xfe")) || bytes.HasPrefix(line, []byte("\xfe\xff")) {
				t.faults.add(1, "", "the file is in UTF-16; save it as UTF-8")
				return nil, t.faults.result()
			}
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(bytes.TrimSpace(line)) == 0 || line[0] == '#' {
			continue
		}
		return line, nil
	}
}

// header reads the first row and finds the separator: the one of comma, semicolon and tab that occurs
// most in it, the first of them where they occur equally often.
func (t *table) header() ([]string, error) {
	line, err := t.next()
	if errors.Is(err, io.EOF) {
		t.faults.add(0, "", "the file is empty; its first line must name the columns")
		return nil, t.faults.result()
	}
	if err != nil {
		return nil, err
	}
	t.comma = ','
	for _, c := range []byte(";\t") {
		if bytes.Count(line, []byte{c}) > bytes.Count(line, []byte{t.comma}) {
			t.comma = c
		}
	}
	if problem := t.split(line); problem != "" {
		t.faults.add(t.line, "", "%s", problem)
		return nil, t.faults.result()
	}
	names := make([]string, len(t.fields))
	for i, f := range t.fields {
		names[i] = string(f)
	}
	return names, nil
}

// row reads the next row of want fields, reporting those that are not. It returns io.EOF at the end.
func (t *table) row(want int) error {
	for {
		line, err := t.next()
		if err != nil {
			return err
		}
		problem := t.split(line)
		if problem == "" && len(t.fields) == want {
			return nil
		}
		switch {
		case t.open:
			t.faults.add(t.line, "", "the file ends in the middle of this line, %s; it was cut off", quote(string(line)))
		case problem != "":
			t.faults.add(t.line, "", "%s", problem)
		default:
			t.faults.add(t.line, "", "found %d fields, expected the %d of the first line: %s", len(t.fields), want, quote(string(line)))
		}
	}
}

// split cuts a line into t.fields, without the space around them, and returns what is wrong with it.
func (t *table) split(line []byte) string {
	t.fields = t.fields[:0]
	if !utf8.Valid(line) {
		return "the line is not UTF-8 text; save the file as UTF-8"
	}
	if bytes.IndexByte(line, '"') >= 0 {
		return t.splitQuoted(line)
	}
	for {
		i := bytes.IndexByte(line, t.comma)
		if i < 0 {
			t.fields = append(t.fields, bytes.TrimSpace(line))
			return ""
		}
		t.fields = append(t.fields, bytes.TrimSpace(line[:i]))
		line = line[i+1:]
	}
}

// splitQuoted is split for lines with quotes in them.
func (t *table) splitQuoted(line []byte) string {
	// Unquoting never lengthens a line, so buf does not move while fields point into it.
	t.buf = append(t.buf[:0], make([]byte, len(line))...)[:0]
	for more := true; more; {
		line = bytes.TrimLeft(line, " ")
		if len(line) == 0 || line[0] != '"' {
			field := line
			i := bytes.IndexByte(line, t.comma)
			if more = i >= 0; more {
				field, line = line[:i], line[i+1:]
			}
			t.fields = append(t.fields, bytes.TrimSpace(field))
			continue
		}
		from := len(t.buf)
		line = line[1:]
		for {
			i := bytes.IndexByte(line, '"')
			if i < 0 {
				return "a quoted field is not closed on its line"
			}
			t.buf = append(t.buf, line[:i]...)
			line = line[i+1:]
			if len(line) == 0 || line[0] != '"' {
				break
			}
			t.buf = append(t.buf, '"')
			line = line[1:]
		}
		t.fields = append(t.fields, bytes.TrimSpace(t.buf[from:]))
		line = bytes.TrimLeft(line, " ")
		if more = len(line) > 0; more {
			if line[0] != t.comma {
				return "a quoted field is followed by more text"
			}
			line = line[1:]
		}
	}
	return ""
}
