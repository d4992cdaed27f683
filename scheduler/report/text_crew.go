package report

import (
	"fmt"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// writeTradeoff writes the front of impact against burden, from the least impact on, evenly thinned to
// so many rows with both ends among them. Beside each point stands what it spares the customers, and
// costs the crews, against the point in the row below.
func writeTradeoff(b *strings.Builder, tr *scheduler.Tradeoff, opts TextOptions) {
	if tr == nil || len(tr.Points) == 0 || tr.Points[0].Crew == nil {
		return
	}
	b.WriteString("\nCustomers against crews\n\n")
	if len(tr.Points) == 1 {
		p := tr.Points[0]
		fold(b, "  ", fmt.Sprintf("Of the starts that the rules allow, the best for the customers is also the best for the crews: %s (%s), with %s %s and %s person-hours outside the crews' hours.",
			between(p.Window), zone(p.Window.Start), amount(p.Impact.CustomerHours), LostHours(p.Impact.Weighted), amount(p.Crew.PersonHours)))
		return
	}
	t := newTable("~window ("+zone(tr.Points[0].Window.Start)+")", ">"+LostHours(tr.Points[0].Impact.Weighted), ">person-hours", "~against the row below")
	shown, last := max(2, opts.rows(len(tr.Points))), len(tr.Points)-1
	for k := range shown {
		at := k * last / (shown - 1)
		p, against := tr.Points[at], ""
		if at < last {
			var fewer, more float64
			for _, step := range tr.Points[at+1 : (k+1)*last/(shown-1)+1] {
				fewer, more = fewer+step.MoreCustomerHours, more+step.FewerPersonHours
			}
			against = fmt.Sprintf("%s fewer %s for %s more person-hours", amount(fewer), LostHours(p.Impact.Weighted), amount(more))
		}
		t.add(between(p.Window), amount(p.Impact.CustomerHours), amount(p.Crew.PersonHours), against)
	}
	t.write(b, "  ")
	if left := tr.LeftOut + len(tr.Points) - shown; left > 0 {
		fmt.Fprintf(b, "  and %s between these\n", grouped(int64(left)))
	}
}
