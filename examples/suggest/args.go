package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

const usage = `Usage: suggest [-json] [-at TIME]... [-from TIME] [-to TIME | -days N] [PLANFILE | -]

Prints the maintenance windows that disturb the fewest customers, with the reasons.

  PLANFILE    a plan in JSON, - for standard input; without one, the example that is built in.
              Files that a plan names are looked for beside it (with -, in the current folder).
  -at TIME    also judge this start, free or not: what it costs and what blocks it.
              May be given more than once.
  -from TIME  search from here instead of the plan's search.from; now is the current time
  -to TIME    search up to here instead of the plan's search.to
  -days N     search so many days, on the clocks of the plan's search.time_zone
  -json       answer in JSON, errors included
  -h          print this

TIME is as in RFC 3339: 2026-12-05T06:00:00Z or 2026-12-04T22:00:00-08:00.

Exit status: 0 with suggestions, 1 if no window fits, 2 if the plan or the command line is wrong,
3 if the answer could not be written. Errors go to standard error, with -json to standard output.
("go run" itself exits with 1 for all but 0. Build the program to tell them apart.)

  suggest -from now -days 60               the example, from today on
  suggest -at 2026-12-08T20:00:00-08:00    why not on Tuesday evening?
`

// options are what the command line says.
type options struct {
	json, help bool
	at         []time.Time
	from, to   time.Time
	days       int
	file       string
}

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
	if len(p.faults) == 0 {
		return p.opts, nil
	}
	return p.opts, p.faults
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
	again := p.seen[name]
	p.seen[name] = true
	switch name {
	case "h", "help", "json":
		if inline {
			p.fault("-"+name, value, "no value")
		}
		p.opts.json = p.opts.json || name == "json"
		p.opts.help = p.opts.help || name != "json"
		return
	case "at", "from", "to", "days":
	default:
		p.fault("command line", arg, "one of -at, -from, -to, -days, -json and -h")
		return
	}
	if again && name != "at" {
		p.fault("-"+name, arg, "to be given once")
	}
	if !inline {
		if len(p.args) == 0 || strings.HasPrefix(p.args[0], "-") {
			p.fault("-"+name, nil, "a value after it")
			return
		}
		value = p.next()
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
	}
}

// rfc3339 is the form of an instant in whole seconds. By itself time.Parse takes T6:00:00Z too, and
// fractions after a comma.
var rfc3339 = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$`)

// time reads an instant.
func (p *parser) time(name, value string) time.Time {
	t, err := time.Parse(time.RFC3339, value)
	if err != nil || !rfc3339.MatchString(value) {
		expected := "a time as in RFC 3339, such as 2026-12-05T06:00:00Z"
		if name == "from" {
			expected += ", or now"
		}
		p.fault("-"+name, value, expected)
	}
	return t
}
