package notice

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"

	"github.com/quietwindow/quietwindow/scheduler"
)

//go:embed wording/*.tmpl
var wording embed.FS

const (
	// MaxTemplateBytes is the longest template.
	MaxTemplateBytes = 64 << 10
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
		t := template.Must(template.New(name+".tmpl").Option("missingkey=error").Funcs(functions).ParseFS(wording, "wording/"+name+".tmpl", "wording/parts.tmpl"))
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
		text, _ := wording.ReadFile("wording/" + name) // embedded: it is there
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
//     (those that github.com/goodsign/monday has);
//   - moment TIME, "Sat 5 Dec 2026, 05:00"; until FROM TIME, the same in UTC without the date where that has
//     just been read; at FROM TIME [CLOCKS], the same on its own clocks with the offset, which is left out where
//     it is that of CLOCKS; windowUTC START END, and window START END on their own clocks with the
//     offset; offset TIME, "UTC+05:30"; words DURATION, "1 hour 30 minutes";
//   - label REGION, its name and whose clocks it keeps; link URL.
//
// A template may define others and call them, but not itself. Errors are scheduler.FieldErrors with a path
// such as "notice.templates.reminder" and the line of the template; a range over anything but a list of the
// message, within another range too, is one, so that no template runs long.
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
			err = bounded(t)
		}
		if err == nil {
			_, err = render(t, sample(kind))
		}
		if err != nil {
			faults.add(path, inTemplate(err), "a text/template over notice.Message whose first line is \"Subject: \" and the subject")
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

// where finds the line in an error of text/template, "template: reminder:3:7: executing ...".
var where = regexp.MustCompile(`^template: [^:]+:(\d+)(?::\d+)?: (.*)$`)

// inTemplate says what is wrong in which line.
func inTemplate(err error) string {
	if m := where.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " ")); m != nil {
		return fmt.Sprintf("line %s: %s", m[1], clean(m[2]))
	}
	return clean(err.Error())
}

// bounded refuses what could run long: a range over anything but a list of the message, ranges within
// ranges, and templates that call each other in a circle.
func bounded(t *template.Template) error {
	calls := make(map[string][]string)
	ranges := make(map[string]bool)
	for _, part := range t.Templates() {
		if part.Tree == nil {
			continue
		}
		w := boundary{tree: part.Tree}
		if err := w.walk(part.Root, false); err != nil {
			return err
		}
		calls[part.Name()], ranges[part.Name()] = w.calls, w.within
	}
	var visit func(name string, open []string) error
	visit = func(name string, open []string) error {
		if slices.Contains(open, name) {
			return fmt.Errorf("the template %q calls itself", name)
		}
		for _, next := range calls[name] {
			if err := visit(next, append(open, name)); err != nil {
				return err
			}
		}
		return nil
	}
	total := 0
	for _, name := range slices.Sorted(maps.Keys(calls)) {
		if err := visit(name, nil); err != nil {
			return err
		}
		total += len(calls[name])
	}
	if total > 50 {
		return fmt.Errorf("%d calls of templates; at most 50", total)
	}
	return nil
}

// boundary walks the tree of one template.
type boundary struct {
	tree   *parse.Tree
	calls  []string
	within bool
}

func (w *boundary) walk(node parse.Node, inRange bool) error {
	switch n := node.(type) {
	case *parse.ListNode:
		if n == nil {
			return nil
		}
		for _, child := range n.Nodes {
			if err := w.walk(child, inRange); err != nil {
				return err
			}
		}
	case *parse.IfNode:
		return errors.Join(w.walk(n.List, inRange), w.walk(n.ElseList, inRange))
	case *parse.WithNode:
		return errors.Join(w.walk(n.List, inRange), w.walk(n.ElseList, inRange))
	case *parse.TemplateNode:
		if inRange {
			return w.fault(n, "a call of a template within a range")
		}
		w.calls = append(w.calls, n.Name)
	case *parse.RangeNode:
		if inRange {
			return w.fault(n, "a range within a range")
		}
		list := len(n.Pipe.Cmds) == 1 && len(n.Pipe.Cmds[0].Args) == 1 && strings.HasSuffix(n.Pipe.Cmds[0].String(), ".Regions")
		if !list {
			return w.fault(n, "a range over something other than .Regions")
		}
		return errors.Join(w.walk(n.List, true), w.walk(n.ElseList, inRange))
	}
	return nil
}

func (w *boundary) fault(node parse.Node, what string) error {
	location, _ := w.tree.ErrorContext(node)
	return fmt.Errorf("template: %s: %s", location, what)
}

// capped is a buffer that refuses more than its limit.
type capped struct {
	bytes.Buffer
	limit int
}

func (c *capped) Write(p []byte) (int, error) {
	if c.Len()+len(p) > c.limit {
		return 0, fmt.Errorf("a notice of more than %d bytes", c.limit)
	}
	return c.Buffer.Write(p)
}

// render executes a template and reads what it gives.
func render(t *template.Template, data *Message) (*message, error) {
	out := &capped{limit: mostBeside + mostPerRegion*len(data.Regions)}
	if err := t.Execute(out, data); err != nil {
		return nil, err
	}
	return readMessage(out.String())
}
