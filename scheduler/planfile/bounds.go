package planfile

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// MaxHorizon is the longest search that a plan may ask for, as Limits count it.
const MaxHorizon = scheduler.MaxHorizonYears * 366 * 24 * time.Hour

// Limits are the most that a plan may ask for. The zero value of a field is the limit of the format;
// a value that is negative or beyond it is an error (scheduler.FieldErrors) of Parse.
type Limits struct {
	// Regions is the most regions: at most scheduler.MaxRegions.
	Regions int
	// Horizon is the longest search: at most MaxHorizon.
	Horizon time.Duration
	// Occurrences is the most occurrences of all recurrences and iCalendar files together, in the search
	// and the seven days after it: at most MaxOccurrences.
	Occurrences int
	// Work is the most work on recurrences and iCalendar files, as MaxFeedWork counts it.
	Work int
}

// filled returns the limits with those of the format in place of zeros, or what is wrong with them.
func (l Limits) filled() (Limits, error) {
	var faults scheduler.FieldErrors
	faults = fill(faults, "Regions", &l.Regions, scheduler.MaxRegions)
	faults = fill(faults, "Horizon", &l.Horizon, MaxHorizon)
	faults = fill(faults, "Occurrences", &l.Occurrences, MaxOccurrences)
	faults = fill(faults, "Work", &l.Work, MaxFeedWork)
	if faults != nil {
		return l, faults
	}
	return l, nil
}

func fill[T int | time.Duration](faults scheduler.FieldErrors, name string, field *T, most T) scheduler.FieldErrors {
	switch {
	case *field == 0:
		*field = most
	case *field < 0 || *field > most:
		return append(faults, &scheduler.FieldError{Path: "Options.Limits." + name, Value: *field, Expected: fmt.Sprintf("at most %s, or 0 for that", limitText(most))})
	}
	return faults
}

// limitText writes a limit as messages have it.
func limitText(limit any) string {
	if d, ok := limit.(time.Duration); ok {
		return calendar.FormatDuration(d)
	}
	return fmt.Sprint(limit)
}

// LimitError reports that a plan goes beyond the limits that its reader set (Options.Limits), and that
// nothing else is known to be wrong with it: with larger limits it may be read.
type LimitError struct {
	// Faults name the limits by path, in the order of the file.
	Faults scheduler.FieldErrors
}

// Error lists the limits as scheduler.FieldErrors does.
func (e *LimitError) Error() string { return e.Faults.Error() }

// Unwrap returns the faults.
func (e *LimitError) Unwrap() error { return e.Faults }

// beyond adds what goes beyond a limit. Lowered says that the limit is one of the options and lower than
// that of the format, so that the plan itself is not wrong.
func (r *reader) beyond(lowered bool, offset int32, path string, what any, expected string) {
	before := len(r.problems.list)
	r.add(offset, path, what, expected)
	if lowered && len(r.problems.list) > before {
		r.lowered++
	}
}

// length holds the horizon to its limit. What lies beyond it is not worked out.
func (r *reader) length(o *object, d *draft) {
	h := d.req.Horizon
	if h.Start.IsZero() || h.End.IsZero() || r.limits.Horizon == MaxHorizon || h.End.Sub(h.Start) <= r.limits.Horizon {
		return
	}
	d.tooLong = true
	at := o.offset()
	if v, ok := o.get("to"); ok {
		at = v.offset()
	}
	r.beyond(true, at, "search.to", h.End.Format(time.RFC3339), fmt.Sprintf("at most %s after search.from (%s)", inDays(r.limits.Horizon), h.Start.Format(time.RFC3339)))
}

// inDays writes a length in days where it is whole days.
func inDays(d time.Duration) string {
	if d%day == 0 {
		return count(int(d/day), "day", "days")
	}
	return calendar.FormatDuration(d)
}
