package decision_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

const text = `{
  "regions": [
    {"name": "Berlin", "customers": 1000, "time_zone": "Europe/Berlin", "holidays": ["DE-BE"]},
    {"name": "Riyadh", "customers": 300, "time_zone": "Asia/Riyadh", "holidays": ["SA"], "extra_holidays": {"2026-12-06": "Founding of the company"}}
  ],
  "window": {"duration": "1h", "rollback": "20m"},
  "search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-22T00:00:00Z", "count": 3, "spacing": "24h"}CHANGE
}`

func plan(t testing.TB, change string) *planfile.Plan {
	t.Helper()
	p, err := planfile.Parse(t.Context(), bytes.ReplaceAll([]byte(text), []byte("CHANGE"), []byte(change)), planfile.Options{})
	require.NoError(t, err)
	return p
}

// A decision holds what the plan asks for and what is wanted beyond, and nothing else.
func TestParts(t *testing.T) {
	for _, test := range []struct {
		name, change                             string
		want                                     decision.Want
		tradeoff, robustness, notices, assumings bool
	}{
		{"nothing", "", decision.Want{}, false, false, false, false},
		{"a crew with a choice", `, "crew": [{"name": "Ops", "people": 2, "time_zone": "UTC", "hours": "08:00-18:00"}]`, decision.Want{}, true, false, false, false},
		{"cases", `, "robustness": [{"case": "work"}]`, decision.Want{}, false, true, false, false},
		{"notices", `, "notice": {"reminders": ["24h"]}`, decision.Want{}, false, false, true, false},
		{"all", "", decision.Want{Robustness: true, Notices: true, Pictures: true}, false, true, true, true},
		{"a report", "", decision.Report("2026a"), false, true, false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, err := decision.Make(t.Context(), plan(t, test.change), test.want)
			require.NoError(t, err)
			require.Equal(t, test.tradeoff, d.Tradeoff != nil, "trade-off")
			require.Equal(t, test.robustness, d.Robustness != nil, "robustness")
			require.Equal(t, test.notices, d.Notices != nil, "notices")
			require.Equal(t, test.assumings, d.Timeline != nil && len(d.Assumptions) > 0, "pictures and assumptions")
		})
	}
}

// The window that the decision is about is the first; the rest keep their order, and what is said of it
// compares it with the best.
func TestWindowOfChoice(t *testing.T) {
	p := plan(t, "")
	best, err := decision.Make(t.Context(), p, decision.Want{})
	require.NoError(t, err)
	all := best.Result.Suggestions
	require.Len(t, all, 3)
	other := all[0].Window.Start.Add(12 * time.Hour)
	for _, test := range []struct {
		name  string
		want  decision.Want
		start time.Time
		count int
	}{
		{"the best", decision.Want{Suggestion: 1}, all[0].Window.Start, 3},
		{"a suggestion", decision.Want{Suggestion: 3}, all[2].Window.Start, 3},
		{"the start of one", decision.Want{Start: all[1].Window.Start}, all[1].Window.Start, 3},
		{"another start", decision.Want{Start: other}, other, 4},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.want.Robustness = true
			d, err := decision.Make(t.Context(), p, test.want)
			require.NoError(t, err)
			require.True(t, test.start.Equal(d.Result.Suggestions[0].Window.Start))
			require.Len(t, d.Result.Suggestions, test.count)
			require.Equal(t, best.Result.Considered, d.Result.Considered)
			require.Equal(t, test.start.Equal(all[0].Window.Start), d.Robustness != nil)
			more := d.Result.Suggestions[0].Impact.CustomerHours > all[0].Impact.CustomerHours
			require.Equal(t, more, bytes.Contains([]byte(report.Why(d.Result, 0)), []byte(" more than the best of ")))
		})
	}
	require.Empty(t, p.Request.Candidates, "the plan stays as it was")
}

func TestErrors(t *testing.T) {
	p := plan(t, "")
	for _, test := range []struct {
		want decision.Want
		text string
	}{
		{decision.Want{Suggestion: 4}, "suggestion: found 4; expected a suggestion from 1 to 3"},
		{decision.Want{Start: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}, "search.candidates[0]: found"},
		{decision.Want{Judge: []time.Time{time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}}, "starts[0]: found"},
	} {
		_, err := decision.Make(t.Context(), p, test.want)
		require.ErrorContains(t, err, test.text)
		require.ErrorAs(t, err, new(scheduler.FieldErrors))
	}
	_, err := decision.Make(t.Context(), p, decision.Want{Start: time.Date(2026, 12, 2, 10, 0, 0, 0, time.UTC)})
	require.ErrorIs(t, err, scheduler.ErrNoWindow)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = decision.Make(ctx, p, decision.Want{})
	require.ErrorIs(t, err, context.Canceled)
}

func ExampleMake() {
	p, err := planfile.Parse(context.Background(), bytes.ReplaceAll([]byte(text), []byte("CHANGE"), nil), planfile.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := decision.Make(context.Background(), p, decision.Want{Pictures: true, ZoneDatabase: "2026a"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Result.Suggestions[0].Window.Start.Format(time.RFC1123))
	for _, a := range d.Assumptions {
		fmt.Printf("%s: %s\n", a.About, a.Text)
	}
	// Output:
	// Sat, 05 Dec 2026 03:00:00 UTC
	// Time zone database: Version 2026a. None of the zones used is known to be out of date.
	// Overrun: None: the work is taken to end with its window.
	// Berlin: Clocks of Europe/Berlin. Weekly days off: Sat,Sun. No holidays from 2026-12-01 to 2026-12-22. Activity: the built-in business.
	// Riyadh: Clocks of Asia/Riyadh. Weekly days off: Fri,Sat. 1 holiday from 2026-12-01 to 2026-12-22: 2026-12-06 Founding of the company. Activity: the built-in business.
	// Holidays of Berlin: DE-BE, rickar/cal v2.1.29, known for 2015 to 2100.
	// Holidays of Riyadh: SA, python-holidays of 2026-07-23 (c382fde), known for 2015 to 2035; 1 day that the plan lists.
	// Age of the built-in days: Days of 2026-07-23, corrections to 2026-11-25.
}
