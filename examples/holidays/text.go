package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

func writeText(w io.Writer, year int, list []listing) error {
	var b strings.Builder
	for i, l := range list {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s  %d  (%s; %s)\n\n", l.source.Code(), year, l.source.Origin(), known(l))
		if len(l.days) == 0 {
			b.WriteString("  no public holidays\n")
		}
		for _, h := range l.days {
			line := fmt.Sprintf("  %s  %s  %s", h.Date, h.Date.Weekday().String()[:3], h.Name)
			if marks := marks(h, l.category[h.Date.String()+h.Name]); len(marks) > 0 {
				line += "  [" + strings.Join(marks, ", ") + "]"
			}
			b.WriteString(line + "\n")
		}
		if len(l.worked) > 0 {
			b.WriteString("\n  Rest days that are worked\n\n")
		}
		for _, d := range l.worked {
			b.WriteString(strings.TrimRight(fmt.Sprintf("  %s  %s  %s", d.Date, d.Date.Weekday().String()[:3], d.Name), " ") + "\n")
		}
		for _, c := range l.changes {
			fmt.Fprintf(&b, "\n  Corrected: %s.\n", c)
		}
		for _, warning := range l.warnings(year) {
			fmt.Fprintf(&b, "\n  Note: %s\n", warning)
		}
	}
	if len(list) > 1 {
		b.WriteString("\n" + weekendText(year, list))
	}
	fmt.Fprintf(&b, "\n%s\n", asOf())
	_, err := io.WriteString(w, b.String())
	return err
}

// known says for which years the code's days are known: all of them, or at all.
func known(l listing) string {
	first, sure := l.source.SureYears()
	text := fmt.Sprintf("sure of %d to %d", first, sure)
	if _, last := l.source.Years(); last > sure {
		text += fmt.Sprintf(", partly known to %d", last)
	}
	return text
}

// asOf says how old the days are.
func asOf() string {
	text := national.DaysAsOf().String()
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

func marks(h calendar.Holiday, category string) []string {
	var out []string
	if category != "" {
		out = append(out, category)
	}
	if h.Substitute {
		out = append(out, "substitute")
	}
	if h.Estimated {
		out = append(out, "estimated")
	}
	if h.Disputed {
		out = append(out, "disputed")
	}
	return out
}

// freeDay is a date that is a weekend day in every code, with the holidays that fall on it.
type freeDay struct {
	date     calendar.Date
	holidays []string // "CODE name"
}

// freeDays returns the dates of the year on which nobody works because of the weekend. A rest day that
// is worked in one of the codes is none.
func freeDays(year int, list []listing) []freeDay {
	names := make([]map[calendar.Date]string, len(list))
	for i, l := range list {
		names[i] = make(map[calendar.Date]string, len(l.days))
		for _, h := range l.days {
			names[i][h.Date] = h.Name
		}
	}
	var out []freeDay
	for d := (calendar.Date{Year: year, Month: time.January, Day: 1}); d.Year == year; d = d.AddDays(1) {
		free := freeDay{date: d}
		all := true
		for i, l := range list {
			works := slices.ContainsFunc(l.worked, func(w calendar.WorkingDay) bool { return w.Date == d })
			all = all && l.weekend.On(d).Contains(d.Weekday()) && !works
			if name, ok := names[i][d]; ok {
				free.holidays = append(free.holidays, l.source.Code()+" "+name)
			}
		}
		if all {
			out = append(out, free)
		}
	}
	return out
}

// weekendText lists the weekends on which everyone is free, a line each, and says on which days of
// them a holiday falls.
func weekendText(year int, list []listing) string {
	days := freeDays(year, list)
	var b strings.Builder
	b.WriteString("Everyone is free, for the weekend\n\n")
	if len(days) == 0 {
		b.WriteString("  never: there is no day of the week that all of them have off\n")
	}
	for i := 0; i < len(days); {
		var line []string
		var notes []string
		for first := true; i < len(days) && (first || days[i-1].date.AddDays(1) == days[i].date); i++ {
			first = false
			line = append(line, days[i].date.Weekday().String()[:3]+" "+days[i].date.String())
			notes = append(notes, days[i].holidays...)
		}
		text := "  " + strings.Join(line, ", ")
		if len(notes) > 0 {
			text += "  but a holiday: " + strings.Join(notes, "; ")
		}
		b.WriteString(text + "\n")
	}
	return b.String()
}
