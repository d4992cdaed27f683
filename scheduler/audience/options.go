package audience

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// Limits of what [Collect] keeps.
const (
	// MaxFaults is how many faults of rows are described.
	MaxFaults = 20
	// MaxFindings is how many different values [Result.Unplaced] and [Result.Doubts] name each; more are counted together.
	MaxFindings = 1_000
	// MaxPiles is how many different places, calendars and tiers the rows may name together.
	MaxPiles = 100_000
	// MaxShares is how many shares a place may have.
	MaxShares = 100
)

// Options say how rows become regions. The zero value is the documented default of each field.
type Options struct {
	// Shares divide the customers of a country or subdivision, by its ISO code, instead of those that [SharesOf]
	// lists. Those of a country say nothing about its subdivisions.
	Shares map[string][]Share
	// Tiers say how the customers of a tier use the service, by the tier as rows have it. A tier that is not
	// among them, and no tier, is that of the key "", which is {Activity: "business"} if it is not given. Where the map is
	// empty, a tier may also be the name of a built-in activity.
	Tiers map[string]Tier
	// OffsetsAt is when the offsets of the rows were read, so that summer and winter can be told apart. Zero: a zone shows
	// an offset that it keeps on the first of any month of 2026.
	OffsetsAt time.Time
}

// Tier is a kind of customer.
type Tier struct {
	// Activity is the name of an activity: a built-in one, or one of the plan's own. Empty means business.
	Activity string
	// Weight is how much a customer of the tier counts, as in scheduler.Region. 0 means 1.
	Weight float64
}

// Share is the part of a place's customers who live in one time zone.
type Share struct {
	TimeZone string
	// People is 1 or more, at most 10^12; only the ratios within a place matter.
	People int64
}

const maxPeople = 1_000_000_000_000

// check returns every fault of the options, by path.
func (o Options) check() error {
	var faults scheduler.FieldErrors
	fault := func(path string, value any, expected string) {
		faults = append(faults, &scheduler.FieldError{Path: path, Value: value, Expected: expected})
	}
	for _, code := range slices.Sorted(maps.Keys(o.Shares)) {
		path := fmt.Sprintf("shares[%q]", code)
		if !knownCode(code) {
			fault(path, code, "an ISO 3166-1 or 3166-2 code in capitals, such as US or US-TX")
		}
		if n := len(o.Shares[code]); n < 1 || n > MaxShares {
			fault(path, n, fmt.Sprintf("1 to %d shares", MaxShares))
		}
		for i, s := range o.Shares[code] {
			if _, err := calendar.LoadZone(s.TimeZone); err != nil {
				fault(fmt.Sprintf("%s[%d].time_zone", path, i), s.TimeZone, "an IANA time zone ("+err.Error()+")")
			}
			if s.People < 1 || s.People > maxPeople {
				fault(fmt.Sprintf("%s[%d].people", path, i), s.People, fmt.Sprintf("a whole number from 1 to %d", int64(maxPeople)))
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(o.Tiers)) {
		if t := o.Tiers[name]; t.Weight != 0 && !(t.Weight >= scheduler.MinWeight && t.Weight <= scheduler.MaxWeight && math.Round(t.Weight*1000)/1000 == t.Weight) {
			fault(fmt.Sprintf("tiers[%q].weight", name), t.Weight, fmt.Sprintf("a weight from %v to %v, in whole thousandths", scheduler.MinWeight, scheduler.MaxWeight))
		}
	}
	if len(faults) == 0 {
		return nil
	}
	return faults
}

// tier returns a tier by its name, and whether it is known.
func (o Options) tier(name string) (Tier, bool) {
	t, ok := o.Tiers[name]
	if !ok && len(o.Tiers) == 0 {
		if _, builtin := scheduler.BuiltinActivity(name); builtin {
			t, ok = Tier{Activity: name}, true
		}
	}
	if !ok {
		t, ok = o.Tiers[""], name == ""
	}
	if t.Activity == "" {
		t.Activity = scheduler.BuiltinActivities()[0]
	}
	if t.Weight == 1 {
		t.Weight = 0
	}
	return t, ok
}
