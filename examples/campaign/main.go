// Campaign plans many maintenances together: a rollout of rings, a series, a portfolio that shares crews
// and customers' patience. It also finds the best recurring slot of a plan with the key recurring. Without
// a plan file it plans a rollout that is built in: twelve regions in five cells each, canary first, each
// ring a day after the one before.
//
//	go run ./examples/campaign
//	go run ./examples/campaign -why -html report.html -export ical=windows.ics my-plan.json
//
// The exit status is 0 with a plan, 1 where not all tasks fit or, with -review, a window does not stand,
// 2 where the plan or the command line is wrong and 3 where something could not be written.
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
	"time"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/examples/internal/bounds"
	"github.com/quietwindow/quietwindow/examples/internal/outfile"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/export"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/bounded"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

//go:embed plan.json
var builtIn []byte

//go:embed recurring.json
var builtInRecurring []byte

// The exit statuses.
const (
	statusFound = iota
	statusNoPlan
	statusInvalid
	statusFailed // the output could not be written
)

func main() {
	bounds.LimitMemory()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, time.Now))
}

// program is one run.
type program struct {
	opts           options
	stdout, stderr io.Writer
	now            func() time.Time
	heading        string
	plan           *planfile.Plan
	fingerprint    *document.Fingerprint // of the plan; nil where the answer is no JSON
}

// run does what the command line says and returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer, now func() time.Time) int {
	opts, err := parse(args)
	p := &program{opts: opts, stdout: stdout, stderr: stderr, now: now}
	switch {
	case opts.help:
		return p.write(statusFound, []byte(usage), nil)
	case err != nil:
		p.heading = "The command line of campaign is wrong; -h says how it goes."
		return p.refuse(err)
	}
	if p.plan, err = p.read(stdin); err != nil {
		return p.refuse(err)
	}
	if err := bounds.Plan(p.plan, 0); err != nil {
		return p.refuse(err)
	}
	ctx := context.Background()
	if opts.json {
		if p.fingerprint, err = decision.Fingerprint(ctx, p.plan); err != nil {
			return p.refuse(err)
		}
	}
	switch {
	case p.plan.Campaign == nil && p.plan.Recurring == nil:
		return p.refuse(scheduler.FieldErrors{{Path: "campaign", Expected: "the key campaign or recurring; a plan with neither is for suggest"}})
	case p.plan.Recurring != nil:
		if opts.review || len(opts.exports) > 0 && !recurringFormats(opts.exports) {
			return p.refuse(scheduler.FieldErrors{{Path: "recurring", Value: p.plan.Recurring.String(), Expected: "a plan with a campaign for -review; " + formatsExpected}})
		}
		return p.recurring(ctx)
	}
	if opts.paid != "" {
		if err := p.readPaid(); err != nil {
			return p.refuse(err)
		}
	}
	if opts.review {
		return p.review(ctx)
	}
	return p.campaign(ctx)
}

// read reads the plan that the command line names.
func (p *program) read(stdin io.Reader) (*planfile.Plan, error) {
	ctx, with := context.Background(), planfile.Options{}
	switch p.opts.file {
	case "":
		if p.opts.recurring {
			p.heading = "The recurring window that is built in (examples/campaign/recurring.json); name a file to use your own, see -h."
			return planfile.Read(ctx, bytes.NewReader(builtInRecurring), with)
		}
		p.heading = "The rollout that is built in (examples/campaign/plan.json): 60 cells in five rings, a day of soak between rings; name a file to use your own, see -h."
		return planfile.Read(ctx, bytes.NewReader(builtIn), with)
	case "-":
		p.heading = "The plan on standard input."
		with.Files = os.DirFS(".")
		plan, err := planfile.Read(ctx, stdin, with)
		return plan, unreadable("standard input", err)
	}
	p.heading = fmt.Sprintf("The plan in %q.", p.opts.file)
	file, err := os.Open(p.opts.file)
	if err != nil {
		return nil, unreadable(p.opts.file, err)
	}
	defer file.Close()
	with.Files = os.DirFS(filepath.Dir(p.opts.file))
	plan, err := planfile.Read(ctx, file, with)
	return plan, unreadable(p.opts.file, err)
}

// unreadable turns the error of a file that cannot be read into a fault of the command line.
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

// campaign plans the campaign.
func (p *program) campaign(ctx context.Context) int {
	res, err := p.plan.Planner.Plan(ctx, *p.plan.Campaign)
	var none *scheduler.NoPlanError
	if errors.As(err, &none) {
		if p.opts.json {
			return p.encode(statusNoPlan, document.NewNoPlan(err, p.documentOptions()))
		}
		var b bytes.Buffer
		err := report.NoPlanText(bounds.Writer(&b), none, p.textOptions())
		return p.writeTo(p.stderr, statusNoPlan, b.Bytes(), err)
	}
	if err != nil {
		return p.refuse(p.plan.InFile(err))
	}
	files, err := p.files(res)
	if err != nil {
		return p.refuse(err)
	}
	var b bytes.Buffer
	if p.opts.json {
		err = bounded.JSON(bounds.Writer(&b), document.NewCampaign(res, p.documentOptions()))
	} else {
		err = report.CampaignText(bounds.Writer(&b), res, p.textOptions())
	}
	return p.answer(b.Bytes(), files, err)
}

// recurring finds the best recurring slots.
func (p *program) recurring(ctx context.Context) int {
	res, err := p.plan.Planner.Recurring(ctx, p.plan.Request, *p.plan.Recurring)
	var none *scheduler.NoWindowError
	if errors.As(err, &none) {
		if p.opts.json {
			d := document.NewErrorResult(err)
			d.Error.Kind, d.Warnings, d.Fingerprint = document.KindNoPlan, p.plan.Warnings, p.fingerprint
			return p.encode(statusNoPlan, d)
		}
		return p.writeTo(p.stderr, statusNoPlan, []byte("No slot has a free occurrence: "+err.Error()+"\n"), nil)
	}
	if err != nil {
		return p.refuse(err)
	}
	var files []outfile.File
	for _, e := range p.opts.exports {
		out, err := export.Recurring(e.format, p.slot(res))
		if err != nil {
			return p.refuse(err)
		}
		files = append(files, outfile.File{Flag: "-export " + e.format, Name: e.file, Form: outfile.RecurringForm(e.format), Text: out.Bytes})
		for _, n := range out.Notes {
			p.plan.Warnings = append(p.plan.Warnings, fmt.Sprintf("-export %s: %s", e.format, n))
		}
	}
	var b bytes.Buffer
	if p.opts.json {
		doc := document.NewRecurring(res, p.plan.Warnings)
		doc.Learned, doc.DaysAsOf, doc.Fingerprint = decision.Learned(p.plan), decision.DaysAsOf(p.plan), p.fingerprint
		err = bounded.JSON(bounds.Writer(&b), doc)
	} else {
		err = report.RecurringText(bounds.Writer(&b), res, p.textOptions())
	}
	return p.answer(b.Bytes(), files, err)
}

// slot returns the best slot for an export.
func (p *program) slot(res *scheduler.RecurringResult) export.RecurringWindow {
	return export.RecurringWindow{ID: "maintenance", Title: cmp.Or(p.service(), "Maintenance of our service"), Every: res.Every, Location: res.Location, Duration: res.Duration, Slot: res.Slots[0], Stamp: p.now().Truncate(time.Second)}
}

func (p *program) service() string {
	if n := p.plan.Notice; n != nil && n.Options.Service != "" {
		return "Maintenance of " + n.Options.Service
	}
	return ""
}

// review judges the windows as they stand.
func (p *program) review(ctx context.Context) int {
	res, err := p.plan.Planner.Review(ctx, *p.plan.Campaign)
	if err != nil {
		return p.refuse(p.plan.InFile(err))
	}
	status := statusFound
	if !res.Sound {
		status = statusNoPlan
	}
	if p.opts.json {
		doc := document.NewReview(res)
		doc.Fingerprint = p.fingerprint
		return p.encode(status, doc)
	}
	var b bytes.Buffer
	err = report.ReviewText(bounds.Writer(&b), res, p.textOptions())
	return p.write(status, b.Bytes(), err)
}

func (p *program) documentOptions() document.CampaignOptions {
	return document.CampaignOptions{Warnings: p.plan.Warnings, Learned: decision.Learned(p.plan), DaysAsOf: decision.DaysAsOf(p.plan), Fingerprint: p.fingerprint, Prices: p.opts.prices}
}

func (p *program) textOptions() report.CampaignOptions {
	return report.CampaignOptions{Heading: p.heading, Warnings: p.plan.Warnings, Why: p.opts.why}
}

func (p *program) encode(status int, doc any) int {
	var b bytes.Buffer
	err := bounded.JSON(bounds.Writer(&b), doc)
	return p.write(status, b.Bytes(), err)
}

// refuse reports a plan or a command line that is wrong.
func (p *program) refuse(err error) int {
	if p.opts.json {
		return p.encode(statusInvalid, document.NewErrorResult(err))
	}
	var b bytes.Buffer
	werr := report.ErrorText(&b, err, report.TextOptions{Heading: p.heading})
	return p.writeTo(p.stderr, statusInvalid, b.Bytes(), werr)
}

func (p *program) write(status int, text []byte, err error) int {
	return p.writeTo(p.stdout, status, text, err)
}

func (p *program) writeTo(w io.Writer, status int, text []byte, err error) int {
	if large := bounds.Refused(err); large != nil {
		return p.refuse(large)
	}
	if err == nil {
		_, err = w.Write(text)
	}
	if err != nil {
		fmt.Fprintln(p.stderr, "campaign: the answer could not be written:", err)
		return statusFailed
	}
	return status
}
