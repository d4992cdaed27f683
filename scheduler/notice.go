package scheduler

import (
	"context"
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// Notice says how long before a window its customers must be told.
type Notice struct {
	// Announced is when the announcement goes out.
	Announced time.Time
	// AtLeast is the least time from there to a start, in whole seconds. Zero means any.
	AtLeast time.Duration
}

// RuleNotice is the rule of the block for starts too soon after the announcement.
const RuleNotice = "notice"

// rules returns the rule that keeps starts from being too soon, if there is one to keep.
func (n Notice) rules(faults *FieldErrors) []Rule {
	if n.AtLeast == 0 {
		return nil
	}
	sound := checkDuration(faults, "notice.at_least", n.AtLeast, time.Second, longestSpan)
	if n.Announced.IsZero() {
		return nil // nothing to count from
	}
	if sound = checkInstant(faults, "announced", n.Announced) && sound; !sound {
		return nil
	}
	return []Rule{{Name: RuleNotice, Title: fmt.Sprintf("less than %s after the announcement", calendar.FormatDuration(n.AtLeast)), Blocks: func(_ context.Context, v *View, yield func(Block) bool) error {
		yield(Block{Interval: calendar.Interval{Start: v.Span().Start, End: n.Announced.Add(n.AtLeast)}})
		return nil
	}}}
}
