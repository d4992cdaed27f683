package bounded

import (
	"encoding/json"
	"reflect"
	"strings"
	"sync"
)

// field is one of a struct, as encoding/json sees it.
type field struct {
	name, key string // the key is quoted, with its colon
	index     []int
	empty     bool // of the tag omitempty
	zero      bool // of the tag omitzero
}

// known holds the fields of types that were asked for before.
var known sync.Map // reflect.Type to []field

// fieldsOf returns the fields of a struct in their order; none, and so the whole for encoding/json,
// where that has rules that are not followed here: the tag "string", and names that stand twice.
func fieldsOf(t reflect.Type) []field {
	if list, ok := known.Load(t); ok {
		return list.([]field)
	}
	list, ok := walk(t, nil)
	seen := make(map[string]bool)
	for _, f := range list {
		ok = ok && !seen[f.name]
		seen[f.name] = true
	}
	if !ok {
		list = nil
	}
	known.Store(t, list)
	return list
}

func walk(t reflect.Type, index []int) ([]field, bool) {
	list := []field{}
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		name, options, _ := strings.Cut(tag, ",")
		here := append(append([]int{}, index...), i)
		if f.Anonymous && name == "" && tag != "-" {
			inner := f.Type
			if inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct {
				more, ok := walk(inner, here)
				if !ok {
					return nil, false
				}
				list = append(list, more...)
				continue
			}
		}
		if !f.IsExported() || tag == "-" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		quoted, err := json.Marshal(name)
		if err != nil {
			return nil, false
		}
		out := field{name: name, key: string(quoted) + ": ", index: here}
		for option := range strings.SplitSeq(options, ",") {
			switch option {
			case "omitempty":
				out.empty = true
			case "omitzero":
				out.zero = true
			case "":
			default:
				return nil, false
			}
		}
		list = append(list, out)
	}
	return list, true
}

// omit reports whether a value is left out.
func (f field) omit(v reflect.Value) bool {
	if f.zero {
		if z, ok := v.Interface().(interface{ IsZero() bool }); ok && (v.Kind() != reflect.Pointer || !v.IsNil()) {
			return z.IsZero()
		}
		return v.IsZero()
	}
	if !f.empty {
		return false
	}
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8,
		reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr, reflect.Float32, reflect.Float64, reflect.Interface, reflect.Pointer:
		return v.IsZero()
	}
	return false
}
