package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/quietwindow/quietwindow/examples/internal/bounds"
	"github.com/quietwindow/quietwindow/examples/internal/outfile"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/bounded"
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

// more says below an answer which plan it is about, and how to see more.
func more(file string) string {
	switch file {
	case "":
		return "This is the built-in plan: name a file for your own. -why: reasons; -all: everything; -h: the rest."
	case "-":
		return "-why gives the reasons and tables, -all everything, -html FILE a report, -h the rest."
	}
	return fmt.Sprintf("This is %q. -why gives reasons and tables, -all everything, -html FILE a report.", filepath.Base(file))
}

// found writes the files, and then the answer. What is to be written is made before anything is, and
// nothing is written over what is something else.
func (o *output) found(d *report.Decision, opts options, files []outfile.File) int {
	var answer bytes.Buffer
	add := func(flag, name string, form outfile.Form, write func(io.Writer) error) error {
		if name == "" {
			return nil
		}
		var b bytes.Buffer
		err := write(bounds.Writer(&b))
		files = append(files, outfile.File{Flag: flag, Name: name, Form: form, Text: b.Bytes()})
		return err
	}
	err := errors.Join(
		add("-md", opts.md, markdownForm, func(w io.Writer) error { return report.Markdown(w, *d) }),
		add("-md-full", opts.mdFull, markdownForm, func(w io.Writer) error { return report.MarkdownFull(w, *d) }),
		add("-html", opts.html, pageForm, func(w io.Writer) error { return report.HTML(w, *d) }),
		add("-notices", opts.notices, noticesForm(opts.notices), func(w io.Writer) error { return writeNotices(w, d.Notices, opts.notices) }),
		o.answer(bounds.Writer(&answer), d, opts),
	)
	if large := bounds.Refused(err); large != nil {
		return o.refuse(large, d.Result.Warnings)
	}
	var faults scheduler.FieldErrors // a wording of the plan's own may fail for its answer alone
	if errors.As(err, &faults) {
		return o.refuse(faults, d.Result.Warnings)
	}
	if err != nil {
		return o.status(statusFound, err)
	}
	text := answer.Bytes()
	var rest []outfile.File
	for _, f := range files {
		if f.Name != "-" {
			rest = append(rest, f)
			continue
		}
		text = f.Text
		for _, warning := range d.Result.Warnings {
			fmt.Fprintf(o.stderr, "Warning: %s\n", printable(warning))
		}
	}
	if there := outfile.Check(rest, opts.force); there != nil {
		return o.refuse(there, nil)
	}
	if err = outfile.Write(rest); err == nil {
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
		return bounded.JSON(w, doc)
	}
	var err error
	if opts.why || opts.all || opts.robust {
		err = decision.Text(w, d, o.heading, opts.all)
	} else {
		err = report.Answer(w, *d, report.AnswerOptions{More: more(opts.file)})
	}
	if err == nil && (opts.heat || opts.all) {
		err = heatMap(w, d.Request, d.Timeline, d.Result)
	}
	return err
}

// heatMap writes the map below an answer. Without a result it shows what is in the way.
func heatMap(w io.Writer, req scheduler.Request, timeline *scheduler.Timeline, res *scheduler.Result) error {
	if err := write(w, "\n"); err != nil {
		return err
	}
	return report.HeatMapText(w, report.NewHeatMap(req, timeline, res, report.HeatMapOptions{}), report.HeatTextOptions{Numbers: true})
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
		if doc.Fingerprint, err = decision.Fingerprint(ctx, plan); err != nil {
			return o.refuse(err, plan.Warnings)
		}
		doc.Assessments, doc.Warnings, doc.DaysAsOf = document.NewAssessments(assessments), plan.Warnings, decision.DaysAsOf(plan)
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
	failed := report.ErrorText(o.stderr, err, report.TextOptions{Heading: o.heading, Warnings: warnings})
	var lacks *needError
	if failed == nil && errors.As(err, &lacks) {
		failed = write(o.stderr, lacks.hint())
	}
	return o.status(statusInvalid, failed)
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
