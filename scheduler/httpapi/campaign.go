package httpapi

import (
	"errors"
	"fmt"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// The most that a campaign may have here: the search for a plan takes seconds, in which others wait.
const (
	mostTasks      = 200
	mostTaskStarts = 400_000
)

// one is what answers a plan of one window: a plan of many is refused rather than answered in part.
func one(do func(*task) (*answer, error)) func(*task) (*answer, error) {
	return func(t *task) (*answer, error) {
		switch {
		case t.plan.Campaign != nil:
			return nil, newProblem(TypeInvalidPlan, "The plan is one of many windows.", at(t.ask.in+"/campaign", nil, "a plan of one window; /v1/campaign answers this one"))
		case t.plan.Recurring != nil:
			return nil, newProblem(TypeInvalidPlan, "The plan is one of many windows.", at(t.ask.in+"/recurring", nil, "a plan of one window; /v1/recurring answers this one"))
		}
		return do(t)
	}
}

// campaign plans the campaign of the plan.
func (t *task) campaign() (*answer, error) {
	c := t.plan.Campaign
	if c == nil {
		return nil, newProblem(TypeInvalidPlan, "The plan has no campaign.", at(t.ask.in+"/campaign", nil, "the key campaign; /v1/suggest answers a plan of one window"))
	}
	about := document.CampaignOptions{Warnings: t.warnings(), Learned: decision.Learned(t.plan), DaysAsOf: decision.DaysAsOf(t.plan)}
	res, err := t.plan.Planner.Plan(t.ctx, *c)
	if errors.Is(err, scheduler.ErrNoPlan) {
		doc := document.NewNoPlan(err, about)
		p := newProblem(TypeNoPlan, doc.Error.Message)
		e := Unfit{Error: document.Error{Kind: doc.Error.Kind, Message: doc.Error.Message}, LeftOut: doc.Error.LeftOut, Changes: doc.Error.Changes}
		p.NoWindow, p.Campaign, p.Warnings = &e, &doc.Campaign, doc.Warnings
		return nil, p
	}
	if err != nil {
		return nil, t.plan.InFile(err)
	}
	about.Fingerprint, err = decision.Fingerprint(t.ctx, t.plan)
	return t.found(document.NewCampaign(res, about), err)
}

// review judges the fixed and announced windows of the plan's campaign.
func (t *task) review() (*answer, error) {
	if t.plan.Campaign == nil {
		return nil, newProblem(TypeInvalidPlan, "The plan has no campaign.", at(t.ask.in+"/campaign", nil, "the key campaign"))
	}
	res, err := t.plan.Planner.Review(t.ctx, *t.plan.Campaign)
	if err != nil {
		return nil, t.plan.InFile(err)
	}
	doc := document.NewReview(res)
	doc.Fingerprint, err = decision.Fingerprint(t.ctx, t.plan)
	return t.found(doc, err)
}

// campaignLimits returns what a campaign has too much of.
func (t *task) campaignLimits() []Fault {
	if t.plan.Campaign == nil {
		return nil
	}
	var faults []Fault
	if n := len(t.plan.Campaign.Tasks); n > mostTasks {
		faults = append(faults, at(t.ask.in+"/campaign/tasks", n, fmt.Sprintf("at most %d tasks here, each occurrence of a series counted", mostTasks)))
	}
	if n := t.size.TaskStarts; n > mostTaskStarts {
		faults = append(faults, at(t.ask.in+"/campaign/tasks", n, fmt.Sprintf("at most %d steps of the grid in the searches of all tasks together: a coarser step or shorter searches help", mostTaskStarts)))
	}
	if n := t.size.TaskRegions; n > t.opts.MaxImpacts {
		faults = append(faults, at(t.ask.in+"/campaign/tasks", n, fmt.Sprintf("tasks times the regions that each disturbs at most %d", t.opts.MaxImpacts)))
	}
	return faults
}
