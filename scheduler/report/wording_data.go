package report

import (
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// Wording is what the template of a ticket text or of a report's section is executed on: a suggestion. Texts hold no control characters.
type Wording struct {
	// Title is that of the report; empty for the ticket text alone.
	Title string
	// Number is the suggestion's, 1 for the best; a section is about the first.
	Number int
	// Start and End are the window, on the clocks of the search, as are the other times unless said otherwise.
	Start, End time.Time
	// FreeUntil is when the next rule blocks, Runway later than End; where Open is set no rule known today does, and the search ends there.
	FreeUntil time.Time
	Runway    time.Duration
	Open      bool
	// RollbackBy is the last instant to begin a rollback that ends inside the window, PointOfNoReturn one that ends in free time. Either is
	// zero where there is none.
	RollbackBy, PointOfNoReturn time.Time
	// Considered counts the free starts.
	Considered int64
	// CustomerHours are expected to be lost, PlannedHours of them in the window and OverrunHours after it; weighted customer-hours where Weighted
	// is set. MoreThanBest and MoreThanFirst are how many more than with the best suggestion, and with suggestion 1.
	CustomerHours, PlannedHours, OverrunHours float64
	Weighted                                  bool
	MoreThanBest, MoreThanFirst               float64
	// Customers are those of all regions, and MeanShare the share of them that is active in the window, on average.
	Customers int64
	MeanShare float64
	// Regions are those of the plan, most customer-hours first. MostHit is the first of several, nil where there is one or nothing is lost.
	Regions []WordingRegion
	MostHit *WordingRegion
	// Days are the kinds of day that the window touches, each with the regions where it is so, in the order of Regions.
	Days []WordingDays
	// ClockChanges are those between the start and the end of the overrun.
	ClockChanges []WordingClocks
	// Crews are the names of the crews, and PersonHours what they can expect outside their hours or on days off.
	Crews       []string
	PersonHours float64
	// Warnings are those of the result; none for the ticket text alone.
	Warnings []string
	// Rows counts those of the section's first built-in table, 0 where this report has none, and LeftOut what its tables leave out: regions,
	// prices of rules, points of the trade-off, cases in which no figure changes, rows of what is blocked. Others says that there are rules
	// without a price. Robust is nil but in the section of robustness.
	Rows, LeftOut int
	Others        bool
	Robust        *WordingRobust
}

// WordingRobust says how the suggestions hold where the plan is wrong.
type WordingRobust struct {
	// Most is the number of the suggestion that loses the least in the case that is worst for it.
	Most int
	// HoldsIn counts the cases, of Cases, in which the order of the suggestions holds.
	HoldsIn, Cases int
}

// WordingRegion is a region in a Wording.
type WordingRegion struct {
	Name, TimeZone string
	// Start and End are the window on the region's own clocks.
	Start, End time.Time
	Customers  int64
	// MeanShare is the share that is active in the window, on average; Part is the region's part of all CustomerHours.
	MeanShare, CustomerHours, Part float64
	Days                           []WordingDay
}

// WordingDay is a day that a window touches; the next one of the same kind and name is left out.
type WordingDay struct {
	// Kind is "workday", "weekend" or "holiday", and Name that of the holiday.
	Kind, Name string
}

// WordingDays are regions with the same kinds of day.
type WordingDays struct {
	Days    []WordingDay
	Regions []string
}

// WordingClocks is a change of clocks, at an instant in UTC.
type WordingClocks struct {
	At       time.Time
	TimeZone string
	Regions  []string
	// By is how far the clocks go, forward or back.
	By      time.Duration
	Forward bool
}

// newWording is about suggestion i of a result.
func newWording(res *scheduler.Result, i int) *Wording {
	s := res.Suggestions[i]
	im := s.Impact
	best := im.CustomerHours
	for _, other := range res.Suggestions {
		best = min(best, other.Impact.CustomerHours)
	}
	w := &Wording{
		Number: i + 1, Start: s.Window.Start, End: s.Window.End, FreeUntil: s.FreeUntil, Runway: s.Runway, Open: s.Open, Considered: res.Considered,
		CustomerHours: im.CustomerHours, PlannedHours: im.PlannedCustomerHours, OverrunHours: im.OverrunCustomerHours, Weighted: im.Weighted,
		MoreThanBest: im.CustomerHours - best, MoreThanFirst: im.CustomerHours - res.Suggestions[0].Impact.CustomerHours, Customers: total(im), MeanShare: im.MeanShare,
	}
	if s.RollbackBy != nil {
		w.RollbackBy = *s.RollbackBy
	}
	if s.PointOfNoReturn != nil {
		w.PointOfNoReturn = *s.PointOfNoReturn
	}
	w.Regions = make([]WordingRegion, 0, len(im.Regions))
	for k, r := range im.Regions {
		days := wordingDays(r.Days)
		if k > 0 && slices.Equal(days, w.Regions[k-1].Days) {
			days = w.Regions[k-1].Days
		}
		region := WordingRegion{Name: clean(r.Region), TimeZone: r.Local.Start.Location().String(), Start: r.Local.Start, End: r.Local.End, Customers: r.Customers, MeanShare: r.MeanShare,
			CustomerHours: r.CustomerHours, Days: days}
		if im.CustomerHours > 0 {
			region.Part = r.CustomerHours / im.CustomerHours
		}
		w.Regions = append(w.Regions, region)
		at := slices.IndexFunc(w.Days, func(d WordingDays) bool { return slices.Equal(d.Days, days) })
		if at < 0 {
			at, w.Days = len(w.Days), append(w.Days, WordingDays{Days: days})
		}
		w.Days[at].Regions = append(w.Days[at].Regions, region.Name)
	}
	if len(w.Regions) > 1 && w.Regions[0].CustomerHours > 0 {
		w.MostHit = &w.Regions[0]
	}
	for _, c := range s.ClockChanges {
		by := c.After - c.Before
		w.ClockChanges = append(w.ClockChanges, WordingClocks{At: c.At.In(time.UTC), TimeZone: clean(c.TimeZone), Regions: each(c.Regions, clean), By: max(by, -by), Forward: by > 0})
	}
	if s.Crew != nil {
		w.PersonHours = s.Crew.PersonHours
		w.Crews = each(s.Crew.Crews, func(c scheduler.CrewPart) string { return clean(c.Crew) })
	}
	return w
}

// wordingDays leaves out a day that is as the one before.
func wordingDays(days []scheduler.LocalDay) []WordingDay {
	return slices.Compact(each(days, func(d scheduler.LocalDay) WordingDay {
		switch d.Kind {
		case calendar.KindWeekend:
			return WordingDay{Kind: "weekend"}
		case calendar.KindHoliday:
			return WordingDay{"holiday", clean(d.Name)}
		default:
			return WordingDay{Kind: "workday"}
		}
	}))
}

// sampleWording is one to try templates on: a region, everything given.
func sampleWording() *Wording {
	start := time.Date(2026, time.December, 5, 5, 0, 0, 0, time.UTC)
	w := &Wording{
		Title: "Maintenance window", Number: 1, Start: start, End: start.Add(time.Hour), FreeUntil: start.Add(6 * time.Hour), Runway: 5 * time.Hour,
		RollbackBy: start.Add(45 * time.Minute), PointOfNoReturn: start.Add(5 * time.Hour), Considered: 2, CustomerHours: 10, PlannedHours: 8, OverrunHours: 2,
		MoreThanBest: 1, MoreThanFirst: 1, Customers: 100, MeanShare: 0.1, Crews: []string{"Crew"}, PersonHours: 2, Warnings: []string{"A warning."},
		Rows: 2, LeftOut: 1, Others: true, Robust: &WordingRobust{Most: 1, HoldsIn: 3, Cases: 4},
		Regions:      []WordingRegion{{Name: "Region", TimeZone: "UTC", Start: start, End: start.Add(time.Hour), Customers: 100, MeanShare: 0.1, CustomerHours: 10, Part: 1, Days: []WordingDay{{"holiday", "Holiday"}}}},
		Days:         []WordingDays{{Days: []WordingDay{{"holiday", "Holiday"}}, Regions: []string{"Region"}}},
		ClockChanges: []WordingClocks{{At: start, TimeZone: "UTC", Regions: []string{"Region"}, By: time.Hour, Forward: true}},
	}
	w.MostHit = &w.Regions[0]
	return w
}
