package report

import (
	"fmt"

	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// thumbSection compares with the usual rules of thumb.
func thumbSection(doc *DecisionDocument) section {
	s := section{ID: "rule-of-thumb", Title: "Rules of thumb"}
	r := doc.RuleOfThumb
	if r == nil {
		return s
	}
	t := pageTable{ID: "thumb-table", Caption: "What the usual choice would have cost",
		Columns: headings("choice", "window ("+zone(doc.Suggestions[0].Window.Start)+")", "free", ">customer-hours", ">factor")}
	add := func(name, at string, start *document.ThumbStart) {
		if start == nil {
			return
		}
		free := "no, blocked"
		if start.Free {
			free = "yes"
		}
		t.Rows = append(t.Rows, []value{word(name), windowValue(at+".window", start.Window), word(free),
			number(at+".customer_hours", start.CustomerHours, amount(start.CustomerHours)), factorOf(at+".factor", start.Factor)})
		if start.Factor != nil {
			text := fmt.Sprintf("%s costs %s times the best", name, decimal(*start.Factor, 2))
			if !start.Free {
				text += ", and it is blocked"
			}
			s.Text = append(s.Text, text+".")
		}
	}
	add("The first Sunday 02:00 on the clocks of "+clean(r.TimeZone), "rule_of_thumb.sunday_0200", r.Sunday)
	if next := r.NextFree; next != nil && !next.Window.Start.Equal(doc.Suggestions[0].Window.Start) {
		add("The next free start", "rule_of_thumb.next_free", next)
	}
	s.Tables = []pageTable{t}
	return s
}

// proposedSection judges proposed starts.
func proposedSection(doc *DecisionDocument) section {
	s := section{ID: "proposed", Title: "Proposed starts", Open: true} // they were asked for
	if len(doc.Assessments) == 0 {
		return s
	}
	titles := []string{"window (" + zone(doc.Suggestions[0].Window.Start) + ")"}
	if zone(doc.Suggestions[0].Window.Start) != "UTC" {
		titles = append(titles, "window (UTC)")
	}
	t := pageTable{ID: "proposed-table", Caption: "Starts that were proposed, in their order", Columns: headings(append(titles, ">customer-hours", ">factor", ">rank", "verdict")...)}
	for i, a := range doc.Assessments {
		at := fmt.Sprintf("assessments[%d].", i)
		t.Rows = append(t.Rows, append(inUTC(at+"window", a.Window), number(at+"impact.customer_hours", a.Impact.CustomerHours, amount(a.Impact.CustomerHours)),
			factorOf(at+"factor", a.Factor), whole(at+"rank", a.Rank), word(assessed(a))))
	}
	s.Tables = []pageTable{t}
	return s
}

// assessed says whether a start is free, and what blocks it.
func assessed(a document.Assessment) string {
	if a.Free {
		if a.OnGrid {
			return "free"
		}
		return "free, off the grid"
	}
	var names []string
	seen := make(map[string]bool)
	for _, b := range a.Blocks {
		name := clean(b.Rule) + ": " + clean(b.Reason)
		if b.Region != "" {
			name += " in " + clean(b.Region)
		}
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return "blocked by " + listed(names)
}
