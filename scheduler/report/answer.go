package report

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// AnswerOptions say what stands around an answer.
type AnswerOptions struct {
	// Heading is a sentence to begin with, and More one to end with, such as how to learn more.
	Heading, More string
	// Rows is the most regions and proposed starts that are shown. Zero means 12; negative means all.
	Rows int
}

// Answer writes a decision for people at a terminal, in some ten lines beside one a region: when, what
// it costs, against what, each region's own time, the alternatives, what must happen by when, what the
// rules cost; warnings last. No line has more than 100 columns. Its form may change; Text gives the
// tables behind it.
//
// It returns an error, and writes nothing, if the decision has no planner, no result or no suggestion.
func Answer(w io.Writer, d Decision, opts AnswerOptions) error {
	if err := d.check(); err != nil {
		return err
	}
	var b strings.Builder
	say := func(text string) {
		if text != "" {
			fold(&b, "", text)
		}
	}
	res, s := d.Result, d.Result.Suggestions[0]
	if opts.Heading != "" {
		say(clean(opts.Heading))
		b.WriteString("\n")
	}
	say(whenShort(s.Window) + ": " + costShort(res))
	say(comparedShort(d))
	b.WriteString("\n")
	rows := TextOptions{Rows: opts.Rows}
	writeLocal(&b, s, rows)
	b.WriteString("\n")
	say(alternativesShort(res))
	say(byWhen(d))
	say(crewShort(d))
	say(pricesShort(res))
	for _, a := range res.Assessments[:rows.rows(len(res.Assessments))] {
		say(assessedShort(a, res.Considered))
	}
	for _, warning := range warningsOf(d) {
		say("Warning: " + clean(warning))
	}
	say(opts.More)
	_, err := io.WriteString(w, b.String())
	return err
}

// warningsOf returns the warnings of a decision, those of its notices last.
func warningsOf(d Decision) []string {
	list := d.Result.Warnings
	if d.Notices != nil {
		list = append(list[:len(list):len(list)], d.Notices.Warnings...)
	}
	return list
}

// whenShort returns a window on the clocks of the search, and its UTC where those are others.
func whenShort(iv calendar.Interval) string {
	text := between(iv) + " (" + zone(iv.Start) + ")"
	if zone(iv.Start) == "UTC" {
		return text
	}
	utc := iv.In(time.UTC)
	if calendar.DateOf(utc.Start) == calendar.DateOf(iv.Start) && calendar.DateOf(utc.End) == calendar.DateOf(utc.Start) {
		return text + ", " + clock(utc.Start) + " to " + clock(utc.End) + " UTC"
	}
	return text + ", " + shortBetween(utc) + " UTC"
}

// shortBetween returns an interval of less than six days by weekday and clock, "Sat 23:30 to Sun 00:30";
// a longer one with its dates.
func shortBetween(iv calendar.Interval) string {
	start, end := calendar.DateOf(iv.Start), calendar.DateOf(iv.End)
	if later := end.Days() - start.Days(); later < 0 || later > 5 {
		return between(iv)
	}
	text := iv.Start.Format("Mon ") + clock(iv.Start) + " to "
	if start != end {
		text += iv.End.Format("Mon ")
	}
	text += clock(iv.End)
	_, first := iv.Start.Zone()
	_, last := iv.End.Zone()
	if first != last {
		text += ", clocks change"
	}
	return text
}

// costShort says in one sentence what the first suggestion costs.
func costShort(res *scheduler.Result) string {
	im := res.Suggestions[0].Impact
	text := about(im.CustomerHours) + " " + LostHours(im.Weighted) + " expected to be lost"
	best := im.CustomerHours
	for _, s := range res.Suggestions {
		best = min(best, s.Impact.CustomerHours)
	}
	starts := counted(res.Considered, "free start", "free starts")
	switch {
	case im.CustomerHours > best:
		text += fmt.Sprintf(", %s more than with the best of %s", about(im.CustomerHours-best), starts)
	case res.Considered == 1:
		text += ", the only free start"
	default:
		text += ", the least of " + starts
	}
	customers := total(im)
	return fmt.Sprintf("%s; %s of %s customers (%s) are active.", text, people(customers, im.MeanShare), grouped(customers), percent(im.MeanShare))
}

// writeLocal writes one line for each region: its own time, its kind of day, its share and its part.
func writeLocal(b *strings.Builder, s scheduler.Suggestion, opts TextOptions) {
	t := newTable("~", "~", "~", ">", ">")
	t.rows = nil // what the columns are stands in them
	list := s.Impact.Regions
	shown := opts.rows(len(list))
	part := func(hours float64) string {
		if s.Impact.CustomerHours == 0 {
			return ""
		}
		return percent(hours/s.Impact.CustomerHours) + " of the impact"
	}
	for _, r := range list[:shown] {
		t.add(clean(r.Region), shortBetween(r.Local), kinds(r.Days), percent(r.MeanShare)+" active", part(r.CustomerHours))
	}
	if more := list[shown:]; len(more) > 0 {
		var hours float64
		for _, r := range more {
			hours += r.CustomerHours
		}
		t.add("and "+counted(int64(len(more)), "more region", "more regions"), "", "", "", part(hours))
	}
	t.write(b, "  ")
}

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

// about returns a number of customer-hours without decimals where they say nothing.
func about(x float64) string {
	if x < 100 {
		return amount(x)
	}
	return grouped(int64(math.Round(x)))
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

// listedUpTo joins names as listed does; of more than so many the rest is counted.
func listedUpTo(names []string, most int) string {
	if more := len(names) - most; more > 0 {
		names = append(names[:most:most], grouped(int64(more))+" more")
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// byWhen says what must happen by when, on the clocks of the search.
func byWhen(d Decision) string {
	s := d.Result.Suggestions[0]
	moment := func(t time.Time) string {
		if calendar.DateOf(t) == calendar.DateOf(s.Window.Start) {
			return clock(t)
		}
		return t.Format("Mon 2 Jan ") + clock(t)
	}
	var parts []string
	if d.Notices != nil {
		parts = append(parts, "announce by "+moment(d.Notices.AnnounceBy))
	}
	switch {
	case s.RollbackBy != nil:
		parts = append(parts, "roll back by "+moment(*s.RollbackBy))
	case s.PointOfNoReturn != nil:
		parts = append(parts, "no time to roll back inside the window")
	}
	if s.PointOfNoReturn != nil {
		parts = append(parts, "point of no return "+moment(*s.PointOfNoReturn))
	}
	until := "free until " + moment(s.FreeUntil)
	if s.Open {
		until = "free at least until " + moment(s.FreeUntil) + ", where the search stops"
	}
	text := strings.Join(append(parts, until), "; ")
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// crewShort says what is asked of the crews, and what it would cost the customers to ask nothing.
func crewShort(d Decision) string {
	b := d.Result.Suggestions[0].Crew
	if b == nil {
		return ""
	}
	price := crewPriceShort(d.Result)
	if price != "" {
		price = "; " + price
	}
	if b.PersonHours == 0 {
		return "Crew: nothing outside their hours or on days off."
	}
	text := fmt.Sprintf("Crew: %s person-hours outside their hours or on days off", amount(b.PersonHours))
	if t := d.Tradeoff; t != nil && len(t.Points) > 1 {
		last := t.Points[len(t.Points)-1]
		if last.Crew != nil && last.Crew.PersonHours < b.PersonHours {
			text += fmt.Sprintf("; %s at %s, for %s %s more", cmp.Or(map[bool]string{true: "none"}[last.Crew.PersonHours == 0], amount(last.Crew.PersonHours)),
				last.Window.Start.Format("Mon 2 Jan ")+clock(last.Window.Start), about(last.Impact.CustomerHours-d.Result.Suggestions[0].Impact.CustomerHours), LostHours(last.Impact.Weighted))
		}
	}
	return text + price + "."
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
