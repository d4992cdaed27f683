// Audit looks back: it reads a plan file and a list of past maintenance, and prints what each of them
// cost, what the best start of its week would have cost, which of today's rules it broke, how the
// burden fell on the regions, and how far the work overran, as the overrun block of a plan file.
//
//	go run ./examples/audit
//	go run ./examples/audit my-plan.json past.csv
//
// The exit status is 0 with an audit, 1 where it could not be worked out or written, and 2 where the
// plan, the list or the command line is wrong. "go run" answers 1 for both of these: build the
// program if a script is to tell them apart.
package main

import (
	"bytes"
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/examples/internal/bounds"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/bounded"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

//go:embed plan.json
var builtInPlan []byte

//go:embed past.csv
var builtInPast []byte

// The exit statuses.
const (
	statusAudited = iota
	statusFailed
	statusInvalid
)

func main() {
	bounds.LimitMemory()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run does what the command line says and returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	opts, err := parse(args)
	if err == nil && opts.help {
		return finish(writeTo(stdout, usage), stderr)
	}
	var result *audit
	var answer bytes.Buffer
	if err == nil {
		result, err = work(opts)
	}
	if err == nil {
		err = result.write(bounds.Writer(&answer), opts)
		err = cmp.Or(bounds.Refused(err), err)
	}
	switch {
	case err != nil && opts.json:
		if wrong := document.ErrorJSON(stdout, err); wrong != nil {
			return finish(wrong, stderr)
		}
		return status(err)
	case err != nil:
		if report.ErrorText(stderr, err, report.TextOptions{}) != nil {
			return statusFailed
		}
		return status(err)
	}
	_, err = stdout.Write(answer.Bytes())
	return finish(err, stderr)
}

// write writes the answer in the form that was asked for.
func (a *audit) write(w io.Writer, opts options) error {
	switch {
	case opts.ledger:
		return bounded.JSON(w, newLedger(a))
	case opts.json:
		return bounded.JSON(w, newDocument(a))
	}
	return writeTo(w, text(a, opts))
}

// status returns the exit status for an error: whether the input is wrong, or the work failed.
func status(err error) int {
	var faults scheduler.FieldErrors
	if errors.As(err, &faults) {
		return statusInvalid
	}
	return statusFailed
}

// finish returns the exit status of an answer that was written, or was not.
func finish(err error, stderr io.Writer) int {
	if err != nil {
		fmt.Fprintln(stderr, "audit: the answer could not be written:", err)
		return statusFailed
	}
	return statusAudited
}

func writeTo(w io.Writer, text string) error {
	_, err := io.WriteString(w, text)
	return err
}

// work reads the files and audits them.
func work(opts options) (*audit, error) {
	if opts.planFile == "" {
		past, err := readPast("past.csv", builtInPast)
		if err != nil {
			return nil, err
		}
		return newAudit(builtInPlan, planfile.Options{}, past)
	}
	plan, err := readFile("PLANFILE", opts.planFile, planfile.MaxBytes)
	if err != nil {
		return nil, err
	}
	data, err := readFile("PAST.csv", opts.pastFile, maxBytes)
	if err != nil {
		return nil, err
	}
	past, err := readPast(filepath.Base(opts.pastFile), data)
	if err != nil {
		return nil, err
	}
	return newAudit(plan, planfile.Options{Files: os.DirFS(filepath.Dir(opts.planFile))}, past)
}

// readFile reads a file of at most so many bytes that the command line names.
func readFile(path, name string, most int) ([]byte, error) {
	var b bytes.Buffer
	file, err := os.Open(name)
	if err == nil {
		_, err = io.Copy(&b, io.LimitReader(file, int64(most)+1))
		file.Close() // it was only read
	}
	if err != nil {
		var about *fs.PathError
		if errors.As(err, &about) {
			err = about.Err
		}
		return nil, scheduler.FieldErrors{{Path: path, Value: name, Expected: fmt.Sprintf("a file that can be read (%v)", err)}}
	}
	if b.Len() > most {
		return nil, scheduler.FieldErrors{{Path: path, Value: name, Expected: fmt.Sprintf("a file of at most %d bytes", most)}}
	}
	return b.Bytes(), nil
}
