package export_test

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// at reads an instant of a test.
func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func window(start, end string) export.Window {
	return export.Window{Interval: calendar.Interval{Start: at(start), End: at(end)}}
}

func zone(name string) *time.Location {
	loc, err := calendar.LoadZone(name)
	if err != nil {
		panic(err)
	}
	return loc
}

// upgrade is a maintenance that every target accepts: two windows, one of them across midnight and
// across a change of clocks.
func upgrade() export.Maintenance {
	return export.Maintenance{
		ID:          "db-upgrade",
		Title:       "Database upgrade; read-only, then down",
		Description: "First line.\nSecond line with \"quotes\", commas; and a \\.",
		URL:         "https://status.example.com/maintenance?id=7",
		Windows: []export.Window{
			window("2026-12-05T03:00:00Z", "2026-12-05T05:00:00Z"),
			window("2027-03-27T23:00:00Z", "2027-03-28T03:00:00Z"),
		},
		Sequence:  2,
		CreatedBy: "ops@example.com",
		Stamp:     at("2026-11-22T09:30:00Z"),
		Locations: []*time.Location{zone("Europe/Berlin")},
		Options: export.Options{
			Calendar:     export.CalendarOptions{Name: "Acme maintenance", Refresh: 6 * time.Hour, Color: "slateblue"},
			Alertmanager: export.AlertmanagerOptions{Matchers: []export.Matcher{{Name: "service", Value: "db|cache", Regex: true}, {Name: "severity", Value: "info", Not: true}}},
			Statuspage:   export.StatuspageOptions{Components: []string{"gr631q67jn64"}, Notify: true, Remind: true, AutoStart: true},
			PagerDuty:    export.PagerDutyOptions{Services: []string{"PIJ90N7"}},
			Datadog:      export.DatadogOptions{Scope: "env:prod AND service:db", MonitorTags: []string{"team:db"}},
			ArgoCD:       export.ArgoCDOptions{Project: "shop", Applications: []string{"*-prod"}},
			SSM:          export.SSMOptions{Cutoff: 1},
			Invitation:   export.InvitationOptions{Organizer: "noc@example.com", Name: "Acme NOC", Attendees: []string{"ops@example.net", "duty+db@example.org"}, AlarmMinutes: []int{1440, 15}, TimeZone: "Europe/Berlin"},
			Maintnote:    export.MaintnoteOptions{Provider: "example.com", Account: "137.035999173", Impact: "DEGRADED", Organizer: "noc@example.com", Objects: []export.MaintnoteObject{{ID: "circuit-1"}, {ID: "circuit-2; west", Impact: "NO-IMPACT"}}},
			Opsgenie:     export.OpsgenieOptions{Integrations: []string{"4513b7ea-3b91-438f-b7e4-e3e54af9147c"}, Policies: []string{"a8d3c1f0-0e21-4f4e-9f41-0d5f8e1c2b3a"}},
			NewRelic:     export.NewRelicOptions{AccountID: 1234567, Conditions: []export.NewRelicCondition{{Attribute: "policyName", Values: []string{"DB"}}, {Attribute: "tags.env", Operator: "IN", Values: []string{"prod", "canary"}}}},
			IncidentIO: export.IncidentIOOptions{Lead: "ops-lead@example.com", StatusPage: "01FCNDV6P870EA6S7TK1DSYDG0", Components: []string{"01FCNDV6P870EA6S7TK1DSYDG2"}, Notify: true,
				Conditions: []export.IncidentIOCondition{{Subject: "alert.title", Operation: "contains", Value: "db"}, {Subject: "alert.attributes.team", Operation: "one_of", Values: []string{"db", "cache"}}, {Subject: "alert.description", Operation: "is_set"}}},
			Zabbix:     export.ZabbixOptions{Groups: []string{"4"}, Hosts: []string{"10084"}},
			Icinga:     export.IcingaOptions{Filter: "\"db\" in host.groups"},
			Jira:       export.JiraOptions{Project: "OPS", StartField: "customfield_10061", EndField: "customfield_10062"},
			ServiceNow: export.ServiceNowOptions{AssignmentGroup: "Database"},
			Slack:      export.SlackOptions{Channel: "C0123456789"},
			CronJob:    export.CronJobOptions{Namespace: "ops", Image: "registry.example.com/upgrade:1", Command: []string{"/upgrade"}, Args: []string{"--until", "$(WINDOW_END)"}},
		},
	}
}
