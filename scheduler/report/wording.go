package report

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/template"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/internal/wording"
)

//go:embed wording/*.tmpl
var english embed.FS

// TicketTemplate is the name of the template of the ticket text.
const TicketTemplate = "ticket"

// MaxTemplateBytes is the longest template.
const MaxTemplateBytes = wording.MaxBytes

// mostPerRow and mostBeside bound what a template gives: so many bytes for a region or a warning, and so many more.
const mostPerRow, mostBeside = 2 << 10, 64 << 10

// Templates are the wordings of the ticket text and of a report's sections, each a text/template over a [Wording]. It is made by
// [ParseTemplates], never changes, and is safe for concurrent use. Nil is the built-in English wording, which is made of such templates itself.
type Templates struct {
	byName map[string]*template.Template
}

// wordingLists are what a template may range over.
var wordingLists = []string{".Regions", ".Days", ".ClockChanges", ".Crews", ".Warnings"}

// builtin are the English wordings.
var builtin = func() *Templates {
	t := &Templates{make(map[string]*template.Template)}
	for _, name := range TemplateNames() {
		t.byName[name] = template.Must(template.New(name+".tmpl").Option("missingkey=error").Funcs(functionsOf(name)).ParseFS(english, "wording/"+name+".tmpl"))
	}
	return t
}()

// TemplateNames returns the names of the templates: that of the ticket text, then those of the sections in the order of a report. They are also
// keys of a plan, beside the kinds of notice. The slice is the caller's own.
func TemplateNames() []string {
	names := []string{TicketTemplate}
	for _, s := range sectionTables {
		names = append(names, templateOf(s.id))
	}
	return names
}

// BuiltinTemplate returns the source of the English wording of a name, to begin a wording of one's own from; empty where there is none.
func BuiltinTemplate(name string) string {
	if builtin.byName[name] == nil {
		return ""
	}
	text, _ := english.ReadFile("wording/" + name + ".tmpl") // embedded: it is there
	return string(text)
}

// ParseTemplates reads templates of the caller's own by name; a name without one keeps the built-in wording.
//
// The ticket text is what its template gives, in plain text: a line break counts as a space, and an empty line begins a new paragraph. What a
// section's template gives begins with the line "Title: " and the heading. After it come paragraphs, with an empty line between them, and tables.
// All of it is plain text: every form of a report is made from it, and what means something to Markdown or HTML is escaped. Pictures and
// heat maps keep their place.
//
// A template is executed on a [Wording]; beside the functions of text/template it has
//
//   - date LOCALE LAYOUT TIME: as time.Format, with the names of months and days of a locale, as package notice has it;
//   - stamp TIME, "Sat 2026-12-05 05:00"; window START END, the same to the end; utc TIME; zone TIME, the name of its zone;
//     span DURATION, "1 h 30 min";
//   - amount HOURS, with two decimals; percent SHARE; people CUSTOMERS SHARE; grouped NUMBER, "1,234"; number GROUP POINT PLACES NUMBER, the
//     same with marks of one's own, such as "1.234,50"; count NUMBER ONE MANY;
//   - listed AND MORE NAMES, "a, b and c"; for a range over a list of N things: shown I N, between I N AND, and after it rest N AND MORE;
//   - kinds WORKDAY WEEKEND HOLIDAY THEN DAYS, the kinds of days in these words.
//
// A section's template has besides
//
//   - text: what the section says that is no wording of its own: the reasons and the warnings;
//   - table ID [CAPTION [HEADING...]]: the built-in table, with a caption (else the heading of the section) and with headings of
//     one's own, one for each column; nothing where this report has no such table;
//   - head HEADING..., then row CELL... for each row: a table of one's own. A heading that begins with ">" is one of numbers.
//
// Errors are scheduler.FieldErrors with a path such as "notice.templates.ticket" and the line of the template. So that no template runs long, one is also what
// ranges over anything but a list of the Wording, or within a range; more than 5,000 steps, each call of a template counted, or 200 in ranges; a method
// of a time or a duration that no wording needs; a layout of Format that is no literal; and a function whose text would
// be longer than 8 KiB. A template that fails for a report later is an error of
// whoever writes that, which then writes nothing.
func ParseTemplates(sources map[string]string) (*Templates, error) {
	var faults scheduler.FieldErrors
	made := maps.Clone(builtin.byName)
	names := TemplateNames()
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		path, source := "notice.templates."+name, sources[name]
		fault := func(path, value, expected string) {
			faults = append(faults, &scheduler.FieldError{Path: path, Value: value, Expected: expected})
		}
		switch {
		case !slices.Contains(names, name):
			fault("notice.templates", clean(name), "the name of a template: "+strings.Join(names, ", "))
			continue
		case len(source) > MaxTemplateBytes:
			fault(path, fmt.Sprintf("%d bytes", len(source)), fmt.Sprintf("at most %d bytes", MaxTemplateBytes))
			continue
		}
		t, err := template.New(name).Option("missingkey=error").Funcs(functionsOf(name)).Parse(source)
		if err == nil {
			err = wording.Bounded(t, wordingLists...)
		}
		if err == nil {
			err = tried(name, t)
		}
		if err != nil {
			expected := "a text/template over report.Wording"
			if name != TicketTemplate {
				expected += " whose first line is \"Title: \" and the heading"
			}
			fault(path, wording.Fault(err), expected)
			continue
		}
		made[name] = t
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return &Templates{made}, nil
}

// What templates are given is held to a longest text.
var heldTicket, heldSection = wording.Functions(wordingFunctions), wording.Functions(sectionFunctions)

// functionsOf returns what a template of that name has.
func functionsOf(name string) template.FuncMap {
	if name == TicketTemplate {
		return heldTicket
	}
	return heldSection
}

// tried executes a template on the sample.
func tried(name string, t *template.Template) error {
	text, err := execute(t, sampleWording())
	if err != nil || name == TicketTemplate {
		return err
	}
	_, err = readSection(text, section{ID: sectionOf(name)})
	return err
}

// execute returns what a template gives.
func execute(t *template.Template, data *Wording) (string, error) {
	out := &wording.Capped{Limit: mostBeside + mostPerRow*(len(data.Regions)+len(data.Warnings)), What: "a text"}
	if err := t.Execute(out, data); err != nil {
		return "", err
	}
	return out.String(), nil
}

// get returns the template of a name.
func (t *Templates) get(name string) *template.Template {
	if t == nil {
		t = builtin
	}
	return t.byName[name]
}

// ticket returns the ticket text about suggestion i of a result.
func (t *Templates) ticket(res *scheduler.Result, i int) (string, error) {
	text, err := execute(t.get(TicketTemplate), newWording(res, i))
	if err != nil {
		return "", failed(TicketTemplate, err)
	}
	return strings.Join(paragraphs(text), "\n\n"), nil
}

// paragraphs returns the paragraphs of a text, each as one line.
func paragraphs(text string) []string {
	var list []string
	open := false
	for line := range strings.Lines(text) {
		if line = clean(strings.TrimSpace(line)); line == "" {
			open = false
			continue
		}
		if open {
			list[len(list)-1] += " " + line
			continue
		}
		list, open = append(list, line), true
	}
	return list
}

// failed is that a template gives nothing for this report.
func failed(name string, err error) error {
	return scheduler.FieldErrors{{Path: "notice.templates." + name, Value: wording.Fault(err), Expected: "a template that gives a text for this plan"}}
}

// Ticket returns the text about suggestion i of a decision (0 is the first) that can stand in a change ticket, by the decision's template: the
// built-in one gives what [Why] returns. It is plain text without a line break at its end. It is an error if the decision has no planner, no
// result or no suggestion, or its template fails; it panics where there is no suggestion i.
func Ticket(d Decision, i int) (string, error) {
	if err := d.check(); err != nil {
		return "", err
	}
	return d.Templates.ticket(d.Result, i)
}
