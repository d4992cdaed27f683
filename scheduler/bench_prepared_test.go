package scheduler_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// BenchmarkFiveQuestions asks all five questions of a year, 418 zones and a crew: of one prepared
// request, and as one did before there was Prepare, each of the planner. x_planner is the ratio of the
// second to the first, measured in the same run.
func BenchmarkFiveQuestions(b *testing.B) {
	ctx := context.Background()
	c := benchCase{zones: 418, days: 365, step: 15 * time.Minute, rules: true}
	planner, err := scheduler.New(benchRegions(b, c.zones)...)
	require.NoError(b, err)
	req := c.request()
	req.Tolerate = 0.05
	req.Crew = []scheduler.Crew{{
		Name: "DBAs", People: 3, Hours: calendar.Hours{From: 9 * 3600, To: 17 * 3600},
		Calendar: calendar.Calendar{Location: mustZone(b, "Europe/Berlin")},
	}}
	at := benchFrom.Add(100 * time.Hour)

	planners := func() {
		_, err := planner.Suggest(ctx, req)
		require.NoError(b, err)
		_, err = planner.Assess(ctx, req, at)
		require.NoError(b, err)
		_, err = planner.Tradeoff(ctx, req)
		require.NoError(b, err)
		_, err = planner.Robustness(ctx, req, nil)
		require.NoError(b, err)
		_, err = planner.Timeline(ctx, req)
		require.NoError(b, err)
	}
	planners()
	const rounds = 2
	began := time.Now()
	for range rounds {
		planners()
	}
	perPlanner := time.Since(began).Seconds() / rounds

	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		prepared, err := planner.Prepare(ctx, req)
		require.NoError(b, err)
		_, err = prepared.Suggest(ctx)
		require.NoError(b, err)
		_, err = prepared.Assess(ctx, at)
		require.NoError(b, err)
		_, err = prepared.Tradeoff(ctx)
		require.NoError(b, err)
		_, err = prepared.Robustness(ctx, nil)
		require.NoError(b, err)
		_, err = prepared.Timeline(ctx)
		require.NoError(b, err)
	}
	b.ReportMetric(perPlanner/(b.Elapsed().Seconds()/float64(b.N)), "x_planner")
}
