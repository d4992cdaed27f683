package recheck

import (
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/report"
)

// Text says the changes to people: the announced windows that are worse, then the others, then the reasons. Its form
// may change; programs read the fields.
func (c *Changes) Text() string {
	var b strings.Builder
	if c.NoWindow != "" {
		fmt.Fprintf(&b, "! Nothing fits any more: %s.\n", strings.TrimPrefix(c.NoWindow, "no window fits: "))
	}
	if c.Slot != nil {
		fmt.Fprintf(&b, "%s %s\n", map[bool]string{true: "!", false: "-"}[c.Slot.Worse], c.Slot.Text)
	}
	same := 0
	for _, worse := range []bool{true, false} {
		for _, w := range c.Windows {
			if w.Worse != worse {
				continue
			}
			if c.Slot != nil && !worse && w.Before.State == w.After.State && w.MoreCustomerHours == 0 {
				same++ // of a slot's many dates those are told that are otherwise
				continue
			}
			fmt.Fprintf(&b, "%s %s\n", map[bool]string{true: "!", false: "-"}[worse], w.Text)
			for _, i := range w.Because {
				fmt.Fprintf(&b, "    %s\n", c.Reasons[i].Text)
			}
		}
	}
	if same > 0 {
		fmt.Fprintf(&b, "- %d of its dates are as they were.\n", same)
	}
	if c.Best != nil && !c.Best.Before.Start.Equal(c.Best.After.Start) {
		fmt.Fprintf(&b, "The best start is %s, %s %s; it was %s, %s.\n", c.Best.After.Start.Format(time.RFC3339), hours(c.Best.AfterCustomerHours), report.LostHours(c.Best.AfterWeighted),
			c.Best.Before.Start.Format(time.RFC3339), before(c.Best.BeforeCustomerHours, c.Best.BeforeWeighted, c.Best.AfterWeighted))
	}
	told := make(map[int]bool)
	for _, w := range c.Windows {
		for _, i := range w.Because {
			told[i] = true
		}
	}
	first := true
	for i, r := range c.Reasons {
		if told[i] {
			continue
		}
		if first {
			b.WriteString("Also:\n")
			first = false
		}
		fmt.Fprintf(&b, "    %s\n", r.Text)
	}
	return b.String()
}
