package history

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

const (
	// maxPast is the most windows of one file.
	maxPast = 100_000
	// longestPast is the longest of them that is taken for no slip of the pen.
	longestPast = 31 * 24 * time.Hour
)

// ReadPast reads past maintenance: a table with the columns start and end, in the forms of file that
// ReadCSV reads, of instants with their offsets or in UTC. Other columns are passed over, so the list
// of examples/audit will do. The rows may be in any order and may overlap. Name is how errors call the
// file.
//
// Errors are a *FileError with the lines of the first faults: a time that cannot be read or has no
// zone, an end that is not after its start or more than 31 days after it; or the error of ctx once
// that is done.
func ReadPast(ctx context.Context, r io.Reader, name string) (calendar.Set, error) {
	faults := &faultList{name: name}
	t := newTable(obedient{ctx, r}, faults)
	header, err := t.header()
	if err != nil {
		return calendar.Set{}, fileError(name, err)
	}
	cols := findColumns(header)
	start, end := cols.find([]string{"start"}), cols.find([]string{"end"})
	if start < 0 || end < 0 {
		faults.add(t.line, "", "no columns start and end; found %s", quote(strings.Join(header, ", ")))
		return calendar.Set{}, faults.result()
	}
	var spans []calendar.Interval
	for {
		err := t.row(len(header))
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return calendar.Set{}, fileError(name, err)
		}
		if len(spans) == maxPast {
			faults.add(t.line, "", "more than %d windows", maxPast)
			break
		}
		if span, ok := pastWindow(t, start, end, faults); ok {
			spans = append(spans, span)
		}
	}
	if err := faults.result(); err != nil {
		return calendar.Set{}, err
	}
	return calendar.NewSet(spans...), nil
}

// pastWindow reads one row.
func pastWindow(t *table, start, end int, faults *faultList) (calendar.Interval, bool) {
	from, err := parseTime(t.fields[start], false)
	if err != nil {
		faults.add(t.line, "", "start: %s", err)
	}
	to, err2 := parseTime(t.fields[end], false)
	if err2 != nil {
		faults.add(t.line, "", "end: %s", err2)
	}
	if err != nil || err2 != nil {
		return calendar.Interval{}, false
	}
	if to <= from || seconds(to-from) > longestPast {
		faults.add(t.line, "", "end %s: expected a time after start (%s), at most 31 days after it", quote(string(t.fields[end])), t.fields[start])
		return calendar.Interval{}, false
	}
	return calendar.Interval{Start: time.Unix(from, 0).UTC(), End: time.Unix(to, 0).UTC()}, true
}
