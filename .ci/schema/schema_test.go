// Package schema_test holds the reader of plan files, and what package report writes, to the JSON
// Schemas that package planfile ships. It is a module of its own so that the library depends on no
// validator.
package schema_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

func compile(t testing.TB, text []byte) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	require.NoError(t, c.AddResource("https://quietwindow.test/schema.json", document))
	s, err := c.Compile("https://quietwindow.test/schema.json")
	require.NoError(t, err)
	return s
}

// validate returns what the schema has against a JSON text.
func validate(t testing.TB, s *jsonschema.Schema, text []byte) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err, "%s", text)
	return s.Validate(document)
}

var files = fstest.MapFS{
	"a.ics":  {Data: []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Founders' Day\nDTSTART;VALUE=DATE:20200115\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n")},
	"eu.csv": {Data: traffic()},
	// The name that TestStructure tries everywhere: a template, and no history or calendar.
	"wibble \u0001": {Data: []byte("Subject: Maintenance\n")},
}

// traffic is three weeks of hourly history.
func traffic() []byte {
	text := "timestamp_utc,region,value\n"
	for h := range 3 * 168 {
		start := time.Date(2026, 11, 2, h, 0, 0, 0, time.UTC)
		text += fmt.Sprintf("%s,eu,%d\n", start.Format("2006-01-02T15:04Z"), 1000+100*min(start.Hour(), 24-start.Hour()))
	}
	return []byte(text)
}

// withHistory has the first region's activity learned, for the keys of that.
func withHistory(tree map[string]any, path string) map[string]any {
	if strings.HasPrefix(path, "regions[].activity.") {
		tree["regions"].([]any)[0].(map[string]any)["activity"] = map[string]any{"history": "eu.csv", "series": "eu", "exclude": []any{tree["rules"].(map[string]any)["blackouts"].([]any)[0]}}
	}
	return tree
}

func parse(text []byte) (*planfile.Plan, error) {
	return planfile.Parse(context.Background(), text, planfile.Options{Files: files})
}

const planTestdata = "../../scheduler/planfile/testdata/"

// every is a plan with nearly every key, as a tree to edit.
func every(t testing.TB) map[string]any {
	t.Helper()
	text, err := os.ReadFile(planTestdata + "every_key.json")
	require.NoError(t, err)
	return decode(t, text).(map[string]any)
}

func decode(t testing.TB, text []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var tree any
	require.NoError(t, d.Decode(&tree))
	return tree
}

func encode(t testing.TB, tree any) []byte {
	t.Helper()
	text, err := json.Marshal(tree)
	require.NoError(t, err)
	return text
}

// Schemas are held to the dialect that they name.
func TestSchemasAreSchemas(t *testing.T) {
	meta, err := jsonschema.NewCompiler().Compile("https://json-schema.org/draft/2020-12/schema")
	require.NoError(t, err)
	for _, text := range [][]byte{planfile.PlanSchema(), document.Schema()} {
		require.NoError(t, validate(t, meta, text))
		require.Contains(t, string(text), `"$schema": "https://json-schema.org/draft/2020-12/schema"`)
	}
}

// Of the plans that the project shows reader and schema say the same. Some leave out what the program
// that reads them fills in, and are incomplete without it.
func TestPlansOfTheProject(t *testing.T) {
	s := compile(t, planfile.PlanSchema())
	found, err := filepath.Glob("../../examples/*/*.json")
	require.NoError(t, err)
	found = append(found, planTestdata+"example.json", planTestdata+"every_key.json")
	complete := 0
	for _, name := range found {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		agree(t, s, decode(t, text), name)
		if validate(t, s, text) == nil {
			complete++
		}
	}
	require.GreaterOrEqual(t, complete, 3)
	readme, err := os.ReadFile("../../README.md")
	if err == nil {
		for _, block := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllSubmatch(readme, -1) {
			if bytes.Contains(block[1], []byte(`"regions"`)) && bytes.Contains(block[1], []byte(`"search"`)) {
				require.NoError(t, validate(t, s, block[1]), "README.md")
			}
		}
	}
}

// place finds the object that holds a key, by the key's path with the first of every list.
func place(t testing.TB, at any, path string) (map[string]any, string) {
	t.Helper()
	parts := strings.Split(strings.ReplaceAll(strings.ReplaceAll(path, "NAME", "shop"), "[]", ".[]"), ".")
	for _, part := range parts[:len(parts)-1] {
		if part == "[]" {
			at = at.([]any)[0]
			continue
		}
		at = at.(map[string]any)[part]
	}
	return at.(map[string]any), parts[len(parts)-1]
}

// agree checks that reader and schema say the same of a plan.
func agree(t *testing.T, s *jsonschema.Schema, tree any, what string) {
	t.Helper()
	text := encode(t, tree)
	_, readerErr := parse(text)
	schemaErr := validate(t, s, text)
	require.Equal(t, readerErr == nil, schemaErr == nil, "%s\nreader: %v\nschema: %v", what, readerErr, schemaErr)
}

// Wherever a key has a value of another kind, is missing, or is misspelt, both say the same.
func TestStructure(t *testing.T) {
	s := compile(t, planfile.PlanSchema())
	agree(t, s, every(t), "as it is")
	values := []any{nil, true, json.Number("-3"), json.Number("0.5"), "wibble \u0001", []any{json.Number("7")}, map[string]any{"wibble": json.Number("1")}}
	for _, k := range planfile.Keys() {
		if strings.HasPrefix(k.Path, "campaign.") || strings.HasPrefix(k.Path, "recurring.") {
			continue // TestStructureOfCampaigns
		}
		for _, value := range values {
			tree := withHistory(every(t), k.Path)
			object, key := place(t, tree, k.Path)
			object[key] = value
			agree(t, s, tree, k.Path)
		}
		tree := withHistory(every(t), k.Path)
		object, key := place(t, tree, k.Path)
		delete(object, key)
		if !usedByName(k.Path) {
			agree(t, s, tree, k.Path+" left out")
		}
		object[key+"s"] = json.Number("1")
		agree(t, s, tree, k.Path+" misspelt")
	}
}

// campaignBase is a campaign with every object that it can have.
const campaignBase = `{"tasks": [{"name": "a", "series": {"times": 2, "at_least": "1d", "at_most": "2d"}, "window": {"overrun": [{"until": "3h", "probability": 0.25}]}, "after": [{"task": "b 1"}],
  "rules": {"blackouts": [{"name": "N", "start": "2026-12-01", "end": "2026-12-02"}], "only_during": [{"name": "N", "start": "2026-12-01", "end": "2026-12-02"}],
    "only_hours": [{"name": "N", "hours": "01:00-02:00", "time_zone": "UTC"}], "limit_share": [{"region": "Americas", "share": 0.5}]}},
  {"name": "b", "series": {"times": 1, "at_least": "1d", "at_most": "2d"}}], "limits": [{"name": "l", "at_once": 1}]}`

// In a campaign names, relations and limits decide more than a schema can tell: what it refuses, the reader refuses.
func TestStructureOfCampaigns(t *testing.T) {
	s := compile(t, planfile.PlanSchema())
	values := []any{nil, true, json.Number("-3"), "wibble \u0001", []any{json.Number("7")}, map[string]any{"wibble": json.Number("1")}}
	tried := 0
	for _, k := range planfile.Keys() {
		for _, value := range values {
			tree := every(t)
			switch {
			case strings.HasPrefix(k.Path, "campaign."):
				tree["campaign"] = decode(t, []byte(campaignBase))
			case strings.HasPrefix(k.Path, "recurring."):
				tree["recurring"] = map[string]any{"every": "week"}
			default:
				continue
			}
			object, key := place(t, tree, k.Path)
			object[key] = value
			text := encode(t, tree)
			if validate(t, s, text) != nil {
				_, err := parse(text)
				require.Error(t, err, "%s: %v", k.Path, value)
				tried++
			}
		}
	}
	require.Greater(t, tried, 100)
}

// usedByName are the keys without which a name elsewhere in the plan means nothing: no schema can
// tell that.
func usedByName(path string) bool { return slices.Contains([]string{"activities"}, path) }
