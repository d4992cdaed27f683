package scheduler_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

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
