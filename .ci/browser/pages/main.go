// Pages writes what the browser tests open into a folder: for each case NAME.html, NAME.json, and the
// pictures as NAME-heatmap.svg and NAME-strip.svg.
//
//	go run ./pages FOLDER
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"time"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: pages FOLDER")
	}
	for _, c := range []struct {
		name string
		ask  func() (*scheduler.Planner, scheduler.Request, error)
	}{{"plan", plan}, {"hostile", hostile}} {
		if err := write(filepath.Join(os.Args[1], c.name), c.ask); err != nil {
			log.Fatalf("%s: %v", c.name, err)
		}
	}
}

// plan is the plan of examples/suggest, with a crew.
func plan() (*scheduler.Planner, scheduler.Request, error) {
	data, err := os.ReadFile(filepath.FromSlash("../../examples/suggest/plan.json"))
	if err != nil {
		return nil, scheduler.Request{}, err
	}
	p, err := planfile.Parse(context.Background(), data, planfile.Options{})
	if err != nil {
		return nil, scheduler.Request{}, err
	}
	p.Request.Crew = []scheduler.Crew{crew("Operations", 3, "Europe/Berlin")}
	return p.Planner, p.Request, nil
}

const nasty = `"><script>document.title='owned'</script><img src=x onerror=alert(1)></svg>]]>{{.}}&amp;'` + "\x00\x1b\u202e"

// hostile is a plan whose names are attacks, around a change of clocks and in zones with half hours.
func hostile() (*scheduler.Planner, scheduler.Request, error) {
	holidays, err := calendar.NewHolidayList(calendar.Holiday{Date: calendar.MustParseDate("2026-10-31"), Name: nasty})
	if err != nil {
		return nil, scheduler.Request{}, err
	}
	planner, err := scheduler.New(
		scheduler.Region{Name: nasty, Customers: 5000, Activity: scheduler.Business(), Calendar: calendar.Calendar{Location: zone("Asia/Kathmandu"), Holidays: holidays}},
		scheduler.Region{Name: "New York", Customers: 9000, Activity: scheduler.Consumer(), Calendar: calendar.Calendar{Location: zone("America/New_York")}},
		scheduler.Region{Name: "Lord Howe Island, with a name that is too long to fit", Customers: 40, Calendar: calendar.Calendar{Location: zone("Australia/Lord_Howe")}},
	)
	return planner, scheduler.Request{
		Horizon:  calendar.Interval{Start: time.Date(2026, 10, 26, 7, 30, 0, 0, time.UTC), End: time.Date(2026, 11, 16, 0, 0, 0, 0, time.UTC)},
		Duration: 30 * time.Minute, AllowWorkingDays: true, AllowHolidays: true,
		Overrun: []scheduler.OverrunStage{{Until: 2 * time.Hour, Probability: 0.5}, {Until: 50 * time.Hour, Probability: 0.01}},
		Grid:    scheduler.Grid{Location: zone("America/New_York"), Step: 30 * time.Minute}, Count: 12, Spacing: 20 * time.Hour,
		Rules: []scheduler.Rule{scheduler.Blackout(must(scheduler.Dates(nasty, calendar.MustParseDate("2026-11-03"), calendar.MustParseDate("2026-11-05"))))},
		Crew:  []scheduler.Crew{crew(nasty, 2, "America/Los_Angeles")},
	}, err
}

func zone(name string) *time.Location {
	loc, err := calendar.LoadZone(name)
	if err != nil {
		log.Fatal(err)
	}
	return loc
}

func crew(name string, people int64, zoneName string) scheduler.Crew {
	return scheduler.Crew{Name: name, People: people, Calendar: calendar.Calendar{Location: zone(zoneName)}, Hours: calendar.Hours{From: 8 * 3600, To: 22 * 3600}}
}

// write answers a request and writes its files.
func write(path string, ask func() (*scheduler.Planner, scheduler.Request, error)) error {
	ctx := context.Background()
	planner, req, err := ask()
	if err != nil {
		return err
	}
	d := report.Decision{Title: "Upgrade of the database", Planner: planner, Request: req, Strips: 3, Assumptions: report.Assumptions(planner, req, "")}
	if d.Result, err = planner.Suggest(ctx, req); err != nil {
		return err
	}
	if d.Timeline, err = planner.Timeline(ctx, req); err != nil {
		return err
	}
	if d.Tradeoff, err = planner.Tradeoff(ctx, req); err != nil {
		return err
	}
	if d.Robustness, err = planner.Robustness(ctx, req, nil); err != nil {
		return err
	}
	if d.Notices, err = notice.Plan(context.Background(), planner, req, d.Result.Suggestions[0], notice.Policy{Reminders: []time.Duration{72 * time.Hour}, Updates: 6 * time.Hour}, notice.Options{Service: "the database"}); err != nil {
		return err
	}
	doc, err := report.NewDecisionDocument(d)
	if err != nil {
		return err
	}
	for _, file := range []struct {
		suffix string
		write  func(io.Writer) error
	}{
		{".html", func(w io.Writer) error { return report.HTML(w, d) }},
		{".json", func(w io.Writer) error { return document.Encode(w, doc) }},
		{"-heatmap.svg", func(w io.Writer) error { return report.HeatMapSVG(w, doc.HeatMap) }},
		{"-strip.svg", func(w io.Writer) error { return report.ClockStripSVG(w, doc.ClockStrips[0]) }},
	} {
		var b bytes.Buffer
		if err := file.write(&b); err != nil {
			return fmt.Errorf("%s: %w", file.suffix, err)
		}
		if err := os.WriteFile(path+file.suffix, b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// must returns what a call with sound arguments returns.
func must[T any](v T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return v
}
