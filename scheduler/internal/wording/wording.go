// Package wording is what templates of texts share: of notices, of tickets and of reports. A template that somebody else wrote must not run long,
// must say in which line it is wrong, and has dates in the words of a locale.
package wording

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
	"time"
	"unicode"

	"github.com/goodsign/monday"
)

// MaxBytes is the longest template.
const MaxBytes = 64 << 10

// Clean turns what cannot be shown into U+FFFD.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return unicode.ReplacementChar
	}, s)
}

// where finds the line in an error of text/template, "template: reminder:3:7: executing ...".
var where = regexp.MustCompile(`^template: [^:]+:(\d+)(?::\d+)?: (.*)$`)

// Fault says what is wrong in which line.
func Fault(err error) string {
	if m := where.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " ")); m != nil {
		return fmt.Sprintf("line %s: %s", m[1], Clean(m[2]))
	}
	return Clean(err.Error())
}

// Date formats an instant with the names of a locale, such as "de_DE".
func Date(locale, layout string, t time.Time) (string, error) {
	if !slices.Contains(monday.ListLocales(), monday.Locale(locale)) {
		var known []string
		for _, l := range monday.ListLocales() {
			known = append(known, string(l))
		}
		slices.Sort(known)
		return "", fmt.Errorf("locale %q; expected one of %s", locale, strings.Join(known, ", "))
	}
	return Clean(monday.Format(t, layout, monday.Locale(locale))), nil
}

// Capped is a buffer that refuses more than its limit.
type Capped struct {
	bytes.Buffer
	// Limit is in bytes, and What what is told of, such as "a notice".
	Limit int
	What  string
}

func (c *Capped) Write(p []byte) (int, error) {
	if c.Len()+len(p) > c.Limit {
		return 0, fmt.Errorf("%s of more than %d bytes", c.What, c.Limit)
	}
	return c.Buffer.Write(p)
}

// Bounded refuses what could run long: a range over anything but one of the lists, which are fields such as ".Regions", ranges within
// ranges, and templates that call each other in a circle.
func Bounded(t *template.Template, lists ...string) error {
	calls := make(map[string][]string)
	for _, part := range t.Templates() {
		if part.Tree == nil {
			continue
		}
		w := boundary{tree: part.Tree, lists: lists}
		if err := w.walk(part.Root, false); err != nil {
			return err
		}
		calls[part.Name()] = w.calls
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
	tree  *parse.Tree
	lists []string
	calls []string
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
		list := len(n.Pipe.Cmds) == 1 && len(n.Pipe.Cmds[0].Args) == 1 &&
			slices.ContainsFunc(w.lists, func(name string) bool { return strings.HasSuffix(n.Pipe.Cmds[0].String(), name) })
		if !list {
			return w.fault(n, "a range over something other than "+strings.Join(w.lists, ", "))
		}
		return errors.Join(w.walk(n.List, true), w.walk(n.ElseList, inRange))
	}
	return nil
}

func (w *boundary) fault(node parse.Node, what string) error {
	location, _ := w.tree.ErrorContext(node)
	return fmt.Errorf("template: %s: %s", location, what)
}
