package notice

import (
	"cmp"
	"context"
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

const (
	// MaxTemplateBytes is the longest template.
	MaxTemplateBytes = wording.MaxBytes
	// mostPerRegion and mostBeside bound what a template gives: so many bytes a region, and so many more.
	mostPerRegion, mostBeside = 2 << 10, 64 << 10
)

// Templates are the wordings of notices by kind, each a text/template over a [Message]. It is made by
// [ParseTemplates], never changes, and is safe for concurrent use. Nil is the built-in English wording,
// which is made of such templates itself.
type Templates struct {
	byKind map[Kind]*template.Template
}

// builtin are the English wordings. Both moments of decision have one wording.
var builtin = func() map[Kind]*template.Template {
	files := map[Kind]string{
		KindAnnouncement: "announcement", KindReminder: "reminder", KindStart: "start", KindUpdate: "update", KindOverrun: "overrun",
		KindRollbackBy: "rollback", KindDecision: "rollback", KindEnd: "end", KindOverrunEnd: "end",
	}
	made := make(map[Kind]*template.Template, len(files))
	for kind, name := range files {
		t := template.Must(template.New(name+".tmpl").Option("missingkey=error").Funcs(functions).ParseFS(english, "wording/"+name+".tmpl", "wording/parts.tmpl"))
		made[kind] = t
	}
	return made
}()

// BuiltinTemplate returns the source of the English wording of a kind, with the parts that it shares with
// others, to begin a wording of one's own from; empty for a kind that there is none of.
func BuiltinTemplate(kind Kind) string {
	t := builtin[kind]
	if t == nil {
		return ""
	}
	var b strings.Builder
	for _, name := range []string{t.Name(), "parts.tmpl"} {
		text, _ := english.ReadFile("wording/" + name) // embedded: it is there
		b.Write(text)
	}
	return b.String()
}

// TemplateKinds returns the kinds of notice that a template can be given for, in the order in which they stand
// where they go out at one instant. The slice is the caller's own.
func TemplateKinds() []Kind { return slices.Clone(kinds) }

// ParseTemplates reads templates of the caller's own by kind; a kind without one keeps the built-in wording.
//
// The first line of what a template gives is "Subject: " and the subject. After it come paragraphs, with a
// blank line between them, and lists, whose lines begin with "- ". All else is plain text: every form of a
// notice is made from it, and what means something to Markdown or HTML is escaped. A template is executed
// on a [Message]; beside the functions of text/template it has
//
//   - date LOCALE LAYOUT TIME: as time.Format, with the names of months and days of a locale such as "de_DE"
//     (those that github.com/goodsign/monday has). Long names are CLDR's, beside a day of the month too; short ones differ from
//     CLDR's in a dozen locales. The order of day and month, and 12 or 24 hours, are the layout's, not the locale's;
//   - moment TIME, "Sat 5 Dec 2026, 05:00"; until FROM TIME, the same in UTC without the date where that has
//     just been read; at FROM TIME [CLOCKS], the same on its own clocks with the offset, which is left out where
//     it is that of CLOCKS; windowUTC START END, and window START END on their own clocks with the
//     offset; offset TIME, "UTC+05:30"; words DURATION, "1 hour 30 minutes";
//   - label REGION, its name and whose clocks it keeps; link URL.
//
// A template may define others and call them, but not itself. Errors are scheduler.FieldErrors with a path
// such as "notice.templates.reminder" and the line of the template. So that no template runs long, one is also what
// ranges over anything but .Regions, or over them within a range; more than 5,000 steps, each call of a template counted, or
// 200 in ranges; a method of a time or a duration that no wording needs; a layout of Format that is
// no literal; and a function whose text would be longer than 8 KiB.
func ParseTemplates(sources map[Kind]string) (*Templates, error) {
	var faults faultList
	made := maps.Clone(builtin)
	for _, kind := range slices.SortedFunc(maps.Keys(sources), func(a, b Kind) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, a), slices.Index(kinds, b)), strings.Compare(string(a), string(b)))
	}) {
		path, source := "notice.templates."+string(kind), sources[kind]
		switch {
		case !slices.Contains(kinds, kind):
			faults.add("notice.templates", string(kind), fmt.Sprintf("a kind of notice: %s", join(kinds)))
			continue
		case len(source) > MaxTemplateBytes:
			faults.add(path, fmt.Sprintf("%d bytes", len(source)), fmt.Sprintf("at most %d bytes", MaxTemplateBytes))
			continue
		}
		t, err := template.New(string(kind)).Option("missingkey=error").Funcs(functions).Parse(source)
		if err == nil {
			err = wording.Bounded(t, ".Regions")
		}
		if err == nil {
			_, err = render(context.Background(), t, sample(kind)) // one region: it ends by itself
		}
		if err != nil {
			faults.add(path, wording.Fault(err), "a text/template over notice.Message whose first line is \"Subject: \" and the subject")
			continue
		}
		made[kind] = t
	}
	if len(faults) > 0 {
		return nil, scheduler.FieldErrors(faults)
	}
	return &Templates{byKind: made}, nil
}

func join(kinds []Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return strings.Join(names, ", ")
}

// render executes a template and reads what it gives.
func render(ctx context.Context, t *template.Template, data *Message) (*message, error) {
	out := &wording.Capped{Ctx: ctx, Limit: mostBeside + mostPerRegion*len(data.Regions), What: "a notice"}
	if err := t.Execute(out, data); err != nil {
		return nil, err
	}
	return readMessage(out.String())
}
