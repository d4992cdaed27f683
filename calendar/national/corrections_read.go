package national

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quietwindow/quietwindow/calendar"
)

// The limits of a file of corrections.
const (
	MaxCorrectionsSize = 1 << 20 // bytes
	MaxCorrections     = 10_000  // rows
	maxNameLength      = 200     // characters of a name, a scope
	maxProblems        = 100     // reported at once
)

// correctionColumns are the columns of the file.
var correctionColumns = []string{"code", "date", "op", "name", "scope", "source"}

// CorrectionError is one fault of a file of corrections.
type CorrectionError struct {
	Line     int    // from 1
	Column   string // such as "date"; empty where the whole line or file is meant
	Value    string // what was found: a text, in quotes, or a few words
	Expected string
	Err      error // the cause, if there is one: a *[CodeError] for an unknown code
}

// Error says where, what was found and what was expected.
func (e *CorrectionError) Error() string {
	where := fmt.Sprintf("line %d", e.Line)
	if e.Column != "" {
		where += ", " + e.Column
	}
	return fmt.Sprintf("%s: found %s, expected %s", where, e.Value, e.Expected)
}

// Unwrap returns the cause, nil where there is none.
func (e *CorrectionError) Unwrap() error { return e.Err }

// CorrectionErrors are all faults of a file of corrections, by line, at most 100.
type CorrectionErrors []*CorrectionError

// Error lists the faults, one a line.
func (e CorrectionErrors) Error() string {
	lines := make([]string, len(e))
	for i, fault := range e {
		lines[i] = fault.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the faults one by one.
func (e CorrectionErrors) Unwrap() []error {
	list := make([]error, len(e))
	for i, fault := range e {
		list[i] = fault
	}
	return list
}

// ReadCorrections reads a file of corrections: CSV with the heading
//
//	code,date,op,name,scope,source
//
// and a row for each day. The code is one of [Codes]. The date is a date (2026-11-04), a day of every
// year (yearly 08-15) or of every year from one on (yearly 01-14 from 2024). The op is
//
//   - off: the date is a holiday of that name. It is no longer a day at work.
//   - not: the date is no holiday, whatever the built-in days say. A weekend stays one.
//   - work: the date is a rest day that is worked, and no holiday. A name may say why ("in place of 31
//     August").
//
// A name that ends in " (substitute)" is that of a day in lieu of another; the rest is the other's name.
//
// The scope is for whom: empty or "all", or a few words such as "public sector" or "most
// municipalities", which are shown with the name; it changes nothing else. The source is for readers
// of the file and is not used. A byte order mark, blank lines and lines that begin with # are passed
// over.
//
// Unknown codes, dates that do not exist, unknown ops, names that are missing, too long or hold
// control characters, and one date of a code with different ops (two dated rows, or two yearly ones)
// are all reported at once, as [CorrectionErrors] with their lines. A file over 1 MiB or over 10,000
// rows is refused.
func ReadCorrections(r io.Reader) (*Corrections, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxCorrectionsSize+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxCorrectionsSize {
		return nil, CorrectionErrors{{Line: 1, Value: "a file of more than 1 MiB", Expected: "at most 1 MiB"}}
	}
	p := correctionParser{found: &Corrections{byCode: map[string][]correction{}}, at: map[string]opAt{}}
	p.file(bytes.TrimPrefix(data, []byte("\ufeff")))
	if p.faults != nil {
		return nil, p.faults
	}
	return p.found, nil
}

// opAt is the op that a date of a code has, and where.
type opAt struct {
	op   string
	line int
}

type correctionParser struct {
	found  *Corrections
	faults CorrectionErrors
	line   int
	at     map[string]opAt // by code and date as written
}

// fault keeps a fault of the current line.
func (p *correctionParser) fault(column, value, expected string, err error) {
	p.faults = append(p.faults, &CorrectionError{Line: p.line, Column: column, Value: value, Expected: expected, Err: err})
}

func (p *correctionParser) file(data []byte) {
	rows := csv.NewReader(bytes.NewReader(data))
	rows.Comment, rows.FieldsPerRecord, rows.ReuseRecord = '#', -1, true
	p.line = 1
	for n := 0; len(p.faults) < maxProblems; n++ {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			if n == 0 {
				p.fault("", "no heading", "the heading "+strings.Join(correctionColumns, ","), nil)
			}
			return
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			p.line = bad.Line
			p.fault("", bad.Err.Error(), "CSV: six columns, a text with a comma or a quote in double quotes", nil)
			return
		}
		p.line, _ = rows.FieldPos(0)
		switch {
		case n == 0 && !slices.Equal(row, correctionColumns):
			p.fault("", found(strings.Join(row, ",")), "the heading "+strings.Join(correctionColumns, ","), nil)
			return
		case n > MaxCorrections:
			p.fault("", fmt.Sprintf("row %d", n), fmt.Sprintf("at most %d rows", MaxCorrections), nil)
			return
		case n > 0 && len(row) != len(correctionColumns):
			p.fault("", fmt.Sprintf("%d columns", len(row)), "the six columns "+strings.Join(correctionColumns, ","), nil)
		case n > 0:
			p.row(row)
		}
	}
}

// found quotes what was found, cut to a length that can be read.
func found(text string) string {
	if runes := []rune(text); len(runes) > maxCode {
		text = string(runes[:maxCode]) + "…"
	}
	return strconv.Quote(text)
}

func (p *correctionParser) row(row []string) {
	before := len(p.faults)
	c := correction{code: strings.Clone(row[0]), op: strings.Clone(row[2])}
	if table := loadFacts(); !hasCode(table, c.code) {
		err := newCodeError(c.code, table.codes)
		p.fault("code", found(c.code), "an ISO 3166 code such as "+orList(err.Nearest), err)
	}
	p.date(row[1], &c)
	if c.op != opOff && c.op != opNot && c.op != opWork {
		p.fault("op", found(c.op), "off, not or work", nil)
	}
	p.name(row[3], row[4], &c)
	if len(p.faults) > before {
		return
	}
	key := c.code + " " + row[1]
	if c.yearly.month != 0 {
		key = fmt.Sprintf("%s yearly %02d-%02d", c.code, c.yearly.month, c.yearly.day)
	}
	if first, ok := p.at[key]; ok && first.op != c.op {
		p.fault("op", found(c.op), fmt.Sprintf("one op for %s; line %d has %q", key, first.line, first.op), nil)
		return
	}
	p.at[key] = opAt{c.op, p.line}
	p.found.byCode[c.code] = append(p.found.byCode[c.code], c)
}

// date reads a date, "yearly MM-DD" or "yearly MM-DD from YYYY".
func (p *correctionParser) date(text string, c *correction) {
	const forms = `a date such as 2026-11-04, "yearly 08-15" or "yearly 01-14 from 2024"`
	rest, every := strings.CutPrefix(text, "yearly ")
	if !every {
		d, err := calendar.ParseDate(text)
		switch {
		case err == nil:
			c.date = d
		case strings.HasSuffix(err.Error(), "no such day"):
			p.fault("date", found(text), "a day that exists", err)
		default:
			p.fault("date", found(text), forms, err)
		}
		return
	}
	day, from, hasFrom := strings.Cut(rest, " from ")
	// 2028 is a leap year: 02-29 is a day of some years.
	d, err := calendar.ParseDate("2028-" + day)
	if err != nil {
		expected := forms
		if strings.HasSuffix(err.Error(), "no such day") {
			expected = "a day that exists"
		}
		p.fault("date", found(text), expected, err)
		return
	}
	c.yearly = yearly{month: d.Month, day: d.Day}
	if !hasFrom {
		return
	}
	first, err := calendar.ParseDate(from + "-01-01")
	if err != nil {
		p.fault("date", found(text), forms, err)
		return
	}
	c.yearly.from = first.Year
}

// name reads the name with the scope.
func (p *correctionParser) name(name, scope string, c *correction) {
	for _, field := range [...]struct{ column, text string }{{"name", name}, {"scope", scope}} {
		column, text := field.column, field.text
		switch {
		case !utf8.ValidString(text) || strings.ContainsFunc(text, hidden):
			p.fault(column, found(text), "text in UTF-8 without control characters and other characters that cannot be seen", nil)
		case utf8.RuneCountInString(text) > maxNameLength:
			p.fault(column, found(text), fmt.Sprintf("at most %d characters", maxNameLength), nil)
		case text != strings.TrimSpace(text):
			p.fault(column, found(text), "no space at the beginning or the end", nil)
		}
	}
	if name == "" && c.op == opOff {
		p.fault("name", found(name), "the name of the holiday", nil)
	}
	name, c.substitute = strings.CutSuffix(strings.Clone(name), " (substitute)")
	c.name = name
	switch {
	case c.op == opNot, scope == "", scope == "all":
	case name == "":
		c.name = inWords(scope)
	case c.op == opWork: // shown in brackets as a whole
		c.name += ", " + inWords(scope)
	default:
		c.name += " (" + inWords(scope) + ")"
	}
}

// inWords returns a scope as it stands behind a name: "in most municipalities".
func inWords(scope string) string {
	if scope == "most municipalities" {
		return "in " + scope
	}
	return strings.Clone(scope)
}

// hidden reports whether a character cannot be seen, or changes the order of those around it.
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' || r == utf8.RuneError
}
