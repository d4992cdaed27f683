package notice_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
)

const german = `Subject: Wartung von {{.Service}} am {{date "de_DE" "2. January 2006" .Start}}

Wir planen eine Wartung von {{.Service}} und rechnen damit, dass sie bis {{date "de_DE" "15:04" .End}} Uhr (UTC) dauert.

{{range .Regions}}- {{.Name}}: {{date "de_DE" "Monday, 2. January 2006, 15:04" .Start}} Uhr
{{end}}`

func TestTemplatesOfOnesOwn(t *testing.T) {
	templates, err := notice.ParseTemplates(map[notice.Kind]string{notice.KindAnnouncement: german})
	require.NoError(t, err)
	planner, req, s := friday(t)
	table, err := notice.Plan(planner, req, s, notice.Policy{}, notice.Options{Service: "Acme *Cloud*", Templates: templates})
	require.NoError(t, err)
	e := table.Entries[0]
	assert.Equal(t, "Wartung von Acme *Cloud* am 5. Dezember 2026", e.Subject)
	assert.Equal(t, `Wir planen eine Wartung von Acme *Cloud* und rechnen damit, dass sie bis 06:00 Uhr (UTC) dauert.

- Americas: Samstag, 5. Dezember 2026, 00:00 Uhr
- Bavaria: Samstag, 5. Dezember 2026, 06:00 Uhr
- Gulf: Samstag, 5. Dezember 2026, 08:00 Uhr
`, e.Text)
	assert.Contains(t, e.Markdown, `Acme \*Cloud\*`)
	assert.Contains(t, e.HTML, `<li>Gulf: <time datetime="2026-12-05T08:00:00+03:00">Samstag, 5. Dezember 2026, 08:00</time> Uhr</li>`)
	assert.Contains(t, table.Entries[1].Text, "has begun", "the others keep the built-in wording")
}

// The built-in wording is made of such templates: given back, it says the same words.
func TestBuiltinTemplatesGivenBack(t *testing.T) {
	sources := make(map[notice.Kind]string)
	for _, kind := range notice.TemplateKinds() {
		sources[kind] = notice.BuiltinTemplate(kind)
		require.NotEmpty(t, sources[kind])
	}
	templates, err := notice.ParseTemplates(sources)
	require.NoError(t, err)
	planner, req, s := friday(t)
	policy, opts := full()
	plain, err := notice.Plan(planner, req, s, policy, opts)
	require.NoError(t, err)
	opts.Templates = templates
	given, err := notice.Plan(planner, req, s, policy, opts)
	require.NoError(t, err)
	var a, b bytes.Buffer
	require.NoError(t, plain.WriteJSON(&a))
	require.NoError(t, given.WriteJSON(&b))
	assert.Equal(t, a.String(), b.String())
	assert.Empty(t, notice.BuiltinTemplate("no such kind"))
}

func TestTemplateFaults(t *testing.T) {
	for _, test := range []struct {
		name, kind, source, want string
	}{
		{"syntax", "end", "Subject: x\n\n{{.Start", `notice.templates.end: found "line 3: unclosed action"; expected a text/template over notice.Message whose first line is "Subject: " and the subject`},
		{"no such field", "end", "Subject: x\n\n\n{{.Begin}}", `line 4: executing "end" at <.Begin>: can't evaluate field Begin in type *notice.Message`},
		{"no such function", "end", "Subject: x\n{{begin}}", `line 2: function "begin" not defined`},
		{"no subject", "start", "Hello\n", `the first line is "Hello"; expected "Subject: " and a subject`},
		{"an empty subject", "start", "Subject:  \n", `the first line is "Subject:  "`},
		{"no such locale", "start", `Subject: {{date "xx" "2" .Start}}`, `locale "xx"; expected one of bg_BG, `},
		{"no such kind", "ending", "Subject: x\n", `notice.templates: found "ending"; expected a kind of notice: announcement, reminder, start, update, rollback_by, decision, end, overrun_end, overrun`},
		{"a long loop", "end", "Subject: x\n\n{{range 1000000000}}{{end}}", "line 3: a range over something other than .Regions"},
		{"a loop in a loop", "end", "Subject: x\n{{range .Regions}}{{range $.Regions}}x{{end}}{{end}}", "line 2: a range within a range"},
		{"a circle", "end", `Subject: x{{define "a"}}{{template "b"}}{{end}}{{define "b"}}{{template "a"}}{{end}}{{template "a"}}`, "calls itself"},
		{"calls in a loop", "end", `Subject: x{{define "a"}}x{{end}}{{range .Regions}}{{template "a"}}{{end}}`, "a call of a template within a range"},
		{"too long", "end", strings.Repeat("x", notice.MaxTemplateBytes+1), "found \"65537 bytes\"; expected at most 65536 bytes"},
		{"a long text", "end", `Subject: x` + "\n" + `{{printf "%0900000d" 1}}`, "a notice of more than 67584 bytes"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := notice.ParseTemplates(map[notice.Kind]string{notice.Kind(test.kind): test.source})
			require.Len(t, messages(err), 1)
			assert.Contains(t, strings.ReplaceAll(messages(err)[0], `\"`, `"`), test.want)
		})
	}
	_, err := notice.ParseTemplates(map[notice.Kind]string{"end": "x", "start": "{{"})
	require.Len(t, messages(err), 2, "all at once, in the order of the kinds")
	assert.Contains(t, messages(err)[0], "notice.templates.start: ")
}

// A template that goes wrong for one plan only is an error of that plan, and no notice is half made.
func TestTemplateFailsForAPlan(t *testing.T) {
	templates, err := notice.ParseTemplates(map[notice.Kind]string{notice.KindEnd: "Subject: x\n\n{{(index .Regions 2).Name}}"})
	require.Nil(t, templates)
	require.ErrorContains(t, err, "line 3: ", "the message that templates are tried on has one region")
	templates, err = notice.ParseTemplates(map[notice.Kind]string{notice.KindEnd: `Subject: x` + "\n\n" + `{{if not .Link}}{{slice "" 1}}{{end}}`})
	require.NoError(t, err)
	planner, req, s := friday(t)
	_, err = notice.Plan(planner, req, s, notice.Policy{}, notice.Options{Templates: templates})
	require.Len(t, messages(err), 1)
	assert.Contains(t, messages(err)[0], "notice.templates.end: found \"line 3: ")
}

// What customers enter is said to be at risk only where the plan says so, and a rollback is spoken of only where
// one is planned.
func TestDataAtRiskAndRollback(t *testing.T) {
	planner, req, s := friday(t)
	for _, test := range []struct {
		rollback  time.Duration
		risk      bool
		decisions int
		lost      bool
	}{
		{45 * time.Minute, false, 1, false},
		{45 * time.Minute, true, 1, true},
		{0, true, 0, false},
	} {
		req.Rollback = test.rollback
		table, err := notice.Plan(planner, req, s, notice.Policy{}, notice.Options{DataAtRisk: test.risk})
		require.NoError(t, err)
		decisions, lost := 0, false
		for _, e := range table.Entries {
			if e.SendIf == notice.IfRolledBack {
				decisions++
			}
			lost = lost || strings.Contains(e.Text, "may be lost")
		}
		assert.Equal(t, test.decisions, decisions)
		assert.Equal(t, test.lost, lost)
	}
}

func FuzzParseTemplates(f *testing.F) {
	f.Add(german)
	f.Add(notice.BuiltinTemplate(notice.KindOverrun))
	f.Add("Subject: {{range $i, $r := .Regions}}{{$i}}{{end}}")
	planner, err := scheduler.New(region(f, "a", 1, "Europe/Berlin"), region(f, "b", 1, "Asia/Tokyo"))
	require.NoError(f, err)
	start := at(f, "2026-12-05T05:00:00Z")
	f.Fuzz(func(t *testing.T, source string) {
		templates, err := notice.ParseTemplates(map[notice.Kind]string{notice.KindEnd: source})
		if err != nil {
			require.NotEmpty(t, messages(err))
			return
		}
		s := scheduler.Suggestion{}
		s.Window.Start, s.Window.End = start, start.Add(time.Hour)
		table, err := notice.Plan(planner, scheduler.Request{}, s, notice.Policy{}, notice.Options{Templates: templates})
		if err != nil {
			require.NotEmpty(t, messages(err))
			return
		}
		for _, e := range table.Entries {
			require.NotContains(t, e.Subject, "\n")
			require.NotContains(t, e.HTML, "<script")
		}
	})
}
