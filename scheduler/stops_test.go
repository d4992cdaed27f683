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

// Each start may have thousands of regions: the context is looked at before each, and none is judged once it is done.
func TestAssessStopsBetweenStarts(t *testing.T) {
	p, req := preparedCase(t)
	asked, err := p.Prepare(t.Context(), req)
	require.NoError(t, err)
	starts := make([]time.Time, scheduler.MaxAssessed)
	for i := range starts {
		starts[i] = req.Horizon.Start.Add(time.Duration(i) * time.Minute)
	}
	looks := func(n int) int {
		ctx := &soon{t.Context(), 1 << 30, 0}
		_, err := asked.Assess(ctx, starts[:n]...)
		require.NoError(t, err)
		return 1<<30 - ctx.looks
	}
	one, all := looks(1), looks(len(starts))
	require.Equal(t, len(starts)-1, all-one)
	ctx := &soon{t.Context(), one, 0}
	_, err = asked.Assess(ctx, starts...)
	require.Error(t, err)
	require.Equal(t, 1, ctx.more)
}

// A plan of many rules, none of which is whole days: the edges of all are merged, and wherever the context ends the
// prices of rules end with it.
func TestPricesStopAtAnyLook(t *testing.T) {
	p, req := preparedCase(t)
	req.Explain = true
	zones := []string{"Europe/Berlin", "Asia/Tokyo", "America/Lima"}
	for i := range 150 {
		req.Rules = append(req.Rules, must(scheduler.OnlyHours(fmt.Sprintf("H%d", i), calendar.Hours{From: 60, To: 86340}, mustZone(t, zones[i%3]))))
	}
	all := &soon{t.Context(), 1 << 30, 0}
	_, err := p.Suggest(all, req)
	require.NoError(t, err)
	looks := 1<<30 - all.looks
	for k := 0; k < looks; k += 1 + looks/40 {
		ctx := &soon{t.Context(), k, 0}
		_, err := p.Suggest(ctx, req)
		require.ErrorIs(t, err, context.Canceled, "look %d of %d", k, looks)
		require.LessOrEqual(t, ctx.more, 3, "look %d of %d", k, looks)
	}
}
