package planfile

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
)

// finish has the planner check what was read, and builds the plan.
func (r *reader) finish(v value, d *draft) (*Plan, error) {
	if r.full() {
		return nil, r.err()
	}
	r.holidayYears(v, d)
	r.forecastsCover(v, d)
	r.forecasts(d)
	planner, err := scheduler.New(d.regions...)
	r.adopt(v, err)
	checked, req := planner, d.req
	if err != nil {
		// The request is checked all the same, with as many regions: some limits depend on their number.
		checked, req.Rules = standIn(len(d.regions)), nil
	}
	if d.campaign == nil {
		r.adopt(v, checked.Check(req))
	} else if err == nil {
		r.checkCampaign(v, planner, d)
	}
	if d.notice != nil {
		if r.err() != nil {
			// What else is wrong is not the notices' business.
			req = scheduler.Request{Duration: time.Hour, Notice: d.req.Notice}
		}
		r.adopt(v, notice.Check(req, d.notice.Policy, d.notice.Options))
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	for _, l := range d.learned {
		d.about[l.region].History, d.about[l.region].Learned = l.file, l.model
	}
	plan := &Plan{
		Name: d.name, ID: d.id, Corrections: d.corrections,
		Planner: planner, Request: d.req, Warnings: slices.Concat(d.warnings, r.files.warnings, d.learnedWarnings), Regions: d.about, Crews: d.crews, Notice: d.notice, Cases: d.cases,
		Campaign: d.campaign, Recurring: d.recurring, text: v, origin: d.origin, learned: d.learned,
		zones: r.zonesByName(), sums: r.sums,
	}
	plan.kept = keep(plan, r.opts)
	return plan, nil
}

// standIn returns a planner of so many regions, at least one.
func standIn(n int) *scheduler.Planner {
	regions := make([]scheduler.Region, max(1, n))
	for i := range regions {
		regions[i] = scheduler.Region{Name: strconv.Itoa(i), Customers: 1, Calendar: calendar.Calendar{Location: time.UTC}}
	}
	planner, err := scheduler.New(regions...)
	if err != nil {
		panic(err)
	}
	return planner
}

// adopt takes over faults that the scheduler found, unless they follow from one that is known. The
// value is shown as it stands in the file, not as it was understood.
func (r *reader) adopt(plan value, err error) {
	var faults scheduler.FieldErrors
	if !errors.As(err, &faults) {
		if err != nil {
			r.add(plan.offset(), "plan", found(err.Error()), "a plan that can be worked out")
		}
		return
	}
	for _, f := range faults {
		if r.covers(f.Path) {
			continue
		}
		at, ok := plan.lookUp(f.Path)
		what := f.Value
		if ok && at.kind() != kindList && at.kind() != kindObject && !r.overridden(f.Path) {
			what = at.shown()
		}
		r.add(at.offset(), f.Path, what, f.Expected)
	}
}

// overridden reports whether an option holds instead of what the file has at the path.
func (r *reader) overridden(path string) bool {
	return path == "search.from" && !r.opts.From.IsZero() || path == "search.to" && (!r.opts.To.IsZero() || r.opts.Days != 0)
}

// holidayYears refuses a horizon that reaches beyond the years whose holidays are known. The planner
// would, too, but only once it works the plan out.
func (r *reader) holidayYears(plan value, d *draft) {
	span := d.span()
	if span.Empty() {
		return
	}
	tail := max(d.req.Duration, d.req.KeepClear)
	for _, stage := range d.req.Overrun {
		tail = max(tail, stage.Until)
	}
	if end := d.req.Horizon.End.Add(tail); end.After(span.End) {
		span.End = end
	}
	// The planner works by whole hours.
	span.Start = span.Start.Truncate(time.Hour)
	span.End = span.End.Add(time.Hour - time.Second).Truncate(time.Hour)
	look := func(path string, calendars calendar.Calendar, sources []HolidaySource) {
		if calendars.Location == nil {
			return
		}
		first := calendar.DateOf(span.Start.In(calendars.Location))
		last := calendar.DateOf(span.End.Add(-time.Second).In(calendars.Location))
		if what := unknownYears(sources, calendars.Holidays, first, last); what != "" {
			at, _ := plan.lookUp(path)
			r.add(at.offset(), path, found(what), fmt.Sprintf(
				"holidays that are known for the horizon, its overrun and the seven days after it: %s to %s%s", first, last,
				aside("choose another horizon, or list the holidays by date in extra_holidays")))
		}
	}
	for i, about := range d.about {
		look(fmt.Sprintf("regions[%d].holidays", i), d.regions[i].Calendar, about.Holidays)
	}
	for i, about := range d.crews {
		look(fmt.Sprintf("crew[%d].holidays", i), d.req.Crew[i].Calendar, about.Holidays)
	}
}

// unknownYears says which source does not know all of the dates; it is empty if all do.
func unknownYears(sources []HolidaySource, all calendar.Holidays, first, last calendar.Date) string {
	for _, s := range sources {
		if s.National != nil {
			if from, to := s.National.Years(); first.Year < from || last.Year > to {
				return fmt.Sprintf("%s, known for %d to %d", s.Code, from, to)
			}
			continue
		}
		_, err := all.Between(first, last)
		var unknown *calendar.YearsError
		switch {
		case errors.As(err, &unknown):
			return fmt.Sprintf("%s, known for %d to %d", unknown.Source, unknown.FirstYear, unknown.LastYear)
		case err != nil:
			return err.Error()
		}
	}
	return ""
}
