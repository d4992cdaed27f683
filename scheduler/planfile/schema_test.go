package planfile_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// schema is as much of JSON Schema as is needed to list the keys that one describes.
type schema struct {
	Ref                  string             `json:"$ref"`
	Defs                 map[string]*schema `json:"$defs"`
	Properties           map[string]*schema `json:"properties"`
	Required             []string           `json:"required"`
	AdditionalProperties json.RawMessage    `json:"additionalProperties"`
	Items                *schema            `json:"items"`
	OneOf                []*schema          `json:"oneOf"`
	AnyOf                []*schema          `json:"anyOf"`
	Description          string             `json:"description"`
}

// keys adds the path of every key below s.
func (s *schema) keys(root *schema, path string, found map[string]bool) {
	if s == nil {
		return
	}
	if name, ok := strings.CutPrefix(s.Ref, "#/$defs/"); ok {
		root.Defs[name].keys(root, path, found)
	}
	for _, one := range append(slices.Clone(s.OneOf), s.AnyOf...) {
		one.keys(root, path, found)
	}
	prefix := path
	if path != "" {
		prefix += "."
	}
	for name, property := range s.Properties {
		found[prefix+name] = true
		property.keys(root, prefix+name, found)
	}
	s.Items.keys(root, path+"[]", found)
	var others schema
	if json.Unmarshal(s.AdditionalProperties, &others) == nil {
		others.keys(root, prefix+"NAME", found)
	}
}

func keysOf(t *testing.T, text []byte) []string {
	t.Helper()
	var root schema
	require.NoError(t, json.Unmarshal(text, &root))
	found := make(map[string]bool)
	root.keys(&root, "", found)
	return sorted(found)
}

func sorted(set map[string]bool) []string {
	var list []string
	for key := range set {
		list = append(list, key)
	}
	slices.Sort(list)
	return list
}

// The reader and the schema know the same keys.
func TestPlanSchemaHasTheReadersKeys(t *testing.T) {
	known := make(map[string]bool)
	for _, k := range planfile.Keys() {
		require.False(t, known[k.Path], "%s is listed once", k.Path)
		require.NotEmpty(t, k.Meaning, k.Path)
		require.NotEmpty(t, k.Expected, k.Path)
		known[k.Path] = true
	}
	require.Equal(t, sorted(known), keysOf(t, planfile.PlanSchema()))
}

// The keys that the reader requires are required by the schema, and no others.
func TestPlanSchemaRequiresTheSame(t *testing.T) {
	var root schema
	require.NoError(t, json.Unmarshal(planfile.PlanSchema(), &root))
	required := map[string][]string{
		"": root.Required, "regions[].": root.Defs["region"].Required, "activities.NAME.": root.Defs["activity"].Required,
		"window.": root.Defs["window"].Required, "window.overrun[].": root.Defs["stage"].Required, "search.": root.Defs["search"].Required,
		"rules.": root.Defs["rules"].Required, "rules.only_hours[].": root.Defs["rules"].Properties["only_hours"].Items.Required,
		"rules.limit_share[].": root.Defs["rules"].Properties["limit_share"].Items.Required,
	}
	for _, k := range planfile.Keys() {
		at := strings.LastIndexByte(k.Path, '.') + 1
		list, ok := required[k.Path[:at]]
		if ok { // what the entries of lists of several forms require depends on the form
			require.Equal(t, k.Default == "", slices.Contains(list, k.Path[at:]), k.Path)
		}
	}
}

// No key that is listed goes unread: null is refused under every one.
func TestEveryKeyIsRead(t *testing.T) {
	entries := map[string]string{
		"start": `{"name": "N", "start": "2026-12-01", "end": "2026-12-02"}`,
		"rrule": `{"name": "N", "rrule": "FREQ=DAILY", "dtstart": "2026-12-01T00:00:00", "time_zone": "UTC", "duration": "1h"}`,
		"ics":   `{"name": "N", "ics": "a.ics"}`,
	}
	forms := map[string]string{"end": "start", "regions": "start", "name": "start", "dtstart": "rrule", "time_zone": "rrule", "duration": "rrule", "exdate": "rrule", "rdate": "rrule", "shift": "rrule", "working_days_of": "rrule", "on_flaw": "ics"}
	for _, k := range planfile.Keys() {
		t.Run(k.Path, func(t *testing.T) {
			var plan map[string]any
			var options planfile.Options
			require.NoError(t, json.Unmarshal([]byte(base), &plan))
			path := strings.NewReplacer("[]", "[0]", "NAME", "shop").Replace(k.Path)
			for _, list := range []string{"blackouts", "only_during"} {
				key, ok := strings.CutPrefix(k.Path, "rules."+list+"[].")
				if form, named := forms[key]; named {
					key = form
				}
				if ok {
					plan["rules"].(map[string]any)[list] = []any{decoded(t, entries[key])}
				}
			}
			plan["crew"] = []any{decoded(t, `{"name": "Ops", "people": 3, "time_zone": "UTC", "hours": "08:00-22:00", "holidays": [{"code": "US"}]}`)}
			plan["notice"] = decoded(t, `{"reminders": ["24h"], "templates": {}}`)
			plan["robustness"] = []any{decoded(t, `{"case": "work"}`)}
			if strings.HasPrefix(k.Path, "regions[].activity.") {
				learned := map[string]any{"history": "newest-first.csv", "exclude": []any{}}
				key, inside := strings.CutPrefix(k.Path, "regions[].activity.exclude[].")
				if form, named := forms[key]; named {
					key = form
				}
				if inside {
					learned["exclude"] = []any{decoded(t, entries[key])}
				}
				plan["regions"].([]any)[0].(map[string]any)["activity"] = learned
				options.Files = os.DirFS("testdata/cases/history")
			}
			if k.Path == "crew[].holidays[].ics" {
				plan["crew"].([]any)[0].(map[string]any)["holidays"] = []any{map[string]any{}}
			}
			if k.Path == "regions[].holidays[].ics" { // which stands in place of a code
				plan["regions"].([]any)[0].(map[string]any)["holidays"] = []any{map[string]any{}}
			}
			if strings.HasPrefix(k.Path, "campaign.") {
				plan["campaign"] = decoded(t, campaignBase)
				for _, list := range []string{"blackouts", "only_during"} {
					key, ok := strings.CutPrefix(k.Path, "campaign.tasks[].rules."+list+"[].")
					if form, named := forms[key]; named {
						key = form
					}
					if ok {
						task := plan["campaign"].(map[string]any)["tasks"].([]any)[0].(map[string]any)
						task["rules"].(map[string]any)[list] = []any{decoded(t, entries[key])}
					}
				}
			}
			if strings.HasPrefix(k.Path, "recurring.") {
				plan["recurring"] = decoded(t, `{"every": "week"}`)
			}
			setNull(t, plan, path)
			data, err := json.Marshal(plan)
			require.NoError(t, err)
			_, err = planfile.Parse(t.Context(), data, options)
			require.ErrorContains(t, err, path+": found null; expected ")
		})
	}
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	var v any
	require.NoError(t, json.Unmarshal([]byte(text), &v))
	return v
}

// setNull sets the value at a path to null.
func setNull(t *testing.T, at any, path string) {
	t.Helper()
	parts := strings.Split(strings.ReplaceAll(path, "[0]", ".[0]"), ".")
	for _, part := range parts[:len(parts)-1] {
		if part == "[0]" {
			at = at.([]any)[0]
			continue
		}
		at = at.(map[string]any)[part]
	}
	at.(map[string]any)[parts[len(parts)-1]] = nil
}

// Callers may do with the schema what they like.
func TestPlanSchemaIsACopy(t *testing.T) {
	clear(planfile.PlanSchema())
	require.True(t, json.Valid(planfile.PlanSchema()))
}

// campaignBase is a campaign with every object that it can have.
const campaignBase = `{"tasks": [{"name": "a", "series": {"times": 2, "at_least": "1d", "at_most": "2d"}, "window": {"overrun": [{"until": "3h", "probability": 0.25}]}, "after": [{"task": "b 1"}],
  "rules": {"blackouts": [], "only_during": [], "only_hours": [{"name": "N", "hours": "01:00-02:00", "time_zone": "UTC"}], "limit_share": [{"region": "Americas", "share": 0.5}]}},
  {"name": "b", "series": {"times": 1, "at_least": "1d", "at_most": "2d"}}], "limits": [{"name": "l", "at_once": 1}]}`
