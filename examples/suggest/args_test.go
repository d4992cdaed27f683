package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
)

func TestParse(t *testing.T) {
	december := time.Date(2026, 12, 5, 6, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		args string
		want options
	}{
		{"", options{}},
		{"-json", options{json: true}},
		{"--help plan.json", options{help: true, file: "plan.json"}},
		{"plan.json -days 7 -json", options{file: "plan.json", days: 7, json: true}},
		{"-days=7 -", options{file: "-", days: 7}},
		{"-- -odd.json", options{file: "-odd.json"}},
		{"-from now", options{from: time.Date(2026, 10, 20, 12, 34, 56, 0, time.UTC)}},
		{"-at 2026-12-05T06:00:00Z --at=2026-12-05T06:00:00Z", options{at: []time.Time{december, december}}},
		{"-from 2026-12-05T06:00:00Z -to 2026-12-05T06:00:00Z", options{from: december, to: december}},
		{"-robust -md - -html=a.html -notices n.txt", options{robust: true, md: "-", html: "a.html", notices: "n.txt"}},
		{"-force -md-full f.md -export datadog", options{force: true, mdFull: "f.md", exports: []exportTo{{"datadog", "-"}}}},
		{"-export ical=- -export=datadog=a=b -export-options o.json", options{exports: []exportTo{{"ical", "-"}, {"datadog", "a=b"}}, exportOptions: "o.json"}},
	} {
		got, err := parse(strings.Fields(test.args), clock)
		require.NoError(t, err, test.args)
		require.Equal(t, test.want, got, test.args)
	}
}

func TestParseFaults(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"-days", "-days: missing; expected a value after it"},
		{"-days -3", `-days: found "-3"; expected a whole number of days from 1 to 1830`},
		{"-at 2027-02-30T00:00:00Z", `-at: found "2027-02-30T00:00:00Z"; expected a time as in RFC 3339, such as 2026-12-05T06:00:00Z (there is no such date or time of day)`},
		{"-from 0001-01-01T00:00:00Z", `-from: found "0001-01-01T00:00:00Z"; expected a time as in RFC 3339, such as 2026-12-05T06:00:00Z, or now`},
		{"-days -json", "-days: missing; expected a value after it"},
		{"-days=-1", `-days: found "-1"; expected a whole number of days from 1 to 1830`},
		{"-days 1831", `-days: found "1831"; expected a whole number of days from 1 to 1830`},
		{"-days 7 -to 2026-12-05T06:00:00Z", "-days: found 7; expected no -days beside -to"},
		{"-from now -from now", `-from: found "-from"; expected to be given once`},
		{"-to now", `-to: found "now"; expected a time as in RFC 3339, such as 2026-12-05T06:00:00Z`},
		{"-from 2026-12-05T6:00:00Z", `-from: found "2026-12-05T6:00:00Z"; expected a time as in RFC 3339, such as 2026-12-05T06:00:00Z, or now`},
		{"-json=true", `-json: found "true"; expected no value`},
		{"---json", `command line: found "---json"; expected one of -at, -from, -to, -days, -corrections, -why, -all, -robust, -map, -json, -md, -md-full, -html, -notices, -export, -export-options, -force and -h`},
		{"-md -json", "-md: missing; expected a value after it"},
		{"-md=", `-md: found ""; expected the name of a file`},
		{"-md a -md b", `-md: found "-md"; expected to be given once`},
		{"-map -json", `-map: found "-json"; expected no -json beside it`},
		{"-json -html -", `-html: found "-"; expected a file of its own (the answer has the same)`},
		{"-md - -notices -", `-notices: found "-"; expected a file of its own (-md has the same)`},
		{"-md ./p.json p.json", `-md: found "./p.json"; expected a file of its own (the plan file has the same)`},
		{"-html a -export ical=a", `-export ical: found "a"; expected a file of its own (-html has the same)`},
		{"-export ical=", `-export: found "ical="; expected FORMAT or FORMAT=FILE, such as ical=window.ics; -h lists the formats`},
		{"-export fax=a", `-export: found "fax=a"; expected FORMAT or FORMAT=FILE, such as ical=window.ics; -h lists the formats`},
		{"-export-options a", `-export-options: found "a"; expected an -export beside it`},
		{"a.json b.json", `PLANFILE: found "b.json"; expected one plan file, and "a.json" was named before`},
	} {
		_, err := parse(strings.Fields(test.args), clock)
		require.EqualError(t, err, test.want)
	}
}

// Any command line is understood or refused with what is wrong with it; which of the two does not
// depend on where -json stands.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"", "-json\n-at\n2026-12-05T06:00:00Z\np.json", "-days\n7\n-to=x", "--\n-\n-", "-from\nnow\n-h=\n--\n", "-=\n-at=", "-md\n-\n-map\n-export=ical=-", "-html=./-\n-export-options\n-\n-robust"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		args := strings.Split(text, "\n")
		alone, err := parse(args, clock)
		opts, again := parse(append([]string{"-json"}, args...), clock)
		require.True(t, opts.json)
		// Beside -json nothing else may go to standard output.
		beside := alone.heat || slices.ContainsFunc(append(alone.exports, exportTo{"", alone.md}, exportTo{"", alone.mdFull}, exportTo{"", alone.html}, exportTo{"", alone.notices}), func(e exportTo) bool {
			return e.file != "" && filepath.Clean(e.file) == "-"
		})
		require.Equal(t, err == nil && !beside, again == nil)
		var faults scheduler.FieldErrors
		if err != nil {
			require.ErrorAs(t, err, &faults)
			require.NotEmpty(t, faults)
		}
	})
}
