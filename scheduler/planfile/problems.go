package planfile

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quietwindow/quietwindow/scheduler"
)

// found describes what was found in place of a value, in words. As the Value of a FieldError it is
// printed as it is, not as a quoted text.
type found string

// problem is a fault and where in the file it is, so that faults can be listed in that order.
type problem struct {
	offset int32
	err    *scheduler.FieldError
}

// problems gathers the faults of a plan, and drops what comes after MaxProblems of them.
type problems struct {
	list []problem
	more bool
	// lowered counts those that are no faults of the plan, but go beyond limits of the options.
	lowered int
	seen    map[string]bool // by path
}

func (p *problems) add(offset int32, path string, what any, expected string) {
	if len(p.list) == MaxProblems {
		p.more = true
		return
	}
	if p.seen == nil {
		p.seen = make(map[string]bool)
	}
	p.seen[path] = true
	p.list = append(p.list, problem{offset, &scheduler.FieldError{Path: path, Value: what, Expected: expected}})
}

// covers reports whether a fault is known at the path, or at something that holds it: then what else
// is said of it follows from that fault.
func (p *problems) covers(path string) bool {
	for {
		if p.seen[path] {
			return true
		}
		at := strings.LastIndexAny(path, ".[")
		if at < 0 {
			return false
		}
		path = path[:at]
	}
}

// err returns the faults in the order of the file, nil where there are none.
func (p *problems) err() error {
	if len(p.list) == 0 {
		return nil
	}
	slices.SortStableFunc(p.list, func(a, b problem) int { return cmp.Compare(a.offset, b.offset) })
	errs := make(scheduler.FieldErrors, 0, len(p.list)+1)
	for _, item := range p.list {
		errs = append(errs, item.err)
	}
	if p.more {
		errs = append(errs, &scheduler.FieldError{
			Path: "plan", Value: found(fmt.Sprintf("more than %d problems", MaxProblems)),
			Expected: "none; mend those listed first, then read the plan again",
		})
	}
	if p.lowered == len(errs) {
		return &LimitError{Faults: errs}
	}
	return errs
}

// shown returns a value for a message: as it was written, shortened where it is long.
func (v value) shown() any {
	switch v.kind() {
	case kindString:
		return shorten(v.doc.str(v.node))
	case kindNumber:
		text := string(v.doc.text(v.node))
		if len(text) > maxShown {
			return found(text[:maxShown] + "…")
		}
		return json.Number(text)
	case kindBool:
		return v.doc.text(v.node)[0] == 't'
	}
	return found(kindNames[v.kind()])
}

// shorten cuts a text off after maxShown characters.
func shorten(s string) string {
	if utf8.RuneCountInString(s) <= maxShown {
		return s
	}
	return string([]rune(s)[:maxShown]) + "…"
}

// listed joins texts as in a sentence: "a", "b" or "c".
func listed(texts []string, conjunction string) string {
	quoted := make([]string, len(texts))
	for i, s := range texts {
		quoted[i] = fmt.Sprintf("%q", s)
	}
	if n := len(quoted) - 1; n > 0 {
		return strings.Join(quoted[:n], ", ") + " " + conjunction + " " + quoted[n]
	}
	return strings.Join(quoted, "")
}

// aside puts what can be said about a fault, if anything, behind what was expected.
func aside(why string) string {
	if why == "" {
		return ""
	}
	return " (" + why + ")"
}
