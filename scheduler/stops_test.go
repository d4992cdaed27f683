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

// One rule may have millions of blocks, in any order, and periods may be of thousands of regions: the more there
// are, the more often the context is looked at.
func TestLooksGrowWithBlocks(t *testing.T) {
	p, req := preparedCase(t)
	looks := func(rule scheduler.Rule) int {
		with := req
		with.Rules = []scheduler.Rule{rule}
		ctx := &soon{t.Context(), 1 << 30, 0}
		_, err := p.Suggest(ctx, with)
		require.NoError(t, err)
		return 1<<30 - ctx.looks
	}
	backwards := func(n int) scheduler.Rule {
		return scheduler.Rule{Name: "own", Blocks: func(_ context.Context, v *scheduler.View, yield func(scheduler.Block) bool) error {
			for i := n; i > 0; i-- {
				at := v.Span().Start.Add(time.Duration(i) * time.Minute)
				if !yield(scheduler.Block{Interval: calendar.Interval{Start: at, End: at.Add(time.Second)}}) {
					break
				}
			}
			return nil
		}}
	}
	// 20 looks while they are told, then one before each piece of 4,096 is sorted, one while as many are merged, one
	// while as many are counted.
	require.GreaterOrEqual(t, looks(backwards(40_960))-looks(backwards(20_480)), 20+3*5)
	during := func(n int) scheduler.Rule {
		periods := make([]scheduler.Period, n)
		for i := range periods {
			day := calendar.DateOf(req.Horizon.Start).AddDays(2 * i % 300)
			periods[i] = must(scheduler.Dates(fmt.Sprint(i), day, day.AddDays(1)))
		}
		return scheduler.OnlyDuring(periods...)
	}
	require.GreaterOrEqual(t, looks(during(200))-looks(during(100)), 100)
}
