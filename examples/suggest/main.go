// Suggest reads a plan file and prints the maintenance windows that disturb the fewest customers, with
// the reasons: as text, as JSON, as a report for a meeting, as notices to customers, or in the form of
// another tool. Without a plan file it uses one that is built in.
//
//	go run ./examples/suggest
//	go run ./examples/suggest -from now -days 60 -html report.html my-plan.json
//
// The exit status is 0 with suggestions, 1 where no window fits, 2 where the plan or the command line is
// wrong and 3 where something could not be written. "go run" answers 1 for all of these: build the
// program if a script is to tell them apart.
package main

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/examples/internal/bounds"
	"github.com/quietwindow/quietwindow/examples/internal/commandline"
	"github.com/quietwindow/quietwindow/examples/internal/outfile"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

//go:embed plan.json
var builtIn []byte

// The exit statuses.
const (
	statusFound = iota
	statusNoWindow
	statusInvalid
	statusFailed // the output could not be written
)

func main() {
	bounds.LimitMemory()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, time.Now, zoneDatabase()))
}

// run does what the command line says and returns the exit status. Zones is the version of the time zone
// database, for the assumptions of a report.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer, now func() time.Time, zones string) int {
	opts, err := parse(args, now)
	out := output{json: opts.json, stdout: stdout, stderr: stderr}
	switch {
	case opts.help:
		return out.status(statusFound, write(stdout, help()))
	case err != nil:
		out.heading = "The command line of suggest is wrong; -h says how it goes."
		return out.refuse(err, nil)
	}
	if faults := outfile.Check(opts.reports(), opts.force); faults != nil { // before the work
		out.heading = "The command line of suggest is wrong; -h says how it goes."
		return out.refuse(faults, nil)
	}
	out.heading = named(opts.file)
	plan, err := read(opts, stdin)
	if err != nil {
		return out.refuse(err, nil)
	}
	if plan.Campaign != nil || plan.Recurring != nil {
		return out.refuse(notOurs(plan), plan.Warnings)
	}
	if err := bounds.Plan(plan, len(opts.at)); err != nil {
		return out.refuse(err, plan.Warnings)
	}
	over := overBy(plan.Request.Horizon, now())
	if over != "" {
		plan.Warnings = append(plan.Warnings, over)
	}
	d, err := decision.Make(context.Background(), plan, opts.wanted(zones))
	var none *scheduler.NoWindowError
	if errors.As(err, &none) {
		return out.nothing(none, opts, plan)
	}
	if err != nil {
		return out.refuse(renamed(cmp.Or(bounds.Refused(err), err)), plan.Warnings)
	}
	if begun := begunBy(d.Result.Suggestions[0], now()); over == "" && begun != "" {
		d.Result.Warnings = append(d.Result.Warnings, begun)
	}
	return out.deliver(d, opts, plan, now)
}

// deliver prints and writes what the command line asks for of an answer.
func (o *output) deliver(d *report.Decision, opts options, plan *planfile.Plan, now func() time.Time) int {
	exports, err := exportsOf(d, opts, plan, now)
	if err != nil {
		return o.refuse(err, d.Result.Warnings)
	}
	return o.found(d, opts, exports)
}

// read reads the plan that the command line names.
func read(opts options, stdin io.Reader) (*planfile.Plan, error) {
	with := planfile.Options{From: opts.from, To: opts.to, Days: opts.days}
	if opts.corrections != "" {
		var err error
		if with.Corrections, err = commandline.Corrections(opts.corrections); err != nil {
			return nil, err
		}
	}
	switch opts.file {
	case "":
		return planfile.Read(context.Background(), bytes.NewReader(builtIn), with)
	case "-":
		with.Files = os.DirFS(".")
		plan, err := planfile.Read(context.Background(), stdin, with)
		return plan, unreadable("standard input", err)
	}
	file, err := os.Open(opts.file)
	if err != nil {
		return nil, unreadable(opts.file, err)
	}
	defer file.Close()
	with.Files = os.DirFS(filepath.Dir(opts.file))
	plan, err := planfile.Read(context.Background(), file, with)
	return plan, unreadable(opts.file, err)
}

// unreadable turns the error of a file that cannot be read into a fault of the command line. The
// faults of a plan, and no error, it returns as they are.
func unreadable(name string, err error) error {
	var faults scheduler.FieldErrors
	if err == nil || errors.As(err, &faults) {
		return err
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return scheduler.FieldErrors{{Path: "PLANFILE", Value: name, Expected: fmt.Sprintf("a plan file that can be read (%v)", err)}}
}

// renamed returns the faults of starts under the name that the command line has for them.
func renamed(err error) error {
	var faults scheduler.FieldErrors
	if !errors.As(err, &faults) {
		return err
	}
	list := make(scheduler.FieldErrors, len(faults))
	for i, f := range faults {
		list[i] = f
		if strings.HasPrefix(f.Path, "starts[") {
			list[i] = &scheduler.FieldError{Path: "-at", Value: f.Value, Expected: f.Expected}
		}
	}
	return list
}

// notOurs refuses a plan of many windows.
func notOurs(plan *planfile.Plan) error {
	key := "campaign"
	if plan.Recurring != nil {
		key = "recurring"
	}
	return scheduler.FieldErrors{{Path: key, Value: "a plan of many windows", Expected: "one window; such plans are for the program campaign (go run ./examples/campaign PLANFILE)"}}
}
