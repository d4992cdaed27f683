// Incident replays a maintenance that went wrong, and asks what a planner that looks at the overrun
// would have said.
//
// A vendor announced one hour of maintenance for 20:00 Pacific on 12 April, a working day. It took
// three hours; the platform stayed unstable until 06:30 the next morning and was then rolled back to
// the snapshot, so that the data entered after it had reopened were unavailable.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// What the report says, counted from the start.
const (
	announced = time.Hour
	reopened  = 3 * time.Hour
	rollback  = 10*time.Hour + 30*time.Minute
)

func main() {
	os.Exit(start(os.Args[1:], os.Stdout, os.Stderr))
}

// start answers a command line and returns the exit status.
func start(args []string, stdout, stderr io.Writer) int {
	switch {
	case help(args):
		fmt.Fprint(stdout, usage)
		return 0
	case len(args) > 0:
		fmt.Fprintf(stderr, "incident: found %q; expected nothing (-h says more)\n", args[0])
		return 2
	}
	if err := run(stdout); err != nil {
		fmt.Fprintln(stderr, "incident:", err)
		return 1
	}
	return 0
}

func run(w io.Writer) error {
	p, err := planner()
	if err != nil {
		return err
	}
	pacific, err := calendar.LoadZone("America/Los_Angeles")
	if err != nil {
		return err
	}
	// 20:00 in Los Angeles. The report gives no year; in 2023 12 April was a Wednesday.
	start := time.Date(2023, 4, 13, 3, 0, 0, 0, time.UTC).In(pacific)
	request := func(overrun ...scheduler.OverrunStage) scheduler.Request {
		return scheduler.Request{
			Horizon:  calendar.Interval{Start: start.AddDate(0, 0, -7), End: start.AddDate(0, 0, 7)},
			Duration: announced,
			Overrun:  overrun,
			// Whatever is chosen, no region's working day may begin before a failure like this is over.
			KeepClear: rollback,
			Grid:      scheduler.Grid{Location: pacific},
			Count:     1,
		}
	}
	until := func(end time.Duration) scheduler.OverrunStage {
		return scheduler.OverrunStage{Until: end, Probability: 1}
	}
	hour, err := judge(p, request(), start)
	if err != nil {
		return err
	}
	down, err := judge(p, request(until(reopened)), start)
	if err != nil {
		return err
	}
	all, err := judge(p, request(until(rollback)), start)
	if err != nil {
		return err
	}
	var proposals []proposal
	for _, plan := range []struct {
		knowing string
		overrun []scheduler.OverrunStage
	}{
		{"the announced hour only", nil},
		{"that one in four takes 3 h, one in ten 10.5 h", []scheduler.OverrunStage{{Until: reopened, Probability: 0.25}, {Until: rollback, Probability: 0.1}}},
		{"what was to happen", []scheduler.OverrunStage{until(rollback)}},
	} {
		res, err := p.Suggest(context.Background(), request(plan.overrun...))
		if err != nil {
			return err
		}
		chosen := res.Suggestions[0]
		real, err := judge(p, request(until(rollback)), chosen.Window.Start)
		if err != nil {
			return err
		}
		proposals = append(proposals, proposal{knowing: plan.knowing, chosen: chosen, real: real})
	}
	// Both weeks have a Saturday: judge the same hour of the other one too.
	best := proposals[len(proposals)-1].chosen.Window.Start
	before, err := judge(p, request(until(rollback)), best.AddDate(0, 0, -7))
	if err != nil {
		return err
	}
	return write(w, story{start: start, hour: hour, down: down, all: all, proposals: proposals, before: before})
}

// judge assesses one start.
func judge(p *scheduler.Planner, req scheduler.Request, start time.Time) (scheduler.Assessment, error) {
	list, err := p.Assess(context.Background(), req, start)
	if err != nil {
		return scheduler.Assessment{}, err
	}
	return list[0], nil
}
