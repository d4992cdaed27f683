package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// standingGate is the gate of a plan file, and follows it. A file that is wrong leaves the gate as it was.
type standingGate struct {
	file        string
	below       float64
	corrections *national.Corrections
	log         *slog.Logger
	gate        atomic.Pointer[scheduler.Gate]
	reading     sync.Mutex
	state       string // of the file that was read last, good or not; guarded by reading
}

// newStandingGate reads the file for the first time, when a wrong one is an error.
func newStandingGate(file string, below float64, corrections *national.Corrections) (*standingGate, error) {
	g := &standingGate{file: file, below: below, corrections: corrections, log: slog.New(slog.DiscardHandler), state: fileState(file)}
	gate, err := readGate(file, below, corrections)
	g.gate.Store(gate)
	return g, err
}

// current returns the gate of the file as it is now. While one request reads a file that changed, others get the gate as it was.
func (g *standingGate) current() *scheduler.Gate {
	if g.reading.TryLock() {
		if fileState(g.file) != g.state {
			g.read()
		}
		g.reading.Unlock()
	}
	return g.gate.Load()
}

// reread reads the file though it looks as before: a file that it names may be another.
func (g *standingGate) reread() {
	g.reading.Lock()
	defer g.reading.Unlock()
	g.read()
}

// read reads the file, and tells what came of it. The state is that from before: a file that is written meanwhile is read once more.
func (g *standingGate) read() {
	g.state = fileState(g.file)
	gate, err := readGate(g.file, g.below, g.corrections)
	if err != nil {
		g.log.Error("the plan of the gate is wrong; the one before holds", "gate", g.file, "error", err)
		return
	}
	g.gate.Store(gate)
	g.log.Info("the plan of the gate was read again", "gate", g.file)
}

// fileState tells a file that changed from one that did not, by its time and size.
func fileState(file string) string {
	info, err := os.Stat(file)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprint(info.ModTime().UnixNano(), info.Size())
}

// readGate makes the gate of a plan file. Files that the plan names are looked for beside it.
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
