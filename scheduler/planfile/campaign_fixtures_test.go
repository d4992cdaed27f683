package planfile_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// fixture reads a campaign of testdata/campaign: twelve regions, made by a generator with fixed seeds for
// this project. The name says how many tasks there are, and in what time.
func fixture(tb testing.TB, name string) *planfile.Plan {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "campaign", name+".json"))
	require.NoError(tb, err)
	plan, err := planfile.Parse(tb.Context(), text, planfile.Options{})
	require.NoError(tb, err)
	return plan
}

// The least costs of series and rings are what an independent prototype found.
func TestCampaignFixtures(t *testing.T) {
	tests := []struct {
		name string
		want float64
	}{
		{"series-12-weekends", 68_194.63},
		{"rings-60-10d-all", 4_727.263},
		{"series-52-all", 296_102.03},
		{"rings-60-28d-all", 2_950.99},
	}
	if !*thorough {
		tests = tests[:2]
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			plan := fixture(t, test.name)
			res, err := plan.Planner.Plan(t.Context(), *plan.Campaign)
			require.NoError(t, err)
			assert.True(t, res.Proven)
			assert.InDelta(t, test.want, res.CustomerHours, 0.01)
		})
	}
}

// BenchmarkCampaign plans the fixtures, with everything that an answer says: rules of thumb, causes and
// what limits cost. left_out and gap_% say how good the plan is (gap: above what is proven that no plan
// goes below); greedy_left_out and greedy_% are those of a planner that takes each task's best start of
// what is left, and greedy_% is its cost over that of the plan, where it leaves nothing out.
func BenchmarkCampaign(b *testing.B) {
	for _, name := range []string{"series-12-weekends", "series-52-all", "rings-60-10d-all", "rings-60-28d-all", "portfolio-20-1", "portfolio-60-1", "portfolio-200-1", "portfolio-200-2"} {
		b.Run(name, func(b *testing.B) {
			plan := fixture(b, name)
			b.ReportAllocs()
			var res *scheduler.CampaignResult
			left := 0
			for b.Loop() {
				var err error
				var none *scheduler.NoPlanError
				if res, err = plan.Planner.Plan(b.Context(), *plan.Campaign); errors.As(err, &none) {
					res, left = none.Placed, len(none.LeftOut)
				} else if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(left), "left_out")
			if left == 0 {
				b.ReportMetric(100*(res.CustomerHours+res.MoveCosts-res.Bound)/math.Max(res.Bound, 1), "gap_%")
			}
			for _, rule := range res.RulesOfThumb {
				if rule.Name != scheduler.ThumbBestLeft {
					continue
				}
				b.ReportMetric(float64(rule.LeftOut), "greedy_left_out")
				if rule.LeftOut == 0 {
					b.ReportMetric(100*(rule.CustomerHours/res.CustomerHours-1), "greedy_%")
				}
			}
		})
	}
}
