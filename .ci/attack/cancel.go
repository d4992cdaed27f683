package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// mostLate is how late a call may answer that it was cancelled.
const mostLate = 100 * time.Millisecond

// cancels calls the library with the largest plans that it accepts and cancels at many moments: each
// call must return soon after, with the error of its context.
func (s *suite) cancels() {
	crews := list{}
	for i := range 100 {
		crews = append(crews, object{"name": fmt.Sprintf("C%d", i), "people": 1 + i%5, "time_zone": zones[i%len(zones)], "hours": "08:00-20:00", "holidays": list{codes[i%len(codes)]}})
	}
	largest := text(plan(regions(10_000, func(i int, r object) { r["holidays"] = list{codes[i%len(codes)]} }), 1800, object{
		"crew": crews, "search": object{"step": "1m", "count": 100}, "notice": object{"reminders": list{"24h", "1h"}, "updates": "1h"}, "rules": object{"exclude_weekdays": true, "exclude_holidays": true, "tolerate": 0.5},
	}))
	begun := time.Now()
	p, err := planfile.Parse(context.Background(), largest, planfile.Options{})
	if err != nil {
		s.failf("the largest plan: %s", head([]byte(err.Error())))
		return
	}
	fmt.Printf("The largest plan: %d KB, 10,000 regions, 1,800 days, every minute, 100 crews, 100 suggestions; read in %s.\n\n", len(largest)>>10, time.Since(begun).Round(time.Millisecond))
	starts := []time.Time{p.Request.Horizon.Start.Add(time.Hour), p.Request.Horizon.Start.Add(48 * time.Hour)}
	calls := []struct {
		name string
		do   func(context.Context) error
	}{
		{"planfile.Parse", func(ctx context.Context) error {
			_, err := planfile.Parse(ctx, largest, planfile.Options{})
			return err
		}},
		{"Suggest", func(ctx context.Context) error { _, err := p.Planner.Suggest(ctx, p.Request); return err }},
		{"Assess", func(ctx context.Context) error { _, err := p.Planner.Assess(ctx, p.Request, starts...); return err }},
		{"Timeline", func(ctx context.Context) error { _, err := p.Planner.Timeline(ctx, p.Request); return err }},
		{"Tradeoff", func(ctx context.Context) error { _, err := p.Planner.Tradeoff(ctx, p.Request); return err }},
		{"Robustness", func(ctx context.Context) error { _, err := p.Planner.Robustness(ctx, p.Request, nil); return err }},
		{"decision.Make", func(ctx context.Context) error { _, err := decision.Make(ctx, p, decision.Report("")); return err }},
		{"decision.Make and report.HTML", func(ctx context.Context) error {
			d, err := decision.Make(ctx, p, decision.Want{Pictures: true})
			if err != nil {
				return err
			}
			return report.HTML(io.Discard, *d)
		}},
	}
	waits := []time.Duration{0, 10 * time.Millisecond, 300 * time.Millisecond, time.Second}
	if s.long {
		waits = nil
		for wait := time.Duration(0); wait < 4*time.Second; wait = wait*5/4 + 5*time.Millisecond {
			waits = append(waits, wait)
		}
	}
	fmt.Println("| call | cancelled | at most late by |\n| --- | ---: | ---: |")
	for _, call := range calls {
		var worst time.Duration
		times := 0
		for _, wait := range waits {
			ctx, cancel := context.WithCancel(context.Background())
			cancelled := make(chan time.Time, 1)
			timer := time.AfterFunc(wait, func() { cancelled <- time.Now(); cancel() })
			err := call.do(ctx)
			ended := time.Now()
			if timer.Stop() {
				cancel()
				break // it takes less than that
			}
			late := ended.Sub(<-cancelled)
			worst = max(worst, late)
			times++
			s.check(errors.Is(err, context.Canceled) || late < time.Millisecond, "%s cancelled after %s: %v", call.name, wait, err)
			s.check(late <= mostLate, "%s cancelled after %s answers %s late", call.name, wait, late)
		}
		fmt.Printf("| %s | %d times | %s |\n", call.name, times, worst.Round(time.Millisecond))
	}
}
