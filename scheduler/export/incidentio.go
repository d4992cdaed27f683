package export

import (
	"fmt"
	"strings"
)

// IncidentIOOptions are what incident.io asks for: Lead and Conditions of a maintenance window, which is about alerts; StatusPage and
// Components of a maintenance on a status page, which is for customers.
type IncidentIOOptions struct {
	// Lead is the user who leads the maintenance: an email address or the id of a user.
	Lead string `json:"lead,omitempty"`
	// Conditions choose the alerts of the window: all of them must hold; one at least.
	Conditions []IncidentIOCondition `json:"conditions,omitempty"`
	// Reroute has alerts that are still firing at the end routed again, and Resolve has them resolved. With neither they stay as they are.
	Reroute bool `json:"reroute,omitempty"`
	Resolve bool `json:"resolve,omitempty"`
	// StatusPage is the id of the page, and Components are the ids of what is maintained; one at least.
	StatusPage string   `json:"status_page,omitempty"`
	Components []string `json:"components,omitempty"`
	// Notify tells the subscribers of the page.
	Notify bool `json:"notify,omitempty"`
}

// IncidentIOCondition compares what an alert has, such as alert.title, with one value or with several.
type IncidentIOCondition struct {
	Subject string `json:"subject"`
	// Operation is a word of incident.io, such as contains or one_of, and says whether it takes Value or Values; some take neither.
	Operation string   `json:"operation"`
	Value     string   `json:"value,omitempty"`
	Values    []string `json:"values,omitempty"`
}

type (
	incidentIOBody struct {
		Name    string            `json:"name"`
		Start   string            `json:"start_at"`
		End     string            `json:"end_at"`
		Lead    map[string]string `json:"lead"`
		Groups  []incidentIOGroup `json:"alert_condition_groups"`
		Message string            `json:"notification_message,omitempty"`
		Sidebar bool              `json:"show_in_sidebar"`
		Reroute bool              `json:"reroute_on_end"`
		Resolve bool              `json:"resolve_on_end"`
	}
	incidentIOGroup struct {
		Conditions []incidentIOTest `json:"conditions"`
	}
	incidentIOTest struct {
		Subject   string              `json:"subject"`
		Operation string              `json:"operation"`
		Bindings  []incidentIOBinding `json:"param_bindings"`
	}
	incidentIOBinding struct {
		Value  *incidentIOLiteral  `json:"value,omitempty"`
		Values []incidentIOLiteral `json:"array_value,omitempty"`
	}
	incidentIOLiteral struct {
		Literal string `json:"literal"`
	}
	incidentIOPageBody struct {
		Page       string   `json:"status_page_id"`
		Name       string   `json:"name"`
		Message    string   `json:"message"`
		Status     string   `json:"maintenance_status"`
		Start      string   `json:"start_at"`
		End        string   `json:"end_at"`
		Components []string `json:"affected_component_ids"`
		Notify     bool     `json:"notify_subscribers"`
		Key        string   `json:"idempotency_key"`
	}
)

// incidentIOMessage is the most characters of a message on a status page.
const incidentIOMessage = 4096

// exportIncidentIO writes one maintenance window, which keeps alerts from being routed, per window.
//
// Source, read in November 2026: https://docs.incident.io/api-reference/maintenancewindows-v1/create.
func exportIncidentIO(j *job) {
	o := j.m.Options.IncidentIO
	j.acts("incident.io")
	j.ahead("incident.io")
	j.line("incident_io.lead", o.Lead, 1, MaxTitle)
	if len(o.Conditions) < 1 || len(o.Conditions) > 20 {
		j.fault("incident_io.conditions", fmt.Sprintf("%d entries", len(o.Conditions)), "1 to 20: a window without conditions would take all alerts")
	}
	if o.Reroute && o.Resolve {
		j.fault("incident_io.resolve", true, "not with reroute: an alert that is resolved is not routed again")
	}
	tests := make([]incidentIOTest, len(o.Conditions))
	for i, c := range o.Conditions {
		tests[i] = j.incidentIOTest(fmt.Sprintf("incident_io.conditions[%d]", i), c)
	}
	lead := map[string]string{"id": o.Lead}
	if strings.Contains(o.Lead, "@") {
		lead = map[string]string{"email": o.Lead}
	}
	j.lost("incident.io", "creator", "revision")
	if !o.Reroute && !o.Resolve {
		j.note(NoteByHand, -1, "alerts that are still firing at the end are not routed again: look at them, or set reroute")
	}
	for i, w := range j.m.Windows {
		j.body(encodeJSON(incidentIOBody{
			Name: fmt.Sprintf("%s (%s)", j.m.Title, j.m.name(i)), Start: rfc3339(w.Interval.Start), End: rfc3339(w.Interval.End), Lead: lead,
			Groups: []incidentIOGroup{{tests}}, Message: j.m.about(), Sidebar: true, Reroute: o.Reroute, Resolve: o.Resolve,
		}))
	}
}

// incidentIOTest checks a condition and returns it as incident.io has it.
func (j *job) incidentIOTest(path string, c IncidentIOCondition) incidentIOTest {
	j.line(path+".subject", c.Subject, 1, MaxTitle)
	j.line(path+".operation", c.Operation, 1, MaxTitle)
	j.line(path+".value", c.Value, 0, MaxTitle)
	j.lines(path+".values", c.Values, 0, MaxTitle)
	out := incidentIOTest{c.Subject, c.Operation, []incidentIOBinding{}}
	switch {
	case c.Value != "" && len(c.Values) > 0:
		j.fault(path+".values", fmt.Sprintf("%d entries", len(c.Values)), "value or values, not both")
	case c.Value != "":
		out.Bindings = append(out.Bindings, incidentIOBinding{Value: &incidentIOLiteral{c.Value}})
	case len(c.Values) > 0:
		list := make([]incidentIOLiteral, len(c.Values))
		for i, v := range c.Values {
			list[i] = incidentIOLiteral{v}
		}
		out.Bindings = append(out.Bindings, incidentIOBinding{Values: list})
	}
	return out
}

// exportIncidentIOPage writes one maintenance on a status page per window.
//
// incident.io answers a request whose idempotency_key it has seen with the maintenance that it made then. So the key holds the revision and
// the times: a window that moves under one key would be answered as if it had moved, and stay where it was.
//
// Source, read in November 2026: https://docs.incident.io/api-reference/status-pages-v2/createstatuspagemaintenance.
func exportIncidentIOPage(j *job) {
	o := j.m.Options.IncidentIO
	j.acts("a status page of incident.io")
	j.ahead("a status page of incident.io")
	j.line("incident_io.status_page", o.StatusPage, 1, MaxTitle)
	j.lines("incident_io.components", o.Components, 1, MaxTitle)
	j.lost("a status page of incident.io", "creator", "revision")
	j.note(NoteByHand, -1, "the maintenance ends by an update with maintenance_complete")
	if j.m.Sequence > 0 {
		j.note(NoteByHand, -1, "a revision is a maintenance of its own: take the one before it away")
	}
	if o.Notify {
		j.note(NoteByHand, -1, "incident.io tells no subscriber by this request where a page has more than 1000")
	}
	message := j.m.about()
	if message == "" {
		message = j.m.Title
	}
	message = j.cutRunes("description", message, incidentIOMessage)
	for i, w := range j.m.Windows {
		status := "maintenance_scheduled"
		if !w.Interval.Start.After(j.m.Stamp) {
			status = "maintenance_in_progress"
		}
		j.body(encodeJSON(incidentIOPageBody{
			Page: o.StatusPage, Name: j.m.Title, Message: message, Status: status,
			Start: rfc3339(w.Interval.Start), End: rfc3339(w.Interval.End), Components: o.Components, Notify: o.Notify,
			Key: fmt.Sprintf("%s-%d-%d-%d", j.m.name(i), j.m.Sequence, w.Interval.Start.Unix(), w.Interval.End.Unix()),
		}))
	}
}
