package httpapi_test

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// What bodies are mutated from: between them they have every part of a plan.
var bodies = []string{
	`{"plan": {"regions": [
		{"name": "New York", "customers": 900, "time_zone": "America/New_York", "holidays": ["US", {"code": "US-CA", "except": ["Labor Day"]}], "weekend": "sat,sun", "weight": 2},
		{"name": "Berlin", "customers": 600, "time_zone": "Europe/Berlin", "holidays": ["DE-BE"], "activity": "consumer", "extra_holidays": {"2026-12-07": "Works outing"}, "working_days": {"2026-12-06": "Stocktaking"}},
		{"name": "Lord Howe", "customers": 3, "time_zone": "Australia/Lord_Howe", "activity": "night"}],
	"activities": {"night": {"workday": [1,1,1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0.5], "weekend": [1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0], "holiday": [1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}},
	"window": {"duration": "2h", "overrun": [{"until": "6h", "probability": 0.2}], "rollback": "30m", "keep_clear": "3h"},
	"search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-15T00:00:00Z", "time_zone": "Europe/Berlin", "step": "15m", "count": 3, "spacing": "2h"},
	"rules": {"exclude_weekdays": false, "exclude_holidays": true, "tolerate": 0.1,
		"blackouts": [{"name": "Retail", "ics": "cal/freezes.ics"}, {"name": "Nightly", "rrule": "FREQ=DAILY;COUNT=9", "dtstart": "2026-12-01T01:00:00", "time_zone": "Europe/Berlin", "duration": "1h"}, {"name": "Day", "start": "2026-12-08", "end": "2026-12-09", "regions": ["Berlin"]}],
		"only_during": [{"name": "Open", "start": "2026-12-01T00:00:00Z", "end": "2026-12-20T00:00:00Z"}], "only_hours": [{"name": "Night", "hours": "20:00-06:00", "time_zone": "Europe/Berlin"}], "limit_share": [{"region": "Berlin", "share": 0.5}]},
	"crew": [{"name": "Operations", "people": 3, "time_zone": "Europe/Berlin", "holidays": ["DE-BE"], "hours": "08:00-22:00"}, {"name": "Data centre", "people": 2, "time_zone": "America/New_York", "hours": "18:00-06:00", "hard": true}],
	"announced": "2026-11-16T09:00:00Z", "notice": {"at_least": "168h", "reminders": ["24h"], "updates": "2h", "service": "the shop", "contact": "help@example.com", "link": "https://status.example.com/"},
	"headquarters": "Europe/Berlin", "robustness": [{"case": "customers", "by": 10}, {"case": "work"}, {"case": "holiday"}]},
	"files": {"cal/freezes.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20261205T000000Z\r\nDTEND:20261206T000000Z\r\nSUMMARY:Freeze\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"}}`,
	`{"plan": {"regions": [{"name": "Tokyo", "customers": 100, "time_zone": "Asia/Tokyo", "holidays": ["JP"], "activity": {"history": "h.csv"}}], "window": {"duration": "1h"}, "search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-08T00:00:00Z"}},
	"files": {"h.csv": "` + strings.ReplaceAll(weeks(), "\n", `\n`) + `"}}`,
	`{"plan": {"regions": [{"name": "Munich", "customers": 2400, "time_zone": "Europe/Berlin", "holidays": ["DE-BY"]}, {"name": "Lima", "customers": 6200, "time_zone": "America/Lima", "holidays": ["PE"]}],
	"window": {"duration": "2h", "keep_clear": "3h"}, "search": {"from": "2027-02-01T00:00:00Z", "to": "2027-03-01T00:00:00Z", "step": "1h"}, "rules": {"blackouts": [{"name": "Freeze", "start": "2027-02-12", "end": "2027-02-15"}]},
	"campaign": {"tasks": [{"name": "database", "announced": "2027-02-06T08:00:00Z", "move_cost": 100}, {"name": "network", "after": [{"task": "database", "at_least": "3d"}], "share": 0.5, "regions": ["Lima"]}, {"name": "storage", "fixed": "2027-02-28T08:00:00Z"},
		{"name": "patch", "series": {"times": 3, "at_least": "5d", "at_most": "9d"}, "window": {"duration": "1h"}, "rules": {"exclude_weekdays": false}}],
		"limits": [{"name": "crew", "at_once": 1, "rest": "8h"}, {"name": "quiet", "per": "month", "windows": 9, "regions": ["Lima"]}], "effort": 1}}}`,
	`{"plan": {"regions": [{"name": "Munich", "customers": 2400, "time_zone": "Europe/Berlin", "holidays": ["DE-BY"]}], "window": {"duration": "2h"}, "search": {"from": "2027-01-01T00:00:00Z", "to": "2027-02-25T00:00:00Z", "step": "1h"}, "rules": {"exclude_weekdays": false}, "recurring": {"every": "week"}}}`,
}

// weeks is a history of 16 days.
func weeks() string {
	text := "timestamp_utc,value\n"
	for h := range 16 * 24 {
		text += time.Date(2026, 11, 1, h, 0, 0, 0, time.UTC).Format(time.RFC3339) + "," + strconv.Itoa(10+h%24*7+h%5) + "\n"
	}
	return text
}

// odd are values that stand where others should.
var odd = []any{
	nil, true, false, -1.0, 0.0, 1.0, 0.5, 1e-9, 1e18, math.MaxFloat64, "", " ", "x", "<script>alert('&\"')</script>", "]]>", "\u202e", "R\u0000", "9999-12-31T23:59:59Z", "1973-01-01T00:00:00Z",
	"2026-12-05", "2026-12-05T03:00:00Z", "24:00", "00:00-24:00", "P1D", "0s", "8784h", "15m", "3mo", "Europe/Berlin", "Africa/Casablanca", "Local", "US", "DE-BY", "FREQ=DAILY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
	"cal/freezes.ics", "../../etc/passwd", "consumer", []any{}, map[string]any{}, []any{map[string]any{}}, []any{nil},
}

// place is a value in a tree, and how to set and remove it.
type place struct {
	value  any
	set    func(any)
	remove func()
}

// places lists all values of a tree, in a fixed order.
func places(value any, set func(any), remove func()) []place {
	list := []place{{value, set, remove}}
	switch v := value.(type) {
	case map[string]any:
		keys := make([]string, 0, len(v))
		for key := range v {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			list = append(list, places(v[key], func(to any) { v[key] = to }, func() { delete(v, key) })...)
		}
	case []any:
		for i := range v {
			list = append(list, places(v[i], func(to any) { v[i] = to }, func() { set(slices.Delete(slices.Clone(v), i, i+1)) })...)
		}
	}
	return list
}

// mutated changes a body as the steps say: each is four bytes, the place in two, what is done, and with what.
func mutated(body string, steps []byte) string {
	var tree any
	if json.Unmarshal([]byte(body), &tree) != nil {
		return body
	}
	for ; len(steps) >= 4; steps = steps[4:] {
		list := places(tree, func(to any) { tree = to }, func() {})
		at := list[(int(steps[0])<<8|int(steps[1]))%len(list)]
		with := int(steps[3])
		switch steps[2] % 6 {
		case 0:
			at.set(odd[with%len(odd)])
		case 1:
			at.remove()
		case 2: // by what stands elsewhere
			at.set(copied(list[with%len(list)].value))
		case 3: // a list or a text again and again
			switch v := at.value.(type) {
			case []any:
				at.set(slices.Repeat(v, 1+with%12))
			case string:
				at.set(v + v)
			}
		case 4:
			if v, ok := at.value.(float64); ok {
				at.set(v * math.Pow(10, float64(with%9-4)))
			}
		default:
			if v, ok := at.value.(string); ok && v != "" {
				text := []byte(v)
				text[with%len(text)] ^= 1 << (steps[2] / 6 % 7)
				at.set(string(text))
			}
		}
		if text, err := json.Marshal(tree); err != nil || len(text) > 1<<15 {
			break
		}
	}
	text, err := json.Marshal(tree)
	if err != nil {
		return body
	}
	return string(text)
}

// copied returns a value that shares nothing with the one given.
func copied(value any) any {
	text, err := json.Marshal(value)
	if err != nil {
		return nil
	}
	var out any
	if json.Unmarshal(text, &out) != nil {
		return nil
	}
	return out
}

func TestMutated(t *testing.T) {
	require.JSONEq(t, `{"a": 1, "b": [2, 3]}`, mutated(`{"a": 1, "b": [2, 3]}`, nil))
	for want, steps := range map[string][]byte{
		`{"a": true, "b": [2, 3]}`:                  {0, 1, 0, 1},
		`{"b": [2, 3]}`:                             {0, 1, 1, 0},
		`{"a": 1, "b": [3]}`:                        {0, 3, 1, 0},
		`{"a": [2, 3], "b": [2, 3]}`:                {0, 1, 2, 2},
		`{"a": 1, "b": [2, 3, 2, 3]}`:               {0, 2, 3, 1},
		`{"a": 10, "b": [2, 3]}`:                    {0, 1, 4, 5},
		`{"a": true, "b": [2, 3, 2, 3]}`:            {0, 1, 0, 1, 0, 2, 3, 1},
		`{"a": 1, "b": [2, {"a": 1, "b": [2, 3]}]}`: {0, 4, 2, 0},
	} {
		require.JSONEq(t, want, mutated(`{"a": 1, "b": [2, 3]}`, steps))
	}
}
