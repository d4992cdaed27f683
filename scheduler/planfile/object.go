package planfile

import (
	"context"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/quietwindow/quietwindow/scheduler/internal/plaintext"
)

// reader reads a checked document into a plan, and gathers what is wrong with it.
type reader struct {
	problems
	ctx    context.Context // of one call of Parse
	opts   Options
	limits Limits // of opts, filled in
	files  files
	once   learnedOnce
	zones  []*time.Location  // see used
	sums   map[string]string // of the files that were read
}

// full reports whether it is no use to look for more: the context is done, or there are so many faults
// that no more are told. A file of nothing but faults is left at that point: looking up what each wrong
// name may have meant is what costs most.
func (r *reader) full() bool { return r.more || r.ctx.Err() != nil }

// err returns why there is no plan, nil where there is one.
func (r *reader) err() error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	return r.problems.err()
}

// wrong adds a value that is not what was expected.
func (r *reader) wrong(v value, expected string) {
	if v.kind() == kindNull && v.optional {
		expected += " (leave the key out for the default)"
	}
	r.add(v.offset(), v.path(), v.shown(), expected)
}

// missing adds a key that the object lacks.
func (r *reader) missing(v value, key, expected string) {
	r.add(v.offset(), v.member(key, -1), nil, expected)
}

// object is an object whose keys are those of a table.
type object struct {
	value
	table  table
	values []value // in the order of the table; those without a document are absent
}

// object reads an object by the table. Keys that are unknown, given twice, or required and missing
// are problems; those in exempt are not required.
func (r *reader) object(v value, t table, exempt ...string) (*object, bool) {
	if v.kind() != kindObject {
		r.wrong(v, v.expected)
		return nil, false
	}
	o := &object{value: v, table: t, values: make([]value, len(t))}
	for key, member := range o.members() {
		if r.full() {
			break
		}
		name := v.doc.str(key)
		i := t.index(name)
		switch {
		case i < 0:
			r.unknown(v, key, name, t)
		case o.values[i].doc != nil:
			r.twice(v, key, name)
		default:
			member.key, member.expected, member.optional = name, t[i].expected, !t[i].required
			o.values[i] = member
		}
	}
	for i, k := range t {
		if o.values[i].doc == nil && k.required && !slices.Contains(exempt, k.name) {
			r.missing(v, k.name, k.expected)
		}
	}
	return o, true
}

// unknown adds a key that the table does not have, with the one that may have been meant.
func (r *reader) unknown(v value, key int32, name string, t table) {
	names := t.names()
	expected := "one of " + listed(names, "or")
	if near, ok := nearest(name, names); ok {
		expected = fmt.Sprintf("a known key (did you mean %q?)", near)
	}
	r.add(v.doc.node(key).start, v.member(name, -1), found(fmt.Sprintf("the unknown key %q", shorten(name))), expected)
}

// twice adds a key that the object has already.
func (r *reader) twice(v value, key int32, name string) {
	line, _ := v.doc.line(int(v.doc.node(key).start))
	r.add(v.doc.node(key).start, v.member(name, -1), found(fmt.Sprintf("the key a second time, on line %d", line)), "every key once")
}

// get returns the value of a key of the table, and whether it is there.
func (o *object) get(name string) (value, bool) {
	i := o.table.index(name)
	if i < 0 {
		panic(fmt.Sprintf("planfile: the table has no key %q", name))
	}
	return o.values[i], o.values[i].doc != nil
}

// has reports whether the object has the key.
func (o *object) has(name string) bool {
	_, ok := o.get(name)
	return ok
}

// entries reads an object whose keys are the user's own, at most so many, each once.
func (r *reader) entries(v value, most int, what string) []value {
	if v.kind() != kindObject {
		r.wrong(v, v.expected)
		return nil
	}
	if v.size() > most {
		r.add(v.offset(), v.path(), found(fmt.Sprintf("%d %s", v.size(), what)), fmt.Sprintf("at most %d %s", most, what))
		return nil
	}
	list := make([]value, 0, v.size())
	seen := make(map[string]bool, v.size())
	for key, member := range v.members() {
		if r.full() {
			break
		}
		member.key = v.doc.str(key)
		if seen[member.key] {
			r.twice(v, key, member.key)
			continue
		}
		seen[member.key] = true
		list = append(list, member)
	}
	return list
}

// list reports whether the value is a list of at most so many items.
func (r *reader) list(v value, most int, what string) bool {
	if v.kind() != kindList {
		r.wrong(v, v.expected)
		return false
	}
	if v.size() > most {
		r.add(v.offset(), v.path(), found(fmt.Sprintf("%d %s", v.size(), what)), fmt.Sprintf("at most %d %s", most, what))
		return false
	}
	return true
}

// text reads a text. What cannot be seen in it is refused, whatever the text is for: all are shown to
// people, and one rule is easier to keep in mind than several.
func (r *reader) text(v value) (string, bool) {
	if v.kind() != kindString {
		r.wrong(v, v.expected)
		return "", false
	}
	s := v.doc.str(v.node)
	if why := plaintext.Fault(s); why != "" {
		r.wrong(v, v.expected+", "+plaintext.Rule+aside(why))
		return "", false
	}
	return s, true
}

// nameRule says what a name may be.
var nameRule = fmt.Sprintf("a name of 1 to %d characters", maxName)

// name reads a name.
func (r *reader) name(v value) (string, bool) {
	s, ok := r.text(v)
	if ok && !isName(s) {
		r.wrong(v, nameRule)
		return "", false
	}
	return s, ok
}

func isName(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 1 && n <= maxName
}

// boolean reads true or false.
func (r *reader) boolean(v value) (bool, bool) {
	if v.kind() != kindBool {
		r.wrong(v, v.expected)
		return false, false
	}
	return v.doc.text(v.node)[0] == 't', true
}

// word reads one of a few texts.
func (r *reader) word(v value, words ...string) (string, bool) {
	s, ok := r.text(v)
	if ok && !slices.Contains(words, s) {
		r.wrong(v, v.expected)
		return "", false
	}
	return s, ok
}
