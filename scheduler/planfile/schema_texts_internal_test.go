package planfile

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// otherTexts are the texts of the schema that are about no key: of the whole, and of its definitions.
var otherTexts = map[string]string{
	"":                                  "what is planned, for whom, and when it may be: the input of quietwindow. Package planfile checks more than a schema can say",
	"$defs.region":                      "a group of customers that share a clock, a calendar and a rhythm of use",
	"$defs.activity":                    "how busy a region is, by kind of day and hour of the local clock",
	"$defs.window":                      "the window, and what may follow it",
	"$defs.search":                      "where the window is looked for",
	"$defs.rules":                       "what keeps the window out of parts of the time",
	"$defs.period.oneOf.0":              "an interval of instants, the same everywhere",
	"$defs.period.oneOf.1":              "an interval of local dates",
	"$defs.period.oneOf.2":              "a recurrence",
	"$defs.period.oneOf.3":              "the events of an iCalendar file",
	"$defs.crew":                        "the people who do the work",
	"$defs.notice":                      "when and how customers are told",
	"$defs.case":                        "a way in which the plan can turn out to be wrong",
	"$defs.history":                     "an activity that is learned from hourly history",
	"$defs.taskWindow":                  "keys of window that a task has for itself",
	"$defs.task":                        "one maintenance of a campaign; it gets one window, a series one for each occurrence",
	"$defs.campaignLimit":               "what a set of tasks must keep together",
	"$defs.task.properties.after.items": "a task whose window comes before",
	"$defs.file":                        "the path of a file, with slashes and inside the folder that the program reads from",
	"$defs.zone":                        aZone, "$defs.code": aCode, "$defs.duration": aDuration, "$defs.instant": anInstant, "$defs.date": aDate, "$defs.table": aTable, "$defs.span": aSpan,
}

// edit replaces what stands in a text.
type edit struct {
	from, to int32
	by       string
}

// schemaTexts gathers what must be changed in a schema so that it says what the tables of the reader say.
type schemaTexts struct {
	t     *testing.T
	root  value
	seen  map[int32]bool
	edits []edit
}

func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "." }

func quoted(s string) string { return text(s).text }

// keyAt returns the key that a path of the plan file is.
func keyAt(path string) (Key, bool) {
	keys := Keys()
	i := slices.IndexFunc(keys, func(k Key) bool { return k.Path == path })
	if i < 0 {
		return Key{}, false
	}
	return keys[i], true
}

// say sets a member of an object of the schema. Where it is missing it is put first.
func (s *schemaTexts) say(v value, key, want string) {
	if at, ok := v.step(key); ok {
		s.edits = append(s.edits, edit{at.offset(), v.doc.node(at.node).end, want})
		return
	}
	begin := v.offset() + 1
	s.edits = append(s.edits, edit{begin, begin, quoted(key) + ": " + want + ","})
}

// property describes a key: what it means, and what holds without it. Where the schema has a default it is the key's.
func (s *schemaTexts) property(v value, path string) {
	if v.size() == 0 {
		return // only named, for a list of what is required
	}
	k, ok := keyAt(path)
	require.True(s.t, ok, "%s is a key of the plan file", path)
	says := sentence(k.Meaning)
	if at, ok := v.step("default"); ok {
		want := k.Default
		if at.kind() == kindString {
			want = quoted(want)
		}
		s.edits = append(s.edits, edit{at.offset(), v.doc.node(at.node).end, want})
	} else if k.Default != "" && k.Default != "none" {
		says += " Left out: " + k.Default + "."
	}
	s.say(v, "description", quoted(says))
}

// walk goes through a schema: at is its own path, path that of the keys that it describes.
func (s *schemaTexts) walk(v value, at, path string, described bool) {
	if v.kind() != kindObject {
		return
	}
	if ref, ok := v.step("$ref"); ok {
		name := strings.TrimPrefix(v.doc.str(ref.node), "#/$defs/")
		definition, ok := s.root.lookUp("$defs." + name)
		require.True(s.t, ok, name)
		s.walk(definition, "$defs."+name, path, false)
	}
	if s.seen[v.node] {
		return
	}
	s.seen[v.node] = true
	if other, ok := otherTexts[at]; ok {
		s.say(v, "description", quoted(sentence(other)))
	} else if _, ok := v.step("description"); ok && !described {
		require.Fail(s.t, "a text that is about no key and stands in no list", at)
	}
	prefix := strings.TrimPrefix(path+".", ".")
	for key, member := range v.members() {
		switch name := v.doc.str(key); name {
		case "properties":
			for key, property := range member.members() {
				name := v.doc.str(key)
				if !s.seen[property.node] {
					s.property(property, prefix+name)
				}
				s.walk(property, at+".properties."+name, prefix+name, true)
			}
		case "items":
			s.walk(member, strings.TrimPrefix(at+".items", "."), path+"[]", false)
		case "additionalProperties":
			s.walk(member, at+".additionalProperties", prefix+"NAME", false)
		case "oneOf", "anyOf":
			for i, form := range member.items("") {
				s.walk(form, at+"."+name+"."+string(rune('0'+i)), path, false)
			}
		}
	}
}

// written is the schema with the texts and defaults of the tables.
func written(t *testing.T, schema []byte) string {
	doc, bad := parseJSON(t.Context(), schema)
	require.Nil(t, bad)
	s := &schemaTexts{t: t, root: value{doc: doc, item: -1}, seen: make(map[int32]bool)}
	s.walk(s.root, "", "", false)
	slices.SortFunc(s.edits, func(a, b edit) int { return int(b.from - a.from) })
	out := slices.Clone(schema)
	for _, e := range s.edits {
		out = slices.Concat(out[:e.from], []byte(e.by), out[e.to:])
	}
	var b bytes.Buffer
	require.NoError(t, json.Indent(&b, out, "", "  "))
	return strings.TrimSpace(b.String()) + "\n"
}

// What the schema says about keys, and their defaults, is written from the tables of the reader:
//
//	UPDATE_REFERENCE=1 go test ./scheduler/planfile -run Reference
func TestReferenceInTheSchema(t *testing.T) {
	want := written(t, PlanSchema())
	if os.Getenv("UPDATE_REFERENCE") != "" {
		require.NoError(t, os.WriteFile("plan.schema.json", []byte(want), 0o644))
		return
	}
	require.Equal(t, want, string(PlanSchema()), "UPDATE_REFERENCE=1 go test ./scheduler/planfile -run Reference writes it")
}

// A text or default that was changed by hand, or is missing, is found.
func TestStaleSchemaIsFound(t *testing.T) {
	for _, change := range [][2]string{
		{`"description": "How long a rollback takes."`, `"description": "How long it takes."`},
		{`"default": "15m"`, `"default": "30m"`},
		{`"default": true`, `"default": false`},
	} {
		stale := strings.Replace(string(PlanSchema()), change[0], change[1], 1)
		require.NotEqual(t, string(PlanSchema()), stale)
		require.Equal(t, string(PlanSchema()), written(t, []byte(stale)))
	}
}
