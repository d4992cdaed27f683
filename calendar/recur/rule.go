package recur

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

const (
	// MaxOccurrences is the largest number of occurrences that an expansion gives, and the largest COUNT.
	MaxOccurrences = 100_000
	// MaxDuration is the longest that an occurrence may last: 366 days.
	MaxDuration = 366 * 24 * time.Hour
	// LastExpandedYear is the last year that rules are expanded in.
	LastExpandedYear = 2300
)

// LimitError reports that a rule gives more occurrences than allowed.
type LimitError struct {
	Limit int // the number allowed
}

// Error says what the limit is and what to do.
func (e *LimitError) Error() string {
	return fmt.Sprintf("the rule gives more than %d occurrences: choose a shorter interval, a rule that recurs less often, or an earlier end", e.Limit)
}

// Rule is a recurrence in a zone: its occurrences begin at wall clock readings and last an exact
// elapsed time. A Rule is made by [Parse] and never changes; it is safe for concurrent use.
type Rule struct {
	pattern  *Pattern
	loc      *time.Location
	duration time.Duration
}

// Parse reads the rule, such as "FREQ=WEEKLY;BYDAY=SA,SU" without "RRULE:" before it, that begins
// at the reading start on the clocks of loc; each occurrence lasts duration, a whole number of
// seconds from 1 s to [MaxDuration]. All that is wrong is reported at once, faults of the rule as a
// *[RuleError]. The package comment says what is accepted.
func Parse(rule string, start Reading, loc *time.Location, duration time.Duration) (*Rule, error) {
	pattern, err := ParsePattern(rule, start)
	problems := []error{err}
	if duration < time.Second || duration > MaxDuration || duration%time.Second != 0 {
		problems = append(problems, fmt.Errorf("duration %s: expected whole seconds, from 1s to %s", duration, MaxDuration))
	}
	switch {
	case loc == nil:
		problems = append(problems, errors.New("time zone: there is none; expected one of calendar.LoadZone"))
	case loc.String() == "Local":
		problems = append(problems, errors.New("time zone Local: expected one of calendar.LoadZone, not whatever the machine is set to"))
	case err == nil && pattern.until.instant && pattern.pastUntil(loc, pattern.start):
		problems = append(problems, &RuleError{Rule: rule, Problems: []Problem{{
			Value: "UNTIL before the start " + start.String(), Expected: "it later, so that there is an occurrence",
		}}})
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return &Rule{pattern: pattern, loc: loc, duration: duration}, nil
}

// Occurrences returns every occurrence of which some part lies in within, whole, in order of
// start, on the clocks of the rule's zone. One that began before within but reaches into it is
// included. They may overlap each other. Readings that a gap in the clocks moves onto another
// occurrence give one. More than limit occurrences are a *[LimitError]; a limit above
// [MaxOccurrences] counts as that, and one below 0 as 0. An empty interval has no occurrence; one that
// reaches beyond the years [FirstYear] to [LastExpandedYear] is an error.
func (r *Rule) Occurrences(within calendar.Interval, limit int) ([]calendar.Interval, error) {
	if within.Empty() {
		return nil, nil
	}
	if err := checkExpandable(calendar.DateOf(within.Start.UTC()), calendar.DateOf(within.End.UTC())); err != nil {
		return nil, err
	}
	// No zone is further than a day from UTC.
	first := within.Start.Add(-r.duration).Unix() - secondsPerDay
	last := within.End.Unix() + secondsPerDay
	limit = clampLimit(limit)
	var found []calendar.Interval
	err := r.pattern.walk(r.loc, first, last, func(wall int64) error {
		start := placeWall(r.loc, wall)
		occurrence := calendar.Interval{Start: start, End: start.Add(r.duration)}
		if !occurrence.Overlaps(within) {
			return nil
		}
		if len(found) >= limit {
			return &LimitError{Limit: limit}
		}
		found = append(found, occurrence)
		return nil
	})
	if err != nil {
		return nil, err
	}
	// A reading moved out of a gap may come after later readings, or fall on one.
	slices.SortStableFunc(found, func(a, b calendar.Interval) int { return a.Start.Compare(b.Start) })
	return slices.CompactFunc(found, calendar.Interval.Equal), nil
}

// Set returns the instants of within that lie in an occurrence. Errors are those of
// [Rule.Occurrences].
func (r *Rule) Set(within calendar.Interval, limit int) (calendar.Set, error) {
	found, err := r.Occurrences(within, limit)
	if err != nil {
		return calendar.Set{}, err
	}
	for i := range found {
		found[i] = found[i].Intersect(within)
	}
	return calendar.NewSet(found...), nil
}
