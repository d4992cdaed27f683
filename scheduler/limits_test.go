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

// yields returns a rule of so many blocks, none of which blocks anything.
func yields(n int) scheduler.Rule {
	return scheduler.Rule{Name: "many", Blocks: func(_ context.Context, _ *scheduler.View, yield func(scheduler.Block) bool) error {
		for range n {
			if !yield(scheduler.Block{}) {
				return nil
			}
		}
		return nil
	}}
}

func TestBlocksLimit(t *testing.T) {
	planner, req := crewPlan()
	req.Rules = []scheduler.Rule{yields(scheduler.MaxBlocks)}
	_, err := planner.Suggest(context.Background(), req)
	require.NoError(t, err)
	req.Rules = []scheduler.Rule{yields(scheduler.MaxBlocks + 1)}
	_, err = planner.Suggest(context.Background(), req)
	require.EqualError(t, err, "rules[0]: found \"many\"; expected rules with at most 4000000 blocks in all")
}

// Suggestions, candidates and assessed starts times regions are bounded, so that an answer is.
func TestImpactsLimit(t *testing.T) {
	regions := make([]scheduler.Region, scheduler.MaxImpacts/scheduler.MaxSuggestions+1)
	for i := range regions {
		regions[i] = scheduler.Region{Name: fmt.Sprint(i), Customers: 1, Calendar: calendar.Calendar{Location: time.UTC}}
	}
	fits, err := scheduler.New(regions[1:]...)
	require.NoError(t, err)
	tooMany, err := scheduler.New(regions...)
	require.NoError(t, err)
	_, req := crewPlan()
	req.Crew, req.Count = nil, scheduler.MaxSuggestions
	_, err = fits.Suggest(context.Background(), req)
	require.NoError(t, err)
	_, err = tooMany.Suggest(context.Background(), req)
	require.EqualError(t, err, "search.count: found 1000; expected at most 999 with 1001 regions: suggestions times regions are at most 1000000")

	req.Count = 1
	starts := make([]time.Time, scheduler.MaxAssessed)
	for i := range starts {
		starts[i] = req.Horizon.Start.Add(time.Duration(i) * time.Second)
	}
	_, err = tooMany.Assess(context.Background(), req, starts...)
	require.ErrorContains(t, err, "starts: found 1000; expected 1 to 1000 starts, and at most 1000000 starts times regions")
	req.Candidates = starts
	_, err = tooMany.Suggest(context.Background(), req)
	require.ErrorContains(t, err, "search.candidates: found 1000; expected 1 to 10000 starts, and at most 1000000 starts times regions")
}

// Of many single changes that would help only the first are told.
func TestRelaxationsLimit(t *testing.T) {
	planner, req := crewPlan()
	req.Crew, req.AllowWorkingDays, req.AllowHolidays = nil, true, true
	req.Horizon.End = req.Horizon.Start.AddDate(0, 0, 5)
	req.Overrun = nil
	// Every hour of five days has a blackout of its own, so that dropping any one opens that hour.
	for start := req.Horizon.Start; start.Before(req.Horizon.End); start = start.Add(time.Hour) {
		set := calendar.NewSet(calendar.Interval{Start: start, End: start.Add(time.Hour)})
		req.Rules = append(req.Rules, scheduler.Blackout(scheduler.Instants(start.Format(time.RFC3339), set)))
	}
	require.Greater(t, len(req.Rules), scheduler.MaxRelaxations)
	_, err := planner.Suggest(context.Background(), req)
	var none *scheduler.NoWindowError
	require.ErrorAs(t, err, &none)
	require.Len(t, none.Relaxations, scheduler.MaxRelaxations)
	for _, r := range none.Relaxations {
		require.EqualValues(t, 1, r.Opens)
		require.Equal(t, "drop blackout "+r.Best.Window.Start.Format(time.RFC3339), r.Change)
	}
}
