package report_test

import (
	"bytes"
	"encoding/json"
	"html"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

func htmlOf(t testing.TB, d report.Decision) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, report.HTML(&b, d))
	return b.Bytes()
}

func markdownOf(t testing.TB, d report.Decision) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, report.MarkdownFull(&b, d))
	return b.Bytes()
}

// withoutMaps returns a page without its heat maps, whose cells are no tables of the JSON.
func withoutMaps(page []byte) []byte {
	return regexp.MustCompile(`(?s)<table id="[a-z]+-table" class="heat.*?</table>`).ReplaceAll(page, nil)
}

// jsonOf returns the JSON form of a decision, decoded without its types and with numbers as written.
func jsonOf(t testing.TB, d report.Decision) any {
	t.Helper()
	doc, err := report.NewDecisionDocument(d)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, document.Encode(&b, doc))
	dec := json.NewDecoder(&b)
	dec.UseNumber()
	var v any
	require.NoError(t, dec.Decode(&v))
	return v
}

// inJSON returns what stands at a place such as "suggestions[0].window.start".
func inJSON(t testing.TB, v any, path string) any {
	t.Helper()
	for _, step := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' || r == '[' || r == ']' }) {
		if i, err := strconv.Atoi(step); err == nil {
			list, ok := v.([]any)
			require.True(t, ok && i < len(list), path)
			v = list[i]
			continue
		}
		object, ok := v.(map[string]any)
		require.True(t, ok, path)
		require.Contains(t, object, step, path)
		v = object[step]
	}
	return v
}

// asRaw returns a value of JSON as data-value has it.
func asRaw(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	text, _ := json.Marshal(v)
	return string(text)
}

func decisions(t testing.TB) map[string]report.Decision {
	full := decision(t, withCrew(t, fortnight(t)))
	nasty := decision(t, hostile(t))
	nasty.Title = `Upgrade "><script>alert(1)</script>`
	nasty.HeatMap.Weeks = 1
	plain := fortnight(t)
	return map[string]report.Decision{
		"full":    full,
		"hostile": nasty,
		"bare":    {Planner: plain.planner, Request: plain.req, Result: plain.res},
	}
}

func TestPages(t *testing.T) {
	for name, d := range decisions(t) {
		t.Run(name, func(t *testing.T) {
			golden(t, "page_"+name+".html", htmlOf(t, d))
			golden(t, "markdown_"+name+".md", markdownOf(t, d))
			var short bytes.Buffer
			require.NoError(t, report.Markdown(&short, d))
			golden(t, "markdown_"+name+"_short.md", short.Bytes())
			require.Equal(t, htmlOf(t, d), htmlOf(t, d))
		})
	}
}

// Every figure of a page is at its place in the JSON, and every table has some.
func TestFiguresAreInTheJSON(t *testing.T) {
	for name, d := range decisions(t) {
		t.Run(name, func(t *testing.T) {
			document := jsonOf(t, d)
			figures := 0
			for _, e := range elements(t, htmlOf(t, d)) {
				if path := e.attrs["data-json"]; path != "" {
					require.Equal(t, asRaw(inJSON(t, document, path)), e.attrs["data-value"], path)
					figures++
				}
			}
			require.Greater(t, figures, 40)
		})
	}
}

// What has no data-json in a table are words: a number in them is one of a name, a date or a reading.
var withoutFigures = regexp.MustCompile(`^[^0-9]*$|^[0-9]{1,2}$|^[A-Za-z_/]+ [+-]\d\d:\d\d$`)

func TestTablesHoldNoOtherFigures(t *testing.T) {
	d := decisions(t)["full"]
	for _, s := range []string{"decision-table", "regions-table", "suggestions-table", "thumb-table", "prices-table", "crew-table", "tradeoff-table", "robust-table"} {
		_, table, found := strings.Cut(string(htmlOf(t, d)), `<table id="`+s+`">`)
		require.True(t, found, s)
		table, _, _ = strings.Cut(table, "</table>")
		_, body, _ := strings.Cut(table, "<tbody>")
		require.Contains(t, body, "data-json", s)
		for _, cell := range strings.Split(body, "<td")[1:] {
			_, cell, _ = strings.Cut(cell, ">")
			cell, _, _ = strings.Cut(cell, "</td>")
			if strings.Contains(cell, "data-json") || strings.HasPrefix(cell, "The first ") || strings.HasPrefix(cell, "no: ") || strings.Contains(cell, "20 %") {
				continue
			}
			require.Regexp(t, withoutFigures, html.UnescapeString(cell), s)
		}
	}
}

// The page stands by itself, whatever the names are.
func TestPagesAreHarmless(t *testing.T) {
	for name, d := range decisions(t) {
		t.Run(name, func(t *testing.T) {
			text := htmlOf(t, d)
			list := elements(t, text)
			ids := make(map[string]bool)
			for _, e := range list {
				requireHarmless(t, e)
				if id := e.attrs["id"]; id != "" {
					require.False(t, ids[id], id)
					ids[id] = true
				}
			}
			for _, e := range list {
				if target, ok := strings.CutPrefix(e.attrs["href"], "#"); ok {
					require.True(t, ids[target], target)
				}
				for _, id := range strings.Fields(e.attrs["aria-labelledby"]) {
					require.True(t, ids[id], id)
				}
			}
			lower := strings.ToLower(string(text))
			require.NotContains(t, lower, "<script")
			require.NotContains(t, lower, "@import")
			require.NotContains(t, lower, "zgotmplz")
			for _, url := range regexp.MustCompile(`url\([^)]*\)`).FindAllString(lower, -1) {
				require.True(t, strings.HasPrefix(url, "url(#"), url)
			}
			require.Equal(t, -1, strings.IndexFunc(lower, func(r rune) bool { return r < ' ' && r != '\n' }))
		})
	}
}

func TestMarkdownIsHarmless(t *testing.T) {
	text := string(markdownOf(t, decisions(t)["hostile"]))
	fence := strings.Split(text, "```")
	require.Len(t, fence, 5) // two blocks of code, opened and closed
	prose := fence[0] + fence[2] + fence[4]
	// A backslash makes a "<" a letter.
	require.Equal(t, strings.Count(prose, "<"), strings.Count(prose, `\<`))
	require.NotContains(t, text, "\x1b")
	require.NotContains(t, text, "\u202e")
	// Rows have the cells of their heading: no name opens one.
	cells := 0
	for line := range strings.Lines(prose) {
		if !strings.HasPrefix(line, "|") {
			cells = 0
			continue
		}
		n := strings.Count(line, "|") - strings.Count(line, `\|`)
		require.True(t, cells == 0 || n == cells, line)
		cells = n
	}
}

// The two forms say the same: every text of a cell of the page is in the Markdown too.
func TestFormsAgree(t *testing.T) {
	d := decisions(t)["full"]
	text := strings.ReplaceAll(string(markdownOf(t, d)), `\`, "")
	n := 0
	for _, e := range elements(t, withoutMaps(htmlOf(t, d))) {
		if e.name == "td" && !strings.ContainsAny(e.text, "<>&") {
			require.Contains(t, text, "| "+e.text+" ")
			n++
		}
	}
	require.Greater(t, n, 100)
}

func TestPartsThatAreMissing(t *testing.T) {
	all := []string{"What must happen by when", "Local times", "The week around it", "Proposed starts", "The window in figures", "Reasons", "Clock changes", "Alternatives", "Rules of thumb", "What each rule costs",
		"The whole search by hour", "Crew", "Trade-off between customers and crews", "Robustness", "What the rules took from the horizon", "Notices for the maintenance Sat 5 Dec 2026, 05:00 to 06:00 UTC", "Assumptions"}
	bare := []string{"What must happen by when", "Local times", "The window in figures", "Reasons", "Clock changes", "Alternatives", "Rules of thumb", "What the rules took from the horizon"}
	require.ElementsMatch(t, all, headings(string(markdownOf(t, decisions(t)["full"]))))
	require.ElementsMatch(t, bare, headings(string(markdownOf(t, decisions(t)["bare"]))))
}

func headings(markdown string) []string {
	var out []string
	for line := range strings.Lines(markdown) {
		if title, ok := strings.CutPrefix(line, "## "); ok {
			out = append(out, strings.TrimSpace(title))
		}
	}
	return out
}

func TestDecisionsThatAreNone(t *testing.T) {
	whole := decisions(t)["bare"]
	for _, change := range []func(*report.Decision){
		func(d *report.Decision) { d.Planner = nil },
		func(d *report.Decision) { d.Result = nil },
		func(d *report.Decision) { d.Result = &scheduler.Result{} },
	} {
		d := whole
		change(&d)
		var b bytes.Buffer
		require.ErrorContains(t, report.HTML(&b, d), "a decision needs")
		require.ErrorContains(t, report.Markdown(&b, d), "a decision needs")
		require.ErrorContains(t, report.MarkdownFull(&b, d), "a decision needs")
		_, err := report.NewDecisionDocument(d)
		require.ErrorContains(t, err, "a decision needs")
		require.Zero(t, b.Len())
	}
}

func TestPicturesAndPagesAreWrittenAtOnce(t *testing.T) {
	a := fortnight(t)
	d := decision(t, a)
	m, s := heatMap(a, 0), clockStrip(a, a.res.Suggestions[0].Window)
	for _, write := range []func(io.Writer) error{
		func(w io.Writer) error { return report.HTML(w, d) },
		func(w io.Writer) error { return report.Markdown(w, d) },
		func(w io.Writer) error { return report.MarkdownFull(w, d) },
		func(w io.Writer) error { return report.HeatMapSVG(w, m) },
		func(w io.Writer) error { return report.HeatMapText(w, m, report.HeatTextOptions{}) },
		func(w io.Writer) error { return report.ClockStripSVG(w, s) },
	} {
		w := &once{}
		require.ErrorIs(t, write(w), errFull)
		require.Equal(t, 1, w.calls)
	}
}

func TestAssumptions(t *testing.T) {
	planner, req := threeRegions(t)
	list := report.Assumptions(planner, req, "")
	require.Len(t, list, 5)
	require.Equal(t, report.Assumption{About: "Time zone database", Text: "The version is not known. None of the zones used is known to be out of date."}, list[0])
	require.Equal(t, "Taken as given: 25 % that customers are still disrupted until 3 h after the start and 10 % that customers are still disrupted until 10 h 30 min after the start.", list[1].Text)
	require.Equal(t, report.Assumption{About: "Americas", Text: "Clocks of America/New_York. Weekly days off: Sat,Sun. 3 holidays from 2026-11-30 to 2027-01-31: 2026-12-25 Christmas Day, 2027-01-01 New Year's Day, 2027-01-18 Martin Luther King Jr. Day. Activity: the built-in business."}, list[2])
	require.Equal(t, "Clocks of Asia/Riyadh. Weekly days off: Fri,Sat. No holidays. Activity: its own shares by kind of day and hour.", list[4].Text)

	req.Overrun = nil
	require.Equal(t, "None: the work is taken to end with its window.", report.Assumptions(planner, req, "2026a")[1].Text)
	require.Contains(t, report.Assumptions(planner, req, "2026a")[0].Text, "Version 2026a. ")
}

func TestAssumptionsOfRareCalendars(t *testing.T) {
	change, err := calendar.NewWeekend(calendar.NewDaySet(time.Thursday, time.Friday), calendar.WeekendChange{From: calendar.MustParseDate("2013-06-29"), Days: calendar.FridaySaturday})
	require.NoError(t, err)
	forecast, err := scheduler.NewForecast(at(t, "2013-06-01T00:00:00Z"), make([]float64, 24*60))
	require.NoError(t, err)
	var many []string
	for day := 1; day <= 14; day++ {
		many = append(many, calendar.MustParseDate("2013-06-30").AddDays(day).String(), "Day "+strconv.Itoa(day))
	}
	planner, err := scheduler.New(
		scheduler.Region{Name: "Riyadh", Customers: 1, Calendar: calendar.Calendar{Location: zone(t, "Asia/Riyadh"), Weekend: change, Holidays: holidays(t)}, Forecast: forecast},
		scheduler.Region{Name: "Busy", Customers: 1, Calendar: calendar.Calendar{Location: time.UTC, Weekend: calendar.FixedWeekend(calendar.NoDays), Holidays: holidays(t, many...)}},
		scheduler.Region{Name: "Unsure", Customers: 1, Calendar: calendar.Calendar{Location: time.UTC, Holidays: unsure{}}},
	)
	require.NoError(t, err)
	list := report.Assumptions(planner, scheduler.Request{Horizon: calendar.Interval{Start: at(t, "2013-06-20T00:00:00Z"), End: at(t, "2013-07-20T00:00:00Z")}}, "")
	require.Equal(t, "Clocks of Asia/Riyadh. Weekly days off: Thu,Fri, from 2013-06-29 on Fri,Sat. No holidays from 2013-06-20 to 2013-07-20. Activity: a forecast by the hour.", list[2].Text)
	require.Contains(t, list[3].Text, "Weekly days off: none. 14 holidays from 2013-06-20 to 2013-07-19: 2013-07-01 Day 1, ")
	require.Contains(t, list[3].Text, "2013-07-12 Day 12, and 2 more. Activity: the built-in always.")
	require.Contains(t, list[4].Text, "The holidays are not known for all of the horizon.")
}

// unsure is a source that knows nothing.
type unsure struct{}

func (unsure) Between(first, last calendar.Date) ([]calendar.Holiday, error) {
	return nil, &calendar.YearsError{Source: "unsure", First: first, Last: last}
}
