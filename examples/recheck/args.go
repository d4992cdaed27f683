package main

import (
	"errors"
	"flag"
	"time"

	"github.com/quietwindow/quietwindow/examples/internal/commandline"
	"github.com/quietwindow/quietwindow/scheduler"
)

const usage = `Usage: recheck [options] FOLDER

Looks at every plan of a folder again: are the windows that were announced still free, and still good?

  FOLDER    holds plan files, NAME.json, and for each the record of an earlier night, NAME.record.json. Files
            that a plan names are read from the folder.

  -store    write the records anew. A plan without a record gets its first: its best start is what is announced.
            The windows of a record stay those that were announced.
  -announce TIME
            with -store: announce this start in place of the best one, where a plan has no record yet
  -corrections FILE
            days decreed since the library was made: CSV with the columns code,date,op,name,scope,source
  -from TIME
            where the search begins, in place of search.from. Windows before it are judged all the same.
  -slack SHARE
            how much more than the best start a window may cost and still be good; 0.1, a tenth more, by default
  -json     answer in JSON
  -h        print this

Times are as in RFC 3339, such as 2026-12-05T06:00:00Z.

Exit status: 0 if nothing must be looked at; 1 if something must, which is marked with !, or has no record yet; 2
if a plan, a record or the command line is wrong; 3 if something could not be written. ("go run" itself exits with 1
for all but 0. Build the program to tell them apart.)
`

// options are what the command line says.
type options struct {
	store, json    bool
	folder         string
	corrections    string
	announce, from time.Time
	slack          float64
}

var errHelp = errors.New("help")

// parse reads the command line.
func parse(args []string) (options, error) {
	var opts options
	flags := flag.NewFlagSet("recheck", flag.ContinueOnError)
	flags.BoolVar(&opts.store, "store", false, "")
	flags.BoolVar(&opts.json, "json", false, "")
	flags.StringVar(&opts.corrections, "corrections", "", "")
	flags.Func("announce", "", func(s string) (err error) { opts.announce, err = commandline.Instant(s); return err })
	flags.Func("from", "", func(s string) (err error) { opts.from, err = commandline.Instant(s); return err })
	flags.Float64Var(&opts.slack, "slack", 0.1, "")
	rest, err := commandline.Parse(flags, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return opts, errHelp
	case err != nil:
		return opts, err
	case len(rest) != 1:
		return opts, wrong("command line", len(rest), "one folder of plans")
	case !opts.announce.IsZero() && !opts.store:
		return opts, wrong("-announce", opts.announce.Format(time.RFC3339), "-store beside it")
	case !(opts.slack > 0 && opts.slack <= 100):
		return opts, wrong("-slack", opts.slack, "a share greater than 0, up to 100")
	}
	opts.folder = rest[0]
	return opts, nil
}

// wrong is a fault of the command line.
func wrong(path string, value any, expected string) error {
	return scheduler.FieldErrors{{Path: path, Value: value, Expected: expected}}
}
