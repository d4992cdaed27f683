package report_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// asked is a request with its answers.
type asked struct {
	planner *scheduler.Planner
	req     scheduler.Request
	tl      *scheduler.Timeline
	res     *scheduler.Result // nil where no window fits
}

func ask(t testing.TB, planner *scheduler.Planner, req scheduler.Request) asked {
	t.Helper()
	tl, err := planner.Timeline(context.Background(), req)
	require.NoError(t, err)
	res, err := planner.Suggest(context.Background(), req)
	if !errors.Is(err, scheduler.ErrNoWindow) {
		require.NoError(t, err)
	}
	return asked{planner, req, tl, res}
}

// fortnight is the documented example over its first two weeks.
func fortnight(t testing.TB) asked {
	t.Helper()
	planner, req := threeRegions(t)
	req.Horizon.End = at(t, "2026-12-14T08:00:00Z")
	return ask(t, planner, req)
}

// oneRegion asks about one region that is always busy, without any rule, on the clocks of its zone.
func oneRegion(t testing.TB, zoneName, from, to string, change func(*scheduler.Request)) asked {
	t.Helper()
	loc := zone(t, zoneName)
	planner, err := scheduler.New(scheduler.Region{Name: "All", Customers: 100, Calendar: calendar.Calendar{Location: loc}})
	require.NoError(t, err)
	req := scheduler.Request{
		Horizon: calendar.Interval{Start: at(t, from), End: at(t, to)}, Duration: time.Hour,
		AllowWorkingDays: true, AllowHolidays: true, Grid: scheduler.Grid{Location: loc}, Count: 1,
	}
	if change != nil {
		change(&req)
	}
	return ask(t, planner, req)
}

const nasty = `"><script>alert(1)</script></svg>]]>{{.}}` + "\x00\x1b[31m\u202e&amp;'`|*_#"

// hostile is a plan whose every name is an attack, in zones with half hours and on a change of clocks.
func hostile(t testing.TB) asked {
	t.Helper()
	planner, err := scheduler.New(
		scheduler.Region{Name: nasty, Customers: 5000, Activity: scheduler.Business(), Calendar: calendar.Calendar{
			Location: zone(t, "Asia/Kathmandu"), Holidays: holidays(t, "2026-11-01", nasty+" day, which is a very long name")}},
		scheduler.Region{Name: "New York", Customers: 9000, Activity: scheduler.Consumer(), Calendar: calendar.Calendar{Location: zone(t, "America/New_York")}},
		scheduler.Region{Name: "東京 サポート", Customers: 2_000_000, Activity: scheduler.Business(), Calendar: calendar.Calendar{Location: zone(t, "Asia/Tokyo")}},
	)
	require.NoError(t, err)
	return ask(t, planner, scheduler.Request{
		Horizon:  calendar.Interval{Start: at(t, "2026-10-26T07:30:00Z"), End: at(t, "2026-11-09T00:00:00Z")},
		Duration: 30 * time.Minute, AllowWorkingDays: true,
		Overrun: []scheduler.OverrunStage{{Until: 50 * time.Hour, Probability: 0.5}},
		Grid:    scheduler.Grid{Location: zone(t, "America/New_York"), Step: 30 * time.Minute}, Count: 12, Spacing: 3 * time.Hour,
		Rules: []scheduler.Rule{scheduler.Blackout(must(scheduler.Dates(nasty, calendar.MustParseDate("2026-11-03"), calendar.MustParseDate("2026-11-05"))))},
		Crew: []scheduler.Crew{
			{Name: nasty, People: 3, Calendar: calendar.Calendar{Location: zone(t, "Europe/Berlin")}, Hours: calendar.Hours{From: 8 * 3600, To: 22 * 3600}},
			{Name: "Second line", People: 1, Calendar: calendar.Calendar{Location: zone(t, "America/Los_Angeles")}, Hours: calendar.Hours{From: 8 * 3600, To: 20 * 3600}},
		},
	})
}

// decision makes a decision with all its parts.
func decision(t testing.TB, a asked) report.Decision {
	t.Helper()
	tradeoff, err := a.planner.Tradeoff(context.Background(), a.req)
	require.NoError(t, err)
	robustness, err := a.planner.Robustness(context.Background(), a.req, nil)
	require.NoError(t, err)
	a.res.Assessments, err = a.planner.Assess(context.Background(), a.req, a.req.Horizon.Start.Add(100*time.Hour), a.res.Suggestions[0].Window.Start.Add(7*time.Minute))
	require.NoError(t, err)
	table, err := notice.Plan(t.Context(), a.planner, a.req, a.res.Suggestions[0], notice.Policy{Reminders: []time.Duration{24 * time.Hour}}, notice.Options{Service: "Acme <Cloud>"})
	require.NoError(t, err)
	return report.Decision{
		Planner: a.planner, Request: a.req, Result: a.res, Timeline: a.tl, Tradeoff: tradeoff, Robustness: robustness, Strips: 2,
		Assumptions: append(report.Assumptions(a.planner, a.req, "2026a"), report.Assumption{About: "Holidays of Bavaria", Text: "from a list, 2024 to 2027"}),
		Notices:     table,
	}
}

// withCrew adds crews to a request.
func withCrew(t testing.TB, a asked) asked {
	t.Helper()
	a.req.Crew = []scheduler.Crew{
		{Name: "Operations", People: 3, Calendar: calendar.Calendar{Location: zone(t, "Europe/Berlin")}, Hours: calendar.Hours{From: 8 * 3600, To: 22 * 3600}},
		{Name: "On call", People: 1, Calendar: calendar.Calendar{Location: zone(t, "America/Los_Angeles")}, Hours: calendar.Hours{From: 8 * 3600, To: 20 * 3600}},
	}
	a.req.Explain = true
	return ask(t, a.planner, a.req)
}

// element is what a test wants to know of an element of a document.
type element struct {
	name  string
	attrs map[string]string
	// text is all that stands in it.
	text string
}

// elements reads a document, which must be well-formed, and returns its elements in the order in which
// they end.
func elements(t testing.TB, text []byte) []element {
	t.Helper()
	dec := xml.NewDecoder(bytes.NewReader(text))
	var open, done []element
	var all strings.Builder // the text of the document, of which every element has a part
	var from []int
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attrs: make(map[string]string)}
			for _, a := range token.Attr {
				require.NotContains(t, e.attrs, a.Name.Local)
				e.attrs[a.Name.Local] = a.Value
			}
			open, from = append(open, e), append(from, all.Len())
		case xml.CharData:
			all.Write(token)
		case xml.EndElement:
			last := len(open) - 1
			open[last].text = all.String()[from[last]:]
			done, open, from = append(done, open[last]), open[:last], from[:last]
		}
	}
	require.Empty(t, open)
	return done
}

// requirePicture requires that an SVG stands by itself and says what it shows.
func requirePicture(t testing.TB, list []element) {
	t.Helper()
	ids := make(map[string]string)
	for _, e := range list {
		requireHarmless(t, e)
		if id := e.attrs["id"]; id != "" {
			require.NotContains(t, ids, id)
			ids[id] = strings.TrimSpace(e.text)
		}
	}
	pictures := 0
	for _, e := range list {
		if e.name == "svg" {
			pictures++
			require.Equal(t, "img", e.attrs["role"])
			for _, id := range strings.Fields(e.attrs["aria-labelledby"]) {
				require.NotEmpty(t, ids[id], id)
			}
		}
		if ref, ok := strings.CutPrefix(e.attrs["fill"], "url(#"); ok {
			require.Contains(t, ids, strings.TrimSuffix(ref, ")"))
		}
	}
	require.Positive(t, pictures)
}

// requireHarmless requires that an element runs nothing and fetches nothing.
func requireHarmless(t testing.TB, e element) {
	t.Helper()
	require.NotContains(t, []string{"script", "iframe", "object", "embed", "image", "img", "use", "foreignObject", "base", "form"}, e.name)
	for name, value := range e.attrs {
		require.False(t, strings.HasPrefix(strings.ToLower(name), "on"), name)
		switch name {
		case "src", "style", "action", "background":
			require.Fail(t, "an attribute that can fetch", "%s=%q", name, value)
		case "href":
			require.True(t, value == "data:," || strings.HasPrefix(value, "#"), value)
		case "xmlns":
		default:
			require.NotContains(t, value, "http", name)
		}
	}
}
