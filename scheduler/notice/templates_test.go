package notice_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/report/bounded"
)

const german = `Subject: Wartung von {{.Service}} am {{date "de_DE" "2. January 2006" .Start}}

Wir planen eine Wartung von {{.Service}} und rechnen damit, dass sie bis {{date "de_DE" "15:04" .End}} Uhr (UTC) dauert.

{{range .Regions}}- {{.Name}}: {{date "de_DE" "Monday, 2. January 2006, 15:04" .Start}} Uhr
{{end}}`

func TestTemplatesOfOnesOwn(t *testing.T) {
	templates, err := notice.ParseTemplates(map[notice.Kind]string{notice.KindAnnouncement: german})
	require.NoError(t, err)
	planner, req, s := friday(t)
	table, err := notice.Plan(t.Context(), planner, req, s, notice.Policy{}, notice.Options{Service: "Acme *Cloud*", Templates: templates})
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
	plain, err := notice.Plan(t.Context(), planner, req, s, policy, opts)
	require.NoError(t, err)
	opts.Templates = templates
	given, err := notice.Plan(t.Context(), planner, req, s, policy, opts)
	require.NoError(t, err)
	var a, b bytes.Buffer
	require.NoError(t, plain.WriteJSON(&a))
	require.NoError(t, given.WriteJSON(&b))
	assert.Equal(t, a.String(), b.String())
	assert.Empty(t, notice.BuiltinTemplate("no such kind"))
}

// callsOfCalls defines templates each of which calls the one before so many times.
func callsOfCalls(levels, times int) string {
	var b strings.Builder
	b.WriteString(`{{define "t0"}}{{end}}`)
	for i := range levels {
		fmt.Fprintf(&b, `{{define "t%d"}}%s{{end}}`, i+1, strings.Repeat(fmt.Sprintf(`{{template "t%d"}}`, i), times))
	}
	return b.String() + fmt.Sprintf(`{{template "t%d"}}`, levels)
}

// What wordings need is taken.
func TestTemplatesThatAreTaken(t *testing.T) {
	const source = `Subject: {{.Start.Format "2006-01-02"}} {{printf "%02d|%-6s|%.1f" (.Start.Add (.End.Sub .Start)).Hour .Service (.End.Sub .Start).Hours}}

{{range $i, $r := .Regions}}{{if $i}}, {{end}}{{$r.Name}} {{($r.Start.In $.Start.Location).Format "15:04"}}{{end}} {{html .Service | printf "%s"}} {{print .Start.Weekday .Start.Month 1}} {{len .Regions}}`
	templates, err := notice.ParseTemplates(map[notice.Kind]string{notice.KindStart: source})
	require.NoError(t, err)
	planner, req, s := friday(t)
	table, err := notice.Plan(t.Context(), planner, req, s, notice.Policy{}, notice.Options{Service: "A<B", Templates: templates})
	require.NoError(t, err)
	assert.Equal(t, "2026-12-05 06|A<B   |1.0", table.Entries[1].Subject)
	assert.Equal(t, "Americas 05:00, Bavaria 05:00, Gulf 05:00 A&lt;B Saturday December 1 3\n", table.Entries[1].Text)
}

// ending is a context that is done once it was asked so many times.
type ending struct {
	context.Context
	left *int
}

func (l ending) Err() error {
	if *l.left--; *l.left < 0 {
		return context.Canceled
	}
	return nil
}

// Wherever the context ends, between notices or in the middle of one, there is no timetable.
func TestPlanIsCancelled(t *testing.T) {
	planner, req, s := friday(t)
	policy, opts := full()
	asked := 1 << 30
	_, err := notice.Plan(ending{t.Context(), &asked}, planner, req, s, policy, opts)
	require.NoError(t, err)
	all := 1<<30 - asked
	require.Greater(t, all, 100)
	for n := 0; n < all; n += 1 + all/50 {
		left := n
		_, err := notice.Plan(ending{t.Context(), &left}, planner, req, s, policy, opts)
		require.ErrorIs(t, err, context.Canceled, n)
	}
}

// The texts of all notices together have a limit, which is obeyed while they are made.
func TestMaxBytes(t *testing.T) {
	planner, req, s := friday(t)
	policy, opts := full()
	table, err := notice.Plan(t.Context(), planner, req, s, policy, opts)
	require.NoError(t, err)
	size := 0
	for _, e := range table.Entries {
		size += len(e.Subject) + len(e.Text) + len(e.Markdown) + len(e.HTML)
	}
	require.LessOrEqual(t, len(table.Entries), notice.MaxEntries(req, policy))
	opts.MaxBytes = int64(size)
	_, err = notice.Plan(t.Context(), planner, req, s, policy, opts)
	require.NoError(t, err)
	opts.MaxBytes--
	_, err = notice.Plan(t.Context(), planner, req, s, policy, opts)
	var large *bounded.LimitError
	require.ErrorAs(t, err, &large)
	require.EqualValues(t, size-1, large.Limit)
	opts.MaxBytes = -1
	_, err = notice.Plan(t.Context(), planner, req, s, policy, opts)
	require.ErrorContains(t, err, "notice.MaxBytes: found -1; expected more than 0, at most 1073741824, or 0 for the default")
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
		{"a long text", "end", "Subject: x\n" + `{{$x := printf "%999d" 1}}` + strings.Repeat("{{$x}}", 70), "a notice of more than 67584 bytes"},
		{"a wide number", "end", "Subject: x\n" + `{{printf "%0900000d" 1}}`, "a width beyond 999"},
		{"a width that is given", "end", "Subject: x\n" + `{{$x := printf "%*d" 900000 1}}`, "a width beyond 999"},
		{"a number again and again", "end", "Subject: x\n" + `{{$x := printf "` + strings.Repeat("%[1]999d", 200) + `" 1}}`, "a format that is longer than 1000 bytes"},
		{"a text that doubles", "end", "Subject: x\n" + `{{$x := "ab"}}` + strings.Repeat(`{{$x = print $x $x}}`, 40), "a text of more than 8192 bytes"},
		{"a link of links", "end", "Subject: x\n" + `{{$x := .Link}}` + strings.Repeat(`{{$x = link $x}}`, 40), "a text of more than 8192 bytes"},
		{"a layout of layouts", "end", "Subject: x\n" + `{{$x := "Monday"}}{{$x = .Start.Format $x}}`, "a Format without a layout"},
		{"a layout from a pipe", "end", "Subject: x\n" + `{{"Monday" | .Start.Format}}`, "a Format without a layout"},
		{"a layout that is long", "end", "Subject: x\n" + `{{date "de_DE" "` + strings.Repeat("Monday", 200) + `" .Start}}`, "a layout of more than 1000 bytes"},
		{"bytes", "end", "Subject: x\n" + `{{$x := .Start.MarshalJSON}}`, `the method "MarshalJSON"`},
		{"bytes in a pipe in brackets", "end", "Subject: x\n" + `{{if (.Start.UTC).MarshalText}}{{end}}`, `the method "MarshalText"`},
		{"the whole message", "end", "Subject: x\n" + `{{$x := print .}}`, "a value of type *notice.Message"},
		{"many steps", "end", "Subject: x\n" + strings.Repeat("{{if .Late}}{{end}}", 3_000), "more than 5000 steps"},
		{"calls of calls", "end", "Subject: x\n" + callsOfCalls(12, 4), "more than 5000 steps, each call of a template counted"},
		{"many steps for each region", "end", "Subject: x\n{{range .Regions}}" + strings.Repeat("{{if $.Late}}{{end}}", 101) + "{{end}}", "more than 200 steps for each item of a range"},
		{"ranges of calls", "end", "Subject: x\n" + `{{define "a"}}{{range .Regions}}{{.Name}}{{end}}{{end}}` + strings.Repeat(`{{template "a" .}}`, 101), "more than 200 steps for each item of a range"},
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
	_, err = notice.Plan(t.Context(), planner, req, s, notice.Policy{}, notice.Options{Templates: templates})
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
		table, err := notice.Plan(t.Context(), planner, req, s, notice.Policy{}, notice.Options{DataAtRisk: test.risk})
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
		table, err := notice.Plan(t.Context(), planner, scheduler.Request{}, s, notice.Policy{}, notice.Options{Templates: templates})
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
