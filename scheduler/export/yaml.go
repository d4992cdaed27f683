package export

import (
	"fmt"
	"strconv"
	"strings"
)

// object is a YAML mapping whose keys are plain words of the package, in their order; list is a
// sequence. Values are objects, lists, strings, ints and bools.
type (
	object []entry
	list   []any
	entry  struct {
		key   string
		value any
	}
)

// yamlText returns an object as a YAML document. Keys are never data, and text is always in double
// quotes: no value can be taken for a number, a date, a boolean ("no" for Norway), a comment or an
// anchor, whatever it holds.
func yamlText(o object) []byte {
	var b strings.Builder
	writeObject(&b, o, "")
	return []byte(b.String())
}

// writeObject writes the entries, the first without an indent: it follows a dash or a line break.
func writeObject(b *strings.Builder, o object, indent string) {
	for i, e := range o {
		if i > 0 {
			b.WriteString(indent)
		}
		b.WriteString(e.key + ":")
		switch v := e.value.(type) {
		case object:
			b.WriteString("\n" + indent + "  ")
			writeObject(b, v, indent+"  ")
		case list:
			b.WriteString("\n")
			for _, item := range v {
				b.WriteString(indent + "  - ")
				if o, ok := item.(object); ok {
					writeObject(b, o, indent+"    ")
				} else {
					b.WriteString(scalar(item) + "\n")
				}
			}
		default:
			b.WriteString(" " + scalar(v) + "\n")
		}
	}
}

func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return quote(v)
	case bool:
		return strconv.FormatBool(v)
	default:
		return fmt.Sprintf("%d", v)
	}
}

// quote returns a text in double quotes as YAML 1.1 and 1.2 read it alike (1.2.2, 5.7 and 7.3.1). The
// text has no control characters but line breaks and tabs: check has seen to it.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}

// texts returns a list of texts.
func texts(from []string) list {
	out := make(list, len(from))
	for i, s := range from {
		out[i] = s
	}
	return out
}

// with adds an entry where given is set.
func (o object) with(given bool, key string, value any) object {
	if given {
		return append(o, entry{key, value})
	}
	return o
}
