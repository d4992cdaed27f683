package decision_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// A plan words the ticket text and a report's sections by its own templates, beside its notices.
func TestWordingsOfAPlan(t *testing.T) {
	files := fstest.MapFS{
		"ticket.tmpl": {Data: []byte("Wartung am {{date \"de_DE\" \"2. January 2006\" .Start}}\n")},
		"when.tmpl":   {Data: []byte("Title: Zeitplan\n\nBeginn: {{stamp .Start}}\n")},
	}
	plan, err := planfile.Parse(t.Context(), []byte(`{"regions": [{"name": "R", "customers": 1, "time_zone": "UTC"}], "window": {"duration": "1h"},
		"search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-08T00:00:00Z"}, "notice": {"templates": {"ticket": "ticket.tmpl", "section_when": "when.tmpl"}}}`), planfile.Options{Files: files})
	require.NoError(t, err)
	d, err := decision.Make(t.Context(), plan, decision.Want{})
	require.NoError(t, err)
	text, err := report.Ticket(*d, 0)
	require.NoError(t, err)
	require.Equal(t, "Wartung am 5. Dezember 2026", text)
	doc, err := report.NewDecisionDocument(*d)
	require.NoError(t, err)
	require.Equal(t, text, doc.Details[0].Why)
	var b bytes.Buffer
	require.NoError(t, report.Markdown(&b, *d))
	require.Contains(t, b.String(), "\n## Zeitplan\n\nBeginn: Sat 2026-12-05 ")
	require.NotContains(t, b.String(), "by when")
}
