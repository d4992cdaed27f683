package report_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

func templates(t *testing.T, pairs ...string) *report.Templates {
	t.Helper()
	sources := make(map[string]string)
	for i := 0; i < len(pairs); i += 2 {
		sources[pairs[i]] = pairs[i+1]
	}
	made, err := report.ParseTemplates(sources)
	require.NoError(t, err)
	return made
}

// The built-in wordings are such templates: given back, they say the same.
func TestBuiltinTemplatesGivenBack(t *testing.T) {
	var pairs []string
	for _, name := range report.TemplateNames() {
		require.NotEmpty(t, report.BuiltinTemplate(name), name)
		pairs = append(pairs, name, report.BuiltinTemplate(name))
	}
	given := templates(t, pairs...)
	for name, d := range decisions(t) {
		plainHTML, plainFull, plainJSON := htmlOf(t, d), fullOf(t, d), jsonOf(t, d)
		d.Templates = given
		require.Equal(t, string(plainHTML), string(htmlOf(t, d)), name)
		require.Equal(t, plainFull, fullOf(t, d), name)
		require.Equal(t, plainJSON, jsonOf(t, d), name)
		text, err := report.Ticket(d, 0)
		require.NoError(t, err)
		require.Equal(t, report.Why(d.Result, 0), text)
	}
	require.Empty(t, report.BuiltinTemplate("no such name"))
}

func fullOf(t *testing.T, d report.Decision) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, report.MarkdownFull(&b, d))
	return b.String()
}

const germanTicket = `{{define "stunden"}}{{if .Weighted}}gewichtete {{end}}Kundenstunden{{end}}Wartungsfenster: {{date "de_DE" "Monday, 2. January 2006, 15:04" .Start}} bis {{date "de_DE" "15:04" .End}} Uhr ({{zone .Start}}).
Erwartet werden {{number "." "," 2 .CustomerHours}} verlorene {{template "stunden" .}}.

{{range .Regions}}{{.Name}}: {{date "de_DE" "Monday 15:04" .Start}} Uhr, {{kinds "Werktag" "Wochenende" "Feiertag" ", dann" .Days}}.
{{end}}`

const germanRegions = `Title: Ortszeiten | *alle*

Auf den Uhren der Regionen.

{{head "Region" "Beginn" ">Kunden"}}
{{range .Regions}}{{row .Name (date "de_DE" "Mon 02.01. 15:04" .Start) .Customers}}{{end}}

Mehr sind es nicht.
`

func TestWordingsOfOnesOwn(t *testing.T) {
	d := decisions(t)["full"]
	require.NotNil(t, d.Result)
	d.Templates = templates(t, report.TicketTemplate, germanTicket, "section_local_times", germanRegions,
		"section_when", "Title: Zeitplan\n\n{{table \"when-table\" \"Der Reihe nach\" \"wann\" \"UTC\" \"was\"}}\n")
	text, err := report.Ticket(d, 0)
	require.NoError(t, err)
	assert.Equal(t, `Wartungsfenster: Freitag, 4. Dezember 2026, 21:00 bis 22:00 Uhr (America/Los_Angeles). Erwartet werden 2.986,46 verlorene Kundenstunden.

Gulf: Samstag 08:00 Uhr, Wochenende. Americas: Samstag 00:00 Uhr, Wochenende. Bavaria: Samstag 06:00 Uhr, Wochenende.`, text)
	page, markdown := string(htmlOf(t, d)), string(markdownOf(t, d))
	assert.Contains(t, markdown, `
## Ortszeiten \| \*alle\*

Auf den Uhren der Regionen.

Ortszeiten \| \*alle\*:

| Region | Beginn | Kunden |
| --- | --- | ---: |
| Gulf | Sa 05.12. 08:00 | 1400 |
| Americas | Sa 05.12. 00:00 | 6200 |
| Bavaria | Sa 05.12. 06:00 | 2400 |

Mehr sind es nicht.
`)
	assert.Contains(t, markdown, "\n## Zeitplan\n\nDer Reihe nach:\n\n| wann | UTC | was |\n")
	assert.Contains(t, page, "<caption>Der Reihe nach</caption>")
	assert.Contains(t, page, `<h2 id="local-times-heading">Ortszeiten | *alle*</h2>
<p>Auf den Uhren der Regionen.</p>`)
	assert.Contains(t, page, `<th scope="col" class="n">Kunden</th></tr></thead>
<tbody>
<tr><td>Gulf</td>`)
	assert.Contains(t, page, `data-json="suggestions[0].window.start"`, "the built-in table keeps its figures")
}

func TestWordingFaults(t *testing.T) {
	for _, test := range []struct{ name, template, source, want string }{
		{"syntax", "ticket", "a\n\n{{.Start", `notice.templates.ticket: found "line 3: unclosed action"; expected a text/template over report.Wording`},
		{"no such field", "ticket", "a\n{{.Begin}}", `line 2: executing "ticket" at <.Begin>: can't evaluate field Begin in type *report.Wording`},
		{"no such function", "section_when", "Title: a\n{{begin}}", `line 2: function "begin" not defined`},
		{"of sections only", "ticket", "{{table \"when-table\"}}", `function "table" not defined`},
		{"no title", "section_when", "When\n", `the first line is "When"; expected "Title: " and a heading`},
		{"an empty title", "section_when", "Title: \n", `the first line is "Title: "; expected`},
		{"another section's table", "section_when", "Title: a\n{{table \"crew-table\"}}", `table "crew-table"; expected one of when-table`},
		{"no table", "section_week", "Title: a\n{{table \"x\"}}", `table "x"; expected one of none: this section has no table`},
		{"a row alone", "section_when", "Title: a\n{{row 1}}", "a row without a head before it"},
		{"a row too long", "section_when", "Title: a\n{{head \"a\"}}{{row 1 2}}", "a row of 2 cells; expected 1, as the head has"},
		{"a table below", "section_when", "Title: a\n{{head \"a\"}}\nb\n{{head \"b\"}}", "a table after a text that stands below the tables"},
		{"no such locale", "ticket", `{{date "xx" "2" .Start}}`, `locale "xx"; expected one of bg_BG, `},
		{"no such name", "end", "x", `notice.templates: found "end"; expected the name of a template: ticket, section_when, `},
		{"a long loop", "ticket", "{{range 1000000000}}{{end}}", "line 1: a range over something other than .Regions, .Days, "},
		{"a loop in a loop", "ticket", "{{range .Regions}}{{range $.Regions}}x{{end}}{{end}}", "line 1: a range within a range"},
		{"a text that doubles", "ticket", `{{$x := "ab"}}` + strings.Repeat(`{{$x = number $x $x 2 1234567.5}}`, 40), "a text of more than 8192 bytes"},
		{"rows that double", "section_when", "Title: a\n" + `{{$x := "ab"}}` + strings.Repeat(`{{$x = row $x $x}}`, 40), "a text of more than 8192 bytes"},
		{"many steps", "ticket", strings.Repeat("{{if .Open}}{{end}}", 3_000), "more than 5000 steps"},
		{"the machine's zone", "ticket", "{{.Start.Local}}", `the method "Local", which no wording needs`},
		{"too long", "ticket", strings.Repeat("x", report.MaxTemplateBytes+1), `found "65537 bytes"; expected at most 65536 bytes`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := report.ParseTemplates(map[string]string{test.template: test.source})
			require.Error(t, err)
			// The value found is quoted; what stands in quotes in it is easier to read here without.
			require.Contains(t, strings.ReplaceAll(err.Error(), `\"`, `"`), test.want)
		})
	}
}

// A template that fails for this report only is an error with its line, and nothing is written.
func TestNoHalfAText(t *testing.T) {
	for template, source := range map[string]string{
		report.TicketTemplate: "fine\n{{if ne .Customers 100}}{{(index .Regions 99).Name}}{{end}}",
		"section_when":        "Title: fine\n\nfine\n{{if ne .Customers 100}}{{(index .Regions 99).Name}}{{end}}",
	} {
		d := decisions(t)["full"]
		d.Templates = templates(t, template, source)
		for _, write := range []func(io.Writer, report.Decision) error{report.HTML, report.Markdown, report.MarkdownFull} {
			var b bytes.Buffer
			err := write(&b, d)
			require.ErrorContains(t, err, "notice.templates."+template+": found \"line ")
			require.ErrorContains(t, err, "index out of range: 99")
			require.Empty(t, b.String())
		}
	}
	d := decisions(t)["full"]
	d.Templates = templates(t, "section_when", "Title: Zeitplan\n{{table \"when-table\"}}")
	require.Contains(t, string(htmlOf(t, d)), "<caption>Zeitplan</caption>", "a table without a caption has the heading")
	d.Templates = templates(t, "section_when", "Title: a\n\n{{table \"when-table\" \"b\" \"one heading\"}}\n")
	require.ErrorContains(t, report.Markdown(io.Discard, d), `1 headings for table \"when-table\"; expected 3`)
}

// What names hold stays in its cell and its paragraph.
func TestWordingsOfHostileNames(t *testing.T) {
	d := decisions(t)["hostile"]
	d.Templates = templates(t, "section_local_times", germanRegions, "section_reasons", "Title: a\n\n{{range .Regions}}{{.Name}}\n\n{{end}}{{range .Warnings}}{{.}}\n\n{{end}}")
	page := htmlOf(t, d)
	require.NotContains(t, string(page), "<script")
	require.NoError(t, wellFormed(page))
	require.Equal(t, len(d.Result.Suggestions[0].Impact.Regions), bytes.Count(page[bytes.Index(page, []byte(`<table id="local-times-table-1">`)):bytes.Index(page, []byte(`id="week"`))], []byte("<tr>"))-1)
}

func wellFormed(page []byte) error {
	in := xml.NewDecoder(bytes.NewReader(page))
	for {
		_, err := in.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// A template is refused, or gives a page that is well-formed and holds no script, or fails with a fault.
func FuzzWordings(f *testing.F) {
	f.Add("section_local_times", germanRegions)
	// Marks of one's own are as good as those of the functions, and what is no character stays out of the page.
	f.Add("section_when", "Title: a\n{{printf \"\\x03when-table\\x06\\x01\"}}\n")
	f.Add("section_when", "Title: a\n\x05\x06\n")
	f.Add("section_when", "Title: a\n{{head \">a\"}}{{row \"<script>\"}}{{text}}{{.LeftOut}}")
	f.Add(report.TicketTemplate, germanTicket)
	f.Add(report.TicketTemplate, report.BuiltinTemplate(report.TicketTemplate))
	d := decisions(f)["bare"]
	f.Fuzz(func(t *testing.T, name, source string) {
		made, err := report.ParseTemplates(map[string]string{name: source})
		var b bytes.Buffer
		if err == nil {
			d := d
			d.Templates = made
			err = report.HTML(&b, d)
		}
		if err != nil {
			var faults scheduler.FieldErrors
			require.ErrorAs(t, err, &faults)
			require.Empty(t, b.String())
			return
		}
		require.NoError(t, wellFormed(b.Bytes()))
		require.NotContains(t, b.String(), "<script")
	})
}

func ExampleTicket() {
	planner, req := weekendRequest()
	res, err := planner.Suggest(context.Background(), req)
	if err != nil {
		panic(err)
	}
	german, err := report.ParseTemplates(map[string]string{
		report.TicketTemplate: `Wartung am {{date "de_DE" "Monday, 2. January 2006, 15:04" .Start}} bis {{date "de_DE" "15:04" .End}} Uhr ({{zone .Start}}):
{{number "." "," 2 .CustomerHours}} Kundenstunden von {{number "." "," 0 .Customers}} Kunden.`,
	})
	if err != nil {
		panic(err)
	}
	text, err := report.Ticket(report.Decision{Planner: planner, Request: req, Result: res, Templates: german}, 0)
	if err != nil {
		panic(err)
	}
	fmt.Println(text)
	// Output:
	// Wartung am Samstag, 5. Dezember 2026, 03:00 bis 04:00 Uhr (UTC): 124,20 Kundenstunden von 1.500 Kunden.
}

// What a section counts is there for a wording of one's own: of a full decision, and in the ticket text nothing of it.
func TestWordingCounts(t *testing.T) {
	d := decisions(t)["full"]
	const counts = "Title: x\n\nrows {{.Rows}} left {{.LeftOut}} others {{.Others}}{{with .Robust}} most {{.Most}} holds {{.HoldsIn}} of {{.Cases}}{{end}}\n"
	d.Templates = templates(t, "section_robustness", counts, "section_prices", counts, "ticket", "{{.Rows}}{{.LeftOut}}{{.Others}}{{.Robust}}")
	text := fullOf(t, d)
	doc, err := report.NewDecisionDocument(d)
	require.NoError(t, err)
	r := doc.Robustness
	require.Regexp(t, fmt.Sprintf(`rows %d left \d+ others false most %d holds %d of %d\n`, len(r.Suggestions), r.MostRobust, r.OrderHoldsIn, len(r.Cases)), text)
	require.Contains(t, text, fmt.Sprintf("rows %d left %d others %t\n", len(doc.RulePrices), doc.RulePricesLeftOut, doc.RulesWithoutPrice > 0))
	ticket, err := report.Ticket(d, 0)
	require.NoError(t, err)
	require.Equal(t, "00false<nil>", ticket)
}
