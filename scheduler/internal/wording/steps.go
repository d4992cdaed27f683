package wording

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
	"time"
)

const (
	// MaxSteps is the most steps of a template: its parts and the commands in them, those of a template that it calls once
	// for each call. MaxRangeSteps is the most of them in ranges, for each item.
	MaxSteps, MaxRangeSteps = 5_000, 200
)

// steps counts what a template does at most.
type steps struct{ beside, perItem int }

// plus adds, and stays small enough to be added again.
func (s steps) plus(o steps) steps {
	return steps{min(s.beside+o.beside, MaxSteps+1), min(s.perItem+o.perItem, MaxRangeSteps+1)}
}

// Bounded refuses what could run long: a range over anything but one of the lists, which are fields such as ".Regions", ranges
// within ranges, calls of templates in ranges or in a circle, and more than MaxSteps steps; and methods of times
// that no wording needs.
func Bounded(t *template.Template, lists ...string) error {
	walked := make(map[string]*boundary)
	for _, part := range t.Templates() {
		if part.Tree == nil {
			continue
		}
		w := &boundary{tree: part.Tree, lists: lists}
		if err := w.walk(part.Root, false); err != nil {
			return err
		}
		walked[part.Name()] = w
	}
	total := make(map[string]steps)
	var add func(name string, open []string) (steps, error)
	add = func(name string, open []string) (steps, error) {
		w := walked[name]
		sum, known := total[name]
		switch {
		case slices.Contains(open, name):
			return sum, fmt.Errorf("the template %q calls itself", name)
		case known || w == nil: // nil: it is not there, which executing it says
			return sum, nil
		}
		sum = w.steps
		for _, next := range w.calls {
			more, err := add(next, append(open, name))
			if err != nil {
				return sum, err
			}
			sum = sum.plus(more)
		}
		total[name] = sum
		return sum, nil
	}
	for _, name := range slices.Sorted(maps.Keys(walked)) {
		sum, err := add(name, nil)
		switch {
		case err != nil:
			return err
		case sum.beside > MaxSteps:
			return fmt.Errorf("more than %d steps, each call of a template counted", MaxSteps)
		case sum.perItem > MaxRangeSteps:
			return fmt.Errorf("more than %d steps for each item of a range, each call of a template counted", MaxRangeSteps)
		}
	}
	return nil
}

// boundary walks the tree of one template.
type boundary struct {
	tree  *parse.Tree
	lists []string
	calls []string
	steps steps
}

func (w *boundary) walk(node parse.Node, inRange bool) error {
	if inRange {
		w.steps = w.steps.plus(steps{perItem: 1})
	} else {
		w.steps = w.steps.plus(steps{beside: 1})
	}
	both := func(pipe *parse.PipeNode, list, otherwise *parse.ListNode, inside bool) error {
		return errors.Join(w.pipe(pipe, inRange), w.list(list, inside), w.list(otherwise, inRange))
	}
	switch n := node.(type) {
	case *parse.ListNode:
		return w.list(n, inRange)
	case *parse.ActionNode:
		return w.pipe(n.Pipe, inRange)
	case *parse.IfNode:
		return both(n.Pipe, n.List, n.ElseList, inRange)
	case *parse.WithNode:
		return both(n.Pipe, n.List, n.ElseList, inRange)
	case *parse.TemplateNode:
		if inRange {
			return w.fault(n, "a call of a template within a range")
		}
		w.calls = append(w.calls, n.Name)
		return w.pipe(n.Pipe, inRange)
	case *parse.RangeNode:
		if inRange {
			return w.fault(n, "a range within a range")
		}
		list := len(n.Pipe.Cmds) == 1 && len(n.Pipe.Cmds[0].Args) == 1 &&
			slices.ContainsFunc(w.lists, func(name string) bool { return strings.HasSuffix(n.Pipe.Cmds[0].String(), name) })
		if !list {
			return w.fault(n, "a range over something other than "+strings.Join(w.lists, ", "))
		}
		return both(n.Pipe, n.List, n.ElseList, true)
	}
	return nil
}

func (w *boundary) list(n *parse.ListNode, inRange bool) error {
	if n == nil {
		return nil
	}
	for _, child := range n.Nodes {
		if err := w.walk(child, inRange); err != nil {
			return err
		}
	}
	return nil
}

// pipe walks what is worked out.
func (w *boundary) pipe(n *parse.PipeNode, inRange bool) error {
	if n == nil {
		return nil
	}
	for i, cmd := range n.Cmds {
		if err := w.walk(cmd, inRange); err != nil {
			return err
		}
		for _, arg := range cmd.Args {
			var idents []string
			switch a := arg.(type) {
			case *parse.PipeNode:
				if err := w.pipe(a, inRange); err != nil {
					return err
				}
			case *parse.FieldNode:
				idents = a.Ident
			case *parse.VariableNode:
				idents = a.Ident[1:]
			case *parse.ChainNode:
				idents = a.Field
				if inner, ok := a.Node.(*parse.PipeNode); ok {
					if err := w.pipe(inner, inRange); err != nil {
						return err
					}
				}
			}
			if err := w.idents(cmd, idents, i == 0); err != nil {
				return err
			}
		}
	}
	return nil
}

// methods are those of times and durations that a wording has a use for.
var methods = []string{"Add", "AddDate", "After", "Before", "Compare", "Equal", "Sub", "In", "UTC", "Location", "IsZero", "Truncate", "Round", "Abs", "Unix",
	"UnixMilli", "Format", "String", "Year", "Month", "Day", "YearDay", "Weekday", "Hour", "Minute", "Second", "Hours", "Minutes", "Seconds", "Milliseconds"}

// refused are their other methods: those that make long texts of others, or bytes, or read the machine's zone.
var refused = func() map[string]bool {
	names := make(map[string]bool)
	for _, of := range []reflect.Type{reflect.TypeFor[*time.Time](), reflect.TypeFor[*time.Duration](), reflect.TypeFor[*time.Month](), reflect.TypeFor[*time.Weekday](), reflect.TypeFor[*time.Location]()} {
		for i := range of.NumMethod() {
			if name := of.Method(i).Name; !slices.Contains(methods, name) {
				names[name] = true
			}
		}
	}
	return names
}()

// idents refuses such methods, and layouts of Format that are no literal.
func (w *boundary) idents(cmd *parse.CommandNode, idents []string, first bool) error {
	for _, name := range idents {
		if refused[name] {
			return w.fault(cmd, fmt.Sprintf("the method %q, which no wording needs", name))
		}
	}
	if !slices.Contains(idents, "Format") {
		return nil
	}
	if len(cmd.Args) == 2 && first {
		if layout, ok := cmd.Args[1].(*parse.StringNode); ok && len(layout.Text) <= mostLayout {
			return nil
		}
	}
	return w.fault(cmd, fmt.Sprintf("a Format without a layout of at most %d bytes in quotes", mostLayout))
}

func (w *boundary) fault(node parse.Node, what string) error {
	location, _ := w.tree.ErrorContext(node)
	return fmt.Errorf("template: %s: %s", location, what)
}
