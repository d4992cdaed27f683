// Holidays lists the public holidays of countries and subdivisions, side by side where there are
// several, and says on which weekends everyone is free.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

const usage = `usage: holidays [-year YEAR] [-json | -ics] CODE...

Lists the public holidays of ISO 3166 codes such as US, DE-BY or JP: weekday, name, whether the day
is a substitute for another, whether its date is estimated or disputed, and how it is known. With
several codes it also says on which weekends everyone is free.

  -year YEAR   the year (default: this year)
  -json        write JSON
  -ics         write an iCalendar file of all-day events

Exit status: 0, or 2 where the command line is wrong or a year is not known.
`

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, time.Now))
}

// request is what the command line asks for.
type request struct {
	year      int
	json, ics bool
	codes     []string
}

func run(args []string, stdout, stderr io.Writer, now func() time.Time) int {
	req, err := parse(args, now)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return 0
	}
	var list []listing
	if err == nil {
		list, err = look(req)
	}
	if err != nil {
		fmt.Fprintf(stderr, "holidays: %v\n", err)
		return 2
	}
	switch {
	case req.json:
		err = writeJSON(stdout, req.year, list)
	case req.ics:
		err = writeICS(stdout, list)
	default:
		err = writeText(stdout, req.year, list)
	}
	if err != nil {
		fmt.Fprintf(stderr, "holidays: %v\n", err)
		return 2
	}
	return 0
}

func parse(args []string, now func() time.Time) (request, error) {
	req := request{}
	flags := flag.NewFlagSet("holidays", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&req.year, "year", now().Year(), "")
	flags.BoolVar(&req.json, "json", false, "")
	flags.BoolVar(&req.ics, "ics", false, "")
	// Options may stand before, between and after the codes.
	for {
		if err := flags.Parse(args); err != nil {
			return req, err
		}
		if flags.NArg() == 0 {
			break
		}
		req.codes, args = append(req.codes, flags.Arg(0)), flags.Args()[1:]
	}
	switch {
	case len(req.codes) == 0:
		return req, errors.New("no code given; try holidays US, or holidays -h")
	case req.json && req.ics:
		return req, errors.New("-json and -ics exclude each other")
	case req.year < 1 || req.year > 9999:
		return req, fmt.Errorf("-year %d: expected a year from 1 to 9999", req.year)
	}
	return req, nil
}

// listing is a code with its days off in the year.
type listing struct {
	source  *national.Source
	weekend calendar.Weekend
	days    []calendar.Holiday
}

// look finds every code's days, and reports every code that is wrong at once.
func look(req request) ([]listing, error) {
	first, last := calendar.Date{Year: req.year, Month: time.January, Day: 1}, calendar.Date{Year: req.year, Month: time.December, Day: 31}
	var list []listing
	var faults []error
	for _, code := range req.codes {
		source, err := national.For(code)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		days, err := source.Between(first, last)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		weekend, err := national.Weekend(code)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		list = append(list, listing{source, weekend, days})
	}
	return list, errors.Join(faults...)
}
