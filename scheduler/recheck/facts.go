package recheck

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/internal/sums"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// facts gathers what the answer rests on, over the span and the time past it in which rules matter, and returns its
// fingerprint.
func (r *Record) facts(ctx context.Context, plan *planfile.Plan) (*document.Fingerprint, error) {
	span := calendar.Interval{Start: r.Span.Start.UTC(), End: r.Span.End.Add(decision.Runway).UTC()}
	r.Span = document.NewInterval(span)
	places := make(map[string]int)
	look := func(about Region, c calendar.Calendar) (Region, error) {
		about.TimeZone = c.Location.String()
		first, last := calendar.DateOf(span.Start.In(c.Location)), calendar.DateOf(span.End.Add(-time.Second).In(c.Location))
		holidays, worked, err := c.Exceptions(first, last)
		if err != nil {
			return about, fmt.Errorf("days of %s: %w", about.Name, err)
		}
		days := Calendar{Weekend: c.Weekend, Holidays: slices.Concat([]calendar.Holiday{}, holidays), Worked: slices.Concat([]calendar.WorkingDay{}, worked)}
		text, err := json.Marshal(days)
		if err != nil {
			return about, err
		}
		place, known := places[string(text)]
		if !known {
			place = len(r.Calendars)
			places[string(text)] = place
			r.Calendars = append(r.Calendars, days)
		}
		about.Calendar = place
		return about, nil
	}
	for _, region := range plan.Planner.Regions() {
		activity, err := json.Marshal(region.Activity)
		if err != nil {
			return nil, err
		}
		about, err := look(Region{Name: region.Name, Customers: region.Customers, Weight: cmp.Or(region.Weight, 1), Activity: sum(activity)}, region.Calendar)
		if err != nil {
			return nil, err
		}
		r.Regions = append(r.Regions, about)
	}
	for _, crew := range plan.Request.Crew {
		about, err := look(Region{Name: crew.Name, Customers: crew.People, Weight: 1}, crew.Calendar)
		if err != nil {
			return nil, err
		}
		r.Crews = append(r.Crews, about)
	}
	for _, loc := range plan.Zones() {
		r.Zones = append(r.Zones, zoneOf(loc, span))
	}
	return decision.FingerprintOf(ctx, plan, span)
}

func zoneOf(loc *time.Location, span calendar.Interval) Zone {
	z := Zone{TimeZone: loc.String()}
	for stretch, offset := range calendar.Offsets(loc, span) {
		z.Offsets = append(z.Offsets, Offset{stretch.Start.UTC(), offset})
	}
	return z
}

// sum returns the fingerprint of a text.
func sum(text []byte) string {
	s := sums.New()
	_, _ = s.Write(text) // it takes everything
	return s.String()
}
