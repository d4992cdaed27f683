package report_test

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// A window that is not at the task's own best says what that would cost: less, or the same at another time.
func TestWhyWindow(t *testing.T) {
	window := func(start string, hours float64) scheduler.TaskWindow {
		from := at(t, start)
		return scheduler.TaskWindow{Window: calendar.Interval{Start: from, End: from.Add(1)}, Impact: scheduler.Impact{CustomerHours: hours}}
	}
	for _, test := range []struct {
		start string
		hours float64
		want  string
	}{
		{"2026-12-05T06:00:00Z", 12, ""},
		{"2026-12-12T06:00:00Z", 12.25, "alone it would cost 12.00 on Sat 2026-12-05 06:00: its distance to database"},
		{"2026-12-12T06:00:00Z", 12, "alone it would be on Sat 2026-12-05 06:00, at the same cost: its distance to database"},
		{"2026-12-12T06:00:00Z", 12.001, "alone it would be on Sat 2026-12-05 06:00, at the same cost: its distance to database"},
	} {
		w := window(test.start, test.hours)
		alone := window("2026-12-05T06:00:00Z", 12)
		w.Alone.Window, w.Alone.CustomerHours = alone.Window, alone.Impact.CustomerHours
		w.Because = []scheduler.Cause{{Kind: scheduler.CauseAfter, Task: "database"}}
		require.Equal(t, test.want, report.WhyWindow(w))
	}
}

// The page of a campaign has a scheme for light screens and one for dark ones, and no colour that is of neither.
func TestCampaignPageHasBothSchemes(t *testing.T) {
	planner, req := weighing(t, 1)
	plan := must(planner.Plan(t.Context(), scheduler.Campaign{Tasks: []scheduler.Task{{Name: "database", Request: req}, {Name: "network", Request: req}}}))
	var b bytes.Buffer
	require.NoError(t, report.CampaignHTML(&b, plan, report.CampaignOptions{}))
	require.Contains(t, b.String(), "@media screen and (prefers-color-scheme:dark){:root{--qw-bg:#")
	page := regexp.MustCompile(`:root\{[^}]*\}`).ReplaceAllString(b.String(), "")
	require.NotRegexp(t, `(fill|stroke|color|background): *#`, page)
	require.Regexp(t, `background: var\(--qw-bg\)`, page)
}
