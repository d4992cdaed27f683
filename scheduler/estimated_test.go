package scheduler_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
)

func TestEstimatedDaysAsText(t *testing.T) {
	for _, e := range []scheduler.EstimatedDays{scheduler.EstimatedPad, scheduler.EstimatedExact, scheduler.EstimatedIgnore} {
		text, err := e.MarshalText()
		require.NoError(t, err)
		require.Equal(t, e.String(), string(text))
		back := scheduler.EstimatedDays(99)
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, e, back)
	}
	require.Equal(t, "pad", scheduler.EstimatedDays(0).String(), "the default of a plan file")
	_, err := scheduler.EstimatedDays(3).MarshalText()
	require.EqualError(t, err, "scheduler: unknown way 3 to treat estimated holidays")
	var e scheduler.EstimatedDays
	require.EqualError(t, e.UnmarshalText([]byte("padded")), `scheduler: found "padded"; expected pad, exact, ignore`)
}
