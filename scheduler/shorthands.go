package scheduler

import (
	"context"
	"time"
)

// Suggest prepares the request and returns [Prepared.Suggest]: the windows of least impact, best first, or
// why there is none. Errors and cost are those of [Planner.Prepare] and [Prepared.Suggest] together.
func (p *Planner) Suggest(ctx context.Context, req Request) (*Result, error) {
	q, err := p.Prepare(ctx, req)
	if err != nil {
		return nil, err
	}
	return q.Suggest(ctx)
}

// Assess prepares the request and returns [Prepared.Assess]: what proposed starts cost and what blocks
// them.
func (p *Planner) Assess(ctx context.Context, req Request, starts ...time.Time) ([]Assessment, error) {
	q, err := p.Prepare(ctx, req)
	if err != nil {
		return nil, err
	}
	return q.Assess(ctx, starts...)
}

// Tradeoff prepares the request and returns [Prepared.Tradeoff]: impact against crew hours.
func (p *Planner) Tradeoff(ctx context.Context, req Request) (*Tradeoff, error) {
	q, err := p.Prepare(ctx, req)
	if err != nil {
		return nil, err
	}
	return q.Tradeoff(ctx)
}

// Robustness prepares the request and returns [Prepared.Robustness]: how well the suggestions hold where
// the plan turns out to be wrong.
func (p *Planner) Robustness(ctx context.Context, req Request, cases []Case) (*Robustness, error) {
	if err := checkCases(cases).err(); err != nil {
		return nil, err
	}
	q, err := p.Prepare(ctx, req)
	if err != nil {
		return nil, err
	}
	return q.Robustness(ctx, cases)
}

// Timeline prepares the request and returns [Prepared.Timeline]: demand, blocks and free time.
// Request.Count, Spacing and Rollback do not matter.
func (p *Planner) Timeline(ctx context.Context, req Request) (*Timeline, error) {
	q, err := p.Prepare(ctx, req)
	if err != nil {
		return nil, err
	}
	return q.Timeline(ctx)
}
