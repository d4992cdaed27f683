package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// NewDocument returns the JSON form of a result, which must not be nil. It shares no memory with the
// result. Cost: O(suggestions x regions).
func NewDocument(res *scheduler.Result) *Document {
	return &Document{
		Version:     Version,
		Suggestions: each(res.Suggestions, suggestion),
		Assessments: each(res.Assessments, assessment),
		Considered:  res.Considered,
		Blocked:     each(res.Blocked, blocked),
		Warnings:    each(res.Warnings, func(s string) string { return s }),
		RuleOfThumb: NewRuleOfThumb(res.Thumb),
	}
}

// NewAssessments returns the JSON form of proposed starts that were judged, in the same order. It is
// never nil.
func NewAssessments(list []scheduler.Assessment) []Assessment { return each(list, assessment) }

// NewErrorDocument returns the JSON form of an error: of a *scheduler.NoWindowError, of
// scheduler.FieldErrors or a *scheduler.FieldError (wrapped or not), or, as KindFailed, of any
// other. The error must not be nil.
func NewErrorDocument(err error) *ErrorDocument {
	e := Error{Kind: KindFailed, Message: err.Error()}
	var none *scheduler.NoWindowError
	if errors.As(err, &none) {
		e.Kind = KindNoWindow
		if !none.LongestFree.Empty() {
			longest := interval(none.LongestFree)
			e.LongestFree = &longest
		}
		e.Blocked = each(none.Blocked, blocked)
		e.Relaxations = each(none.Relaxations, func(r scheduler.Relaxation) Relaxation {
			return Relaxation{Change: r.Change, Opens: r.Opens, Best: suggestion(r.Best)}
		})
	} else if faults := fieldErrors(err); faults != nil {
		e.Kind = KindInvalidPlan
		e.Problems = each(faults, func(f *scheduler.FieldError) Problem {
			return Problem{Path: f.Path, Value: jsonValue(f.Value), Expected: f.Expected}
		})
	}
	return &ErrorDocument{Error: e}
}

// fieldErrors returns the faults that an error holds, nil if it is of another kind.
func fieldErrors(err error) scheduler.FieldErrors {
	var faults scheduler.FieldErrors
	var fault *scheduler.FieldError
	switch {
	case errors.As(err, &faults):
		return faults
	case errors.As(err, &fault):
		return scheduler.FieldErrors{fault}
	}
	return nil
}

// each turns every element of a list; the list it returns is never nil.
func each[A, B any](list []A, turn func(A) B) []B {
	out := make([]B, len(list))
	for i, a := range list {
		out[i] = turn(a)
	}
	return out
}

func interval(iv calendar.Interval) Interval { return Interval{Start: iv.Start, End: iv.End} }

func suggestion(s scheduler.Suggestion) Suggestion {
	return Suggestion{
		Window:          interval(s.Window),
		Impact:          impact(s.Impact),
		FreeUntil:       s.FreeUntil,
		Open:            s.Open,
		Runway:          s.Runway.String(),
		RollbackBy:      copied(s.RollbackBy),
		PointOfNoReturn: copied(s.PointOfNoReturn),
		Crew:            NewBurden(s.Burden),
		ClockChanges:    NewClockChanges(s.ClockChanges),
	}
}

func impact(im scheduler.Impact) Impact {
	return Impact{
		CustomerHours:        im.CustomerHours,
		PlannedCustomerHours: im.PlannedCustomerHours,
		OverrunCustomerHours: im.OverrunCustomerHours,
		MeanShare:            im.MeanShare,
		PeakShare:            im.PeakShare,
		Regions: each(im.Regions, func(r scheduler.RegionImpact) Region {
			return Region{
				Region:   r.Region,
				TimeZone: r.TimeZone,
				Local:    interval(r.Local),
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

func assessment(a scheduler.Assessment) Assessment {
	return Assessment{
		Window: interval(a.Window),
		Impact: impact(a.Impact),
		Free:   a.Free,
		OnGrid: a.OnGrid,
		Blocks: each(a.Blocks, func(b scheduler.Block) Block {
			return Block{Rule: b.Rule, Region: b.Region, Reason: b.Reason, Start: b.Interval.Start, End: b.Interval.End}
		}),
		Factor: copied(a.Factor),
		Rank:   a.Rank,
		Crew:   NewBurden(a.Burden),
	}
}

func blocked(b scheduler.Blocked) Blocked {
	return Blocked{Rule: b.Rule, Region: b.Region, Reason: b.Reason, Hours: hours(b.Duration)}
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

// jsonValue returns what was found in a form that encoding/json takes.
func jsonValue(v any) any {
	switch v := v.(type) {
	case nil, bool, string, json.Number, json.RawMessage:
		if _, err := json.Marshal(v); err != nil {
			return fmt.Sprintf("%s", v) // a RawMessage or Number that is no JSON
		}
		return v
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case fmt.Stringer: // time.Duration, calendar.Date, valid or not
		return v.String()
	}
	if _, err := json.Marshal(v); err != nil { // NaN, infinities, functions
		return fmt.Sprint(v)
	}
	return v
}
