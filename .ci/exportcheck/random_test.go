package exportcheck_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

// pieces are what texts are made of: whatever means something in one of the forms.
var pieces = []string{
	"a", "maintenance ", "B", "7", " ", "ä", "ü", "好", "😀", ",", ";", ":", `\`, `\n`, `"`, "'", "#", "&", "*", "!", "|", ">", "%", "@", "`",
	"{", "}", "[", "]", "-", "--- ", "? ", ": ", " #", "<b>", "$(x)", "${x}", "{{x}}", "no", "~", "null", "0x1", "END:VEVENT", "\u00a0", "\u202e",
}

// text returns a random text; broken texts have line breaks and tabs as well.
func text(r *rand.Rand, most int, broken bool) string {
	var b strings.Builder
	for n := 1 + r.IntN(most); n > 0; n-- {
		b.WriteString(pieces[r.IntN(len(pieces))])
		if broken && r.IntN(8) == 0 {
			b.WriteString([]string{"\n", "\n\n", "\t", "\n - ", "\n---\n", "\nkind: x\n"}[r.IntN(6)])
		}
	}
	if broken {
		return strings.Trim(b.String(), " \t")
	}
	return strings.TrimSpace(b.String())
}

// name returns a random name of a calendar, without what is refused there.
func name(r *rand.Rand) string {
	return strings.TrimSpace("x" + strings.NewReplacer(`\`, "", ",", "", ";", "").Replace(text(r, 20, false)))
}

// maintenance returns a random maintenance of 1 to 4 windows that begin in the year after the stamp, in
// whole multiples of unit, and that every target takes.
func maintenance(r *rand.Rand, unit time.Duration) export.Maintenance {
	stamp := time.Date(2026+r.IntN(60), time.January, 1, 0, 0, r.IntN(365*86400), 0, time.UTC)
	m := export.Maintenance{
		ID:          fmt.Sprintf("m-%d", r.IntN(1000)),
		Title:       "x" + text(r, 30, false),
		Description: text(r, 200, true),
		URL:         "https://status.example.com/?q=a,b;c#" + fmt.Sprint(r.IntN(100)),
		Sequence:    r.IntN(3) * 1_000_000_000,
		CreatedBy:   "x" + text(r, 5, false),
		Stamp:       stamp,
		Options: export.Options{
			Calendar:     export.CalendarOptions{Name: name(r), Refresh: time.Hour, Color: "teal"},
			Alertmanager: export.AlertmanagerOptions{Matchers: []export.Matcher{{Name: "a", Value: "x" + text(r, 5, false)}, {Name: "b", Value: "c.*", Regex: true, Not: true}}},
			Statuspage:   export.StatuspageOptions{Components: []string{"gr631q67jn64"}},
			PagerDuty:    export.PagerDutyOptions{Services: []string{"PIJ90N7", "x" + text(r, 5, false)}},
			Datadog:      export.DatadogOptions{Scope: "x" + text(r, 5, false), MonitorTags: []string{"x" + text(r, 5, false)}},
			ArgoCD:       export.ArgoCDOptions{Applications: []string{"*-prod", "x" + text(r, 5, false)}, Namespaces: []string{"a"}, Clusters: []string{"b"}, ManualSync: r.IntN(2) == 0},
			CronJob:      export.CronJobOptions{Namespace: "ops", Image: "x" + text(r, 5, false), Command: []string{text(r, 5, true)}, Args: []string{text(r, 5, true), ""}},
		},
	}
	at := stamp.Truncate(time.Hour).Add(time.Hour)
	for range 1 + r.IntN(4) {
		at = at.Add(time.Duration(1+r.IntN(int(80*24*time.Hour/unit))) * unit)
		length := time.Duration(1+r.IntN(int(3*time.Hour/unit))) * unit
		if r.IntN(4) == 0 {
			length = time.Duration(1+r.IntN(int(9*24*time.Hour/unit))) * unit
		}
		if unit == time.Hour {
			length = min(length, 24*time.Hour)
		}
		m.Windows = append(m.Windows, export.Window{Interval: calendar.Interval{Start: at, End: at.Add(length)}})
		at = at.Add(length)
	}
	return m
}

// write returns the bodies of an export that must not be refused.
func write(t *testing.T, format string, m export.Maintenance) [][]byte {
	t.Helper()
	out, err := export.Export(format, m)
	require.NoError(t, err)
	return out.Bodies
}

func source(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }
