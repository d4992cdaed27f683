package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// Asked returns one paragraph of plain sentences, without line breaks, that says what was asked of the
// planner: how many customers, what work, when, and under which rules. Its form may change. Durations
// and places that a plan may leave out are shown with their defaults.
func Asked(p *scheduler.Planner, req scheduler.Request) string {
	regions := int64(len(p.Regions()))
	sentences := []string{
		fmt.Sprintf("%s in %s.", counted(p.Customers(), "customer", "customers"), counted(regions, "region", "regions")),
	}
	if text := weightsIn(p.Regions()); text != "" {
		sentences = append(sentences, text)
	}
	sentences = append(sentences, work(req), when(req), rulesIn(req))
	if len(req.Crew) > 0 {
		sentences = append(sentences, crewsIn(req))
	}
	return strings.Join(sentences, " ")
}

// weightsIn says whose customers count more or less than 1.
func weightsIn(regions []scheduler.Region) string {
	var parts []string
	for _, r := range regions {
		if text := weightText(r); text != "" {
			parts = append(parts, "of "+clean(r.Name)+" "+text)
		}
	}
	if parts == nil {
		return ""
	}
	return "In the impact customers " + listedUpTo(parts, 5) + "."
}

// weightText says how much a customer of a region counts, empty for one.
func weightText(r scheduler.Region) string {
	switch r.Weight {
	case 0, 1:
		return ""
	}
	return "count " + strconv.FormatFloat(r.Weight, 'f', -1, 64) + " each"
}

// work says what is planned.
func work(req scheduler.Request) string {
	text := fmt.Sprintf("A window of %s", span(req.Duration))
	for i, stage := range req.Overrun {
		joint := " and"
		if i == 0 {
			joint = "; customers may still be disrupted"
		}
		text += fmt.Sprintf("%s until %s after its start (%s)", joint, span(stage.Until), probability(stage.Probability))
	}
	text += "."
	if req.KeepClear > req.Duration {
		text += fmt.Sprintf(" No rule may block the first %s.", span(req.KeepClear))
	}
	if req.Rollback > 0 {
		text += fmt.Sprintf(" A rollback takes %s.", span(req.Rollback))
	}
	return text
}

// probability returns a probability as a percentage, without a decimal that is 0.
func probability(p float64) string { return strings.Replace(percent(p), ".0 %", " %", 1) }

// location returns the clocks of the search.
func location(req scheduler.Request) *time.Location {
	if req.Grid.Location == nil {
		return time.UTC
	}
	return req.Grid.Location
}

// crewsIn says who does the work.
func crewsIn(req scheduler.Request) string {
	return "The work is done by " + listed(each(req.Crew, func(c scheduler.Crew) string {
		only := ""
		if c.Hard {
			only = "only "
		}
		return fmt.Sprintf("%s (%s, %s%s in %s)", clean(c.Name), counted(c.People, "person", "people"), only, c.Hours, clean(c.Calendar.Location.String()))
	})) + "."
}

// when says where the window is looked for.
func when(req scheduler.Request) string {
	horizon := req.Horizon.In(location(req))
	text := fmt.Sprintf("Looked for from %s to %s (%s)", stamp(horizon.Start), stamp(horizon.End), zone(horizon.Start))
	if req.Candidates != nil {
		return text + ", among " + counted(int64(len(req.Candidates)), "proposed start", "proposed starts") + "."
	}
	step := req.Grid.Step
	if step == 0 {
		step = 15 * time.Minute
	}
	return text + ", every " + span(step) + "."
}

// rulesIn names what keeps the window out of parts of the time.
func rulesIn(req scheduler.Request) string {
	var list []string
	if !req.AllowWorkingDays {
		list = append(list, "no working days")
	}
	if !req.AllowHolidays {
		list = append(list, "no holidays")
	}
	if len(list) > 0 && req.Tolerate > 0 {
		list[len(list)-1] += fmt.Sprintf(" (but where at most %s of the customers have one)", probability(req.Tolerate))
	}
	for _, r := range req.Rules {
		name := clean(r.Name)
		if r.Title != "" {
			name = clean(r.Title) + " (" + name + ")"
		}
		list = append(list, name)
	}
	if n := req.Notice; n.AtLeast > 0 && !n.Announced.IsZero() {
		announced := n.Announced.In(location(req))
		list = append(list, fmt.Sprintf("at least %s after the announcement of %s (%s)", span(n.AtLeast), stamp(announced), zone(announced)))
	}
	if len(list) == 0 {
		return "No rules."
	}
	const most = 12
	if n := len(list); n > most {
		list = append(list[:most], "and "+grouped(int64(n-most))+" more")
	}
	return "Rules: " + strings.Join(list, ", ") + "."
}
