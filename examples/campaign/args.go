package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

const usage = `Usage: campaign [options] [PLANFILE | -]

Plans many maintenances together: each gets the window that, with the others, disturbs the fewest customers.
A plan with the key recurring is answered with the best weekday and time for every occurrence.

  PLANFILE    a plan in JSON with the key campaign or recurring, - for standard input; without one, a
              rollout of rings that is built in

  -json       answer in JSON, errors included
  -why        say for every window why it is then, and what every limit costs
  -prices     with -json: also the prices that prove the bound
  -review     judge the fixed and announced windows as they stand, and move nothing
  -recurring  without PLANFILE: the recurring window that is built in
  -paid FILE  a ledger of what regions have borne (audit -ledger), in place of campaign.paid
  -html FILE  also write the plan as a web page with pictures
  -force      replace a file also where it is something else, even a plan
  -export FORMAT=FILE
              also write the windows in the form of another tool. ical is one file with all of them; of
              other formats there is a file for each task, with its name put before the extension. Of a
              recurring slot: ical, gke-recurring, aks, azure-maintenance, aws-rds, aws-elasticache,
              ssm-cron, kured, alertmanager-interval
  -h          print this

One FILE may be -: it goes to standard output in place of the answer. A file that is there already is
replaced only if it is what that output writes. Only JSON goes into a file whose name ends in .json.

Exit status: 0 with a plan; 1 if not all tasks fit or, with -review, a window does not stand; 2 if the
plan or the command line is wrong; 3 if something could not be written. ("go run" itself exits with 1 for
all but 0. Build the program to tell them apart.)
`

// options are what the command line says.
type options struct {
	json, why, prices, review, recurring, help, force bool
	html, paid, file                                  string
	exports                                           []exportTo
}

// exportTo is one -export.
type exportTo struct{ format, file string }

var formatsExpected = "-export of " + strings.Join(export.RecurringFormats(), ", ") + " for a recurring slot"

// recurringFormats reports whether all exports are of recurring slots.
func recurringFormats(list []exportTo) bool {
	return !slices.ContainsFunc(list, func(e exportTo) bool { return !slices.Contains(export.RecurringFormats(), e.format) })
}

// parse reads the command line. All faults are reported at once; whether -json is given is known even then.
func parse(args []string) (options, error) {
	var opts options
	var faults scheduler.FieldErrors
	fault := func(path string, value any, expected string) {
		faults = append(faults, &scheduler.FieldError{Path: path, Value: value, Expected: expected})
	}
	switches := map[string]*bool{"json": &opts.json, "why": &opts.why, "prices": &opts.prices, "review": &opts.review, "recurring": &opts.recurring, "force": &opts.force, "h": &opts.help, "help": &opts.help}
	named, plain := false, false
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if plain || arg == "-" || !strings.HasPrefix(arg, "-") {
			if named || arg == "" {
				fault("PLANFILE", arg, "the name of one plan file")
			}
			named, opts.file = true, arg
			continue
		}
		if arg == "--" {
			plain = true
			continue
		}
		name, value, inline := strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
		if on, ok := switches[name]; ok {
			if inline {
				fault("-"+name, value, "no value")
			}
			*on = true
			continue
		}
		if name != "html" && name != "paid" && name != "export" {
			fault("command line", arg, "one of -json, -why, -prices, -review, -recurring, -paid, -html, -export, -force and -h")
			continue
		}
		if !inline {
			if len(args) == 0 || strings.HasPrefix(args[0], "-") && !(name == "html" && args[0] == "-") {
				fault("-"+name, nil, "a value after it")
				continue
			}
			value, args = args[0], args[1:]
		}
		if name == "paid" {
			if opts.paid != "" || value == "" {
				fault("-paid", value, "the name of one file")
			}
			opts.paid = value
			continue
		}
		if name == "html" {
			if opts.html != "" || value == "" {
				fault("-html", value, "the name of one file")
			}
			opts.html = value
			continue
		}
		format, file, _ := strings.Cut(value, "=")
		known := slices.Contains(export.RecurringFormats(), format) || slices.ContainsFunc(export.Formats(), func(f export.Format) bool { return f.Name == format })
		if !known || file == "" {
			fault("-export", value, "FORMAT=FILE, such as ical=windows.ics")
			continue
		}
		opts.exports = append(opts.exports, exportTo{format, file})
	}
	if opts.recurring && named {
		fault("-recurring", opts.file, "no plan file beside it: a plan with the key recurring is answered so by itself")
	}
	if opts.recurring && opts.review {
		fault("-review", "-recurring", "no -recurring beside it")
	}
	taken := 0
	for _, name := range append([]string{opts.html}, exportFiles(opts.exports)...) {
		if name == "-" {
			taken++
		}
	}
	if taken > 1 || taken > 0 && opts.json {
		fault("-", taken, fmt.Sprintf("one answer on standard output (%d are to go there)", taken+1))
	}
	if len(faults) > 0 {
		return opts, faults
	}
	return opts, nil
}

func exportFiles(list []exportTo) []string {
	var names []string
	for _, e := range list {
		names = append(names, e.file)
	}
	return names
}
