package bounded

import (
	"bytes"
	"encoding"
	"encoding/json"
	"io"
	"reflect"
	"strings"
)

// JSON writes a document piece by piece, in the bytes of json.Encoder with an indent of two spaces and
// without escapes for HTML, which are those of document.Encode. Structs and slices are walked, all else
// is encoded at once, so that no more of the text is held than its largest single value. What cannot be
// encoded is an error, as there; what stands before it has been written then.
//
// Cost: that of json.Encoder, about; memory: some kilobytes, and the largest single value.
func JSON(w io.Writer, document any) error {
	e := &encoder{to: w}
	e.values = json.NewEncoder(&e.value)
	e.values.SetEscapeHTML(false)
	e.any(reflect.ValueOf(document), 0)
	e.text("\n")
	e.flush(0)
	return e.err
}

// encoder collects text and writes it in pieces.
type encoder struct {
	to     io.Writer
	out    bytes.Buffer
	value  bytes.Buffer
	values *json.Encoder
	err    error
}

// piece is how much is collected before it is written.
const piece = 32 << 10

func (e *encoder) text(s string) { e.out.WriteString(s) }

func (e *encoder) line(depth int) {
	e.out.WriteByte('\n')
	for range depth {
		e.out.WriteString("  ")
	}
}

// flush writes what has come together, where that is at least so much.
func (e *encoder) flush(least int) {
	if e.err == nil && e.out.Len() >= max(1, least) {
		_, e.err = e.to.Write(e.out.Bytes())
		e.out.Reset()
	}
}

var (
	jsonMarshaler = reflect.TypeFor[json.Marshaler]()
	textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
)

// itself reports whether a type has a form in JSON of its own.
func itself(t reflect.Type) bool {
	return t.Implements(jsonMarshaler) || t.Implements(textMarshaler) ||
		reflect.PointerTo(t).Implements(jsonMarshaler) || reflect.PointerTo(t).Implements(textMarshaler)
}

// any writes a value.
func (e *encoder) any(v reflect.Value, depth int) {
	for v.IsValid() && (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && !v.IsNil() && !v.Type().Implements(jsonMarshaler) && !v.Type().Implements(textMarshaler) {
		v = v.Elem()
	}
	switch {
	case e.err != nil:
	case !v.IsValid():
		e.text("null")
	case itself(v.Type()):
		e.whole(v, depth)
	case v.Kind() == reflect.Struct:
		e.object(v, depth)
	case v.Kind() == reflect.Slice && !v.IsNil() && v.Type().Elem().Kind() != reflect.Uint8, v.Kind() == reflect.Array:
		e.array(v, depth)
	default:
		e.whole(v, depth)
	}
	e.flush(piece)
}

// whole writes a value as encoding/json does.
func (e *encoder) whole(v reflect.Value, depth int) {
	e.value.Reset()
	value := v.Interface()
	if v.CanAddr() && v.Kind() != reflect.Pointer {
		value = v.Addr().Interface()
	}
	if e.err = e.values.Encode(value); e.err != nil {
		return
	}
	text := bytes.TrimSuffix(e.value.Bytes(), []byte("\n"))
	if len(text) == 0 || text[0] != '{' && text[0] != '[' {
		e.out.Write(text)
		return
	}
	e.err = json.Indent(&e.out, text, strings.Repeat("  ", depth), "  ")
}

func (e *encoder) array(v reflect.Value, depth int) {
	if v.Len() == 0 {
		e.text("[]")
		return
	}
	e.text("[")
	for i := 0; i < v.Len() && e.err == nil; i++ {
		if i > 0 {
			e.text(",")
		}
		e.line(depth + 1)
		e.any(v.Index(i), depth+1)
	}
	e.line(depth)
	e.text("]")
}

func (e *encoder) object(v reflect.Value, depth int) {
	list := fieldsOf(v.Type())
	if list == nil {
		e.whole(v, depth)
		return
	}
	e.text("{")
	first := true
	for _, f := range list {
		field, err := v.FieldByIndexErr(f.index)
		if err != nil || f.omit(field) {
			continue // err: it is in an embedded pointer that is nil
		}
		if !first {
			e.text(",")
		}
		first = false
		e.line(depth + 1)
		e.text(f.key)
		e.any(field, depth+1)
		if e.err != nil {
			return
		}
	}
	if !first {
		e.line(depth)
	}
	e.text("}")
}
