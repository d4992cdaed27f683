package scheduler

import (
	"context"
	"errors"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// Period is a named part of time, for Blackout and OnlyDuring: instants that are the same
// everywhere, or what local clocks read, region by region. Build one with Instants, Dates or RegionInstants: a rule
// about the zero value, and about a function that is nil, is refused.
type Period struct {
	name    string
	regions []string
	set     func(ctx context.Context, loc *time.Location, within calendar.Interval) (calendar.Set, error)
	local   bool
}

// Instants returns the period of the given instants, the same everywhere.
func Instants(name string, set calendar.Set) Period {
	return Period{name: name, set: func(context.Context, *time.Location, calendar.Interval) (calendar.Set, error) { return set, nil }}
}

// Dates returns the period of the local dates from first up to, not including, end. It holds wherever
// it is one of those dates in one of the regions: in all regions, if none is given. Where end is not
// after first the period is empty. A date that does not exist is among the FieldErrors.
func Dates(name string, first, end calendar.Date, regions ...string) (Period, error) {
	var faults FieldErrors
	if !first.Valid() {
		faults.add("first", first.String(), "a date that exists")
	}
	if !end.Valid() {
		faults.add("end", end.String(), "a date that exists")
	}
	if err := faults.err(); err != nil {
		return Period{}, err
	}
	return RegionInstants(name, func(_ context.Context, loc *time.Location, within calendar.Interval) (calendar.Set, error) {
		var parts []calendar.Interval
		// A calendar without holidays never returns an error.
		days, _ := calendar.Calendar{Location: loc}.Days(within)
		for _, d := range days {
			if !d.Date.Before(first) && d.Date.Before(end) {
				parts = append(parts, d.Interval)
			}
		}
		return calendar.NewSet(parts...), nil
	}, regions...), nil
}

// RegionInstants returns the period that set tells for the clocks of each of the regions: of all regions,
// if none is given. It holds where it holds in one of them. The function must be pure; it is called once
// for every zone, with the span that matters. Its error makes the request fail.
func RegionInstants(name string, set func(ctx context.Context, loc *time.Location, within calendar.Interval) (calendar.Set, error), regions ...string) Period {
	return Period{name: name, regions: regions, set: set, local: true}
}

// Within returns the instants of span that lie in the period on the clocks of loc, whatever its regions.
// It is empty for the zero Period. The error is that of the function of RegionInstants; the context is handed to it.
func (p Period) Within(ctx context.Context, loc *time.Location, span calendar.Interval) (calendar.Set, error) {
	if p.set == nil {
		return calendar.Set{}, nil
	}
	set, err := p.set(ctx, loc, span)
	return set.Intersect(calendar.NewSet(span)), err
}

// errNoPeriod is what a rule about a period says that nobody built: as a freeze it would be none, in silence.
var errNoPeriod = errors.New("the period has no function: build it with Instants, Dates or RegionInstants")

// sets walks the period's instants, region by region in the planner's order, until visit returns false;
// where they are the same everywhere there is one set, of no region.
func (p Period) sets(ctx context.Context, v *View, visit func(region string, set calendar.Set) bool) error {
	if p.set == nil {
		return errNoPeriod
	}
	if !p.local {
		set, err := p.set(ctx, time.UTC, v.Span())
		if err == nil {
			visit("", set)
		}
		return err
	}
	wanted := make(map[string]bool, len(p.regions))
	for _, name := range p.regions {
		wanted[name] = true
	}
	// Regions that share a zone share the answer.
	known := make(map[*time.Location]calendar.Set)
	for r := range v.Regions() {
		if len(wanted) > 0 && !wanted[r.Name] {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		loc := r.Calendar.Location
		set, ok := known[loc]
		if !ok {
			var err error
			if set, err = p.set(ctx, loc, v.Span()); err != nil {
				return err
			}
			known[loc] = set
		}
		if !visit(r.Name, set) {
			break
		}
	}
	return nil
}
