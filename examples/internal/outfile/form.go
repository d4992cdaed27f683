package outfile

import (
	"bytes"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
)

// Form is a kind of file that a program writes, and by which it knows its own.
type Form struct {
	// Name is what a file of the form holds, such as "a report in HTML".
	Name string
	// JSON says that it is JSON: it is known by its keys.
	JSON bool
	// Marks are what every file of the form holds; the first stands at its beginning if Begins is set.
	Marks  []string
	Begins bool
	// Keyed says that it is YAML, whose outer two levels have the same keys in every file of the form. ID
	// says that it holds the ID of a maintenance.
	Keyed, ID bool
	// Whole, if not nil, is what all of a file of the form looks like.
	Whole *regexp.Regexp
}

// is reports whether a file that is there is of the form in which a new one is to be written.
func (f Form) is(there, text []byte) bool {
	if f.JSON {
		return sameKeys(there, text)
	}
	if f.Whole != nil && !f.Whole.Match(there) {
		return false
	}
	for i, mark := range f.Marks {
		at := bytes.Index(there, []byte(mark))
		if at < 0 || i == 0 && f.Begins && at > 0 {
			return false
		}
	}
	return (!f.ID || maintenanceID.Match(there)) && (!f.Keyed || maps.Equal(keysOf(there), keysOf(text)))
}

// maintenanceID is how the examples name a maintenance in other tools: by its start, or as export.TaskID makes it of a plan's id.
var maintenanceID = regexp.MustCompile(`maintenance-\d{8}t\d{6}z|\b[a-z0-9-]+-[0-9a-f]{8}-1\b`)

var lineKey = regexp.MustCompile(`(?m)^(?:  )?[A-Za-z][\w.-]*:`)

// keysOf returns the keys of the outer two levels.
func keysOf(text []byte) map[string]bool {
	keys := make(map[string]bool)
	for _, key := range lineKey.FindAll(text, -1) {
		keys[string(key)] = true
	}
	return keys
}

// sameKeys reports whether two JSON objects have the same keys, and the objects in them too.
func sameKeys(a, b []byte) bool {
	var x, y map[string]json.RawMessage
	if json.Unmarshal(trimmed(a), &x) != nil || json.Unmarshal(trimmed(b), &y) != nil || x == nil || y == nil {
		return false
	}
	x, y = unnamed(x), unnamed(y)
	if !slices.Equal(slices.Sorted(maps.Keys(x)), slices.Sorted(maps.Keys(y))) {
		return false
	}
	for key, value := range x {
		if inner := bytes.TrimSpace(value); len(inner) > 0 && inner[0] == '{' && !sameKeys(value, y[key]) {
			return false
		}
	}
	return true
}

// unnamed returns an object with keys that name a maintenance, which differ from one to the next, made
// the same.
func unnamed(object map[string]json.RawMessage) map[string]json.RawMessage {
	out := make(map[string]json.RawMessage, len(object))
	for key, value := range object {
		out[maintenanceID.ReplaceAllString(key, "maintenance")] = value
	}
	return out
}

// isPlan reports whether a text reads as a plan: by the keys that every plan has, also where a slip has
// left it no JSON.
func isPlan(text []byte) bool {
	var keys map[string]json.RawMessage
	if json.Unmarshal(trimmed(text), &keys) == nil {
		_, regions := keys["regions"]
		_, window := keys["window"]
		_, search := keys["search"]
		return regions && (window || search)
	}
	start := trimmed(text)
	return bytes.HasPrefix(start, []byte("{")) && planKeys[0].Match(start) && planKeys[1].Match(start)
}

var planKeys = []*regexp.Regexp{regexp.MustCompile(`"regions"\s*:`), regexp.MustCompile(`"(window|search)"\s*:`)}

// trimmed returns a text without the mark of a byte order and the space before it.
func trimmed(text []byte) []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")))
}
