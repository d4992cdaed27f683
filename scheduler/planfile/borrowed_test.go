package planfile_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// What package calendar knows about a zone name is passed on, wherever a plan names one.
func TestZones(t *testing.T) {
	for _, name := range []string{"", "Local", "Asia/Riyad", "Arab Standard Time", "EST", "PST", "asia/riyadh", "GMT+3", "../../etc/passwd", "Berlin", "wibble"} {
		_, err := calendar.LoadZone(name)
		var bad *calendar.ZoneError
		require.ErrorAs(t, err, &bad)
		why, _, _ := strings.Cut(bad.Reason, "; expected")
		for path, data := range map[string][]byte{
			"regions[2].time_zone":          edited(t, `"Asia/Riyadh"`, fmt.Sprintf("%q", name)),
			"search.time_zone":              edited(t, `"America/Los_Angeles"`, fmt.Sprintf("%q", name)),
			"rules.blackouts[2].time_zone":  edited(t, `"time_zone": "Europe/Berlin", "duration"`, fmt.Sprintf(`"time_zone": %q, "duration"`, name)),
			"rules.only_hours[0].time_zone": edited(t, `"hours": "22:00-10:00", "time_zone": "Europe/Berlin"`, fmt.Sprintf(`"hours": "22:00-10:00", "time_zone": %q`, name)),
		} {
			_, err := planfile.Parse(t.Context(), data, planfile.Options{})
			require.ErrorContains(t, err, fmt.Sprintf("%s: found %q; expected an IANA time zone such as Europe/Berlin (%s", path, name, why))
			for _, suggestion := range bad.Suggest {
				require.ErrorContains(t, err, fmt.Sprintf("%q", suggestion))
			}
		}
	}
}

// What package recur finds wrong with a rule is passed on, fault by fault, also where the rest of the
// entry is wrong.
func TestRules(t *testing.T) {
	start := recur.Reading{Date: calendar.Date{Year: 2026, Month: time.January, Day: 31}, Clock: 22 * 3600}
	for _, rule := range []string{"", "FREQ=SECONDLY", "FREQ=MONTHLY;BYMONTHDAY=32;BYDAY=8MO", "FREQ=DAILY;COUNT=1000000000", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "wibble"} {
		_, err := recur.ParsePattern(rule, start)
		var bad *recur.RuleError
		require.ErrorAs(t, err, &bad)
		for _, data := range [][]byte{
			edited(t, `"FREQ=MONTHLY;BYMONTHDAY=-1"`, fmt.Sprintf("%q", rule)),
			edited(t, `"FREQ=MONTHLY;BYMONTHDAY=-1", "dtstart": "2026-01-31T22:00:00", "time_zone": "Europe/Berlin"`,
				fmt.Sprintf(`%q, "dtstart": "2026-01-31T22:00:00", "time_zone": ""`, rule)),
		} {
			_, err := planfile.Parse(t.Context(), data, planfile.Options{})
			for _, fault := range bad.Problems {
				what := fault.Value
				if fault.Part != "" {
					what = fault.Part + "=" + what
				}
				require.ErrorContains(t, err, fmt.Sprintf("rules.blackouts[2].rrule: found %s; expected %s", what, fault.Expected))
			}
		}
	}
	_, err := planfile.Parse(t.Context(), edited(t, `"rrule": "FREQ=MONTHLY;BYMONTHDAY=-1", "dtstart": "2026-01-31T22:00:00", "time_zone": "Europe/Berlin", "duration": "48h"`,
		`"rrule": "FREQ=HOURLY", "dtstart": "now", "time_zone": "", "duration": "2d"`), planfile.Options{})
	for _, key := range []string{"rrule", "dtstart", "time_zone", "duration"} {
		require.ErrorContains(t, err, "rules.blackouts[2]."+key+": found ")
	}
}
