package notice

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// WriteJSON writes the timetable as JSON, indented by two spaces. Like the other writers it calls
// Write once and returns its error as it is.
func (t *Timetable) WriteJSON(w io.Writer) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // it is no part of a web page
	enc.SetIndent("", "  ")
	if err := enc.Encode(t); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// WriteText writes the timetable and every notice in plain text, for those who send them. Its form may
// change.
func (t *Timetable) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", t.title())
	for _, warning := range t.Warnings {
		fmt.Fprintf(&b, "Warning: %s\n", clean(warning))
	}
	if len(t.Warnings) > 0 {
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "Announce by %s: the earliest of\n\n", stamp(t.AnnounceBy))
	for _, d := range t.Deadlines {
		fmt.Fprintf(&b, "  %s by %s%s\n", clean(d.Region), stamp(d.AnnounceBy), d.mark())
	}
	b.WriteString("\n")
	rows := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(rows, "  no\tat\tUTC\tnotice\tsend it\n")
	for i, e := range t.Entries {
		fmt.Fprintf(rows, "  %d\t%s\t%s\t%s\t%s\n", i+1, stamp(e.At), moment(e.At.UTC()), e.Kind.title(), e.SendIf.title())
	}
	rows.Flush() // to a strings.Builder, which takes everything
	for i, e := range t.Entries {
		fmt.Fprintf(&b, "\n%s\n%d. %s (%s)\n%s\n\nSubject: %s\n\n%s", strings.Repeat("-", 72), i+1, e.Kind.title(), e.SendIf.title(), e.Note, e.Subject, e.Text)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteMarkdown writes the timetable and every notice in Markdown (with the tables of GitHub), beginning
// with a heading of the second level. Its form may change.
func (t *Timetable) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n", t.title())
	for _, warning := range t.Warnings {
		fmt.Fprintf(&b, "\nWarning: %s\n", escape(clean(warning)))
	}
	fmt.Fprintf(&b, "\nAnnounce by %s: the earliest of\n\n| region | announce by |\n| --- | --- |\n", stamp(t.AnnounceBy))
	for _, d := range t.Deadlines {
		fmt.Fprintf(&b, "| %s | %s%s |\n", escape(clean(d.Region)), stamp(d.AnnounceBy), d.mark())
	}
	b.WriteString("\n| no | at | UTC | notice | send it |\n| ---: | --- | --- | --- | --- |\n")
	for i, e := range t.Entries {
		fmt.Fprintf(&b, "| %d | %s | %s | %s | %s |\n", i+1, stamp(e.At), moment(e.At.UTC()), e.Kind.title(), e.SendIf.title())
	}
	for i, e := range t.Entries {
		quoted := strings.ReplaceAll(strings.TrimSuffix(e.Markdown, "\n"), "\n", "\n> ")
		fmt.Fprintf(&b, "\n### %d. %s (%s)\n\n%s\n\nSubject: %s\n\n> %s\n", i+1, e.Kind.title(), e.SendIf.title(), e.Note, escape(e.Subject), strings.ReplaceAll(quoted, "> \n", ">\n"))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteHTML writes the timetable and every notice as a section of a page, beginning with a heading of
// the second level. It has no styles and no scripts. Its form may change.
func (t *Timetable) WriteHTML(w io.Writer) error {
	var b bytes.Buffer
	if err := section.Execute(&b, t); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

func (t *Timetable) title() string {
	start, end := t.Start.UTC(), t.End.UTC()
	reading, mark := later(start, end)
	return "Notices for the maintenance " + moment(start) + " to " + reading + " UTC" + mark
}

// mark says so of a deadline that is not met.
func (d Deadline) mark() string {
	if d.Late {
		return ", too late"
	}
	return ""
}

func (k Kind) title() string {
	switch k {
	case KindRollbackBy:
		return "Rollback inside the window"
	case KindDecision:
		return "Point of no return"
	case KindOverrun:
		return "Longer than planned"
	case KindOverrunEnd:
		return "End of an overrun"
	}
	return strings.ToUpper(string(k[:1])) + string(k[1:])
}

func (c Condition) title() string {
	switch c {
	case IfFinished:
		return "when the work is done"
	case IfNotFinished:
		return "if the work is not done"
	case IfRolledBack:
		return "if it is rolled back"
	}
	return "in any case"
}

// element returns an instant as an element.
func element(t time.Time, text string) template.HTML {
	var b strings.Builder
	piece{text: text, at: t.Format(time.RFC3339)}.html(&b)
	return template.HTML(b.String())
}

var section = template.Must(template.New("section").Funcs(template.FuncMap{
	"title": (*Timetable).title,
	"kind":  Kind.title,
	"case":  Condition.title,
	"mark":  Deadline.mark,
	"clean": clean,
	"next":  func(i int) int { return i + 1 },
	"time":  func(t time.Time) template.HTML { return element(t, stamp(t)) },
	"utc":   func(t time.Time) template.HTML { return element(t.UTC(), moment(t.UTC())) },
	// What is a message already was escaped when it was made.
	"made": func(s string) template.HTML { return template.HTML(s) },
}).Parse(`<section class="notices">
<h2>{{title .}}</h2>
{{range .Warnings}}<p class="warning">Warning: {{clean .}}</p>
{{end}}<p>Announce by {{time .AnnounceBy}}: the earliest of</p>
<table>
<tr><th>region</th><th>announce by</th></tr>
{{range .Deadlines}}<tr><td>{{clean .Region}}</td><td>{{time .AnnounceBy}}{{mark .}}</td></tr>
{{end}}</table>
<table>
<tr><th>no</th><th>at</th><th>UTC</th><th>notice</th><th>send it</th></tr>
{{range $i, $e := .Entries}}<tr><td>{{next $i}}</td><td>{{time .At}}</td><td>{{utc .At}}</td><td>{{kind .Kind}}</td><td>{{case .SendIf}}</td></tr>
{{end}}</table>
{{range $i, $e := .Entries}}<article>
<h3>{{next $i}}. {{kind .Kind}} ({{case .SendIf}})</h3>
<p class="note">{{.Note}}</p>
<p class="subject">Subject: {{.Subject}}</p>
<blockquote>
{{made .HTML}}</blockquote>
</article>
{{end}}</section>
`))
