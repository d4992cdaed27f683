package decision

import (
	"context"
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/sums"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// Runway is how far past its horizon a plan's rules matter.
const Runway = 7 * 24 * time.Hour

// Fingerprint returns the fingerprints of what the answers to a plan rest on: the plan with its files, the days off of its
// regions and crews, and what the clocks read of the zones that it names. Days and clocks are those of the horizon and
// the [Runway] after it, not the version of a database: where a newer one says the same of that time, the fingerprint
// is the same.
//
// Errors are those of a source of days that knows them no longer, and of the context. Cost: that of asking each region
// for its days: some ten microseconds a region with two years of holidays, a tenth to a third of a search.
func Fingerprint(ctx context.Context, plan *planfile.Plan) (*document.Fingerprint, error) {
	span := plan.Request.Horizon
	span.End = span.End.Add(Runway)
	return FingerprintOf(ctx, plan, span)
}

// FingerprintOf is [Fingerprint] with the days and clocks of another span of time.
func FingerprintOf(ctx context.Context, plan *planfile.Plan, span calendar.Interval) (*document.Fingerprint, error) {
	days := sums.New()
	for _, region := range plan.Planner.Regions() {
		if err := addDays(ctx, days, region.Name, region.Calendar, span); err != nil {
			return nil, err
		}
	}
	for _, crew := range plan.Request.Crew {
		if err := addDays(ctx, days, crew.Name, crew.Calendar, span); err != nil {
			return nil, err
		}
	}
	zones := sums.New()
	for _, loc := range plan.Zones() {
		zones.Add('z', loc.String())
		for stretch, offset := range calendar.Offsets(loc, span) {
			zones.AddInt('@', stretch.Start.Unix())
			zones.AddInt('+', int64(offset))
		}
	}
	return &document.Fingerprint{Plan: plan.Fingerprint(), Days: days.String(), Zones: zones.String()}, nil
}

// addDays adds the days off of a region or a crew.
func addDays(ctx context.Context, to *sums.Sum, name string, c calendar.Calendar, span calendar.Interval) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	first, last := calendar.DateOf(span.Start.In(c.Location)), calendar.DateOf(span.End.Add(-time.Second).In(c.Location))
	holidays, worked, err := c.Exceptions(first, last)
	if err != nil {
		return fmt.Errorf("days of %s: %w", name, err)
	}
	weekend, err := c.Weekend.MarshalText()
	if err != nil {
		return err
	}
	to.Add('w', string(weekend))
	for _, h := range holidays {
		to.AddInt('h', int64(h.Date.Days()))
		to.Add('n', h.Title())
	}
	for _, w := range worked {
		to.AddInt('d', int64(w.Date.Days()))
		to.Add('n', w.Title())
	}
	return nil
}
