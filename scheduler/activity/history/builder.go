package history

import (
	"fmt"
	"math"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// run is how many rows in a row must lie the same wide distance apart for the series to count as one
// of mixed resolution rather than one with hours missing. So many rows are also looked at before the
// distance from row to row is taken as known.
const run = 12

// builder puts one series together from rows in order of time. It keeps the last keep hours, so its
// memory does not grow with the file.
type builder struct {
	series Series
	keep   int
	// back is 1 where a row tells of the time that ends with its instant, and 0 where it tells of the
	// time that begins there.
	back   int64
	report func(line int, problem string)
	unit   string         // how a row's place is called: "line %d"
	loc    *time.Location // of the clocks that the file's times were read on; nil for instants

	head []sample // the first rows, until step is known
	step int64    // seconds from row to row; 0 until known
	last sample   // the row before
	// An hour given in parts is gathered until the next one begins.
	phase, hour int64 // hours begin phase seconds past the whole ones; the start of this one
	sum         float64
	parts       int
	wide, wides int64 // the last distance wider than step, and how often in a row it came
	// Rows that are stamped at the last minute or second of their hour stand for it: shift is how far past its
	// beginning they lie.
	shift int64
	// A series whose second row lies before its first has the newest first: its rows are gathered, and taken from
	// the end. Of those too old to be kept only the hours are counted.
	falling bool
	fallen  []sample
	older   int64 // the last of the hours that were too old
}

// sample is a row: when it lies, what it says, and its line in the file.
type sample struct {
	unix  int64
	value float64
	line  int
}

// add takes the next row. It reports what is wrong with it.
func (b *builder) add(s sample) {
	if b.step != 0 {
		b.take(s)
		return
	}
	if b.falling {
		b.fall(s)
		return
	}
	if len(b.head) == 1 && s.unix < b.head[0].unix {
		b.falling, b.fallen, b.head = true, b.head, nil
		b.fall(s)
		return
	}
	if n := len(b.head); n > 0 && !b.inOrder(b.head[n-1], s) {
		return
	}
	if b.head = append(b.head, s); len(b.head) == run {
		b.begin()
	}
}

// fall takes the next row of a series with the newest first.
func (b *builder) fall(s sample) {
	before := b.fallen[len(b.fallen)-1]
	switch {
	case s.unix == before.unix:
		b.report(s.line, fmt.Sprintf("%s was given already%s; an hour may occur once", show(s.unix), b.in(before.line)))
		return
	case s.unix > before.unix:
		b.report(s.line, fmt.Sprintf("%s comes after %s%s, but the rows before had the newest first; expected one order of time, up or down", show(s.unix), show(before.unix), b.in(before.line)))
		return
	}
	// An hour more than is kept, so that the oldest one kept is whole.
	if oldest := b.fallen[0].unix - int64(b.keep+1)*hourSeconds; s.unix < oldest {
		if hour := floorDiv(s.unix, hourSeconds); hour != b.older {
			b.older = hour
			b.series.Tally.Forgotten++
		}
		b.series.Tally.Rows++
		return
	}
	b.fallen = append(b.fallen, s)
}

// rise takes the rows of a series with the newest first from the end.
func (b *builder) rise() {
	rows := b.fallen
	b.falling, b.fallen = false, nil
	for i := range rows {
		b.add(rows[len(rows)-1-i])
	}
}

// inOrder reports whether s comes after the row before, and says so where it does not.
func (b *builder) inOrder(before, s sample) bool {
	switch gap := s.unix - before.unix; {
	case gap == 0:
		b.report(s.line, fmt.Sprintf("%s was given already%s; an hour may occur once", show(s.unix), b.in(before.line)))
	case gap < 0:
		b.report(s.line, fmt.Sprintf("%s comes after %s%s; rows must be in order of time", show(s.unix), show(before.unix), b.in(before.line)))
	default:
		return true
	}
	return false
}

// begin finds the distance from row to row, which is the least between the first rows, and takes them.
func (b *builder) begin() {
	b.step = hourSeconds
	for i := 1; i < len(b.head); i++ {
		b.step = min(b.step, b.head[i].unix-b.head[i-1].unix)
	}
	b.stampedAtTheEnd()
	first := b.head[0]
	if hourSeconds%b.step != 0 || b.step < 60 {
		b.report(first.line, fmt.Sprintf("rows lie %s apart; expected an hour, or a part of one that divides it, of a minute or more", calendar.FormatDuration(seconds(b.step))))
		b.step = hourSeconds
	}
	b.phase = first.unix % b.step
	if b.phase%60 != 0 {
		b.report(first.line, fmt.Sprintf("%s: hours must begin on a whole minute", show(first.unix)))
	}
	b.hour = b.hourOf(first.unix)
	b.series.Start = time.Unix(b.hour, 0).UTC()
	b.last = sample{unix: first.unix - b.step}
	head := b.head
	b.head = nil
	for _, s := range head {
		s.unix += b.shift // take takes it off
		b.take(s)
	}
}

// stampedAtTheEnd finds out whether hourly rows are stamped at hh:59 or hh:59:59, all of the first ones, and
// moves these to the beginning of the hours that contain them.
func (b *builder) stampedAtTheEnd() {
	if b.step != hourSeconds || b.back != 0 {
		return
	}
	offset := 0
	if b.loc != nil {
		_, offset = time.Unix(b.head[0].unix, 0).In(b.loc).Zone()
	}
	into := b.head[0].unix + int64(offset) - floorDiv(b.head[0].unix+int64(offset), hourSeconds)*hourSeconds
	if into != 59*60 && into != hourSeconds-1 {
		return
	}
	b.shift = into
	for i := range b.head {
		b.head[i].unix -= into
	}
}

// hourOf returns the start of the hour that a row belongs to.
func (b *builder) hourOf(unix int64) int64 {
	return floorDiv(unix-b.back-b.phase, hourSeconds)*hourSeconds + b.phase
}

// take adds a row once the step is known.
func (b *builder) take(s sample) {
	s.unix -= b.shift
	if !b.inOrder(b.last, s) {
		return
	}
	gap := s.unix - b.last.unix
	if gap%b.step != 0 {
		b.report(s.line, fmt.Sprintf("mixed resolutions: rows so far lie %s apart, but %s comes %s after the row before", calendar.FormatDuration(seconds(b.step)), show(s.unix), calendar.FormatDuration(seconds(gap))))
		return
	}
	if !b.even(gap, s) {
		return
	}
	b.put(s)
	b.last = s
}

// even reports whether rows do not lie further apart from somewhere on, and says so where they do.
func (b *builder) even(gap int64, s sample) bool {
	if gap == b.step {
		b.wides = 0
		return true
	}
	if gap != b.wide {
		b.wide, b.wides = gap, 0
	}
	if b.wides++; b.wides < run {
		return true
	}
	b.wides = 0
	b.last = s
	b.report(s.line, fmt.Sprintf("mixed resolutions, or rows further apart than an hour: the %d rows up to %s lie %s apart, expected %s", run, show(s.unix), calendar.FormatDuration(seconds(gap)), calendar.FormatDuration(seconds(b.step))))
	return false
}

// put adds a value to its hour.
func (b *builder) put(s sample) {
	b.series.Tally.Rows++
	if math.IsNaN(s.value) {
		b.series.Tally.Blank++
	}
	if hour := b.hourOf(s.unix); hour != b.hour {
		b.flush()
		b.skip(int((hour-b.hour)/hourSeconds) - 1)
		b.hour = hour
	}
	b.sum += s.value
	b.parts++
}

// skip adds hours that are missing.
func (b *builder) skip(missing int) {
	if missing > b.keep {
		// Nothing before the gap will be kept, so it need not be walked.
		older := missing - b.keep
		b.series.Tally.Forgotten += len(b.series.Values) + older
		b.series.Start = b.series.Start.Add(time.Duration(len(b.series.Values)+older) * time.Hour)
		b.series.Values, missing = b.series.Values[:0], b.keep
	}
	for range missing {
		b.push(math.NaN())
	}
}

// flush ends the hour that was gathered. An hour in parts is the mean of its parts, which is as good as
// their sum since only the shape matters, if none is missing.
func (b *builder) flush() {
	if b.parts == 0 {
		return
	}
	value := b.sum / float64(b.parts)
	if int64(b.parts) < hourSeconds/b.step {
		b.series.Tally.Partial++
		value = math.NaN()
	}
	b.push(value)
	b.sum, b.parts = 0, 0
}

// push appends an hour. Once twice as many as wanted are held the older half is dropped, which costs a
// constant time an hour.
func (b *builder) push(value float64) {
	b.series.Values = append(b.series.Values, value)
	if len(b.series.Values) >= 2*b.keep {
		b.forget()
	}
}

// forget drops the hours older than the last keep.
func (b *builder) forget() {
	drop := len(b.series.Values) - b.keep
	if drop <= 0 {
		return
	}
	b.series.Tally.Forgotten += drop
	b.series.Values = b.series.Values[:copy(b.series.Values, b.series.Values[drop:])]
	b.series.Start = b.series.Start.Add(time.Duration(drop) * time.Hour)
}

// finish ends the series.
func (b *builder) finish() Series {
	if b.falling {
		b.rise()
	}
	if b.step == 0 && len(b.head) > 0 {
		b.begin()
	}
	b.flush()
	b.forget()
	return b.series
}

func show(unix int64) string { return time.Unix(unix, 0).UTC().Format("2006-01-02T15:04:05Z") }

func seconds(n int64) time.Duration { return time.Duration(n) * time.Second }

// in names the place of an earlier row.
func (b *builder) in(line int) string { return " in " + fmt.Sprintf(b.unit, line) }
