package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/quietwindow/quietwindow/examples/internal/commandline"
	"github.com/quietwindow/quietwindow/scheduler"
)

// Limits of a list of past maintenance.
const (
	maxBytes  = 1 << 20
	maxLines  = 1_000
	maxFaults = 20
	maxName   = 200
)

// maintenance is one line of the list.
type maintenance struct {
	name                   string
	start, end, plannedEnd time.Time
	line                   int
}

func (m maintenance) actual() time.Duration  { return m.end.Sub(m.start) }
func (m maintenance) planned() time.Duration { return m.plannedEnd.Sub(m.start) }

var columns = []string{"start", "end", "planned_end", "name"}

// pastReader reads a list and gathers what is wrong with it.
type pastReader struct {
	file   string
	csv    *csv.Reader
	at     map[string]int
	faults scheduler.FieldErrors
	more   int
	list   []maintenance
	seen   map[string]int
}

// readPast reads the list in order of time. Everything that is wrong is reported at once, with file and
// line: the first maxFaults faults in full, and the number of the others.
func readPast(file string, data []byte) ([]maintenance, error) {
	r := &pastReader{file: file, csv: csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF")))), at: make(map[string]int), seen: make(map[string]int)}
	r.csv.FieldsPerRecord = -1
	if r.header() {
		r.lines()
	}
	if r.more > 0 {
		r.faults = append(r.faults, &scheduler.FieldError{Path: file, Value: fmt.Sprintf("%d more problems", r.more), Expected: "none"})
	}
	if len(r.faults) > 0 {
		return nil, r.faults
	}
	slices.SortStableFunc(r.list, func(a, b maintenance) int {
		return cmp.Or(a.start.Compare(b.start), a.end.Compare(b.end), strings.Compare(a.name, b.name))
	})
	return r.list, nil
}

func (r *pastReader) fault(line int, column string, value any, expected string) {
	if len(r.faults) == maxFaults {
		r.more++
		return
	}
	path := fmt.Sprintf("%s:%d", r.file, line)
	if column != "" {
		path += ": " + column
	}
	r.faults = append(r.faults, &scheduler.FieldError{Path: path, Value: value, Expected: expected})
}

// header reads the first line and reports whether all columns are known.
func (r *pastReader) header() bool {
	want := "a header with the columns " + strings.Join(columns, ", ") + ", separated by commas"
	record, err := r.csv.Read()
	if err != nil {
		r.fault(1, "", "no header", want)
		return false
	}
	line, _ := r.csv.FieldPos(0)
	for i, name := range record {
		_, again := r.at[name]
		switch {
		case !slices.Contains(columns, name):
			r.fault(line, "", shown(name), want)
		case again:
			r.fault(line, name, "the column twice", "it once")
		}
		r.at[name] = i
	}
	for _, name := range columns {
		if _, ok := r.at[name]; !ok {
			r.fault(line, name, nil, "the column "+name)
		}
	}
	return len(r.faults) == 0
}

// lines reads what follows the header.
func (r *pastReader) lines() {
	for n := 0; ; n++ {
		record, err := r.csv.Read()
		var wrong *csv.ParseError
		switch {
		case err == io.EOF:
			if n == 0 {
				r.fault(1, "", "only a header", "at least one maintenance after it")
			}
			return
		case errors.As(err, &wrong):
			r.fault(wrong.StartLine, "", wrong.Err.Error(), "fields separated by commas, those with quotes or commas in them in double quotes, and quotes in these doubled")
			continue
		case err != nil: // there is none: the data are in memory
			r.fault(1, "", err.Error(), "a file that can be read")
			return
		}
		line, _ := r.csv.FieldPos(0)
		if n == maxLines {
			r.fault(line, "", fmt.Sprintf("more than %d lines", maxLines), fmt.Sprintf("at most %d", maxLines))
			return
		}
		if len(record) != len(columns) {
			r.fault(line, "", fmt.Sprintf("%d fields", len(record)), fmt.Sprintf("%d, as in the header", len(columns)))
			continue
		}
		r.maintenance(line, record)
	}
}

// maintenance reads one line.
func (r *pastReader) maintenance(line int, record []string) {
	m := maintenance{line: line, name: record[r.at["name"]]}
	if m.name == "" || !utf8.ValidString(m.name) || utf8.RuneCountInString(m.name) > maxName || strings.ContainsFunc(m.name, unprintable) {
		r.fault(line, "name", shown(m.name), fmt.Sprintf("1 to %d characters of UTF-8 on one line", maxName))
	}
	start, sound := r.instant(line, "start", record)
	m.start = start
	end := func(column string) time.Time {
		t, ok := r.instant(line, column, record)
		if ok && sound && (!t.After(start) || t.Sub(start) > scheduler.MaxExposure) {
			r.fault(line, column, record[r.at[column]], fmt.Sprintf("a time after the start (%s), and not more than %d days after it",
				record[r.at["start"]], scheduler.MaxExposure/(24*time.Hour)))
		}
		return t
	}
	m.end, m.plannedEnd = end("end"), end("planned_end")
	key := fmt.Sprint(m.start.Unix(), m.end.Unix(), m.name)
	if before := r.seen[key]; before > 0 && sound {
		r.fault(line, "", "the maintenance of line "+fmt.Sprint(before)+" again", "each once")
	}
	r.seen[key] = line
	r.list = append(r.list, m)
}

// instant reads a time of the years in which the scheduler can look for a window.
func (r *pastReader) instant(line int, column string, record []string) (time.Time, bool) {
	const first, last = 1973, 2199
	text := record[r.at[column]]
	var t time.Time
	err := t.UnmarshalText([]byte(text)) // stricter than time.Parse
	if err != nil || t.Nanosecond() != 0 || t.UTC().Year() <= first || t.UTC().Year() > last {
		why := ""
		if err != nil {
			why = commandline.Why(text)
		}
		r.fault(line, column, shown(text), fmt.Sprintf("a time of the years %d to %d as in RFC 3339, in whole seconds, such as 2023-04-12T20:00:00-07:00%s", first+1, last, why))
		return time.Time{}, false
	}
	return t, true
}

func unprintable(c rune) bool { return !unicode.IsPrint(c) }

// shown returns what was found in a length that can be shown.
func shown(text string) string {
	const most = 60
	text = strings.ToValidUTF8(text, "\uFFFD")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "..."
	}
	return text
}
