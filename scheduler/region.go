package scheduler

import (
	"cmp"
	"fmt"
	"math"
	"unicode/utf8"

	"github.com/quietwindow/quietwindow/calendar"
)

// Region is a group of customers that share a clock, a calendar and a rhythm of use.
type Region struct {
	// Name is unique among the regions of a planner, 1 to 200 characters.
	Name string
	// Customers is the number of customers active in the region's busiest usual hour: 1 or more,
	// and at most MaxCustomers in all regions together.
	Customers int64
	// Weight is how much a customer of the region counts in the impact: premium customers that count five
	// times have 5. From MinWeight to MaxWeight, in whole thousandths; 0 means 1. Customers times weight is at
	// most MaxCustomers in all regions together. Whatever is a number or a share of customers, and every limit on
	// one, counts people without weight.
	Weight float64
	// Calendar tells the region's clock, weekend and holidays. Its Location must be set, and must
	// not be time.Local.
	Calendar calendar.Calendar
	// Activity is how busy the region is, by kind of day and hour of the local clock. The zero
	// value is 1 throughout: as many as in the busiest hour, always.
	Activity Profile
	// Forecast, if there is one, holds instead of Activity over its own span, which must cover the
	// horizon and its overrun.
	Forecast Forecast
}

// checkRegions returns every fault of the regions, with paths as in a plan file.
func checkRegions(regions []Region) FieldErrors {
	var faults FieldErrors
	if len(regions) == 0 {
		faults.add("regions", 0, "at least one region")
	}
	if len(regions) > MaxRegions {
		faults.add("regions", len(regions), fmt.Sprintf("at most %d regions", MaxRegions))
		return faults
	}
	seen := make(map[string]int, len(regions))
	total, weighted := int64(0), int64(0)
	for i, r := range regions {
		path := fmt.Sprintf("regions[%d]", i)
		if n := utf8.RuneCountInString(r.Name); n < 1 || n > maxNameLength || !utf8.ValidString(r.Name) {
			faults.add(path+".name", r.Name, fmt.Sprintf("1 to %d characters", maxNameLength))
		} else if first, ok := seen[r.Name]; ok {
			faults.add(path+".name", r.Name, fmt.Sprintf("a name of its own (regions[%d] has the same)", first))
		} else {
			seen[r.Name] = i
		}
		fits := false // together with those before it
		switch {
		case r.Customers < 1:
			faults.add(path+".customers", r.Customers, "a positive whole number")
		case r.Customers > MaxCustomers-total:
			faults.add(path+".customers", r.Customers, fmt.Sprintf("at most %d customers in all regions together", int64(MaxCustomers)))
			total = MaxCustomers
		default:
			total += r.Customers
			fits = true
		}
		if w, ok := r.thousandths(); !ok {
			faults.add(path+".weight", r.Weight, fmt.Sprintf("a weight from %v to %v, in whole thousandths", MinWeight, MaxWeight))
		} else if fits {
			before := weighted
			weighted = min(weighted+r.Customers*w, MaxCustomers*weightUnit+1)
			if weighted > MaxCustomers*weightUnit && before <= MaxCustomers*weightUnit {
				faults.add(path+".weight", cmp.Or(r.Weight, 1), fmt.Sprintf("customers times weight of at most %d in all regions together", int64(MaxCustomers)))
			}
		}
		switch {
		case r.Calendar.Location == nil:
			faults.add(path+".time_zone", nil, "an IANA time zone")
		case r.Calendar.Location.String() == "Local":
			faults.add(path+".time_zone", "Local", "an IANA time zone, not that of the machine")
		}
	}
	return faults
}

// weightUnit is 1 in the unit of weights: whole thousandths.
const weightUnit = 1000

// thousandths returns the weight in whole thousandths, and false where it is not a sound one.
func (r *Region) thousandths() (int64, bool) {
	if r.Weight == 0 {
		return weightUnit, true
	}
	if !(r.Weight >= MinWeight && r.Weight <= MaxWeight) { // NaN fails both
		return 0, false
	}
	n := math.Round(r.Weight * weightUnit)
	return int64(n), n/weightUnit == r.Weight
}
