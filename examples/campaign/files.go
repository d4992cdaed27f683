package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"path/filepath"
	"slices"
	"strings"
	"time"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/examples/internal/bounds"
	"github.com/quietwindow/quietwindow/examples/internal/outfile"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/export"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// pageForm is the form of -html.
var pageForm = outfile.Form{Name: "a page about a campaign", Marks: []string{`<meta name="generator" content="quietwindow campaign">`}}

// formOf is the form of an export of one task, or of the calendar of all.
func formOf(format string) outfile.Form {
	list := export.Formats()
	i := slices.IndexFunc(list, func(f export.Format) bool { return f.Name == format })
	form := outfile.ExportForm(list[i])
	form.ID = false // tasks have names of their own
	return form
}

// files makes what is to be written beside the answer.
func (p *program) files(res *scheduler.CampaignResult) ([]outfile.File, error) {
	var files []outfile.File
	if p.opts.html != "" {
		var b bytes.Buffer
		if err := report.CampaignHTML(bounds.Writer(&b), res, p.textOptions()); err != nil {
			return nil, cmp.Or(bounds.Refused(err), err)
		}
		files = append(files, outfile.File{Flag: "-html", Name: p.opts.html, Form: pageForm, Text: b.Bytes()})
	}
	list := export.Tasks(res, export.Maintenance{Title: p.service(), Stamp: p.now().Truncate(time.Second)})
	for _, e := range p.opts.exports {
		if e.format == "ical" {
			text, err := export.Calendar(list)
			if err != nil {
				return nil, exportFault(e, err)
			}
			files = append(files, outfile.File{Flag: "-export ical", Name: e.file, Form: formOf("ical"), Text: text})
			continue
		}
		ext := filepath.Ext(e.file)
		for _, m := range list {
			m.CreatedBy = ""
			if e.format == "alertmanager-silence" {
				m.CreatedBy = "quietwindow"
			}
			out, err := export.Export(e.format, m)
			if err != nil {
				return nil, exportFault(e, err)
			}
			files = append(files, outfile.File{Flag: "-export " + e.format, Name: strings.TrimSuffix(e.file, ext) + "-" + m.ID + ext, Form: formOf(e.format), Text: out.Bytes()})
		}
	}
	return files, nil
}

func exportFault(e exportTo, err error) error {
	return scheduler.FieldErrors{{Path: "-export", Value: e.format + "=" + e.file, Expected: "a format that can hold the windows: " + err.Error()}}
}

// answer writes the files, then the answer: what goes to standard output as a file stands in its place.
func (p *program) answer(text []byte, files []outfile.File, err error) int {
	var rest []outfile.File
	for _, f := range files {
		if f.Name == "-" {
			text = f.Text
			continue
		}
		rest = append(rest, f)
	}
	if err == nil {
		if faults := outfile.Check(rest, p.opts.force); faults != nil {
			return p.refuse(faults)
		}
		err = outfile.Write(rest)
	}
	return p.write(statusFound, text, err)
}
