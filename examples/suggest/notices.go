package main

import (
	"io"
	"path/filepath"
	"strings"

	"github.com/quietwindow/quietwindow/examples/internal/outfile"
	"github.com/quietwindow/quietwindow/scheduler/notice"
)

// noticesForm is the form of the notices that a file's name says.
func noticesForm(name string) outfile.Form {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".json":
		return outfile.Form{Name: "notices in JSON", JSON: true}
	case ".html", ".htm":
		return outfile.Form{Name: "notices in HTML", Marks: []string{`<meta name="generator" content="quietwindow notices">`}}
	case ".txt":
		return outfile.Form{Name: "notices as text", Marks: []string{"Notices for the maintenance "}, Begins: true}
	}
	return outfile.Form{Name: "notices in Markdown", Marks: []string{"## Notices for the maintenance "}, Begins: true}
}

// noticesHead is what a page of notices begins with. It fetches nothing.
const noticesHead = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="quietwindow notices">
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
