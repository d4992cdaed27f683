package main

import (
	"slices"

	"github.com/quietwindow/quietwindow/examples/internal/outfile"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// wanted says what the command line asks for beyond what the plan does. Zones is the version of the time
// zone database.
func (o options) wanted(zones string) decision.Want {
	want := decision.Want{ZoneDatabase: zones}
	if o.page() {
		want = decision.Report(zones)
	}
	want.Judge = o.at
	want.Robustness = want.Robustness || o.robust || o.all
	want.Pictures = want.Pictures || o.heat || o.all
	want.Notices = o.notices != ""
	return want
}

// page reports whether a report is to be written.
func (o options) page() bool { return o.md != "" || o.mdFull != "" || o.html != "" }

// The forms of the reports.
var (
	pageForm     = outfile.Form{Name: "a report in HTML", Marks: []string{report.HTMLMark}}
	markdownForm = outfile.Form{Name: "a report in Markdown", Marks: []string{report.MarkdownMark}}
)

// reports returns the files that are known by their marks alone, without their texts.
func (o options) reports() []outfile.File {
	list := []outfile.File{
		{Flag: "-md", Name: o.md, Form: markdownForm}, {Flag: "-md-full", Name: o.mdFull, Form: markdownForm},
		{Flag: "-html", Name: o.html, Form: pageForm}, {Flag: "-notices", Name: o.notices, Form: noticesForm(o.notices)},
	}
	return slices.DeleteFunc(list, func(f outfile.File) bool { return f.Name == "" || f.Name == "-" || f.Form.JSON })
}

// documentOf returns the JSON form of a decision: with a page, of everything in it.
func documentOf(d *report.Decision, page bool) (any, error) {
	if page {
		return report.NewDecisionDocument(*d)
	}
	doc := document.NewResult(d.Result)
	doc.Tradeoff, doc.Robustness, doc.Notices = document.NewTradeoff(d.Tradeoff), document.NewRobustness(d.Robustness), d.Notices
	doc.Learned, doc.DaysAsOf, doc.Fingerprint = d.Learned, d.DaysAsOf, d.Fingerprint
	return doc, nil
}
