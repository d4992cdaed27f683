package main

import (
	"context"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// shapeCalls are the questions that the heavy shapes put to the service, put to the library instead: what is
// long in one of them may be nothing in the largest plan.
func (s *suite) shapeCalls() []call {
	var out []call
	list := blockedShapes()
	if s.long {
		list = append(shapes(), list...)
	}
	for _, shape := range list {
		if !shape.short && !s.long || !strings.Contains(shape.name, s.shapes) {
			continue
		}
		kind, body := shape.make()
		p, err := planfile.Parse(context.Background(), body, planfile.Options{})
		if kind != "application/json" || err != nil {
			continue // its files come with a form, or it is no plan
		}
		ask := func(ctx context.Context) error { _, err := decision.Make(ctx, p, decision.Report("")); return err }
		switch {
		case p.Campaign != nil:
			ask = func(ctx context.Context) error { _, err := p.Planner.Plan(ctx, *p.Campaign); return err }
		case p.Recurring != nil:
			ask = func(ctx context.Context) error {
				_, err := p.Planner.Recurring(ctx, p.Request, *p.Recurring)
				return err
			}
		}
		out = append(out, call{shape.name, ask})
	}
	return out
}

// blockedShapes are plans of as many blocks as rules may have: more than the service has memory for.
func blockedShapes() []shape {
	dates := func(i int) object {
		return object{"name": "B" + origin.AddDate(0, 0, i).Format(time.DateOnly), "start": origin.AddDate(0, 0, i*2).Format(time.DateOnly), "end": origin.AddDate(0, 0, i*2+1).Format(time.DateOnly)}
	}
	entries := func(n int) list {
		out := make(list, n)
		for i := range out {
			out[i] = dates(i)
		}
		return out
	}
	daily := list{}
	for i := range 50 {
		daily = append(daily, object{"name": "D" + origin.AddDate(0, 0, i).Format(time.DateOnly), "rrule": "FREQ=DAILY", "dtstart": "2026-01-01T12:00:00", "duration": "1h"})
	}
	shares := make(list, 1000)
	for i := range shares {
		shares[i] = object{"region": region(i)["name"], "share": 0.5}
	}
	return []shape{
		{"as many local dates as may be", "", asJSON(plan(regions(1000, nil), 1800, object{"rules": object{"blackouts": entries(900)}})), 0, true},
		{"only during as many local dates", "", asJSON(plan(regions(1000, nil), 1800, object{"rules": object{"only_during": entries(900)}})), 0, true},
		{"rules on the clocks of every region", "", asJSON(plan(regions(1000, nil), 1800, object{"rules": object{"blackouts": daily}})), 0, false},
		{"only during hours of every region", "", asJSON(plan(regions(1000, nil), 1800, object{"rules": object{"only_during": daily}})), 0, false},
		{"as many limits of share", "", asJSON(plan(regions(1000, nil), 1800, object{"rules": object{"limit_share": shares}})), 0, false},
		{"as many only hours", "", asJSON(plan(regions(1000, nil), 1800, onlyHours(1000))), 0, true},
	}
}
