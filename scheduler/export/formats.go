package export

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/quietwindow/quietwindow/scheduler"
)

// Format is one target and the form it reads.
type Format struct {
	// Name is what Export is called with: lower-case letters and hyphens.
	Name string
	// MediaType is that of Output.Bytes, and Extension the usual end of a file's name, with its dot.
	MediaType string
	Extension string
	// Description is one sentence for people; its form may change.
	Description string
	// Endpoint says where a body goes, for bodies of requests; empty for files. Braces mark what the
	// caller fills in.
	Endpoint string
	// PerWindow reports whether there is one body for each window, in their order, or one for all.
	PerWindow bool
}

// The forms of text that bodies have.
const (
	mediaCalendar = "text/calendar; charset=utf-8"
	mediaJSON     = "application/json"
	mediaYAML     = "application/yaml"
)

// Formats returns all formats, in a fixed order. The slice is the caller's own.
func Formats() []Format {
	out := make([]Format, len(targets))
	for i, t := range targets {
		out[i] = t.format
	}
	return out
}

// targets is never changed.
var targets = [...]struct {
	format Format
	export func(*job)
}{
	{Format{"ical", mediaCalendar, ".ics", "An iCalendar file with one event in UTC for each window.", "", false}, exportICal},
	{Format{"alertmanager-silence", mediaJSON, ".json", "A Prometheus Alertmanager silence for each window.", "POST /api/v2/silences", true}, exportSilence},
	{Format{"alertmanager-time-intervals", mediaYAML, ".yml", "An Alertmanager time interval, to be muted in a route.", "", false}, exportTimeIntervals},
	{Format{"grafana-mute-timing", mediaJSON, ".json", "A Grafana mute timing.", "POST /api/v1/provisioning/mute-timings", false}, exportMuteTiming},
	{Format{"statuspage", mediaJSON, ".json", "A scheduled maintenance of Atlassian Statuspage for each window.", "POST https://api.statuspage.io/v1/pages/{page_id}/incidents", true}, exportStatuspage},
	{Format{"pagerduty", mediaJSON, ".json", "A PagerDuty maintenance window for each window.", "POST https://api.pagerduty.com/maintenance_windows", true}, exportPagerDuty},
	{Format{"datadog", mediaJSON, ".json", "A one-time Datadog downtime for each window.", "POST https://api.datadoghq.com/api/v2/downtime", true}, exportDatadog},
	{Format{"argocd-sync-window", mediaYAML, ".yaml", "A merge patch of an Argo CD project with a sync window for each window.", "", false}, exportArgoCD},
	{Format{"gke-maintenance-exclusion", mediaJSON, ".json", "A GKE maintenance policy with an exclusion for each window.", "POST https://container.googleapis.com/v1/projects/{project}/locations/{location}/clusters/{cluster}:setMaintenancePolicy", false}, exportGKE},
	{Format{"aws-ssm-maintenance-window", mediaJSON, ".json", "An AWS Systems Manager maintenance window for each window, as input of create-maintenance-window.", "CreateMaintenanceWindow", true}, exportSSM},
	{Format{"kubernetes-cronjob", mediaYAML, ".yaml", "A Kubernetes CronJob that starts a container when a window begins.", "", true}, exportCronJob},
	{Format{"ical-invitation", mediaCalendar, ".ics", "An invitation to each window, with an organizer, attendees, alarms and the clocks of a zone.", "", true}, exportInvitation},
	{Format{"maintnote", mediaCalendar, ".ics", "A notice of circuit maintenance by the network operators' standard MAINTNOTE.", "", false}, exportMaintnote},
	{Format{"gitlab-deploy-freeze", mediaJSON, ".json", "A GitLab deploy freeze for each window.", "POST /api/v4/projects/{id}/freeze_periods", true}, exportGitLab},
	{Format{"opsgenie", mediaJSON, ".json", "An Opsgenie maintenance for each window.", "POST https://api.opsgenie.com/v1/maintenance", true}, exportOpsgenie},
	{Format{"newrelic-muting-rule", mediaJSON, ".json", "A New Relic muting rule that runs once, for each window.", "POST https://api.newrelic.com/graphql", true}, exportNewRelic},
	{Format{"incident-io", mediaJSON, ".json", "An incident.io maintenance window for each window: its alerts are not routed.", "POST https://api.incident.io/v1/maintenance_windows", true}, exportIncidentIO},
	{Format{"incident-io-status-page", mediaJSON, ".json", "A maintenance on a status page of incident.io for each window.", "POST https://api.incident.io/v2/status_page_maintenances", true}, exportIncidentIOPage},
	{Format{"zabbix", mediaJSON, ".json", "A Zabbix maintenance for each window.", "POST /api_jsonrpc.php", true}, exportZabbix},
	{Format{"icinga", mediaJSON, ".json", "An Icinga downtime for each window.", "POST /v1/actions/schedule-downtime", true}, exportIcinga},
	{Format{"jira", mediaJSON, ".json", "A change request in Jira for each window.", "POST /rest/api/2/issue", true}, exportJira},
	{Format{"servicenow", mediaJSON, ".json", "A change request in ServiceNow for each window.", "POST /api/now/table/change_request", true}, exportServiceNow},
	{Format{"slack", mediaJSON, ".json", "A Slack message with the windows on the clocks of each reader.", "POST https://slack.com/api/chat.postMessage", false}, exportSlack},
	{Format{"teams", mediaJSON, ".json", "A Microsoft Teams card with the windows on the clocks of each reader.", "POST {webhook of a workflow}", false}, exportTeams},
}

// Output is a maintenance in one format.
type Output struct {
	Format Format
	// Bodies are one for each window where Format.PerWindow is set, else exactly one. Each ends with a
	// line break.
	Bodies [][]byte
	// Notes say what the target cannot express, or what is left to do by hand, in the order of the
	// windows; nil where there is nothing to say.
	Notes []Note
}

// Bytes returns all bodies as one file: a single body as it is, several of JSON as one JSON array,
// several of YAML as the documents of one stream, several calendars one after the other.
func (o Output) Bytes() []byte {
	if len(o.Bodies) == 1 {
		return slices.Clone(o.Bodies[0])
	}
	if o.Format.MediaType == mediaYAML {
		return bytes.Join(o.Bodies, []byte("---\n"))
	}
	if o.Format.MediaType == mediaCalendar {
		return bytes.Join(o.Bodies, nil)
	}
	list := make([]json.RawMessage, len(o.Bodies))
	for i, b := range o.Bodies {
		list[i] = b
	}
	return encodeJSON(list)
}

// Export writes m in the format of that name. What is refused, an unknown name among it, is told all at
// once, as scheduler.FieldErrors in the order of the fields; the output is then empty. Cost: linear in
// the windows and the texts.
func Export(name string, m Maintenance) (Output, error) {
	at := slices.IndexFunc(Formats(), func(f Format) bool { return f.Name == name })
	if at < 0 {
		expected := "one of " + targets[0].format.Name
		for _, t := range targets[1:] {
			expected += ", " + t.format.Name
		}
		return Output{}, scheduler.FieldErrors{{Path: "format", Value: clip(name), Expected: expected}}
	}
	j := &job{m: m}
	j.m.Description = tidy(m.Description)
	j.check()
	// Exporters rely on what check has found sound, so they look at their own options only after it.
	if len(j.faults) == 0 {
		j.noteClocks()
		targets[at].export(j)
	}
	if len(j.faults) > 0 {
		return Output{}, j.faults
	}
	slices.SortStableFunc(j.notes, func(a, b Note) int { return a.Window - b.Window })
	return Output{Format: targets[at].format, Bodies: j.bodies, Notes: j.notes}, nil
}

// job is one export under way.
type job struct {
	m      Maintenance
	faults scheduler.FieldErrors
	notes  []Note
	bodies [][]byte
}

func (j *job) fault(path string, value any, expected string) {
	j.faults = append(j.faults, &scheduler.FieldError{Path: path, Value: value, Expected: expected})
}

// body adds a body; it is dropped where there are faults.
func (j *job) body(b []byte) { j.bodies = append(j.bodies, b) }

// encodeJSON returns v as JSON, indented by two spaces. <, > and & stand for themselves: no body is
// part of a web page. It panics on what cannot be encoded, which no data can bring about.
func encodeJSON(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		panic(err)
	}
	return b.Bytes()
}
