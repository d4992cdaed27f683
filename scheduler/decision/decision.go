package decision

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// Want says what a decision is about and what it holds beyond the result. The zero value is about the
// best suggestion and holds what the plan asks for: the trade-off with its crews, the robustness if it has
// the key, the notices if it says how customers are told.
type Want struct {
	// Start makes the decision about the window that starts then, as long as it is free. Suggestion makes
	// it about that suggestion, 1 being the best. At most one of them is set; zero is the best.
	Start      time.Time
	Suggestion int
	// Judge are starts to assess beside, free or not, in this order.
	Judge []time.Time
	// Robustness and Notices ask for these also where the plan does not. Robustness takes some dozens of
	// searches; it is about the plan's own suggestions in their order, and left out where the decision is
	// about another window than the best.
	Robustness, Notices bool
	// Pictures asks for what pictures are made of, and for the assumptions.
	Pictures bool
	// ZoneDatabase is the version of the time zone database, for the assumptions; "" if it is not known.
	ZoneDatabase string
}

// Report is what is wanted for a report: everything.
func Report(zoneDatabase string) Want {
	return Want{Robustness: true, Pictures: true, ZoneDatabase: zoneDatabase}
}

// Make asks for the suggestions of a plan and for whatever else is wanted. The window that the decision is
// about is the first of its suggestions; the others follow in their order. The plan's warnings stand before
// those of the result.
//
// Errors are those of the planner: *scheduler.NoWindowError where no window fits, or the wanted start is
// not free; scheduler.FieldErrors where a start lies outside the search (search.candidates[0] for Start,
// starts[i] for Judge) or there is no suggestion of that number (suggestion). The plan is not changed.
// Cost: the request is worked out once, twice with Start; each question is a search, robustness some dozens.
func Make(ctx context.Context, plan *planfile.Plan, want Want) (*report.Decision, error) {
	req := plan.Request
	req.Explain = true
	asked, err := plan.Planner.Prepare(ctx, req)
	if err != nil {
		return nil, err
	}
	res, err := result(ctx, plan, asked, want)
	if err != nil {
		return nil, err
	}
	first := !slices.ContainsFunc(res.Suggestions, func(s scheduler.Suggestion) bool { return before(s, res.Suggestions[0]) })
	if len(want.Judge) > 0 {
		judged, err := asked.Assess(ctx, want.Judge...)
		if err != nil {
			return nil, err
		}
		res.Assessments = append(res.Assessments, judged...)
	}
	res.Warnings = slices.Concat(plan.Warnings, plan.Doubts(res.Suggestions), res.Warnings)
	d := &report.Decision{Title: title(plan), Planner: plan.Planner, Request: plan.Request, Result: res, Learned: Learned(plan), DaysAsOf: DaysAsOf(plan)}
	if plan.Notice != nil {
		d.Templates = plan.Notice.Report
	}
	if d.Fingerprint, err = Fingerprint(ctx, plan); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(plan.Request.Crew, func(c scheduler.Crew) bool { return !c.Hard }) {
		if d.Tradeoff, err = asked.Tradeoff(ctx); err != nil {
			return nil, err
		}
	}
	if (want.Robustness || plan.Cases != nil) && first {
		if d.Robustness, err = asked.Robustness(ctx, plan.Cases); err != nil {
			return nil, err
		}
	}
	if want.Pictures {
		if d.Timeline, err = asked.Timeline(ctx); err != nil {
			return nil, err
		}
		d.Assumptions = append(report.Assumptions(plan.Planner, plan.Request, want.ZoneDatabase), sources(plan)...)
	}
	if want.Notices || plan.Notice != nil {
		if d.Notices, err = Notices(ctx, plan, res.Suggestions[0]); err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil { // the assumptions are long where regions are many
		return nil, err
	}
	return d, nil
}

// Notices makes the timetable of the notices about a suggestion: by what the plan says of them, or by the
// zero policy where it says nothing.
func Notices(ctx context.Context, plan *planfile.Plan, s scheduler.Suggestion) (*notice.Timetable, error) {
	var about planfile.Notice
	if plan.Notice != nil {
		about = *plan.Notice
	}
	return notice.Plan(ctx, plan.Planner, plan.Request, s, about.Policy, about.Options)
}

// title is what a report is called.
func title(plan *planfile.Plan) string {
	if n := plan.Notice; n != nil && n.Options.Service != "" {
		return "Maintenance of " + n.Options.Service
	}
	return ""
}

// result asks for the suggestions and puts the one that is wanted first.
func result(ctx context.Context, plan *planfile.Plan, asked *scheduler.Prepared, want Want) (*scheduler.Result, error) {
	if !want.Start.IsZero() {
		return around(ctx, plan, asked, want.Start)
	}
	res, err := asked.Suggest(ctx)
	if err != nil {
		return nil, err
	}
	if n := want.Suggestion; n < 0 || n > len(res.Suggestions) {
		return nil, scheduler.FieldErrors{{Path: "suggestion", Value: n, Expected: fmt.Sprintf("a suggestion from 1 to %d", len(res.Suggestions))}}
	} else if n > 1 {
		toFront(res, res.Suggestions[n-1])
	}
	return res, nil
}

// around asks for one start, and for the plan's own suggestions to compare it with.
func around(ctx context.Context, plan *planfile.Plan, asked *scheduler.Prepared, start time.Time) (*scheduler.Result, error) {
	only := plan.Request
	only.Candidates = []time.Time{start}
	alone, err := plan.Planner.Suggest(ctx, only)
	if err != nil {
		return nil, err
	}
	res, err := asked.Suggest(ctx)
	if err != nil {
		// A start that is free can lie off a grid that has no free one.
		if ctx.Err() != nil {
			return nil, err
		}
		return alone, nil
	}
	toFront(res, alone.Suggestions[0])
	return res, nil
}

// toFront makes a suggestion the first, before the others in their order.
func toFront(res *scheduler.Result, chosen scheduler.Suggestion) {
	rest := slices.DeleteFunc(slices.Clone(res.Suggestions), func(s scheduler.Suggestion) bool { return s.Window.Equal(chosen.Window) })
	res.Suggestions = append([]scheduler.Suggestion{chosen}, rest...)
}

// before reports whether a suggestion is better than another.
func before(a, b scheduler.Suggestion) bool {
	return cmp.Or(cmp.Compare(a.Impact.CustomerHours, b.Impact.CustomerHours), cmp.Compare(a.Impact.PeakShare, b.Impact.PeakShare), a.Window.Start.Compare(b.Window.Start)) < 0
}
