package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/quietwindow/quietwindow/examples/internal/commandline"
	"github.com/quietwindow/quietwindow/examples/internal/outfile"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/export"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// help returns the usage with the names of the formats.
func help() string {
	const indent, most = "\n             ", 100
	text, line := "", indent
	for i, f := range export.Formats() {
		name := " " + f.Name + ","
		if i == len(export.Formats())-1 {
			name = " " + f.Name + "."
		}
		if len(line)+len(name) > most {
			text, line = text+line, indent
		}
		line += name
	}
	return strings.Replace(usage, "\nFORMATS", text+line, 1)
}

func isFormat(name string) bool {
	return slices.ContainsFunc(export.Formats(), func(f export.Format) bool { return f.Name == name })
}

// exportsOf returns the first suggestion in the forms of other tools: at most with what customers are told
// about it, since some of these tools publish what they get. What these cannot express becomes a
// warning of the result.
func exportsOf(d *report.Decision, opts options, plan *planfile.Plan, now func() time.Time) ([]outfile.File, error) {
	if len(opts.exports) == 0 {
		return nil, nil
	}
	with, err := exportOptions(opts.exportOptions)
	if err != nil {
		return nil, err
	}
	window := d.Result.Suggestions[0].Window
	m := export.Maintenance{
		ID: idOf(plan, window.Start), Title: cmp.Or(d.Title, "Maintenance of our service"),
		Windows: []export.Window{{Interval: window}}, Stamp: now().Truncate(time.Second), Options: with,
	}
	creator := "quietwindow"
	if plan.Notice != nil {
		creator = cmp.Or(plan.Notice.Options.Contact, creator)
	}
	if d.Notices != nil && utf8.RuneCountInString(d.Notices.Entries[0].Text) <= export.MaxDescription {
		m.Description = d.Notices.Entries[0].Text // what customers are told, and nothing else
	}
	var files []outfile.File
	var faults scheduler.FieldErrors
	for _, e := range opts.exports {
		m.CreatedBy = ""
		if e.format == "alertmanager-silence" || e.format == "icinga" { // the only ones that must have it
			m.CreatedBy = creator
		}
		out, err := export.Export(e.format, m)
		var wrong scheduler.FieldErrors
		if errors.As(err, &wrong) {
			for _, f := range wrong {
				faults = append(faults, &scheduler.FieldError{Path: "-export " + e.format + ": " + f.Path, Value: f.Value, Expected: f.Expected})
			}
			continue
		}
		for _, n := range out.Notes {
			d.Result.Warnings = append(d.Result.Warnings, fmt.Sprintf("-export %s: %s.", e.format, n.Text))
		}
		files = append(files, outfile.File{Flag: "-export " + e.format, Name: e.file, Form: outfile.ExportForm(out.Format), Text: out.Bytes()})
	}
	if len(faults) > 0 {
		return nil, lacking(faults)
	}
	return files, nil
}

// idOf returns what the names in other tools are made of: the plan's id or name, so that a window that moves keeps
// them; of a plan without either, the start.
func idOf(plan *planfile.Plan, start time.Time) string {
	if plan.ID != "" {
		return export.TaskID(plan.ID)
	}
	return "maintenance-" + strings.ToLower(start.UTC().Format("20060102T150405Z"))
}

// exportOptions reads what single formats ask for.
func exportOptions(name string) (export.Options, error) {
	var out export.Options
	if name == "" {
		return out, nil
	}
	text, err := os.ReadFile(name)
	if err == nil {
		dec := json.NewDecoder(bytes.NewReader(text))
		dec.DisallowUnknownFields()
		if err = dec.Decode(&out); err == nil {
			if _, end := dec.Token(); end != io.EOF {
				err = errors.New("there is more after the object")
			}
		}
	}
	if err != nil {
		return out, scheduler.FieldErrors{{Path: "-export-options", Value: name, Expected: fmt.Sprintf("a JSON file of options for the formats (%s)", commandline.WhyNoJSON(err))}}
	}
	return out, nil
}
