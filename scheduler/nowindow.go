package scheduler

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// noWindow explains why no start is free.
func (c *compiled) noWindow(ctx context.Context, blocked []Blocked) error {
	relaxations, err := c.relaxations(ctx)
	if err != nil {
		return err
	}
	e := &NoWindowError{Blocked: blocked, KeepClear: time.Duration(c.job.keep) * time.Second, Relaxations: relaxations}
	longest := exact.Span{}
	for _, f := range c.free {
		if to := min(f.To, c.job.to); to-f.From > longest.To-longest.From {
			longest = exact.Span{From: f.From, To: to}
		}
	}
	if longest.To > longest.From {
		e.LongestFree = c.interval(longest.From, longest.To)
	}
	e.reason = e.explain()
	return e
}

// explain says in one sentence what is missing and what took it.
func (e *NoWindowError) explain() string {
	var b strings.Builder
	switch {
	case e.LongestFree.Empty():
		b.WriteString("every instant of the horizon is blocked")
	case e.LongestFree.Duration() < e.KeepClear:
		fmt.Fprintf(&b, "%s must be kept clear, and the longest free stretch is %s, from %s", calendar.FormatDuration(e.KeepClear), calendar.FormatDuration(e.LongestFree.Duration()), formatTime(e.LongestFree.Start))
	default:
		fmt.Fprintf(&b, "the longest free stretch is %s, from %s, which is long enough, but it holds no start of the grid or list in time", calendar.FormatDuration(e.LongestFree.Duration()), formatTime(e.LongestFree.Start))
	}
	for i, r := range e.Blocked[:min(3, len(e.Blocked))] {
		b.WriteString([]string{"; taken away most of all: ", ", ", ", "}[i])
		b.WriteString(r.Rule)
		if r.Region != "" {
			fmt.Fprintf(&b, " in %s", r.Region)
		}
		fmt.Fprintf(&b, " (%s) %s", r.Reason, calendar.FormatDuration(r.Duration))
	}
	if len(e.Relaxations) > 0 {
		fmt.Fprintf(&b, "; it would help to %s (opens %d)", e.Relaxations[0].Change, e.Relaxations[0].Opens)
	} else {
		b.WriteString("; no single change would help")
	}
	return b.String()
}
