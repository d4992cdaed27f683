package planfile

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
)

// tree is a plan file that is written: a value with its members in order.
type tree struct {
	kind  kind
	text  string   // of a value that is neither a list nor an object, as it is written
	keys  []string // of an object
	items []*tree
}

// treeOf returns what a value of a document says, in the one form of writing it.
func treeOf(v value) *tree {
	t := &tree{kind: v.kind()}
	switch t.kind {
	case kindObject:
		for key, member := range v.members() {
			t.keys, t.items = append(t.keys, v.doc.str(key)), append(t.items, treeOf(member))
		}
	case kindList:
		for _, item := range v.items("") {
			t.items = append(t.items, treeOf(item))
		}
	case kindString:
		t = text(v.doc.str(v.node))
	case kindNumber:
		t.text = shortest(string(v.doc.text(v.node)))
	default:
		t.text = string(v.doc.text(v.node))
	}
	return t
}

// shortest writes a number that the reader took in few digits, so that it is read as the same.
func shortest(written string) string {
	const exact = 1_000_000_000_000_000
	if n, ok := wholeNumber(written); ok && n > -exact && n < exact {
		return strconv.FormatInt(n, 10)
	}
	f, err := strconv.ParseFloat(written, 64)
	if err != nil {
		return written
	}
	return number(f).text
}

func number(f float64) *tree {
	data, err := json.Marshal(f)
	if err != nil {
		return &tree{kind: kindNull, text: "null"} // NaN, which was refused
	}
	return &tree{kind: kindNumber, text: string(data)}
}

func text(s string) *tree {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic(err) // a string can be written
	}
	return &tree{kind: kindString, text: strings.TrimSuffix(b.String(), "\n")}
}

func instant(t time.Time) *tree { return text(t.Format(time.RFC3339)) }

func truth(b bool) *tree { return &tree{kind: kindBool, text: strconv.FormatBool(b)} }

// object returns an object of keys and values by turns.
func newObject(pairs ...any) *tree {
	t := &tree{kind: kindObject}
	for i := 0; i < len(pairs); i += 2 {
		t.keys, t.items = append(t.keys, pairs[i].(string)), append(t.items, pairs[i+1].(*tree))
	}
	return t
}

// set puts a value in the place of what stands at a path of keys, nil to take it out. Objects on the way are made.
func (t *tree) set(path string, to *tree) {
	key, rest, deeper := strings.Cut(path, ".")
	i := slices.Index(t.keys, key)
	switch {
	case i < 0 && to == nil:
		return
	case i < 0:
		t.keys, t.items = append(t.keys, key), append(t.items, &tree{kind: kindObject})
		i = len(t.keys) - 1
	}
	switch {
	case deeper:
		t.items[i].set(rest, to)
	case to == nil:
		t.keys, t.items = slices.Delete(t.keys, i, i+1), slices.Delete(t.items, i, i+1)
	default:
		t.items[i] = to
	}
}

// sort puts the keys of every object into the order of its table; keys of the user's own keep theirs. at is the path
// of the value as the tables have it.
func (t *tree) sort(at string) {
	if t.kind == kindList {
		for _, item := range t.items {
			item.sort(at + "[]")
		}
		return
	}
	prefix := strings.TrimPrefix(at+".", ".")
	if i := slices.IndexFunc(tables, func(e struct {
		path string
		keys table
	}) bool {
		return e.path == prefix
	}); i >= 0 && t.kind == kindObject {
		order := make([]int, len(t.keys))
		for k := range order {
			order[k] = k
		}
		keys := tables[i].keys
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(keys.index(t.keys[a]), keys.index(t.keys[b])) })
		sorted := &tree{kind: kindObject}
		for _, k := range order {
			sorted.keys, sorted.items = append(sorted.keys, t.keys[k]), append(sorted.items, t.items[k])
		}
		t.keys, t.items = sorted.keys, sorted.items
	}
	for i, item := range t.items {
		key := t.keys[i]
		if prefix == "activities." {
			key = "NAME"
		}
		item.sort(prefix + key)
	}
}

// encode writes the tree, indented by two spaces; what is short and holds no list or object that is not empty stands
// on one line.
func (t *tree) encode() []byte {
	var b bytes.Buffer
	t.append(&b, 0)
	b.WriteByte('\n')
	return b.Bytes()
}

// lineWidth is the longest list or object on one line.
const lineWidth = 160

func (t *tree) append(b *bytes.Buffer, depth int) {
	if t.kind != kindList && t.kind != kindObject {
		b.WriteString(t.text)
		return
	}
	open, end := "[", "]"
	if t.kind == kindObject {
		open, end = "{", "}"
	}
	between, last := ", ", ""
	if depth == 0 || t.width() > lineWidth {
		line := "\n" + strings.Repeat("  ", depth)
		open, between, last = open+line+"  ", ","+line+"  ", line
	}
	b.WriteString(open)
	for i, item := range t.items {
		if i > 0 {
			b.WriteString(between)
		}
		if t.kind == kindObject {
			b.WriteString(text(t.keys[i]).text)
			b.WriteString(": ")
		}
		item.append(b, depth+1)
	}
	b.WriteString(last)
	b.WriteString(end)
}

// width returns how long the value is on one line, more than lineWidth where it cannot be on one.
func (t *tree) width() int {
	if t.kind != kindList && t.kind != kindObject {
		return len(t.text)
	}
	width := 2
	for i, item := range t.items {
		if width += 2 + item.width(); t.kind == kindObject {
			width += len(t.keys[i]) + 4
		}
		if width > lineWidth || len(item.items) > 0 && t.kind == kindObject {
			return lineWidth + 1
		}
	}
	return width
}
