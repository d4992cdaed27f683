package report_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// The assumptions list the rest days that are worked beside the holidays: 10 January 2026 is worked in Hungary.
func TestAssumptionsNameDaysAtWork(t *testing.T) {
	loc, err := calendar.LoadZone("Europe/Budapest")
	require.NoError(t, err)
	cal, err := national.Calendar("HU", loc)
	require.NoError(t, err)
	planner, err := scheduler.New(scheduler.Region{Name: "Hungary", Customers: 1, Calendar: cal})
	require.NoError(t, err)
	req := scheduler.Request{Duration: time.Hour, Horizon: calendar.Interval{Start: time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC), End: time.Date(2026, 1, 19, 0, 0, 0, 0, time.UTC)}}
	var text string
	for _, a := range report.Assumptions(planner, req, "") {
		if a.About == "Hungary" {
			text = a.Text
		}
	}
	assert.Contains(t, text, "No holidays from 2026-01-05 to 2026-01-19. Rest days that are worked: 2026-01-10 working Saturday")
}
