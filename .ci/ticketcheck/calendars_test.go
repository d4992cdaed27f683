package ticketcheck

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// TestInvitation has ical.js read invitations in many zones, all over a year, by the VTIMEZONE that they bring, and go-ical what they hold.
func TestInvitation(t *testing.T) {
	dir := t.TempDir()
	var files, want []string
	for _, zone := range []string{"", "Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Chatham", "America/Santiago"} {
		for day := range 12 {
			m := upgrade("Upgrade; now, please")
			start := time.Date(2026, 12, 6, 18, 0, 0, 0, time.UTC).AddDate(0, 0, 31*day)
			m.Windows = []export.Window{{Interval: calendar.Interval{Start: start, End: start.Add(5 * time.Hour)}}}
			m.Options.Invitation = export.InvitationOptions{Organizer: "noc@example.com", Name: "Acme, NOC", Attendees: []string{"a@example.net", "b+c@example.org"}, AlarmMinutes: []int{1440, 15}, TimeZone: zone}
			out, err := export.Export("ical-invitation", m)
			require.NoError(t, err)
			c, err := ical.NewDecoder(bytes.NewReader(out.Bytes())).Decode()
			require.NoError(t, err)
			title, err := c.Events()[0].Props.Text("SUMMARY")
			require.NoError(t, err)
			require.Equal(t, m.Title, title)
			require.Equal(t, "Acme, NOC", c.Events()[0].Props.Get("ORGANIZER").Params.Get("CN"))

			file := filepath.Join(dir, fmt.Sprintf("%d.ics", len(files)))
			require.NoError(t, os.WriteFile(file, out.Bytes(), 0o600))
			files = append(files, file)
			zones := 1
			if zone == "" {
				zones = 0
			}
			want = append(want, fmt.Sprintf("REQUEST|%d|%s|%s|mailto:noc@example.com|mailto:a@example.net mailto:b+c@example.org|-1440 -15", zones, start.Format(time.RFC3339), start.Add(5*time.Hour).Format(time.RFC3339)))
		}
	}
	// ical.js is installed beside .ci/exportcheck/package.json.
	got, err := exec.Command("node", append([]string{"../exportcheck/testdata/invitation.mjs"}, files...)...).Output()
	require.NoError(t, err)
	require.Equal(t, want, strings.Split(strings.TrimSpace(string(got)), "\n"))
}

// TestMaintnote has go-ical read what the standard wants of a notice: https://github.com/jda/maintnote-std.
func TestMaintnote(t *testing.T) {
	each(t, "maintnote", func(t *testing.T, m export.Maintenance, _ int, body []byte) {
		c, err := ical.NewDecoder(bytes.NewReader(body)).Decode()
		require.NoError(t, err)
		require.Len(t, c.Events(), len(m.Windows))
		for i, e := range c.Events() {
			for name, want := range map[string]string{
				"SUMMARY": m.Title, "X-MAINTNOTE-PROVIDER": "example.com", "X-MAINTNOTE-ACCOUNT": "137.0", "X-MAINTNOTE-IMPACT": "DEGRADED", "X-MAINTNOTE-STATUS": "CONFIRMED",
				"X-MAINTNOTE-MAINTENANCE-ID": fmt.Sprintf("db-upgrade-%d", i+1),
			} {
				value, err := e.Props.Text(name)
				require.NoError(t, err, name)
				require.Equal(t, want, value)
			}
			start, err := e.DateTimeStart(nil)
			require.NoError(t, err)
			require.True(t, start.Equal(m.Windows[i].Interval.Start))
			objects := e.Props.Values("X-MAINTNOTE-OBJECT-ID")
			require.Len(t, objects, 2)
			require.Equal(t, "NO-IMPACT", objects[1].Params.Get("X-MAINTNOTE-OBJECT-IMPACT"))
			require.Equal(t, "mailto:noc@example.com", e.Props.Get("ORGANIZER").Value)
		}
	})
}
