package planfile

import (
	"reflect"
	"time"
)

// clone copies a value and the slices, maps and pointed-to structs that callers can reach in it and change. Functions,
// interfaces and values that never change once built, such as zones, are shared. A slice that is met twice is copied
// once: the tasks of a campaign share those of the plan.
func clone[T any](v T) T {
	known := make(map[sliceID]reflect.Value)
	return copyOf(reflect.ValueOf(&v).Elem(), known).Interface().(T)
}

type sliceID struct {
	at  uintptr
	len int
	of  reflect.Type
}

func copyOf(v reflect.Value, known map[sliceID]reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	switch v.Kind() {
	case reflect.Pointer:
		if _, zone := v.Interface().(*time.Location); v.IsNil() || zone || !open(v.Type().Elem()) {
			return out
		}
		out.Set(reflect.New(v.Type().Elem()))
		out.Elem().Set(copyOf(v.Elem(), known))
	case reflect.Slice:
		if v.IsNil() {
			return out
		}
		id := sliceID{v.Pointer(), v.Len(), v.Type()}
		if before, ok := known[id]; ok && v.Len() > 0 {
			return before
		}
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		known[id] = out
		for i := range v.Len() {
			out.Index(i).Set(copyOf(v.Index(i), known))
		}
	case reflect.Map:
		if v.IsNil() {
			return out
		}
		out.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
		for key, item := range v.Seq2() {
			out.SetMapIndex(key, copyOf(item, known))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out.Field(i).Set(copyOf(v.Field(i), known))
			}
		}
	}
	return out
}

// open reports whether a struct has fields that callers can change.
func open(of reflect.Type) bool {
	if of.Kind() != reflect.Struct {
		return false
	}
	for i := range of.NumField() {
		if of.Field(i).IsExported() {
			return true
		}
	}
	return false
}

// same reports whether two values say the same, as far as can be seen: of functions, whether they are made by the same
// code. A slice of nothing is as good as none.
func same[T any](a, b T) bool {
	return alike(reflect.ValueOf(&a).Elem(), reflect.ValueOf(&b).Elem(), make(map[[2]sliceID]bool))
}

func alike(a, b reflect.Value, known map[[2]sliceID]bool) bool {
	switch a.Kind() {
	case reflect.Func:
		return a.Pointer() == b.Pointer()
	case reflect.Interface:
		if a.IsNil() || b.IsNil() || a.Elem().Type() != b.Elem().Type() {
			return a.IsNil() && b.IsNil()
		}
		return alike(a.Elem(), b.Elem(), known)
	case reflect.Pointer:
		if a.Pointer() == b.Pointer() || a.IsNil() || b.IsNil() {
			return a.Pointer() == b.Pointer()
		}
		if zone, ok := a.Interface().(*time.Location); ok {
			return zone.String() == b.Interface().(*time.Location).String()
		}
		return alike(a.Elem(), b.Elem(), known)
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		pair := [2]sliceID{{a.Pointer(), a.Len(), a.Type()}, {b.Pointer(), b.Len(), b.Type()}}
		if known[pair] {
			return true
		}
		for i := range a.Len() {
			if !alike(a.Index(i), b.Index(i), known) {
				return false
			}
		}
		known[pair] = true
		return true
	case reflect.Map:
		if a.Len() != b.Len() {
			return false
		}
		for key, item := range a.Seq2() {
			other := b.MapIndex(key)
			if !other.IsValid() || !alike(item, other, known) {
				return false
			}
		}
		return true
	case reflect.Struct:
		if t, ok := timeOf(a); ok {
			other, _ := timeOf(b)
			return t.Equal(other)
		}
		for i := range a.NumField() {
			if !alike(a.Field(i), b.Field(i), known) {
				return false
			}
		}
		return true
	default:
		return a.Equal(b)
	}
}

func timeOf(v reflect.Value) (time.Time, bool) {
	if !v.CanInterface() {
		return time.Time{}, false
	}
	t, ok := v.Interface().(time.Time)
	return t, ok
}
