package ticketcheck

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/export"
)

// The two requests field by field, as incident.io's documentation has them (read in November 2026), with the required ones marked. Neither the
// module proxy nor npm has a client of theirs, so the lists stand here.
type (
	// https://docs.incident.io/api-reference/maintenancewindows-v1/create
	incidentWindow struct {
		Groups      []conditionGroup `json:"alert_condition_groups" required:"yes"`
		End         time.Time        `json:"end_at" required:"yes"`
		Lead        userReference    `json:"lead" required:"yes"`
		Name        string           `json:"name" required:"yes"`
		Sidebar     bool             `json:"show_in_sidebar" required:"yes"`
		Start       time.Time        `json:"start_at" required:"yes"`
		Targets     json.RawMessage  `json:"escalation_targets"`
		Incident    string           `json:"incident_id"`
		Message     string           `json:"notification_message"`
		Channels    json.RawMessage  `json:"notify_channels"`
		BeforeEnd   int              `json:"notify_end_minutes_before"`
		BeforeStart int              `json:"notify_start_minutes_before"`
		Teams       []string         `json:"owning_team_ids"`
		Reroute     bool             `json:"reroute_on_end"`
		Resolve     bool             `json:"resolve_on_end"`
	}
	conditionGroup struct {
		Conditions []condition `json:"conditions" required:"yes"`
	}
	condition struct {
		Operation string    `json:"operation" required:"yes"`
		Bindings  []binding `json:"param_bindings" required:"yes"`
		Subject   string    `json:"subject" required:"yes"`
	}
	binding struct {
		Values []bound `json:"array_value"`
		Value  *bound  `json:"value"`
	}
	bound struct {
		Literal   string `json:"literal"`
		Reference string `json:"reference"`
	}
	userReference struct {
		Email string `json:"email"`
		ID    string `json:"id"`
		Slack string `json:"slack_user_id"`
	}
	// https://docs.incident.io/api-reference/status-pages-v2/createstatuspagemaintenance
	incidentPage struct {
		Components []string  `json:"affected_component_ids" required:"yes"`
		End        time.Time `json:"end_at" required:"yes"`
		Key        string    `json:"idempotency_key" required:"yes"`
		Status     string    `json:"maintenance_status" required:"yes"`
		Message    string    `json:"message" required:"yes"`
		Name       string    `json:"name" required:"yes"`
		Notify     bool      `json:"notify_subscribers" required:"yes"`
		Start      time.Time `json:"start_at" required:"yes"`
		Page       string    `json:"status_page_id" required:"yes"`
	}
)

// requireFields fails where a required field of a struct is not in an object.
func requireFields(t *testing.T, object json.RawMessage, of any) {
	t.Helper()
	var fields map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(object, &fields))
	kind := reflect.TypeOf(of)
	for i := range kind.NumField() {
		if f := kind.Field(i); f.Tag.Get("required") == "yes" {
			require.Contains(t, fields, f.Tag.Get("json"))
			require.NotEqual(t, "null", string(fields[f.Tag.Get("json")]), f.Name)
		}
	}
}

func TestIncidentIO(t *testing.T) {
	each(t, "incident-io", func(t *testing.T, m export.Maintenance, i int, body []byte) {
		var b incidentWindow
		strict(t, body, &b)
		requireFields(t, body, b)
		require.True(t, b.Start.Equal(m.Windows[i].Interval.Start))
		require.True(t, b.End.Equal(m.Windows[i].Interval.End))
		require.Equal(t, userReference{Email: "ops@example.com"}, b.Lead)
		require.Contains(t, b.Message, m.Description)
		require.True(t, strings.HasPrefix(b.Name, m.Title))

		var parts struct {
			Groups []struct {
				Conditions []json.RawMessage `json:"conditions"`
			} `json:"alert_condition_groups"`
		}
		require.NoError(t, json.Unmarshal(body, &parts))
		for _, c := range parts.Groups[0].Conditions {
			requireFields(t, c, condition{})
		}
		require.Equal(t, []condition{
			{Subject: "alert.title", Operation: "contains", Bindings: []binding{{Value: &bound{Literal: m.Title}}}},
			{Subject: "alert.priority", Operation: "one_of", Bindings: []binding{{Values: []bound{{Literal: m.Title}, {Literal: "b"}}}}},
			{Subject: "alert.description", Operation: "is_set", Bindings: []binding{}},
		}, b.Groups[0].Conditions)
	})
}

func TestIncidentIOStatusPage(t *testing.T) {
	each(t, "incident-io-status-page", func(t *testing.T, m export.Maintenance, i int, body []byte) {
		var b incidentPage
		strict(t, body, &b)
		requireFields(t, body, b)
		require.True(t, b.Start.Equal(m.Windows[i].Interval.Start))
		require.True(t, b.End.Equal(m.Windows[i].Interval.End))
		require.Contains(t, []string{"maintenance_scheduled", "maintenance_in_progress", "maintenance_complete"}, b.Status)
		require.Equal(t, m.Title, b.Name)
		require.LessOrEqual(t, len([]rune(b.Name)), 200)
		require.Contains(t, b.Message, m.Description)
		require.LessOrEqual(t, len([]rune(b.Message)), 4096)
	})
}
