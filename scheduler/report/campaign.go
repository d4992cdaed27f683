package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

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
	if amount(w.Alone.CustomerHours) == amount(w.Impact.CustomerHours) {
		line = fmt.Sprintf("alone it would be on %s, at the same cost", stamp(w.Alone.Window.Start))
	}
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
