package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler"
)

// heatMark is how a blocked hour is marked by the kind of rule that comes first in it, as the page's patterns are.
type heatMark struct{ sign, words string }

// The marks, in the order of the legend.
var (
	markWorking = heatMark{"/", "working day"}
	markHoliday = heatMark{"~", "holiday"}
	markNever   = heatMark{"!", "blackout"}
	markOther   = heatMark{"|", "another rule"}
	markShort   = heatMark{"<", "too little room before something blocked"}
	heatMarks   = []heatMark{markWorking, markHoliday, markNever, markOther, markShort}
)

// markOfRule returns the mark of a rule.
func markOfRule(rule string) heatMark {
	switch rule {
	case scheduler.RuleWeekdays:
		return markWorking
	case scheduler.RuleHolidays:
		return markHoliday
	case scheduler.RuleBlackout:
		return markNever
	}
	return markOther
}

// markOf returns the mark of a cell that is blocked or short.
func (c *HeatCell) markOf() heatMark {
	if c.State == CellShort {
		return markShort
	}
	rule := ""
	if len(c.Blocked) > 0 {
		rule, _, _ = strings.Cut(c.Blocked[0], ":")
	}
	return markOfRule(rule)
}

// marksText explains the marks that the map has, which stand before numbers or, twice, in place of a shade.
func (m *HeatMap) marksText(numbers bool) string {
	used := make(map[heatMark]bool)
	for c := range m.cells() {
		if len(c.Suggestions) == 0 && (c.State == CellBlocked || c.State == CellShort) {
			used[c.markOf()] = true
		}
	}
	text, times := "Blocked: ", 2
	if numbers {
		text, times = "A sign before a number says that the hour is blocked: ", 1
	}
	var parts []string
	for _, mark := range heatMarks {
		if used[mark] {
			parts = append(parts, strings.Repeat(mark.sign, times)+glued+mark.words)
		}
	}
	if parts == nil {
		return "Nothing is blocked."
	}
	return text + strings.Join(parts, ", ") + "."
}

// weekNotes are what blocks the dates of a map beside their being working days.
type weekNotes struct {
	weeks map[int][]string
	// always are the reasons that are there on every date: they are said once.
	always []string
}

// reasonNotes returns the notes of all weeks.
func (m *HeatMap) reasonNotes() weekNotes {
	dates := make(map[heatReason][]int) // as indices of days
	var order []heatReason
	shown := 0
	for i := range m.Days {
		if slices.ContainsFunc(m.Days[i].Cells, func(c HeatCell) bool { return c.State != CellOff }) {
			shown++
		}
		for _, c := range m.Days[i].Cells {
			for _, r := range c.reasons {
				if r.rule == scheduler.RuleWeekdays {
					continue
				}
				if dates[r] == nil {
					order = append(order, r)
				}
				if n := len(dates[r]); n == 0 || dates[r][n-1] != i {
					dates[r] = append(dates[r], i)
				}
			}
		}
	}
	notes := weekNotes{weeks: make(map[int][]string)}
	for _, r := range order {
		text := markOfRule(r.rule).sign + glued + r.name
		if len(dates[r]) == shown && shown > 1 {
			notes.always = append(notes.always, text)
			continue
		}
		for list := dates[r]; len(list) > 0; {
			week := weekOf(m.Days[list[0]].Date.Days())
			n := slices.IndexFunc(list, func(i int) bool { return weekOf(m.Days[i].Date.Days()) != week })
			if n < 0 {
				n = len(list)
			}
			notes.weeks[week] = append(notes.weeks[week], text+": "+m.datesText(list[:n]))
			list = list[n:]
		}
	}
	return notes
}

// datesText names dates of one week: "Mo 8 to We 10 and Su 14".
func (m *HeatMap) datesText(list []int) string {
	name := func(i int) string {
		return fmt.Sprintf("%s"+glued+"%d", m.Days[i].Date.Weekday().String()[:2], m.Days[i].Date.Day)
	}
	var parts []string
	for i := 0; i < len(list); {
		end := i + 1
		for end < len(list) && list[end] == list[end-1]+1 {
			end++
		}
		switch end - i {
		case 1:
			parts = append(parts, name(list[i]))
		case 2:
			parts = append(parts, name(list[i]), name(list[i+1]))
		default:
			parts = append(parts, name(list[i])+" to "+name(list[end-1]))
		}
		i = end
	}
	return listed(parts)
}

// write writes the notes of a week, at most eight.
func (n weekNotes) write(b *strings.Builder, week int, indent string) {
	const most = 8
	list := n.weeks[week]
	if more := len(list) - most; more > 0 {
		list = append(list[:most:most], grouped(int64(more))+" more")
	}
	if len(list) > 0 {
		foldAfter(b, indent, indent, strings.Join(list, "; "))
	}
}

// writeAlways writes what blocks a part of every date. Names never begin a line, whatever they are: the map may
// stand in a block of Markdown.
func (n weekNotes) writeAlways(b *strings.Builder) {
	if len(n.always) > 0 {
		foldAfter(b, "On every date shown: ", "     ", listedUpTo(n.always, 4)+".")
	}
}
