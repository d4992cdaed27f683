package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/report"
)

// text writes the audit for people at a terminal.
func text(a *audit, opts options) string {
	var b strings.Builder
	if opts.planFile == "" {
		b.WriteString(`The example that is built in (examples/audit/plan.json and past.csv); name two files to use your own,
see -h. The maintenance of 12 April 2023 is real, but for the year; see examples/incident. The others are
invented, and so are the customers.

`)
	} else {
		fmt.Fprintf(&b, "The past maintenance in %q, by the plan in %q.\n\n", opts.pastFile, opts.planFile)
	}
	for _, w := range a.warnings {
		fmt.Fprintf(&b, "Warning: %s\n\n", clean(w))
	}
	fmt.Fprintf(&b, "1. What %s cost\n\n", counted(len(a.past), "past maintenance", "past maintenance windows"))
	a.impacts(&b)
	b.WriteString("\n2. Which of today's rules they broke\n\n")
	a.rules(&b)
	b.WriteString("\n3. How the burden fell on the regions, over the whole list\n\n")
	a.regions(&b)
	b.WriteString("\n4. How far the work overran\n\n")
	a.lengths(&b)
	b.WriteString("\n5. For the plan file\n\n")
	a.block(&b)
	return b.String()
}

// table returns a writer of columns, to be flushed into a strings.Builder, which takes everything.
func table(b *strings.Builder) *tabwriter.Writer { return tabwriter.NewWriter(b, 0, 0, 2, ' ', 0) }

func (a *audit) impacts(b *strings.Builder) {
	const day = "Mon 2 Jan 2006 15:04"
	t := table(b)
	fmt.Fprintf(t, "  no\tstart (%s)\tplanned\ttook\tas planned\tas it was\tbest start of its week\tat best\tfactor\n", a.location)
	var planned, real, best float64
	without := 0
	for i, j := range a.past {
		chosen, least := "none is free", "-"
		if j.best != nil {
			chosen, least = j.best.Window.Start.Format(day), number(j.best.Impact.CustomerHours)
			planned, real, best = planned+j.planned, real+j.real.Impact.CustomerHours, best+j.best.Impact.CustomerHours
		} else {
			without++
		}
		fmt.Fprintf(t, "  %d\t%s\t%s\t%s\t%10s\t%9s\t%s\t%7s\t%6s\n", i+1, j.start.In(a.location).Format(day), calendar.FormatDuration(j.maintenance.planned()), calendar.FormatDuration(j.actual()),
			number(j.planned), number(j.real.Impact.CustomerHours), chosen, least, times(j.real.Factor))
	}
	var factor *float64
	if best > 0 {
		f := real / best
		factor = &f
	}
	if without < len(a.past) {
		fmt.Fprintf(t, "  all\t\t\t\t%10s\t%9s\t\t%7s\t%6s\n", number(planned), number(real), number(best), times(factor))
	}
	t.Flush()
	b.WriteString("\n")
	for i, j := range a.past {
		fmt.Fprintf(b, "  %d: %s\n", i+1, clean(j.name))
	}
	fmt.Fprintf(b, `
  In %s: as planned, for the announced time alone; as it was, for the time that
  it took; at best, for the same length at the start of the same week that is free under today's
  rules and costs least. The factor says how many times that it cost.
`, report.LostHours(a.weighted()))
	if without > 0 {
		fmt.Fprintf(b, "  In %s no start is free at that length; these are not in the last line.\n", counted(without, "week", "weeks"))
	}
}

func (a *audit) rules(b *strings.Builder) {
	for i, j := range a.past {
		if j.real.Free {
			fmt.Fprintf(b, "  %d: none\n", i+1)
			continue
		}
		for k, r := range brokenRules(j.real.Blocks) {
			number := fmt.Sprintf("%d: ", i+1)
			if k > 0 {
				number = strings.Repeat(" ", len(number))
			}
			fmt.Fprintf(b, "  %s%s: %s%s\n", number, clean(r.rule), clean(r.reason), among(r.regions))
		}
	}
}

// among names the first regions.
func among(names []string) string {
	if len(names) == 0 {
		return ""
	}
	const most = 8
	more := ""
	if n := len(names); n > most {
		names, more = names[:most], fmt.Sprintf(" and %d more", n-most)
	}
	return " in " + clean(strings.Join(names, ", ")) + more
}

func (a *audit) regions(b *strings.Builder) {
	var customers, customerHours, peopleHours float64
	for _, r := range a.burdens {
		customers, customerHours, peopleHours = customers+float64(r.customers), customerHours+r.customerHours, peopleHours+r.peopleHours
	}
	mean := peopleHours / customers
	lost := report.LostHours(a.weighted())
	t := table(b)
	fmt.Fprintf(t, "  region\tcustomers\t%s\thours a customer\ttimes the mean\n", lost)
	for _, r := range a.burdens {
		fmt.Fprintf(t, "  %s\t%9s\t%*s\t%16.2f\t%14s\n", clean(r.region), number(float64(r.customers)), len(lost), number(r.customerHours), r.perCustomer(), ratioTo(r.perCustomer(), mean))
	}
	fmt.Fprintf(t, "  all\t%9s\t%*s\t%16.2f\t\n", number(customers), len(lost), number(customerHours), mean)
	t.Flush()
	if a.weighted() {
		b.WriteString("\n  Hours a customer, and their mean, are hours of people: without the weights of the plan.\n")
	}
}

func ratioTo(x, mean float64) string {
	if mean == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", x/mean)
}

func (a *audit) lengths(b *strings.Builder) {
	o, n := a.overruns, len(a.overruns.ratios)
	fmt.Fprintf(b, "  Of %s %d took longer than planned. Actual over planned length: median %.2f, nine in ten up to\n  %.2f, longest %.2f.\n\n",
		counted(n, "sample", "samples"), o.longer(1), o.quantile(0.5), o.quantile(0.9), o.ratios[n-1])
	t := table(b)
	fmt.Fprintln(t, "  longer than\tsamples\tshare")
	steps := o.survival()
	const most = 12
	for i, r := range steps {
		if i < most || i == len(steps)-1 {
			fmt.Fprintf(t, "  %.2f times planned\t%7d\t%7s\n", r, o.longer(r), percent(o.longer(r), n))
		} else if i == most {
			fmt.Fprintf(t, "  (%d more)\t\t\n", len(steps)-1-most)
		}
	}
	t.Flush()
}

func (a *audit) block(b *strings.Builder) {
	if len(a.overruns.stages) == 0 {
		b.WriteString("  Nothing to put there: leave window.overrun out.\n")
		return
	}
	fmt.Fprintf(b, "  As the overrun of its window of %s (the past overruns, relative to what was planned):\n\n", calendar.FormatDuration(a.duration))
	b.WriteString("    \"overrun\": [\n")
	stages := stagesJSON(a.overruns.stages)
	for i, s := range stages {
		line, err := json.Marshal(s)
		if err != nil {
			panic(err) // a text and a number
		}
		comma := ","
		if i == len(stages)-1 {
			comma = ""
		}
		fmt.Fprintf(b, "      %s%s\n", strings.NewReplacer(`":`, `": `, `,"`, `, "`).Replace(string(line)), comma)
	}
	b.WriteString("    ]\n")
}

// stageJSON is a stage as a plan file has it.
type stageJSON struct {
	Until       string  `json:"until"`
	Probability float64 `json:"probability"`
}

func stagesJSON(stages []scheduler.OverrunStage) []stageJSON {
	list := []stageJSON{}
	for _, s := range stages {
		list = append(list, stageJSON{Until: calendar.FormatDuration(s.Until.Round(time.Second)), Probability: s.Probability})
	}
	return list
}

// clean replaces what is not printed.
func clean(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsPrint(c) {
			return c
		}
		return unicode.ReplacementChar
	}, s)
}
