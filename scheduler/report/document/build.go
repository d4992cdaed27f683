package document

import (
	"math"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// NewResult returns the JSON form of a result, which must not be nil. It shares no memory with the
// result. Cost: O(suggestions x regions).
func NewResult(res *scheduler.Result) *Result {
	out := &Result{
		Version:     Version,
		Suggestions: each(res.Suggestions, suggestion),
		Assessments: each(res.Assessments, assessment),
		Considered:  res.Considered,
		Blocked:     each(res.Blocked, blocked),
		Warnings:    each(res.Warnings, func(s string) string { return s }),
		RuleOfThumb: NewRuleOfThumb(res.RuleOfThumb),
		Comparison:  NewComparison(res.Comparison),
	}
	out.addRulePrices(res.RulePrices)
	return out
}

// NewAssessments returns the JSON form of proposed starts that were judged, in the same order. It is
// never nil.
func NewAssessments(list []scheduler.Assessment) []Assessment { return each(list, assessment) }

// NewInterval returns the JSON form of an interval.
func NewInterval(iv calendar.Interval) Interval { return Interval{Start: iv.Start, End: iv.End} }

func suggestion(s scheduler.Suggestion) Suggestion {
	return Suggestion{
		Window:          NewInterval(s.Window),
		Impact:          impact(s.Impact),
		FreeUntil:       s.FreeUntil,
		Open:            s.Open,
		Runway:          s.Runway.String(),
		RollbackBy:      copied(s.RollbackBy),
		PointOfNoReturn: copied(s.PointOfNoReturn),
		Crew:            NewBurden(s.Crew),
		ClockChanges:    NewClockChanges(s.ClockChanges),
	}
}

func impact(im scheduler.Impact) Impact {
	return Impact{
		Weighted:             im.Weighted,
		CustomerHours:        im.CustomerHours,
		PlannedCustomerHours: im.PlannedCustomerHours,
		OverrunCustomerHours: im.OverrunCustomerHours,
		MeanShare:            im.MeanShare,
		PeakShare:            im.PeakShare,
		Regions: each(im.Regions, func(r scheduler.RegionImpact) Region {
			return Region{
				Region:   r.Region,
				TimeZone: r.TimeZone,
				Weight:   weight(r.Weight),
				Local:    NewInterval(r.Local),
				Days: each(r.Days, func(d scheduler.LocalDay) Day {
					return Day{Date: d.Date, Kind: d.Kind.String(), Name: d.Name}
				}),
				CustomerHours:        r.CustomerHours,
				PlannedCustomerHours: r.PlannedCustomerHours,
				OverrunCustomerHours: r.OverrunCustomerHours,
				MeanShare:            r.MeanShare,
				PeakShare:            r.PeakShare,
			}
		}),
	}
}

// weight returns 0, which is left out, where a customer counts as one.
func weight(w float64) float64 {
	if w == 1 {
		return 0
	}
	return w
}

func assessment(a scheduler.Assessment) Assessment {
	return Assessment{
		Window: NewInterval(a.Window),
		Impact: impact(a.Impact),
		Free:   a.Free,
		OnGrid: a.OnGrid,
		Blocks: each(a.Blocks, func(b scheduler.Block) Block {
			return Block{Rule: b.Rule, Region: b.Region, Reason: b.Reason, Start: b.Interval.Start, End: b.Interval.End}
		}),
		Factor: copied(a.Factor),
		Rank:   a.Rank,
		Crew:   NewBurden(a.Crew),
	}
}

func blocked(b scheduler.Blocked) Blocked {
	return Blocked{Rule: b.Rule, Region: b.Region, Reason: b.Reason, Hours: hours(b.Duration)}
}

// each turns every element of a list; the list it returns is never nil.
func each[A, B any](list []A, turn func(A) B) []B {
	out := make([]B, len(list))
	for i, a := range list {
		out[i] = turn(a)
	}
	return out
}

func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

// hours returns d in hours, rounded to the nearest millionth, half to even. A millionth of an hour
// is 3.6 milliseconds, so it is counted in whole numbers and turned into a float once.
func hours(d time.Duration) float64 {
	const millionth = time.Hour / 1_000_000
	return math.RoundToEven(float64(d/millionth)+float64(d%millionth)/float64(millionth)) / 1e6
}
