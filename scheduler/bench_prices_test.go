package scheduler_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// BenchmarkRulePrices asks what each of eight rules costs in a year of 418 zones, of a request that has been
// prepared. x_searches is the ratio to searching without each rule in turn, which still says nothing about
// single regions; explain_x is that of Suggest with Explain to Suggest without, both of the planner.
func BenchmarkRulePrices(b *testing.B) {
	ctx := context.Background()
	c := benchCase{zones: 418, days: 365, step: 15 * time.Minute, rules: true}
	planner, err := scheduler.New(benchRegions(b, c.zones)...)
	require.NoError(b, err)
	req := c.request()
	req.Tolerate = 0.05
	for i := range 5 {
		from := benchFrom.AddDate(0, 2*i+1, 0)
		req.Rules = append(req.Rules, scheduler.Blackout(scheduler.Instants(fmt.Sprintf("freeze %d", i), calendar.NewSet(calendar.Interval{Start: from, End: from.AddDate(0, 0, 14)}))))
	}
	req.Rules = append(req.Rules, must(scheduler.OnlyHours("DBAs", calendar.Hours{From: 6 * 3600, To: 22 * 3600}, mustZone(b, "Europe/Berlin"))))
	prepared, err := planner.Prepare(ctx, req)
	require.NoError(b, err)

	suggest := func(edit func(*scheduler.Request)) time.Duration {
		q := req
		edit(&q)
		began := time.Now()
		_, err := planner.Suggest(ctx, q)
		require.NoError(b, err)
		return time.Since(began)
	}
	var searches, plain, explained time.Duration
	const rounds = 5
	for range rounds {
		searches += suggest(func(q *scheduler.Request) { q.AllowWorkingDays = true }) + suggest(func(q *scheduler.Request) { q.AllowHolidays = true })
		for k := range req.Rules {
			searches += suggest(func(q *scheduler.Request) {
				q.Rules = append(append([]scheduler.Rule(nil), q.Rules[:k]...), q.Rules[k+1:]...)
			})
		}
		plain += suggest(func(*scheduler.Request) {})
		explained += suggest(func(q *scheduler.Request) { q.Explain = true })
	}

	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		_, err := prepared.RulePrices(ctx)
		require.NoError(b, err)
	}
	one := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(searches.Seconds()/rounds/one, "x_searches")
	b.ReportMetric(explained.Seconds()/plain.Seconds(), "explain_x")
}
