package httpapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// ask is what a request says: a plan, and what to do with it.
type ask struct {
	// plan is the text of the plan. In is its pointer in the body, "" or "/plan".
	plan  []byte
	in    string
	files memory
	// starts are the times to assess, startsIn where each stands.
	starts   []time.Time
	startsIn []Fault
	// choice is the window wanted: a suggestion by number, or a start.
	suggestion int
	start      time.Time
	choiceIn   Fault
	export     exportAsk
	// notes says that an export is wanted in JSON, with its notes.
	notes bool
	gate  gateAsk
}

// The keys of an object that holds a plan. Each route takes some of them.
const (
	keyPlan, keyFiles = "plan", "files"
	keyStarts         = "starts"
	keySuggestion     = "suggestion"
	keyStart          = "start"
	keyExport         = "export"
	keyNotes          = "notes"
	keyAt, keyBelow   = "at", "below"
	keyLasting        = "lasting"
)

// parameterOf tells the parameter of the query that says the same as a key.
var parameterOf = map[string]string{keyStarts: "at", keySuggestion: "suggestion", keyStart: "start", keyNotes: "notes", keyAt: "at", keyBelow: "below", keyLasting: "lasting"}

// readAsk reads what was sent: a plan as it is, or an object that holds one. Keys are those that the
// route takes beside plan and files.
func readAsk(body []byte, files memory, query url.Values, keys []string) (*ask, *Problem) {
	a := &ask{plan: body, files: files}
	var faults []Fault
	if members, ok := membersOf(body); ok && slices.ContainsFunc(members, func(m member) bool { return m.key == keyPlan }) {
		faults = a.envelope(body, members, keys)
	}
	faults = append(faults, a.query(query, keys)...)
	if a.suggestion != 0 && !a.start.IsZero() {
		faults = append(faults, Fault{Parameter: a.choiceIn.Parameter, Pointer: a.choiceIn.Pointer, Expected: "either a suggestion or a start, not both"})
	}
	if faults != nil {
		return nil, newProblem(TypeInvalidRequest, "What stands around the plan is wrong.", faults...)
	}
	return a, nil
}

// envelope reads an object that holds a plan.
func (a *ask) envelope(body []byte, members []member, keys []string) []Fault {
	var faults []Fault
	known := slices.DeleteFunc(append([]string{keyPlan, keyFiles}, keys...), func(key string) bool { return key == keyNotes })
	seen := make(map[string]bool)
	for _, m := range members {
		where := "/" + escapeKey(m.key)
		switch {
		case !slices.Contains(known, m.key):
			faults = append(faults, at(where, nil, fmt.Sprintf("one of the keys %q", known)))
		case seen[m.key]:
			faults = append(faults, at(where, nil, "each key once"))
		case m.key == keyPlan:
			// Blanks for what stands before it keep lines and columns those of the body.
			a.plan, a.in = append(blank(body[:m.offset]), m.value...), "/plan"
		case m.key == keyFiles:
			faults = append(faults, a.addFiles(m.value)...)
		case m.key == keyStarts:
			faults = append(faults, a.addStarts(m.value)...)
		case m.key == keySuggestion:
			faults = append(faults, a.setSuggestion(string(m.value), at(where, m.value, ""))...)
		case m.key == keyAt || m.key == keyBelow || m.key == keyLasting:
			faults = append(faults, a.gate.set(m.key, m.value, at(where, m.value, ""))...)
		case m.key == keyStart:
			faults = append(faults, a.setStart(textOf(m.value), at(where, m.value, ""))...)
		default:
			faults = append(faults, a.export.read(m.value)...)
		}
		seen[m.key] = true
	}
	return faults
}

// query reads what the query says. That it has no other parameters was checked before.
func (a *ask) query(query url.Values, keys []string) []Fault {
	var faults []Fault
	a.notes, faults = wantNotes(query)
	if a.gate.asked(keys) {
		return append(faults, a.gate.query(query)...)
	}
	given := query["at"]
	if len(given) > 0 && a.starts != nil {
		faults = append(faults, Fault{Parameter: "at", Expected: "starts in the body or at in the query, not both"})
	}
	for _, text := range given {
		faults = append(faults, a.addStart(text, Fault{Parameter: "at", Value: text})...)
	}
	if query.Has("suggestion") {
		faults = append(faults, a.setSuggestion(query.Get("suggestion"), Fault{Parameter: "suggestion", Value: query.Get("suggestion")})...)
	}
	if query.Has("start") {
		faults = append(faults, a.setStart(query.Get("start"), Fault{Parameter: "start", Value: query.Get("start")})...)
	}
	return faults
}

func (a *ask) addFiles(value json.RawMessage) []Fault {
	members, ok := membersOf(value)
	if !ok {
		return []Fault{at("/files", nil, "an object of texts by name")}
	}
	if a.files == nil {
		a.files = make(memory)
	}
	var faults []Fault
	for _, m := range members {
		where := "/files/" + escapeKey(m.key)
		var text string
		if m.value[0] != '"' || json.Unmarshal(m.value, &text) != nil {
			faults = append(faults, at(where, nil, "the text of the file"))
			continue
		}
		faults = append(faults, addFile(a.files, at(where, nil, ""), m.key, text)...)
	}
	return faults
}

func (a *ask) addStarts(value json.RawMessage) []Fault {
	var list []json.RawMessage
	if value[0] != '[' || json.Unmarshal(value, &list) != nil {
		return []Fault{at("/starts", nil, "a list of times")}
	}
	a.starts = []time.Time{}
	var faults []Fault
	for i, item := range list {
		faults = append(faults, a.addStart(textOf(item), at("/starts/"+strconv.Itoa(i), item, ""))...)
	}
	return faults
}

func (a *ask) addStart(text string, in Fault) []Fault {
	t, ok := instant(text)
	if !ok {
		in.Expected = anInstant(text)
		return []Fault{in}
	}
	a.starts, a.startsIn = append(a.starts, t), append(a.startsIn, in)
	return nil
}

func (a *ask) setStart(text string, in Fault) []Fault {
	if !a.start.IsZero() {
		in.Expected = "the start in the body or in the query, not both"
		return []Fault{in}
	}
	t, ok := instant(text)
	if !ok {
		in.Expected = anInstant(text)
		return []Fault{in}
	}
	a.start, a.choiceIn = t, in
	return nil
}

func (a *ask) setSuggestion(text string, in Fault) []Fault {
	n, err := strconv.Atoi(text)
	in.Expected = fmt.Sprintf("a whole number from 1 to %d", scheduler.MaxSuggestions)
	if a.suggestion != 0 {
		in.Expected = "the suggestion in the body or in the query, not both"
		return []Fault{in}
	}
	if err != nil || n < 1 || n > scheduler.MaxSuggestions {
		return []Fault{in}
	}
	a.suggestion, a.choiceIn = n, in
	return nil
}

// anInstant says what was expected in place of a text, and what is wrong with it where that can be told.
func anInstant(text string) string {
	expected := "a time as in RFC 3339, in whole seconds, such as 2026-12-05T06:00:00Z"
	switch {
	case rfc3339.MatchString(text):
		expected += " (there is no such date or time of day)"
	case rfc3339.MatchString(strings.Replace(text, " ", "+", 1)):
		expected += " (in a query + is written %2B)"
	}
	return expected
}

// rfc3339 is the form of an instant in whole seconds. By itself time.Parse takes T6:00:00Z too, and
// fractions after a comma.
var rfc3339 = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$`)

func instant(text string) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339, text)
	return t, err == nil && rfc3339.MatchString(text) && !t.IsZero()
}

// textOf returns a JSON text, "" for anything else.
func textOf(value json.RawMessage) string {
	var text string
	if json.Unmarshal(value, &text) != nil {
		return ""
	}
	return text
}

// blank turns everything but line breaks into spaces.
func blank(text []byte) []byte {
	out := bytes.Repeat([]byte(" "), len(text))
	for i, c := range text {
		if c == '\n' || c == '\r' {
			out[i] = c
		}
	}
	return out
}
