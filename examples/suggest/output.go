package main

import (
	"fmt"
	"io"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
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

func (o *output) found(res *scheduler.Result) int {
	if o.json {
		return o.status(statusFound, report.JSON(o.stdout, res))
	}
	return o.status(statusFound, report.Text(o.stdout, res, report.TextOptions{Heading: o.heading}))
}

// noWindow reports that nothing fits, and what was found out about proposed starts all the same.
func (o *output) noWindow(none *scheduler.NoWindowError, assessments []scheduler.Assessment, warnings []string) int {
	if o.json {
		document := report.NewErrorDocument(none)
		document.Assessments, document.Warnings = report.NewAssessments(assessments), warnings
		return o.status(statusNoWindow, report.Encode(o.stdout, document))
	}
	err := report.ErrorText(o.stderr, none, report.TextOptions{Heading: o.heading, Warnings: warnings})
	if err == nil && len(assessments) > 0 {
		if err = write(o.stderr, "\n"); err == nil {
			err = report.AssessmentsText(o.stderr, assessments, 0, report.TextOptions{})
		}
	}
	return o.status(statusNoWindow, err)
}

// refuse reports a plan or a command line that is wrong.
func (o *output) refuse(err error, warnings []string) int {
	if o.json {
		document := report.NewErrorDocument(err)
		document.Warnings = warnings
		return o.status(statusInvalid, report.Encode(o.stdout, document))
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
