package export_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// put sets a value under a JSON pointer.
func put(object map[string]any, pointer string, value any) {
	var here any = object
	keys := strings.Split(pointer, "/")[1:]
	for i, key := range keys {
		var next any = map[string]any{}
		if i+1 < len(keys) && keys[i+1] == "0" {
			next = []any{map[string]any{}}
		}
		if list, ok := here.([]any); ok {
			here = list[0]
			continue
		}
		if i == len(keys)-1 {
			here.(map[string]any)[key] = value
			return
		}
		if here.(map[string]any)[key] == nil {
			here.(map[string]any)[key] = next
		}
		here = here.(map[string]any)[key]
	}
}

// needed is a maintenance with the examples of some needs, and nothing else that a format asks for.
func needed(t *testing.T, needs []export.Need) export.Maintenance {
	t.Helper()
	object := map[string]any{}
	for _, n := range needs {
		put(object, n.Pointer, n.Example)
	}
	text, err := json.Marshal(object)
	require.NoError(t, err)
	asked := struct {
		CreatedBy string         `json:"created_by"`
		Options   export.Options `json:"options"`
	}{}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(&asked), string(text))
	return export.Maintenance{ID: "db-1", Title: "Upgrade", Windows: one("2027-02-06T09:00:00Z", "2027-02-06T10:00:00Z"), Stamp: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
		CreatedBy: asked.CreatedBy, Options: asked.Options}
}

// With a value for each need there is an export; without one it is refused, and what is refused is where the
// need says that it stands.
func TestNeeds(t *testing.T) {
	for _, f := range export.Formats() {
		all := export.Needs(f.Name)
		_, err := export.Export(f.Name, needed(t, all))
		require.NoError(t, err, f.Name)
		for i, n := range all {
			assert.NotEmpty(t, n.Label, n.Pointer)
			without := append(append([]export.Need{}, all[:i]...), all[i+1:]...)
			_, err := export.Export(f.Name, needed(t, without))
			require.Equal(t, n.Optional, err == nil, "%s %s", f.Name, n.Pointer)
			if n.Optional {
				continue
			}
			key, _, _ := strings.Cut(paths(t, err)[0], ".")
			assert.Equal(t, strings.Split(strings.TrimPrefix(n.Pointer, "/options"), "/")[1], key, f.Name)
		}
	}
	assert.Nil(t, export.Needs("fax"))
}

// A recurring window is called as a single one is.
func TestRecurringNames(t *testing.T) {
	w := export.RecurringWindow{ID: "a\nb", Title: "", Every: scheduler.Every{Weeks: 1}, Location: time.UTC, Duration: time.Hour}
	for _, f := range export.RecurringForms() {
		_, err := export.Recurring(f.Name, w)
		assert.Equal(t, []string{"id", "title"}, paths(t, err), f.Name)
		assert.NotEmpty(t, f.MediaType+f.Extension)
	}
}
