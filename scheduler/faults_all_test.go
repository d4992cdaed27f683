package scheduler_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
)

// Every fault is told at once, in the order of the fields.
func TestAllFaultsAtOnce(t *testing.T) {
	p, err := scheduler.New(soundRegion(t))
	require.NoError(t, err)
	_, err = p.Suggest(context.Background(), scheduler.Request{})
	assert.Equal(t, []string{"window.duration", "search.from", "search.to"}, paths(t, err))
	_, err = p.Suggest(context.Background(), scheduler.Request{
		Overrun: []scheduler.OverrunStage{{Until: -1, Probability: 2}}, KeepClear: 1, Rollback: -1, Tolerate: 2, Rules: []scheduler.Rule{{}},
		Grid: scheduler.Grid{Step: 1, Location: time.Local}, Count: -1, Spacing: -1, Estimated: 9,
	})
	assert.Equal(t, []string{
		"window.duration", "window.overrun[0].until", "window.overrun[0].probability", "window.keep_clear", "window.rollback", "search.from", "search.to", "search.step",
		"search.time_zone", "search.count", "search.spacing", "rules.tolerate", "rules.estimated", "rules[0].name", "rules[0].blocks",
	}, paths(t, err))
}

// The machine's zone is no answer to whose clocks a campaign goes by: the answer would differ from machine to machine.
func TestACampaignOfTheMachinesZone(t *testing.T) {
	p, err := scheduler.New(soundRegion(t))
	require.NoError(t, err)
	c := scheduler.Campaign{Tasks: []scheduler.Task{{Name: "a", Request: soundRequest(t)}}, Location: time.Local, Headquarters: time.Local}
	_, planned := p.Plan(context.Background(), c)
	_, reviewed := p.Review(context.Background(), c)
	for _, err := range []error{p.CheckCampaign(c), planned, reviewed} {
		assert.Equal(t, []string{"search.time_zone", "headquarters"}, paths(t, err))
	}
}
