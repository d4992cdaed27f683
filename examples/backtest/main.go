// Command backtest shows on a company's own history how well the quietest window is chosen.
//
//	backtest [-window 1h,2h,4h] [-horizon 168h,672h] [-mix MIX]... [-warmup WEEKS] [-rules]
//	         [-zone REGION=ZONE]... [-holidays REGION=CODE]... [-decimal MARK] [-changes] [-stress] [-json] [-svg PICTURE.svg]
//	         [-decisions DECISIONS.csv] [-against DECISIONS.csv] [-force] FILE.csv
//	backtest -clock [-warmup WEEKS] FILE.csv
//	backtest -halves [-window ...] [-horizon ...] [-mix MIX]... FILE.csv FILE.csv...
//
// FILE.csv holds timestamp_utc, region and value, and better time_zone and country too; "-" is standard
// input. Week by week the program stands on a Monday of the past, learns from what came before, chooses
// a window and scores it on what then happened, for the learner of scheduler/activity, for rules of
// thumb, and for the ceiling that no weekly profile can pass. A mix is "alone" (every region by itself,
// results pooled), "even", or REGION=SHARE,...; the default is alone, and even where there are several
// regions.
//
// With -changes only the decisions of the four weeks after a change of clocks are made. With -clock nothing is chosen:
// the program tells how often a history whose timestamps are some hours early is warned of, by its region alone.
//
// With -stress the learner also learns from histories that were not quiet water, and is scored on the same truth. With
// -halves its constants are chosen on the families of the files at odd places and tried on those at even places, and
// the other way round; a mix of named regions is for the files that have them all. That takes some ten minutes
// for ten series of two years.
//
// With -decisions every decision is written too, with its normalised regret. With -against such a file of another run,
// by another version of the learner say, is read, and the first predictor's decisions are compared with those there,
// each with its counterpart.
//
// The exit status is 0, 1 where the back-test could not be made, and 2 where the file or the command
// line is wrong.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"
	_ "time/tzdata"

	"github.com/quietwindow/quietwindow/examples/internal/commandline"
	"github.com/quietwindow/quietwindow/examples/internal/outfile"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// settings are the command line.
type settings struct {
	options backtest.Options
	mixes   list
	zones   list
	codes   list
	decimal string
	json    bool
	picture string
	force   bool
	stress  bool
	halves  bool
	clock   bool
	files   []string
	// decisions is the file to write them to, against the one to compare them with.
	decisions, against string
}

// list is a flag that may be given several times.
type list []string

func (l *list) String() string     { return strings.Join(*l, " ") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

// durations is a flag of lengths of time parted by commas.
type durations []time.Duration

func (d *durations) String() string {
	var parts []string
	for _, v := range *d {
		parts = append(parts, v.String())
	}
	return strings.Join(parts, ",")
}

func (d *durations) Set(s string) error {
	*d = nil
	for part := range strings.SplitSeq(s, ",") {
		v, err := time.ParseDuration(part)
		if err != nil {
			return errors.New("expected lengths of time such as 1h,2h,4h")
		}
		*d = append(*d, v)
	}
	return nil
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	set, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return 0
	}
	if err != nil {
		fmt.Fprintln(stderr, "backtest:", err)
		return 2
	}
	if faults := outfile.Check(set.outputs(nil, nil), set.force); faults != nil { // before the work, which takes minutes
		fmt.Fprintln(stderr, "backtest:", faults)
		return 2
	}
	others, err := openDecisions(set.against)
	if err != nil {
		fmt.Fprintln(stderr, "backtest:", err)
		return 2
	}
	files, err := load(ctx, set, stdin, stderr)
	if err != nil {
		fmt.Fprintln(stderr, "backtest:", err)
		return 2
	}
	if set.halves {
		return runHalves(ctx, set, files, stdout, stderr)
	}
	if set.clock {
		return runClock(ctx, set, files[0], stdout, stderr)
	}
	cases, err := mixes(set, files[0])
	if err != nil {
		fmt.Fprintln(stderr, "backtest:", err)
		return 2
	}
	families, err := play(ctx, cases, set.options)
	if err != nil {
		fmt.Fprintln(stderr, "backtest:", err)
		return statusOf(err)
	}
	var spoilt []family
	if set.stress {
		if spoilt, err = spoil(ctx, cases, set.options); err != nil {
			fmt.Fprintln(stderr, "backtest:", err)
			return 1
		}
	}
	write := writeTables
	if set.json {
		write = writeJSON
	}
	if err = write(stdout, families); err == nil {
		err = writeSpoiled(stdout, spoilt)
	}
	if err == nil && set.against != "" {
		err = writeAgainst(stdout, families[0].report.Predictors[0], filepath.Base(set.against), decisionsOf(families, spoilt), others)
	}
	if err == nil {
		err = writeFiles(set, families, spoilt)
	}
	if err != nil {
		fmt.Fprintln(stderr, "backtest:", err)
		return 1
	}
	return 0
}

// writeFiles writes the picture and the decisions, where they are asked for.
func writeFiles(set settings, families, spoilt []family) error {
	var picture bytes.Buffer
	var decisions []byte
	if set.picture != "" {
		if err := writePicture(&picture, families); err != nil {
			return err
		}
	}
	if set.decisions != "" {
		var err error
		if decisions, err = textOf(decisionsOf(families, spoilt)); err != nil {
			return err
		}
	}
	return outfile.Write(set.outputs(picture.Bytes(), decisions))
}

// runHalves chooses the learner's constants on each half of the files.
func runHalves(ctx context.Context, set settings, files [][]backtest.Region, stdout, stderr io.Writer) int {
	halves, err := splitInHalves(set, files)
	if err != nil {
		fmt.Fprintln(stderr, "backtest:", err)
		return 2
	}
	if err := reportHalves(ctx, set.options, halves, stdout, stderr); err != nil {
		fmt.Fprintln(stderr, "backtest:", err)
		return statusOf(err)
	}
	return 0
}

// statusOf is the exit status of a back-test that was not made: what is wrong with its options is wrong with the command line.
func statusOf(err error) int {
	var faults scheduler.FieldErrors
	if errors.As(err, &faults) {
		return 2
	}
	return 1
}

// parse reads the command line.
func parse(args []string) (settings, error) {
	var set settings
	var windows, horizons durations
	flags := flag.NewFlagSet("backtest", flag.ContinueOnError)
	flags.Var(&windows, "window", "")
	flags.Var(&horizons, "horizon", "")
	flags.Var(&set.mixes, "mix", "")
	flags.IntVar(&set.options.Warmup, "warmup", 0, "")
	flags.BoolVar(&set.options.Rules, "rules", false, "")
	flags.Float64Var(&set.options.Tolerate, "tolerate", 0, "")
	flags.Var(&set.zones, "zone", "")
	flags.Var(&set.codes, "holidays", "")
	flags.StringVar(&set.decimal, "decimal", "", "")
	flags.BoolVar(&set.json, "json", false, "")
	flags.BoolVar(&set.stress, "stress", false, "")
	flags.BoolVar(&set.options.AfterChange, "changes", false, "")
	flags.BoolVar(&set.clock, "clock", false, "")
	flags.BoolVar(&set.halves, "halves", false, "")
	flags.StringVar(&set.picture, "svg", "", "")
	flags.StringVar(&set.decisions, "decisions", "", "")
	flags.StringVar(&set.against, "against", "", "")
	flags.BoolVar(&set.force, "force", false, "")
	rest, err := commandline.Parse(flags, args)
	if err != nil {
		return set, err
	}
	switch {
	case set.halves && len(rest) < 2:
		return set, fmt.Errorf("-halves: expected at least two files, found %d", len(rest))
	case !set.halves && len(rest) != 1:
		return set, fmt.Errorf("expected one file, found %d; backtest -h says more", len(rest))
	case set.halves && (set.stress || set.json || set.picture != ""):
		return set, errors.New("-halves with -stress, -json or -svg: expected -halves alone, which tries the stresses too")
	}
	if set.clock && (set.halves || set.stress || set.json || set.picture != "") {
		return set, errors.New("-clock with -halves, -stress, -json or -svg: expected -clock alone")
	}
	if (set.decisions != "" || set.against != "") && (set.halves || set.clock) {
		return set, errors.New("-decisions or -against with -halves or -clock: expected one of the two, as these make no such decisions")
	}
	if len(set.decimal) > 1 {
		return set, fmt.Errorf("-decimal %q: expected . or ,", set.decimal)
	}
	if set.stress && set.json {
		return set, errors.New("-stress with -json: expected one of the two")
	}
	for i, name := range set.mixes {
		if slices.Contains(set.mixes[:i], name) {
			return set, fmt.Errorf("-mix %q: expected each mix once", name)
		}
	}
	if set.against != "" && set.json {
		return set, errors.New("-against with -json: expected one of the two")
	}
	set.files = rest
	set.options.Windows, set.options.Horizons = windows, horizons
	return set, nil
}

// pictureForm is how the picture is known again.
var pictureForm = outfile.Form{Name: "a picture of a back-test", Marks: []string{"<svg ", "<title>Normalised regret by predictor</title>"}, Begins: true}

// outputs returns the files that are asked for; their texts are made when the figures are there.
func (s settings) outputs(picture, decisions []byte) []outfile.File {
	var list []outfile.File
	if s.picture != "" {
		list = append(list, outfile.File{Flag: "-svg", Name: s.picture, Form: pictureForm, Text: picture})
	}
	if s.decisions != "" {
		list = append(list, outfile.File{Flag: "-decisions", Name: s.decisions, Form: decisionsForm, Text: decisions})
	}
	return list
}
