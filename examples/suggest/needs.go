package main

import (
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// needs is what the formats ask for that no plan says, with made-up values.
var needs = []struct{ format, key, options string }{
	{"alertmanager-silence", "alertmanager.", `"alertmanager": {"matchers": [{"name": "service", "value": "db"}]}`},
	{"pagerduty", "pagerduty.", `"pagerduty": {"services": ["PABC123"]}`},
	{"datadog", "datadog.", `"datadog": {"scope": "env:prod", "monitor_tags": ["team:db"]}`},
	{"argocd-sync-window", "argocd.", `"argocd": {"project": "shop", "applications": ["*"]}`},
	{"ical-invitation", "invitation.", `"invitation": {"organizer": "noc@example.com", "attendees": ["ops@example.com"], "alarm_minutes": [1440, 15]}`},
	{"maintnote", "maintnote.", `"maintnote": {"provider": "example.com", "account": "137", "organizer": "noc@example.com", "objects": [{"id": "circuit-1"}]}`},
	{"opsgenie", "opsgenie.", `"opsgenie": {"integrations": ["4513b7ea-3b91-438f-b7e4-e3e54af9147c"]}`},
	{"newrelic-muting-rule", "newrelic.", `"newrelic": {"account_id": 1234567, "conditions": [{"attribute": "policyName", "operator": "EQUALS", "values": ["db"]}]}`},
	{"incident-io", "incident_io.", `"incident_io": {"lead": "ops-lead@example.com", "conditions": [{"subject": "alert.title", "operation": "contains", "value": "db"}]}`},
	{"incident-io-status-page", "incident_io.", `"incident_io": {"status_page": "01FCNDV6P870EA6S7TK1DSYDG0", "components": ["01FCNDV6P870EA6S7TK1DSYDG2"]}`},
	{"zabbix", "zabbix.", `"zabbix": {"groups": ["4"]}`},
	{"icinga", "icinga.", `"icinga": {"filter": "\"db\" in host.groups"}`},
	{"jira", "jira.", `"jira": {"project": "OPS"}`},
	{"kubernetes-cronjob", "cronjob.", `"cronjob": {"namespace": "ops", "image": "registry.example.com/maintenance:1", "command": ["/run.sh"]}`},
}

// needError is that an export lacks such options. Its text tells what to add.
type needError struct {
	scheduler.FieldErrors
	options []string
}

func (e *needError) Unwrap() error { return e.FieldErrors }

// hint says what to add, with an example.
func (e *needError) hint() string {
	return "\nSave this as options.json, put in your own values, and add -export-options options.json:\n\n  {" + strings.Join(e.options, ",\n   ") + "}\n"
}

// lacking returns the faults of exports, with what to add if it is that.
func lacking(faults scheduler.FieldErrors) error {
	var options []string
	for _, n := range needs {
		for _, f := range faults {
			if strings.HasPrefix(f.Path, "-export "+n.format+": "+n.key) {
				options = append(options, n.options)
				break
			}
		}
	}
	if options == nil {
		return faults
	}
	return &needError{faults, options}
}
