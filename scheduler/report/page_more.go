package report

import (
	"fmt"
	"time"
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
	add := func(name, at string, start *ThumbStart) {
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
	add("The next free start", "rule_of_thumb.next_free", r.NextFree)
	s.Tables = []pageTable{t}
	return s
}

// crewSection says what suggestion 1 asks of the crews.
func crewSection(doc *DecisionDocument) section {
	s := section{ID: "crew", Title: "Crew"}
	b := doc.Suggestions[0].Crew
	if b == nil {
		return s
	}
	t := pageTable{ID: "crew-table", Caption: "Expected person-hours of suggestion 1 outside a crew's hours or on its days off, the overrun included",
		Columns: headings("crew", "time zone", "local window", ">person-hours")}
	for i, c := range b.Crews {
		at := fmt.Sprintf("suggestions[0].crew.crews[%d].", i)
		t.Rows = append(t.Rows, []value{word(clean(c.Crew)), word(clean(c.TimeZone)), windowValue(at+"local", c.Local),
			number(at+"person_hours", c.PersonHours, amount(c.PersonHours))})
	}
	t.Rows = append(t.Rows, []value{word("all"), word(""), word(""), number("suggestions[0].crew.person_hours", b.PersonHours, amount(b.PersonHours))})
	s.Tables = []pageTable{t}
	return s
}

// tradeoffSection lists the front. Without a burden there is nothing to trade.
func tradeoffSection(doc *DecisionDocument) section {
	s := section{ID: "trade-off", Title: "Trade-off between customers and crews"}
	if doc.Tradeoff == nil || doc.Suggestions[0].Crew == nil {
		return s
	}
	s.Text = []string{"No free start is better for the customers than one of these without being worse for the crews. Each step down the list costs customers some hours and saves the crews some."}
	first := doc.Suggestions[0].Window.Start
	titles := []string{"window (" + zone(first) + ")"}
	if zone(first) != "UTC" {
		titles = append(titles, "window (UTC)")
	}
	t := pageTable{ID: "tradeoff-table", Caption: "From the least impact to the least burden",
		Columns: headings(append(titles, ">customer-hours", ">more than before", ">person-hours", ">fewer than before")...)}
	for i, p := range doc.Tradeoff.Points {
		at := fmt.Sprintf("tradeoff.points[%d].", i)
		more, fewer := number(at+"more_customer_hours", p.MoreCustomerHours, amount(p.MoreCustomerHours)), number(at+"fewer_person_hours", p.FewerPersonHours, amount(p.FewerPersonHours))
		if i == 0 {
			more.Text, fewer.Text = "-", "-"
		}
		t.Rows = append(t.Rows, append(inUTC(at+"window", p.Window),
			number(at+"customer_hours", p.CustomerHours, amount(p.CustomerHours)), more,
			number(at+"person_hours", p.PersonHours, amount(p.PersonHours)), fewer))
	}
	s.Tables = []pageTable{t}
	if n := doc.Tradeoff.LeftOut; n > 0 {
		s.After = []string{fmt.Sprintf("%s between these are left out.", counted(int64(n), "point", "points"))}
	}
	return s
}

// robustnessSection says how the choice holds where the plan is wrong.
func robustnessSection(doc *DecisionDocument) section {
	s := section{ID: "robustness", Title: "Robustness"}
	r := doc.Robustness
	if r == nil || len(r.Cases) == 0 || len(r.Suggestions) == 0 {
		return s
	}
	s.Text = []string{fmt.Sprintf("The most robust is suggestion %d: it loses the least against the best choice in the case that is worst for it. The order of the suggestions holds in %s of %s.",
		r.MostRobust, grouped(int64(r.OrderHoldsIn)), counted(int64(len(r.Cases)), "case", "cases"))}
	worst := pageTable{ID: "robust-table", Caption: "The worst case of each suggestion",
		Columns: headings(">#", "window ("+zone(doc.Suggestions[0].Window.Start)+")", ">customer-hours lost against the best", "where")}
	for i, sug := range r.Suggestions {
		at := fmt.Sprintf("robustness.suggestions[%d].", i)
		worst.Rows = append(worst.Rows, []value{word(fmt.Sprint(i + 1)), windowValue(at+"window", sug.Window),
			number(at+"worst_regret_customer_hours", sug.WorstRegret, amount(sug.WorstRegret)), word(clean(sug.WorstCase))})
	}
	cases := pageTable{ID: "cases-table", Caption: "Every case: the best start in it, and what suggestion 1 costs more", Columns: headings("case", "best start", ">its customer-hours", ">suggestion 1 costs more by", "order holds")}
	for i, c := range r.Cases {
		at := fmt.Sprintf("robustness.cases[%d].", i)
		order := "no"
		if c.OrderHolds {
			order = "yes"
		}
		cases.Rows = append(cases.Rows, []value{word(clean(c.Change)), moment(at+"best", c.Best, stamp(c.Best)), number(at+"best_customer_hours", c.BestCustomerHours, amount(c.BestCustomerHours)),
			number(at+"regret_customer_hours[0]", c.Regret[0], amount(c.Regret[0])), word(order)})
	}
	s.Tables = []pageTable{worst, cases}
	return s
}

// proposedSection judges proposed starts.
func proposedSection(doc *DecisionDocument) section {
	s := section{ID: "proposed", Title: "Proposed starts"}
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
func assessed(a Assessment) string {
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

// blockedSection says what the rules took away.
func blockedSection(doc *DecisionDocument) section {
	s := section{ID: "blocked", Title: "What the rules took from the horizon"}
	if len(doc.Blocked) == 0 {
		return s
	}
	t := pageTable{ID: "blocked-table", Caption: "Hours of the horizon that each rule blocks, most first", Columns: headings("rule", "reason", "region", ">hours")}
	for i, b := range doc.Blocked[:min(mostBlockedRows, len(doc.Blocked))] {
		t.Rows = append(t.Rows, []value{word(clean(b.Rule)), word(clean(b.Reason)), word(clean(b.Region)),
			number(fmt.Sprintf("blocked[%d].hours", i), b.Hours, hoursText(time.Duration(b.Hours*float64(time.Hour))))})
	}
	s.Tables = []pageTable{t}
	if more := len(doc.Blocked) - mostBlockedRows; more > 0 {
		s.After = []string{fmt.Sprintf("and %s", counted(int64(more), "more row", "more rows"))}
	}
	return s
}
