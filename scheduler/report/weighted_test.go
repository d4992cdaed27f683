package report_test

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// weighing is the planner of threeRegions with a weight in the Gulf.
func weighing(t testing.TB, weight float64) (*scheduler.Planner, scheduler.Request) {
	t.Helper()
	planner, req := threeRegions(t)
	regions := planner.Regions()
	regions[2].Weight = weight
	return must(scheduler.New(regions...)), req
}

var inHours = regexp.MustCompile(`(?i)(weighted )?customer-hours`)

// What many windows cost is said to be weighted wherever any customer counts more or less than 1, in the text, the
// page and the JSON.
func TestManyWindowsSayWhatIsWeighted(t *testing.T) {
	for _, test := range []struct {
		weight float64
		word   string
		json   bool
	}{
		{0, "customer-hours", false}, {1, "customer-hours", false}, {2.5, "weighted customer-hours", true}, {0.001, "weighted customer-hours", true},
	} {
		planner, req := weighing(t, test.weight)
		task := func(name string, start time.Time) scheduler.Task {
			return scheduler.Task{Name: name, Request: req, Fixed: start}
		}
		campaign := scheduler.Campaign{Tasks: []scheduler.Task{task("database", at(t, "2026-12-05T06:00:00Z")), task("network", at(t, "2026-12-12T06:00:00Z"))}}
		plan := must(planner.Plan(t.Context(), campaign))
		review := must(planner.Review(t.Context(), campaign))
		slots := must(planner.Recurring(t.Context(), req, scheduler.Every{Weeks: 1}))
		for name, write := range map[string]func(io.Writer) error{
			"campaign":  func(w io.Writer) error { return report.CampaignText(w, plan, report.CampaignOptions{Why: true}) },
			"page":      func(w io.Writer) error { return report.CampaignHTML(w, plan, report.CampaignOptions{}) },
			"review":    func(w io.Writer) error { return report.ReviewText(w, review, report.CampaignOptions{}) },
			"recurring": func(w io.Writer) error { return report.RecurringText(w, slots, report.CampaignOptions{}) },
		} {
			var b bytes.Buffer
			require.NoError(t, write(&b))
			said := inHours.FindAllString(b.String(), -1)
			require.NotEmpty(t, said, name)
			for _, words := range said {
				require.Equal(t, test.word, strings.ToLower(words), "%s with the weight %v", name, test.weight)
			}
		}
		require.Equal(t, test.json, document.NewReview(review).Review.Weighted)
		require.Equal(t, test.json, document.NewRecurring(slots, nil).Recurring.Weighted)
		// What a customer bears is people's hours, whatever these weigh.
		require.Equal(t, "2.2100", fmt.Sprintf("%.4f", plan.Burden[2].PerCustomer))
	}
}

// What was asked, and what a report rests on, say whose customers count more or less than 1.
func TestWeightsAreTold(t *testing.T) {
	planner, req := weighing(t, 2.5)
	require.Contains(t, report.Asked(planner, req), "10,000 customers in 3 regions. In the impact customers of Gulf count 2.5 each. A window of 1 h")
	told := 0
	for _, a := range report.Assumptions(planner, req, "") {
		if strings.Contains(a.Text, "In the impact its customers count 2.5 each.") {
			told++
		}
	}
	require.Equal(t, 1, told)
	plain, req := threeRegions(t)
	require.NotContains(t, report.Asked(plain, req), "count")
}
