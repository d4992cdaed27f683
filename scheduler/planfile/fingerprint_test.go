package planfile_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

const fingerprinted = `{
  "regions": [
    {"name": "Berlin", "customers": 1000, "time_zone": "Europe/Berlin", "extra_holidays": {"2026-12-08": "a", "2026-12-09": "b"}},
    {"name": "Lima", "customers": 300, "time_zone": "America/Lima"}
  ],
  "window": {"duration": "1h"},
  "search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-15T00:00:00Z", "step": "30m"},
  "rules": {"tolerate": 0.5, "blackouts": [{"name": "freeze", "ics": "freezes.ics"}], "only_hours": [{"name": "night", "hours": "00:00-06:00", "time_zone": "Asia/Tokyo"}]}
}`

func freezes(name string) fstest.MapFS {
	return fstest.MapFS{"freezes.ics": {Data: []byte("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n" +
		"DTSTART;TZID=Pacific/Auckland:20261210T000000\r\nDTEND;TZID=Pacific/Auckland:20261211T000000\r\nSUMMARY:" + name + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")}}
}

func fingerprintOf(t *testing.T, text string, opts planfile.Options) string {
	t.Helper()
	if opts.Files == nil {
		opts.Files = freezes("Freeze")
	}
	p, err := planfile.Parse(t.Context(), []byte(text), opts)
	require.NoError(t, err)
	return p.Fingerprint()
}

// What says the same has one fingerprint.
func TestFingerprintIsOfWhatIsSaid(t *testing.T) {
	want := fingerprintOf(t, fingerprinted, planfile.Options{})
	require.Len(t, want, 32)
	from, to := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 15, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name, from, to string
		opts           planfile.Options
	}{
		{"blanks", "  ", "\t\n", planfile.Options{}},
		{"order of keys", `"name": "Lima", "customers": 300`, `"customers": 300, "name": "Lima"`, planfile.Options{}},
		{"order of keys of one's own", `"2026-12-08": "a", "2026-12-09": "b"`, `"2026-12-09": "b", "2026-12-08": "a"`, planfile.Options{}},
		{"form of a number", "0.5", "5.0e-1", planfile.Options{}},
		{"form of a text", "Lima", `L\u0069ma`, planfile.Options{}},
		{"form of an instant", "2026-12-01T00:00:00Z", "2026-12-01T01:00:00+01:00", planfile.Options{}},
		{"horizon of the options", "2026-12-01T00:00:00Z", "2020-12-01T00:00:00Z", planfile.Options{From: from, To: to}},
		{"no horizon in the file", `"from": "2026-12-01T00:00:00Z", "to": "2026-12-15T00:00:00Z", `, "", planfile.Options{From: from, To: to}},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Contains(t, fingerprinted, test.from)
			require.Equal(t, want, fingerprintOf(t, strings.ReplaceAll(fingerprinted, test.from, test.to), test.opts))
		})
	}
}

func TestFingerprintSeesChanges(t *testing.T) {
	seen := map[string]string{fingerprintOf(t, fingerprinted, planfile.Options{}): "as it was"}
	for _, test := range []struct {
		name, from, to string
		opts           planfile.Options
	}{
		{"a file", "", "", planfile.Options{Files: freezes("Another")}},
		{"a text", "Lima", "Rima", planfile.Options{}},
		{"a number", "1000", "1001", planfile.Options{}},
		{"a key", `"tolerate": 0.5`, `"tolerate": 0.5, "exclude_weekdays": true`, planfile.Options{}},
		{"the order of a list", `"customers": 300, "time_zone": "America/Lima"}`, `"customers": 300, "time_zone": "America/Lima"}, {"name": "Third", "customers": 1, "time_zone": "UTC"}`, planfile.Options{}},
		{"the search", `, "step": "30m"`, "", planfile.Options{}},
		{"the horizon", "2026-12-15", "2026-12-16", planfile.Options{}},
		{"the horizon of the options", "", "", planfile.Options{Days: 20}},
	} {
		got := fingerprintOf(t, strings.Replace(fingerprinted, test.from, test.to, 1), test.opts)
		require.Empty(t, seen[got], test.name)
		seen[got] = test.name
	}
	require.Empty(t, (&planfile.Plan{}).Fingerprint(), "it was made in Go")
}

// What is written has the fingerprint of what was read, also where options gave the horizon.
func TestFingerprintOfWhatIsWritten(t *testing.T) {
	for _, opts := range []planfile.Options{{}, {Days: 20}, {From: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), Days: 9}} {
		opts.Files = freezes("Freeze")
		p, err := planfile.Parse(t.Context(), []byte(fingerprinted), opts)
		require.NoError(t, err)
		text, err := planfile.Marshal(p)
		require.NoError(t, err)
		require.Equal(t, p.Fingerprint(), fingerprintOf(t, string(text), planfile.Options{}))
	}
}

// The zones are those of regions, rules and files.
func TestZonesOfAPlan(t *testing.T) {
	p, err := planfile.Parse(t.Context(), []byte(fingerprinted), planfile.Options{Files: freezes("Freeze")})
	require.NoError(t, err)
	var names []string
	for _, loc := range p.Zones() {
		names = append(names, loc.String())
	}
	require.Equal(t, []string{"America/Lima", "Asia/Tokyo", "Europe/Berlin", "Pacific/Auckland"}, names)
	require.Len(t, p.Files(), 1)
	require.Len(t, p.Files()["freezes.ics"], 32)
}
