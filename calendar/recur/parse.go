package recur

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Bounds of what is accepted.
const (
	// MaxRuleLength is the longest rule text, in bytes.
	MaxRuleLength = 2000
	// MaxInterval is the largest INTERVAL.
	MaxInterval = 1000
	// MaxReadingsPerDay is the largest number of readings that BYHOUR, BYMINUTE and BYSECOND may
	// give together on one day: one every five minutes.
	MaxReadingsPerDay = 288
	// MaxPositions is the largest number of values of BYSETPOS.
	MaxPositions = 31
	// FirstYear and LastYear bound the start of a rule. The first is old because programs write
	// birthdays whose year is unknown as 1604.
	FirstYear = 1600
	LastYear  = 2200
)

// Problem is one fault of a rule.
type Problem struct {
	Part     string // the part of the rule, such as "BYDAY"; "" for the rule as a whole
	Value    string // what was found there
	Expected string // what was expected
}

// RuleError reports everything that is wrong with a rule.
type RuleError struct {
	Rule     string // as given, cut off where it is longer than can be right
	Problems []Problem
}

// Error lists every problem with the part, the value and what was expected.
func (e *RuleError) Error() string {
	texts := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		switch {
		case p.Part == "":
			texts[i] = fmt.Sprintf("%s: expected %s", p.Value, p.Expected)
		default:
			texts[i] = fmt.Sprintf("%s=%s: expected %s", p.Part, p.Value, p.Expected)
		}
	}
	return fmt.Sprintf("recurrence rule %q: %s", e.Rule, strings.Join(texts, "; "))
}

type frequency int

const (
	daily frequency = iota
	weekly
	monthly
	yearly
)

var frequencyNames = []string{daily: "DAILY", weekly: "WEEKLY", monthly: "MONTHLY", yearly: "YEARLY"}

// weekdayNames are indexed by time.Weekday.
var weekdayNames = []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// numberedDay is a weekday, and which one of the month or year: 2 is the second, -1 the last, 0 every.
type numberedDay struct {
	n   int
	day time.Weekday
}

// until is the bound of UNTIL: an instant, or a reading that is included.
type until struct {
	set     bool
	instant bool  // in UTC; otherwise on the wall
	seconds int64 // since 1970, of the instant or of the wall
}

// parts is a rule as written, checked.
type parts struct {
	freq     frequency
	interval int
	count    int // 0: no COUNT
	until    until
	weekFrom time.Weekday

	months, monthDays, yearDays, weeks []int
	hours, minutes, seconds, positions []int
	days                               []numberedDay
	workingDays                        []int // the numbers of BYDAY=WD, 0 for every one
}

// parser gathers the parts of a rule and its problems.
type parser struct {
	parts
	seen     []string
	problems []Problem
}

func (p *parser) problem(part, value, expected string, args ...any) {
	p.problems = append(p.problems, Problem{Part: part, Value: value, Expected: fmt.Sprintf(expected, args...)})
}

func (p *parser) has(part string) bool { return slices.Contains(p.seen, part) }

// parseParts reads and checks the text of a rule. Lower case is taken for upper case, as RFC 5545 asks.
func parseParts(text string) (parts, *RuleError) {
	p := &parser{parts: parts{interval: 1, weekFrom: time.Monday}}
	if len(text) > MaxRuleLength {
		p.problem("", fmt.Sprintf("%d bytes", len(text)), "at most %d", MaxRuleLength)
		return parts{}, &RuleError{Rule: text[:40] + "...", Problems: p.problems}
	}
	upper := asciiUpper(text)
	if rest, found := strings.CutPrefix(upper, "RRULE:"); found {
		p.problem("", `"RRULE:"`, "what follows it only")
		upper = rest
	}
	for part := range strings.SplitSeq(upper, ";") {
		name, value, found := strings.Cut(part, "=")
		switch {
		case !found || name == "" || value == "":
			p.problem("", fmt.Sprintf("%q", part), "a part such as FREQ=MONTHLY")
		case p.has(name):
			p.problem(name, value, "the part once only")
		default:
			p.seen = append(p.seen, name)
			p.part(name, value)
		}
	}
	p.check()
	if p.problems != nil {
		return parts{}, &RuleError{Rule: text, Problems: p.problems}
	}
	return p.parts, nil
}

// asciiUpper is strings.ToUpper for ASCII only: no other letter may turn into one that is known.
func asciiUpper(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}

// listParts are the parts that hold whole numbers, with their bounds.
var listParts = []struct {
	name      string
	low, high int
	signed    bool // -high to -low as well, counted from the end
	list      func(*parts) *[]int
}{
	{"BYSECOND", 0, 59, false, func(p *parts) *[]int { return &p.seconds }},
	{"BYMINUTE", 0, 59, false, func(p *parts) *[]int { return &p.minutes }},
	{"BYHOUR", 0, 23, false, func(p *parts) *[]int { return &p.hours }},
	{"BYMONTHDAY", 1, 31, true, func(p *parts) *[]int { return &p.monthDays }},
	{"BYYEARDAY", 1, 366, true, func(p *parts) *[]int { return &p.yearDays }},
	{"BYWEEKNO", 1, 53, true, func(p *parts) *[]int { return &p.weeks }},
	{"BYMONTH", 1, 12, false, func(p *parts) *[]int { return &p.months }},
	{"BYSETPOS", 1, 366, true, func(p *parts) *[]int { return &p.positions }},
}

func (p *parser) part(name, value string) {
	switch name {
	case "FREQ":
		i := slices.Index(frequencyNames, value)
		if i < 0 {
			p.problem(name, value, "DAILY, WEEKLY, MONTHLY or YEARLY")
			return
		}
		p.freq = frequency(i)
	case "INTERVAL":
		p.interval = p.number(name, value, 1, MaxInterval)
	case "COUNT":
		p.count = p.number(name, value, 1, MaxOccurrences)
	case "UNTIL":
		p.readUntil(value)
	case "WKST":
		if day, ok := weekday(value); ok {
			p.weekFrom = day
		} else {
			p.problem(name, value, "one of MO, TU, WE, TH, FR, SA, SU")
		}
	case "BYDAY":
		p.readDays(value)
	default:
		for _, l := range listParts {
			if l.name == name {
				*l.list(&p.parts) = p.numbers(name, value, l.low, l.high, l.signed)
				return
			}
		}
		p.problem(name, value, "a part of RFC 5545, such as FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY or BYMONTH")
	}
}
