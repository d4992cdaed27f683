package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// AssessmentsText writes judged starts in the order given, for people at a terminal: an overview,
// then for the first of them (opts.Rows) what it means region by region and everything that blocks it. Considered is the
// number of free starts, as in scheduler.Result; zero where no window fits. Without assessments it
// writes that there are none.
func AssessmentsText(w io.Writer, list []scheduler.Assessment, considered int64, opts TextOptions) error {
	var b strings.Builder
	writeHeading(&b, opts)
	writeAssessments(&b, list, considered, opts)
	writeWarnings(&b, opts.Warnings)
	_, err := io.WriteString(w, b.String())
	return err
}

func writeAssessments(b *strings.Builder, list []scheduler.Assessment, considered int64, opts TextOptions) {
	if len(list) == 0 {
		b.WriteString("No proposed starts.\n")
		return
	}
	b.WriteString("Proposed starts\n\n")
	headings := append(windowHeadings(list[0].Window), ">"+LostHours(list[0].Impact.Weighted), ">times the best", ">cheaper")
	crews := list[0].Crew != nil
	if crews {
		headings = append(headings, ">person-hours")
	}
	t := newTable(append(headings, "~verdict")...)
	for _, a := range list {
		row := append(windowCells(a.Window), amount(a.Impact.CustomerHours), times(a.Factor), grouped(a.Rank-1))
		if crews {
			row = append(row, burden(a.Crew))
		}
		t.add(append(row, verdict(a))...)
	}
	t.write(b, "  ")
	shown := opts.rows(len(list))
	for _, a := range list[:shown] {
		fmt.Fprintf(b, "\nProposed start %s\n\n", stamp(a.Window.Start))
		writeRegions(b, a.Impact, opts)
		b.WriteString("\n")
		fold(b, "  ", judged(a, considered))
		if len(a.Blocks) > 0 {
			b.WriteString("\n")
			writeBlocks(b, a.Blocks, opts)
		}
	}
	if more := len(list) - shown; more > 0 {
		fmt.Fprintf(b, "\nThe regions of %s are left out.\n", counted(int64(more), "more start", "more starts"))
	}
}

func verdict(a scheduler.Assessment) string {
	switch {
	case !a.Free && a.OnGrid:
		return "blocked"
	case !a.Free:
		return "blocked, off the grid"
	case !a.OnGrid:
		return "free, off the grid"
	}
	return "free"
}

// judged says in sentences what an assessment found.
func judged(a scheduler.Assessment, considered int64) string {
	text := "Nothing blocks this start"
	if !a.Free {
		text = "This start is blocked (" + listed(rulesOf(a.Blocks)) + ")"
	}
	switch cheaper := a.Rank - 1; {
	case considered == 0:
		text += "; there is no free start to compare it with."
	case cheaper == 0:
		text += fmt.Sprintf("; none of %s costs less.", counted(considered, "free start", "free starts"))
	default:
		text += fmt.Sprintf("; %s of %s %s less.", grouped(cheaper), counted(considered, "free start", "free starts"), verb(cheaper))
	}
	switch {
	case a.Factor == nil || *a.Factor <= 1:
	case *a.Factor < 1.01:
		text += " It costs hardly more than the best of them."
	default:
		text += fmt.Sprintf(" It costs %s times as much as the best of them.", decimal(*a.Factor, 2))
	}
	return text
}

func verb(n int64) string {
	if n == 1 {
		return "costs"
	}
	return "cost"
}

// rulesOf returns the names of the rules, each once, in the order in which they come up.
func rulesOf(blocks []scheduler.Block) []string {
	var names []string
	seen := make(map[string]bool)
	for _, block := range blocks {
		if !seen[block.Rule] {
			seen[block.Rule] = true
			names = append(names, clean(block.Rule))
		}
	}
	return names
}

func writeBlocks(b *strings.Builder, blocks []scheduler.Block, opts TextOptions) {
	t := newTable("~blocked by", "~region", "~reason", "from", "to")
	shown := opts.rows(len(blocks))
	for _, block := range blocks[:shown] {
		t.add(clean(block.Rule), clean(block.Region), clean(block.Reason), stamp(block.Interval.Start), endStamp(block.Interval))
	}
	t.write(b, "  ")
	writeMore(b, "  ", len(blocks)-shown)
}

// endStamp returns the end of an interval, with its date only where it is not the start's.
func endStamp(iv calendar.Interval) string {
	if calendar.DateOf(iv.Start) == calendar.DateOf(iv.End) {
		return clock(iv.End)
	}
	return stamp(iv.End)
}
