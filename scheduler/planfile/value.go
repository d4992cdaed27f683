package planfile

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
)

// value is a place in a document: a node and how it was reached, from which its path is written
// where one is needed.
type value struct {
	doc    *document
	node   int32
	parent *value // nil for the plan itself
	key    string // in an object
	item   int    // in a list; -1 in an object
	// expected says what should be there, optional that the key may be left out.
	expected string
	optional bool
}

func (v value) kind() kind    { return v.doc.node(v.node).kind }
func (v value) size() int     { return int(v.doc.node(v.node).size) }
func (v value) offset() int32 { return v.doc.node(v.node).start }

// path names the value as messages do: regions[0].customers. The plan itself is "plan".
func (v value) path() string {
	if v.parent == nil {
		return "plan"
	}
	return v.parent.member(v.key, v.item)
}

// member names what the value holds under a key or, where item is not negative, at a place.
func (v value) member(key string, item int) string {
	prefix := ""
	if v.parent != nil {
		prefix = v.path()
	}
	switch {
	case item >= 0:
		return fmt.Sprintf("%s[%d]", prefix, item)
	case !isPlain(key):
		return fmt.Sprintf("%s[%q]", prefix, shorten(key))
	case prefix == "":
		return key
	}
	return prefix + "." + key
}

// isPlain reports whether a key can stand in a path without quotes.
func isPlain(key string) bool {
	for i := range len(key) {
		if c := key[i]; !isWord(c) && c != '$' && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return key != "" && len(key) <= maxShown
}

// items walks a list.
func (v *value) items(expected string) iter.Seq2[int, value] {
	return func(yield func(int, value) bool) {
		at := v.node + 1
		for i := range v.size() {
			if !yield(i, value{doc: v.doc, node: at, parent: v, item: i, expected: expected}) {
				return
			}
			at = v.doc.node(at).next
		}
	}
}

// members walks an object: the node of each key, with the value. The value does not have its key yet.
func (v *value) members() iter.Seq2[int32, value] {
	return func(yield func(int32, value) bool) {
		key := v.node + 1
		for range v.size() {
			if !yield(key, value{doc: v.doc, node: key + 1, parent: v, item: -1}) {
				return
			}
			key = v.doc.node(key + 1).next
		}
	}
}

// lookUp follows a path as package scheduler writes them. Where the path leads out of the document it
// returns the last value on the way, and false.
func (v value) lookUp(path string) (value, bool) {
	for path != "" {
		step := path
		if at := strings.IndexAny(path[1:], ".["); at >= 0 {
			step = path[:at+1]
		}
		path = path[len(step):]
		next, ok := v.step(step)
		if !ok {
			return v, false
		}
		v = next
	}
	return v, true
}

// step follows one part of a path: "name", ".name" or "[3]".
func (v value) step(step string) (value, bool) {
	if inner, isItem := strings.CutPrefix(step, "["); isItem {
		n, err := strconv.Atoi(strings.TrimSuffix(inner, "]"))
		if err != nil || v.kind() != kindList {
			return v, false
		}
		for i, item := range v.items("") {
			if i == n {
				return item, true
			}
		}
		return v, false
	}
	if v.kind() != kindObject {
		return v, false
	}
	for key, member := range v.members() {
		if v.doc.str(key) == strings.TrimPrefix(step, ".") {
			return member, true
		}
	}
	return v, false
}
