package recur

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// Pattern is a rule and its start on the wall, in no zone. It is what an all-day series or one in
// local time wherever it is read needs; most callers want a [Rule]. A Pattern never changes, and is
// safe for concurrent use.
type Pattern struct {
	parts
	start      int64 // on the wall
	workingDay WorkingDay
}

// ParsePattern reads the rule, without "RRULE:" before it, that begins at start. The error is a
// *[RuleError] with everything that is wrong. The working days of BYDAY=WD are refused: they need a
// [Spec].
func ParsePattern(rule string, start Reading) (*Pattern, error) {
	return parsePattern(rule, start, nil)
}

func parsePattern(rule string, start Reading, working WorkingDay) (*Pattern, error) {
	read, problems := parseParts(rule)
	p := &Pattern{parts: read, workingDay: working}
	if problems == nil {
		problems = &RuleError{Rule: rule}
	}
	add := func(value, expected string, args ...any) {
		problems.Problems = append(problems.Problems, Problem{Value: value, Expected: fmt.Sprintf(expected, args...)})
	}
	if working == nil && len(read.workingDays) > 0 {
		add("BYDAY with WD", "a calendar that tells working days")
	}
	switch {
	case !start.Valid():
		add("start "+start.String(), "a day of the calendar and a reading before 24:00")
	case start.Date.Year < FirstYear || start.Date.Year > LastYear:
		add("start "+start.String(), "a year from %d to %d", FirstYear, LastYear)
	default:
		p.start = start.wall()
		// An instant may be up to a day from what the wall shows.
		if p.until.set && (!p.until.instant && p.until.seconds < p.start || p.until.seconds < p.start-secondsPerDay) {
			add("UNTIL before the start "+start.String(), "it later, so that there is an occurrence")
		}
	}
	if problems.Problems != nil {
		return nil, problems
	}
	p.fill(start)
	return p, nil
}

// fill states what the rule leaves to its start, as RFC 5545 says: the day, and the time of day.
func (p *Pattern) fill(start Reading) {
	date := start.Date
	noDays := len(p.days) == 0 && len(p.workingDays) == 0 && len(p.monthDays) == 0 && len(p.yearDays) == 0
	switch {
	case !noDays || p.freq == daily:
	case p.freq == weekly || len(p.weeks) > 0:
		p.days = []numberedDay{{day: date.Weekday()}}
	default:
		p.monthDays = []int{date.Day}
		if p.freq == yearly && len(p.months) == 0 {
			p.months = []int{int(date.Month)}
		}
	}
	if len(p.hours) == 0 {
		p.hours = []int{int(start.Clock) / 3600}
	}
	if len(p.minutes) == 0 {
		p.minutes = []int{int(start.Clock) / 60 % 60}
	}
	if len(p.seconds) == 0 {
		p.seconds = []int{int(start.Clock) % 60}
	}
}

// Readings returns the readings of the pattern from first to last, both included, in order. The
// zone decides only about an UNTIL that is an instant. More than limit readings are a *[LimitError];
// a limit above [MaxOccurrences] counts as that, and one below 0 as 0. Dates outside the years
// [FirstYear] to [LastExpandedYear] are an error. Where last is before first there are none. The charge is
// told of the steps.
func (p *Pattern) Readings(loc *time.Location, first, last Reading, limit int, charge Charge) ([]Reading, error) {
	if err := checkExpandable(first.Date, last.Date); err != nil {
		return nil, err
	}
	var found []Reading
	err := p.walk(loc, first.wall(), last.wall(), charge, func(_ *run, wall int64) error {
		if len(found) >= clampLimit(limit) {
			return &LimitError{Limit: clampLimit(limit)}
		}
		found = append(found, readingOfWall(wall))
		return nil
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// errPast ends a walk that has gone past its last reading.
var errPast = errors.New("past the last reading")

// walk gives the readings from first to last in order, until visit returns an error.
func (p *Pattern) walk(loc *time.Location, first, last int64, charge Charge, visit func(r *run, wall int64) error) error {
	if p.until.set {
		last = min(last, p.until.seconds+secondsPerDay) // exact below
	}
	first = max(first, p.start)
	if last < first {
		return nil
	}
	seen := 0
	r := &run{Pattern: p, meter: meter{charge: charge}}
	err := r.readings(p.entry(first), last, func(wall int64) error {
		switch {
		case wall > last || p.pastUntil(loc, wall):
			return errPast
		case wall < p.start:
			// The engine was started at the beginning of a period, which may lie before the start.
			return nil
		}
		if seen++; p.count > 0 && seen > p.count {
			return errPast
		}
		if wall < first {
			return nil
		}
		return visit(r, wall)
	})
	if errors.Is(err, errPast) {
		err = r.meter.flush()
	}
	return err
}

// pastUntil reports whether the reading lies beyond UNTIL.
func (p *Pattern) pastUntil(loc *time.Location, wall int64) bool {
	switch u := p.until; {
	case !u.set:
		return false
	case !u.instant:
		return wall > u.seconds
	default:
		// Near the bound the zone decides; elsewhere it need not be asked.
		return wall > u.seconds+secondsPerDay ||
			wall > u.seconds-secondsPerDay && placeWall(loc, wall).Unix() > u.seconds
	}
}

// entry returns the first day, since 1970, of a period of the rule at or before the reading, which
// lies at the start or later: the start's own period where there is a COUNT, else the last one, a
// whole number of intervals on. Periods are begun at their first day because BYSETPOS counts from there.
func (p *Pattern) entry(wall int64) int {
	start, to := readingOfWall(p.start).Date, readingOfWall(wall).Date
	if p.count > 0 {
		to = start
	}
	skip := func(periods int) int { return periods / p.interval * p.interval }
	day := 0
	switch p.freq {
	case daily:
		day = start.Days() + skip(to.Days()-start.Days())
	case weekly:
		week := p.weekStart(start)
		day = week + 7*skip((p.weekStart(to)-week)/7)
	case monthly:
		months := skip(12*(to.Year-start.Year) + int(to.Month) - int(start.Month))
		day = calendar.Date{Year: start.Year, Month: start.Month + time.Month(months), Day: 1}.Days()
	case yearly:
		day = yearStart(start.Year + skip(to.Year-start.Year))
	}
	return day
}

// weekStart returns the day, since 1970, on which the week of d begins.
func (p *Pattern) weekStart(d calendar.Date) int {
	return d.Days() - (int(d.Weekday())-int(p.weekFrom)+7)%7
}

// inWeeks reports whether the week of the day is one of BYWEEKNO. Week 1 is the first with at least
// four days in the year: 2011-01-01 lies in week 52 of 2010.
func (p *Pattern) inWeeks(day int) bool {
	// The fourth day of a week lies in the year that the week belongs to.
	fourth := calendar.DateOfDay(p.weekStart(calendar.DateOfDay(day)) + 3)
	yearDay := fourth.Days() - yearStart(fourth.Year)
	number := yearDay/7 + 1
	// How many more fourth days the year holds gives the number from the end.
	fromEnd := -1 - (yearLength(fourth.Year)-1-yearDay)/7
	return slices.Contains(p.weeks, number) || slices.Contains(p.weeks, fromEnd)
}

// clampLimit brings a caller's limit into 0 to MaxOccurrences.
func clampLimit(limit int) int { return max(0, min(limit, MaxOccurrences)) }

// checkExpandable refuses spans beyond the years that rules are expanded in.
func checkExpandable(first, last calendar.Date) error {
	var wrong []string
	for _, d := range []calendar.Date{first, last} {
		if d.Year < FirstYear || d.Year > LastExpandedYear {
			wrong = append(wrong, d.String())
		}
	}
	if wrong != nil {
		return fmt.Errorf("expansion of a recurrence to %s: expected years from %d to %d", strings.Join(wrong, " and "), FirstYear, LastExpandedYear)
	}
	return nil
}

// Count returns the rule's COUNT, 0 where it has none. Expanding a rule goes through all that it counts,
// so callers who expand many may bound their sum.
func (p *Pattern) Count() int { return p.count }

// Ends reports whether the rule has a COUNT or an UNTIL.
func (p *Pattern) Ends() bool { return p.count > 0 || p.until.set }
