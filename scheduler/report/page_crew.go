package report

import (
	"fmt"
)

// crewSection says what suggestion 1 asks of the crews.
func crewSection(doc *DecisionDocument) section {
	s := section{ID: "crew"}
	b := doc.Suggestions[0].Crew
	if b == nil {
		return s
	}
	t := pageTable{ID: "crew-table",
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
	s := section{ID: "trade-off"}
	if doc.Tradeoff == nil || doc.Suggestions[0].Crew == nil {
		return s
	}
	first := doc.Suggestions[0].Window.Start
	titles := []string{"window (" + zone(first) + ")"}
	if zone(first) != "UTC" {
		titles = append(titles, "window (UTC)")
	}
	t := pageTable{ID: "tradeoff-table",
		Columns: headings(append(titles, ">"+LostHours(doc.Suggestions[0].Impact.Weighted), ">more than before", ">person-hours", ">fewer than before")...)}
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
	s.Tables, s.LeftOut = []pageTable{t}, doc.Tradeoff.LeftOut
	return s
}
