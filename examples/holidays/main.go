// Holidays lists the public holidays of countries and subdivisions, side by side where there are
// several, and says on which weekends everyone is free.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/examples/internal/commandline"
)

const usage = `usage: holidays [-year YEAR] [-also LIST] [-corrections FILE] [-json | -ics] CODE...

Lists the public holidays of ISO 3166 codes such as US, DE-BY or JP: weekday, name, whether the day
is a substitute for another, whether its date is estimated or disputed, and how it is known; and the
rest days that are worked, as in China or Hungary. With several codes it also says on which weekends
everyone is free.

  -year YEAR          the year (default: this year)
  -also LIST          days of these categories count as holidays too, joined by commas:
                      half_day, bank, government, optional, de_facto
  -corrections FILE   days that were decreed since, or that are wrong here: CSV with the heading
                      code,date,op,name,scope,source and a row a day, whose op is off, not or work
  -json               write JSON
  -ics                write an iCalendar file of all-day events, the holidays only

Exit status: 0, or 2 where the command line or a file is wrong, or a year is not known.
`

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, time.Now))
}

// request is what the command line asks for.
type request struct {
	year        int
	also        []string
	corrections *national.Corrections
	json, ics   bool
	codes       []string
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
	var also, file string
	flags.IntVar(&req.year, "year", now().Year(), "")
	flags.StringVar(&also, "also", "", "")
	flags.StringVar(&file, "corrections", "", "")
	flags.BoolVar(&req.json, "json", false, "")
	flags.BoolVar(&req.ics, "ics", false, "")
	var err error
	if req.codes, err = commandline.Parse(flags, args); err != nil {
		return req, err
	}
	var faults []error
	if also != "" {
		req.also = strings.Split(also, ",")
	}
	for _, category := range req.also {
		if !slices.Contains(national.Categories(), category) {
			faults = append(faults, &national.CategoryError{Category: category})
		}
	}
	for _, code := range req.codes {
		if _, err := national.For(code); err != nil {
			faults = append(faults, err)
		}
	}
	if len(req.codes) == 0 {
		faults = append(faults, errors.New("no code given; try holidays US, or holidays -h"))
	}
	if req.json && req.ics {
		faults = append(faults, errors.New("-json and -ics exclude each other"))
	}
	if req.year < 1 || req.year > 9999 {
		faults = append(faults, fmt.Errorf("-year %d: expected a year from 1 to 9999", req.year))
	}
	if file != "" {
		if req.corrections, err = commandline.Corrections(file); err != nil {
			faults = append(faults, err)
		}
	}
	return req, errors.Join(faults...)
}

// listing is a code with its days off in the year, and its rest days that are worked.
type listing struct {
	source   *national.Source
	weekend  calendar.Weekend
	days     []calendar.Holiday
	worked   []calendar.WorkingDay
	category map[string]string // of the days that are no public holidays, by date and name
	changes  []national.Change // what the file of corrections changes
}

// look finds every code's days, and reports every code that is wrong at once.
func look(req request) ([]listing, error) {
	first, last := yearOf(req.year)
	var list []listing
	var faults []error
	for _, code := range req.codes {
		l, err := lookUp(req, code, first, last)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		list = append(list, l)
	}
	return list, errors.Join(faults...)
}

func yearOf(year int) (first, last calendar.Date) {
	return calendar.Date{Year: year, Month: time.January, Day: 1}, calendar.Date{Year: year, Month: time.December, Day: 31}
}

func lookUp(req request, code string, first, last calendar.Date) (listing, error) {
	public, err := req.corrections.For(code)
	if err != nil {
		return listing{}, err
	}
	source, err := public.Also(req.also...)
	if err != nil {
		return listing{}, err
	}
	weekend, err := national.Weekend(code)
	if err != nil {
		return listing{}, err
	}
	l := listing{source: source, weekend: weekend, changes: source.Changes(first, last)}
	if l.days, l.worked, err = (calendar.Calendar{Weekend: weekend, Holidays: source}).Exceptions(first, last); err != nil {
		return listing{}, err
	}
	l.category, err = categories(public, req.also, first, last)
	return l, err
}

// categories tells which category each day comes from that is no public holiday.
func categories(public *national.Source, also []string, first, last calendar.Date) (map[string]string, error) {
	of := map[string]string{}
	days, err := public.Between(first, last)
	if err != nil {
		return nil, err
	}
	for _, h := range days {
		of[h.Date.String()+h.Name] = ""
	}
	for _, category := range also {
		more, err := public.Also(category)
		if err != nil {
			return nil, err
		}
		if days, err = more.Between(first, last); err != nil {
			return nil, err
		}
		for _, h := range days {
			if _, known := of[h.Date.String()+h.Name]; !known {
				of[h.Date.String()+h.Name] = category
			}
		}
	}
	return of, nil
}

// warnings are the sentences that a user of the code should read about the year.
func (l listing) warnings(year int) []string {
	first, last := yearOf(year)
	list := l.source.WarningsBetween(first, last)
	_, gaps := l.source.KnownBetween(first, last)
	for _, gap := range gaps {
		list = append(list, gap.String()+".")
	}
	return list
}
