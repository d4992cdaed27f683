package decision_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// office is 20 weeks of a region's hours up to 1 December 2026, busy in business hours, with what change makes of them.
func office(change func(at time.Time, load float64) string) fstest.MapFS {
	business, _ := scheduler.BuiltinActivity("business")
	var b strings.Builder
	b.WriteString("timestamp_utc,value\n")
	end := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	for at := end.AddDate(0, 0, -140); at.Before(end); at = at.Add(time.Hour) {
		kind := calendar.KindWorkday
		if day := at.Weekday(); day == time.Saturday || day == time.Sunday {
			kind = calendar.KindWeekend
		}
		load := 1000 * (0.05 + business.Share(kind, at.Weekday(), calendar.ClockOf(at)))
		fmt.Fprintf(&b, "%s,%s\n", at.Format("2006-01-02T15:04"), change(at, load))
	}
	return fstest.MapFS{"traffic.csv": {Data: []byte(b.String())}}
}

// What an activity was learned from is among the assumptions, with every hour that was set aside: an outage of six
// hours is too short for a warning.
func TestWhatWasLearnedIsTold(t *testing.T) {
	asItWas := func(_ time.Time, load float64) string { return fmt.Sprintf("%.1f", load) }
	between := func(first, last string, factor float64) func(time.Time, float64) string {
		return func(at time.Time, load float64) string {
			if s := at.Format("2006-01-02T15:04"); s >= first && s < last {
				load *= factor
			}
			return asItWas(at, load)
		}
	}
	for name, test := range map[string]struct {
		files fstest.MapFS
		more  string
		want  string
		json  string // of the same, beyond region and history
	}{
		"quiet water": {office(asItWas), "", "Learned from traffic.csv: 20 weeks up to 2026-12-01 00:00 UTC. Nothing was set aside.",
			`"weeks":20,"end":"2026-12-01T00:00:00Z","missing_hours":0,"set_aside_hours":0,"set_aside":[]`},
		"an outage": {office(between("2026-11-19T09:00", "2026-11-19T15:00", 0)), "",
			"Learned from traffic.csv: 20 weeks up to 2026-12-01 00:00 UTC. Set aside: 6 hours: 2026-11-19 09:00 UTC to 2026-11-19 15:00 UTC (too low).",
			`"weeks":20,"end":"2026-12-01T00:00:00Z","missing_hours":0,"set_aside_hours":6,"set_aside":[{"start":"2026-11-19T09:00:00Z","end":"2026-11-19T15:00:00Z","because":"outage"}]`},
		"a sale": {office(between("2026-11-27T10:00", "2026-11-27T14:00", 9)), "",
			"Learned from traffic.csv: 20 weeks up to 2026-12-01 00:00 UTC. Set aside: 4 hours: 2026-11-27 10:00 UTC to 2026-11-27 14:00 UTC (too high).",
			`"weeks":20,"end":"2026-12-01T00:00:00Z","missing_hours":0,"set_aside_hours":4,"set_aside":[{"start":"2026-11-27T10:00:00Z","end":"2026-11-27T14:00:00Z","because":"burst"}]`},
		"own maintenance": {office(asItWas), `, "exclude": [{"name": "release", "start": "2026-11-20T02:00:00Z", "end": "2026-11-20T03:00:00Z"}]`,
			"Learned from traffic.csv: 20 weeks up to 2026-12-01 00:00 UTC. Set aside: 1 hour: 2026-11-20 02:00 UTC to 2026-11-20 03:00 UTC (left out by the plan).",
			`"weeks":20,"end":"2026-12-01T00:00:00Z","missing_hours":0,"set_aside_hours":1,"set_aside":[{"start":"2026-11-20T02:00:00Z","end":"2026-11-20T03:00:00Z","because":"excluded"}]`},
		"a wrong clock put right": {office(asItWas), `, "shift": "-2h"`,
			"Learned from traffic.csv: 20 weeks up to 2026-11-30 22:00 UTC. Every time of the file was moved by -2h. Nothing was set aside.",
			`"weeks":20,"end":"2026-11-30T22:00:00Z","shift":"-2h","missing_hours":0,"set_aside_hours":0,"set_aside":[]`},
		"a gap": {office(func(at time.Time, load float64) string {
			if at.Format(time.DateOnly) == "2026-11-10" {
				return ""
			}
			return asItWas(at, load)
		}), "", "Learned from traffic.csv: 20 weeks up to 2026-12-01 00:00 UTC. No value: 24 hours. Nothing was set aside.",
			`"weeks":20,"end":"2026-12-01T00:00:00Z","missing_hours":24,"set_aside_hours":0,"set_aside":[]`},
	} {
		t.Run(name, func(t *testing.T) {
			plan, err := planfile.Parse(t.Context(), []byte(`{"regions": [{"name": "Office", "customers": 100, "time_zone": "UTC", "activity": {"history": "traffic.csv"`+test.more+`}}],
				"window": {"duration": "1h"}, "search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-08T00:00:00Z"}}`), planfile.Options{Files: test.files})
			require.NoError(t, err)
			d, err := decision.Make(t.Context(), plan, decision.Report(""))
			require.NoError(t, err)
			told, err := json.Marshal(d.Learned)
			require.NoError(t, err)
			require.JSONEq(t, `[{"region":"Office","history":"traffic.csv",`+test.json+`}]`, string(told))
			page, err := report.NewDecisionDocument(*d)
			require.NoError(t, err)
			require.Equal(t, d.Learned, page.Learned)
			var texts []string
			for _, a := range d.Assumptions {
				if a.About == "Activity of Office" {
					texts = append(texts, a.Text)
				}
			}
			require.Equal(t, []string{test.want}, texts)
			for all, count := range map[bool]int{true: 1, false: 0} {
				var text strings.Builder
				require.NoError(t, decision.Text(&text, d, "", all))
				require.Equal(t, count, strings.Count(strings.Join(strings.Fields(text.String()), " "), "Activity of Office: "+test.want))
			}
		})
	}
}
