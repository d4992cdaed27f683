package export_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/feed"
	"github.com/quietwindow/quietwindow/calendar/recur"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// readBack returns the times of a calendar as package feed reads them.
func readBack(t *testing.T, file []byte) calendar.Set {
	t.Helper()
	f, err := feed.Read(bytes.NewReader(file))
	require.NoError(t, err)
	within := calendar.Interval{Start: at("2026-01-01T00:00:00Z"), End: at("2028-01-01T00:00:00Z")}
	set, err := f.Set(zone("UTC"), within, recur.MaxOccurrences, nil)
	require.NoError(t, err)
	return set
}

// What is invited to and what is noticed is read back as the windows, in every zone; what is cancelled as nothing.
func TestInvitationsAndNoticesAreReadBack(t *testing.T) {
	for _, zone := range []string{"", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia", "America/Santiago"} {
		m := upgrade()
		m.Options.Invitation.TimeZone = zone
		for i, body := range bodies(t, "ical-invitation", m) {
			require.True(t, calendar.NewSet(m.Windows[i].Interval).Equal(readBack(t, body)), "%s: %s", zone, body)
		}
	}
	m := upgrade()
	want := calendar.NewSet(m.Windows[0].Interval, m.Windows[1].Interval)
	require.True(t, want.Equal(readBack(t, bodies(t, "maintnote", m)[0])))
	m.Status = export.StatusCancelled
	require.True(t, readBack(t, bodies(t, "maintnote", m)[0]).Empty())
}

func bodies(t *testing.T, format string, m export.Maintenance) [][]byte {
	t.Helper()
	out, err := export.Export(format, m)
	require.NoError(t, err)
	return out.Bodies
}

// A window that moves keeps the name by which each target knows it.
func TestNamesStayWhenAWindowMoves(t *testing.T) {
	moved := upgrade()
	for i := range moved.Windows {
		iv := &moved.Windows[i].Interval
		iv.Start, iv.End = iv.Start.Add(90*time.Minute), iv.End.Add(90*time.Minute)
	}
	moved.Sequence++
	for format, name := range map[string]string{
		"ical": "UID:db-upgrade-2@", "ical-invitation": "UID:db-upgrade-2@", "maintnote": "X-MAINTNOTE-MAINTENANCE-ID:db-upgrade-2\r\n", "opsgenie": "(db-upgrade-2)", "newrelic-muting-rule": `"name": "db-upgrade-2"`,
		"incident-io": "(db-upgrade-2)", "incident-io-status-page": `"idempotency_key": "db-upgrade-2-`,
		"zabbix": `"name": "db-upgrade-2"`, "icinga": "(db-upgrade-2)", "jira": `"db-upgrade-2"`, "servicenow": `"correlation_id": "db-upgrade-2"`,
	} {
		for _, m := range []export.Maintenance{upgrade(), moved} {
			require.Contains(t, string(bytes.Join(bodies(t, format, m), nil)), name, format)
		}
	}
}

func ExampleExport_invitation() {
	out, err := export.Export("ical-invitation", export.Maintenance{
		ID:      "db-2026-12",
		Title:   "Database upgrade",
		Windows: []export.Window{{Interval: calendar.Interval{Start: time.Date(2026, 12, 5, 3, 0, 0, 0, time.UTC), End: time.Date(2026, 12, 5, 5, 0, 0, 0, time.UTC)}}},
		Stamp:   time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC),
		Options: export.Options{Invitation: export.InvitationOptions{Organizer: "noc@example.com", Attendees: []string{"ops@example.net"}, AlarmMinutes: []int{15}}},
	})
	if err != nil {
		panic(err)
	}
	fmt.Print(strings.ReplaceAll(string(out.Bytes()), "\r\n", "\n"))
	// Output:
	// BEGIN:VCALENDAR
	// VERSION:2.0
	// PRODID:-//quietwindow//invitation//EN
	// METHOD:REQUEST
	// BEGIN:VEVENT
	// UID:db-2026-12-1@quietwindow.maintenance
	// DTSTAMP:20261122T093000Z
	// DTSTART:20261205T030000Z
	// DTEND:20261205T050000Z
	// SEQUENCE:0
	// STATUS:CONFIRMED
	// SUMMARY:Database upgrade
	// ORGANIZER:mailto:noc@example.com
	// ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:ops@ex
	//  ample.net
	// TRANSP:TRANSPARENT
	// BEGIN:VALARM
	// ACTION:DISPLAY
	// TRIGGER:-PT15M
	// DESCRIPTION:Database upgrade
	// END:VALARM
	// END:VEVENT
	// END:VCALENDAR
}

func ExampleExport_maintnote() {
	out, err := export.Export("maintnote", export.Maintenance{
		ID:      "wo-31415",
		Title:   "Amplifier swap",
		Windows: []export.Window{{Interval: calendar.Interval{Start: time.Date(2026, 12, 5, 3, 0, 0, 0, time.UTC), End: time.Date(2026, 12, 5, 5, 0, 0, 0, time.UTC)}}},
		Stamp:   time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC),
		Options: export.Options{Maintnote: export.MaintnoteOptions{Provider: "example.com", Account: "137", Organizer: "noc@example.com", Objects: []export.MaintnoteObject{{ID: "circuit-1"}}}},
	})
	if err != nil {
		panic(err)
	}
	for line := range strings.Lines(string(out.Bytes())) {
		if strings.HasPrefix(line, "X-MAINTNOTE") {
			fmt.Println(strings.TrimSpace(line))
		}
	}
	// Output:
	// X-MAINTNOTE-PROVIDER:example.com
	// X-MAINTNOTE-ACCOUNT:137
	// X-MAINTNOTE-MAINTENANCE-ID:wo-31415-1
	// X-MAINTNOTE-OBJECT-ID:circuit-1
	// X-MAINTNOTE-IMPACT:OUTAGE
	// X-MAINTNOTE-STATUS:CONFIRMED
}
