package backtest

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// Region is one region of a back-test: its whole history, and its part in the mix.
type Region struct {
	Series   history.Series
	Calendar calendar.Calendar
	// Share is the region's part of the mix: 0 or more, and only their ratios matter. Each region's
	// history is divided by its mean first.
	Share float64
}

// Options say what is tried. The zero value is the documented default of each field.
type Options struct {
	// Windows are the lengths of the work, in whole hours. Nil means 1, 2 and 4 hours.
	Windows []time.Duration
	// Horizons are how far the choice goes, in whole hours. Nil means 7 and 28 days.
	Horizons []time.Duration
	// Warmup is how many weeks of history come before the first decision: 2 or more. Zero means 26, or
	// 8 where the history is shorter than 54 weeks.
	Warmup int
	// Predictors compete. Nil means Predictors(). The first is the one that others are compared with.
	Predictors []Predictor
	// AfterChange makes only the decisions of the four weeks after a change of clocks in one of the regions.
	AfterChange bool
	// Rules leaves working days and holidays out, as a plan does unless told otherwise; Tolerate is the
	// plan's. Without Rules all hours are allowed.
	Rules    bool
	Tolerate float64
}

const (
	hourSeconds = 3600
	dayHours    = 24
	weekHours   = 7 * dayHours
	// memory is how many weeks the capacity is taken from, and how long the warm-up is.
	memory = 26
	// leastHours of them must be known: a week.
	leastHours = weekHours
	// missingAllowed is the part of a horizon's hours that may be missing. They are kept free of
	// windows for everybody; where more is missing, the decision is skipped.
	missingAllowed = 0.1
	// capacityQuantile of the last 26 weeks is the capacity.
	capacityQuantile = 0.999
	mixCustomers     = 4e9 // of the busiest hour: as fine as the scheduler's limit allows
)

// Run walks through history week by week. Every Monday at 00:00 UTC, from the warm-up's end on,
// each predictor learns only from what is past, and the window of least predicted load over the horizon
// is chosen through scheduler.Planner.Suggest, with hourly starts. It is scored on what then happened.
//
// The measures follow the lowest-load-window evaluation of Poppe et al., "Seagull: An Infrastructure for
// Load Prediction and Optimized Resource Allocation", PVLDB 14(2), 2021: whether the window was chosen
// correctly, and the share of hours predicted within +10/-5 % of capacity. It differs in that loads are
// hourly and capacity is the 99.9th percentile of the last 26 weeks (Seagull has a server's CPU in
// per cent, every five minutes), that the window is looked for in 7 or 28 days rather than one, and that
// regret is reported beside the share correct.
//
// Where hours of the truth are missing no window may lie on them, for no predictor; a decision with
// more than a tenth of its horizon missing is skipped and counted.
//
// Errors: FieldErrors for options and regions; the context's error once it is done. Equal arguments
// give equal reports. Cost: decisions x predictors x (history + horizon).
func Run(ctx context.Context, regions []Region, opt Options) (*Report, error) {
	b := &backtest{regions: regions, opt: opt}
	if err := b.prepare(); err != nil {
		return nil, err
	}
	for at := b.from; at.Before(b.end); at = at.Add(weekHours * time.Hour) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if b.opt.AfterChange && !b.afterChange(at) {
			continue
		}
		if err := b.decide(ctx, at); err != nil {
			return nil, err
		}
	}
	return b.report, nil
}

// backtest is one run.
type backtest struct {
	regions []Region
	opt     Options
	scale   []float64 // share / mean of each region
	mixed   []float64 // what happened: the mix, hour by hour from start on; NaN where missing
	start   time.Time
	from    time.Time // the first decision
	end     time.Time // the history's end
	grid    scheduler.Grid
	shares  float64
	plain   *scheduler.Planner
	report  *Report
}

// prepare checks everything, fills in defaults and mixes the histories.
func (b *backtest) prepare() error {
	if err := b.check(); err != nil {
		return err
	}
	first := b.regions[0].Series.Span()
	b.start, b.end = first.Start, first.End
	for _, r := range b.regions {
		span := r.Series.Span()
		b.start, b.end = latest(b.start, span.Start), earliest(b.end, span.End)
		b.shares += r.Share
	}
	weeks := int(b.end.Sub(b.start).Hours()) / weekHours
	if b.opt.Warmup == 0 {
		b.opt.Warmup = memory
		if weeks < 54 {
			b.opt.Warmup = 8
		}
	}
	if need := b.opt.Warmup + int(slices.Min(b.opt.Horizons).Hours())/weekHours; weeks < need {
		return oneFault("regions", fmt.Sprintf("%d weeks that all have in common", weeks), fmt.Sprintf("at least %d: the warm-up and the shortest horizon", need))
	}
	phase := mod(b.start.Unix(), hourSeconds)
	b.from = b.start.Add(time.Duration(b.opt.Warmup*weekHours) * time.Hour)
	for b.from.Weekday() != time.Monday || b.from.Hour() != 0 {
		b.from = b.from.Add(time.Hour)
	}
	b.grid = scheduler.Grid{Step: time.Hour, Location: time.UTC}
	if phase != 0 {
		// Clocks that read full hours where the history's hours begin.
		b.grid.Location = time.FixedZone("hours", int(-phase))
	}
	b.mixed = make([]float64, int(b.end.Sub(b.start).Hours()))
	for i, r := range b.regions {
		sum, n := 0.0, 0.0
		for _, v := range r.Series.Values {
			if !math.IsNaN(v) {
				sum, n = sum+v, n+1
			}
		}
		if sum == 0 {
			return oneFault(fmt.Sprintf("regions[%d].series", i), r.Series.Region, "a history with activity")
		}
		b.scale = append(b.scale, r.Share/b.shares*n/sum)
		skip := int(b.start.Sub(r.Series.Span().Start).Hours())
		for k := range b.mixed {
			b.mixed[k] += b.scale[i] * r.Series.Values[skip+k]
		}
	}
	b.report = newReport(b.opt)
	var err error
	b.plain, err = b.plainPlanner()
	return err
}

// check checks the arguments and fills in what is not given.
func (b *backtest) check() error {
	var faults scheduler.FieldErrors
	add := func(path string, value any, expected string) {
		faults = append(faults, &scheduler.FieldError{Path: path, Value: value, Expected: expected})
	}
	if b.opt.Windows == nil {
		b.opt.Windows = []time.Duration{time.Hour, 2 * time.Hour, 4 * time.Hour}
	}
	if b.opt.Horizons == nil {
		b.opt.Horizons = []time.Duration{weekHours * time.Hour, 4 * weekHours * time.Hour}
	}
	if b.opt.Predictors == nil {
		b.opt.Predictors = Predictors()
	}
	for i, w := range b.opt.Windows {
		if w < time.Hour || w%time.Hour != 0 || w > 7*dayHours*time.Hour {
			add(fmt.Sprintf("windows[%d]", i), calendar.FormatDuration(w), "whole hours, 1 to 168")
		}
	}
	for i, h := range b.opt.Horizons {
		if h < dayHours*time.Hour || h%time.Hour != 0 || h > 366*dayHours*time.Hour {
			add(fmt.Sprintf("horizons[%d]", i), calendar.FormatDuration(h), "whole hours, a day to a year")
		}
		for _, w := range b.opt.Windows {
			if w > h {
				add(fmt.Sprintf("horizons[%d]", i), calendar.FormatDuration(h), fmt.Sprintf("no less than the window of %s", calendar.FormatDuration(w)))
			}
		}
	}
	if len(b.opt.Windows) == 0 || len(b.opt.Horizons) == 0 || len(b.opt.Predictors) == 0 {
		add("options", nil, "at least one window, horizon and predictor")
	}
	if b.opt.Warmup != 0 && b.opt.Warmup < 2 {
		add("warmup", b.opt.Warmup, "at least 2 weeks")
	}
	for i, p := range b.opt.Predictors {
		if p.Name == "" || (p.Predict == nil) == (p.Start == nil) {
			add(fmt.Sprintf("predictors[%d]", i), p.Name, "a name, and one of Predict and Start")
		}
	}
	if len(b.regions) == 0 {
		add("regions", nil, "at least one region")
	}
	total := 0.0
	for i, r := range b.regions {
		path := fmt.Sprintf("regions[%d]", i)
		if err := r.Series.Check(); err != nil {
			add(path+".series", r.Series.Region, err.Error())
		}
		if r.Calendar.Location == nil {
			add(path+".calendar.location", nil, "the region's time zone")
		}
		if !(r.Share >= 0) || math.IsInf(r.Share, 0) {
			add(path+".share", r.Share, "a finite number, 0 or more")
		}
		total += r.Share
		if mod(r.Series.Start.Unix()-b.regions[0].Series.Start.Unix(), hourSeconds) != 0 {
			add(path+".series.start", r.Series.Start.UTC().Format(time.RFC3339), "hours that begin at the same minute in all regions")
		}
	}
	if len(b.regions) > 0 && total == 0 {
		add("regions", total, "shares of more than 0 together")
	}
	if len(faults) == 0 {
		return nil
	}
	return faults
}

// afterChange reports whether the clocks of a region were changed in the four weeks before.
func (b *backtest) afterChange(at time.Time) bool {
	before := calendar.Interval{Start: at.AddDate(0, 0, -28), End: at}
	for _, r := range b.regions {
		offsets := 0
		for range calendar.Offsets(r.Calendar.Location, before) {
			offsets++
		}
		if offsets > 1 {
			return true
		}
	}
	return false
}

// decide makes and scores every predictor's decisions at one instant.
func (b *backtest) decide(ctx context.Context, at time.Time) error {
	for _, horizon := range b.opt.Horizons {
		if at.Add(horizon).After(b.end) {
			continue
		}
		scene, ok := b.scene(at, horizon)
		if !ok {
			b.report.Skipped++
			continue
		}
		played, err := b.play(ctx, scene)
		if err != nil {
			return err
		}
		if !played {
			b.report.Skipped++
		}
	}
	return nil
}

// mod is the remainder that is never negative.
func mod(a, b int64) int64 { return (a%b + b) % b }

func oneFault(path string, value any, expected string) error {
	return scheduler.FieldErrors{{Path: path, Value: value, Expected: expected}}
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earliest(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
