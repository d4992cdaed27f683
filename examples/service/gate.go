package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// readGate makes the gate of a plan file, once: a plan that changes asks for a new start. Files that the plan
// names are looked for beside it.
func readGate(file string, below float64, corrections *national.Corrections) (*scheduler.Gate, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	plan, err := planfile.Parse(ctx, text, planfile.Options{Files: os.DirFS(filepath.Dir(file)), Corrections: corrections})
	if err != nil {
		return nil, err
	}
	prepared, err := plan.Planner.Prepare(ctx, plan.Request)
	if err != nil {
		return nil, err
	}
	return prepared.Gate(scheduler.GateOptions{Below: below})
}
