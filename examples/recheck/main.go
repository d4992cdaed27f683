// Recheck looks at announced maintenance windows again, night after night: a folder of plan files, each with the
// record of an earlier night. It says what changed since, a holiday that came, a zone's law, customers that moved, and
// which windows are no longer free or no longer good, by how much and why.
//
//	go run ./examples/recheck -store FOLDER    # the first night
//	go run ./examples/recheck FOLDER           # every night after
//
// The exit status is 0 where nothing must be looked at, 1 where something must, 2 where a plan, a record or the command
// line is wrong and 3 where something could not be written. "go run" answers 1 for all of these: build the program if a
// script is to tell them apart.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/examples/internal/commandline"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/recheck"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// The exit statuses.
const (
	statusFine = iota
	statusLook
	statusInvalid
	statusFailed // something could not be written
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run does what the command line says and returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	opts, err := parse(args)
	if errors.Is(err, errHelp) {
		return finish(stdout, stderr, usage, statusFine)
	}
	var corrections *national.Corrections
	if err == nil && opts.corrections != "" {
		corrections, err = commandline.Corrections(opts.corrections)
	}
	var names []string
	if err == nil {
		names, err = plans(opts.folder)
	}
	if err != nil {
		fmt.Fprintln(stderr, "recheck:", err)
		return statusInvalid
	}
	status := statusFine
	answers := make([]answer, 0, len(names))
	var text strings.Builder
	for _, name := range names {
		a := look(name, corrections, opts)
		answers = append(answers, a)
		status = max(status, a.status)
		text.WriteString(a.text())
	}
	out := text.String()
	if opts.json {
		var b bytes.Buffer
		if err := document.Encode(&b, answers); err != nil {
			fmt.Fprintln(stderr, "recheck:", err)
			return statusFailed
		}
		out = b.String()
	}
	return finish(stdout, stderr, out, status)
}

// finish writes the answer.
func finish(stdout, stderr io.Writer, text string, status int) int {
	if _, err := io.WriteString(stdout, text); err != nil {
		fmt.Fprintln(stderr, "recheck: the answer could not be written:", err)
		return statusFailed
	}
	return status
}

const (
	planEnd   = ".json"
	recordEnd = ".record.json"
)

// plans returns the names of the plans of a folder, without .json, in order. One without plans is wrong.
func plans(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), planEnd)
		if ok && !e.IsDir() && !strings.HasSuffix(e.Name(), recordEnd) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s: found no plan; expected files named NAME.json", folder)
	}
	return names, nil
}

// answer is what is said of a plan.
type answer struct {
	Plan string `json:"plan"`
	// Attention says that somebody must look.
	Attention bool `json:"attention"`
	// Stored says that the record was written, FirstTime that there was none before.
	Stored    bool        `json:"stored"`
	FirstTime bool        `json:"first_time"`
	Announced []time.Time `json:"announced"`
	// Slot is the recurring slot that is announced; left out of other plans.
	Slot    *recheck.Slot         `json:"slot,omitempty"`
	Changes *recheck.Changes      `json:"changes,omitempty"`
	Error   *document.ErrorResult `json:"problem,omitempty"`
	status  int
}

// look takes the record of a plan and compares it with that of an earlier night.
func look(name string, corrections *national.Corrections, opts options) answer {
	a := answer{Plan: name, Announced: []time.Time{}}
	fail := func(err error, status int) answer {
		a.Error, a.status = document.NewErrorResult(err), status
		return a
	}
	data, err := os.ReadFile(filepath.Join(opts.folder, name+planEnd))
	if err != nil {
		return fail(err, statusInvalid)
	}
	how := recheck.Options{Slack: opts.slack, Plan: planfile.Options{Files: os.DirFS(opts.folder), From: opts.from, Corrections: corrections}}
	old, err := record(filepath.Join(opts.folder, name+recordEnd))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		a.FirstTime = true
		if !opts.announce.IsZero() {
			how.Announced = []time.Time{opts.announce}
		}
	case err != nil:
		return fail(err, statusInvalid)
	default:
		how.Announced, how.Slot = old.Starts(), old.Slot
	}
	now, err := recheck.Take(context.Background(), data, how)
	if err != nil {
		return fail(err, statusInvalid)
	}
	a.Announced, a.Slot = append(a.Announced, now.Starts()...), now.Slot
	a.Attention = a.FirstTime && !opts.store
	if !a.FirstTime {
		a.Changes = recheck.Diff(old, now)
		a.Attention = a.Changes.Attention()
	}
	if a.Attention {
		a.status = statusLook
	}
	if opts.store {
		if err := write(filepath.Join(opts.folder, name+recordEnd), now); err != nil {
			return fail(err, statusFailed)
		}
		a.Stored = true
	}
	return a
}

func record(path string) (*recheck.Record, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := recheck.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return r, nil
}

// write replaces a record, whole or not at all.
func write(path string, r *recheck.Record) error {
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", b.Bytes(), 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// text says the same to people.
func (a *answer) text() string {
	var b strings.Builder
	switch {
	case a.Error != nil:
		fmt.Fprintf(&b, "%s: %s\n", a.Plan, a.Error.Error.Message)
	case a.FirstTime && !a.Stored:
		fmt.Fprintf(&b, "%s\n! There is no record yet; -store writes one.\n", a.Plan)
	case a.FirstTime:
		fmt.Fprintf(&b, "%s\nThe first record is written.\n", a.Plan)
		if a.Slot != nil {
			fmt.Fprintf(&b, "- The slot %s is announced, and with it %d dates.\n", a.Slot, len(a.Announced))
			break
		}
		for _, t := range a.Announced {
			fmt.Fprintf(&b, "- %s is announced.\n", t.Format(time.RFC3339))
		}
	default:
		fmt.Fprintf(&b, "%s\n%s", a.Plan, a.Changes.Text())
	}
	b.WriteString("\n")
	return b.String()
}
