package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// load reads the files and gives every region its calendar. Regions come by file.
func load(ctx context.Context, set settings, stdin io.Reader, stderr io.Writer) ([][]backtest.Region, error) {
	files := make([][]history.Series, 0, len(set.files))
	var all []history.Series
	for _, name := range set.files {
		series, err := read(ctx, name, set, stdin)
		if err != nil {
			return nil, err
		}
		files, all = append(files, series), append(all, series...)
	}
	zones, err := pairs("-zone", set.zones, all)
	if err != nil {
		return nil, err
	}
	codes, err := pairs("-holidays", set.codes, all)
	if err != nil {
		return nil, err
	}
	loaded := make([][]backtest.Region, len(files))
	var faults []error
	for i, series := range files {
		for _, s := range series {
			cal, err := regionCalendar(s, zones[s.Region], codes[s.Region], stderr)
			if err != nil {
				faults = append(faults, fmt.Errorf("series %q: %w", s.Region, err))
				continue
			}
			model, err := activity.Learn(ctx, s, cal, activity.Options{})
			if err != nil {
				faults = append(faults, fmt.Errorf("series %q: %w", s.Region, err))
				continue
			}
			for _, w := range model.Fit().Warnings {
				fmt.Fprintf(stderr, "backtest: warning: series %q: %s\n", s.Region, w)
			}
			loaded[i] = append(loaded[i], backtest.Region{Series: s, Calendar: cal})
		}
	}
	return loaded, errors.Join(faults...)
}

// read reads one file.
func read(ctx context.Context, name string, set settings, stdin io.Reader) ([]history.Series, error) {
	in := stdin
	if name == "-" {
		name = "standard input"
	} else {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	opt := history.Options{Keep: history.MaxHours}
	if set.decimal != "" {
		opt.Decimal = set.decimal[0]
	}
	return history.ReadCSV(ctx, in, name, opt)
}

// pairs reads REGION=VALUE, of regions that the file has.
func pairs(name string, given []string, series []history.Series) (map[string]string, error) {
	m := make(map[string]string)
	for _, p := range given {
		region, value, ok := strings.Cut(p, "=")
		if !ok || !slices.ContainsFunc(series, func(s history.Series) bool { return s.Region == region }) {
			return nil, fmt.Errorf("%s %q: expected REGION=VALUE with a region of the file", name, p)
		}
		m[region] = value
	}
	return m, nil
}

// regionCalendar returns a series' clock, weekend, holidays and days at work.
func regionCalendar(s history.Series, zone, code string, stderr io.Writer) (calendar.Calendar, error) {
	var cal calendar.Calendar
	if zone == "" {
		zone = s.TimeZone
	}
	if code == "" {
		code = s.Country
	}
	if zone == "" {
		country, _, _ := strings.Cut(code, "-")
		switch zones, known := history.CountryZones(country); {
		case !known:
			return cal, errors.New("no time zone; give the file a column time_zone, or -zone REGION=ZONE")
		case len(zones) > 1:
			return cal, fmt.Errorf("no time zone, and %s has several; give -zone REGION=ZONE with one of %s", country, strings.Join(zones, ", "))
		default:
			zone = zones[0]
		}
	}
	var err error
	if cal.Location, err = calendar.LoadZone(zone); err != nil {
		return cal, err
	}
	if code == "" {
		fmt.Fprintf(stderr, "backtest: warning: series %q has no country; its holidays are unknown\n", s.Region)
		return cal, nil
	}
	return national.Calendar(code, cal.Location)
}

// setup is what is played together and reported under one name.
type setup struct {
	name string
	runs [][]backtest.Region
	// parts are what each run is called: its region, or its mix.
	parts []string
	// mixed is a mix of regions, pooled several mixes together.
	mixed, pooled bool
}

// mixes returns what the command line asks for: each mix by itself, and several mixes pooled too.
func mixes(set settings, regions []backtest.Region) ([]setup, error) {
	names := set.mixes
	if len(names) == 0 {
		names = list{"alone"}
		if len(regions) > 1 {
			names = append(names, "even")
		}
	}
	var setups []setup
	all := setup{name: "all mixes together", mixed: true, pooled: true}
	for _, name := range names {
		if name == "alone" {
			alone := setup{name: "each region alone"}
			for _, r := range regions {
				r.Share = 1
				alone.runs, alone.parts = append(alone.runs, []backtest.Region{r}), append(alone.parts, r.Series.Region)
			}
			setups = append(setups, alone)
			continue
		}
		mixed, err := mix(name, regions)
		if err != nil {
			return nil, err
		}
		setups = append(setups, setup{name: "mix " + name, runs: [][]backtest.Region{mixed}, parts: []string{name}, mixed: true})
		all.runs, all.parts = append(all.runs, mixed), append(all.parts, name)
	}
	if len(all.runs) > 1 {
		setups = append(setups, all)
	}
	return setups, nil
}

// mix reads one -mix.
func mix(text string, regions []backtest.Region) ([]backtest.Region, error) {
	mixed := slices.Clone(regions)
	if text == "even" {
		for i := range mixed {
			mixed[i].Share = 1
		}
		return mixed, nil
	}
	for part := range strings.SplitSeq(text, ",") {
		name, value, _ := strings.Cut(part, "=")
		share, err := strconv.ParseFloat(value, 64)
		i := slices.IndexFunc(mixed, func(r backtest.Region) bool { return r.Series.Region == name })
		if err != nil || !(share > 0) || i < 0 || mixed[i].Share != 0 {
			var known []string
			for _, r := range regions {
				known = append(known, r.Series.Region)
			}
			return nil, fmt.Errorf("-mix %q: %q: expected \"alone\", \"even\", or REGION=SHARE,... with a share above 0 for different regions of %s", text, part, strings.Join(known, ", "))
		}
		mixed[i].Share = share
	}
	return slices.DeleteFunc(mixed, func(r backtest.Region) bool { return r.Share == 0 }), nil
}

// family is the pooled result of a setup.
type family struct {
	name   string
	report *backtest.Report
	scores []backtest.Score
	// parts are the reports that were pooled, by region or mix.
	parts []part
}

// part is the report of one region, or of one mix.
type part struct {
	name   string
	report *backtest.Report
}

// play runs all back-tests, each set of regions once.
func play(ctx context.Context, setups []setup, opt backtest.Options) ([]family, error) {
	var families []family
	done := make(map[*backtest.Region]*backtest.Report)
	for _, s := range setups {
		var reports []*backtest.Report
		var parts []part
		for i, regions := range s.runs {
			report, ok := done[&regions[0]]
			if !ok {
				var err error
				if report, err = backtest.Run(ctx, regions, opt); err != nil {
					return nil, fmt.Errorf("%s: %w", s.name, err)
				}
				done[&regions[0]] = report
			}
			reports, parts = append(reports, report), append(parts, part{s.parts[i], report})
		}
		pooled, err := backtest.Pool(reports...)
		if err != nil {
			return nil, err
		}
		families = append(families, family{name: s.name, report: pooled, scores: pooled.Scores(), parts: parts})
	}
	return families, nil
}
