package httpapi

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// task is one request that is being worked on.
type task struct {
	*visit
	ctx    context.Context
	ask    *ask
	plan   *planfile.Plan
	size   decision.Size
	format string // of the path
	result *scheduler.Result
}

// newTask reads the plan within the limits, holds what is asked to them, and takes the memory for the work on it.
func (v *visit) newTask(ctx context.Context, a *ask) (*task, error) {
	files := &opener{a.files, make(map[string]bool)}
	opts := planfile.Options{Corrections: v.opts.Corrections, Limits: planfile.Limits{Regions: v.opts.MaxRegions, Horizon: v.opts.MaxHorizon, Occurrences: v.opts.MaxOccurrences}}
	if a.files != nil {
		opts.Files = files
	}
	plan, err := planfile.Parse(ctx, a.plan, opts)
	if err != nil {
		return nil, err
	}
	if plan.Notice == nil && v.r.URL.Path == noticesPath {
		plan.Notice = &planfile.Notice{} // what is made then, and so what is estimated
	}
	if plan.Notice != nil {
		plan.Notice.Options.MaxBytes = v.opts.MaxAnswer
	}
	if err := v.own(plan); err != nil {
		return nil, err
	}
	t := &task{visit: v, ctx: ctx, ask: a, plan: plan, format: v.r.PathValue("format")}
	if err := t.limits(); err != nil {
		return nil, err
	}
	if err := v.share.wait(ctx, t.size.Memory); err != nil {
		return nil, err
	}
	plan.Warnings = append(plan.Warnings, files.unopened()...)
	return t, nil
}

// suggest makes the suggestions, with the warnings of the plan among those of the result.
func (t *task) suggest() (*scheduler.Result, error) {
	if t.result != nil {
		return t.result, nil
	}
	res, err := t.plan.Planner.Suggest(t.ctx, t.plan.Request)
	if err != nil {
		return nil, err
	}
	res.Warnings = append(t.warnings(), res.Warnings...)
	t.result = res
	return res, nil
}

// problem turns what the scheduler answered into a problem. Where nothing fits, the age of the days and the
// warnings about the plan belong to the answer as they do to a window: they may be the reason.
func (t *task) problem(err error) *Problem {
	p := problemOf(t.ask.in, err)
	if p.NoWindow == nil {
		return p
	}
	if start := t.ask.start; !start.IsZero() {
		p.Detail = fmt.Sprintf("The start %s is not free; /v1/assess says what blocks it.", start.Format(time.RFC3339))
	}
	p.DaysAsOf = decision.DaysAsOf(t.plan)
	p.Fingerprint, _ = decision.Fingerprint(t.ctx, t.plan) // an answer that is late anyway goes without
	if p.Warnings == nil {
		p.Warnings = t.plan.Warnings
	}
	return p
}

// warnings returns those about the plan; never nil.
func (t *task) warnings() []string { return append([]string{}, t.plan.Warnings...) }

// only narrows the request down to one start, if the request names one, so that results and reports
// are about that: it is refused like any other where it is not free.
func (t *task) only() {
	if !t.ask.start.IsZero() {
		t.plan.Request.Candidates = []time.Time{t.ask.start}
	}
}

// chosen returns the window that the request is about: that which it names, or the best.
func (t *task) chosen() (*scheduler.Suggestion, error) {
	t.only()
	res, err := t.suggest()
	if err != nil {
		return nil, t.outside(err)
	}
	n := max(1, t.ask.suggestion)
	if n > len(res.Suggestions) {
		f := t.ask.choiceIn
		f.Expected = fmt.Sprintf("at most %d: there are no more suggestions", len(res.Suggestions))
		return nil, newProblem(TypeInvalidRequest, "There are fewer suggestions.", f)
	}
	return &res.Suggestions[n-1], nil
}

// outside turns the fault of a start that was named in the request into one of the request.
func (t *task) outside(err error) error {
	var faults scheduler.FieldErrors
	if t.ask.start.IsZero() || !errors.As(err, &faults) {
		return err
	}
	for _, f := range faults {
		if strings.HasPrefix(f.Path, "search.candidates") {
			in := t.ask.choiceIn
			in.Expected = f.Expected
			return newProblem(TypeInvalidRequest, err.Error(), in)
		}
	}
	return err
}

// inKey turns faults of what stands under a key beside the plan into a problem.
func inKey(key string, err error) error {
	var faults scheduler.FieldErrors
	if !errors.As(err, &faults) {
		return err
	}
	p := planProblem("/"+key, err)
	p.Type, p.Title = TypeInvalidRequest, titles[TypeInvalidRequest].title
	return p
}

// suggestions answers with what each rule costs and what to compare with, as decisions have it.
func (t *task) suggestions() (*answer, error) {
	t.plan.Request.Explain = true
	res, err := t.suggest()
	if err != nil {
		return nil, err
	}
	doc := document.NewResult(res)
	doc.Learned, doc.DaysAsOf = decision.Learned(t.plan), decision.DaysAsOf(t.plan)
	doc.Fingerprint, err = decision.Fingerprint(t.ctx, t.plan)
	return t.found(doc, err)
}

// found answers with a document, unless its last part could not be made.
func (t *task) found(doc any, err error) (*answer, error) {
	if err != nil {
		return nil, err
	}
	return t.inJSON(t.ctx, doc)
}

// assessDocument is the answer of /v1/assess.
type assessDocument struct {
	Version     int                   `json:"version"`
	Assessments []document.Assessment `json:"assessments"`
	Warnings    []string              `json:"warnings"`
	Fingerprint *document.Fingerprint `json:"fingerprint"`
}

func (t *task) assess() (*answer, error) {
	if len(t.ask.starts) == 0 {
		return nil, newProblem(TypeInvalidRequest, "There is no start to assess.",
			Fault{Parameter: "at", Expected: `starts in the query (at=) or in the body ("starts")`})
	}
	list, err := t.plan.Planner.Assess(t.ctx, t.plan.Request, t.ask.starts...)
	if err != nil {
		return nil, t.badStarts(err)
	}
	of, err := decision.Fingerprint(t.ctx, t.plan)
	return t.found(assessDocument{document.Version, document.NewAssessments(list), t.warnings(), of}, err)
}

// badStarts turns the faults of starts into those of where they stand in the request.
func (t *task) badStarts(err error) error {
	var faults scheduler.FieldErrors
	if !errors.As(err, &faults) {
		return err
	}
	p := newProblem(TypeInvalidRequest, err.Error())
	for _, f := range faults {
		var i int
		where := Fault{Parameter: "at"}
		if t.ask.startsIn[0].Pointer != nil {
			where = at("/starts", nil, "")
		}
		if n, err := fmt.Sscanf(f.Path, "starts[%d]", &i); n == 1 && err == nil && i < len(t.ask.startsIn) {
			where = t.ask.startsIn[i]
		}
		where.Expected = f.Expected
		p.Errors = append(p.Errors, where)
	}
	return p
}

// tradeoffDocument is the answer of /v1/tradeoff.
type tradeoffDocument struct {
	Version int `json:"version"`
	document.Tradeoff
	Warnings    []string              `json:"warnings"`
	Fingerprint *document.Fingerprint `json:"fingerprint"`
}

func (t *task) tradeoff() (*answer, error) {
	front, err := t.plan.Planner.Tradeoff(t.ctx, t.plan.Request)
	if err != nil {
		return nil, err
	}
	of, err := decision.Fingerprint(t.ctx, t.plan)
	return t.found(tradeoffDocument{document.Version, *document.NewTradeoff(front), t.warnings(), of}, err)
}

// robustnessDocument is the answer of /v1/robustness.
type robustnessDocument struct {
	Version int `json:"version"`
	document.Robustness
	Warnings    []string              `json:"warnings"`
	Fingerprint *document.Fingerprint `json:"fingerprint"`
}

func (t *task) robustness() (*answer, error) {
	robust, err := t.plan.Planner.Robustness(t.ctx, t.plan.Request, t.plan.Cases)
	if err != nil {
		return nil, err
	}
	of, err := decision.Fingerprint(t.ctx, t.plan)
	return t.found(robustnessDocument{document.Version, *document.NewRobustness(robust), t.warnings(), of}, err)
}
