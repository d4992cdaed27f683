package notice

import (
	"text/template"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/internal/wording"
)

// What a template gives holds marks around instants and links, in characters that no name can hold, so that
// each form of a notice can show them in its own way.
const (
	timeMark = "\x01"
	linkMark = "\x02"
	textMark = "\x03"
	endMark  = "\x04"
)

func marked(t time.Time, text string) string {
	return timeMark + t.Format(time.RFC3339) + textMark + text + endMark
}

// functions are those that templates have beside the ones of text/template.
var functions = wording.Functions(template.FuncMap{
	"date":      date,
	"moment":    func(t time.Time) string { return marked(t, moment(t)) },
	"until":     until,
	"at":        atReading,
	"window":    window,
	"windowUTC": windowUTC,
	"offset":    offset,
	"words":     words,
	"label":     func(r MessageRegion) string { return r.label() },
	"link":      func(url string) string { return linkMark + url + textMark + url + endMark },
})

// date formats an instant with the names of a locale.
func date(locale, layout string, t time.Time) (string, error) {
	text, err := wording.Date(locale, layout, t)
	if err != nil {
		return "", err
	}
	return marked(t, text), nil
}

// until returns an instant in UTC for someone who reads the notice at now.
func until(now, t time.Time) string {
	reading, mark := later(now.UTC(), t.UTC())
	return marked(t.UTC(), reading+" UTC") + mark
}

// atReading returns an instant on its own clocks for someone who has read from, with the offset, which is left out
// where it is that of clocks.
func atReading(from, t time.Time, clocks ...time.Time) string {
	if len(clocks) == 0 {
		_, mark := later(from.In(t.Location()), t)
		return marked(t, moment(t)) + " (" + offset(t) + ")" + mark
	}
	reading, mark := later(from.In(t.Location()), t)
	if offsetOf(t) != offsetOf(clocks[0]) {
		mark = " (" + offset(t) + ")" + mark
	}
	return marked(t, reading) + mark
}

// windowUTC returns a start and an end in UTC.
func windowUTC(start, end time.Time) string {
	start, end = start.UTC(), end.UTC()
	reading, mark := later(start, end)
	return marked(start, moment(start)) + " to " + marked(end, reading) + " UTC" + mark
}

// window returns a start and an end on their own clocks, with the offset of these. Where clocks change in
// between, the readings do not tell the length, and it is said.
func window(start, end time.Time) string {
	first := marked(start, moment(start))
	reading, mark := later(start, end)
	if offsetOf(start) != offsetOf(end) {
		first += " (" + offset(start) + ")"
		mark += ", " + change(start, end)
	}
	return first + " to " + marked(end, reading) + " (" + offset(end) + ")" + mark
}
