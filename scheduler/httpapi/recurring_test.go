package httpapi_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/export"
	"github.com/quietwindow/quietwindow/scheduler/httpapi"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// A slot of the answer can be had in every form that holds it, with its own weekday, reading and first start.
func TestSlotExports(t *testing.T) {
	h := newHandler(t, httpapi.Options{})
	slot := example(t, "recurring.json")
	var doc document.RecurringDocument
	require.NoError(t, json.Unmarshal(post(h, "/v1/recurring", slot).Body.Bytes(), &doc))
	require.Len(t, doc.Recurring.Slots, 5)
	for i, s := range doc.Recurring.Slots {
		require.Len(t, s.Starts, s.Occurrences)
		w := post(h, "/v1/recurring/export/ical", `{"plan": `+slot+`, "suggestion": `+string(rune('1'+i))+`}`)
		require.Equal(t, http.StatusOK, w.Code, w.Body)
		assert.Contains(t, w.Body.String(), "DTSTART:"+s.Starts[0].UTC().Format("20060102T150405Z"))
		assert.Contains(t, w.Body.String(), "BYDAY="+strings.ToUpper(s.Weekday[:2]))
	}
	for _, f := range export.RecurringForms() {
		w := post(h, "/v1/recurring/export/"+f.Name+"?notes=true", slot)
		require.Equal(t, http.StatusOK, w.Code, "%s: %s", f.Name, w.Body)
		assert.Contains(t, w.Body.String(), `"notes": [`, f.Name)
		w = post(h, "/v1/recurring/export/"+f.Name, slot)
		assert.Equal(t, f.MediaType, w.Header().Get("Content-Type"))
		assert.Contains(t, w.Header().Get("Content-Disposition"), f.Name+f.Extension)
	}
	for _, test := range []struct {
		path, body string
		status     int
		want       string
	}{
		{"/v1/recurring/export/fax", slot, 404, "aws-elasticache, ssm-cron, kured"},
		{"/v1/recurring/export/ical?suggestion=9", slot, 400, "at most 5: there are no more slots"},
		{"/v1/recurring/export/ical?start=2027-02-06T03:00:00Z", slot, 400, "one of suggestion, notes"},
		{"/v1/recurring/export/ical", `{"plan": ` + slot + `, "export": {"id": "No"}}`, 400, `"/export/id"`},
		{"/v1/recurring/export/aws-rds", strings.Replace(slot, `"every": "week"`, `"every": "week", "time_zone": "Europe/Berlin"`, 1), 400, "a slot in UTC"},
		{"/v1/recurring/export/ical", plan("", ""), 400, "/v1/suggest answers a plan of one window"},
		{"/v1/export/pagerduty", plan("", ""), 400, `"pointer": "/export/options/pagerduty/services"`},
		{"/v1/export/icinga", plan("", ""), 400, `"pointer": "/export/created_by"`},
	} {
		w := post(h, test.path, test.body)
		assert.Equal(t, test.status, w.Code, test.path)
		assert.Contains(t, w.Body.String(), test.want, test.path)
	}
}
