package main

import (
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

const usage = `Usage: audit [-json | -ledger] [PLANFILE PAST.csv]

Prints what past maintenance cost the customers of a plan, and what it could have cost.

  PLANFILE  a plan in JSON, as for the example "suggest". Its regions, activities and rules are used,
            and the step and time_zone of its search. search.from and search.to do not matter and may
            be left out; search.candidates should be. Of its window only the duration
            matters: the overrun block at the end is made for it.
  PAST.csv  the past maintenance: one a line, after a header with these columns in any order:
              start        when it began
              end          when customers were no longer disrupted
              planned_end  when it was announced to end
              name         what it is called here
            Times are as in RFC 3339: 2023-04-12T20:00:00-07:00 or 2023-04-13T03:00:00Z.
            At most 1,000 lines and 1 MiB, in UTF-8, separated by commas, names in quotes if need be.
  -json     answer in JSON, errors included
  -ledger   answer with nothing but what each region's customers have borne, in the JSON that the program
            campaign reads with -paid
  -h        print this

Without files it audits an example that is built in: a real maintenance that took ten and a half
hours instead of one, and some that are invented.

A maintenance is judged as if it were planned today: by the rules of the plan, with the length that it
really had. The best start of its week is the free start, from Monday to Monday on the clocks of the
plan's search.time_zone, that would have cost least at that length.

Exit status: 0 with an audit, 1 if it could not be worked out or written, 2 if the plan, the list or
the command line is wrong. Errors go to standard error, with -json to standard output.
("go run" itself exits with 1 for all but 0. Build the program to tell them apart.)
`

// options are what the command line says. Both files are empty for the built-in example.
type options struct {
	json, ledger, help bool
	planFile, pastFile string
}

// parse reads the command line and reports all its faults at once.
func parse(args []string) (options, error) {
	var opts options
	var files []string
	var faults scheduler.FieldErrors
	fault := func(value any, expected string) {
		faults = append(faults, &scheduler.FieldError{Path: "command line", Value: value, Expected: expected})
	}
	flags := true
	for _, arg := range args {
		switch {
		case !flags || !strings.HasPrefix(arg, "-"):
			files = append(files, arg)
		case arg == "--":
			flags = false
		case arg == "-json" || arg == "--json":
			opts.json = true
		case arg == "-ledger" || arg == "--ledger":
			opts.ledger = true
		case arg == "-h" || arg == "-help" || arg == "--help":
			opts.help = true
		default:
			fault(arg, "-json, -ledger, -h, or the names of two files")
		}
	}
	switch len(files) {
	case 0:
	case 2:
		opts.planFile, opts.pastFile = files[0], files[1]
	default:
		fault(strings.Join(files, " "), "two files: a plan and a list of past maintenance; or none")
	}
	if len(faults) > 0 && !opts.help {
		return opts, faults
	}
	return opts, nil
}
