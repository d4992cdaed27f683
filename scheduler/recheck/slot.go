package recheck

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// MaxDates is how many dates of a recurring slot are announced windows: the next ones of the horizon.
const MaxDates = 26

// Slot is a recurring slot that customers know of, judged over the horizon of a plan.
type Slot struct {
	// Every and TimeZone are as in a plan, Weekday and Time such as "Sun" and "02:00". Week is there for months, First, the date of an
	// occurrence, for 2 and 4 weeks.
	Every    string         `json:"every"`
	TimeZone string         `json:"time_zone"`
	Weekday  string         `json:"weekday"`
	Time     string         `json:"time"`
	Week     int            `json:"week,omitempty"`
	First    *calendar.Date `json:"first,omitempty"`
	// Occurrences counts those of the horizon, Blocked those of them that are not free. CustomerHours is what the free ones cost; weighted
	// customer-hours where Weighted is set.
	Occurrences   int     `json:"occurrences"`
	Blocked       int     `json:"blocked"`
	CustomerHours float64 `json:"customer_hours"`
	Weighted      bool    `json:"weighted,omitempty"`
	// Problem is why it cannot be judged.
	Problem string `json:"problem,omitempty"`
}

// String names the slot, such as "Sun 02:00 UTC every week".
func (s *Slot) String() string {
	text := fmt.Sprintf("%s %s %s every %s", s.Weekday, s.Time, s.TimeZone, s.Every)
	switch {
	case s.Week < 0:
		return fmt.Sprintf("the last %s of every month, %s %s", s.Weekday, s.Time, s.TimeZone)
	case s.Week > 0:
		return fmt.Sprintf("%s number %d of every month, %s %s", s.Weekday, s.Week, s.Time, s.TimeZone)
	case s.First != nil:
		return text + " from " + s.First.String()
	}
	return text
}

// slotOf is a slot of an answer, not judged yet.
func slotOf(r document.Recurring, s document.Slot) Slot {
	return Slot{Every: r.Every, TimeZone: r.TimeZone, Weekday: s.Weekday, Time: s.Time, Week: s.Week, First: s.First}
}

// recurring asks for the best slots, judges the announced one, and its next dates.
func (r *Record) recurring(ctx context.Context, plan *planfile.Plan, data []byte, opts Options) error {
	asked, err := plan.Planner.Prepare(ctx, plan.Request)
	if err != nil {
		return err
	}
	res, err := plan.Planner.Recurring(ctx, plan.Request, *plan.Recurring)
	switch {
	case errors.Is(err, scheduler.ErrNoWindow):
		r.NoWindow = document.NewErrorResult(err)
	case err != nil:
		return err
	default:
		r.Recurring = &document.NewRecurring(res, nil).Recurring
	}
	var given []time.Time
	for _, t := range opts.Announced {
		if !t.Before(plan.Request.Horizon.Start) { // of a slot, what is over is over
			given = append(given, t)
		}
	}
	if opts.Slot != nil {
		slot := *opts.Slot
		r.Slot = &slot
	} else if r.Recurring != nil {
		slot := slotOf(*r.Recurring, r.Recurring.Slots[0])
		r.Slot = &slot
	}
	if r.Slot != nil {
		dates, err := r.judgeSlot(ctx, plan, asked)
		if err != nil {
			return err
		}
		given = append(given, dates[:min(len(dates), MaxDates)]...)
	}
	slices.SortFunc(given, time.Time.Compare)
	given = slices.CompactFunc(given, time.Time.Equal)
	return r.judge(ctx, plan, data, opts, asked, given)
}

// judgeSlot judges the announced slot over the horizon, and returns its dates.
func (r *Record) judgeSlot(ctx context.Context, plan *planfile.Plan, asked *scheduler.Prepared) ([]time.Time, error) {
	s := r.Slot
	s.Occurrences, s.Blocked, s.CustomerHours, s.Problem = 0, 0, 0, ""
	want := cmp.Or(plan.Recurring.Location, time.UTC).String()
	if every := plan.Recurring.String(); every != s.Every || want != s.TimeZone {
		s.Problem = fmt.Sprintf("the plan asks for a slot every %s on the clocks of %s now", every, want)
	}
	horizon := plan.Request.Horizon
	horizon.End = horizon.End.Add(-max(plan.Request.Duration, plan.Request.KeepClear))
	dates, err := s.dates(horizon)
	if err != nil {
		return nil, err
	}
	for part := range slices.Chunk(dates, scheduler.MaxAssessed) {
		judged, err := asked.Assess(ctx, part...)
		if err != nil {
			return nil, err
		}
		for _, a := range judged {
			s.Occurrences++
			s.Weighted = a.Impact.Weighted
			if a.Free {
				s.CustomerHours += a.Impact.CustomerHours
			} else {
				s.Blocked++
			}
		}
	}
	s.CustomerHours = rounded(s.CustomerHours)
	return dates, nil
}

// dates returns the occurrences from a start to an end, which is one.
func (s *Slot) dates(within calendar.Interval) ([]time.Time, error) {
	loc, err := calendar.LoadZone(s.TimeZone)
	if err != nil {
		return nil, err
	}
	clock, err := calendar.ParseClock(s.Time)
	if err != nil {
		return nil, err
	}
	weeks := map[string]int{"week": 1, "2 weeks": 2, "4 weeks": 4}[s.Every]
	if weeks == 0 && s.Every != "month" || weeks > 1 && s.First == nil {
		return nil, fmt.Errorf("slot: found every %q; expected week, 2 weeks or 4 weeks with its first date, or month", s.Every)
	}
	var list []time.Time
	last := calendar.DateOf(within.End.In(loc)).AddDays(1)
	for day := calendar.DateOf(within.Start.In(loc)).AddDays(-1); !last.Before(day); day = day.AddDays(1) {
		if day.Weekday().String()[:3] != s.Weekday || weeks > 1 && (day.Days()-s.First.Days())%(7*weeks) != 0 || weeks == 0 && !s.inMonth(day) {
			continue
		}
		// As the planner places readings: one that is skipped moves forward, of two the first.
		if t := recur.Place(loc, recur.Reading{Date: day, Clock: clock}); !t.Before(within.Start) && !t.After(within.End) {
			list = append(list, t.UTC())
		}
	}
	return list, nil
}

// inMonth reports whether a day is the slot's of its month.
func (s *Slot) inMonth(day calendar.Date) bool {
	if s.Week < 0 {
		return day.AddDays(7).Month != day.Month
	}
	return (day.Day-1)/7+1 == s.Week
}

// same reports whether two slots have the same dates; what is told of the first one moves with the horizon.
func (s *Slot) same(o Slot) bool {
	phase := s.First == nil && o.First == nil
	if weeks := map[string]int{"2 weeks": 2, "4 weeks": 4}[s.Every]; weeks > 0 && s.First != nil && o.First != nil {
		phase = (s.First.Days()-o.First.Days())%(7*weeks) == 0
	}
	return phase && s.Every == o.Every && s.TimeZone == o.TimeZone && s.Weekday == o.Weekday && s.Time == o.Time && s.Week == o.Week
}
