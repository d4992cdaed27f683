package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// comparedShort says how much better the window is than a weekday evening at headquarters, the median and the
// worst hour, and the usual choices; of a choice that is blocked, by what.
func comparedShort(d Decision) string {
	res := d.Result
	zone, place := clean(res.RuleOfThumb.TimeZone), ""
	var groups [][]string
	first := true
	say := func(name string, factor *float64) string {
		if factor == nil {
			return ""
		}
		text := name + " " + decimal(*factor, 2)
		if first || strings.HasSuffix(text, " 1.00") {
			text = name + " costs " + timesMuch(*factor)
		}
		first = false
		return text
	}
	add := func(list ...string) {
		var said []string
		for _, text := range list {
			if text != "" {
				said = append(said, text)
			}
		}
		if said != nil {
			groups = append(groups, said)
		}
	}
	at := func(name string, s *scheduler.RuleOfThumbStart) string {
		if s == nil {
			return ""
		}
		where := " there"
		if place == "" {
			where, place = " in "+zone, zone
		}
		return say(name+where, s.Factor)
	}
	evening := at("Tuesday 20:00", res.RuleOfThumb.Evening)
	if c := res.Comparison; c != nil {
		add(evening, say("the median hour", c.MedianFactor), say("the worst", c.Worst.Factor))
	} else {
		add(evening)
	}
	if s := res.RuleOfThumb.Sunday; s != nil {
		if text := at("Sunday 02:00", s); text != "" {
			add(text + blockedShort(s))
		}
	}
	// The next free start is not compared with itself.
	if next := res.RuleOfThumb.NextFree; next != nil && !next.Window.Equal(res.Suggestions[0].Window) {
		add(say("the next free start", next.Factor))
	}
	var parts []string
	for _, list := range groups {
		parts = append(parts, strings.Join(list, ", "))
	}
	if parts == nil {
		return ""
	}
	text := strings.Join(parts, "; ")
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// blockedShort says that a start is blocked: by what foremost, and of a cheaper one by all, since that is
// what keeps it from being chosen.
func blockedShort(s *scheduler.RuleOfThumbStart) string {
	switch reasons := each(s.BlockedBy, causeText); {
	case s.Free:
		return ""
	case len(reasons) == 0:
		return ", and is blocked"
	case s.Factor != nil && *s.Factor < 1:
		return ", but is blocked: " + listedUpTo(reasons, 4)
	case len(reasons) > 1:
		return fmt.Sprintf(", and is blocked: %s and %s", reasons[0], counted(int64(len(reasons)-1), "more reason", "more reasons"))
	default:
		return ", and is blocked: " + reasons[0]
	}
}

// causeText says in some words why a start is blocked.
func causeText(b scheduler.BlockedBy) string { return cause(b.Rule, b.Reason, b.Region, b.Regions) }

func cause(rule, reason, region string, regions int) string {
	text := clean(reason)
	switch {
	case text == "":
		text = clean(rule)
	case rule == scheduler.RuleNotice:
		text = "sooner than its notice allows"
	case rule == scheduler.RuleOnlyHours || rule == scheduler.RuleOnlyDuring || rule == scheduler.RuleCrew:
		text = "outside " + text
	}
	switch {
	case regions == 1:
		text += " in " + clean(region)
	case regions > 1:
		text += " in " + clean(region) + " and " + grouped(int64(regions-1)) + " more"
	}
	return text
}

// ruleText names a rule as a list of rules does.
func ruleText(rule, entry, region string) string {
	text := clean(entry)
	switch {
	case rule == scheduler.RuleWeekdays:
		text = "no working days"
	case rule == scheduler.RuleHolidays:
		text = "no holidays"
	case text == "":
		text = clean(rule)
	case rule == scheduler.RuleCrew:
		text = "hours of " + text
	}
	if region != "" {
		text += " in " + clean(region)
	}
	return text
}

// inOneRegion reports whether a rule costs as much in one region alone as everywhere: that region says more.
func inOneRegion(p *scheduler.RulePrices, price scheduler.RulePrice, cost func(scheduler.RulePrice) float64) bool {
	return price.Region == "" && slices.ContainsFunc(p.Prices, func(other scheduler.RulePrice) bool {
		return other.Region != "" && other.Rule == price.Rule && cost(other) == cost(price)
	})
}

// pricesShort says what the rules cost the customers.
func pricesShort(res *scheduler.Result) string {
	p := res.RulePrices
	if p == nil {
		return ""
	}
	const most = 3
	var parts []string
	left := p.LeftOut
	for _, price := range p.Prices {
		if price.Best == nil || inOneRegion(p, price, func(r scheduler.RulePrice) float64 { return r.CustomerHours }) {
			continue
		}
		if len(parts) == most {
			left++
			continue
		}
		text := fmt.Sprintf("%s %s", ruleText(price.Rule, price.Entry, price.Region), about(price.CustomerHours))
		if len(parts) == 0 {
			text += " " + LostHours(weighs(res))
		}
		text += fmt.Sprintf(" (%s of it, else %s)", percent(price.CustomerHours/(price.CustomerHours+price.Best.CustomerHours)),
			price.Best.Window.Start.Format("Mon 2 Jan ")+clock(price.Best.Window.Start))
		parts = append(parts, text)
	}
	switch {
	case parts == nil && p.Others+len(p.Prices) == 0:
		return ""
	case parts == nil:
		return "No rule raises the price."
	case left > 0:
		parts = append(parts, counted(int64(left), "more price", "more prices"))
	case p.Others > 0:
		parts = append(parts, "no other rule raises the price")
	}
	return "Price of the rules: " + strings.Join(parts, "; ") + "."
}

// crewPriceShort says what the rules cost the crews most, empty where they cost them nothing.
func crewPriceShort(res *scheduler.Result) string {
	p := res.RulePrices
	if p == nil {
		return ""
	}
	var most *scheduler.RulePrice
	for i, price := range p.Prices {
		if price.BestForCrew == nil || inOneRegion(p, price, func(r scheduler.RulePrice) float64 { return r.PersonHours }) {
			continue
		}
		if most == nil || price.PersonHours > most.PersonHours {
			most = &p.Prices[i]
		}
	}
	if most == nil {
		return ""
	}
	return fmt.Sprintf("%s fewer without the rule %s", amount(most.PersonHours), ruleText(most.Rule, most.Entry, most.Region))
}
