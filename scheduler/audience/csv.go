package audience

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
)

// maxRecord is how long a record of a table may be, in bytes, about: it bounds the memory that a quote which is never closed takes.
const maxRecord = 1 << 20

// headSize is how much of a table is looked at to find the separator: the longest first line.
const headSize = 64 << 10

// CSV returns the rows of a table: a header, then one row for each customer or group. Columns may be in any order; those of
// other names are passed over:
//
//   - time_zone (timezone, tz, windows_time_zone, zone), subdivision (state, province), country (country_code, iso2, iso3),
//     ip_country (geoip_country, cf_ipcountry): as in [Row]
//   - utc_offset (gmt_offset): as Row.Offset; or browser_offset (timezone_offset): what JavaScript's
//     getTimezoneOffset gives, minutes, positive behind UTC
//   - seats (customers, users, weight, quantity, count): how many customers the row stands for; 1 without such a column, and none
//     where the field is empty
//   - tier (plan, edition, segment)
//
// Two columns for one thing are an error, and so is a table without a column that says where. The separator is comma, semicolon
// or tab, whichever the header has most; a byte order mark, blank lines and quotes as in RFC 4180 are understood. Empty
// fields, "-", "null", "none", "n/a", "unknown", "undefined", "(not set)" and \N say nothing; NA is Namibia.
//
// Rows with a wrong number of fields or a wrong number of seats are a *[RowError] each, and reading goes on. Other errors
// name the table by name, and end it. The table is read once, a record at a time, and may be of any length.
func CSV(r io.Reader, name string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		guard := &guard{r: r, left: maxRecord}
		in := bufio.NewReaderSize(guard, headSize)
		comma, err := head(in)
		if err != nil {
			yield(Row{}, named(name, err))
			return
		}
		table := csv.NewReader(in)
		table.Comma, table.ReuseRecord = comma, true
		header, err := table.Read()
		if errors.Is(err, io.EOF) {
			err = errors.New("the table is empty; its first line must name the columns")
		}
		var cols columns
		if err == nil {
			cols, err = findColumns(header)
		}
		if err != nil {
			yield(Row{}, named(name, err))
			return
		}
		var record []string
		get := func(f field) string {
			if cols[f] < 0 {
				return ""
			}
			return tidy(record[cols[f]])
		}
		for {
			guard.left = maxRecord
			record, err = table.Read()
			var bad *csv.ParseError
			switch {
			case errors.Is(err, io.EOF):
				return
			case errors.Is(err, csv.ErrFieldCount) && errors.As(err, &bad):
				if !yield(Row{}, &RowError{bad.StartLine, fmt.Sprintf("found %d fields, expected the %d of the first line", len(record), table.FieldsPerRecord)}) {
					return
				}
				continue
			case err != nil:
				yield(Row{}, named(name, err))
				return
			}
			line, _ := table.FieldPos(0)
			row, err := cols.row(line, get)
			if !yield(row, err) {
				return
			}
		}
	}
}

// named says which table an error is of. What it returns ends the reading, also where it is about one row: what follows could
// not be understood.
func named(name string, err error) error {
	var quotes *csv.ParseError
	var row *RowError
	switch {
	case errors.As(err, &quotes):
		return fmt.Errorf("%s: line %d: %s; a field with quotes begins and ends with one, and doubles those in it", name, quotes.StartLine, quotes.Err.Error())
	case errors.As(err, &row):
		return fmt.Errorf("%s: %s", name, row.Error())
	}
	return fmt.Errorf("%s: %w", name, err)
}

// head looks at the first line: it passes a byte order mark over and finds the separator.
func head(in *bufio.Reader) (comma rune, err error) {
	start, err := in.Peek(headSize)
	if len(start) == 0 && err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	if bytes.HasPrefix(start, []byte("\xff\xfe")) || bytes.HasPrefix(start, []byte("\xfe\xff")) {
		return 0, errors.New("the table is in UTF-16; save it as UTF-8")
	}
	if bytes.HasPrefix(start, []byte("\xef\xbb\xbf")) {
		start = start[3:]
		if _, err := in.Discard(3); err != nil {
			return 0, err
		}
	}
	line, _, _ := bytes.Cut(bytes.TrimLeft(start, "\r\n"), []byte("\n"))
	comma = ','
	for _, c := range ";\t" {
		if bytes.Count(line, []byte(string(c))) > bytes.Count(line, []byte(string(comma))) {
			comma = c
		}
	}
	return comma, nil
}

// guard ends the reading where one record takes too much.
type guard struct {
	r    io.Reader
	left int
}

func (g *guard) Read(p []byte) (int, error) {
	if g.left < 0 {
		return 0, fmt.Errorf("a record is longer than %d bytes; a quote may not be closed", maxRecord)
	}
	n, err := g.r.Read(p)
	g.left -= n
	return n, err
}
