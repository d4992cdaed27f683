package recur

import (
	"fmt"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
)

// Shift moves each reading of a rule by whole days, across the ends of months and years, which no part
// of RFC 5545 does: six days after the second Tuesday, two working days before the last day of the
// month. It is read by [ParseShift]; the zero value moves nothing.
type Shift struct {
	steps []shiftStep
}

type shiftStep struct {
	days    int  // how many, or for onto the direction: 1 or -1
	working bool // working days are counted, or looked for
	onto    bool // to the nearest working day in the direction, which may be the day itself
}

const (
	// MaxShift is the longest move of one step, in days.
	MaxShift = 366
	// maxShiftSteps is the most steps of a shift.
	maxShiftSteps = 4
	// maxClosed is the longest run of days without a working day that is looked through.
	maxClosed = 31
)

const (
	ontoAfter  = "working day on or after"
	ontoBefore = "working day on or before"
)

// ParseShift reads steps joined by commas, which are made one after the other: "6 days", "-1 day",
// "2 working days", "-1 working day" (counted from the next working day on, the day itself left out),
// "working day on or after" and "working day on or before" (the day itself, where it is one). So
// "6 days, working day on or after" is the sixth day after, or if that is none the next working day.
func ParseShift(text string) (Shift, error) {
	var s Shift
	for term := range strings.SplitSeq(text, ",") {
		step, ok := parseShiftStep(strings.Join(strings.Fields(term), " "))
		if !ok || len(s.steps) == maxShiftSteps {
			return Shift{}, fmt.Errorf(`shift %q: expected at most %d of "6 days", "-2 days", "3 working days", %q and %q, joined by commas, of at most %d days each`,
				text, maxShiftSteps, ontoAfter, ontoBefore, MaxShift)
		}
		s.steps = append(s.steps, step)
	}
	return s, nil
}

func parseShiftStep(term string) (shiftStep, bool) {
	switch term {
	case ontoAfter:
		return shiftStep{days: 1, working: true, onto: true}, true
	case ontoBefore:
		return shiftStep{days: -1, working: true, onto: true}, true
	}
	number, unit, _ := strings.Cut(term, " ")
	n, ok := signed(number)
	unit, working := strings.CutPrefix(unit, "working ")
	if !ok || n == 0 || max(n, -n) > MaxShift || unit != "day" && unit != "days" {
		return shiftStep{}, false
	}
	return shiftStep{days: n, working: working}, true
}

// String returns the form that [ParseShift] reads; that of the zero value is empty.
func (s Shift) String() string {
	terms := make([]string, len(s.steps))
	for i, step := range s.steps {
		unit := "days"
		if step.days == 1 || step.days == -1 {
			unit = "day"
		}
		switch {
		case step.onto && step.days > 0:
			terms[i] = ontoAfter
		case step.onto:
			terms[i] = ontoBefore
		case step.working:
			terms[i] = fmt.Sprintf("%d working %s", step.days, unit)
		default:
			terms[i] = fmt.Sprintf("%d %s", step.days, unit)
		}
	}
	return strings.Join(terms, ", ")
}

// MarshalText returns the form of [Shift.String].
func (s Shift) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the form of [ParseShift], and empty text as the zero value.
func (s *Shift) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*s = Shift{}
		return nil
	}
	parsed, err := ParseShift(string(text))
	if err != nil {
		return err
	}
	*s = parsed
	return nil
}

// Working reports whether the shift needs to know working days.
func (s Shift) Working() bool {
	for _, step := range s.steps {
		if step.working {
			return true
		}
	}
	return false
}

// reach returns by how many days the shift can move a reading, back and forth.
func (s Shift) reach() (back, forth int) {
	for _, step := range s.steps {
		n := max(step.days, -step.days)
		if step.working {
			n = 7*n + maxClosed
		}
		if step.days < 0 {
			back += n
		} else {
			forth += n
		}
	}
	return back, forth
}

// apply moves a day.
func (s Shift) apply(r *run, day int) (int, error) {
	for _, step := range s.steps {
		if !step.working {
			day += step.days
			continue
		}
		direction, left := 1, step.days
		if step.days < 0 {
			direction, left = -1, -step.days
		}
		if step.onto {
			day -= direction
		}
		for closed := 0; left > 0; {
			day += direction
			is, err := r.isWorking(day)
			switch {
			case err != nil:
				return 0, err
			case is:
				left, closed = left-1, 0
			default:
				closed++
			}
			if closed > maxClosed {
				return 0, fmt.Errorf("working days: none within %d days of %s", maxClosed, calendar.DateOfDay(day-direction*closed))
			}
		}
	}
	return day, nil
}
