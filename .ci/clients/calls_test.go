//go:build generated

package main

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/ci/clients/client"
)

// What oapi-codegen makes calls every operation, and reads the answers.
func TestGo(t *testing.T) {
	a := serve(t)
	c, err := client.NewClientWithResponses(a.server.URL)
	require.NoError(t, err)
	ctx := context.Background()
	plan := example[client.Plan](t, "plan.json")
	var body client.PlanRequest
	require.NoError(t, body.FromPlan(plan))

	suggested, err := c.SuggestWithResponse(ctx, body)
	require.NoError(t, err)
	require.NotNil(t, suggested.JSON200, string(suggested.Body))
	first := suggested.JSON200.Suggestions[0]
	assert.Equal(t, 300.75, first.Impact.CustomerHours)

	var starts client.AssessRequest
	require.NoError(t, starts.FromAssessEnvelope(client.AssessEnvelope{Plan: plan, Starts: &[]time.Time{time.Date(2026, 12, 5, 3, 0, 0, 0, time.UTC)}}))
	assessed, err := c.AssessWithResponse(ctx, &client.AssessParams{}, starts)
	require.NoError(t, err)
	require.NotNil(t, assessed.JSON200, string(assessed.Body))
	require.Len(t, assessed.JSON200.Assessments, 1)

	var choice client.ChoiceRequest
	number := 2
	require.NoError(t, choice.FromChoiceEnvelope(client.ChoiceEnvelope{Plan: plan, Suggestion: &number}))
	notices, err := c.NoticesWithResponse(ctx, &client.NoticesParams{}, choice)
	require.NoError(t, err)
	require.NotNil(t, notices.JSON200, string(notices.Body))
	assert.NotEmpty(t, notices.JSON200.Entries)
	report, err := c.ReportWithResponse(ctx, "json", &client.ReportParams{}, choice)
	require.NoError(t, err)
	require.NotNil(t, report.JSON200, string(report.Body))
	assert.Equal(t, 3300, report.JSON200.Customers)

	var export client.ExportRequest
	title := "Upgrade"
	require.NoError(t, export.FromExportEnvelope(client.ExportEnvelope{Plan: plan, Export: &client.Maintenance{Title: &title}}))
	yes := true
	exported, err := c.ExportWithResponse(ctx, "ical", &client.ExportParams{Notes: &yes}, export)
	require.NoError(t, err)
	require.NotNil(t, exported.JSON200, string(exported.Body))
	noted, err := exported.JSON200.AsExport()
	require.NoError(t, err)
	assert.Contains(t, noted.Bodies[0], "SUMMARY:Upgrade")

	tradeoff, err := c.TradeoffWithResponse(ctx, body)
	require.NoError(t, err)
	assert.NotEmpty(t, tradeoff.JSON200.Points)
	robust, err := c.RobustnessWithResponse(ctx, body)
	require.NoError(t, err)
	assert.NotEmpty(t, robust.JSON200.Cases)
	heat, err := c.HeatmapWithResponse(ctx, body)
	require.NoError(t, err)
	assert.Len(t, heat.JSON200.Days, 14)

	var many client.PlanRequest
	require.NoError(t, many.FromEnvelope(client.Envelope{Plan: example[client.Plan](t, "campaign.json")}))
	campaign, err := c.CampaignWithResponse(ctx, many)
	require.NoError(t, err)
	require.NotNil(t, campaign.JSON200, string(campaign.Body))
	assert.Len(t, campaign.JSON200.Campaign.Windows, 3)
	review, err := c.ReviewWithResponse(ctx, many)
	require.NoError(t, err)
	assert.Equal(t, "Upgrade", review.JSON200.Review.Windows[0].Task)
	var slots client.PlanRequest
	require.NoError(t, slots.FromPlan(example[client.Plan](t, "recurring.json")))
	recurring, err := c.RecurringWithResponse(ctx, slots)
	require.NoError(t, err)
	assert.NotEmpty(t, recurring.JSON200.Recurring.Slots)
	var chosen client.SlotRequest
	theSecond := 2
	require.NoError(t, chosen.FromSlotEnvelope(client.SlotEnvelope{Plan: example[client.Plan](t, "recurring.json"), Suggestion: &theSecond}))
	platform, err := c.ExportSlotWithResponse(ctx, "kured", &client.ExportSlotParams{}, chosen)
	require.NoError(t, err)
	assert.Contains(t, string(platform.Body), "--reboot-days=")

	at := time.Date(2026, 12, 5, 12, 0, 0, 0, time.UTC)
	var ask client.GateRequest
	require.NoError(t, ask.FromGateEnvelope(client.GateEnvelope{Plan: plan, At: &at}))
	gate, err := c.GateWithResponse(ctx, &client.GateParams{}, ask)
	require.NoError(t, err)
	require.NotNil(t, gate.JSON200, string(gate.Body))
	assert.True(t, gate.JSON200.Open)
	standing, err := c.StandingGateWithResponse(ctx, &client.StandingGateParams{At: &at})
	require.NoError(t, err)
	assert.Equal(t, gate.JSON200.Until, standing.JSON200.Until)

	holidays, err := c.HolidaysWithResponse(ctx, "DE-BY", &client.HolidaysParams{Year: 2026})
	require.NoError(t, err)
	assert.NotEmpty(t, holidays.JSON200.Holidays)
	codes, err := c.HolidayCodesWithResponse(ctx)
	require.NoError(t, err)
	assert.NotEmpty(t, codes.JSON200.Codes)
	countries, err := c.CountriesWithResponse(ctx)
	require.NoError(t, err)
	assert.NotEmpty(t, countries.JSON200.Countries)
	country, err := c.CountryWithResponse(ctx, "US")
	require.NoError(t, err)
	assert.Equal(t, "United States", country.JSON200.Name)
	formats, err := c.FormatsWithResponse(ctx)
	require.NoError(t, err)
	assert.NotEmpty(t, formats.JSON200.Exports)
	zones, err := c.ZonesWithResponse(ctx)
	require.NoError(t, err)
	assert.NotEmpty(t, zones.JSON200.Zones)
	health, err := c.HealthWithResponse(ctx)
	require.NoError(t, err)
	assert.Equal(t, client.HealthStatus("ok"), health.JSON200.Status)
	document, err := c.OpenapiWithResponse(ctx)
	require.NoError(t, err)
	assert.NotEmpty(t, document.JSON200.Paths)
	a.requireAll(t)

	// Errors are read as well.
	none, err := c.CountryWithResponse(ctx, "UK")
	require.NoError(t, err)
	require.Equal(t, http.StatusNotFound, none.StatusCode())
	assert.Equal(t, http.StatusNotFound, none.ApplicationproblemJSON404.Status)
	wrong, err := c.SuggestWithResponse(ctx, slots)
	require.NoError(t, err)
	assert.NotEmpty(t, *wrong.ApplicationproblemJSON400.Errors)
}

// What openapi-typescript makes does so too; calls.ts was compiled before.
func TestTypeScript(t *testing.T) {
	a := serve(t)
	cmd := exec.Command("node", "dist/calls.js", a.server.URL)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	require.NoError(t, err, string(out))
	assert.Equal(t, "300.75 customer-hours at best\n", string(out))
	a.requireAll(t)
}
