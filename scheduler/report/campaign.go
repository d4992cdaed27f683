package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// CampaignOptions says how much the text of a campaign shows. The zero value is a page.
type CampaignOptions struct {
	// Heading is a paragraph to begin with, Warnings are sentences before those of the result.
	Heading  string
	Warnings []string
	// Why adds a line for every window that is not at its own best, and every limit's cost.
	Why bool
}

// CampaignText writes a campaign's plan for people: the answer, the calendar, why windows are where they
// are, the deadlines, the rules of thumb, the burden, what limits cost.
func CampaignText(w io.Writer, res *scheduler.CampaignResult, opts CampaignOptions) error {
	var b strings.Builder
	if opts.Heading != "" {
		fmt.Fprintf(&b, "%s\n\n", clean(opts.Heading))
	}
	fmt.Fprintf(&b, "%s\n\n", CampaignTotal(res))
	campaignCalendar(&b, res, opts)
	if len(res.Deadlines) > 1 {
		b.WriteString("\nHow much patience buys: what it costs to end sooner.\n")
		for _, d := range res.Deadlines {
			cost := "no plan"
			if d.Fits {
				cost = amount(d.CustomerHours) + " " + campaignHours(res)
			}
			fmt.Fprintf(&b, "  in %2d days  %s\n", d.Days, cost)
		}
	}
	b.WriteString("\nWithout a joint plan:\n")
	for _, r := range res.RulesOfThumb {
		fmt.Fprintf(&b, "  %-52s %12s %s%s\n", ruleWords[r.Name], amount(r.CustomerHours), campaignHours(res), leftWords(r.LeftOut))
	}
	campaignBurden(&b, res)
	campaignCosts(&b, res, opts)
	for _, warning := range append(append([]string{}, opts.Warnings...), res.Warnings...) {
		fmt.Fprintf(&b, "\nNote: %s\n", clean(warning))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// ruleWords says what the rules of thumb are.
var ruleWords = map[string]string{
	scheduler.ThumbSunday:   "all on Sunday 02:00 at headquarters, order ignored",
	scheduler.ThumbNextFree: "each its next free start, in order",
	scheduler.ThumbBestLeft: "each its best of what is left, in order",
}

func leftWords(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", and %d left out", n)
}

// campaignHours is what the campaign's costs are counted in.
func campaignHours(res *scheduler.CampaignResult) string {
	return LostHours(slices.ContainsFunc(res.Windows, func(w scheduler.TaskWindow) bool { return w.Impact.Weighted }))
}

// CampaignTotal returns the total against its bound in one sentence. Its form may change.
func CampaignTotal(res *scheduler.CampaignResult) string {
	total := amount(res.CustomerHours) + " " + campaignHours(res)
	sum := res.CustomerHours + res.MoveCosts
	if res.MoveCosts > 0 {
		total += fmt.Sprintf(" and %s for moves", amount(res.MoveCosts))
	}
	switch {
	case res.Proven:
		return fmt.Sprintf("%d windows, %s: proven least.", len(res.Windows), total)
	case sum > 0:
		return fmt.Sprintf("%d windows, %s; no plan costs less than %s (%s).", len(res.Windows), total, amount(res.Bound), gap((sum-res.Bound)/sum))
	}
	return fmt.Sprintf("%d windows, %s.", len(res.Windows), total)
}

// gap says how far a plan may be off, finer than percent.
func gap(share float64) string {
	switch {
	case share <= 0.0000005:
		return "within 0.0001 %"
	case share < 0.0005:
		return fmt.Sprintf("within %.4f %%", 100*share)
	}
	return "within " + percent(share)
}

func campaignCalendar(b *strings.Builder, res *scheduler.CampaignResult, opts CampaignOptions) {
	widest := 4
	for _, w := range res.Windows {
		widest = max(widest, len([]rune(clean(w.Task))))
	}
	for _, w := range res.Windows {
		local := ""
		if len(w.Impact.Regions) > 0 {
			r := w.Impact.Regions[0]
			local = fmt.Sprintf("  %s in %s", r.Local.Start.Format("Mon ")+clock(r.Local.Start), clean(r.Region))
		}
		moved := ""
		if w.MovedFrom != nil {
			moved = "  moved from " + stamp(*w.MovedFrom)
		}
		fmt.Fprintf(b, "%-*s  %s %s  %s%s%s\n", widest, clean(w.Task), between(w.Window), zone(w.Window.Start), amount(w.Impact.CustomerHours), local, moved)
		if opts.Why {
			if line := WhyWindow(w); line != "" {
				fmt.Fprintf(b, "%-*s    %s\n", widest, "", line)
			}
		}
	}
}

// WhyWindow says in one line why a window is not at the task's own best; it is empty where it is. Its form
// may change.
func WhyWindow(w scheduler.TaskWindow) string {
	if w.Window.Start.Equal(w.Alone.Window.Start) {
		return ""
	}
	line := fmt.Sprintf("alone it would cost %s on %s", amount(w.Alone.CustomerHours), stamp(w.Alone.Window.Start))
	var causes []string
	for _, x := range w.Because {
		causes = append(causes, causeWords(x))
	}
	if len(causes) > 0 {
		line += ": " + strings.Join(causes, "; ")
	}
	return line
}

func causeWords(x scheduler.Cause) string {
	task, limit := clean(x.Task), clean(x.Limit)
	switch x.Kind {
	case scheduler.CauseAfter:
		return "its distance to " + task
	case scheduler.CauseSeries:
		return "its distance to " + task + " in the series"
	case scheduler.CauseRing:
		return "the rings and their soak, because of " + task
	case scheduler.CauseLimit:
		if task != "" {
			return "the limit " + limit + ", with " + task
		}
		return "the limit " + limit
	case scheduler.CauseFixed:
		return "it is fixed"
	case scheduler.CauseAnnounced:
		return "it is announced, and moving it costs more than it saves"
	}
	return x.Kind
}

func campaignBurden(b *strings.Builder, res *scheduler.CampaignResult) {
	if len(res.Burden) == 0 {
		return
	}
	b.WriteString("\nWhat a customer bears, in hours (beside it: Sunday 02:00, next free, best left):\n")
	for _, r := range res.Burden {
		fmt.Fprintf(b, "  %-24s %9s", clean(r.Region), decimal(r.PerCustomer, 4))
		for _, v := range r.ByRule {
			fmt.Fprintf(b, " %9s", decimal(v, 4))
		}
		b.WriteString("\n")
	}
}

func campaignCosts(b *strings.Builder, res *scheduler.CampaignResult, opts CampaignOptions) {
	shown := 0
	for _, c := range res.Costs {
		if c.AtMost < 0.005 || !opts.Why && shown == 5 {
			break
		}
		if shown == 0 {
			b.WriteString("\nWhat single conditions cost, in " + campaignHours(res) + ":\n")
		}
		shown++
		name := "the limit " + clean(c.Limit)
		switch {
		case c.Soak:
			name = "the soak"
		case c.Order:
			name = "the order (after, series, rings)"
		}
		cost := amount(c.AtMost)
		if c.AtMost-c.AtLeast > 0.01 {
			cost = amount(c.AtLeast) + " to " + cost
		}
		fmt.Fprintf(b, "  %-40s %s\n", name, cost)
	}
}

// NoPlanText writes why not all tasks of a campaign fit, what was tried that would help, and the windows of
// the others.
func NoPlanText(w io.Writer, err *scheduler.NoPlanError, opts CampaignOptions) error {
	var b strings.Builder
	if opts.Heading != "" {
		fmt.Fprintf(&b, "%s\n\n", clean(opts.Heading))
	}
	fmt.Fprintf(&b, "No plan: %s.\n\nLeft out:\n", clean(err.Error()))
	for _, l := range err.LeftOut {
		fmt.Fprintf(&b, "  %s, %d free starts", clean(l.Task), l.FreeStarts)
		for i, x := range l.Because {
			b.WriteString([]string{": ", "; "}[min(i, 1)] + causeWords(x))
		}
		b.WriteString("\n")
	}
	if len(err.Changes) > 0 {
		b.WriteString("\nTried out, each by itself:\n")
		for _, c := range err.Changes {
			fmt.Fprintf(&b, "  %s: %d left out\n", clean(c.Change), c.LeftOut)
		}
	}
	if len(err.Placed.Windows) > 0 {
		b.WriteString("\nThe windows of the others:\n")
		campaignCalendar(&b, err.Placed, CampaignOptions{})
	}
	_, werr := io.WriteString(w, b.String())
	return werr
}

// ReviewText writes what has become of the windows of a campaign.
func ReviewText(w io.Writer, r *scheduler.CampaignReview, opts CampaignOptions) error {
	var b strings.Builder
	if opts.Heading != "" {
		fmt.Fprintf(&b, "%s\n\n", clean(opts.Heading))
	}
	if r.Sound {
		fmt.Fprintf(&b, "All %d windows stand; they cost %s %s.\n\n", len(r.Windows), amount(r.CustomerHours), LostHours(r.Weighted))
	} else {
		n := 0
		for _, v := range r.Windows {
			if !v.Free || len(v.Broken) > 0 {
				n++
			}
		}
		fmt.Fprintf(&b, "%d of %d windows do not stand.\n\n", n, len(r.Windows))
	}
	for _, v := range r.Windows {
		fmt.Fprintf(&b, "%s  %s %s  %s", clean(v.Task), between(v.Window), zone(v.Window.Start), amount(v.CustomerHours))
		if !v.Free {
			b.WriteString("  not free")
			if len(v.Blocks) > 0 {
				x := v.Blocks[0]
				fmt.Fprintf(&b, " (%s %s: %s)", x.Rule, clean(x.Region), clean(x.Reason))
			}
		}
		for _, x := range v.Broken {
			b.WriteString("  breaks " + causeWords(x))
		}
		b.WriteString("\n")
	}
	if len(r.Unplanned) > 0 {
		fmt.Fprintf(&b, "\n%d tasks have no window yet.\n", len(r.Unplanned))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

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
