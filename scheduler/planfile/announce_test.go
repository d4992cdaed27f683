package planfile_test

import (
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

func TestNoticeTemplates(t *testing.T) {
	files := fstest.MapFS{
		"de.tmpl":  {Data: []byte("Subject: Wartung von {{.Service}}\n")},
		"bad.tmpl": {Data: []byte("Subject: x\n\n{{.Begin}}\n")},
	}
	plan, err := planfile.Parse(t.Context(), []byte(withNotice(`{"service": "Acme", "data_at_risk": true, "templates": {"announcement": "de.tmpl"}}`)), planfile.Options{Files: files})
	require.NoError(t, err)
	assert.True(t, plan.Notice.Options.DataAtRisk)
	require.NotNil(t, plan.Notice.Options.Templates)
	require.Nil(t, plan.Notice.Report)
	var names []string
	for _, name := range report.TemplateNames()[1 : len(report.TemplateNames())-1] {
		names = append(names, strconv.Quote(name))
	}
	sections := strings.Join(names, ", ")
	for _, row := range []struct{ notice, want string }{
		{`{"templates": {"announcement": "none.tmpl", "end": "bad.tmpl"}}`, `notice.templates.announcement: found "none.tmpl"; expected the path of a template file, with slashes and inside the folder that the program reads from (open none.tmpl: file does not exist)`},
		{`{"templates": {"end": "bad.tmpl"}}`, `notice.templates.end: found bad.tmpl, line 3: executing "end" at <.Begin>: can't evaluate field Begin in type *notice.Message; expected a text/template over notice.Message whose first line is "Subject: " and the subject`},
		{`{"templates": {"ending": "de.tmpl"}}`, `notice.templates.ending: found the unknown key "ending"; expected one of "announcement", "reminder", "start", "update", "rollback_by", "decision", "end", "overrun_end", "overrun", "ticket", ` + sections + ` or "section_assumptions"`},
		{`{"templates": {"ticket": "bad.tmpl"}}`, `notice.templates.ticket: found bad.tmpl, line 3: executing "ticket" at <.Begin>: can't evaluate field Begin in type *report.Wording; expected a text/template over report.Wording`},
		{`{"data_at_risk": "yes"}`, `notice.data_at_risk: found "yes"; expected true or false`},
	} {
		_, err := planfile.Parse(t.Context(), []byte(withNotice(row.notice)), planfile.Options{Files: files})
		assert.EqualError(t, err, row.want)
	}
	_, err = planfile.Parse(t.Context(), []byte(withNotice(`{"templates": {"end": "de.tmpl"}}`)), planfile.Options{})
	assert.EqualError(t, err, `notice.templates.end: found "de.tmpl"; expected no file: this program does not read the files that a plan names; leave the built-in wording`)
}

func withNotice(notice string) string {
	return `{"regions": [{"name": "R", "customers": 1, "time_zone": "UTC"}], "window": {"duration": "1h"},
		"search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-08T00:00:00Z"}, "notice": ` + notice + `}`
}
