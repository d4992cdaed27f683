package main

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// story is what there is to tell: the start that was chosen, with what it costs if the work takes the
// announced hour, three hours, or all the time until the rollback; and what the library proposes.
type story struct {
	start           time.Time
	hour, down, all scheduler.Assessment
	proposals       []proposal
	// before is the best start's hour a week earlier.
	before scheduler.Assessment
}

// proposal is a start that the library suggests to someone who knows so much, and what it would have
// cost if the same had happened then.
type proposal struct {
	knowing string
	chosen  scheduler.Suggestion
	real    scheduler.Assessment
}

// write tells the story.
func write(w io.Writer, s story) error {
	var b strings.Builder
	fmt.Fprintf(&b, `One hour of maintenance, 20:00 Pacific on 12 April

From the vendor's report: announced for one hour, down for three, unstable until 06:30, ten and a
half hours after the start, then rolled back to the snapshot.
Assumed here: the year (2023, when 12 April was a Wednesday), the regions and their customers, and
the activity (the library's built-in business profile). The report gives none of them.

1. What the plan showed, and what happened

`)
	s.regions(&b)
	fmt.Fprintf(&b, `
A planner that looks at the announced hour sees %s customer-hours, %s of them in the UK and
Germany, where it is before six. The real 10.5 hours cost %s, %s of them there, where they
took the whole morning: %.0f times as much in all.

2. The data entered in between

From the reopening after 3 h (%s Pacific) to the rollback after 10.5 h (%s) customers
worked for %s customer-hours. What they entered then was unavailable after the rollback.

3. What the rules say about that evening

`,
		number(s.hour.Impact.CustomerHours), number(europe(s.hour)), number(s.all.Impact.CustomerHours), number(europe(s.all)), s.all.Impact.CustomerHours/s.hour.Impact.CustomerHours,
		s.start.Add(reopened).Format("Mon 15:04"), s.start.Add(rollback).Format("Mon 15:04"), number(s.all.Impact.CustomerHours-s.down.Impact.CustomerHours))
	s.blocks(&b)
	fmt.Fprintf(&b, `
4. What the library would have suggested

In the week before and the week after, with every region's working days and holidays left out for
10.5 hours from the start; and what the same failure would have cost then.

`)
	s.suggestions(&b)
	last := s.proposals[len(s.proposals)-1]
	fmt.Fprintf(&b, `
The evening that was chosen cost %.1f times the best start of the two weeks: each of the %d free
starts that cost less would have been better.
%s

Region by region, if the same had happened from %s Pacific on:

`, *s.all.Factor, s.all.Rank-1, s.weekBefore(), last.chosen.Window.Start.Format("Mon 2 Jan 2006 15:04"))
	there := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(there, "  region\tlocal time\tkind of day\tcustomer-hours\tinstead of")
	for _, r := range last.real.Impact.Regions {
		fmt.Fprintf(there, "  %s\t%s\t%s\t%14s\t%10s\n", r.Region, stretch(r, rollback), r.Days[0].Kind, number(r.CustomerHours), number(region(s.all, r.Region).CustomerHours))
	}
	there.Flush()
	_, err := io.WriteString(w, trailing.ReplaceAllString(b.String(), "\n"))
	return err
}

// trailing finds what tabwriter leaves at the ends of lines.
var trailing = regexp.MustCompile(` +\n`)

// regions writes the announced hour and the real 10.5 hours side by side.
func (s story) regions(b *strings.Builder) {
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "  \t\tthe announced hour\t\tthe real 10.5 hours\t\tdata at risk")
	fmt.Fprintln(t, "  region\tcustomers\tlocal time\tcustomer-hours\tlocal time\tcustomer-hours\tcustomer-hours")
	var customers int64
	for _, a := range assumed {
		hour, down, all := region(s.hour, a.name), region(s.down, a.name), region(s.all, a.name)
		customers += a.customers
		fmt.Fprintf(t, "  %s\t%9s\t%s\t%14s\t%s\t%14s\t%14s\n", a.name, number(float64(a.customers)), stretch(hour, announced), number(hour.CustomerHours),
			stretch(all, rollback), number(all.CustomerHours), number(all.CustomerHours-down.CustomerHours))
	}
	fmt.Fprintf(t, "  all\t%9s\t\t%14s\t\t%14s\t%14s\n", number(float64(customers)), number(s.hour.Impact.CustomerHours),
		number(s.all.Impact.CustomerHours), number(s.all.Impact.CustomerHours-s.down.Impact.CustomerHours))
	t.Flush()
}

// blocks writes what keeps the evening from being free, region by region.
func (s story) blocks(b *strings.Builder) {
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "  rule\tregion\treason\tfrom (Pacific)\tto")
	for _, block := range s.all.Blocks {
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\t%s\n", block.Rule, block.Region, block.Reason, block.Interval.Start.Format("Mon 15:04"), block.Interval.End.Format("Mon 15:04"))
	}
	t.Flush()
}

// suggestions writes what would have been suggested, by how much was known.
func (s story) suggestions(b *strings.Builder) {
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "  planned knowing\tstart (Pacific)\tcustomer-hours\ttimes less")
	fmt.Fprintf(t, "  (as it was)\t%s\t%14s\t\n", s.start.Format("Mon 2 Jan 15:04"), number(s.all.Impact.CustomerHours))
	for _, p := range s.proposals {
		fmt.Fprintf(t, "  %s\t%s\t%14s\t%10.1f\n", p.knowing, p.chosen.Window.Start.Format("Mon 2 Jan 15:04"),
			number(p.real.Impact.CustomerHours), s.all.Impact.CustomerHours/p.real.Impact.CustomerHours)
	}
	t.Flush()
}

// weekBefore says why the suggestion is not a week earlier.
func (s story) weekBefore() string {
	day := s.before.Window.Start.Format("Monday 2 January")
	if s.before.Free {
		return day + " was free too, and would have cost more."
	}
	block := s.before.Blocks[0]
	return fmt.Sprintf("%s was not free: %s (%s, %s).", day, block.Reason, block.Rule, block.Region)
}

// region returns one region's part of an assessment.
func region(a scheduler.Assessment, name string) scheduler.RegionImpact {
	for _, r := range a.Impact.Regions {
		if r.Region == name {
			return r
		}
	}
	return scheduler.RegionImpact{}
}

// europe returns what falls on the UK and Germany.
func europe(a scheduler.Assessment) float64 {
	return region(a, "UK").CustomerHours + region(a, "Germany").CustomerHours
}

// stretch returns so much time from the start on the region's own clocks.
func stretch(r scheduler.RegionImpact, length time.Duration) string {
	end := r.Local.Start.Add(length)
	text := r.Local.Start.Format("Mon 2 Jan 15:04") + " to " + end.Format("15:04")
	if calendar.DateOf(end) != calendar.DateOf(r.Local.Start) {
		text += " next day"
	}
	return text
}

// number returns a whole number with commas.
func number(x float64) string {
	s := fmt.Sprintf("%.0f", x)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
