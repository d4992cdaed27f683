package main

import (
	"bytes"
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

// call is one call of the library.
type call struct {
	name string
	do   func(context.Context) error
}

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
	calls := []call{
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
	// As many bytes as a plan may have.
	padded := append(bytes.Repeat([]byte(" "), planfile.MaxBytes-len(largest)), largest...)
	values := append(append([]byte(`{"regions": [`), bytes.Repeat([]byte("1,"), planfile.MaxBytes/2-100)...), "1]}"...)
	for _, large := range []struct {
		name string
		text []byte
	}{{"planfile.Parse, 8 MiB of blanks", padded}, {"planfile.Parse, 8 MiB of numbers", values}} {
		calls = append(calls, call{large.name, func(ctx context.Context) error {
			_, err := planfile.Parse(ctx, large.text, planfile.Options{})
			return err
		}})
	}
	calls = append(append(calls, s.campaignCalls()...), s.shapeCalls()...)
	if s.shapes != "" {
		calls = s.shapeCalls()
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
			late, ended, err := cancelAfter(call, wait)
			// On a busy machine somebody else's work may lie between: late is what is late three times.
			for range 2 {
				if ended || late <= mostLate {
					break
				}
				late, ended, err = cancelAfter(call, wait)
			}
			if ended {
				break // it takes less than that
			}
			worst = max(worst, late)
			times++
			s.check(errors.Is(err, context.Canceled) || late < time.Millisecond, "%s cancelled after %s: %v", call.name, wait, err)
			s.check(late <= mostLate, "%s cancelled after %s answers %s late, and so twice before", call.name, wait, late)
		}
		fmt.Printf("| %s | %d times | %s |\n", call.name, times, worst.Round(time.Millisecond))
	}
}

// cancelAfter makes a call and cancels it after a while. It returns how late it answered and with which error, or that
// it had ended before.
func cancelAfter(call call, wait time.Duration) (late time.Duration, ended bool, err error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	cancelled := make(chan time.Time, 1)
	timer := time.AfterFunc(wait, func() { cancelled <- time.Now(); cancel() })
	err = call.do(ctx)
	back := time.Now()
	if timer.Stop() {
		return 0, true, err
	}
	return back.Sub(<-cancelled), false, err
}

// campaignCalls are those about many windows: on the largest campaign, which ends long before its search, and
// on one whose search is long.
func (s *suite) campaignCalls() []call {
	var out []call
	for _, c := range []struct {
		name string
		plan object
	}{
		{"1,000 tasks, 10,000 regions", plan(regions(10_000, nil), 52, object{"search": object{"step": "15m"}, "campaign": object{"tasks": taskList(1000, func(i int, t object) { t["share"] = 0.1 + float64(i%9)/10 }), "effort": 100}})},
		{"90 tasks, 40 regions", plan(regions(40, nil), 60, object{"search": object{"step": "1h"}, "campaign": object{"tasks": taskList(90, func(i int, t object) { t["share"] = 0.1 + float64(i%9)/10 }), "effort": 100,
			"limits": list{object{"name": "crew", "at_once": 1, "rest": "8h"}, object{"name": "burden", "per": "month", "per_customer": 9.5, "regions": names(40)}}}})},
	} {
		p, err := planfile.Parse(context.Background(), text(c.plan), planfile.Options{})
		if err != nil {
			s.failf("%s: %s", c.name, head([]byte(err.Error())))
			continue
		}
		out = append(out,
			call{"Plan, " + c.name, func(ctx context.Context) error { _, err := p.Planner.Plan(ctx, *p.Campaign); return err }},
			call{"Review, " + c.name, func(ctx context.Context) error { _, err := p.Planner.Review(ctx, *p.Campaign); return err }})
	}
	slots := text(plan(regions(10_000, nil), 1800, object{"search": object{"step": "1m", "count": 100}, "recurring": object{"every": "month", "time_zone": "Europe/Berlin"}}))
	p, err := planfile.Parse(context.Background(), slots, planfile.Options{})
	if err != nil {
		s.failf("recurring: %s", head([]byte(err.Error())))
		return out
	}
	return append(out, call{"Recurring, 10,000 regions, every minute", func(ctx context.Context) error {
		_, err := p.Planner.Recurring(ctx, p.Request, *p.Recurring)
		return err
	}})
}
