package report

import (
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
)

// HTMLMark and MarkdownMark stand in every report in HTML, in Markdown, and tell it from other files.
const (
	HTMLMark     = `<meta name="generator" content="quietwindow report"/>`
	MarkdownMark = "\nWritten by [quietwindow](https://github.com/quietwindow/quietwindow).\n"
)

// HTML writes a decision as one page of HTML that stands by itself: no network, no script, no fonts.
// It begins with one page for a ticket: the decision, what must happen by when, local times, and a week of
// the heat map around the window. The rest is an appendix whose parts open, and print where they are open.
// It follows the reader's light or dark setting, fits narrow screens, and prints. Every figure of a table
// carries its place in the JSON of NewDecisionDocument in data-json, and what stands there in data-value;
// the rows of heat maps are the days of the JSON. Names from a plan are escaped. The page is well-formed XML too.
//
// It returns an error, and writes nothing, if the decision has no planner, no result or no suggestion.
// It writes equal bytes for equal input, in one call of Write. Its form may change, but not data-json and
// data-value.
func HTML(w io.Writer, d Decision) error {
	doc, err := NewDecisionDocument(d)
	if err != nil {
		return err
	}
	d.Title = doc.Title
	made, err := newPage(d, doc)
	if err != nil {
		return err
	}
	data := struct {
		*page
		Style            template.CSS
		Week, Map        *heatTable
		Strips, Narrower []*stripDrawing
		// Timetable is a section with a heading of its own.
		Timetable template.HTML
	}{page: made, Style: pictureCSS}
	if doc.Notices != nil {
		var b strings.Builder
		if err := doc.Notices.WriteHTML(&b); err != nil {
			return err
		}
		data.Timetable = template.HTML(b.String()) // made by html/template there
	}
	data.Title = clean(data.Title)
	if doc.HeatMap != nil {
		data.Week = weekAround(doc).table("week-table", "What a start in each hour would cost, on the clocks of "+doc.HeatMap.TimeZone, true)
		data.Map = doc.HeatMap.table("map-table", doc.HeatMap.title(), false)
	}
	for i, strip := range doc.ClockStrips {
		data.Strips = append(data.Strips, strip.drawing(fmt.Sprintf("strip%d", i+1), wideStrip))
		data.Narrower = append(data.Narrower, strip.drawing(fmt.Sprintf("narrow%d", i+1), narrowStrip))
	}
	return render(w, "page", data)
}

// weekAround returns the part of the heat map around the first suggestion.
func weekAround(doc *DecisionDocument) *HeatMap {
	return doc.HeatMap.around(calendar.DateOf(doc.Suggestions[0].Window.Start))
}
