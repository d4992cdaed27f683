package schema_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// answer asks for a plan, and all further questions about it, and returns what report writes of it,
// result or error.
func answer(t testing.TB, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	plan, err := parse(text)
	if err == nil {
		plan.Request.Explain = true
		var result *scheduler.Result
		if result, err = plan.Planner.Suggest(context.Background(), plan.Request); err == nil {
			require.NoError(t, document.Encode(&b, whole(t, plan, result)))
			return b.Bytes()
		}
	}
	require.NoError(t, document.ErrorJSON(&b, err))
	return b.Bytes()
}

// whole returns the document of a result with the answers to all further questions.
func whole(t testing.TB, plan *planfile.Plan, result *scheduler.Result) *document.Result {
	t.Helper()
	doc := document.NewResult(result)
	doc.Learned = decision.Learned(plan)
	if plan.Notice != nil {
		tradeoff, err := plan.Planner.Tradeoff(context.Background(), plan.Request)
		require.NoError(t, err)
		robustness, err := plan.Planner.Robustness(context.Background(), plan.Request, plan.Cases)
		require.NoError(t, err)
		doc.Tradeoff, doc.Robustness = document.NewTradeoff(tradeoff), document.NewRobustness(robustness)
		doc.Notices, err = notice.Plan(t.Context(), plan.Planner, plan.Request, result.Suggestions[0], plan.Notice.Policy, plan.Notice.Options)
		require.NoError(t, err)
	}
	return doc
}

// What is written is what the schema says, for results and for every kind of error.
func TestResults(t *testing.T) {
	s := compile(t, document.Schema())
	change := func(edit func(plan map[string]any)) []byte {
		tree := every(t)
		edit(tree)
		return encode(t, tree)
	}
	kinds := make(map[string]int)
	for name, plan := range map[string][]byte{
		"with candidates": change(func(map[string]any) {}),
		"on the grid":     change(func(p map[string]any) { delete(p["search"].(map[string]any), "candidates") }),
		"without rules":   change(func(p map[string]any) { delete(p, "rules") }),
		"without crew":    change(func(p map[string]any) { delete(p, "crew") }),
		"with clock changes": change(func(p map[string]any) {
			search := p["search"].(map[string]any)
			search["from"], search["to"] = "2026-10-24T00:00:00Z", "2026-11-02T00:00:00Z"
			delete(search, "candidates")
			p["rules"] = map[string]any{"exclude_weekdays": false, "exclude_holidays": false}
			delete(p, "announced")
		}),
		"learned": change(func(p map[string]any) {
			p["regions"].([]any)[0].(map[string]any)["activity"] = map[string]any{"history": "eu.csv", "series": "eu", "shift": "3h",
				"exclude": []any{map[string]any{"name": "move", "start": "2026-11-02", "end": "2026-11-03"}}}
		}),
		"without notice": change(func(p map[string]any) { delete(p, "notice") }),
		"open": change(func(p map[string]any) {
			delete(p["search"].(map[string]any), "candidates")
			p["rules"] = map[string]any{"exclude_weekdays": false, "exclude_holidays": false}
		}),
		"no window": change(func(p map[string]any) {
			delete(p["search"].(map[string]any), "candidates")
			p["window"].(map[string]any)["keep_clear"] = "700h"
		}),
		"nothing free": change(func(p map[string]any) {
			delete(p["search"].(map[string]any), "candidates")
			p["rules"].(map[string]any)["blackouts"] = []any{map[string]any{"name": "Always", "start": "2020-01-01", "end": "2030-01-01"}}
		}),
		"wrong":        change(func(p map[string]any) { p["regions"] = []any{} }),
		"wrong nearly": change(func(p map[string]any) { p["wibble"] = nil; delete(p, "window") }),
		"no JSON":      []byte(`{"regions": [NaN]}`),
	} {
		text := answer(t, plan)
		require.NoError(t, validate(t, s, text), "%s\n%s", name, text)
		var doc struct {
			Error struct{ Kind string }
		}
		require.NoError(t, json.Unmarshal(text, &doc))
		require.Equal(t, name == "with clock changes", bytes.Contains(text, []byte(`"clock_changes"`)), name)
		kinds[doc.Error.Kind]++
	}
	require.Equal(t, map[string]int{"": 8, "no_window": 2, "invalid_plan": 3}, kinds)

	var b bytes.Buffer
	require.NoError(t, document.ErrorJSON(&b, errors.New("gave up")))
	require.NoError(t, validate(t, s, b.Bytes()))
}

// A result that is not as described is refused.
func TestWrongResults(t *testing.T) {
	s := compile(t, document.Schema())
	tree := every(t)
	delete(tree["search"].(map[string]any), "candidates")
	text := answer(t, encode(t, tree))
	for _, path := range []string{"suggestions", "considered", "blocked", "warnings", "suggestions[].window", "suggestions[].impact", "suggestions[].runway",
		"suggestions[].impact.regions", "suggestions[].impact.regions[].days", "suggestions[].impact.regions[].local.start", "blocked[].hours",
		"suggestions[].crew.person_hours", "suggestions[].crew.crews[].local", "rule_of_thumb.next_free.factor", "tradeoff.left_out",
		"tradeoff.points[].fewer_person_hours", "robustness.most_robust", "robustness.suggestions[].worst_regret_customer_hours", "robustness.cases[].regret_customer_hours",
		"notices.announce_by", "notices.deadlines[].announce_by", "notices.entries[].regions[].at", "notices.entries[].kind"} {
		wrong := decode(t, text)
		object, key := place(t, wrong, path)
		require.Contains(t, object, key)
		delete(object, key)
		require.Error(t, validate(t, s, encode(t, wrong)), path)
		object[key] = "wibble"
		require.Error(t, validate(t, s, encode(t, wrong)), path)
	}
}
