package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// writeChanges prints, code by code, the days that one of two tables has and the other has not, and
// how many days have other marks: estimated, or disputed between the sources. Every day gained or
// lost is to be looked up before the new table is committed.
func writeChanges(w io.Writer, title string, before, after *table) {
	codes := map[string]bool{}
	for code := range before.codes {
		codes[code] = true
	}
	for code := range after.codes {
		codes[code] = true
	}
	days, marks := 0, 0
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		was, is := byDay(before.codes[code]), byDay(after.codes[code])
		var lines []string
		marked := 0
		for _, key := range slices.Sorted(maps.Keys(was)) {
			if now, ok := is[key]; !ok {
				lines = append(lines, "  - "+key)
			} else if now != was[key] {
				marked++
			}
		}
		for _, key := range slices.Sorted(maps.Keys(is)) {
			if _, ok := was[key]; !ok {
				lines = append(lines, "  + "+key)
			}
		}
		if len(lines) == 0 && marked == 0 {
			continue
		}
		days, marks = days+len(lines), marks+marked
		fmt.Fprintf(w, "%s %s: gained or lost %d, marks changed on %d\n%s", title, code, len(lines), marked, joinLines(lines))
	}
	fmt.Fprintf(w, "%s: gained or lost %d, marks changed on %d\n", title, days, marks)
}

// byDay gives each day as a line of text, with its marks.
func byDay(list []entry) map[string]string {
	days := make(map[string]string, len(list))
	for _, e := range list {
		key := e.date.String() + " " + e.name
		if e.substitute {
			key += " (substitute)"
		}
		if e.off {
			key = e.date.String() + " not a holiday here"
		}
		days[key] = fmt.Sprintf("estimated %t, disputed %t", e.estimated, e.disputed)
	}
	return days
}

func joinLines(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}
