package report_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// weekendAnswers asks the request of the examples everything that a report shows.
func weekendAnswers() report.Decision {
	planner, req := weekendRequest()
	res, err := planner.Suggest(context.Background(), req)
	if err != nil {
		panic(err)
	}
	tl, err := planner.Timeline(context.Background(), req)
	if err != nil {
		panic(err)
	}
	return report.Decision{Title: "Database upgrade", Planner: planner, Request: req, Result: res, Timeline: tl, Assumptions: report.Assumptions(planner, req, "")}
}

func ExampleHeatMapText() {
	d := weekendAnswers()
	m := report.NewHeatMap(d.Request, d.Timeline, d.Result, report.HeatMapOptions{})
	if err := report.HeatMapText(os.Stdout, m, report.HeatTextOptions{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// Impact by hour of start, 2026-12-01 to 2026-12-07 (UTC)
	//
	//                 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
	// Tue 2026-12-01 // // // // // // // // // // // // // // // // // // // // // // // //
	// Wed 2026-12-02 // // // // // // // // // // // // // // // // // // // // // // // //
	// Thu 2026-12-03 // // // // // // // // // // // // // // // // // // // // // // // //
	// Fri 2026-12-04 // // // // // // // // // // // // // // // // // // // // // // // //
	// Sat 2026-12-05 -- :: .. #1 :: :: :: :: -- == == == == -- -- -- -- :: :: :: -- -- == ==
	// Sun 2026-12-06 -- :: .. #2 :: :: :: :: -- == == == == // // // // // // // // // // //
	//
	//                 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
	// Mon 2026-12-07 // // // // // // // // // // // // // // // // // // // // // // // //
	//
	// Each column is an hour in which to start. Customer-hours expected to be lost: .. up to 130, :: up to
	// 155, -- up to 186, == up to 248, ++ up to 373, ** up to 621, ## more. #1: suggestion 1, and so on.
	// Blocked: // working day. _: no start of the search.
}

func ExampleHeatMapSVG() {
	d := weekendAnswers()
	m := report.NewHeatMap(d.Request, d.Timeline, d.Result, report.HeatMapOptions{})
	var svg strings.Builder
	if err := report.HeatMapSVG(&svg, m); err != nil {
		fmt.Println(err)
		return
	}
	saturday := m.Days[4]
	fmt.Println(saturday.Date, saturday.Cells[3].State, *saturday.Cells[3].CustomerHours, saturday.Cells[3].Suggestions)
	fmt.Println(m.Days[0].Cells[9].State, m.Days[0].Cells[9].Blocked)
	fmt.Println(strings.Count(svg.String(), `data-state="free"`), "free hours in the picture")
	// Output:
	// 2026-12-05 free 124.2 [1]
	// blocked [weekdays: Tuesday in London and Sydney]
	// 37 free hours in the picture
}

func ExampleClockStripSVG() {
	d := weekendAnswers()
	strip := report.NewClockStrip(d.Planner, d.Request, d.Timeline, d.Result.Suggestions[0].Window)
	var svg strings.Builder
	if err := report.ClockStripSVG(&svg, strip); err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range strip.Rows {
		fmt.Println(r.Region, r.Window.Start.Format("Mon 15:04 -07:00"))
	}
	// Output:
	// London Sat 03:00 +00:00
	// Sydney Sat 14:00 +11:00
}

func ExampleMarkdown() {
	d := weekendAnswers()
	var text strings.Builder
	if err := report.Markdown(&text, d); err != nil {
		fmt.Println(err)
		return
	}
	for i, line := range strings.SplitN(text.String(), "\n", 13) {
		if i < 12 {
			fmt.Println(line)
		}
	}
	// Output:
	// # Database upgrade
	//
	// **Sat 2026-12-05 03:00 to 04:00 (UTC)**: 124.20 customer-hours are expected to be lost, the least of 145 free starts.
	//
	// - Sunday 02:00 in Europe/London costs 1.05 times as much; the next free start 1.62.
	// - Same hour, same cost: 6 Dec.
	//
	// ## What must happen by when
	//
	// | when (UTC) | what |
	// | --- | --- |
	// | Sat 2026-12-05 03:00 | the window begins |
}

func ExampleHTML() {
	d := weekendAnswers()
	tradeoff, err := d.Planner.Tradeoff(context.Background(), d.Request)
	if err != nil {
		fmt.Println(err)
		return
	}
	robustness, err := d.Planner.Robustness(context.Background(), d.Request, []scheduler.Case{{Kind: scheduler.CaseCustomers, By: 20}})
	if err != nil {
		fmt.Println(err)
		return
	}
	d.Tradeoff, d.Robustness = tradeoff, robustness
	var page strings.Builder
	if err := report.HTML(&page, d); err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.Lines(page.String()) {
		if strings.HasPrefix(line, "<h1>") || strings.HasPrefix(line, "<h2") || strings.HasPrefix(line, "<summary") {
			fmt.Print(line)
		}
	}
	// Output:
	// <h1>Database upgrade</h1>
	// <h2 id="when-heading">What must happen by when</h2>
	// <h2 id="local-times-heading">Local times</h2>
	// <h2 id="week-heading">The week around it</h2>
	// <h2 id="appendix-heading">Appendix</h2>
	// <summary>The window in figures</summary>
	// <summary>Reasons</summary>
	// <summary>Local clocks around it</summary>
	// <summary>Clock changes</summary>
	// <summary>Alternatives</summary>
	// <summary>Rules of thumb</summary>
	// <summary>The whole search by hour</summary>
	// <summary>Robustness</summary>
	// <summary>What the rules took from the horizon</summary>
	// <summary>Assumptions</summary>
}

func ExampleNewDecisionDocument() {
	document, err := report.NewDecisionDocument(weekendAnswers())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(document.Title)
	fmt.Printf("the usual choice costs %.2f times the best\n", *document.RuleOfThumb.Sunday.Factor)
	// Output:
	// Database upgrade
	// the usual choice costs 1.05 times the best
}

func ExampleAssumptions() {
	planner, req := weekendRequest()
	for _, a := range report.Assumptions(planner, req, "2026a") {
		fmt.Printf("%s: %s\n", a.About, a.Text)
	}
	// Output:
	// Time zone database: Version 2026a. None of the zones used is known to be out of date.
	// Overrun: None: the work is taken to end with its window.
	// London: Clocks of Europe/London. Weekly days off: Sat,Sun. No holidays. Activity: the built-in business.
	// Sydney: Clocks of Australia/Sydney. Weekly days off: Sat,Sun. No holidays. Activity: the built-in business.
}
