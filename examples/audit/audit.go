package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/examples/internal/bounds"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// audit is what came out.
type audit struct {
	location *time.Location
	// duration is that of the plan's window.
	duration time.Duration
	past     []judged
	burdens  []burden
	overruns overruns
	warnings []string
}

// judged is a past maintenance with what it cost.
type judged struct {
	maintenance
	week calendar.Interval
	// real judges the time that it took; its factor compares with best. planned are the customer-hours
	// of the announced time.
	real    scheduler.Assessment
	planned float64
	// best is the best start of the week for the same length; nil where no start was free.
	best     *scheduler.Suggestion
	warnings []string
}

// burden is what a region bore over the whole list. PeopleHours are the customer-hours without the region's
// weight: what is told of one customer, and what a campaign limits, is hours of people.
type burden struct {
	region                     string
	customers                  int64
	customerHours, peopleHours float64
}

func (b burden) perCustomer() float64 { return b.peopleHours / float64(b.customers) }

// chunkYears is how many years of the past one reading of the plan covers: less than the longest horizon.
const chunkYears = 4

// newAudit judges the maintenance, which is in order of time and not empty, by the plan.
func newAudit(data []byte, opts planfile.Options, past []maintenance) (*audit, error) {
	// Where the weeks begin is known only once the plan was read. The horizon must also hold the plan's own
	// window and what it keeps clear.
	opts.From, opts.To = past[0].start, past[0].start.Add(scheduler.MaxExposure)
	plan, err := planfile.Parse(context.Background(), data, opts)
	if err != nil {
		return nil, renamed(err)
	}
	if faults := bounds.Impacts("PAST.csv", "past maintenance", len(past), len(plan.Regions)); faults != nil {
		return nil, faults
	}
	a := &audit{location: plan.Request.Grid.Location, duration: plan.Request.Duration, overruns: newOverruns(plan.Request.Duration, past)}
	for from := 0; from < len(past); {
		to := from + 1
		for to < len(past) && past[to].start.Before(past[from].start.AddDate(chunkYears, 0, 0)) {
			to++
		}
		if err := a.judgeAll(data, opts, past[from:to]); err != nil {
			return nil, err
		}
		from = to
	}
	a.addUp(plan.Planner.Regions())
	a.warn(a.overruns.warnings()...)
	return a, nil
}

// renamed says which field of the plan stands for a past maintenance.
func renamed(err error) error {
	var faults scheduler.FieldErrors
	if !errors.As(err, &faults) {
		return err
	}
	list := make(scheduler.FieldErrors, len(faults))
	for i, f := range faults {
		list[i] = &scheduler.FieldError{Path: "PLANFILE: " + f.Path, Value: f.Value, Expected: f.Expected}
	}
	return list
}

// judgeAll judges some years of maintenance.
func (a *audit) judgeAll(data []byte, opts planfile.Options, past []maintenance) error {
	opts.From = weekOf(past[0].start, a.location).Start
	opts.To = opts.From.Add(scheduler.MaxExposure)
	for _, m := range past {
		if end := starts(m, a.location, max(m.actual(), m.planned())).End; end.After(opts.To) {
			opts.To = end
		}
	}
	plan, err := planfile.Parse(context.Background(), data, opts)
	if err != nil {
		return renamed(err)
	}
	a.warn(plan.Warnings...)
	for _, m := range past {
		j, err := judge(plan, m)
		if err != nil {
			return fmt.Errorf("%s of %s: %w", m.name, m.start.Format(time.RFC3339), err)
		}
		a.past = append(a.past, j)
		a.warn(j.warnings...)
	}
	return nil
}

// starts is the horizon in which just the starts of the maintenance's week fit, at so much length: the work
// may run past the end of the week.
func starts(m maintenance, loc *time.Location, length time.Duration) calendar.Interval {
	week := weekOf(m.start, loc)
	return calendar.Interval{Start: week.Start, End: week.End.Add(length - time.Second)}
}

// judge judges one maintenance.
func judge(plan *planfile.Plan, m maintenance) (judged, error) {
	ctx := context.Background()
	ask := func(length time.Duration) scheduler.Request {
		req := plan.Request
		req.Duration, req.Overrun, req.KeepClear, req.Rollback = length, nil, 0, 0
		req.Horizon = starts(m, req.Grid.Location, length)
		req.Count, req.Candidates, req.Notice = 1, nil, scheduler.Notice{}
		return req
	}
	j := judged{maintenance: m, week: weekOf(m.start, plan.Request.Grid.Location)}
	real, err := plan.Planner.Assess(ctx, ask(m.actual()), m.start)
	if err != nil {
		return j, err
	}
	planned, err := plan.Planner.Assess(ctx, ask(m.planned()), m.start)
	if err != nil {
		return j, err
	}
	j.real, j.planned = real[0], planned[0].Impact.CustomerHours
	res, err := plan.Planner.Suggest(ctx, ask(m.actual()))
	switch {
	case errors.Is(err, scheduler.ErrNoWindow):
	case err != nil:
		return j, err
	default:
		j.best = &res.Suggestions[0]
		j.best.Impact.Regions = nil // nobody asks for them, and there may be many
		j.warnings = res.Warnings
	}
	return j, nil
}

// weighted reports whether the customer-hours are weighted: some customers count more or less than 1.
func (a *audit) weighted() bool { return a.past[0].real.Impact.Weighted }

// warn adds warnings, each once.
func (a *audit) warn(warnings ...string) {
	for _, w := range warnings {
		if !slices.Contains(a.warnings, w) {
			a.warnings = append(a.warnings, w)
		}
	}
}

// addUp adds the customer-hours up by region.
func (a *audit) addUp(regions []scheduler.Region) {
	hours, people := make(map[string]float64), make(map[string]float64)
	for _, j := range a.past {
		for _, r := range j.real.Impact.Regions {
			hours[r.Region] += r.CustomerHours
			people[r.Region] += r.CustomerHours / r.Weight
		}
	}
	for _, r := range regions {
		a.burdens = append(a.burdens, burden{region: r.Name, customers: r.Customers, customerHours: hours[r.Name], peopleHours: people[r.Name]})
	}
	slices.SortFunc(a.burdens, func(x, y burden) int {
		return cmp.Or(cmp.Compare(y.perCustomer(), x.perCustomer()), strings.Compare(x.region, y.region))
	})
}
