package scheduler_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// soon is a context that is done after it was looked at so many times. It counts how often it was looked at
// from then on.
type soon struct {
	context.Context
	looks, more int
}

func (c *soon) Err() error {
	if c.looks > 0 {
		c.looks--
		return nil
	}
	c.more++
	return context.Canceled
}

// A context that is done, at whichever look, ends the planning there: nothing goes on to look again and
// again, and no stage takes the error for an answer.
func TestCampaignStopsAtAnyLook(t *testing.T) {
	p := campaignPlanner(t)
	req := scheduler.Request{Horizon: calendar.Interval{Start: monday, End: monday.AddDate(0, 0, 8)}, Duration: 2 * time.Hour, Grid: scheduler.Grid{Step: time.Hour}}
	c := scheduler.Campaign{
		Tasks:  []scheduler.Task{{Name: "a", Request: req}, {Name: "b", Request: req, After: []scheduler.After{{Task: "a"}}}, {Name: "c", Request: req, Announced: monday.AddDate(0, 0, 5), MoveCost: 3}},
		Limits: []scheduler.Limit{{Name: "one", AtOnce: 1, Rest: 9 * time.Hour}, {Name: "fair", Regions: []string{"West"}, Per: scheduler.PerDay, PerCustomer: 1}},
	}
	all := &soon{t.Context(), 1 << 30, 0}
	_, err := p.Plan(all, c)
	require.NoError(t, err)
	looks := 1<<30 - all.looks
	require.Greater(t, looks, 50)
	for k := 0; k < looks; k += 1 + k/12 {
		ctx := &soon{t.Context(), k, 0}
		_, err := p.Plan(ctx, c)
		require.ErrorIs(t, err, context.Canceled, "look %d of %d", k, looks)
		require.LessOrEqual(t, ctx.more, 3, "look %d of %d", k, looks)
	}
}
