package export_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// paths returns the fields that an error names.
func paths(t *testing.T, err error) []string {
	t.Helper()
	var list scheduler.FieldErrors
	require.True(t, errors.As(err, &list), "%v", err)
	var out []string
	for _, f := range list {
		assert.NotEmpty(t, f.Expected)
		out = append(out, f.Path)
	}
	return out
}

func one(start, end string) []export.Window { return []export.Window{window(start, end)} }

func TestRefusesWhatNoTargetTakes(t *testing.T) {
	for _, test := range []struct {
		name  string
		alter func(*export.Maintenance)
		want  []string
	}{
		{"nothing at all", func(m *export.Maintenance) { *m = export.Maintenance{} }, []string{"id", "title", "windows", "stamp"}},
		{"id in capitals", func(m *export.Maintenance) { m.ID = "DB" }, []string{"id"}},
		{"id with a line break", func(m *export.Maintenance) { m.ID = "a\nb" }, []string{"id"}},
		{"id that ends with a hyphen", func(m *export.Maintenance) { m.ID = "a-" }, []string{"id"}},
		{"id too long", func(m *export.Maintenance) { m.ID = strings.Repeat("a", 41) }, []string{"id"}},
		{"title of two lines", func(m *export.Maintenance) { m.Title = "a\r\nEND:VEVENT" }, []string{"title"}},
		{"title of spaces", func(m *export.Maintenance) { m.Title = "  " }, []string{"title"}},
		{"title with a space at its end", func(m *export.Maintenance) { m.Title = "a " }, []string{"title"}},
		{"title too long", func(m *export.Maintenance) { m.Title = strings.Repeat("ä", export.MaxTitle+1) }, []string{"title"}},
		{"title with a line separator", func(m *export.Maintenance) { m.Title = "a\u2028b" }, []string{"title"}},
		{"title with NEL, a line break in YAML 1.1", func(m *export.Maintenance) { m.Title = "a\u0085b" }, []string{"title"}},
		{"title that is no text", func(m *export.Maintenance) { m.Title = "\xff" }, []string{"title"}},
		{"description with a lone CR", func(m *export.Maintenance) { m.Description = "a\rb" }, []string{"description"}},
		{"description with an escape", func(m *export.Maintenance) { m.Description = "\x1b[31m" }, []string{"description"}},
		{"description too long", func(m *export.Maintenance) { m.Description = strings.Repeat("a", export.MaxDescription+1) }, []string{"description"}},
		{"url that runs a script", func(m *export.Maintenance) { m.URL = "javascript:alert(1)" }, []string{"url"}},
		{"url with a line break", func(m *export.Maintenance) { m.URL = "https://a.example/\r\nX:y" }, []string{"url"}},
		{"url without a host", func(m *export.Maintenance) { m.URL = "https:///a" }, []string{"url"}},
		{"no windows", func(m *export.Maintenance) { m.Windows = nil }, []string{"windows"}},
		{"too many windows", func(m *export.Maintenance) { m.Windows = make([]export.Window, export.MaxWindows+1) }, []string{"windows"}},
		{"empty window", func(m *export.Maintenance) { m.Windows = one("2026-12-05T03:00:00Z", "2026-12-05T03:00:00Z") }, []string{"windows[0].end"}},
		{"zero window", func(m *export.Maintenance) { m.Windows = make([]export.Window, 1) }, []string{"windows[0].start", "windows[0].end"}},
		{"fraction of a second", func(m *export.Maintenance) { m.Windows = one("2026-12-05T03:00:00.5Z", "2026-12-05T04:00:00Z") }, []string{"windows[0].start"}},
		{"window too long", func(m *export.Maintenance) { m.Windows = one("2026-12-05T03:00:00Z", "2027-01-05T03:00:01Z") }, []string{"windows[0].end"}},
		{"window of an age", func(m *export.Maintenance) { m.Windows = one("1970-01-01T00:00:00Z", "2999-01-01T00:00:00Z") }, []string{"windows[0].end"}},
		{"windows overlap", func(m *export.Maintenance) {
			m.Windows = append(m.Windows, window("2027-03-28T02:59:59Z", "2027-03-28T04:00:00Z"))
		}, []string{"windows[2].start"}},
		{"key twice", func(m *export.Maintenance) { m.Windows[0].Key = "2" }, []string{"windows[1].key"}},
		{"key of other characters", func(m *export.Maintenance) { m.Windows[0].Key = "a;b" }, []string{"windows[0].key"}},
		{"sequence below 0", func(m *export.Maintenance) { m.Sequence = -1 }, []string{"sequence"}},
		{"unknown status", func(m *export.Maintenance) { m.Status = 9 }, []string{"status"}},
		{"creator of two lines", func(m *export.Maintenance) { m.CreatedBy = "a\nb" }, []string{"created_by"}},
		{"no stamp", func(m *export.Maintenance) { m.Stamp = time.Time{} }, []string{"stamp"}},
		{"zone without a name", func(m *export.Maintenance) {
			m.Locations = []*time.Location{nil, time.Local, time.FixedZone("X", 1)}
		}, []string{"locations[0]", "locations[1]", "locations[2]"}},
		{"too many zones", func(m *export.Maintenance) { m.Locations = make([]*time.Location, export.MaxList+1) }, []string{"locations"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, f := range export.Formats() {
				m := upgrade()
				test.alter(&m)
				out, err := export.Export(f.Name, m)
				require.Equal(t, test.want, paths(t, err), f.Name)
				require.Empty(t, out.Bodies)
			}
		})
	}
}

func TestRefusesWhatItsTargetGetsWrong(t *testing.T) {
	options := func(alter func(*export.Options)) func(*export.Maintenance) {
		return func(m *export.Maintenance) { alter(&m.Options) }
	}
	many := func(n int) func(*export.Maintenance) {
		return func(m *export.Maintenance) {
			m.Windows = nil
			for i := range n {
				start := at("2026-12-05T03:00:00Z").Add(time.Duration(i) * time.Hour)
				m.Windows = append(m.Windows, export.Window{Interval: calendar.Interval{Start: start, End: start.Add(time.Minute)}})
			}
		}
	}
	windows := func(start, end string) func(*export.Maintenance) {
		return func(m *export.Maintenance) { m.Windows = one(start, end) }
	}
	for _, test := range []struct {
		format string
		name   string
		alter  func(*export.Maintenance)
		want   []string
	}{
		{"nothing", "unknown format", func(*export.Maintenance) {}, []string{"format"}},
		{"ical", "color", options(func(o *export.Options) { o.Calendar.Color = "red\r\nX:y" }), []string{"calendar.color"}},
		{"ical", "space as color", options(func(o *export.Options) { o.Calendar.Color = "red green" }), []string{"calendar.color"}},
		{"ical", "name", options(func(o *export.Options) { o.Calendar.Name = "a\nb" }), []string{"calendar.name"}},
		{"ical", "name that is escaped", options(func(o *export.Options) { o.Calendar.Name = "Acme, Inc." }), []string{"calendar.name"}},
		{"ical", "refresh", options(func(o *export.Options) { o.Calendar.Refresh = time.Second }), []string{"calendar.refresh"}},
		{"alertmanager-silence", "no matchers", options(func(o *export.Options) { o.Alertmanager.Matchers = nil }), []string{"alertmanager.matchers"}},
		{"alertmanager-silence", "silences everything", options(func(o *export.Options) {
			o.Alertmanager.Matchers = []export.Matcher{{Name: "a", Value: ".*", Regex: true}, {Name: "b", Value: "x", Not: true}, {Name: "c"}}
		}), []string{"alertmanager.matchers"}},
		{"alertmanager-silence", "matchers", options(func(o *export.Options) {
			o.Alertmanager.Matchers = []export.Matcher{{Name: "a-b", Value: "x"}, {Name: "a", Value: "x\ny"}, {Name: "a", Value: "(", Regex: true}}
		}), []string{"alertmanager.matchers[0].name", "alertmanager.matchers[1].value", "alertmanager.matchers[2].value"}},
		{"alertmanager-silence", "nobody", func(m *export.Maintenance) { m.CreatedBy = "" }, []string{"created_by"}},
		{"alertmanager-silence", "over", func(m *export.Maintenance) { m.Stamp = at("2026-12-05T05:00:00Z") }, []string{"windows[0].end"}},
		{"statuspage", "begun", func(m *export.Maintenance) { m.Stamp = at("2026-12-05T03:00:00Z") }, []string{"windows[0].start"}},
		{"statuspage", "component", options(func(o *export.Options) { o.Statuspage.Components = []string{""} }), []string{"statuspage.components[0]"}},
		{"pagerduty", "no services", options(func(o *export.Options) { o.PagerDuty.Services = nil }), []string{"pagerduty.services"}},
		{"pagerduty", "over", func(m *export.Maintenance) { m.Stamp = at("2026-12-05T05:00:00Z") }, []string{"windows[0].end"}},
		{"datadog", "no scope, no monitor", options(func(o *export.Options) { o.Datadog = export.DatadogOptions{} }), []string{"datadog.scope", "datadog.monitor_id"}},
		{"datadog", "both monitors", options(func(o *export.Options) { o.Datadog.MonitorID = 5 }), []string{"datadog.monitor_id"}},
		{"datadog", "zone", options(func(o *export.Options) { o.Datadog.DisplayZone = "EST" }), []string{"datadog.display_zone"}},
		{"datadog", "begun", func(m *export.Maintenance) { m.Stamp = at("2026-12-05T03:00:00Z") }, []string{"windows[0].start"}},
		{"argocd-sync-window", "for nothing", options(func(o *export.Options) { o.ArgoCD = export.ArgoCDOptions{Project: "A"} }), []string{"argocd.project", "argocd.applications"}},
		{"argocd-sync-window", "less than a minute allowed", func(m *export.Maintenance) {
			m.Options.ArgoCD.Allow = true
			m.Windows = one("2026-12-05T03:00:01Z", "2026-12-05T03:01:59Z")
		}, []string{"windows[0].end"}},
		{"argocd-sync-window", "two years ahead", windows("2027-12-05T03:00:00Z", "2027-12-05T04:00:00Z"), []string{"windows[0].start"}},
		{"argocd-sync-window", "past", func(m *export.Maintenance) { m.Stamp = at("2026-12-05T03:00:00Z") }, []string{"windows[0].start"}},
		{"gke-maintenance-exclusion", "longer than 30 days", windows("2026-12-05T03:00:00Z", "2027-01-04T03:00:01Z"), []string{"windows[0].end"}},
		{"gke-maintenance-exclusion", "too many", many(21), []string{"windows"}},
		{"gke-maintenance-exclusion", "scope", options(func(o *export.Options) { o.GKE.Scope = "NONE" }), []string{"gke.scope"}},
		{"aws-ssm-maintenance-window", "59 minutes", windows("2026-12-05T03:00:00Z", "2026-12-05T03:59:59Z"), []string{"windows[0].end"}},
		{"aws-ssm-maintenance-window", "more than a day", windows("2026-12-05T03:00:00Z", "2026-12-06T03:00:01Z"), []string{"windows[0].end"}},
		{"aws-ssm-maintenance-window", "cutoff as long as the window", options(func(o *export.Options) { o.SSM.Cutoff = 2 }), []string{"ssm.cutoff"}},
		{"aws-ssm-maintenance-window", "begun", func(m *export.Maintenance) { m.Stamp = at("2026-12-05T03:00:00Z") }, []string{"windows[0].start"}},
		{"kubernetes-cronjob", "nothing to run", options(func(o *export.Options) { o.CronJob = export.CronJobOptions{Namespace: "A", TimeZone: "Local"} }), []string{"cronjob.namespace", "cronjob.image", "cronjob.time_zone"}},
		{"kubernetes-cronjob", "arguments", options(func(o *export.Options) { o.CronJob.Args = []string{"a", "\x00"} }), []string{"cronjob.args[1]"}},
		{"kubernetes-cronjob", "seconds", windows("2026-12-05T03:00:01Z", "2026-12-05T04:00:00Z"), []string{"windows[0].start"}},
		{"kubernetes-cronjob", "nine seconds", windows("2026-12-05T03:00:00Z", "2026-12-05T03:00:09Z"), []string{"windows[0].end"}},
		{"ical-invitation", "nobody invites nobody", options(func(o *export.Options) { o.Invitation = export.InvitationOptions{} }), []string{"invitation.organizer", "invitation.attendees"}},
		{"ical-invitation", "addresses", options(func(o *export.Options) {
			o.Invitation.Organizer, o.Invitation.Attendees, o.Invitation.Name = "a@b\r\nX:y", []string{"a", "ä@b.example", "a@b@c"}, `"x"`
		}), []string{"invitation.organizer", "invitation.name", "invitation.attendees[0]", "invitation.attendees[1]", "invitation.attendees[2]"}},
		{"ical-invitation", "alarms and zone", options(func(o *export.Options) {
			o.Invitation.AlarmMinutes, o.Invitation.TimeZone = []int{-1, 0, 44_641}, "EST"
		}), []string{"invitation.alarm_minutes[0]", "invitation.alarm_minutes[2]", "invitation.time_zone"}},
		// Berlin reads 02:30 twice on 2027-10-31.
		{"ical-invitation", "a reading that comes twice", windows("2027-10-31T00:30:00Z", "2027-10-31T01:30:00Z"), []string{"windows[0].start", "windows[0].end"}},
		{"maintnote", "nothing said", options(func(o *export.Options) { o.Maintnote = export.MaintnoteOptions{} }), []string{"maintnote.provider", "maintnote.account", "maintnote.organizer", "maintnote.objects"}},
		{"maintnote", "words", options(func(o *export.Options) {
			o.Maintnote.Impact, o.Maintnote.State, o.Maintnote.Objects = "BAD", "DONE", []export.MaintnoteObject{{ID: "", Impact: "outage"}}
		}), []string{"maintnote.impact", "maintnote.state", "maintnote.objects[0].id", "maintnote.objects[0].impact"}},
		{"gitlab-deploy-freeze", "two years ahead", windows("2028-12-05T03:00:00Z", "2028-12-05T04:00:00Z"), []string{"windows[0].start", "windows[0].start"}},
		{"opsgenie", "nothing", options(func(o *export.Options) { o.Opsgenie = export.OpsgenieOptions{} }), []string{"opsgenie.integrations"}},
		{"opsgenie", "begun", func(m *export.Maintenance) { m.Stamp = at("2026-12-05T03:00:00Z") }, []string{"windows[0].start"}},
		{"newrelic-muting-rule", "mutes everything", options(func(o *export.Options) { o.NewRelic = export.NewRelicOptions{} }), []string{"newrelic.account_id", "newrelic.conditions"}},
		{"newrelic-muting-rule", "condition", options(func(o *export.Options) { o.NewRelic.Conditions = []export.NewRelicCondition{{Operator: "LIKE"}} }), []string{"newrelic.conditions[0].attribute", "newrelic.conditions[0].operator", "newrelic.conditions[0].values"}},
		{"incident-io", "nothing", options(func(o *export.Options) { o.IncidentIO = export.IncidentIOOptions{} }), []string{"incident_io.lead", "incident_io.conditions"}},
		{"incident-io", "conditions", options(func(o *export.Options) {
			o.IncidentIO.Conditions = []export.IncidentIOCondition{{}, {Subject: "alert.title", Operation: "one_of", Value: "a", Values: []string{"b"}}}
		}), []string{"incident_io.conditions[0].subject", "incident_io.conditions[0].operation", "incident_io.conditions[1].values"}},
		{"incident-io", "two ends", options(func(o *export.Options) { o.IncidentIO.Reroute, o.IncidentIO.Resolve = true, true }), []string{"incident_io.resolve"}},
		{"incident-io", "over", func(m *export.Maintenance) { m.Stamp = at("2026-12-05T05:00:00Z") }, []string{"windows[0].end"}},
		{"incident-io-status-page", "nothing", options(func(o *export.Options) { o.IncidentIO = export.IncidentIOOptions{} }), []string{"incident_io.status_page", "incident_io.components"}},
		{"zabbix", "nothing", options(func(o *export.Options) { o.Zabbix = export.ZabbixOptions{} }), []string{"zabbix.groups"}},
		{"zabbix", "names for ids", options(func(o *export.Options) { o.Zabbix = export.ZabbixOptions{Groups: []string{"db"}, Hosts: []string{""}} }), []string{"zabbix.groups[0]", "zabbix.hosts[0]"}},
		{"icinga", "nothing", func(m *export.Maintenance) { m.Options.Icinga, m.CreatedBy = export.IcingaOptions{}, "" }, []string{"icinga.filter", "created_by"}},
		{"jira", "fields", options(func(o *export.Options) {
			o.Jira = export.JiraOptions{Project: "ops", StartField: "start", EndField: "customfield_"}
		}), []string{"jira.project", "jira.start_field", "jira.end_field"}},
		{"servicenow", "type", options(func(o *export.Options) { o.ServiceNow.Type = "urgent" }), []string{"servicenow.type"}},
		{"slack", "too many", many(41), []string{"windows"}},
		{"teams", "too long", func(m *export.Maintenance) { m.Description = strings.Repeat("😀", 7_500) }, []string{"description"}},
		// Berlin reads 02:30 twice on 2027-10-31: at 00:30 and at 01:30 UTC.
		{"kubernetes-cronjob", "first 02:30 in Berlin", func(m *export.Maintenance) {
			m.Windows = one("2027-10-31T00:30:00Z", "2027-10-31T01:00:00Z")
			m.Stamp = at("2027-01-01T00:00:00Z")
			m.Options.CronJob.TimeZone = "Europe/Berlin"
		}, []string{"windows[0].start"}},
		{"kubernetes-cronjob", "second 02:30 in Berlin", func(m *export.Maintenance) {
			m.Windows = one("2027-10-31T01:30:00Z", "2027-10-31T02:00:00Z")
			m.Stamp = at("2027-01-01T00:00:00Z")
			m.Options.CronJob.TimeZone = "Europe/Berlin"
		}, []string{"windows[0].start"}},
		// Santiago has no midnight on 2027-09-05: clocks go from 23:59 to 01:00 at 04:00 UTC.
		{"kubernetes-cronjob", "the evening before a day without midnight", func(m *export.Maintenance) {
			m.Windows = one("2027-09-05T02:14:00Z", "2027-09-05T03:00:00Z")
			m.Options.CronJob.TimeZone = "America/Santiago"
		}, []string{"windows[0].start"}},
		// At 03:00:00 UTC on 2026-11-22 the schedule of 2027-11-22 03:00 has yet to fire for 2026.
		{"kubernetes-cronjob", "a year ahead", func(m *export.Maintenance) {
			m.Windows = one("2027-11-22T03:00:00Z", "2027-11-22T04:00:00Z")
			m.Stamp = at("2026-11-22T02:59:59Z")
		}, []string{"windows[0].start"}},
		{"kubernetes-cronjob", "29 February more than a year ahead", func(m *export.Maintenance) {
			m.Windows = one("2028-02-29T03:00:00Z", "2028-02-29T04:00:00Z")
			m.Stamp = at("2027-02-28T02:59:59Z")
		}, []string{"windows[0].start"}},
	} {
		t.Run(test.format+" "+test.name, func(t *testing.T) {
			m := upgrade()
			test.alter(&m)
			_, err := export.Export(test.format, m)
			require.Equal(t, test.want, paths(t, err))
		})
	}
}

// TestTakes has the neighbours of what is refused.
func TestTakes(t *testing.T) {
	for _, test := range []struct {
		format, start, end, stamp, zone string
	}{
		{"kubernetes-cronjob", "2027-11-22T03:00:00Z", "2027-11-22T04:00:00Z", "2026-11-22T03:00:00Z", ""},
		{"kubernetes-cronjob", "2028-02-29T03:00:00Z", "2028-02-29T04:00:00Z", "2027-02-28T03:00:00Z", ""},
		{"kubernetes-cronjob", "2027-10-29T00:59:00Z", "2027-10-29T02:00:00Z", "2027-01-01T00:00:00Z", "Europe/Berlin"},
		{"kubernetes-cronjob", "2027-11-02T01:00:00Z", "2027-11-02T03:00:00Z", "2027-01-01T00:00:00Z", "Europe/Berlin"},
		{"gke-maintenance-exclusion", "2026-12-05T03:00:00Z", "2027-01-04T03:00:00Z", "2026-11-22T00:00:00Z", ""},
		{"aws-ssm-maintenance-window", "2026-12-05T03:00:00Z", "2026-12-06T03:00:00Z", "2026-11-22T00:00:00Z", ""},
		{"alertmanager-silence", "2026-12-05T03:00:00Z", "2026-12-05T04:00:00Z", "2026-12-05T03:59:59Z", ""},
		{"pagerduty", "2026-12-05T03:00:00Z", "2026-12-05T04:00:00Z", "2026-12-05T03:59:59Z", ""},
		{"ical", "1970-01-01T00:00:00Z", "1970-02-01T00:00:00Z", "2999-12-31T23:59:59Z", ""},
	} {
		t.Run(test.format+" "+test.start, func(t *testing.T) {
			m := upgrade()
			m.Windows, m.Stamp = one(test.start, test.end), at(test.stamp)
			m.Options.CronJob.TimeZone = test.zone
			out, err := export.Export(test.format, m)
			require.NoError(t, err)
			require.Len(t, out.Bodies, 1)
		})
	}
}

// TestOnlyCalendarsAndMessagesKnowOtherStatuses keeps a tentative window from being acted on.
func TestOnlyCalendarsAndMessagesKnowOtherStatuses(t *testing.T) {
	for _, status := range []export.Status{export.StatusTentative, export.StatusCancelled} {
		m := upgrade()
		m.Status = status
		out, err := export.Export("ical", m)
		require.NoError(t, err)
		require.Equal(t, len(m.Windows), strings.Count(string(out.Bytes()), fmt.Sprintf("\r\nSTATUS:%s\r\n", status)))
		word := map[export.Status]string{export.StatusTentative: "\"Tentative: Database", export.StatusCancelled: "\"Cancelled: Database"}[status]
		for name, says := range map[string]string{
			"ical-invitation": "\r\nSTATUS:" + status.String() + "\r\n", "maintnote": "\r\nX-MAINTNOTE-STATUS:" + status.String() + "\r\n", "slack": word, "teams": word,
		} {
			out, err := export.Export(name, m)
			require.NoError(t, err)
			require.Contains(t, string(out.Bytes()), says, name)
		}
		for _, f := range export.Formats() {
			if slices.Contains([]string{"ical", "ical-invitation", "maintnote", "slack", "teams"}, f.Name) {
				continue
			}
			_, err := export.Export(f.Name, m)
			require.Equal(t, []string{"status"}, paths(t, err), f.Name)
		}
	}
}
