package planfile_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// Limits of the options are accepted, and refused one beyond them, by an error that tells them from
// faults of the plan.
func TestOptionLimits(t *testing.T) {
	nightly := small{rules: `"blackouts": [{"name": "A", "rrule": "FREQ=DAILY", "dtstart": "2026-01-01T01:00:00", "time_zone": "UTC", "duration": "1h"}],
		"only_during": [{"name": "B", "ics": "a.ics"}]`}
	for _, test := range []struct {
		name      string
		plan      []byte
		at, under planfile.Limits
		want      string
	}{
		{"regions", small{regions: manyRegions(3)}.plan(), planfile.Limits{Regions: 3}, planfile.Limits{Regions: 2},
			"regions: found 3 regions; expected 1 to 2 regions"},
		{"horizon", small{}.plan(), planfile.Limits{Horizon: 31 * 24 * time.Hour}, planfile.Limits{Horizon: 30 * 24 * time.Hour},
			`search.to: found "2026-02-01T00:00:00Z"; expected at most 30 days after search.from (2026-01-01T00:00:00Z)`},
		// 38 days and as many again.
		{"occurrences", nightly.plan(), planfile.Limits{Occurrences: 76}, planfile.Limits{Occurrences: 75},
			`rules.only_during[0].ics: found "a.ics"; expected a file with which there are at most 75 occurrences in all, in the horizon and the seven days after it`},
		{"occurrences of rules", nightly.plan(), planfile.Limits{Occurrences: 76}, planfile.Limits{Occurrences: 37},
			`rules.blackouts[0].rrule: found "FREQ=DAILY"; expected a rule with which there are at most 37 occurrences in all, in the horizon and the seven days after it`},
		{"work", nightly.plan(), planfile.Limits{Work: 50}, planfile.Limits{Work: 49},
			`rules.only_during[0].ics: found "a.ics"; expected files with at most 49 events in all, each counted once for every zone or list of holidays it is used in, a recurring one 50 times and half its COUNT`},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := fstest.MapFS{"a.ics": {Data: []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101T010000Z\nDTEND:20260101T020000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n")}}
			plan, err := planfile.Parse(t.Context(), test.plan, planfile.Options{Files: files, Limits: test.at})
			require.NoError(t, err)
			require.NotNil(t, plan)
			_, err = planfile.Parse(t.Context(), test.plan, planfile.Options{Files: files, Limits: test.under})
			require.EqualError(t, err, test.want)
			var large *planfile.LimitError
			require.ErrorAs(t, err, &large)
			var faults scheduler.FieldErrors
			require.ErrorAs(t, err, &faults)
			require.Equal(t, large.Faults, faults)
		})
	}
}

// A plan that is wrong is wrong, whatever the limits.
func TestLimitErrorOnlyOfSoundPlans(t *testing.T) {
	limits := planfile.Limits{Horizon: time.Hour, Regions: 2}
	for _, plan := range []small{{regions: manyRegions(3), window: `"duration": 5`}, {regions: manyRegions(10_001)}} {
		_, err := planfile.Parse(t.Context(), plan.plan(), planfile.Options{Limits: limits})
		require.ErrorContains(t, err, "search.to: found ")
		require.ErrorContains(t, err, "regions: found ")
		var large *planfile.LimitError
		require.NotErrorAs(t, err, &large)
	}
}

// Limits beyond those of the format are none.
func TestWrongLimits(t *testing.T) {
	_, err := planfile.Parse(t.Context(), small{}.plan(), planfile.Options{Limits: planfile.Limits{Regions: -1, Horizon: planfile.MaxHorizon + 1, Occurrences: planfile.MaxOccurrences + 1, Work: -1}})
	var faults scheduler.FieldErrors
	require.ErrorAs(t, err, &faults)
	require.Len(t, faults, 4)
	require.EqualError(t, faults[0], "Options.Limits.Regions: found -1; expected at most 10000, or 0 for that")
	require.EqualError(t, faults[1], "Options.Limits.Horizon: found 43920h0m0.000000001s; expected at most 43920h, or 0 for that")
}

// countdown is a context that is done after so many looks at it.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// Wherever in its work the reader is when the context is done, it answers with the context's error,
// and with nothing that it found by then.
func TestContext(t *testing.T) {
	for _, data := range [][]byte{readFile(t, "testdata/every_key.json"), edited(t, `"customers": 6200`, `"customers": "many"`), []byte(`{`)} {
		whole := &countdown{t.Context(), 1 << 30}
		_, want := planfile.Parse(whole, data, planfile.Options{Files: feeds})
		looks := 1<<30 - whole.left
		require.NotErrorIs(t, want, context.Canceled)
		for n := 0; n < looks; n += 1 + looks/40 {
			plan, err := planfile.Parse(&countdown{t.Context(), n}, data, planfile.Options{Files: feeds})
			require.Nil(t, plan)
			require.ErrorIs(t, err, context.Canceled, "after %d of %d looks", n, looks)
		}
		_, err := planfile.Read(&countdown{t.Context(), looks}, strings.NewReader(string(data)), planfile.Options{Files: feeds})
		require.Equal(t, fmt.Sprint(want), fmt.Sprint(err))
	}
}
