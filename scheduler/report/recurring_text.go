package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// RecurringText writes the best recurring slots.
func RecurringText(w io.Writer, r *scheduler.RecurringResult, opts CampaignOptions) error {
	var b strings.Builder
	if opts.Heading != "" {
		fmt.Fprintf(&b, "%s\n\n", clean(opts.Heading))
	}
	for i, s := range r.Slots {
		fmt.Fprintf(&b, "%d. %s: %s %s over %d occurrences", i+1, SlotWords(r, s), amount(s.CustomerHours), LostHours(r.Weighted), s.Occurrences)
		if n := len(s.Blocked); n > 0 {
			fmt.Fprintf(&b, ", %d of them blocked", n)
		}
		fmt.Fprintf(&b, "; the worst is %s with %s.\n", stamp(s.Worst.Start), amount(s.Worst.CustomerHours))
		if i > 0 {
			continue
		}
		for k, x := range s.Blocked {
			if k == 10 && !opts.Why {
				fmt.Fprintf(&b, "   and %d more are blocked\n", len(s.Blocked)-k)
				break
			}
			fmt.Fprintf(&b, "   blocked: %s", stamp(x.Start))
			if len(x.Blocks) > 0 {
				fmt.Fprintf(&b, " by %s %s (%s)", x.Blocks[0].Rule, clean(x.Blocks[0].Region), clean(x.Blocks[0].Reason))
			}
			b.WriteString("\n")
		}
		for _, x := range s.Shifts {
			fmt.Fprintf(&b, "   from %s on it reads %s in %s, %s before\n", x.From.Format("2006-01-02"), clock(x.From), clean(x.TimeZone), clock(x.Before))
		}
	}
	fmt.Fprintf(&b, "\n%d dated windows at their own best, one for each, would cost %s.\n", r.Dated, amount(r.DatedHours))
	for _, warning := range opts.Warnings {
		fmt.Fprintf(&b, "\nNote: %s\n", clean(warning))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// SlotWords says when a slot is, such as "every Sunday 07:00 UTC". Its form may change.
func SlotWords(r *scheduler.RecurringResult, s scheduler.Slot) string {
	at := calendar.Clock(s.Time / time.Second).String()
	switch {
	case r.Every.Month && s.Week < 0:
		return fmt.Sprintf("the last %s of the month, %s %s", s.Weekday, at, clean(r.Location.String()))
	case r.Every.Month:
		return fmt.Sprintf("the %s %s of the month, %s %s", []string{"", "first", "second", "third", "fourth", "fifth"}[s.Week], s.Weekday, at, clean(r.Location.String()))
	case r.Every.Weeks > 1:
		return fmt.Sprintf("every %d weeks on %s %s %s, first on %s", r.Every.Weeks, s.Weekday, at, clean(r.Location.String()), s.First)
	}
	return fmt.Sprintf("every %s %s %s", s.Weekday, at, clean(r.Location.String()))
}
