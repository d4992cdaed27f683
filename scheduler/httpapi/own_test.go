package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/httpapi"
)

// The operator's own rules and days hold for every plan, and answers name them.
func TestOwnRulesAndHolidays(t *testing.T) {
	audit := calendar.NewSet(calendar.Interval{Start: time.Date(2026, 12, 4, 22, 0, 0, 0, time.UTC), End: time.Date(2026, 12, 7, 0, 0, 0, 0, time.UTC)})
	picnic, err := calendar.NewHolidayList(calendar.Holiday{Date: calendar.MustParseDate("2026-12-12"), Name: "Company picnic"}, calendar.Holiday{Date: calendar.MustParseDate("2026-12-13"), Name: "Company picnic"})
	require.NoError(t, err)
	h := newHandler(t, httpapi.Options{
		Rules: []scheduler.Rule{scheduler.Blackout(scheduler.Instants("Audit", audit))},
		Holidays: func(r scheduler.Region) calendar.Holidays {
			if r.Name != "Bavaria" {
				return nil
			}
			return picnic
		},
	})
	excluded := plan("", `"exclude_holidays": true`)
	w := post(h, "/v1/suggest", excluded)
	require.Equal(t, http.StatusUnprocessableEntity, w.Code, w.Body)
	text := w.Body.String()
	assert.Contains(t, text, `"reason": "Audit"`)
	assert.Contains(t, text, `"reason": "Company picnic"`)
	// A region that gets no days has only those of its plan.
	assert.Equal(t, http.StatusOK, post(h, "/v1/suggest", strings.Replace(excluded, `"Bavaria"`, `"Franconia"`, 1)).Code)
	assert.Equal(t, http.StatusOK, post(newHandler(t, httpapi.Options{}), "/v1/suggest", excluded).Code)
	// Campaigns keep to them too.
	campaign := `{"regions": [{"name": "R", "customers": 1, "time_zone": "UTC"}], "window": {"duration": "1h"}, "search": {"from": "2026-12-05T00:00:00Z", "to": "2026-12-07T00:00:00Z"}, "campaign": {"tasks": [{"name": "T"}]}}`
	assert.Equal(t, http.StatusUnprocessableEntity, post(h, "/v1/campaign", campaign).Code)
	assert.Equal(t, http.StatusOK, post(newHandler(t, httpapi.Options{}), "/v1/campaign", campaign).Code)
	_, err = httpapi.NewHandler(httpapi.Options{Rules: []scheduler.Rule{{}}})
	require.ErrorContains(t, err, "Options.Rules[0]")
}
