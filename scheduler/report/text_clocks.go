package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// writeClockChanges says which of the suggestions from number `from` on touch a change of clocks. Those
// that touch the same share a sentence.
func writeClockChanges(b *strings.Builder, list []scheduler.Suggestion, from int) {
	var order []string
	touched := make(map[string][]string)
	for i, s := range list {
		if i < from || len(s.ClockChanges) == 0 {
			continue
		}
		changes := changesOfClocks(s)
		if touched[changes] == nil {
			order = append(order, changes)
		}
		touched[changes] = append(touched[changes], fmt.Sprint(i+1))
	}
	for _, changes := range order {
		whose := "suggestion " + touched[changes][0] + " or its overrun"
		if len(touched[changes]) > 1 {
			whose = "suggestions " + listed(touched[changes]) + " or their overruns"
		}
		b.WriteString("\n")
		fold(b, "  ", fmt.Sprintf("Clocks change during %s: %s.", whose, changes))
	}
}

// changesOfClocks says which clocks change from the start of a suggestion to the end of its overrun, as
// a sentence without its beginning and end.
func changesOfClocks(s scheduler.Suggestion) string {
	return listed(each(s.ClockChanges, func(c scheduler.ClockChange) string {
		way, by := "forward", c.After-c.Before
		if by < 0 {
			way, by = "back", -by
		}
		return fmt.Sprintf("those of %s (%s) go %s by %s at %s", clean(c.TimeZone), listed(each(c.Regions, clean)), way, span(by), c.At.In(time.UTC).Format(time.RFC3339))
	}))
}
