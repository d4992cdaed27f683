package report

import (
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// writeThumb compares with the rules of thumb, and with how the costs of all starts lie.
func writeThumb(b *strings.Builder, res *scheduler.Result) {
	if len(res.Suggestions) == 0 {
		return
	}
	thumb := res.RuleOfThumb
	t := newTable("~start", "~window ("+zone(res.Suggestions[0].Window.Start)+")", ">"+LostHours(weighs(res)), ">times the best", "~verdict")
	add := func(name string, s *scheduler.RuleOfThumbStart) {
		if s == nil {
			return
		}
		verdict := "free"
		if !s.Free {
			verdict = strings.TrimSuffix("blocked: "+listedUpTo(each(s.BlockedBy, causeText), 4), ": ")
		}
		t.add(name, between(s.Window), amount(s.CustomerHours), times(s.Factor), verdict)
	}
	place := clean(thumb.TimeZone)
	add("the first Sunday 02:00 of "+place, thumb.Sunday)
	add("the first Tuesday 20:00 of "+place, thumb.Evening)
	add("the next free start", thumb.NextFree)
	if c := res.Comparison; c != nil {
		t.add("the median of "+counted(c.Starts, "start", "starts"), "", amount(c.MedianCustomerHours), times(c.MedianFactor), "")
		add("the worst", &c.Worst)
	}
	if len(t.rows) == 1 {
		return
	}
	b.WriteString("\nBeside the rules of thumb\n\n")
	t.write(b, "  ")
}

// writePrices lists what each rule costs the customers and the crews.
func writePrices(b *strings.Builder, res *scheduler.Result, opts TextOptions) {
	p := res.RulePrices
	if p == nil || len(p.Prices)+p.Others == 0 {
		return
	}
	b.WriteString("\nWhat each rule costs\n\n")
	if len(p.Prices) == 0 {
		b.WriteString("  No rule raises the price.\n")
		return
	}
	crews := false
	for _, price := range p.Prices {
		crews = crews || price.BestForCrew != nil
	}
	titles := []string{"~rule", ">" + LostHours(weighs(res)) + " fewer without it", "~best start then"}
	if crews {
		titles = append(titles, ">person-hours fewer", "~best for the crews then")
	}
	t := newTable(titles...)
	shown := opts.rows(len(p.Prices))
	for _, price := range p.Prices[:shown] {
		cells := []string{ruleText(price.Rule, price.Entry, price.Region), amount(price.CustomerHours), pricedAt(price.Best)}
		if crews {
			cells = append(cells, amount(price.PersonHours), pricedAt(price.BestForCrew))
		}
		t.add(cells...)
	}
	t.write(b, "  ")
	writeMore(b, "  ", len(p.Prices)-shown+p.LeftOut)
	if p.Others > 0 {
		b.WriteString("  no other rule raises the price\n")
	}
}

func pricedAt(s *scheduler.PricedStart) string {
	if s == nil {
		return "-"
	}
	return stamp(s.Window.Start)
}
