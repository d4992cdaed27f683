package recheck

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// maxKeys is how many changes of the plan's own keys are told.
const maxKeys = 50

// keys compares two plans, key by key, but for the regions, which are compared by what they mean.
func keys(old, now json.RawMessage) []Reason {
	var list []Reason
	walk("", decoded(old), decoded(now), &list)
	return list[:min(len(list), maxKeys)]
}

func decoded(text json.RawMessage) any {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return nil
	}
	return v
}

func walk(path string, a, b any, list *[]Reason) {
	if path == "regions" || path == "$schema" || path == "version" {
		return
	}
	one, isObject := a.(map[string]any)
	other, both := b.(map[string]any)
	if isObject && both {
		for _, key := range slices.Compact(slices.Sorted(maps.Keys(union(one, other)))) {
			walk(strings.TrimPrefix(path+"."+key, "."), one[key], other[key], list)
		}
		return
	}
	items, isList := a.([]any)
	others, both := b.([]any)
	if isList && both && len(items) == len(others) {
		for i := range items {
			walk(fmt.Sprintf("%s[%d]", path, i), items[i], others[i], list)
		}
		return
	}
	before, after := short(a), short(b)
	if written(a) != written(b) {
		*list = append(*list, Reason{Kind: KindPlan, Key: path, Before: before, After: after,
			Text: fmt.Sprintf("%s of the plan %s.", path, became(before, after, "is new: "+after, "is gone; it was "+before, "is "+after+"; it was "+before))})
	}
}

func union(a, b map[string]any) map[string]any {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func written(v any) string {
	if v == nil {
		return ""
	}
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}

// short is a value as JSON, cut where it is long.
func short(v any) string {
	const most = 80
	text := []rune(written(v))
	if len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(text)
}
