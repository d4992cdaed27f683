package report

import (
	"fmt"
	"html/template"
	"io"
	"strings"
)

// partWeeks is how many weeks of the heat map stand in one picture of a page, so that it fits on paper.
const partWeeks = 5

// HTMLMark and MarkdownMark stand in every report in HTML, in Markdown, and tell it from other files.
const (
	HTMLMark     = `<meta name="generator" content="quietwindow report"/>`
	MarkdownMark = "\nWritten by [quietwindow](https://github.com/quietwindow/quietwindow).\n"
)

// HTML writes a decision as one page of HTML that stands by itself: no network, no script, no fonts.
// It holds what Markdown writes, and the pictures: the heat map and the local clocks. It follows the
// reader's light or dark setting, fits narrow screens, and prints. Every figure of a table carries its
// place in the JSON of NewDecisionDocument in data-json, and what stands there in data-value. Names from
// a plan are escaped. The page is well-formed XML too.
//
// It returns an error, and writes nothing, if the decision has no planner, no result or no suggestion.
// It writes equal bytes for equal input, in one call of Write. Its form may change, but not data-json,
// data-value and the data attributes of HeatMapSVG.
func HTML(w io.Writer, d Decision) error {
	doc, err := NewDecisionDocument(d)
	if err != nil {
		return err
	}
	d.Title = doc.Title
	data := struct {
		*page
		Style  template.CSS
		Maps   []*heatDrawing
		Strips []*stripDrawing
		// Timetable is a section with a heading of its own.
		Timetable template.HTML
	}{page: newPage(d, doc), Style: pictureCSS}
	if doc.Notices != nil {
		var b strings.Builder
		if err := doc.Notices.WriteHTML(&b); err != nil {
			return err
		}
		data.Timetable = template.HTML(b.String()) // made by html/template there
	}
	data.Title = clean(data.Title)
	if doc.HeatMap != nil {
		for i, part := range doc.HeatMap.parts(partWeeks) {
			data.Maps = append(data.Maps, part.drawing(fmt.Sprintf("heatmap%d", i+1)))
		}
	}
	for i, strip := range doc.ClockStrips {
		data.Strips = append(data.Strips, strip.drawing(fmt.Sprintf("strip%d", i+1)))
	}
	return render(w, "page", data)
}
