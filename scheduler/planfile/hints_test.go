package planfile_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// hintPlan is a plan without faults, in which single keys are set.
const hintPlan = `{"regions": [{"name": "A", "customers": 100, "time_zone": "Europe/Berlin"}], "window": {"duration": "1h"},
	"search": {"from": "2027-02-01T00:00:00Z", "to": "2027-03-01T00:00:00Z"}}`

// companions are what some keys are not looked at without.
var companions = map[string]map[string]any{
	"robustness[].": {"case": "customers"}, "campaign.limits[].": {"at_once": 1},
	"rules.blackouts[].": {"rrule": "FREQ=DAILY", "dtstart": "2027-02-01T00:00:00"}, "regions[].activity.": {"history": "history.csv"},
}

// likePeriods finds the companions of all lists of periods where those of one are.
var likePeriods = strings.NewReplacer("campaign.tasks[].rules", "rules", "only_during", "blackouts", "regions[].activity.exclude", "rules.blackouts")

// place sets a value at a path such as "campaign.tasks[].window.duration", and returns where messages say that it is.
func place(tree map[string]any, path string, value any) string {
	at, shown, done := tree, "", ""
	steps := strings.Split(path, ".")
	for _, step := range steps[:len(steps)-1] {
		name, inList := strings.CutSuffix(step, "[]")
		done += step + "."
		shown += name + "."
		next, ok := at[name].(map[string]any)
		if list, isList := at[name].([]any); isList {
			next, ok = list[0].(map[string]any), true
		}
		if !ok {
			next = make(map[string]any)
		}
		for key, v := range companions[likePeriods.Replace(done)] {
			next[key] = v
		}
		if inList {
			at[name], shown = []any{next}, strings.TrimSuffix(shown, ".")+"[0]."
		} else {
			at[name] = next
		}
		at = next
	}
	last := steps[len(steps)-1]
	at[last] = value
	return shown + last
}

// faultAt parses a plan with a value at a path and returns the fault of it.
func faultAt(t *testing.T, path string, value any) string {
	t.Helper()
	var tree map[string]any
	require.NoError(t, json.Unmarshal([]byte(hintPlan), &tree))
	shown := place(tree, path, value)
	text, err := json.Marshal(tree)
	require.NoError(t, err)
	_, err = planfile.Parse(t.Context(), text, planfile.Options{Files: fstest.MapFS{"history.csv": {Data: []byte("timestamp_utc,region,value\n2026-01-01T00:00Z,A,1\n")}}})
	var faults scheduler.FieldErrors
	require.True(t, errors.As(err, &faults), "%s: %v", path, err)
	for _, f := range faults {
		if f.Path == shown || strings.HasPrefix(f.Path, shown+"[") || strings.HasPrefix(f.Path, shown+".") {
			return f.Error()
		}
	}
	require.Fail(t, "no fault", "%s: %v", shown, err)
	return ""
}

// Every key that takes a number, a share or a time refuses how people write it, and says how it is written.
func TestHintsOfEveryKey(t *testing.T) {
	day := make([]any, 24)
	for i := range day {
		day[i] = "5 %"
	}
	forms := []struct {
		expected string // what the Expected of such a key holds
		value    any
		hint     string
		keys     int // how many there are: new ones get their hint too
	}{
		{"whole number", "2", `(write 2 without quotes)`, 10},
		{"a share ", "5 %", `(write 0.05 for 5 %)`, 7},
		{"a probability", "5 %", `(write 0.05 for 5 %)`, 2},
		{"24 shares", day, `(write 0.05 for 5 %)`, 17},
		{"a time such", "2 hours", `(write "2h")`, 24},
		{"a time such", "1 h 30 min", `(write "1h30m")`, 24},
		{"a time such", 90, `(the unit is missing: write "90s", "90m" or "90h")`, 24},
		{fmt.Sprintf("at most %d times", notice.MaxReminders), []any{"2 hours"}, `(write "2h")`, 1},
		{"customer-hours from", "1,5", `(write 1.5 with a point)`, 1},
		{"customer-hours greater", "1,5", `(write 1.5 with a point)`, 1},
		{"by region", map[string]any{"A": "1,000.5"}, `(write 1000.5 without a separator)`, 1},
		{"whole thousandths", "1,5", `(write 1.5 with a point)`, 1},
		{"whole hours", "-8 hours", `(write "-8h")`, 1},
		{"whole hours", 8, `(the unit is missing: write "8h")`, 1},
	}
	for _, form := range forms {
		keys := 0
		for _, key := range planfile.Keys() {
			if strings.Contains(key.Expected, form.expected) {
				keys++
				require.Contains(t, faultAt(t, key.Path, form.value), form.hint, key.Path)
			}
		}
		assert.Equal(t, form.keys, keys, form.expected)
	}
}

// What is meant is told where it can be told, and nothing is said where it cannot.
func TestHints(t *testing.T) {
	const customers, tolerate, duration, count = "regions[].customers", "rules.tolerate", "window.duration", "search.count"
	for _, test := range []struct {
		path  string
		value any
		hint  string
	}{
		{customers, "4,200", "write 4200 without a separator"},
		{customers, "4.200", "write 4200 without a separator"},
		{customers, "4 200", "write 4200 without a separator"},
		{customers, "4\u202f200", "write 4200 without a separator"},
		{customers, "1'234'567", "write 1234567 without a separator"},
		{customers, "1_000", "write 1000 without a separator"},
		{customers, " 4200 ", "write 4200 without quotes"},
		{customers, "4200 customers", "write 4200 alone"},
		{customers, "0", ""}, // would be refused too
		{customers, "-5", ""},
		{customers, "42,00", ""},
		{customers, "many", ""},
		{customers, "5 %", ""},
		{customers, "4200.5", ""},
		{customers, "99999999999999999999", ""},
		{count, "5,000", ""}, // beyond the most
		{"campaign.limits[].windows", "2 a week", "write 2 alone"},
		{tolerate, "5 %", "write 0.05 for 5 %"},
		{tolerate, "5%", "write 0.05 for 5 %"},
		{tolerate, "12.5 %", "write 0.125 for 12.5 %"},
		{tolerate, "0,5 %", "write 0.005 for 0.5 %"},
		{tolerate, "7 percent", "write 0.07 for 7 %"},
		{tolerate, "0.05", "write 0.05 without quotes"},
		{tolerate, "0,05", "write 0.05 with a point"},
		{tolerate, "150 %", ""},
		{tolerate, "1,000", ""},
		{tolerate, 5, "write 0.05 for 5 %"},
		{tolerate, 12.5, "write 0.125 for 12.5 %"},
		{tolerate, 1.2, ""},
		{tolerate, 200, ""},
		{"robustness[].by", "20 %", "write 20"},
		{"regions[].weight", "2,5", "write 2.5 with a point"},
		{"regions[].weight", "0,125", "write 0.125 with a point"},
		{"regions[].weight", "5000", ""},
		{duration, "2 hours", `write "2h"`},
		{duration, "2 Hrs", `write "2h"`},
		{duration, "90 minutes", `write "1h30m"`},
		{duration, "1 hour and 30 minutes", `write "1h30m"`},
		{duration, "1 h, 30 min", `write "1h30m"`},
		{duration, "1.5 hours", `durations are whole seconds, without fractions; write "1h30m"`},
		{duration, "1,5h", `durations are whole seconds, without fractions; write "1h30m"`},
		{duration, "2:30", `write "2h30m"`},
		{duration, "90", `the unit is missing: write "90s", "90m" or "90h"`},
		{duration, "2 days", `days, weeks and months are not always equally long; write "48h" where they are 24 hours each`},
		{duration, "1 week 2 h", `days, weeks and months are not always equally long; write "170h" where they are 24 hours each`},
		{duration, "1.0001 s", "durations are whole seconds, without fractions"},
		{duration, "two hours", ""},
		{duration, "2 h ago", ""},
		{duration, "999999 weeks", "days, weeks and months are not always equally long; write hours, such as 24h or PT24H"},
		{duration, "878400 h 878400 h 878400 h", ""},
		{"campaign.soak", "4 weeks", `write "28d"`},
		{"campaign.soak", "36 hours", `write "36h"`},
		{"campaign.soak", "1.5 days", `write "36h"`},
		{"rules.blackouts[].duration", "2 days", "days on the rule's clock are written P2D, hours 48h"},
		{"rules.blackouts[].duration", "2 hours", `write "2h"`},
	} {
		got := faultAt(t, test.path, test.value)
		at := strings.LastIndex(got, " (")
		hint := ""
		if at >= 0 {
			hint = strings.TrimSuffix(got[at+2:], ")")
		}
		assert.Equal(t, test.hint, hint, "%s: %v: %s", test.path, test.value, got)
	}
}

// Without quotes the file is no JSON; the message says how the number is written all the same.
func TestHintsOfBareNumbers(t *testing.T) {
	for _, test := range []struct{ old, bare, want string }{
		{"6200,", "6,200,", `line 5, column 41: found 200; expected a key in double quotes, or '}' (write 6200 without a separator)`},
		{"6200,", "1,234,567,", `line 5, column 41: found 234; expected a key in double quotes, or '}' (write 1234567 without a separator)`},
		{"6200,", "6 200,", `line 5, column 41: found 200; expected a comma or '}' (write 6200 without a separator)`},
		{"6200,", "6_200,", `line 5, column 40: found _200; expected a comma or '}' (write 6200 without a separator)`},
		{"6200,", "6200 people,", `line 5, column 44: found people; expected a comma or '}'`},
		{`"tolerate": 0.01`, `"tolerate": 5 %`, "expected a comma or '}' (write 0.05 for 5 %)"},
		{`"tolerate": 0.01`, `"tolerate": 0,01`, "expected a key in double quotes, or '}' (write 0.01 with a point)"},
		{`"step": "15m"`, `"step": 15m`, `expected a comma or '}' (write "15m")`},
		{`"step": "15m"`, `"step": 2 hours`, `expected a comma or '}' (write "2h")`},
	} {
		_, err := planfile.Parse(t.Context(), edited(t, test.old, test.bare), planfile.Options{})
		require.ErrorContains(t, err, test.want, test.bare)
		require.True(t, strings.HasSuffix(err.Error(), test.want), fmt.Sprint(err))
	}
}
