package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// references are plans whose least cost is known from elsewhere: the series and the rings from another
// implementation, the portfolio of 20 changes that share crews and dependencies from an integer program.
func references(t testing.TB) map[string]struct {
	text  string
	hours float64
} {
	read := func(name string) string {
		text, err := os.ReadFile("testdata/" + name)
		require.NoError(t, err)
		return string(text)
	}
	tenDays := strings.Replace(string(builtIn), "2027-03-01T00:00:00Z", "2027-02-11T00:00:00Z", 1)
	return map[string]struct {
		text  string
		hours float64
	}{
		"series":    {read("series.json"), 68_195},
		"rings":     {tenDays, 4_727},
		"portfolio": {read("portfolio.json"), 41_885},
	}
}

func TestReferenceFigures(t *testing.T) {
	for name, r := range references(t) {
		text, _ := answer(t, 0, r.text, "-json", "-prices", "-")
		var d document.CampaignDocument
		require.NoError(t, json.Unmarshal([]byte(text), &d))
		require.True(t, d.Campaign.Proven, name)
		require.InDelta(t, r.hours, d.Campaign.CustomerHours, 1, name)
		require.InDelta(t, d.Campaign.Bound, d.Campaign.CustomerHours, 1e-6, name)
		for _, rule := range d.Campaign.RulesOfThumb {
			require.True(t, rule.Name == scheduler.ThumbSunday || rule.LeftOut > 0 || rule.CustomerHours >= d.Campaign.CustomerHours-1e-6, name)
		}
	}
}

// BenchmarkPlan shows what planning takes, and by how much the best of the rules of thumb that place
// everything costs more: what a planner without a search would have.
func BenchmarkPlan(b *testing.B) {
	for name, r := range references(b) {
		b.Run(name, func(b *testing.B) {
			plan, err := planfile.Parse(b.Context(), []byte(r.text), planfile.Options{})
			require.NoError(b, err)
			var res *scheduler.CampaignResult
			for b.Loop() {
				res, err = plan.Planner.Plan(b.Context(), *plan.Campaign)
				require.NoError(b, err)
			}
			best := 0.0
			for _, rule := range res.RulesOfThumb {
				if rule.Name != scheduler.ThumbSunday && rule.LeftOut == 0 && (best == 0 || rule.CustomerHours < best) {
					best = rule.CustomerHours
				}
			}
			b.ReportMetric(best/res.CustomerHours, "rule-of-thumb/plan")
		})
	}
}
