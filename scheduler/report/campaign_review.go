package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

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
