package planfile_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// The zero time of Go is no instant of a plan: where a key may be left out it would be passed over in silence.
func TestTheZeroTimeIsRefused(t *testing.T) {
	const plan = `{"regions": [{"name": "A", "customers": 1, "time_zone": "UTC"}], "window": {"duration": "1h"},
		"search": {"from": %q, "to": "2027-01-01T00:00:00Z", "candidates": [%q]}, "announced": %q,
		"rules": {"blackouts": [{"name": "B", "start": %q, "end": "2026-12-02T00:00:00Z"}]},
		"campaign": {"tasks": [{"name": "a", "from": %q, "fixed": %q}, {"name": "b", "announced": %q}]}}`
	const zero = "0001-01-01T00:00:00Z"
	_, err := planfile.Parse(t.Context(), fmt.Appendf(nil, plan, zero, zero, zero, zero, zero, zero, zero), planfile.Options{})
	for _, path := range []string{"search.from", "search.candidates[0]", "announced", "rules.blackouts[0].start", "campaign.tasks[0].from", "campaign.tasks[0].fixed", "campaign.tasks[1].announced"} {
		require.ErrorContains(t, err, "  "+path+`: found "0001-01-01T00:00:00Z"; expected an instant`)
	}
	require.ErrorContains(t, err, "(that is what a program writes that set no time)")
}
