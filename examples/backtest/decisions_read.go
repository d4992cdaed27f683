package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

const (
	// mostFaults is how many faults of a file of decisions are told; the rest are counted.
	mostFaults = 20
	// mostDecisions is the most rows of one: ten times what a file of ten regions and ten years has.
	mostDecisions = 5_000_000
	// mostShown is how much of a value a message shows, in bytes.
	mostShown = 60
)

// openDecisions reads the file of decisions that -against names; nil where it names none.
func openDecisions(name string) ([]decision, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("-against: %w", err)
	}
	defer f.Close()
	return readDecisions(f, name)
}

// readDecisions reads what textOf writes. Errors are a *history.FileError with the lines of the first faults: a header
// that is another, a value that is none of its column, a decision that stands there twice.
func readDecisions(r io.Reader, name string) ([]decision, error) {
	in := bufio.NewReader(r)
	if mark, _ := in.Peek(3); string(mark) == "\xef\xbb\xbf" {
		_, _ = in.Discard(len(mark)) // it was peeked at
	}
	d := decisionReader{csv: csv.NewReader(in), bad: history.FileError{Name: name}, lines: make(map[decisionID]int), names: make(map[string]string)}
	d.csv.FieldsPerRecord = -1
	d.csv.ReuseRecord = true
	if err := d.read(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(d.bad.Faults) > 0 {
		return nil, &d.bad
	}
	return d.list, nil
}

type decisionReader struct {
	csv   *csv.Reader
	bad   history.FileError
	list  []decision
	lines map[decisionID]int // where each stands
	names map[string]string  // each kept once, not with the row that it stood in
}

func (d *decisionReader) fault(line int, where, found, expected string) {
	if len(d.bad.Faults) == mostFaults {
		d.bad.More++
		return
	}
	if len(found) > mostShown {
		found = found[:mostShown] + "..."
	}
	d.bad.Faults = append(d.bad.Faults, history.Fault{Line: line, Where: where, Problem: fmt.Sprintf("found %q; expected %s", found, expected)})
}

// read reads all rows. It returns the errors of the reader itself only.
func (d *decisionReader) read() error {
	for header := true; ; header = false {
		row, err := d.csv.Read()
		var form *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			if header {
				d.fault(0, "", "nothing", "a first line of "+strings.Join(decisionColumns, ","))
			}
			return nil
		case errors.As(err, &form):
			d.fault(form.Line, "", form.Err.Error(), "a row of CSV")
			return nil // what follows may be the rest of a quoted value
		case err != nil:
			return err
		}
		line, _ := d.csv.FieldPos(0)
		switch {
		case header && !slices.Equal(row, decisionColumns):
			d.fault(line, "", strings.Join(row, ","), strings.Join(decisionColumns, ","))
			return nil
		case header:
		case len(row) != len(decisionColumns):
			d.fault(line, "", fmt.Sprintf("%d values", len(row)), fmt.Sprintf("%d, as the first line has", len(decisionColumns)))
		case len(d.list) == mostDecisions:
			d.fault(line, "", "one row more", fmt.Sprintf("at most %d decisions", mostDecisions))
			return nil
		default:
			d.row(line, row)
		}
	}
}

// row takes one decision.
func (d *decisionReader) row(line int, row []string) {
	before := len(d.bad.Faults) + d.bad.More
	var one decision
	for i, to := range []*string{0: &one.family, 1: &one.stress, 2: &one.part, 6: &one.predictor} {
		if to != nil {
			*to = d.text(line, i, row[i])
		}
	}
	at := d.time(line, 3, row[3])
	one.at, one.start = at.Unix(), d.time(line, 7, row[7])
	one.horizon, one.window = d.hours(line, 4, row[4]), d.hours(line, 5, row[5])
	var err error
	if one.regret, err = strconv.ParseFloat(row[8], 64); err != nil || !(one.regret >= 0 && one.regret <= 1) {
		d.fault(line, decisionColumns[8], row[8], "a number from 0 to 1")
	}
	if len(d.bad.Faults)+d.bad.More > before {
		return
	}
	if one.start.Before(at) || one.start.Add(one.window).After(at.Add(one.horizon)) {
		d.fault(line, decisionColumns[7], row[7], fmt.Sprintf("a start from %s on, whose window of %s ends within the %s after it", row[3], row[5], row[4]))
		return
	}
	if first, twice := d.lines[one.decisionID]; twice {
		d.fault(line, "", strings.Join(row[:7], ","), fmt.Sprintf("each decision once; this one stands in line %d too", first))
		return
	}
	d.lines[one.decisionID] = line
	d.list = append(d.list, one)
}

// text reads a name. A history as it was has no stress, and the only region of a file may have no name.
func (d *decisionReader) text(line, column int, found string) string {
	name := decisionColumns[column]
	if strings.ContainsAny(found, "\r\n") || found == "" && (name == "family" || name == "predictor") {
		d.fault(line, name, found, "a name on one line")
	}
	kept, ok := d.names[found]
	if !ok {
		kept = strings.Clone(found)
		d.names[kept] = kept
	}
	return kept
}

func (d *decisionReader) time(line, column int, found string) time.Time {
	t, err := time.Parse(time.RFC3339, found)
	if err != nil || t.Nanosecond() != 0 || t.Year() < 1973 || t.Year() > 2200 {
		d.fault(line, decisionColumns[column], found, "an instant of the years 1973 to 2200 in whole seconds, such as 2026-11-30T00:00:00Z")
	}
	return t.UTC()
}

func (d *decisionReader) hours(line, column int, found string) time.Duration {
	v, err := time.ParseDuration(found)
	if err != nil || v < time.Hour || v%time.Hour != 0 || v > 366*dayHours*time.Hour {
		d.fault(line, decisionColumns[column], found, "whole hours up to a year, such as 168h")
	}
	return v
}
