package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// output writes answers in the form that was asked for. Its methods return the exit status.
type output struct {
	json           bool
	stdout, stderr io.Writer
	// heading is what a text begins with: which plan it is about, and what that asks for.
	heading string
}

// named returns the plan's name as a heading.
func named(file string) string {
	switch file {
	case "":
		return "The plan that is built in (examples/suggest/plan.json); name a file to use your own, see -h."
	case "-":
		return "The plan on standard input."
	}
	return fmt.Sprintf("The plan in %q.", file)
}

// found writes the files, and then the answer. What is to be written is made before anything is.
func (o *output) found(d *report.Decision, opts options, files []file) int {
	var answer bytes.Buffer
	add := func(name string, form func(io.Writer) error) error {
		if name == "" {
			return nil
		}
		var b bytes.Buffer
		err := form(&b)
		files = append(files, file{name, b.Bytes()})
		return err
	}
	err := add(opts.md, func(w io.Writer) error { return report.Markdown(w, *d) })
	if err == nil {
		err = add(opts.html, func(w io.Writer) error { return report.HTML(w, *d) })
	}
	if err == nil {
		err = add(opts.notices, func(w io.Writer) error { return writeNotices(w, d.Notices, opts.notices) })
	}
	if err == nil {
		err = o.answer(&answer, d, opts)
	}
	text := answer.Bytes()
	var rest []file
	for _, f := range files {
		if f.name != "-" {
			rest = append(rest, f)
			continue
		}
		text = f.text
		for _, warning := range d.Result.Warnings {
			fmt.Fprintf(o.stderr, "Warning: %s\n", printable(warning))
		}
	}
	if err == nil {
		err = writeFiles(rest)
	}
	if err == nil {
		_, err = o.stdout.Write(text)
	}
	return o.status(statusFound, err)
}

// printable returns a text without characters that a terminal might obey: warnings hold names of plans.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, text)
}

// answer writes the answer itself.
func (o *output) answer(w io.Writer, d *report.Decision, opts options) error {
	if o.json {
		doc, err := documentOf(d, opts.page())
		if err != nil {
			return err
		}
		return document.Encode(w, doc)
	}
	err := decision.Text(w, d, o.heading)
	if err == nil && opts.heat {
		err = heatMap(w, d.Request, d.Timeline, d.Result)
	}
	return err
}

// heatMap writes the map below an answer. Without a result it shows what is in the way.
func heatMap(w io.Writer, req scheduler.Request, timeline *scheduler.Timeline, res *scheduler.Result) error {
	if err := write(w, "\n"); err != nil {
		return err
	}
	return report.HeatMapText(w, report.NewHeatMap(req, timeline, res, report.HeatMapOptions{}), report.HeatTextOptions{})
}

// noticesHead is what a page of notices begins with. It fetches nothing.
const noticesHead = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Notices to customers</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 55rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { text-align: left; padding: 0.1rem 1rem 0.1rem 0; }
blockquote { margin: 1rem 0; padding: 0 1rem; border-left: 0.25rem solid; }
</style>
</head>
<body>
`

// writeNotices writes the timetable in the form that the file's name says.
func writeNotices(w io.Writer, table *notice.Timetable, name string) error {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt":
		return table.WriteText(w)
	case ".json":
		return table.WriteJSON(w)
	case ".html", ".htm":
		if err := write(w, noticesHead); err != nil {
			return err
		}
		if err := table.WriteHTML(w); err != nil {
			return err
		}
		return write(w, "</body>\n</html>\n")
	}
	return table.WriteMarkdown(w)
}

// nothing reports that no window fits, what is in the way, and what was found out about proposed starts
// all the same.
func (o *output) nothing(none *scheduler.NoWindowError, opts options, plan *planfile.Plan) int {
	ctx := context.Background()
	var assessments []scheduler.Assessment
	var err error
	if len(opts.at) > 0 {
		if assessments, err = plan.Planner.Assess(ctx, plan.Request, opts.at...); err != nil {
			return o.refuse(renamed(err), plan.Warnings)
		}
	}
	if o.json {
		doc := document.NewErrorResult(none)
		doc.Assessments, doc.Warnings = document.NewAssessments(assessments), plan.Warnings
		return o.status(statusNoWindow, document.Encode(o.stdout, doc))
	}
	var timeline *scheduler.Timeline
	if opts.heat {
		if timeline, err = plan.Planner.Timeline(ctx, plan.Request); err != nil {
			return o.refuse(err, plan.Warnings)
		}
	}
	heading := o.heading + " " + report.Asked(plan.Planner, plan.Request)
	err = report.ErrorText(o.stderr, none, report.TextOptions{Heading: heading, Warnings: plan.Warnings})
	if err == nil && len(assessments) > 0 {
		if err = write(o.stderr, "\n"); err == nil {
			err = report.AssessmentsText(o.stderr, assessments, 0, report.TextOptions{})
		}
	}
	if err == nil && timeline != nil {
		err = heatMap(o.stderr, plan.Request, timeline, nil)
	}
	return o.status(statusNoWindow, err)
}

// refuse reports a plan or a command line that is wrong.
func (o *output) refuse(err error, warnings []string) int {
	if o.json {
		doc := document.NewErrorResult(err)
		doc.Warnings = warnings
		return o.status(statusInvalid, document.Encode(o.stdout, doc))
	}
	return o.status(statusInvalid, report.ErrorText(o.stderr, err, report.TextOptions{Heading: o.heading, Warnings: warnings}))
}

// status returns the exit status, unless the answer could not be written.
func (o *output) status(status int, err error) int {
	if err != nil {
		fmt.Fprintln(o.stderr, "suggest: the answer could not be written:", err)
		return statusFailed
	}
	return status
}

func write(w io.Writer, text string) error {
	_, err := io.WriteString(w, text)
	return err
}
