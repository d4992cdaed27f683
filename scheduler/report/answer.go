package report

import (
	"fmt"
	"io"
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
// rules cost; warnings last. No line has more than 100 columns, but one of a single
// word that has. Its form may change; Text gives the tables behind it.
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
