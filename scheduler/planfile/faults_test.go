package planfile_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// base is a sound plan that uses every key. The tables below replace one part of it.
const base = `{
  "$schema": "plan.schema.json",
  "version": 1,
  "regions": [
    {"name": "Americas", "customers": 6200, "time_zone": "America/New_York", "holidays": [{"code": "US", "except": ["Columbus Day"]}], "activity": "business"},
    {"name": "Bavaria", "customers": 2400, "time_zone": "Europe/Berlin", "holidays": ["DE-BY"], "extra_holidays": {"2026-12-24": "Christmas Eve"}},
    {"name": "Gulf", "customers": 1400, "time_zone": "Asia/Riyadh", "weekend": "Fri,Sat", "activity": "shop"}
  ],
  "activities": {"shop": {
    "workday": [0,0,0,0,0,0,0.1,0.2,0.3,0.4,0.5,0.5,0.5,0.5,0.5,0.5,0.6,0.7,0.8,0.9,0.8,0.5,0.3,1],
    "weekend": [0,0,0,0,0,0,0.1,0.2,0.3,0.4,0.5,0.5,0.5,0.5,0.5,0.5,0.6,0.7,0.8,0.9,0.8,0.5,0.3,0.1],
    "holiday": [0,0,0,0,0,0,0.1,0.2,0.3,0.4,0.5,0.5,0.5,0.5,0.5,0.5,0.6,0.7,0.8,0.9,0.8,0.5,0.3,0.2],
    "friday":  [0,0,0,0,0,0,0.1,0.2,0.3,0.4,0.5,0.5,0.5,0.5,0.5,0.5,0.6,0.7,0.8,0.9,0.8,0.5,0.3,0.3],
    "holiday_monday": [0,0,0,0,0,0,0.1,0.2,0.3,0.4,0.5,0.5,0.5,0.5,0.5,0.5,0.6,0.7,0.8,0.9,0.8,0.5,0.3,0.4]
  }},
  "window": {"duration": "1h", "overrun": [{"until": "3h", "probability": 0.25}, {"until": "10h30m", "probability": 0.1}], "keep_clear": "3h", "rollback": "45m"},
  "search": {"from": "2026-12-01T00:00:00Z", "to": "2027-02-01T00:00:00Z", "step": "15m", "time_zone": "America/Los_Angeles", "count": 5, "spacing": "24h",
    "candidates": ["2026-12-05T05:00:00Z", "2026-12-06T05:00:00Z"]},
  "rules": {
    "exclude_weekdays": true, "exclude_holidays": false, "estimated": "exact", "tolerate": 0.01,
    "blackouts": [
      {"name": "Audit", "start": "2026-12-18T00:00:00Z", "end": "2026-12-19T12:00:00Z"},
      {"name": "Freeze", "start": "2026-12-21", "end": "2027-01-04", "regions": ["Bavaria"]},
      {"name": "Month-end", "rrule": "FREQ=MONTHLY;BYMONTHDAY=-1", "dtstart": "2026-01-31T22:00:00", "time_zone": "Europe/Berlin", "duration": "48h"}
    ],
    "only_during": [{"name": "Season", "start": "2026-12-01", "end": "2027-02-01"}],
    "only_hours": [{"name": "Office", "hours": "22:00-08:00", "time_zone": "Europe/Berlin"}],
    "limit_share": [{"region": "Gulf", "share": 0.5}]
  }
}`

func TestBaseIsSound(t *testing.T) {
	_, err := planfile.Parse([]byte(base), planfile.Options{})
	require.NoError(t, err)
}

// edited returns the base plan with one part replaced.
func edited(t testing.TB, old, replacement string) []byte {
	t.Helper()
	require.Equal(t, 1, strings.Count(base, old), "%s is once in the base plan", old)
	return []byte(strings.Replace(base, old, replacement, 1))
}

type fault struct{ name, old, replacement, want string }

func testFaults(t *testing.T, faults []fault) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			plan, err := planfile.Parse(edited(t, f.old, f.replacement), planfile.Options{})
			require.Nil(t, plan)
			var all scheduler.FieldErrors
			require.True(t, errors.As(err, &all))
			require.Equal(t, f.want, err.Error())
		})
	}
}
