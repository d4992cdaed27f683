package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// thumbSection compares with the usual rules of thumb, and with how the costs of all starts lie.
func thumbSection(doc *DecisionDocument) section {
	s := section{ID: "rule-of-thumb"}
	r := doc.RuleOfThumb
	t := pageTable{ID: "thumb-table",
		Columns: headings("choice", "window ("+zone(doc.Suggestions[0].Window.Start)+")", ">"+LostHours(doc.Suggestions[0].Impact.Weighted), ">factor", "free")}
	add := func(name, at string, start *document.ThumbStart) {
		if start == nil {
			return
		}
		free := "yes"
		if !start.Free {
			free = strings.TrimSuffix("no: "+listedUpTo(each(start.BlockedBy, func(b document.BlockedBy) string { return cause(b.Rule, b.Reason, b.Region, b.Regions) }), 4), ": ")
		}
		t.Rows = append(t.Rows, []value{word(name), windowValue(at+".window", start.Window),
			number(at+".customer_hours", start.CustomerHours, amount(start.CustomerHours)), factorOf(at+".factor", start.Factor), word(free)})
	}
	if r != nil {
		place := clean(r.TimeZone)
		add("The first Sunday 02:00 on the clocks of "+place, "rule_of_thumb.sunday_0200", r.Sunday)
		add("The first Tuesday 20:00 on the clocks of "+place, "rule_of_thumb.tuesday_2000", r.Evening)
		if next := r.NextFree; next != nil && !next.Window.Start.Equal(doc.Suggestions[0].Window.Start) {
			add("The next free start", "rule_of_thumb.next_free", next)
		}
	}
	if c := doc.Comparison; c != nil {
		t.Rows = append(t.Rows, []value{word("The median of all starts"), word(""), number("comparison.median_customer_hours", c.MedianCustomerHours, amount(c.MedianCustomerHours)),
			factorOf("comparison.median_factor", c.MedianFactor), word("")})
		add("The worst of all starts", "comparison.worst", &c.Worst)
	}
	if len(t.Rows) > 0 {
		s.Tables = []pageTable{t}
	}
	return s
}

// pricesSection lists what each rule costs.
func pricesSection(doc *DecisionDocument) section {
	s := section{ID: "prices"}
	prices := doc.RulePrices
	switch {
	case len(prices)+doc.RulesWithoutPrice == 0:
		return s
	case len(prices) == 0:
		s.Said = true // that no rule raises it
		return s
	}
	shown := zone(doc.Suggestions[0].Window.Start)
	titles := []string{"rule", ">" + LostHours(doc.Suggestions[0].Impact.Weighted) + " fewer without it", "best start then (" + shown + ")"}
	crews := slices.ContainsFunc(prices, func(r document.RulePrice) bool { return r.BestForCrew != nil })
	if crews {
		titles = append(titles, ">person-hours fewer", "best for the crews then")
	}
	t := pageTable{ID: "prices-table", Columns: headings(titles...)}
	for i, r := range prices {
		at := fmt.Sprintf("rule_prices[%d].", i)
		row := []value{word(ruleText(r.Rule, r.Entry, r.Region)), number(at+"saves", r.Saves, amount(r.Saves)), word("-")}
		if r.Best != nil {
			row[2] = windowValue(at+"best.window", r.Best.Window)
		}
		if crews {
			row = append(row, word("-"), word("-"))
			if r.BestForCrew != nil {
				row[3], row[4] = number(at+"person_hours", *r.PersonHours, amount(*r.PersonHours)), windowValue(at+"best_for_crew.window", r.BestForCrew.Window)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	s.Tables = []pageTable{t}
	s.LeftOut, s.Others = doc.RulePricesLeftOut, doc.RulesWithoutPrice > 0
	return s
}

// proposedSection judges proposed starts.
func proposedSection(doc *DecisionDocument) section {
	s := section{ID: "proposed", Open: true} // they were asked for
	if len(doc.Assessments) == 0 {
		return s
	}
	titles := []string{"window (" + zone(doc.Suggestions[0].Window.Start) + ")"}
	if zone(doc.Suggestions[0].Window.Start) != "UTC" {
		titles = append(titles, "window (UTC)")
	}
	t := pageTable{ID: "proposed-table", Columns: headings(append(titles, ">"+LostHours(doc.Suggestions[0].Impact.Weighted), ">factor", ">rank", "verdict")...)}
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
