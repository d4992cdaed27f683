package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// needError is that an export lacks such options. Its text tells what to add.
type needError struct {
	scheduler.FieldErrors
	options []string
}

func (e *needError) Unwrap() error { return e.FieldErrors }

// hint says what to add, with an example.
func (e *needError) hint() string {
	return "\nSave this as options.json, put in your own values, and add -export-options options.json:\n\n  {" + strings.Join(e.options, ",\n   ") + "}\n"
}

// lacking returns the faults of exports, with what to add if it is that.
func lacking(faults scheduler.FieldErrors) error {
	var options []string
	for _, format := range export.Formats() {
		of := neededBy(format.Name)
		for _, f := range faults {
			if len(of.keys) > 0 && strings.HasPrefix(f.Path, "-export "+format.Name+": "+of.keys[0]+".") {
				options = append(options, of.members())
				break
			}
		}
	}
	if options == nil {
		return faults
	}
	return &needError{faults, options}
}

// needed is a part of an options file, with made-up values: an object with its keys in order, a list if its one key is 0,
// else a value.
type needed struct {
	keys  []string
	parts []*needed
	value any
}

// neededBy returns the options that a format does not do without.
func neededBy(format string) *needed {
	all := new(needed)
	for _, n := range export.Needs(format) {
		path, ok := strings.CutPrefix(n.Pointer, "/options/")
		if !ok {
			continue // created_by, which is this program
		}
		at := all
		for key := range strings.SplitSeq(path, "/") {
			at = at.part(key)
		}
		at.value = n.Example
	}
	return all
}

// part returns what stands under a key, new or not.
func (n *needed) part(key string) *needed {
	if i := slices.Index(n.keys, key); i >= 0 {
		return n.parts[i]
	}
	n.keys, n.parts = append(n.keys, key), append(n.parts, new(needed))
	return n.parts[len(n.parts)-1]
}

// members returns the JSON of an object without its braces.
func (n *needed) members() string {
	list := make([]string, len(n.keys))
	for i, key := range n.keys {
		list[i] = strconv.Quote(key) + ": " + n.parts[i].json()
	}
	return strings.Join(list, ", ")
}

func (n *needed) json() string {
	switch {
	case len(n.keys) == 1 && n.keys[0] == "0":
		return "[" + n.parts[0].json() + "]"
	case len(n.keys) > 0:
		return "{" + n.members() + "}"
	}
	text, _ := json.Marshal(n.value) // texts, numbers and lists of them
	return strings.ReplaceAll(string(text), `","`, `", "`)
}
