package document

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// ErrorResult is an answer without suggestions, in its JSON form.
type ErrorResult struct {
	Error Error `json:"error"`
	// Assessments and Warnings are there if there are any: a proposed start can be judged even where
	// no window fits.
	Assessments []Assessment `json:"assessments,omitempty"`
	Warnings    []string     `json:"warnings,omitempty"`
	// DaysAsOf is how old the built-in days are; left out where the plan uses none.
	DaysAsOf *DaysAsOf `json:"days_as_of,omitempty"`
	// Fingerprint is of what the answer rests on; left out where nobody put it in.
	Fingerprint *Fingerprint `json:"fingerprint,omitempty"`
}

// The kinds of error.
const (
	// KindNoWindow says that the plan is sound and no window fits.
	KindNoWindow = "no_window"
	// KindInvalidPlan says that the plan, or how it was handed over, is wrong.
	KindInvalidPlan = "invalid_plan"
	// KindFailed says that something else went wrong, such as a request that was given up.
	KindFailed = "failed"
)

// Error is why there are no suggestions.
type Error struct {
	Kind string `json:"kind"`
	// Message says all of it in words. Its form may change.
	Message string `json:"message"`
	// LongestFree, Blocked and Relaxations belong to KindNoWindow. LongestFree is left out where every
	// instant is blocked.
	LongestFree *Interval    `json:"longest_free,omitempty"`
	Blocked     []Blocked    `json:"blocked,omitzero"`
	Relaxations []Relaxation `json:"relaxations,omitzero"`
	// Problems belong to KindInvalidPlan.
	Problems []Problem `json:"problems,omitzero"`
}

// Relaxation is a single change of the plan that opens starts.
type Relaxation struct {
	Change string `json:"change"`
	// Rule, Region, Entry and Value say the same to a program; what does not apply is left out.
	Rule   string     `json:"rule"`
	Region string     `json:"region,omitempty"`
	Entry  string     `json:"entry,omitempty"`
	Value  string     `json:"value,omitempty"`
	Opens  int64      `json:"opens"`
	Best   Suggestion `json:"best"`
}

// Problem is one fault of a plan.
type Problem struct {
	Path string `json:"path"`
	// Value is what was found, as JSON; left out where something is missing. What JSON cannot hold,
	// such as NaN, is a string.
	Value    any    `json:"value,omitempty"`
	Expected string `json:"expected"`
}

// NewErrorResult returns the JSON form of an error: of a *scheduler.NoWindowError, of
// scheduler.FieldErrors or a *scheduler.FieldError (wrapped or not), or, as KindFailed, of any
// other. The error must not be nil.
func NewErrorResult(err error) *ErrorResult {
	e := Error{Kind: KindFailed, Message: err.Error()}
	var none *scheduler.NoWindowError
	if errors.As(err, &none) {
		e.Kind = KindNoWindow
		if !none.LongestFree.Empty() {
			longest := NewInterval(none.LongestFree)
			e.LongestFree = &longest
		}
		e.Blocked = each(none.Blocked, blocked)
		e.Relaxations = each(none.Relaxations, func(r scheduler.Relaxation) Relaxation {
			return Relaxation{Change: r.Change, Rule: r.Rule, Region: r.Region, Entry: r.Entry, Value: r.Value, Opens: r.Opens, Best: suggestion(r.Best)}
		})
	} else if faults := FieldErrors(err); faults != nil {
		e.Kind = KindInvalidPlan
		e.Problems = each(faults, func(f *scheduler.FieldError) Problem {
			return Problem{Path: f.Path, Value: jsonValue(f.Value), Expected: f.Expected}
		})
	}
	return &ErrorResult{Error: e}
}

// FieldErrors returns the faults that an error holds: those of scheduler.FieldErrors or the one of a
// *scheduler.FieldError, wrapped or not. It returns nil for an error of another kind.
func FieldErrors(err error) scheduler.FieldErrors {
	var faults scheduler.FieldErrors
	var fault *scheduler.FieldError
	switch {
	case errors.As(err, &faults):
		return faults
	case errors.As(err, &fault):
		return scheduler.FieldErrors{fault}
	}
	return nil
}

// jsonValue returns what was found in a form that encoding/json takes.
func jsonValue(v any) any {
	switch v := v.(type) {
	case nil, bool, string, json.Number, json.RawMessage:
		if _, err := json.Marshal(v); err != nil {
			return fmt.Sprintf("%s", v) // a RawMessage or Number that is no JSON
		}
		return v
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case time.Duration:
		return calendar.FormatDuration(v)
	case fmt.Stringer: // calendar.Date, valid or not
		return v.String()
	}
	if _, err := json.Marshal(v); err != nil { // NaN, infinities, functions
		return fmt.Sprint(v)
	}
	return v
}
