package history

import (
	"fmt"
	"strings"
)

// maxFaults is how many faults of one file are described; the rest are counted.
const maxFaults = 20

// Fault is one thing wrong with a file that was read.
type Fault struct {
	// Line counts from 1. It is 0 where the fault is of the file as a whole.
	Line int
	// Where says more about the place, such as "series eu" or "data.result[0]"; it may be empty.
	Where string
	// Problem says what was found and what was expected, without a full stop.
	Problem string
}

// FileError reports what is wrong with a file: at most 20 faults in full, in the order of the file,
// and the number of those that followed. Nothing of the file is used.
type FileError struct {
	Name   string
	Faults []Fault
	More   int
}

// Error lists the faults with file and line, one a line where there are several. Its form is for
// people and may change.
func (e *FileError) Error() string {
	lines := make([]string, 0, len(e.Faults)+1)
	for _, f := range e.Faults {
		place := e.Name
		if f.Line > 0 {
			place = fmt.Sprintf("%s:%d", e.Name, f.Line)
		}
		if f.Where != "" {
			place += ": " + f.Where
		}
		lines = append(lines, place+": "+f.Problem)
	}
	if e.More > 0 {
		lines = append(lines, fmt.Sprintf("%s: and %d more problems", e.Name, e.More))
	}
	return strings.Join(lines, "\n")
}

// faultList gathers the faults of one file, in bounded memory.
type faultList struct {
	name string
	err  FileError
}

func (l *faultList) add(line int, where, format string, args ...any) {
	if len(l.err.Faults) == maxFaults {
		l.err.More++
		return
	}
	l.err.Faults = append(l.err.Faults, Fault{Line: line, Where: where, Problem: fmt.Sprintf(format, args...)})
}

// result returns the faults as an error, nil where there are none.
func (l *faultList) result() error {
	if len(l.err.Faults) == 0 {
		return nil
	}
	l.err.Name = l.name
	return &l.err
}

// quote shows a piece of a file in a message, cut so that the message stays readable.
func quote(s string) string {
	const most = 60
	if len(s) > most {
		return fmt.Sprintf("%q (cut)", s[:most])
	}
	return fmt.Sprintf("%q", s)
}
