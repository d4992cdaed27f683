package planfile_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return data
}

// The documented example gives the documented figures.
func TestDocumentedExample(t *testing.T) {
	plan, err := planfile.Parse(t.Context(), readFile(t, "testdata/example.json"), planfile.Options{})
	require.NoError(t, err)
	require.Empty(t, plan.Warnings)
	res, err := plan.Planner.Suggest(context.Background(), plan.Request)
	require.NoError(t, err)
	require.Len(t, res.Suggestions, 5)
	require.EqualValues(t, 318, res.Considered)

	s := res.Suggestions[0]
	require.Equal(t, "2026-12-04T21:00:00-08:00", s.Window.Start.Format(time.RFC3339))
	require.Equal(t, "2026-12-04T22:00:00-08:00", s.Window.End.Format(time.RFC3339))
	require.Equal(t, 2986.46, s.Impact.CustomerHours)
	require.Equal(t, 1251.4, s.Impact.PlannedCustomerHours)
	require.Equal(t, 1735.06, s.Impact.OverrunCustomerHours)
	require.Equal(t, 0.12514, s.Impact.MeanShare)
	require.Equal(t, 0.12514, s.Impact.PeakShare)
	require.Equal(t, "2026-12-05T13:00:00-08:00", s.FreeUntil.Format(time.RFC3339))
	require.Equal(t, 15*time.Hour, s.Runway)
	require.Equal(t, "2026-12-04T21:15:00-08:00", s.RollbackBy.Format(time.RFC3339))
	require.Equal(t, "2026-12-05T12:15:00-08:00", s.PointOfNoReturn.Format(time.RFC3339))
	require.Equal(t, "Gulf", s.Impact.Regions[0].Region)
	require.Equal(t, 1323.0, s.Impact.Regions[0].CustomerHours)
	require.Contains(t, res.Blocked, scheduler.Blocked{Rule: "weekdays", Region: "Bavaria", Reason: "Friday", Duration: 168 * time.Hour})
	for _, other := range res.Suggestions[1:] {
		require.Equal(t, s.Impact.CustomerHours, other.Impact.CustomerHours)
	}
}
