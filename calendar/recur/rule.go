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
	// MaxExceptions is the largest number of readings and dates that a rule leaves out or adds, each.
	MaxExceptions = 10_000
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

// Rule is a recurrence in a zone: its occurrences begin at wall clock readings and last for a
// [Length]. A Rule is made by [Parse] or [New] and never changes; it is safe for concurrent use.
type Rule struct {
	pattern *Pattern
	loc     *time.Location
	length  Length
	shift   Shift
	also    []int64
	except  map[int64]bool // readings that are left out
	dates   map[int64]bool // days that are left out, since 1970
}

// Spec says everything about a recurrence. Rule, Start and Length are needed; the others may be zero.
type Spec struct {
	// Rule is the text of the rule, such as "FREQ=WEEKLY;BYDAY=SA,SU", without "RRULE:" before it.
	Rule string
	// Start is the reading that the rule begins at.
	Start Reading
	// Location is the zone of the readings. Nil: that of [Rule.In], for a rule on each region's own clock.
	Location *time.Location
	// Length is how long each occurrence lasts.
	Length Length
	// Except are readings, and ExceptDates dates, at which no occurrence begins. They are looked for after
	// Shift; one that no occurrence begins at changes nothing.
	Except      []Reading
	ExceptDates []calendar.Date
	// Also are readings at which occurrences begin besides those of the rule. They are not moved by Shift.
	Also []Reading
	// Shift moves the readings of the rule, after COUNT and UNTIL have been applied.
	Shift Shift
	// WorkingDay tells working days, for BYDAY=WD in the rule and for a Shift by them.
	WorkingDay WorkingDay
}

// Parse reads the rule, such as "FREQ=WEEKLY;BYDAY=SA,SU" without "RRULE:" before it, that begins
// at the reading start on the clocks of loc; each occurrence lasts duration in elapsed time, a whole
// number of seconds from 1 s to [MaxDuration]. All that is wrong is reported at once, faults of the rule
// as a *[RuleError]. The package comment says what is accepted.
func Parse(rule string, start Reading, loc *time.Location, duration time.Duration) (*Rule, error) {
	built, err := New(Spec{Rule: rule, Start: start, Location: loc, Length: Length{Elapsed: duration}})
	if loc == nil {
		return nil, errors.Join(err, errNoZone)
	}
	return built, err
}

var errNoZone = errors.New("time zone: there is none; expected one of calendar.LoadZone")

// New returns the recurrence of a spec. All that is wrong is reported at once, faults of the rule as a
// *[RuleError].
func New(spec Spec) (*Rule, error) {
	pattern, err := parsePattern(spec.Rule, spec.Start, spec.WorkingDay)
	problems := []error{err, spec.Length.check()}
	loc := spec.Location
	switch {
	case loc != nil && loc.String() == "Local":
		problems = append(problems, errors.New("time zone Local: expected one of calendar.LoadZone, not whatever the machine is set to"))
	case loc != nil && err == nil && pattern.until.instant && pattern.pastUntil(loc, pattern.start):
		problems = append(problems, &RuleError{Rule: spec.Rule, Problems: []Problem{{
			Value: "UNTIL before the start " + spec.Start.String(), Expected: "it later, so that there is an occurrence",
		}}})
	}
	if spec.Shift.Working() && spec.WorkingDay == nil {
		problems = append(problems, fmt.Errorf("shift %q: expected a calendar that tells working days", spec.Shift))
	}
	r := &Rule{pattern: pattern, loc: loc, length: spec.Length, shift: spec.Shift, except: make(map[int64]bool), dates: make(map[int64]bool)}
	if n := max(len(spec.Except)+len(spec.ExceptDates), len(spec.Also)); n > MaxExceptions {
		problems = append(problems, fmt.Errorf("%d readings left out or added: expected at most %d each", n, MaxExceptions))
	}
	for _, reading := range slices.Concat(spec.Except, spec.Also) {
		if !reading.Valid() || checkExpandable(reading.Date, reading.Date) != nil {
			problems = append(problems, fmt.Errorf("reading %s: expected one that is valid, in the years %d to %d", reading, FirstYear, LastExpandedYear))
		}
	}
	for _, reading := range spec.Except {
		r.except[reading.wall()] = true
	}
	for _, date := range spec.ExceptDates {
		if !date.Valid() {
			problems = append(problems, fmt.Errorf("date %s: expected a valid one", date))
		}
		r.dates[int64(date.Days())] = true
	}
	for _, reading := range spec.Also {
		r.also = append(r.also, reading.wall())
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return r, nil
}

// In returns the same recurrence on the clocks of loc, whatever zone r has.
func (r *Rule) In(loc *time.Location) *Rule {
	moved := *r
	moved.loc = loc
	return &moved
}

// Occurrences returns every occurrence of which some part lies in within, whole, in order of
// start, on the clocks of the rule's zone. One that began before within but reaches into it is
// included. They may overlap each other. Readings that a gap in the clocks moves onto another
// occurrence give one; an occurrence of a day that the clocks skip (Pacific/Apia 2011-12-30) is none. More than
// limit occurrences are a *[LimitError]; a limit above [MaxOccurrences] counts as that, and one below 0
// as 0. An empty interval has no occurrence; one that reaches beyond the years [FirstYear] to
// [LastExpandedYear] is an error. The charge is told of the steps.
func (r *Rule) Occurrences(within calendar.Interval, limit int, charge Charge) ([]calendar.Interval, error) {
	if r.loc == nil {
		return nil, errNoZone
	}
	if within.Empty() {
		return nil, nil
	}
	if err := checkExpandable(calendar.DateOf(within.Start.UTC()), calendar.DateOf(within.End.UTC())); err != nil {
		return nil, err
	}
	limit = clampLimit(limit)
	var found []calendar.Interval
	add := func(wall int64) error {
		if r.except[wall] || r.dates[floorDay(wall)] {
			return nil
		}
		start := placeWall(r.loc, wall)
		occurrence := calendar.Interval{Start: start, End: r.length.end(r.loc, wall, start)}
		if !occurrence.Overlaps(within) {
			return nil
		}
		if len(found) >= limit {
			return &LimitError{Limit: limit}
		}
		found = append(found, occurrence)
		return nil
	}
	// No zone is further than a day from UTC, nor changes its clocks by more.
	back, forth := r.shift.reach()
	first := within.Start.Add(-r.length.longest()).Unix() - int64(2+forth)*secondsPerDay
	last := within.End.Unix() + int64(1+back)*secondsPerDay
	err := r.pattern.walk(r.loc, first, last, charge, func(run *run, wall int64) error {
		day := floorDay(wall)
		moved, err := r.shift.apply(run, int(day))
		if err != nil {
			return err
		}
		return add(wall + (int64(moved)-day)*secondsPerDay)
	})
	for _, wall := range r.also {
		if err == nil {
			err = add(wall)
		}
	}
	if err == nil && charge != nil {
		err = charge(len(r.also))
	}
	if err != nil {
		return nil, err
	}
	// Readings moved, out of a gap or by a shift, may come after later ones, or fall on one.
	slices.SortStableFunc(found, func(a, b calendar.Interval) int { return a.Start.Compare(b.Start) })
	return slices.CompactFunc(found, calendar.Interval.Equal), nil
}

// floorDay returns the day since 1970 of a reading.
func floorDay(wall int64) int64 {
	day := wall / secondsPerDay
	if wall%secondsPerDay < 0 {
		day--
	}
	return day
}

// Set returns the instants of within that lie in an occurrence. Errors are those of
// [Rule.Occurrences].
func (r *Rule) Set(within calendar.Interval, limit int, charge Charge) (calendar.Set, error) {
	found, err := r.Occurrences(within, limit, charge)
	if err != nil {
		return calendar.Set{}, err
	}
	for i := range found {
		found[i] = found[i].Intersect(within)
	}
	return calendar.NewSet(found...), nil
}
