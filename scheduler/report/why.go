package report

import (
	"fmt"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// Why returns one paragraph of plain sentences, without line breaks, that says why suggestion i of
// the result (0 is the first) was chosen and what it means. It can stand in a change ticket as it
// is. It panics where there is no suggestion i. Its form may change.
func Why(res *scheduler.Result, i int) string {
	s := res.Suggestions[i]
	sentences := []string{inBothPlain(s), chosen(res, i), costs(s.Impact)}
	if most := mostHit(s.Impact); most != "" {
		sentences = append(sentences, most)
	}
	sentences = append(sentences, daysOf(s.Impact))
	if len(s.ClockChanges) > 0 {
		sentences = append(sentences, "Clocks change during the window or its overrun: "+changesOfClocks(s)+".")
	}
	sentences = append(sentences, deadlines(s))
	if asked := crews(s.Crew); asked != "" {
		sentences = append(sentences, asked)
	}
	return strings.Join(sentences, " ")
}

// inBothPlain announces the window.
func inBothPlain(s scheduler.Suggestion) string {
	return "Maintenance window: " + inBoth(s) + "."
}

// chosen says against what the suggestion was chosen.
func chosen(res *scheduler.Result, i int) string {
	cost := amount(res.Suggestions[i].Impact.CustomerHours) + " " + LostHours(res.Suggestions[i].Impact.Weighted)
	starts := counted(res.Considered, "free start", "free starts")
	first := res.Suggestions[0].Impact.CustomerHours
	this := res.Suggestions[i].Impact.CustomerHours
	best := this
	for _, s := range res.Suggestions {
		best = min(best, s.Impact.CustomerHours)
	}
	switch {
	case res.Considered == 1:
		return fmt.Sprintf("It is the only free start; it is expected to cost %s.", cost)
	case i == 0 && this > best:
		return fmt.Sprintf("It is expected to cost %s, %s more than the best of %s.", cost, amount(this-best), starts)
	case i == 0:
		return fmt.Sprintf("Of %s none costs less: %s are expected to be lost.", starts, cost)
	case this == first:
		return fmt.Sprintf("It costs as much as suggestion 1, the best of %s: %s are expected to be lost.", starts, cost)
	default:
		return fmt.Sprintf("At its distance from the suggestions before it no free start costs less: %s are expected to be lost, %s more than with suggestion 1, the best of %s.",
			cost, amount(this-first), starts)
	}
}

// costs splits the impact, and says how busy it is.
func costs(im scheduler.Impact) string {
	customers := total(im)
	active := fmt.Sprintf("On average %s of %s customers (%s) are active during the window", people(customers, im.MeanShare), grouped(customers), percent(im.MeanShare))
	if im.OverrunCustomerHours == 0 {
		return active + "."
	}
	return fmt.Sprintf("%s, which makes %s %s; the other %s stand for the risk that it overruns.", active, amount(im.PlannedCustomerHours), LostHours(im.Weighted), amount(im.OverrunCustomerHours))
}

func total(im scheduler.Impact) int64 {
	var n int64
	for _, r := range im.Regions {
		n += r.Customers
	}
	return n
}

// mostHit names the region that loses most, empty where there is only one or nothing is lost.
func mostHit(im scheduler.Impact) string {
	if len(im.Regions) < 2 || im.Regions[0].CustomerHours == 0 {
		return ""
	}
	r := im.Regions[0]
	part := r.CustomerHours / im.CustomerHours
	much := "The largest part of the impact"
	if part > 0.5 {
		much = "Most of the impact"
	}
	return fmt.Sprintf("%s (%s) falls on %s, whose clocks then read %s.", much, percent(part), clean(r.Region), between(r.Local))
}

// daysOf says what kind of day it is where, the kind of the region with most customer-hours first.
func daysOf(im scheduler.Impact) string {
	var order []string
	regions := make(map[string][]string)
	for _, r := range im.Regions {
		k := kinds(r.Days)
		if regions[k] == nil {
			order = append(order, k)
		}
		regions[k] = append(regions[k], clean(r.Region))
	}
	switch n := len(im.Regions); {
	case len(order) == 1 && n == 2:
		return fmt.Sprintf("By the local calendar it is a %s in both regions.", order[0])
	case len(order) == 1 && n > 2:
		return fmt.Sprintf("By the local calendar it is a %s in all %s regions.", order[0], grouped(int64(n)))
	}
	parts := make([]string, len(order))
	for i, k := range order {
		parts[i] = "a " + k + " in " + listed(regions[k])
	}
	return "By the local calendar it is " + listed(parts) + "."
}

// crews says what is asked of those who do the work, empty where nothing is.
func crews(b *scheduler.CrewHours) string {
	if b == nil || b.PersonHours == 0 {
		return ""
	}
	who := "The crews"
	if len(b.Crews) == 1 {
		who = clean(b.Crews[0].Crew)
	}
	return fmt.Sprintf("%s can expect %s person-hours outside their hours or on days off.", who, amount(b.PersonHours))
}

// deadlines says how long the time stays free, and when a rollback must begin.
func deadlines(s scheduler.Suggestion) string {
	text := "On the clocks of " + zone(s.Window.Start) + ", "
	switch {
	case s.Open:
		text += fmt.Sprintf("no rule known today blocks the time up to %s, %s after the announced end, where the search stops.", stamp(s.FreeUntil), span(s.Runway))
	case s.Runway == 0:
		text += fmt.Sprintf("the free time ends with the window, at %s.", stamp(s.FreeUntil))
	default:
		text += fmt.Sprintf("no rule blocks the time until %s, %s after the announced end.", stamp(s.FreeUntil), span(s.Runway))
	}
	switch {
	case s.RollbackBy != nil:
		text += fmt.Sprintf(" A rollback must begin by %s to end inside the announced window.", stamp(*s.RollbackBy))
	case s.PointOfNoReturn != nil:
		text += " A rollback takes longer than the announced window."
	}
	if s.PointOfNoReturn != nil {
		text += fmt.Sprintf(" The last instant to begin one that ends in free time is %s: the point of no return.", stamp(*s.PointOfNoReturn))
	}
	return text
}
