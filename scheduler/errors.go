package scheduler

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// ErrNoWindow is what a *NoWindowError is, for errors.Is: the request is sound and no window fits.
var ErrNoWindow = errors.New("no window fits")

// FieldError is one fault of what was given: where it is, what was found, and what was expected.
type FieldError struct {
	// Path names the field as in a plan file, for requests made in Go too: "regions[0].customers",
	// "window.duration", "search.from", "rules.tolerate".
	Path string
	// Value is what was found; nil where something is missing.
	Value any
	// Expected says what would have been right, without a full stop.
	Expected string
	// Cause is the error that a source of holidays, a rule or a file returned, where that is the fault; nil
	// otherwise. errors.Is and errors.As reach it. Expected ends with its text.
	Cause error
}

// Unwrap returns the Cause.
func (e *FieldError) Unwrap() error { return e.Cause }

// Error returns path, value and what was expected in one line.
func (e *FieldError) Error() string {
	if e.Value == nil {
		return fmt.Sprintf("%s: missing; expected %s", e.Path, e.Expected)
	}
	if s, ok := e.Value.(string); ok {
		return fmt.Sprintf("%s: found %q; expected %s", e.Path, s, e.Expected)
	}
	return fmt.Sprintf("%s: found %s; expected %s", e.Path, e.shownValue(), e.Expected)
}

// shownValue returns a value that is no text as people read it.
func (e *FieldError) shownValue() string {
	if d, ok := e.Value.(time.Duration); ok {
		return calendar.FormatDuration(d)
	}
	return fmt.Sprint(e.Value)
}

// FieldErrors holds every fault of a plan at once, in the order of the fields. It is the error
// that New, Suggest, Assess and Timeline return for what they refuse.
type FieldErrors []*FieldError

// Error lists the faults, one a line where there are several.
func (e FieldErrors) Error() string {
	if len(e) == 1 {
		return e[0].Error()
	}
	lines := make([]string, 0, len(e)+1)
	lines = append(lines, fmt.Sprintf("%d problems:", len(e)))
	for _, f := range e {
		lines = append(lines, "  "+f.Error())
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As find the single faults, and their causes.
func (e FieldErrors) Unwrap() []error {
	list := make([]error, len(e))
	for i, f := range e {
		list[i] = f
	}
	return list
}

func (e *FieldErrors) add(path string, value any, expected string) {
	*e = append(*e, &FieldError{Path: path, Value: value, Expected: expected})
}

// addCause adds a fault that somebody else's code found. Its text follows what was expected.
func (e *FieldErrors) addCause(path string, value any, expected string, cause error) {
	*e = append(*e, &FieldError{Path: path, Value: value, Expected: fmt.Sprintf("%s: %v", expected, cause), Cause: cause})
}

// err returns the faults as an error, nil where there are none.
func (e FieldErrors) err() error {
	if len(e) == 0 {
		return nil
	}
	return e
}

// NoWindowError reports that no start fits, what took the time away, and what would help.
type NoWindowError struct {
	// LongestFree is the longest stretch of the horizon that no rule blocks, the earliest of several;
	// empty where every instant is blocked.
	LongestFree calendar.Interval
	// KeepClear is how long from a start no rule may block: what LongestFree fell short of, unless it
	// holds no start of the grid.
	KeepClear time.Duration
	// Blocked says how much each rule took away, most first.
	Blocked []Blocked
	// Relaxations are single changes of the request that would open starts, most useful first, at most
	// MaxRelaxations.
	Relaxations []Relaxation
	reason      string
}

// Error says in one sentence why nothing fits. Its form is for people and may change.
func (e *NoWindowError) Error() string { return "no window fits: " + e.reason }

// Is reports whether target is ErrNoWindow.
func (e *NoWindowError) Is(target error) bool { return target == ErrNoWindow }
