// Gate answers whether maintenance may run now: exit status 0 if it may, 1 if not, with the next opening, so that a deploy
// script or a controller can ask every minute.
//
//	go run ./examples/gate -below 0.12 plan.json && ./deploy
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/examples/internal/commandline"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

const usage = `usage: gate [-at TIME] [-below SHARE] [-lasting DURATION] [-from TIME -days N] PLANFILE

Says whether maintenance may run: no rule of the plan blocks, and few enough customers are active. The
plan's search is what is known; past its end the answer is an error, not "open".

  -at TIME            the instant, such as 2027-02-13T09:00:00Z (default: now)
  -below SHARE        open only while fewer than this share of all customers are active, such as 0.12
  -lasting DURATION   open only where it stays open for so long, such as 90m
  -from TIME          the beginning of the search, in place of the plan's search.from
  -days N             its length in days, in place of search.to

Exit status: 0 open; 1 closed, with the next opening; 2 where the plan or the command line is wrong, or the
instant lies outside the search.
`

// The exit statuses.
const (
	statusOpen = iota
	statusClosed
	statusWrong
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, time.Now))
}

// question is what the command line asks.
type question struct {
	at   time.Time
	gate scheduler.GateOptions
	from time.Time
	days int
	plan string
}

func run(args []string, stdout, stderr io.Writer, now func() time.Time) int {
	q, err := parse(args, now)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return statusOpen
	}
	if err == nil {
		var open bool
		if open, err = answer(stdout, q); err == nil && !open {
			return statusClosed
		}
	}
	if err != nil {
		fmt.Fprintf(stderr, "gate: %v\n", err)
		return statusWrong
	}
	return statusOpen
}

func parse(args []string, now func() time.Time) (question, error) {
	q := question{}
	set := flag.NewFlagSet("gate", flag.ContinueOnError)
	set.Func("at", "", instant(&q.at))
	set.Func("from", "", instant(&q.from))
	set.Float64Var(&q.gate.Below, "below", 0, "")
	set.DurationVar(&q.gate.Lasting, "lasting", 0, "")
	set.IntVar(&q.days, "days", 0, "")
	rest, err := commandline.Parse(set, args)
	if err != nil {
		return q, err
	}
	if len(rest) != 1 {
		return q, fmt.Errorf("found %d arguments; expected one, a plan file (-h says more)", len(rest))
	}
	q.plan = rest[0]
	if q.at.IsZero() {
		q.at = now().Truncate(time.Second)
	}
	return q, nil
}

func instant(t *time.Time) func(string) error {
	return func(text string) (err error) {
		*t, err = commandline.Instant(text)
		return err
	}
}

// answer prints whether the gate is open, and until when or from when on.
func answer(w io.Writer, q question) (bool, error) {
	gate, err := gateOf(q)
	if err != nil {
		return false, err
	}
	open, err := gate.Open(q.at)
	if err != nil {
		return false, err
	}
	until, known, err := gate.Until(q.at)
	if err != nil {
		return false, err
	}
	show := func(t time.Time) string { return t.Format("Mon 2006-01-02 15:04:05 -07:00") }
	switch {
	case open && known:
		fmt.Fprintf(w, "open until %s\n", show(until))
	case open:
		fmt.Fprintf(w, "open until %s, where the search of the plan ends\n", show(until))
	case known:
		fmt.Fprintf(w, "closed, open again %s\n", show(until))
	default:
		fmt.Fprintf(w, "closed up to %s, where the search of the plan ends\n", show(until))
	}
	return open, nil
}

func gateOf(q question) (*scheduler.Gate, error) {
	file, err := os.Open(q.plan)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	plan, err := planfile.Read(context.Background(), file, planfile.Options{Files: os.DirFS(filepath.Dir(q.plan)), From: q.from, Days: q.days})
	if err != nil {
		return nil, err
	}
	prepared, err := plan.Planner.Prepare(context.Background(), plan.Request)
	if err != nil {
		return nil, err
	}
	return prepared.Gate(q.gate)
}
