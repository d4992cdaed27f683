package export_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// hostile texts try to leave their field.
var hostile = []string{
	"plain",
	"END:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
	"a\n---\nkind: Secret\n",
	"\"\nkind: Secret\n#",
	`\" \n \\`,
	"- a: &b !!python/object *c {{ .Values }} ${x} `id`",
	"no", "~", "1e3", "2026-12-05", "@here <!channel> <script>alert(1)</script>",
	"\t\tkind: Secret \t",
	strings.Repeat("äöü好😀", 1500),
	"\u202egnp.exe", "\ufffd",
}

// unfold reads the content lines of an iCalendar file, having looked at their form.
func unfold(t *testing.T, file []byte) []string {
	t.Helper()
	s := string(file)
	require.True(t, strings.HasSuffix(s, "\r\n"))
	require.NotContains(t, strings.ReplaceAll(s, "\r\n", ""), "\n")
	require.NotContains(t, strings.ReplaceAll(s, "\r\n", ""), "\r")
	for _, line := range strings.Split(s, "\r\n") {
		require.LessOrEqual(t, len(line), 75)
		require.True(t, strings.ToValidUTF8(line, "") == line, "folded inside a character")
	}
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(s, "\r\n ", ""), "\r\n"), "\r\n")
}

var unescaper = strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n")

// described returns what a file says of its first window, read back by the rules of its form, and a
// shape that does not depend on texts.
func described(t *testing.T, f export.Format, out export.Output) (text string, shape int) {
	t.Helper()
	switch f.Extension {
	case ".ics":
		lines := unfold(t, out.Bodies[0])
		for _, line := range lines {
			if value, ok := strings.CutPrefix(line, "DESCRIPTION:"); ok {
				text = unescaper.Replace(value)
				break
			}
		}
		return text, len(lines)
	case ".json":
		require.True(t, json.Valid(out.Bytes()))
		var values []string
		dec := json.NewDecoder(strings.NewReader(string(out.Bodies[0])))
		for {
			token, err := dec.Token()
			if err != nil {
				break
			}
			shape++
			if s, ok := token.(string); ok {
				values = append(values, s)
			}
		}
		return strings.Join(values, "\n"), shape
	default:
		for _, line := range strings.Split(string(out.Bodies[0]), "\n") {
			shape++
			_, value, _ := strings.Cut(line, ": ")
			var s string
			// What JSON and YAML both put in double quotes they read alike.
			if json.Unmarshal([]byte(value), &s) == nil {
				text += s + "\n"
			}
		}
		return text, shape
	}
}

// says lists the formats that hold the description in full.
var says = []string{"ical", "alertmanager-silence", "statuspage", "pagerduty", "datadog", "kubernetes-cronjob", "ical-invitation", "maintnote", "opsgenie", "newrelic-muting-rule", "incident-io", "zabbix", "icinga", "jira"}

func TestHostileTexts(t *testing.T) {
	for _, f := range export.Formats() {
		plain := upgrade()
		plain.Description = "plain"
		out, err := export.Export(f.Name, plain)
		require.NoError(t, err)
		_, want := described(t, f, out)
		for _, s := range hostile {
			m := upgrade()
			m.Description = s
			out, err := export.Export(f.Name, m)
			require.NoError(t, err)
			text, shape := described(t, f, out)
			assert.Equal(t, want, shape, "%s: %q", f.Name, s)
			assertSays(t, f.Name, text, kept(s))
		}
	}
}

// kept is a description as the package says it keeps it.
func kept(s string) string { return strings.Trim(strings.ReplaceAll(s, "\r\n", "\n"), " \t") }

func assertSays(t *testing.T, format, text, description string) {
	t.Helper()
	for _, name := range says {
		assert.True(t, format != name || strings.Contains(text, description), "%s lost %q", format, description)
	}
}

// FuzzExport looks for texts that change the form of a file, and for inputs that bring it down.
func FuzzExport(f *testing.F) {
	for i, s := range hostile {
		f.Add(uint8(i), "Title", s, "https://a.example/", "me", int64(1796439600), int64(3600+i), "a", "Europe/Berlin")
	}
	f.Add(uint8(10), "é", "", "", "", int64(-1), int64(1), "-", "Local")
	formats := export.Formats()
	f.Fuzz(func(t *testing.T, which uint8, title, description, url, by string, start, length int64, key, zoneName string) {
		m := upgrade()
		m.Title, m.Description, m.URL, m.CreatedBy = title, description, url, by
		m.Options.CronJob.TimeZone = zoneName
		m.Windows[0].Interval = calendar.Interval{Start: at("1970-01-01T00:00:00Z").AddDate(0, 0, int(start/86400%400_000)), End: at("1970-01-01T00:00:00Z").AddDate(0, 0, int((start+length)/86400%400_000))}
		m.Windows[0].Key = key
		m.Windows = m.Windows[:1]
		format := formats[int(which)%len(formats)]
		out, err := export.Export(format.Name, m)
		if err != nil {
			require.NotEmpty(t, paths(t, err))
			return
		}
		text, shape := described(t, format, out)
		plain := m
		// As long as the texts are given or not, their words must not change the shape.
		plain.Title = "x"
		if kept(description) != "" {
			plain.Description = "x"
		}
		out, err = export.Export(format.Name, plain)
		require.NoError(t, err)
		_, want := described(t, format, out)
		require.Equal(t, want, shape)
		assertSays(t, format.Name, text, kept(description))
	})
}
