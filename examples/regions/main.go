// Regions makes the regions of a plan file from a table of customers, one row for each customer or account.
//
//	go run ./examples/regions -plan plan.json -out mine.json customers.csv
//
// The exit status is 0; 1 where some customers could not be placed; 2 where the table, the plan or the command line is
// wrong and 3 where something could not be written.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/examples/internal/commandline"
	"github.com/quietwindow/quietwindow/examples/internal/outfile"
	"github.com/quietwindow/quietwindow/scheduler/audience"
)

const usage = `usage: regions [-plan PLANFILE] [-out FILE] [-force] [-tier TIER=ACTIVITY[:WEIGHT]]...
               [-shares FILE] [-lines N] [CUSTOMERS | -]

Makes the regions of a plan file from a table of customers (CSV with a header; - is standard input):
time_zone (IANA or Windows), state, country (codes or names), ip_country, utc_offset or browser_offset,
seats, tier; any of them, in any order, and other columns are passed over. A country of several clocks
is divided by the people of its cities.

  -plan PLANFILE               a plan: its other keys stay as they are, its regions are replaced
                               (default: a plan of one hour's work, to be completed by search)
  -out FILE                    write the plan there (default: standard output)
  -force                       replace FILE also if it is something else than an empty file
  -tier TIER=ACTIVITY[:WEIGHT] customers of this tier use the service so, and count so much; an empty
                               TIER is that of all others; may be given more than once
  -shares FILE                 shares instead of the built-in ones: CSV with the heading
                               code,time_zone,people
  -lines N                     name at most N things that were not understood (default: 10)

What could not be placed, and one line that accounts for all customers, go to standard error.
Exit status: 0; 1 where some customers could not be placed; 2 where the table, the plan or the command
line is wrong; 3 where the plan could not be written.
`

// The exit statuses.
const (
	statusPlaced = iota
	statusSomeNot
	statusWrong
	statusUnwritten
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// options are what the command line says.
type options struct {
	plan, out, shares, table string
	force                    bool
	lines                    int
	tiers                    map[string]audience.Tier
}

func parse(args []string) (options, error) {
	opts := options{tiers: make(map[string]audience.Tier)}
	flags := flag.NewFlagSet("regions", flag.ContinueOnError)
	flags.StringVar(&opts.plan, "plan", "", "")
	flags.StringVar(&opts.out, "out", "", "")
	flags.StringVar(&opts.shares, "shares", "", "")
	flags.BoolVar(&opts.force, "force", false, "")
	flags.IntVar(&opts.lines, "lines", 10, "")
	flags.Func("tier", "", func(text string) error { return addTier(opts.tiers, text) })
	rest, err := commandline.Parse(flags, args)
	switch {
	case err != nil:
		return opts, err
	case len(rest) != 1:
		return opts, fmt.Errorf("%d tables given, expected one; - is standard input, and regions -h says more", len(rest))
	case opts.lines < 0:
		return opts, fmt.Errorf("-lines %d: expected 0 or more", opts.lines)
	}
	opts.table = rest[0]
	return opts, nil
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	opts, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return statusPlaced
	}
	var result *audience.Result
	var plan []byte
	if err == nil {
		result, err = collect(opts, stdin)
	}
	if err == nil {
		plan, err = planWith(opts.plan, result.Regions)
	}
	if err == nil && opts.out != "" {
		err = check(opts, plan)
	}
	if err != nil {
		fmt.Fprintf(stderr, "regions: %v\n", err)
		return statusWrong
	}
	if err := write(opts, plan, stdout); err != nil {
		fmt.Fprintf(stderr, "regions: %v\n", err)
		return statusUnwritten
	}
	tell(stderr, result, opts.lines)
	if len(result.Unplaced) > 0 {
		return statusSomeNot
	}
	return statusPlaced
}

// collect reads the table.
func collect(opts options, stdin io.Reader) (*audience.Result, error) {
	opt := audience.Options{Tiers: opts.tiers}
	if opts.shares != "" {
		var err error
		if opt.Shares, err = readShares(opts.shares); err != nil {
			return nil, err
		}
	}
	name := "standard input"
	if opts.table != "-" {
		name = opts.table
		file, err := os.Open(opts.table)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		stdin = file
	}
	result, err := audience.Collect(context.Background(), audience.CSV(stdin, name), opt)
	var rows *audience.RowsError
	if errors.As(err, &rows) {
		return nil, fmt.Errorf("%s:\n%w", name, err)
	}
	if err == nil && len(result.Regions) == 0 {
		tellNone := new(strings.Builder)
		tell(tellNone, result, opts.lines)
		err = fmt.Errorf("no customer could be placed\n%s", strings.TrimSpace(tellNone.String()))
	}
	return result, err
}

func files(opts options, plan []byte) []outfile.File {
	return []outfile.File{{Flag: "-out", Name: opts.out, Form: outfile.Form{Name: "a plan", JSON: true}, Text: plan}}
}

func check(opts options, plan []byte) error {
	if faults := outfile.Check(files(opts, plan), opts.force); faults != nil {
		return faults
	}
	return nil
}

func write(opts options, plan []byte, stdout io.Writer) error {
	if opts.out == "" {
		_, err := stdout.Write(plan)
		return err
	}
	return outfile.Write(files(opts, plan))
}

// tell accounts for every customer.
func tell(w io.Writer, r *audience.Result, most int) {
	fmt.Fprintf(w, "%s, %s, %s\n%s\n", count(r.Account.Rows, "row"), count(r.Account.Customers, "customer"), count(len(r.Regions), "region"), r.Account)
	findings(w, "not placed", r.Unplaced, most)
	findings(w, "passed over in rows that were placed", r.Doubts, most)
}

func findings(w io.Writer, heading string, list []audience.Finding, most int) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s:\n", heading)
	for _, f := range list[:min(most, len(list))] {
		value := ""
		if f.Value != "" {
			value = fmt.Sprintf(" %q", f.Value)
		}
		fmt.Fprintf(w, "  %s%s: %s in %s, first in line %d\n", f.Problem, value, count(f.Customers, "customer"), count(f.Rows, "row"), f.Line)
	}
	if more := len(list) - most; more > 0 {
		customers, rows := 0.0, int64(0)
		for _, f := range list[most:] {
			customers, rows = customers+f.Customers, rows+f.Rows
		}
		fmt.Fprintf(w, "  and %d more: %s in %s\n", more, count(customers, "customer"), count(rows, "row"))
	}
}

// count returns a number with its word.
func count[N int | int64 | float64](n N, word string) string {
	if n != 1 {
		word += "s"
	}
	return fmt.Sprintf("%v %s", n, word)
}
