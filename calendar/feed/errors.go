package feed

import (
	"fmt"
	"slices"
	"strings"
)

// Bounds of what is read.
const (
	// MaxSize is the size of the largest file, in bytes: 8 MiB.
	MaxSize = 8 << 20
	// MaxLine is the length of the longest line, unfolded, in bytes: 1 MiB.
	MaxLine = 1 << 20
	// MaxEvents is the largest number of events, cancelled ones included.
	MaxEvents = 50_000
	// MaxSeries is the largest number of events with an RRULE.
	MaxSeries = 2_000
	// MaxCounts is the largest sum of the COUNTs of all rules: every expansion goes through them all.
	MaxCounts = 1_000_000
	// MaxDates is the largest number of RDATE and EXDATE values of all events together.
	MaxDates = 50_000
	// MaxZones is the largest number of zones that are worked out from their VTIMEZONE.
	MaxZones = 200
	// MaxProblems is the largest number of problems that are reported, and of flaws that are kept.
	MaxProblems = 100
	// MaxWarnings is the largest number of warnings that are kept.
	MaxWarnings = 100

	maxDepth   = 8  // of components in components
	maxCounted = 80 // problems past MaxProblems, after which reading stops
)

// Problem is one fault of a file.
type Problem struct {
	Line int    // counted from 1; 0 for the file as a whole
	Text string // what was found and what was expected
	// Event reports whether the fault is of a single event, which [Skip] leaves out.
	Event bool
}

// Error reports what is wrong with a file.
type Error struct {
	Problems []Problem // by line, at most MaxProblems
	More     int       // how many more there are; counting stops at 80
}

// Skippable reports whether all that is wrong is wrong with single events, so that [Skip] would read the
// rest of the file.
func (e *Error) Skippable() bool {
	return !slices.ContainsFunc(e.Problems, func(p Problem) bool { return !p.Event })
}

// Error lists the problems with their lines, and names [Skip] where it would help.
func (e *Error) Error() string {
	texts := make([]string, len(e.Problems), len(e.Problems)+1)
	for i, p := range e.Problems {
		texts[i] = p.Text
		if p.Line > 0 {
			texts[i] = fmt.Sprintf("line %d: %s", p.Line, p.Text)
		}
	}
	if e.More > 0 {
		texts = append(texts, fmt.Sprintf("and %d more", e.More))
	}
	if e.Skippable() {
		texts = append(texts, "or read it with OnFlaw Skip, which leaves out the events that cannot be read")
	}
	return "iCalendar file: " + strings.Join(texts, "; ")
}
