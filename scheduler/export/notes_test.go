package export_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/export"
)

func TestNotes(t *testing.T) {
	for _, test := range []struct {
		name   string
		format string
		alter  func(*export.Maintenance)
		want   export.Note
	}{
		{"drift", "ical", func(m *export.Maintenance) {
			m.Windows = []export.Window{window("2027-03-21T01:00:00Z", "2027-03-21T02:00:00Z"), window("2027-03-28T01:00:00Z", "2027-03-28T02:00:00Z")}
		}, export.Note{Kind: export.NoteDrift, Window: 1, Text: "this window drifts by 1h in local time on 2027-03-28: 03:00 instead of 02:00 in Europe/Berlin, for the same time in UTC"}},
		// Lord Howe moves by half an hour: at 15:00 UTC on 2027-04-03, the local 4th.
		{"drift by half an hour", "ical", func(m *export.Maintenance) {
			m.Locations = []*time.Location{zone("Australia/Lord_Howe")}
			m.Windows = []export.Window{window("2027-04-01T20:00:00Z", "2027-04-01T21:00:00Z"), window("2027-04-08T20:00:00Z", "2027-04-08T21:00:00Z")}
		}, export.Note{Kind: export.NoteDrift, Window: 1, Text: "this window drifts by 30m in local time on 2027-04-04: 06:30 instead of 07:00 in Australia/Lord_Howe, for the same time in UTC"}},
		{"widened", "alertmanager-time-intervals", func(m *export.Maintenance) {
			m.Windows = one("2026-12-05T23:59:30Z", "2026-12-06T00:00:01Z")
		}, export.Note{Kind: export.NoteRounded, Window: 0, Text: "the window is widened to whole minutes, 2026-12-05T23:59:00Z to 2026-12-06T00:01:00Z"}},
		{"denied a little longer", "argocd-sync-window", func(m *export.Maintenance) {
			m.Windows = one("2026-12-05T03:00:30Z", "2026-12-05T04:00:01Z")
		}, export.Note{Kind: export.NoteRounded, Window: 0, Text: "the window is 2026-12-05T03:00:00Z to 2026-12-05T04:01:00Z, in whole minutes"}},
		{"allowed a little shorter", "argocd-sync-window", func(m *export.Maintenance) {
			m.Options.ArgoCD.Allow = true
			m.Windows = one("2026-12-05T03:00:30Z", "2026-12-05T04:00:01Z")
		}, export.Note{Kind: export.NoteRounded, Window: 0, Text: "the window is 2026-12-05T03:01:00Z to 2026-12-05T04:00:00Z, in whole minutes"}},
		{"allow denies the rest", "argocd-sync-window", func(m *export.Maintenance) { m.Options.ArgoCD.Allow = true },
			export.Note{Kind: export.NoteReplaces, Window: -1, Text: "once a window allows syncs, they are denied at all times outside such windows"}},
		{"29 February", "kubernetes-cronjob", func(m *export.Maintenance) {
			m.Stamp = at("2096-01-01T00:00:00Z")
			m.Windows = one("2096-02-29T03:00:00Z", "2096-02-29T04:00:00Z")
		}, export.Note{Kind: export.NoteRepeats, Window: 0, Text: "cron has no years: the job starts again on 2104-02-29 unless it is deleted or suspend is set before"}},
		{"cut hours", "aws-ssm-maintenance-window", func(m *export.Maintenance) {
			m.Windows = one("2026-12-05T03:15:30Z", "2026-12-05T05:15:29Z")
			m.Options.SSM.Cutoff = 0
		}, export.Note{Kind: export.NoteRounded, Window: 0, Text: "the window is cut to 1 whole hour, until 2026-12-05T04:15:30Z"}},
		{"cut description", "aws-ssm-maintenance-window", func(m *export.Maintenance) { m.Description = strings.Repeat("ü", 60) },
			export.Note{Kind: export.NoteLost, Window: -1, Text: "the description is cut to 128 bytes, the most that the target takes"}},
		{"cut title", "argocd-sync-window", func(m *export.Maintenance) { m.Title = strings.Repeat("好", 90) },
			export.Note{Kind: export.NoteLost, Window: -1, Text: "the title is cut to 255 bytes, the most that the target takes"}},
		{"mention", "datadog", func(m *export.Maintenance) { m.Title = "tell @all" },
			export.Note{Kind: export.NoteByHand, Window: -1, Text: "Datadog notifies whom a message names after an @, and the text has one"}},
		{"already begun", "pagerduty", func(m *export.Maintenance) { m.Stamp = at("2026-12-05T03:00:00Z") },
			export.Note{Kind: export.NoteRounded, Window: 0, Text: "a start in the past becomes the time of the request"}},
		{"completes by itself", "statuspage", func(m *export.Maintenance) { m.Options.Statuspage.AutoComplete = true },
			export.Note{Kind: export.NoteByHand, Window: -1, Text: "the page says completed at the announced end, done or not: move scheduled_until if the work overruns"}},
		{"no component", "statuspage", func(m *export.Maintenance) { m.Options.Statuspage.Components = nil },
			export.Note{Kind: export.NoteByHand, Window: -1, Text: "no component is named, so none is shown as under maintenance"}},
		{"freeze in minutes", "gitlab-deploy-freeze", func(m *export.Maintenance) { m.Windows = one("2026-12-05T03:00:30Z", "2026-12-05T04:59:01Z") },
			export.Note{Kind: export.NoteRounded, Window: 0, Text: "the freeze is 2026-12-05T03:00:00Z to 2026-12-05T05:00:00Z, in whole minutes"}},
		{"freeze comes back", "gitlab-deploy-freeze", func(*export.Maintenance) {},
			export.Note{Kind: export.NoteRepeats, Window: 0, Text: "cron has no years: the freeze comes back on 2027-12-05 unless it is deleted before"}},
		{"alerts that go on firing", "incident-io", func(*export.Maintenance) {},
			export.Note{Kind: export.NoteByHand, Window: -1, Text: "alerts that are still firing at the end are not routed again: look at them, or set reroute"}},
		{"revision of a page", "incident-io-status-page", func(*export.Maintenance) {},
			export.Note{Kind: export.NoteByHand, Window: -1, Text: "a revision is a maintenance of its own: take the one before it away"}},
		{"long message", "incident-io-status-page", func(m *export.Maintenance) { m.Description = strings.Repeat("ä", 4097) },
			export.Note{Kind: export.NoteLost, Window: -1, Text: "the description is cut to 4096 characters, the most that the target takes"}},
		{"five minutes at least", "zabbix", func(m *export.Maintenance) { m.Windows = one("2026-12-05T03:00:30Z", "2026-12-05T03:02:00Z") },
			export.Note{Kind: export.NoteRounded, Window: 0, Text: "the maintenance is 2026-12-05T03:00:00Z to 2026-12-05T03:05:00Z, in whole minutes and of five at least"}},
		{"fields to fill in", "jira", func(m *export.Maintenance) { m.Options.Jira.EndField = "" },
			export.Note{Kind: export.NoteByHand, Window: -1, Text: "Jira's fields for the planned times have numbers of their own on every site: name them, or fill them in by hand"}},
		{"long title", "servicenow", func(m *export.Maintenance) { m.Title = strings.Repeat("a", 161) },
			export.Note{Kind: export.NoteLost, Window: -1, Text: "the title is cut to 160 bytes, the most that the target takes"}},
		{"long description of a change", "servicenow", func(m *export.Maintenance) { m.Description, m.URL = strings.Repeat("ä", 4000), "" },
			export.Note{Kind: export.NoteLost, Window: -1, Text: "the description is cut to 3945 characters, the most that the target takes"}},
		{"long description", "slack", func(m *export.Maintenance) { m.Description = strings.Repeat("a", 3001) },
			export.Note{Kind: export.NoteLost, Window: -1, Text: "the description is cut to 3000 characters, the most that the target takes"}},
		{"marks of Teams", "teams", func(m *export.Maintenance) { m.Title = "{{DATE(x)}}" },
			export.Note{Kind: export.NoteByHand, Window: -1, Text: "Teams replaces what stands between {{ and }} where it is a date or a time, and the text has such marks"}},
		{"cancelled invitation", "ical-invitation", func(m *export.Maintenance) { m.Status = export.StatusCancelled },
			export.Note{Kind: export.NoteByHand, Window: -1, Text: "send each body as text/calendar; method=CANCEL, from the organizer's address: readers ignore a request that comes from another"}},
		{"late reminder", "statuspage", func(m *export.Maintenance) { m.Stamp = at("2026-12-05T02:00:01Z") },
			export.Note{Kind: export.NoteLost, Window: 0, Text: "the reminder is sent an hour before the start, which is before the stamp"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := upgrade()
			test.alter(&m)
			out, err := export.Export(test.format, m)
			require.NoError(t, err)
			require.Contains(t, out.Notes, test.want)
			require.True(t, slices.IsSortedFunc(out.Notes, func(a, b export.Note) int { return a.Window - b.Window }))
		})
	}
}

// TestNoNotes: a plain window in the calendar leaves nothing to say.
func TestNoNotes(t *testing.T) {
	out, err := export.Export("ical", export.Maintenance{ID: "a", Title: "b", Windows: one("2026-12-05T03:00:00Z", "2026-12-05T04:00:00Z"), Stamp: at("2026-11-22T00:00:00Z")})
	require.NoError(t, err)
	require.Nil(t, out.Notes)
}

// TestLeavesItsArgumentsAlone: narrowing and escaping work on copies.
func TestLeavesItsArgumentsAlone(t *testing.T) {
	for _, f := range export.Formats() {
		m := upgrade()
		m.Description = "a\r\nb"
		_, err := export.Export(f.Name, m)
		require.NoError(t, err)
		want := upgrade()
		want.Description = "a\r\nb"
		require.Equal(t, want, m)
	}
	list := export.Formats()
	list[0] = export.Format{}
	require.NotEqual(t, list, export.Formats())
}
