package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// alternativesShort lists the other suggestions: first those that cost as much as the first at the same hour.
func alternativesShort(res *scheduler.Result) string {
	first := res.Suggestions[0]
	var same, others []string
	for _, s := range res.Suggestions[1:] {
		equal := s.Impact.CustomerHours == first.Impact.CustomerHours
		if equal && calendar.ClockOf(s.Window.Start) == calendar.ClockOf(first.Window.Start) {
			same = append(same, s.Window.Start.Format("2 Jan"))
			continue
		}
		text := s.Window.Start.Format("Mon 2 Jan ") + clock(s.Window.Start)
		switch {
		case equal:
			text += " (same cost)"
		case first.Impact.CustomerHours > 0:
			text += " (" + change(s.Impact.CustomerHours/first.Impact.CustomerHours-1) + ")"
		default:
			text += " (" + about(s.Impact.CustomerHours) + ")"
		}
		others = append(others, text)
	}
	var sentences []string
	if len(same) > 0 {
		sentences = append(sentences, "Same hour, same cost: "+listedUpTo(same, 6)+".")
	}
	if len(others) > 0 {
		sentences = append(sentences, "Other suggestions: "+listedUpTo(others, 4)+".")
	}
	return strings.Join(sentences, " ")
}

// change returns by how much something is more or less, as a percentage with its sign.
func change(share float64) string {
	switch {
	case share <= -0.0005:
		return "-" + percent(-share)
	case share < 0.0005:
		return "nearly the same cost"
	}
	return "+" + percent(share)
}

// timesMuch says how many times as much something costs.
func timesMuch(factor float64) string {
	switch text := decimal(factor, 2); {
	case text == "1.00" && factor == 1:
		return "as much"
	case text == "1.00":
		return "nearly as much"
	default:
		return text + " times as much"
	}
}

// assessedShort judges one proposed start in a sentence.
func assessedShort(a scheduler.Assessment, considered int64) string {
	text := whenShort(a.Window) + ": " + about(a.Impact.CustomerHours) + " " + LostHours(a.Impact.Weighted)
	if a.Factor != nil {
		text += ", " + timesMuch(*a.Factor) + " as the best"
	}
	switch cheaper := a.Rank - 1; {
	case considered == 0:
	case cheaper == 0:
		text += "; no free start costs less"
	case cheaper == considered:
		text += "; every free start costs less"
	default:
		text += fmt.Sprintf("; %s of %s %s less", grouped(cheaper), counted(considered, "free start", "free starts"), verb(cheaper))
	}
	if a.Free {
		return text + "; free."
	}
	return text + "; blocked: " + blocksShort(a.Blocks) + "."
}

// blocksShort names what blocks a start, each reason once with its regions.
func blocksShort(blocks []scheduler.Block) string {
	var order []string
	regions := make(map[string][]string)
	for _, block := range blocks {
		name := clean(block.Reason)
		if name == "" {
			name = clean(block.Rule)
		}
		if regions[name] == nil {
			order = append(order, name)
			regions[name] = []string{}
		}
		if block.Region != "" && !slices.Contains(regions[name], clean(block.Region)) {
			regions[name] = append(regions[name], clean(block.Region))
		}
	}
	for i, name := range order {
		if whose := regions[name]; len(whose) > 0 {
			order[i] = name + " in " + inRegions(whose)
		}
	}
	return listedUpTo(order, 4)
}
