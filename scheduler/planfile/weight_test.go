package planfile_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// weighted is a plan of one region with a weight, and a limit on the peak.
func weighted(weight, peak string) []byte {
	return []byte(`{"regions": [{"name": "A", "customers": 10, "time_zone": "UTC", "weight": ` + weight + `}], "window": {"duration": "1h"},
		"search": {"from": "2026-06-01T00:00:00Z", "to": "2026-06-15T00:00:00Z"}, "rules": {"limit_peak": ` + peak + `}}`)
}

func TestWeightAndLimitPeak(t *testing.T) {
	plan, err := planfile.Parse(t.Context(), weighted("2.5", "0.25"), planfile.Options{})
	require.NoError(t, err)
	free := plan.Request
	free.Rules = nil
	result, err := plan.Planner.Suggest(t.Context(), free)
	require.NoError(t, err)
	require.Equal(t, 2.5, result.Suggestions[0].Impact.Regions[0].Weight)
	require.Len(t, plan.Request.Rules, 1)
	require.Equal(t, "limit_peak", plan.Request.Rules[0].Name)
}

func TestWeightAndLimitPeakFaults(t *testing.T) {
	const weight, peak = "expected a number from 0.001 to 1000, in whole thousandths", "expected a share from 0 to 1"
	for _, test := range []struct{ weight, peak, message string }{
		{"0", "0", "regions[0].weight: found 0; " + weight},
		{"-1", "0", "regions[0].weight: found -1; " + weight},
		{"1000.001", "0", "regions[0].weight: found 1000.001; " + weight},
		{"0.0015", "0", "regions[0].weight: found 0.0015; " + weight},
		{"\"5\"", "0", "regions[0].weight: found \"5\"; " + weight + " (write 5 without quotes)"},
		{"1", "1.1", "rules.limit_peak: found 1.1; " + peak},
		{"1", "{}", "rules.limit_peak: found an object; " + peak},
	} {
		_, err := planfile.Parse(t.Context(), weighted(test.weight, test.peak), planfile.Options{})
		require.EqualError(t, err, test.message)
	}
}
