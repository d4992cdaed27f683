package planfile_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// keyAt is a key of an object of a plan.
type keyAt struct {
	of                map[string]any
	key, object, path string
}

// keysUnder lists those of a tree, object by object.
func keysUnder(at any, path string) (list []keyAt) {
	switch v := at.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			list = append(list, keyAt{v, key, path, strings.TrimPrefix(path+"."+key, ".")})
		}
		for _, m := range slices.Clone(list) {
			list = append(list, keysUnder(v[m.key], m.path)...)
		}
	case []any:
		for i, item := range v {
			list = append(list, keysUnder(item, fmt.Sprintf("%s[%d]", path, i))...)
		}
	}
	return list
}

// widePlan is the plan that has nearly every key, a campaign and a learned activity.
func widePlan(t *testing.T) map[string]any {
	t.Helper()
	text, err := os.ReadFile("testdata/every_key.json")
	require.NoError(t, err)
	tree := decoded(t, string(text)).(map[string]any)
	tree["campaign"] = decoded(t, campaignBase)
	delete(tree["search"].(map[string]any), "candidates") // does not go with a campaign
	tree["regions"].([]any)[1].(map[string]any)["activity"] = decoded(t, `{"history": "h.csv", "series": "A", "shift": "8h", "time_zone": "UTC",
		"exclude": [{"name": "x", "start": "2026-09-01", "end": "2026-09-03"}]}`)
	return tree
}

// widePlanFiles hold what widePlan learns from.
var widePlanFiles = func() fstest.MapFS {
	var file strings.Builder
	file.WriteString("timestamp_utc,region,value\n")
	for i := range 15 * 24 {
		fmt.Fprintf(&file, "%s,A,%d\n", time.Date(2026, 9, 1, i, 0, 0, 0, time.UTC).Format("2006-01-02T15:04Z"), 10+i%24)
	}
	return fstest.MapFS{"h.csv": {Data: []byte(file.String())}}
}()

// treeFaults returns what is wrong with a tree beside widePlanFiles.
func treeFaults(t *testing.T, tree any) scheduler.FieldErrors {
	t.Helper()
	text, err := json.Marshal(tree)
	require.NoError(t, err)
	_, err = planfile.Parse(t.Context(), text, planfile.Options{Files: widePlanFiles})
	var all scheduler.FieldErrors
	errors.As(err, &all)
	return all
}

// A key that is missing or wrong hides no fault of those beside it.
func TestNoFaultHidesAnother(t *testing.T) {
	faults := func(tree any) scheduler.FieldErrors { return treeFaults(t, tree) }
	require.Empty(t, faults(widePlan(t)))
	tree := widePlan(t)
	list := keysUnder(tree, "")
	pairs := 0
	for i, wrong := range list {
		for k, other := range list {
			// All pairs of a history's keys, and of others a part.
			if i == k || wrong.object != other.object || wrong.of["history"] == nil && !*thorough && (i*31+k)%17 != 0 {
				continue
			}
			pairs++
			keptWrong, keptOther := wrong.of[wrong.key], other.of[other.key]
			wrong.of[wrong.key] = -1.5 // is right nowhere
			delete(other.of, other.key)
			assertTold(t, faults(tree), wrong.path, "without "+other.path)
			other.of[other.key] = []any{7}
			assertTold(t, faults(tree), wrong.path, "with [7] for "+other.path)
			wrong.of[wrong.key], other.of[other.key] = keptWrong, keptOther
		}
	}
	assert.Greater(t, pairs, 50)
}

func assertTold(t *testing.T, all scheduler.FieldErrors, path, when string) {
	t.Helper()
	assert.True(t, slices.ContainsFunc(all, func(f *scheduler.FieldError) bool {
		return f.Path == path || strings.HasPrefix(f.Path, path+"[") || strings.HasPrefix(f.Path, path+".")
	}),
		"%s, %s: %v", path, when, all)
}

// What is wrong makes no other fault of what is right, hides none, is told once, and makes nothing panic.
func TestNoFaultMakesAnother(t *testing.T) {
	entry := func(fields string) func(map[string]any) {
		return func(tree map[string]any) {
			tree["rules"].(map[string]any)["blackouts"] = []any{decoded(t, `{"name": "A", `+fields+`}`)}
		}
	}
	region := func(i int, key, text string) func(map[string]any) {
		return func(tree map[string]any) { tree["regions"].([]any)[i].(map[string]any)[key] = decoded(t, text) }
	}
	cases := []struct {
		change func(map[string]any)
		paths  []string
	}{
		{entry(`"on_flaw": "skip"`), []string{"rules.blackouts[0].ics"}},
		{entry(`"on_flaw": "ignore", "regions": ["X"]`), []string{"rules.blackouts[0].ics", "rules.blackouts[0].on_flaw", "rules.blackouts[0].regions[0]"}},
		{entry(`"start": "2026-12-1", "end": "2026-12-11", "regions": ["Gulf"]`), []string{"rules.blackouts[0].start"}},
		{entry(`"start": "2026-12-1", "end": "11.12.2026", "regions": ["Bavaria", "Bavaria"]`), []string{"rules.blackouts[0].end", "rules.blackouts[0].regions[1]", "rules.blackouts[0].start"}},
		{entry(`"rrule": "FREQ=WEEKLY;BYDAY=DW", "dtstart": "2026-12-01T00:00:00", "duration": "1h", "time_zone": "UTC", "working_days_of": "Gulf"`), []string{"rules.blackouts[0].rrule"}},
		{func(tree map[string]any) {
			region(0, "activity", `{"history": "none.csv", "series": "A"}`)(tree)
			region(1, "activity", `{"history": "none.csv", "series": "B"}`)(tree)
		}, []string{"regions[0].activity.history", "regions[1].activity.history"}},
		{region(0, "holidays", `[{"on_flaw": "skip"}]`), []string{"regions[0].holidays[0].on_flaw"}},
		{region(0, "holidays", `[{"code": "US", "on_flaw": "skip"}]`), []string{"regions[0].holidays[0].on_flaw"}},
		{region(0, "holidays", `[{"code": "XX", "on_flaw": "skip"}]`), []string{"regions[0].holidays[0].code", "regions[0].holidays[0].on_flaw"}},
		{region(1, "name", "true"), []string{"regions[1].name"}},
		{func(tree map[string]any) { tree["activities"] = []any{} }, []string{"activities"}},
	}
	for _, c := range cases {
		tree := widePlan(t)
		c.change(tree)
		var paths []string
		for _, f := range treeFaults(t, tree) {
			paths = append(paths, f.Path)
		}
		slices.Sort(paths)
		assert.Equal(t, c.paths, paths)
	}
}
