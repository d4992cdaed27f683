package report

import (
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// writeThumb compares with the rules of thumb.
func writeThumb(b *strings.Builder, thumb scheduler.RuleOfThumb) {
	if thumb.Sunday == nil && thumb.NextFree == nil {
		return
	}
	first := thumb.NextFree
	if first == nil {
		first = thumb.Sunday
	}
	b.WriteString("\nBeside the rules of thumb\n\n")
	t := newTable("~start", "~window ("+zone(first.Window.Start)+")", ">customer-hours", ">times the best", "verdict")
	add := func(name string, s *scheduler.RuleOfThumbStart) {
		if s == nil {
			return
		}
		verdict := "blocked"
		if s.Free {
			verdict = "free"
		}
		t.add(name, between(s.Window), amount(s.CustomerHours), times(s.Factor), verdict)
	}
	add("the first Sunday 02:00 of "+clean(thumb.TimeZone), thumb.Sunday)
	add("the next free start", thumb.NextFree)
	t.write(b, "  ")
}
