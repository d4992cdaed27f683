package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
)

// writeThumb compares with the rules of thumb.
func writeThumb(b *strings.Builder, thumb scheduler.Thumb) {
	if thumb.Sunday == nil && thumb.NextFree == nil {
		return
	}
	first := thumb.NextFree
	if first == nil {
		first = thumb.Sunday
	}
	b.WriteString("\nBeside the rules of thumb\n\n")
	t := newTable("start", "window ("+zone(first.Window.Start)+")", ">customer-hours", ">times the best", "verdict")
	add := func(name string, s *scheduler.ThumbStart) {
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

// writeTradeoff writes the front of impact against burden, from the least impact on, evenly thinned to
// so many rows with both ends among them. Beside each point stands what it spares the customers, and
// costs the crews, against the point in the row below.
func writeTradeoff(b *strings.Builder, tr *scheduler.Tradeoff, opts TextOptions) {
	if tr == nil || len(tr.Points) == 0 || tr.Points[0].Burden == nil {
		return
	}
	b.WriteString("\nCustomers against crews\n\n")
	if len(tr.Points) == 1 {
		p := tr.Points[0]
		fold(b, "  ", fmt.Sprintf("What is best for the customers is best for the crews too: %s (%s), with %s customer-hours and %s person-hours outside the crews' hours.",
			between(p.Window), zone(p.Window.Start), amount(p.Impact.CustomerHours), amount(p.Burden.PersonHours)))
		return
	}
	t := newTable("window ("+zone(tr.Points[0].Window.Start)+")", ">customer-hours", ">person-hours", "against the row below")
	shown, last := max(2, opts.rows(len(tr.Points))), len(tr.Points)-1
	for k := range shown {
		at := k * last / (shown - 1)
		p, against := tr.Points[at], ""
		if at < last {
			var fewer, more float64
			for _, step := range tr.Points[at+1 : (k+1)*last/(shown-1)+1] {
				fewer, more = fewer+step.MoreCustomerHours, more+step.FewerPersonHours
			}
			against = fmt.Sprintf("%s fewer customer-hours for %s more person-hours", amount(fewer), amount(more))
		}
		t.add(between(p.Window), amount(p.Impact.CustomerHours), amount(p.Burden.PersonHours), against)
	}
	t.write(b, "  ")
	if left := tr.LeftOut + len(tr.Points) - shown; left > 0 {
		fmt.Fprintf(b, "  and %s between these\n", grouped(int64(left)))
	}
}

// writeRobustness says how the choice holds where the plan is wrong.
func writeRobustness(b *strings.Builder, r *scheduler.Robustness, opts TextOptions) {
	if r == nil || len(r.Cases) == 0 || len(r.Suggestions) == 0 {
		return
	}
	holds := 0
	for _, c := range r.Cases {
		if c.OrderHolds {
			holds++
		}
	}
	b.WriteString("\nIf the plan turns out to be wrong\n\n")
	least, most := r.Suggestions[0].WorstRegret, r.Suggestions[0].WorstRegret
	for _, s := range r.Suggestions {
		least, most = min(least, s.WorstRegret), max(most, s.WorstRegret)
	}
	text := fmt.Sprintf("The most robust is suggestion %d: it loses least, in the case that is worst for it, against the best choice there.", r.MostRobust+1)
	if least == most && len(r.Suggestions) > 1 {
		text = "No suggestion is more robust than another: each loses as much, in the case that is worst for it, against the best choice there."
	}
	fold(b, "  ", fmt.Sprintf("%s The order of the suggestions holds in %s of %s.", text, grouped(int64(holds)), counted(int64(len(r.Cases)), "case", "cases")))
	b.WriteString("\n")
	t := newTable(">#", ">customer-hours lost at worst", "where")
	shown := opts.rows(len(r.Suggestions))
	for i, s := range r.Suggestions[:shown] {
		where := "in no case"
		if s.WorstRegret > 0 {
			where = clean(r.Cases[s.WorstCase].Change)
		}
		t.add(fmt.Sprint(i+1), amount(s.WorstRegret), where)
	}
	t.write(b, "  ")
	writeMore(b, "  ", len(r.Suggestions)-shown)
}

// writeNotices writes when customers are told about suggestion 1. Updates, of which there can be many,
// are counted.
func writeNotices(b *strings.Builder, table *notice.Timetable, opts TextOptions) {
	if table == nil {
		return
	}
	b.WriteString("\nNotices to customers about suggestion 1\n\n")
	for _, warning := range table.Warnings {
		fold(b, "  ", "Warning: "+clean(warning))
		b.WriteString("\n")
	}
	var list []notice.Entry
	updates := 0
	for _, e := range table.Entries {
		if e.Kind == notice.KindUpdate {
			updates++
			continue
		}
		list = append(list, e)
	}
	t := newTable("at ("+zone(table.Start)+")", "notice", "send")
	shown := opts.rows(len(list))
	for _, e := range list[:shown] {
		t.add(stamp(e.At), noticeTitle(e.Kind), sendIf(e.SendIf))
	}
	t.write(b, "  ")
	writeMore(b, "  ", len(list)-shown)
	if updates > 0 {
		fmt.Fprintf(b, "  and %s\n", counted(int64(updates), "update", "updates"))
	}
}

func noticeTitle(kind notice.Kind) string {
	switch kind {
	case notice.KindRollbackBy:
		return "rollback inside the window"
	case notice.KindDecision:
		return "point of no return"
	case notice.KindOverrun:
		return "longer than planned"
	case notice.KindOverrunEnd:
		return "end of an overrun"
	}
	return string(kind)
}

func sendIf(c notice.Condition) string {
	switch c {
	case notice.IfFinished:
		return "when the work is done"
	case notice.IfNotFinished:
		return "if the work is not done"
	case notice.IfRolledBack:
		return "if it is rolled back"
	}
	return "in any case"
}

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
