package audience

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
)

// Result is what rows came to.
type Result struct {
	// Regions come with most customers first, then by name. Their customers add up to those that were placed;
	// where weights left a part of a customer, to the nearest whole number.
	Regions []Region
	// Unplaced lists what could not be placed, each row once; Doubts what was passed over in rows that were placed by
	// something else, and a row may be in several. Both have most customers first.
	Unplaced, Doubts []Finding
	// Account says how many were placed, and by what.
	Account Account
}

// Region is a group of customers of one time zone, calendar and activity. Its JSON is that of a region of a plan file.
type Region struct {
	// Name is the code of the calendar, with the zone where that code has several or another, and with activity and
	// weight where they are not those of the tier "".
	Name      string   `json:"name"`
	Customers int64    `json:"customers"` // 1 or more
	Weight    float64  `json:"weight,omitempty"`
	TimeZone  string   `json:"time_zone"`
	Holidays  []string `json:"holidays,omitempty"` // one ISO 3166 code, or none
	Activity  string   `json:"activity"`
	// Location is the zone.
	Location *time.Location `json:"-"`
}

// regionsOf makes regions of sums in thousandths.
func regionsOf(sums map[regionKey]int64, total int64, p placer, opt Options) ([]Region, error) {
	keys := slices.SortedFunc(maps.Keys(sums), regionKey.compare)
	usual, _ := opt.tier("")
	var list []Region
	for i, n := range round(sums, keys, total) {
		if n == 0 {
			continue
		}
		k := keys[i]
		loc, err := calendar.LoadZone(k.zone)
		if err != nil {
			return nil, fmt.Errorf("audience: %w; the database may be older than the table of places", err)
		}
		r := Region{Name: p.name(k, usual), Customers: n, Weight: k.tier.Weight, TimeZone: k.zone, Activity: k.tier.Activity, Location: loc}
		if k.code != "" {
			r.Holidays = []string{k.code}
		}
		list = append(list, r)
	}
	if len(list) > scheduler.MaxRegions {
		return nil, fmt.Errorf("audience: %d regions, expected at most %d; give fewer tiers or less exact places", len(list), scheduler.MaxRegions)
	}
	slices.SortStableFunc(list, func(a, b Region) int {
		return cmp.Or(cmp.Compare(b.Customers, a.Customers), strings.Compare(a.Name, b.Name))
	})
	return list, nil
}

// name returns the name of a region, which no other has.
func (p *placer) name(k regionKey, usual Tier) string {
	name := strings.TrimSpace(k.code + " " + k.zone)
	if shares := p.of(k.code); len(shares) == 1 && shares[0].TimeZone == k.zone {
		name = k.code
	}
	var notes []string
	if k.tier.Activity != usual.Activity {
		notes = append(notes, k.tier.Activity)
	}
	if k.tier.Weight != usual.Weight {
		notes = append(notes, fmt.Sprintf("weight %v", cmp.Or(k.tier.Weight, 1)))
	}
	if notes != nil {
		name += " (" + strings.Join(notes, ", ") + ")"
	}
	return name
}

// Scheduler returns the regions as a planner takes them, with the holidays and the weekend of their code. Activities holds those
// that are not built in, by name; one that is missing is an error.
func (r *Result) Scheduler(activities map[string]scheduler.Profile) ([]scheduler.Region, error) {
	list := make([]scheduler.Region, 0, len(r.Regions))
	var faults scheduler.FieldErrors
	for i, region := range r.Regions {
		profile, ok := activities[region.Activity]
		if !ok {
			profile, ok = scheduler.BuiltinActivity(region.Activity)
		}
		if !ok {
			faults = append(faults, &scheduler.FieldError{Path: fmt.Sprintf("regions[%d].activity", i), Value: region.Activity, Expected: "a built-in activity, or one of those given"})
			continue
		}
		out := scheduler.Region{Name: region.Name, Customers: region.Customers, Weight: region.Weight, Calendar: calendar.Calendar{Location: region.Location}, Activity: profile}
		for _, code := range region.Holidays {
			source, err := national.For(code)
			if err != nil {
				return nil, err
			}
			if out.Calendar.Weekend, err = national.Weekend(code); err != nil {
				return nil, err
			}
			out.Calendar.Holidays, out.Calendar.WorkingDays = source, source
		}
		list = append(list, out)
	}
	if faults != nil {
		return nil, faults
	}
	return list, nil
}
