package decision_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// counting is done after so many looks.
type counting struct {
	context.Context
	left int
}

func (c *counting) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// A context that is done at whichever look, the last one too, gives its error and no decision.
func TestMakeStopsAtAnyLook(t *testing.T) {
	p, err := planfile.Parse(t.Context(), bytes.ReplaceAll([]byte(text), []byte("CHANGE"), nil), planfile.Options{})
	require.NoError(t, err)
	const many = 1 << 30
	all := &counting{t.Context(), many}
	_, err = decision.Make(all, p, decision.Report(""))
	require.NoError(t, err)
	looks := many - all.left
	for k := looks - 1; k >= 0; k -= 1 + looks/50 {
		d, err := decision.Make(&counting{t.Context(), k}, p, decision.Report(""))
		require.ErrorIs(t, err, context.Canceled, "look %d of %d", k, looks)
		require.Nil(t, d)
	}
}
