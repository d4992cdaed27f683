package report_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// A page begins with what a ticket needs; all else is in parts that open.
func TestFirstPage(t *testing.T) {
	page := string(htmlOf(t, decisions(t)["full"]))
	first, appendix, found := strings.Cut(page, `<section id="appendix"`)
	require.True(t, found)
	var ids []string
	for _, m := range regexp.MustCompile(`<section id="([a-z-]+)"`).FindAllStringSubmatch(first, -1) {
		ids = append(ids, m[1])
	}
	require.Equal(t, []string{"when", "local-times", "week"}, ids)
	require.NotContains(t, first, "<details")
	require.NotContains(t, appendix, "<section id=")
	require.Equal(t, 1, strings.Count(appendix, `open="open"`)) // the starts that were asked about
	require.Contains(t, appendix, `<details id="proposed" open="open">`)
}

// What must happen by when is in order of time, each instant with its place in the JSON.
func TestByWhen(t *testing.T) {
	_, table, _ := strings.Cut(string(htmlOf(t, decisions(t)["full"])), `<table id="when-table">`)
	table, _, _ = strings.Cut(table, "</table>")
	var paths []string
	var last time.Time
	for _, m := range regexp.MustCompile(`<tr><td><span data-json="([^"]+)" data-value="([^"]+)"`).FindAllStringSubmatch(table, -1) {
		paths = append(paths, m[1])
		instant := at(t, strings.ReplaceAll(m[2], "&#43;", "+"))
		require.False(t, instant.Before(last), m[1])
		last = instant
	}
	require.Equal(t, []string{"notices.announce_by", "suggestions[0].window.start", "suggestions[0].rollback_by", "suggestions[0].window.end", "clock_strips[0].stages[0].until",
		"clock_strips[0].stages[1].until", "suggestions[0].point_of_no_return", "suggestions[0].free_until"}, paths)
}

// The maps of a page hold every hour of the JSON, in its order; the week is three days on each side.
func TestHeatTables(t *testing.T) {
	planner, req := threeRegions(t)
	a := ask(t, planner, req)
	d := report.Decision{Planner: planner, Request: req, Result: a.res, Timeline: a.tl}
	doc, err := report.NewDecisionDocument(d)
	require.NoError(t, err)
	page := string(htmlOf(t, d))
	suggested := calendar.DateOf(a.res.Suggestions[0].Window.Start)
	for _, test := range []struct {
		id   string
		days func(report.HeatDay) bool
	}{
		{"map-table", func(report.HeatDay) bool { return true }},
		{"week-table", func(day report.HeatDay) bool {
			return !day.Date.Before(suggested.AddDays(-3)) && !suggested.AddDays(3).Before(day.Date)
		}},
	} {
		_, table, found := strings.Cut(page, `<table id="`+test.id+`"`)
		require.True(t, found)
		table, _, _ = strings.Cut(table, "</table>")
		cells := regexp.MustCompile(`<td class="([qx]\d|o)( s)?"(?: title="[^"]+")?>(?:<b>(\d+)</b>)?([^<]*)</td>`).FindAllStringSubmatch(table, -1)
		n := 0
		for _, day := range doc.HeatMap.Days {
			if !test.days(day) {
				continue
			}
			for _, c := range day.Cells {
				want := map[string]string{report.CellFree: fmt.Sprintf("q%d", c.Level), report.CellBlocked: fmt.Sprintf("x%d", c.Level), report.CellShort: fmt.Sprintf("x%d", c.Level), report.CellOff: "o"}[c.State]
				require.Equal(t, want, cells[n][1], c.Start)
				require.Equal(t, len(c.Suggestions) > 0, cells[n][2] != "", c.Start)
				require.Equal(t, c.CustomerHours == nil, cells[n][4] == "–", c.Start)
				n++
			}
		}
		require.Len(t, cells, n)
		require.GreaterOrEqual(t, n, 6*24)
	}
}

// Clocks that go back give a date a second row, clocks that pass over hours leave them empty, and dates that
// are left out are told.
func TestHeatTablesOfRareDays(t *testing.T) {
	for _, test := range []struct {
		name, zone, from, to string
		weeks                int
		want                 string
	}{
		{"back", "America/New_York", "2026-10-30T00:00:00Z", "2026-11-04T00:00:00Z", 0, `<th scope="row">again</th><td></td><td class=`},
		{"forward", "America/New_York", "2026-03-06T00:00:00Z", "2026-03-12T00:00:00Z", 0, `</td><td></td><td class=`},
		{"no date", "Pacific/Apia", "2011-12-28T00:00:00Z", "2012-01-04T00:00:00Z", 0, `<th scope="row">Fri 30 Dec</th><td colspan="24" class="note">the clocks passed over this date</td>`},
		{"left out", "UTC", "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z", 1, "86 dates of the search are left out."},
	} {
		t.Run(test.name, func(t *testing.T) {
			planner, err := scheduler.New(scheduler.Region{Name: "A", Customers: 10, Calendar: calendar.Calendar{Location: zone(t, test.zone)}})
			require.NoError(t, err)
			a := ask(t, planner, scheduler.Request{
				Horizon: calendar.Interval{Start: at(t, test.from), End: at(t, test.to)}, Duration: time.Hour,
				AllowWorkingDays: true, AllowHolidays: true, Grid: scheduler.Grid{Location: zone(t, test.zone)},
			})
			page := htmlOf(t, report.Decision{Planner: a.planner, Request: a.req, Result: a.res, Timeline: a.tl, HeatMap: report.HeatMapOptions{Weeks: test.weeks}})
			require.Contains(t, string(page), test.want)
		})
	}
}

// Whatever the plan, the short Markdown has at most 60 lines, and the long one says the rest.
func TestShortMarkdown(t *testing.T) {
	planner, req := crowd(t)
	a := ask(t, planner, req)
	a.res.Warnings = []string{"One.", "Two.", "Three.", "Four.", "Five."}
	many := decision(t, a)
	for name, d := range map[string]report.Decision{"full": decisions(t)["full"], "hostile": decisions(t)["hostile"], "many": many} {
		var short bytes.Buffer
		require.NoError(t, report.Markdown(&short, d))
		require.LessOrEqual(t, strings.Count(short.String(), "\n"), 60, name)
		require.Greater(t, strings.Count(string(markdownOf(t, d)), "\n"), 100, name)
	}
	var short bytes.Buffer
	require.NoError(t, report.Markdown(&short, many))
	require.Contains(t, short.String(), "and 6 more regions in the full form")
	require.Contains(t, short.String(), "- and 3 more\n")
	require.Contains(t, string(htmlOf(t, many)), "and 18 more regions that lose fewer customer-hours")
}

// crowd is a plan of thirty regions and an overrun of many stages.
func crowd(t testing.TB) (*scheduler.Planner, scheduler.Request) {
	t.Helper()
	var regions []scheduler.Region
	for i := range 30 {
		regions = append(regions, scheduler.Region{Name: fmt.Sprintf("Region %d", i), Customers: int64(100 + i), Activity: scheduler.Business(), Calendar: calendar.Calendar{Location: time.UTC}})
	}
	planner, err := scheduler.New(regions...)
	require.NoError(t, err)
	req := scheduler.Request{Horizon: calendar.Interval{Start: at(t, "2026-12-01T00:00:00Z"), End: at(t, "2026-12-15T00:00:00Z")}, Duration: time.Hour, Rollback: 20 * time.Minute, Spacing: 20 * time.Hour}
	for i := range 8 {
		req.Overrun = append(req.Overrun, scheduler.OverrunStage{Until: time.Duration(i+2) * time.Hour, Probability: 0.5 / float64(i+1)})
	}
	return planner, req
}

// Of the cases of a robustness only those that change a figure are listed.
func TestIdleCasesAreLeftOut(t *testing.T) {
	planner, req := threeRegions(t)
	d := decision(t, ask(t, planner, req)) // two months with holidays
	page := string(htmlOf(t, d))
	_, table, _ := strings.Cut(page, `<table id="cases-table">`)
	table, _, _ = strings.Cut(table, "</table>")
	shown := make(map[int]bool)
	for _, m := range regexp.MustCompile(`robustness\.cases\[(\d+)\]\.best"`).FindAllStringSubmatch(table, -1) {
		i, err := strconv.Atoi(m[1])
		require.NoError(t, err)
		shown[i] = true
	}
	best := d.Result.Suggestions[0].Impact.CustomerHours
	idle := 0
	for i, c := range d.Robustness.Cases {
		same := c.Best.Equal(d.Result.Suggestions[0].Window.Start) && c.BestCustomerHours == best
		for k, regret := range c.Regret {
			same = same && regret == d.Result.Suggestions[k].Impact.CustomerHours-best
		}
		require.Equal(t, !same, shown[i], c.Change)
		if same {
			idle++
		}
	}
	require.Positive(t, idle)
	require.Contains(t, page, fmt.Sprintf("%d cases are left out, because no figure of a suggestion changes there", idle))
	require.Greater(t, len(d.Robustness.Cases), idle)
}

// On a telephone all of the strip is in view, the window with it.
func TestNarrowStrip(t *testing.T) {
	page := string(htmlOf(t, decisions(t)["full"]))
	_, strip, found := strings.Cut(page, `<figure class="strip narrow">`)
	require.True(t, found)
	strip, _, _ = strings.Cut(strip, "</figure>")
	require.Contains(t, strip, `viewBox="0 0 346 `)
	require.NotContains(t, strip, `class="scroll`)
	for _, m := range regexp.MustCompile(` x="([0-9.-]+)" y="[0-9.]+" width="([0-9.]+)"`).FindAllStringSubmatch(strip, -1) {
		x, err := strconv.ParseFloat(m[1], 64)
		require.NoError(t, err)
		width, err := strconv.ParseFloat(m[2], 64)
		require.NoError(t, err)
		require.GreaterOrEqual(t, x, 0.0)
		require.LessOrEqual(t, x+width, 346.0)
	}
	require.Contains(t, strip, `class="qw-window"`)
}
