package calendar

import "fmt"

// Knowledge is how well a source of holidays knows a span of dates.
type Knowledge uint8

// The three states, from best to worst.
const (
	// Sure means that the source knows all days of the span.
	Sure Knowledge = iota
	// PartlyKnown means that the source answers, and that days may be missing from the answer: those
	// that a government decrees year by year, or that nobody has computed yet.
	PartlyKnown
	// Unknown means that the source answers with an error.
	Unknown
)

var knowledgeNames = [...]string{"sure", "partly known", "unknown"}

// String returns "sure", "partly known" or "unknown".
func (k Knowledge) String() string {
	if int(k) >= len(knowledgeNames) {
		return fmt.Sprintf("Knowledge(%d)", uint8(k))
	}
	return knowledgeNames[k]
}

// MarshalText returns the form of [Knowledge.String]. What is none of the three states is an error.
func (k Knowledge) MarshalText() ([]byte, error) {
	if int(k) >= len(knowledgeNames) {
		return nil, fmt.Errorf("knowledge %d: expected 0 to %d", uint8(k), len(knowledgeNames)-1)
	}
	return []byte(knowledgeNames[k]), nil
}

// UnmarshalText reads the form of [Knowledge.String].
func (k *Knowledge) UnmarshalText(text []byte) error {
	for i, name := range knowledgeNames {
		if string(text) == name {
			*k = Knowledge(i)
			return nil
		}
	}
	return fmt.Errorf("knowledge %q: expected sure, partly known or unknown", text)
}

// Gap is what a source of holidays does not know of the years that it answers for.
type Gap struct {
	Source    string `json:"source"`     // the source, such as "HU"
	Missing   string `json:"missing"`    // what is missing, such as "Hungary's transferred working days"
	FirstYear int    `json:"first_year"` // the first year asked about in which it is missing
	LastYear  int    `json:"last_year"`  // the last
	AsOf      Date   `json:"as_of"`      // the date of the data
}

// String says what is missing, without a full stop: "Hungary's transferred working days of 2027 are
// not in the data of 2026-11-25".
func (g Gap) String() string {
	years := fmt.Sprint(g.FirstYear)
	if g.LastYear != g.FirstYear {
		years += fmt.Sprintf(" to %d", g.LastYear)
	}
	return fmt.Sprintf("%s of %s are not in the data of %s", g.Missing, years, g.AsOf)
}

// Known is an optional interface of [Holidays], for sources that can tell what they do not know.
// Whoever plans with such a source should warn, once a region, of every gap.
type Known interface {
	// KnownBetween returns how well the dates from first to last, both included, are known, and for
	// [PartlyKnown] what is missing: at least one gap, in an order that is always the same. Where last
	// is before first the answer is [Sure].
	KnownBetween(first, last Date) (Knowledge, []Gap)
}

// UsualWeekend is the weekend that is usual where a source's holidays are kept.
type UsualWeekend struct {
	Source  string // the source, such as "SA"
	Weekend Weekend
}

// UsualWeekends is an optional interface of [Holidays], for sources that know the weekend that goes
// with their days.
type UsualWeekends interface {
	// UsualWeekends returns the weekends, one for each source that knows one.
	UsualWeekends() []UsualWeekend
}

// Wrapper is an optional interface of [Holidays], for sources that change the answer of another: what
// else the other knows is passed on. A wrapper that has one of the other optional interfaces itself is
// asked first. Unwrap never returns nil.
type Wrapper interface {
	Unwrap() Holidays
}

// as finds the first of source and the sources in it that is a T.
func as[T any](source Holidays) (found T, ok bool) {
	for source != nil {
		if found, ok = source.(T); ok {
			return found, true
		}
		w, wraps := source.(Wrapper)
		if !wraps {
			break
		}
		source = w.Unwrap()
	}
	return found, false
}

// WorkingBetween returns the rest days that are worked by what the source knows, if it is a source of
// [WorkingDays] or wraps one, and none otherwise. Whether such a day is a working day is decided by
// [Calendar.Exceptions].
func WorkingBetween(source Holidays, first, last Date) ([]WorkingDay, error) {
	if w, ok := as[WorkingDays](source); ok {
		return w.WorkingBetween(first, last)
	}
	return nil, nil
}

// KnownBetween returns how well the source knows the dates from first to last, and what is missing.
// A source that cannot tell ([Known]) is asked for the days: it is Sure unless it returns an error.
// Nil is Sure.
func KnownBetween(source Holidays, first, last Date) (Knowledge, []Gap) {
	if k, ok := as[Known](source); ok {
		return k.KnownBetween(first, last)
	}
	if source == nil {
		return Sure, nil
	}
	if _, err := source.Between(first, last); err != nil {
		return Unknown, nil
	}
	return Sure, nil
}

// UsualWeekendsOf returns the weekends that the source knows, if any ([UsualWeekends]).
func UsualWeekendsOf(source Holidays) []UsualWeekend {
	if w, ok := as[UsualWeekends](source); ok {
		return w.UsualWeekends()
	}
	return nil
}

// WeekendWarning says, in a sentence, that the calendar's weekend is none of those that are usual
// where its holidays are kept, on some date from first to last. It is empty where it is one of them,
// where no source of the holidays knows a weekend, and where the weekend is [Weekend.Meant]. A program
// that sets holidays and forgets the weekend works on Sundays in Riyadh; this tells.
func (c Calendar) WeekendWarning(first, last Date) string {
	if c.Weekend.meant || last.Before(first) {
		return ""
	}
	var warning string
	for _, usual := range UsualWeekendsOf(c.Holidays) {
		on, differs := c.Weekend.differs(usual.Weekend, first, last)
		if !differs {
			return ""
		}
		if warning == "" {
			warning = fmt.Sprintf("The weekend on %s is %s, but %s has %s.", on, daysOff(c.Weekend.On(on)), usual.Source, daysOff(usual.Weekend.On(on)))
		}
	}
	return warning
}

func daysOff(s DaySet) string {
	if s == NoDays {
		return "no day"
	}
	return s.String()
}

// KnownBetween returns how well the calendar's days from first to last are known, as that function
// says of its Holidays. Explicit WorkingDays are known.
func (c Calendar) KnownBetween(first, last Date) (Knowledge, []Gap) {
	return KnownBetween(c.Holidays, first, last)
}
