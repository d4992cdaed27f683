package scheduler

import (
	"context"
	"fmt"
	"iter"
	"unicode/utf8"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// RuleCrew is the rule of a hard crew's blocks.
const RuleCrew = "crew"

// Limits of crews.
const (
	// MaxCrews is the most crews of a request.
	MaxCrews = 100
	// MaxPeople is the most people of all crews together.
	MaxPeople = 1_000_000
)

// Crew is the people who do the work.
type Crew struct {
	// Name is unique among the crews, 1 to 200 characters.
	Name string
	// People is how many they are: 1 or more, and at most MaxPeople in all crews together.
	People int64
	// Calendar tells their clock and their days off.
	Calendar calendar.Calendar
	// Hours are those in which they work, on their own clock.
	Hours calendar.Hours
	// Hard says that maintenance, with what is kept clear after it, is only while their clock reads
	// within their hours, on whatever day. Otherwise working outside them, or on a day off, is counted:
	// it is reported beside the impact and never added to it.
	Hard bool
}

// CrewHours is what a start asks of the crews that are not hard: the expected person-hours outside their
// hours or on their own days off, over the window and its overrun, with the same weights as the
// impact. It is computed exactly and rounded once, to the nearest millionth.
type CrewHours struct {
	PersonHours float64
	// Crews holds every crew's part, hard ones too (theirs is 0), in the order of the request.
	Crews []CrewPart
}

// CrewPart is one crew's part of CrewHours.
type CrewPart struct {
	Crew     string
	TimeZone string
	// Local is the announced window on the crew's own clocks.
	Local       calendar.Interval
	PersonHours float64
}

// checkCrews returns every fault of the crews.
func checkCrews(crews []Crew) FieldErrors {
	var faults FieldErrors
	if len(crews) > MaxCrews {
		faults.add("crew", len(crews), fmt.Sprintf("at most %d crews", MaxCrews))
		return faults
	}
	seen := make(map[string]int, len(crews))
	people := int64(0)
	for i, c := range crews {
		path := fmt.Sprintf("crew[%d]", i)
		if n := utf8.RuneCountInString(c.Name); n < 1 || n > maxNameLength {
			faults.add(path+".name", c.Name, fmt.Sprintf("1 to %d characters", maxNameLength))
		} else if first, ok := seen[c.Name]; ok {
			faults.add(path+".name", c.Name, fmt.Sprintf("a name of its own (crew[%d] has the same)", first))
		} else {
			seen[c.Name] = i
		}
		if c.People < 1 || c.People > MaxPeople-people {
			faults.add(path+".people", c.People, fmt.Sprintf("a positive whole number, at most %d in all crews together", MaxPeople))
		} else {
			people += c.People
		}
		switch {
		case c.Calendar.Location == nil:
			faults.add(path+".time_zone", nil, "an IANA time zone")
		case c.Calendar.Location.String() == "Local":
			faults.add(path+".time_zone", "Local", "an IANA time zone, not that of the machine")
		}
		if !c.Hours.Valid() {
			faults.add(path+".hours", c.Hours.String(), "hours such as 08:00-22:00")
		}
	}
	return faults
}

// crewRules returns a rule for each hard crew.
func crewRules(crews []Crew) []Rule {
	var rules []Rule
	for _, c := range crews {
		if c.Hard {
			rules = append(rules, onlyHours(RuleCrew, c.Name, c.Hours, c.Calendar.Location))
		}
	}
	return rules
}

// compileCrews works out, for each soft crew, how many people are off duty over time.
func (c *compiled) compileCrews(ctx context.Context) error {
	var faults FieldErrors
	var all []exact.Change
	c.crews = make([]*exact.Curve, len(c.job.crews))
	for i, crew := range c.job.crews {
		if err := ctx.Err(); err != nil {
			return err
		}
		if crew.Hard {
			continue
		}
		changes, err := c.offDuty(crew)
		if err != nil {
			faults.addCause(fmt.Sprintf("crew[%d].holidays", i), crew.Name, "holidays that are known for the whole horizon, its overrun and the seven days after it", err)
			continue
		}
		all = append(all, changes...)
		c.crews[i] = exact.CurveOf(changes, c.lo, c.hi)
	}
	c.allCrews = exact.CurveOf(all, c.lo, c.hi)
	return faults.err()
}

// offDuty returns when the crew's people go off duty and come back, over the span.
func (c *compiled) offDuty(crew Crew) ([]exact.Change, error) {
	days, err := crew.Calendar.Days(c.interval(c.lo, c.hi))
	if err != nil {
		return nil, err
	}
	weight := crew.People * exact.ShareUnit
	var out []exact.Change
	for _, day := range days {
		for iv, offset := range calendar.Offsets(crew.Calendar.Location, day.Interval) {
			parts := outside(crew.Hours, iv, offset)
			if day.Kind != calendar.KindWorkday {
				parts = single(iv)
			}
			for p := range parts {
				out = append(out, exact.Change{At: p.Start.Unix(), By: weight}, exact.Change{At: p.End.Unix(), By: -weight})
			}
		}
	}
	return out, nil
}

func single(iv calendar.Interval) iter.Seq[calendar.Interval] {
	return func(yield func(calendar.Interval) bool) { yield(iv) }
}

// crewHours returns what a start asks of the crews, nil where there are none.
func (c *compiled) crewHours(start int64) *CrewHours {
	if len(c.job.crews) == 0 {
		return nil
	}
	b := &CrewHours{PersonHours: c.personHours(c.allCrews, start), Crews: make([]CrewPart, len(c.job.crews))}
	for i, crew := range c.job.crews {
		loc := crew.Calendar.Location
		b.Crews[i] = CrewPart{Crew: crew.Name, TimeZone: loc.String(), Local: c.interval(start, start+c.job.duration).In(loc)}
		if c.crews[i] != nil {
			b.Crews[i].PersonHours = c.personHours(c.crews[i], start)
		}
	}
	return b
}

func (c *compiled) personHours(curve *exact.Curve, start int64) float64 {
	return exact.MillionthsOf(exact.NewScorer(curve, c.job.stages).Alone(start), exact.CustomerHour)
}
