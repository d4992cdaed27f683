package recheck

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// Options say how a record is taken.
type Options struct {
	// Plan is how the plan file is read. Its Corrections are part of the day data, not of the plan.
	Plan planfile.Options
	// Announced are the starts of the windows that customers know of: of earlier records, say. Nil means the best
	// suggestion. They may lie before or after the horizon. A campaign says its own; a recurring slot has its next dates
	// besides, and those before the horizon are over.
	Announced []time.Time
	// Slot is the recurring slot that customers know of: that of an earlier record. Nil means the best one. Other plans have none.
	Slot *Slot
	// Slack is how much more than the best start a window may cost and still be good. Zero means 0.1, a tenth more.
	Slack float64
}

// Take reads a plan file, answers it and judges the announced windows. That no window fits is an answer, not an error.
//
// Errors are those of planfile.Parse, planfile.Marshal and the planner. Of a recurring slot the next MaxDates dates are announced windows, and it is
// judged as a whole over the horizon. Cost: reading the plan and a search, another one where a window lies outside the horizon.
func Take(ctx context.Context, data []byte, opts Options) (*Record, error) {
	if !(opts.Slack >= 0 && opts.Slack <= 100) {
		return nil, scheduler.FieldErrors{{Path: "slack", Value: opts.Slack, Expected: "a share from 0 to 100"}}
	}
	plan, err := planfile.Parse(ctx, data, opts.Plan)
	if err != nil {
		return nil, err
	}
	text, err := stored(ctx, plan, data, opts.Plan)
	if err != nil {
		return nil, err
	}
	r := &Record{Version: Version, Plan: text, Slack: opts.Slack, Files: plan.Files(), Announced: []Window{}}
	if r.Slack == 0 {
		r.Slack = 0.1
	}
	switch {
	case plan.Campaign != nil:
		err = r.review(ctx, plan)
	case plan.Recurring != nil:
		err = r.recurring(ctx, plan, data, opts)
	default:
		err = r.answer(ctx, plan, data, opts)
	}
	if err != nil {
		return nil, err
	}
	of, err := r.facts(ctx, plan)
	if err != nil {
		return nil, err
	}
	r.Fingerprint = *of
	if r.Answer != nil {
		r.Answer.Fingerprint, err = decision.Fingerprint(ctx, plan)
	}
	return r, err
}

// stored returns the plan as it is stored. Corrections that the program gave are not the plan's.
func stored(ctx context.Context, plan *planfile.Plan, data []byte, opts planfile.Options) (json.RawMessage, error) {
	if opts.Corrections != nil {
		opts.Corrections = nil
		var err error
		if plan, err = planfile.Parse(ctx, data, opts); err != nil {
			return nil, err
		}
	}
	return json.Marshal(plan)
}

// review judges the windows of a campaign.
func (r *Record) review(ctx context.Context, plan *planfile.Plan) error {
	review, err := plan.Planner.Review(ctx, *plan.Campaign)
	if err != nil {
		return plan.InFile(err)
	}
	r.Review = &document.NewReview(review).Review
	r.Span = document.NewInterval(around(plan.Request.Horizon, 0, starts(review)))
	return nil
}

func starts(review *scheduler.CampaignReview) []time.Time {
	var list []time.Time
	for _, w := range review.Windows {
		list = append(list, w.Window.Start)
	}
	return list
}

// around returns the horizon, widened so that it holds windows of a length and the time in which rules matter.
func around(horizon calendar.Interval, length time.Duration, starts []time.Time) calendar.Interval {
	for _, t := range starts {
		if t.Before(horizon.Start) {
			horizon.Start = t
		}
		if end := t.Add(length); end.After(horizon.End) {
			horizon.End = end
		}
	}
	return horizon
}

// answer asks for suggestions and judges the announced windows.
func (r *Record) answer(ctx context.Context, plan *planfile.Plan, data []byte, opts Options) error {
	asked, err := plan.Planner.Prepare(ctx, plan.Request)
	if err != nil {
		return err
	}
	res, err := asked.Suggest(ctx)
	switch {
	case errors.Is(err, scheduler.ErrNoWindow):
		r.NoWindow = document.NewErrorResult(err)
	case err != nil:
		return err
	default:
		res.Warnings = slices.Concat(plan.Warnings, res.Warnings)
		r.Answer = document.NewResult(res)
		r.Answer.DaysAsOf = decision.DaysAsOf(plan)
	}
	starts := opts.Announced
	if starts == nil && res != nil {
		starts = []time.Time{res.Suggestions[0].Window.Start}
	}
	return r.judge(ctx, plan, data, opts, asked, starts)
}

// judge judges announced windows.
func (r *Record) judge(ctx context.Context, plan *planfile.Plan, data []byte, opts Options, asked *scheduler.Prepared, starts []time.Time) error {
	keep := max(plan.Request.Duration, plan.Request.KeepClear)
	r.Span = document.NewInterval(around(plan.Request.Horizon, keep, starts))
	horizon := plan.Request.Horizon
	var inside, outside []time.Time
	for _, t := range starts {
		out := t.Before(horizon.Start) || t.Add(plan.Request.Duration).After(horizon.End)
		r.Announced = append(r.Announced, Window{Start: t, Outside: out})
		if out {
			outside = append(outside, t)
		} else {
			inside = append(inside, t)
		}
	}
	judged, err := asked.Assess(ctx, inside...)
	if len(inside) > 0 && err != nil {
		return err
	}
	late, problem, err := r.judgeOutside(ctx, data, opts, outside)
	if err != nil {
		return err
	}
	for i := range r.Announced {
		w := &r.Announced[i]
		list := &judged
		if w.Outside {
			list = &late
		}
		if w.Outside && problem != "" {
			w.Problem = problem
			continue
		}
		w.Judged = &document.NewAssessments((*list)[:1])[0]
		*list = (*list)[1:]
	}
	return nil
}

// judgeOutside judges windows outside the horizon: by the plan read for a horizon that holds them. Where it cannot be
// read for that, because a source of days or a forecast does not reach so far, the problem says so.
func (r *Record) judgeOutside(ctx context.Context, data []byte, opts Options, starts []time.Time) (list []scheduler.Assessment, problem string, err error) {
	if len(starts) == 0 {
		return nil, "", nil
	}
	wide := opts.Plan
	wide.From, wide.To, wide.Days = r.Span.Start, r.Span.End, 0
	plan, err := planfile.Parse(ctx, data, wide)
	if err == nil {
		var asked *scheduler.Prepared
		if asked, err = plan.Planner.Prepare(ctx, plan.Request); err == nil {
			list, err = asked.Assess(ctx, starts...)
		}
	}
	var faults scheduler.FieldErrors
	if errors.As(err, &faults) {
		return nil, err.Error(), nil
	}
	return list, "", err
}
