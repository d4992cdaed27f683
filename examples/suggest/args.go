package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/examples/internal/commandline"
	"github.com/quietwindow/quietwindow/scheduler"
)

const usage = `Usage: suggest [flags] [PLANFILE | -]

Prints the maintenance window that disturbs the fewest customers: what it costs, what it is better than,
and what must happen by when.

  PLANFILE    a plan in JSON, - for standard input; without one, the example that is built in.
              Files that a plan names are looked for beside it (with -, in the current folder).

How much to print:
  -why        the reasons, and the tables behind the answer
  -all        everything, with the robustness and a heat map

What to look at:
  -at TIME    also judge this start, free or not: what it costs and what blocks it.
              May be given more than once.
  -from TIME  search from here instead of the plan's search.from; now is the current time
  -to TIME    search up to here instead of the plan's search.to
  -days N     search so many days, on the clocks of the plan's search.time_zone
  -corrections FILE
              days that were decreed since, or that are wrong in the built-in ones: CSV with the
              heading code,date,op,name,scope,source; op is off, not or work
  -robust     also say how the suggestions hold if the plan turns out to be wrong. Without it that is
              done for a plan with the key robustness, and for -md and -html: it takes some dozens of
              searches.

How to answer:
  -map        also print a map of the search: how many times the best every hour costs, and what blocks
              it. It is there too where no window fits
  -json       answer in JSON, errors included; with -md or -html, with every figure of these
  -md FILE    also write a report for the ticket, as Markdown of at most 60 lines
  -md-full FILE
              the same with everything that there is to say
  -html FILE  the same as one web page: first what the ticket has, then an appendix whose parts open. It
              needs no network, and prints what is open
  -notices FILE
              also write when customers are told about the first suggestion, and the wording: as
              Markdown, or as the name says (.html, .txt, .json)
  -export FORMAT=FILE
              also write the first suggestion in the form of another tool. Without =FILE it is printed
              in place of the answer. May be given more than once. The formats are
FORMATS
  -export-options FILE
              what such a format asks for beyond the plan, in JSON, such as
              {"datadog": {"scope": "env:prod", "monitor_tags": ["team:db"]}}
  -force      replace a file also where it is something else, even a plan
  -h          print this

TIME is as in RFC 3339: 2026-12-05T06:00:00Z or 2026-12-04T22:00:00-08:00.
One FILE to write may be -: it goes to standard output in place of the answer. A file is written whole
or left as it was; where no window fits, none is written. A file that is there already is replaced only if
it is what that output writes. Only JSON goes into a file whose name ends in .json.

Exit status: 0 with suggestions, 1 if no window fits, 2 if the plan or the command line is wrong,
3 if the answer or a file could not be written. Errors go to standard error, with -json to standard
output. ("go run" itself exits with 1 for all but 0. Build the program to tell them apart.)

  suggest -from now -days 60                   the example, from today on
  suggest -at 2027-02-16T20:00:00-05:00        why not on Tuesday evening?
  suggest -html report.html -notices mails.md  for the meeting, and for the customers
  suggest -export ical=window.ics              for the calendar
`

// options are what the command line says.
type options struct {
	json, help, why, all, heat, robust, force bool
	at                                        []time.Time
	from, to                                  time.Time
	days                                      int
	file                                      string
	md, mdFull, html, notices                 string
	exports                                   []exportTo
	exportOptions, corrections                string
}

// exportTo is one -export.
type exportTo struct{ format, file string }

// parse reads the command line. Flags may stand before and after the plan file, begin with one dash or
// two, and have their value in the next argument or after "=". All faults are reported at once. Whether
// -json is among the flags is known even then.
func parse(args []string, now func() time.Time) (options, error) {
	p := parser{args: args, seen: make(map[string]bool)}
	for len(p.args) > 0 {
		arg := p.next()
		switch {
		case arg == "--":
			for len(p.args) > 0 {
				p.positional(p.next())
			}
		case arg == "-" || !strings.HasPrefix(arg, "-"):
			p.positional(arg)
		default:
			p.flag(arg, now)
		}
	}
	if p.seen["to"] && p.seen["days"] {
		p.fault("-days", p.opts.days, "no -days beside -to")
	}
	p.together()
	if len(p.faults) == 0 {
		return p.opts, nil
	}
	return p.opts, p.faults
}

// together checks flags that are about the same output.
func (p *parser) together() {
	if p.opts.heat && p.opts.json {
		p.fault("-map", "-json", "no -json beside it")
	}
	taken := make(map[string]string)
	if p.opts.json || p.opts.heat {
		taken["-"] = "the answer"
	}
	if p.opts.file != "" && p.opts.file != "-" {
		taken[filepath.Clean(p.opts.file)] = "the plan file"
	}
	check := func(flag, file string) {
		if file == "" {
			return
		}
		name := filepath.Clean(file)
		if other, ok := taken[name]; ok {
			p.fault(flag, file, "a file of its own ("+other+" has the same)")
		}
		taken[name] = flag
	}
	check("-md", p.opts.md)
	check("-md-full", p.opts.mdFull)
	check("-html", p.opts.html)
	check("-notices", p.opts.notices)
	for _, e := range p.opts.exports {
		check("-export "+e.format, e.file)
	}
	if p.opts.exportOptions != "" && len(p.opts.exports) == 0 {
		p.fault("-export-options", p.opts.exportOptions, "an -export beside it")
	}
}

// parser is a command line as far as it has been read.
type parser struct {
	args   []string
	opts   options
	seen   map[string]bool
	faults scheduler.FieldErrors
}

func (p *parser) next() string {
	arg := p.args[0]
	p.args = p.args[1:]
	return arg
}

func (p *parser) fault(path string, value any, expected string) {
	p.faults = append(p.faults, &scheduler.FieldError{Path: path, Value: value, Expected: expected})
}

func (p *parser) positional(arg string) {
	if p.seen["PLANFILE"] {
		p.fault("PLANFILE", arg, fmt.Sprintf("one plan file, and %q was named before", p.opts.file))
		return
	}
	p.seen["PLANFILE"] = true
	if arg == "" {
		p.fault("PLANFILE", arg, "the name of a plan file")
	}
	p.opts.file = arg
}

// flag reads one flag and its value.
func (p *parser) flag(arg string, now func() time.Time) {
	name, value, inline := strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
	switches := map[string]*bool{"h": &p.opts.help, "help": &p.opts.help, "json": &p.opts.json, "map": &p.opts.heat, "why": &p.opts.why, "all": &p.opts.all, "robust": &p.opts.robust, "force": &p.opts.force}
	files := map[string]*string{"md": &p.opts.md, "md-full": &p.opts.mdFull, "html": &p.opts.html, "notices": &p.opts.notices, "export-options": &p.opts.exportOptions, "corrections": &p.opts.corrections}
	if on, ok := switches[name]; ok {
		if inline {
			p.fault("-"+name, value, "no value")
		}
		*on = true
		return
	}
	switch name {
	case "at", "from", "to", "days", "corrections", "md", "md-full", "html", "notices", "export", "export-options":
	default:
		p.fault("command line", arg, "one of -at, -from, -to, -days, -corrections, -why, -all, -robust, -map, -json, -md, -md-full, -html, -notices, -export, -export-options, -force and -h")
		return
	}
	if p.seen[name] && name != "at" && name != "export" {
		p.fault("-"+name, arg, "to be given once")
	}
	p.seen[name] = true
	if !inline {
		// Nothing but the name of a file may begin with a dash, and only if it is nothing else; a number is told for what it is.
		if len(p.args) == 0 || strings.HasPrefix(p.args[0], "-") && (files[name] == nil || p.args[0] != "-") && !number.MatchString(p.args[0]) {
			p.fault("-"+name, nil, "a value after it")
			return
		}
		value = p.next()
	}
	if file, ok := files[name]; ok {
		if value == "" || (name == "export-options" || name == "corrections") && value == "-" {
			p.fault("-"+name, value, "the name of a file")
		}
		*file = value
		return
	}
	switch name {
	case "at":
		p.opts.at = append(p.opts.at, p.time(name, value))
	case "from":
		if value == "now" {
			p.opts.from = now().Truncate(time.Second)
			return
		}
		p.opts.from = p.time(name, value)
	case "to":
		p.opts.to = p.time(name, value)
	case "days":
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > 366*scheduler.MaxHorizonYears {
			p.fault("-days", value, fmt.Sprintf("a whole number of days from 1 to %d", 366*scheduler.MaxHorizonYears))
		}
		p.opts.days = n
	case "export":
		format, file, named := strings.Cut(value, "=")
		if !named {
			file = "-"
		}
		if !isFormat(format) || file == "" {
			p.fault("-export", value, "FORMAT or FORMAT=FILE, such as ical=window.ics; -h lists the formats")
		}
		p.opts.exports = append(p.opts.exports, exportTo{format, file})
	}
}

// rfc3339 is the form of an instant in whole seconds. By itself time.Parse takes T6:00:00Z too, and
// fractions after a comma.
var rfc3339 = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$`)

// number is the beginning of one below 0.
var number = regexp.MustCompile(`^-\d`)

// time reads an instant.
func (p *parser) time(name, value string) time.Time {
	t, err := time.Parse(time.RFC3339, value)
	if err != nil || !rfc3339.MatchString(value) || t.IsZero() { // the zero time would be none
		expected := "a time as in RFC 3339, such as 2026-12-05T06:00:00Z"
		if name == "from" {
			expected += ", or now"
		}
		p.fault("-"+name, value, expected+commandline.Why(value))
	}
	return t
}
