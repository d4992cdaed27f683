package planfile_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

func replaceOnce(t testing.TB, text, old, replacement string) string {
	t.Helper()
	require.Equal(t, 1, strings.Count(text, old))
	return strings.Replace(text, old, replacement, 1)
}

// requireSound checks that the planner takes the request, whether some window fits or not.
func requireSound(t testing.TB, plan *planfile.Plan) {
	t.Helper()
	_, err := plan.Planner.Suggest(context.Background(), plan.Request)
	require.True(t, err == nil || errors.Is(err, scheduler.ErrNoWindow), "%v", err)
}

// Everything that the base plan says arrives.
func TestRead(t *testing.T) {
	plan, err := planfile.Parse(t.Context(), []byte(base), planfile.Options{})
	require.NoError(t, err)
	requireSound(t, plan)
	regions := plan.Planner.Regions()
	require.Len(t, regions, 3)
	require.Equal(t, "Bavaria", regions[1].Name)
	require.EqualValues(t, 2400, regions[1].Customers)
	require.Equal(t, "Europe/Berlin", regions[1].Calendar.Location.String())
	require.Equal(t, calendar.FridaySaturday, regions[2].Calendar.Weekend.On(calendar.MustParseDate("2026-12-01")))
	shop := regions[2].Activity
	const evening = calendar.Clock(23 * 3600)
	require.Equal(t, 1.0, shop.Share(calendar.KindWorkday, time.Monday, evening))
	require.Equal(t, 0.1, shop.Share(calendar.KindWeekend, time.Saturday, evening))
	require.Equal(t, 0.2, shop.Share(calendar.KindHoliday, time.Tuesday, evening))
	require.Equal(t, 0.3, shop.Share(calendar.KindWeekend, time.Friday, evening))
	require.Equal(t, 0.4, shop.Share(calendar.KindHoliday, time.Monday, evening))
	require.Equal(t, []string{"business", "business", "shop"}, []string{plan.Regions[0].Activity, plan.Regions[1].Activity, plan.Regions[2].Activity})

	req := plan.Request
	require.Equal(t, "2026-12-01T00:00:00Z", req.Horizon.Start.Format(time.RFC3339))
	require.Equal(t, "2027-02-01T00:00:00Z", req.Horizon.End.Format(time.RFC3339))
	require.Equal(t, time.Hour, req.Duration)
	require.Equal(t, []scheduler.OverrunStage{{Until: 3 * time.Hour, Probability: 0.25}, {Until: 10*time.Hour + 30*time.Minute, Probability: 0.1}}, req.Overrun)
	require.Equal(t, []time.Duration{3 * time.Hour, 45 * time.Minute, 24 * time.Hour, 15 * time.Minute}, []time.Duration{req.KeepClear, req.Rollback, req.Spacing, req.Grid.Step})
	require.Equal(t, "America/Los_Angeles", req.Grid.Location.String())
	require.Equal(t, 5, req.Count)
	require.Len(t, req.Candidates, 2)
	require.False(t, req.AllowWorkingDays)
	require.True(t, req.AllowHolidays)
	require.Equal(t, scheduler.EstimatedExact, req.Estimated)
	require.Equal(t, 0.01, req.Tolerate)
	var rules []string
	for _, rule := range req.Rules {
		rules = append(rules, rule.Name+": "+rule.Title)
	}
	require.Equal(t, []string{"blackout: Audit", "blackout: Freeze", "blackout: Month-end", "only_during: Season", "only_hours: Office", "limit_share: Gulf above 0.5"}, rules)
}

// An absent key means its default, which is the zero value of the request.
func TestDefaults(t *testing.T) {
	plan, err := planfile.Parse(t.Context(), []byte(`{"regions": [`+oneRegion+`], "window": {"duration": "1h"}, "search": {"from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z"}}`), planfile.Options{})
	require.NoError(t, err)
	require.Equal(t, scheduler.Request{
		Horizon: plan.Request.Horizon, Duration: time.Hour, Grid: scheduler.Grid{Location: time.UTC},
	}, plan.Request)
	require.Nil(t, plan.Warnings)
	require.Equal(t, []planfile.Region{{Name: "R", Activity: "business"}}, plan.Regions)
}

// An empty list of only_during means any time.
func TestEmptyLists(t *testing.T) {
	plan, err := planfile.Parse(t.Context(), small{rules: `"only_during": [], "blackouts": [], "only_hours": [], "limit_share": []`}.plan(), planfile.Options{})
	require.NoError(t, err)
	require.Empty(t, plan.Request.Rules)
}

// Forms that are other than in the base plan, and as good.
func TestAcceptedForms(t *testing.T) {
	for _, row := range []struct{ name, old, replacement string }{
		{"whole number with a point", "6200,", "6200.0,"},
		{"whole number with an exponent", "6200,", "6.2e3,"},
		{"whole number with a negative exponent", "6200,", "6200000E-3,"},
		{"whole number with many zeros", "6200,", "6200." + strings.Repeat("0", 5000) + ","},
		{"version with a point", `"version": 1`, `"version": 1.0`},
		{"share with an exponent", `"share": 0.5`, `"share": 5e-1`},
		{"share below what float64 holds", `"tolerate": 0.01`, `"tolerate": 1e-999`},
		{"minus zero", `"tolerate": 0.01`, `"tolerate": -0.0`},
		{"escaped key", `"version"`, `"\u0076ersion"`},
		{"characters beyond the basic plane", `"Audit"`, `"\ud83d\ude00 😀"`},
		{"instant with an offset", `"from": "2026-12-01T00:00:00Z"`, `"from": "2026-12-01T05:45:00+05:45"`},
		{"no weekend", `"Fri,Sat"`, `""`},
		{"equal probabilities", `"probability": 0.1`, `"probability": 0.25`},
		{"probability zero", `"probability": 0.1`, `"probability": 0`},
		{"reading without seconds", `"2026-01-31T22:00:00"`, `"2026-01-31T22:00"`},
		{"hours to midnight", `"22:00-10:00"`, `"08:00-24:00"`},
		{"unused activity", `"activity": "shop"`, `"activity": "always"`},
		{"step of a day", `"step": "15m"`, `"step": "24h"`},
		{"spacing of nothing", `"spacing": "24h"`, `"spacing": "0s"`},
	} {
		t.Run(row.name, func(t *testing.T) {
			plan, err := planfile.Parse(t.Context(), edited(t, row.old, row.replacement), planfile.Options{})
			require.NoError(t, err)
			requireSound(t, plan)
		})
	}
}

// A byte order mark, and any white space of JSON, is passed over.
func TestByteOrderMark(t *testing.T) {
	_, err := planfile.Parse(t.Context(), []byte("\xef\xbb\xbf \r\n\t"+base+"\n\n"), planfile.Options{})
	require.NoError(t, err)
	for data, want := range map[string]string{
		"":                          "line 1, column 1: found the end of the file; expected a value",
		" \n ":                      "line 2, column 2: found the end of the file; expected a value",
		"\xef\xbb\xbf":              "line 1, column 1: found the end of the file; expected a value",
		"\xff\xfe{\x00}\x00":        "line 1, column 1: found UTF-16; expected JSON in UTF-8",
		"\xfe\xff\x00{\x00}":        "line 1, column 1: found UTF-16; expected JSON in UTF-8",
		base + "{}":                 "line 38, column 2: found '{'; expected the end of the file",
		base + ",":                  "line 38, column 2: found ','; expected the end of the file",
		base + "\x00":               "line 38, column 2: found '\\x00'; expected the end of the file",
		"{\"ü\": \"\xff\"}":         "line 1, column 8: found the byte 0xff, which is not UTF-8; expected UTF-8",
		"{\"a\": \"\xed\xa0\x80\"}": "line 1, column 8: found the byte 0xed, which is not UTF-8; expected UTF-8",
		"[]":                        "plan: found a list; expected an object with the keys regions, window and search",
		"null":                      "plan: found null; expected an object with the keys regions, window and search",
		"{}":                        "3 problems:\n  regions: missing; expected a list of 1 to 10000 regions\n  window: missing; expected an object with the key duration\n  search: missing; expected an object with the keys from and to",
		`{"regions":[],"window":{"duration":"1h"},"search":{"from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z"}}`: "regions: found 0 regions; expected 1 to 10000 regions",
	} {
		_, err := planfile.Parse(t.Context(), []byte(data), planfile.Options{})
		require.EqualError(t, err, want)
	}
}

// Whatever is wrong in different parts is told at once, in the order of the file.
func TestAllAtOnce(t *testing.T) {
	_, err := planfile.Parse(t.Context(), []byte(`{
		"search": {"from": "2026-12-01T00:00:00Z", "to": "2026-11-01T00:00:00Z", "step": "7m", "count": 0},
		"regions": [
			{"name": "A", "customers": 0, "time_zone": "UTC"},
			{"name": "A", "customers": 1.5, "time_zone": "Local", "holidays": ["UK"], "activity": "b"}
		],
		"activities": {"b": {"workday": [2]}},
		"rules": {"tolerate": 1, "limit_share": [{"region": "B", "share": 1}]},
		"window": {"duration": "2h", "keep_clear": "1h", "overrun": [{"until": "1h", "probability": 0.1}, {"until": "3h", "probability": 0.2}]}
	}`), planfile.Options{})
	var all scheduler.FieldErrors
	require.ErrorAs(t, err, &all)
	var paths []string
	for _, fault := range all {
		paths = append(paths, fault.Path)
	}
	require.Equal(t, []string{
		"search.to", "search.step", "search.count",
		"regions[0].customers", "regions[1].name", "regions[1].customers", "regions[1].time_zone", "regions[1].holidays[0]",
		"activities.b.weekend", "activities.b.holiday", "activities.b.workday",
		"rules.tolerate", "rules.limit_share[0].region",
		"window.keep_clear", "window.overrun[0].until", "window.overrun[1].probability",
	}, paths)
}

// Equal input, equal answer.
func TestDeterministic(t *testing.T) {
	bad := strings.NewReplacer("6200", "-1", `"shop"`, `"shpo"`, "Gulf", "Glf", "3h", "0h").Replace(base)
	_, first := planfile.Parse(t.Context(), []byte(bad), planfile.Options{})
	require.Error(t, first)
	for range 20 {
		_, again := planfile.Parse(t.Context(), []byte(bad), planfile.Options{})
		require.Equal(t, first, again)
	}
}

// The data are the caller's again once they are read.
func TestDataAreNotKept(t *testing.T) {
	data := []byte(base)
	plan, err := planfile.Parse(t.Context(), data, planfile.Options{})
	require.NoError(t, err)
	clear(data)
	require.Equal(t, "Americas", plan.Planner.Regions()[0].Name)
	requireSound(t, plan)
}

func TestOptions(t *testing.T) {
	at := func(text string) time.Time {
		instant, err := time.Parse(time.RFC3339, text)
		require.NoError(t, err)
		return instant
	}
	without := `{"regions": [` + oneRegion + `], "window": {"duration": "1h"}}`
	with := func(search string) string {
		return `{"regions": [` + oneRegion + `], "window": {"duration": "1h"}, "search": {` + search + `}}`
	}
	for _, row := range []struct {
		name, plan string
		opts       planfile.Options
		from, to   string
	}{
		{"both, without search", without, planfile.Options{From: at("2026-01-01T00:00:00Z"), To: at("2026-02-01T00:00:00Z")}, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"},
		{"days, without search", without, planfile.Options{From: at("2026-01-01T00:00:00Z"), Days: 2}, "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"},
		{"both over those of the file", with(`"from": "2020-01-01T00:00:00Z", "to": "2020-02-01T00:00:00Z"`), planfile.Options{From: at("2026-01-01T00:00:00Z"), To: at("2026-02-01T00:00:00Z")}, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"},
		{"an end over that of the file", with(`"from": "2020-01-01T00:00:00Z", "to": "2019-01-01T00:00:00Z"`), planfile.Options{To: at("2020-02-01T00:00:00Z")}, "2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z"},
		{"days from the beginning in the file", with(`"from": "2020-01-01T00:00:00Z"`), planfile.Options{Days: 60}, "2020-01-01T00:00:00Z", "2020-03-01T00:00:00Z"},
		// New York's clocks go forward on 2026-03-08: two local days are 47 hours.
		{"local days", with(`"from": "2026-03-07T05:00:00Z", "time_zone": "America/New_York"`), planfile.Options{Days: 2}, "2026-03-07T05:00:00Z", "2026-03-09T00:00:00-04:00"},
		// The reading 02:30 of that day is skipped, and 03:30 EDT stands for it.
		{"a day that ends in a gap", with(`"from": "2026-03-07T02:30:00-05:00", "time_zone": "America/New_York"`), planfile.Options{Days: 1}, "2026-03-07T02:30:00-05:00", "2026-03-08T03:30:00-04:00"},
	} {
		t.Run(row.name, func(t *testing.T) {
			plan, err := planfile.Parse(t.Context(), []byte(row.plan), row.opts)
			require.NoError(t, err)
			require.Equal(t, row.from, plan.Request.Horizon.Start.Format(time.RFC3339))
			require.Equal(t, row.to, plan.Request.Horizon.End.Format(time.RFC3339))
			requireSound(t, plan)
		})
	}
	for _, row := range []struct {
		plan string
		opts planfile.Options
		want string
	}{
		{without, planfile.Options{From: at("2026-01-01T00:00:00Z")}, "search: missing; expected an object with the keys from and to"},
		{without, planfile.Options{Days: 3}, "search: missing; expected an object with the keys from and to"},
		{without, planfile.Options{From: at("2026-01-01T00:00:00Z"), To: at("2026-02-01T00:00:00Z"), Days: 3}, "search.to: found both an end and a number of days (3); expected one of the two"},
		{without, planfile.Options{From: at("2026-01-01T00:00:00Z"), To: at("2025-02-01T00:00:00Z")}, "search.to: found \"2025-02-01T00:00:00Z\"; expected an instant after search.from (2026-01-01T00:00:00Z)"},
		{without, planfile.Options{From: at("2026-01-01T00:00:00Z").Add(1), Days: 3}, `search.from: found "2026-01-01T00:00:00.000000001Z"; expected a whole second`},
		{with(`"from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z"`), planfile.Options{Days: -1}, "search.to: found -1 days after search.from; expected 1 to 1830 days"},
		{with(`"from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z"`), planfile.Options{Days: math.MaxInt}, fmt.Sprintf("search.to: found %d days after search.from; expected 1 to 1830 days", math.MaxInt)},
		{with(`"from": "yesterday"`), planfile.Options{From: at("2026-01-01T00:00:00Z"), Days: 3}, `search.from: found "yesterday"; expected an instant as in RFC 3339, in whole seconds and with its offset, such as 2026-12-01T00:00:00Z`},
	} {
		_, err := planfile.Parse(t.Context(), []byte(row.plan), row.opts)
		require.EqualError(t, err, row.want)
	}
}
