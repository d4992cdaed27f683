package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// decision is a result with the answers to whatever else the plan and the command line ask.
type decision struct{ report.Decision }

// decide works out the further answers.
func decide(ctx context.Context, opts options, plan *planfile.Plan, res *scheduler.Result, zones string) (*decision, error) {
	page := opts.md != "" || opts.html != ""
	d := &decision{Decision: report.Decision{Planner: plan.Planner, Request: plan.Request, Result: res}}
	if n := plan.Notice; n != nil && n.Options.Service != "" {
		d.Title = "Maintenance of " + n.Options.Service
	}
	var err error
	if slices.ContainsFunc(plan.Request.Crew, func(c scheduler.Crew) bool { return !c.Hard }) {
		if d.Tradeoff, err = plan.Planner.Tradeoff(ctx, plan.Request); err != nil {
			return nil, err
		}
	}
	if page || opts.robust || plan.Cases != nil {
		if d.Robustness, err = plan.Planner.Robustness(ctx, plan.Request, plan.Cases); err != nil {
			return nil, err
		}
	}
	if page || opts.heat {
		if d.Timeline, err = plan.Planner.Timeline(ctx, plan.Request); err != nil {
			return nil, err
		}
		d.Assumptions = append(report.Assumptions(plan.Planner, plan.Request, zones), sources(plan)...)
	}
	if plan.Notice != nil || opts.notices != "" {
		about := planfile.Notice{}
		if plan.Notice != nil {
			about = *plan.Notice
		}
		if d.Notices, err = notice.Plan(plan.Planner, plan.Request, res.Suggestions[0], about.Policy, about.Options); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// document returns the JSON form: with a page, of everything in it.
func (d *decision) doc(page bool) (any, error) {
	if page {
		return report.NewDecisionDocument(d.Decision)
	}
	doc := document.NewResult(d.Result)
	doc.Tradeoff, doc.Robustness, doc.Notices = document.NewTradeoff(d.Tradeoff), document.NewRobustness(d.Robustness), d.Notices
	return doc, nil
}

// sources says where the holidays of regions and crews are from.
func sources(plan *planfile.Plan) []report.Assumption {
	var out []report.Assumption
	add := func(whose string, list []planfile.Region) {
		for _, r := range list {
			var from []string
			for _, s := range r.Holidays {
				if s.National == nil {
					from = append(from, "the calendar file "+s.File)
					continue
				}
				first, last := s.National.Years()
				from = append(from, fmt.Sprintf("%s, %s, known for %d to %d", s.Code, s.National.Origin(), first, last))
			}
			if r.ExtraHolidays > 0 {
				from = append(from, fmt.Sprintf("%d days that the plan lists", r.ExtraHolidays))
			}
			if len(from) > 0 {
				out = append(out, report.Assumption{About: "Holidays of " + whose + r.Name, Text: strings.Join(from, "; ") + "."})
			}
		}
	}
	add("", plan.Regions)
	add("the crew ", plan.Crews)
	return out
}
