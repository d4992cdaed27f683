package activity

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

const (
	// minHours is the least history that anything is learned from: two weeks.
	minHours = 2 * weekHours
	// reachHours is how far back a learner looks: three years for the season, and nine weeks.
	reachHours = 165 * weekHours
)

// Options say how a model is learned. The zero value is the documented default of each field.
type Options struct {
	// Now is when the model will be used; the fit warns where the last hour that has a value lies long before. The
	// zero value means right after the history's end: the library reads no clock.
	Now time.Time
	// Exclude is when maintenance is known to have kept customers out. Hours that it touches are not
	// learned from.
	Exclude calendar.Set
	// Constants are for back-tests of the learner itself. Nil means DefaultConstants().
	Constants *Constants
}

// Model is what was learned of one region's activity. It never changes and is safe for concurrent use.
type Model struct {
	cal       calendar.Calendar
	constants Constants
	frame     frame
	values    []float64
	aside     []Cause   // why an hour of values was taken for missing
	seen      []float64 // the last of values, before outliers were set aside
	end       int64     // of the last hour of values, in seconds since 1970
	known     time.Time // when the last hour ends that has a value
	zeros     int       // hours of 0 in a row at the end of the history
	gap       int       // weeks from end to the end of the history: of 0, which were left out
	week      *usualWeek
	roles     roles
	peak      float64
	learned   Fit // what is known of the fit once all is learned
	fit       func() Fit
	dips      func() []dipRun
}

// Fit says what a model was learned from and how good it is.
type Fit struct {
	// Span is the part of the history that was looked at: its last 165 weeks at most.
	Span calendar.Interval
	// Weeks is the number of weeks, of the last 26, that the usual week was learned from; Years how
	// many earlier years showed the season.
	Weeks, Years int
	// Hours of the span are known and were used. Missing had no value; Outages and Bursts had one that
	// tells of a failure or a burst rather than of customers, and Excluded are those of Options.Exclude.
	// They were taken for missing, and SetAside tells when they were, in order of time.
	Hours, Missing, Outages, Bursts, Excluded int
	SetAside                                  []SetAside
	// Noise is the root mean square deviation of an hour from what was learned, relative to the mean.
	Noise float64
	// Builtin is the nearest built-in profile, and Shrunk how much it weighs in the usual week: 0 to 1.
	Builtin string
	Shrunk  float64
	// ExpectedError is the mean absolute error of an hour, relative to the mean, where each of the last
	// weeks (four at most) was predicted from those before it. It is NaN where there is no such week.
	ExpectedError float64
	// Tally is what the series' reader counted: rows, blank ones, hours left out for want of a part.
	Tally history.Tally
	// Warnings are plain sentences about what makes the model doubtful.
	Warnings []string
}

// Learn learns a region's activity from its hourly history, on the clocks and with the days off and
// holidays of cal. The usual week is a mean over the last 26 weeks by hour of the local week, of which
// each counts a quarter less than the next, each divided by its level; working days are pooled where
// noise hides their differences; sparse counts are shrunk towards the nearest built-in profile.
// Holidays and the nights after them are left out of it, as are outages and bursts. Missing hours are
// missing, not 0. Zeros at the end, for a week or more and four times as long as any before, are an outage: what is
// learned is from before them, the last weeks there counting alike, as many as were lost.
//
// Errors: FieldErrors for values that are negative or infinite, a calendar without a location, a
// history of less than two weeks or without activity; the error of the calendar's holidays, except that
// years which they do not know are a warning, and their days ordinary days; the error of ctx once that is done. Cost: O(hours), some milliseconds a year.
func Learn(ctx context.Context, s history.Series, cal calendar.Calendar, opt Options) (*Model, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m := &Model{cal: cal, constants: DefaultConstants()}
	if opt.Constants != nil {
		m.constants = *opt.Constants
	}
	if err := check(s, cal, m.constants); err != nil {
		return nil, err
	}
	if err := m.take(s, opt.Exclude); err != nil {
		return nil, err
	}
	if err := m.enough(); err != nil {
		return nil, err
	}
	m.learned.Tally = s.Tally
	m.learned.Tally.Warnings = slices.Clone(s.Tally.Warnings)
	m.week = learnWeek(&m.frame, m.values, len(m.values), m.gap, m.constants)
	week := m.frame.week(len(m.values))
	m.week.shrink(week, m.frame.phase)
	m.roles = findRoles(week)
	m.learned.Weeks, m.learned.Noise = m.week.weeks, m.week.noise
	m.learned.Builtin, m.learned.Shrunk = m.week.builtin, m.week.shrunk
	m.learned.Years = newSeason(m.week, &m.frame, m.values, len(m.values), m.gap, m.gap+1).years
	m.fit = sync.OnceValue(func() Fit { return m.judge(opt) })
	m.dips = sync.OnceValue(m.findDips)
	return m, nil
}

// Peak returns the largest hourly value used: what a share of 1 stands for.
func (m *Model) Peak() float64 { return m.peak }

// Fit returns what the model was learned from and how good it is. Its slices are the caller's own. It
// is worked out when first asked for, at the cost of learning four times more, and kept.
func (m *Model) Fit() Fit {
	fit := m.fit()
	fit.Warnings = slices.Clone(fit.Warnings)
	fit.SetAside = slices.Clone(fit.SetAside)
	fit.Tally.Warnings = slices.Clone(fit.Tally.Warnings)
	return fit
}

// take copies the part of the history that is looked at, sets aside what does not tell of customers,
// and places the rest on the clocks.
func (m *Model) take(s history.Series, known calendar.Set) error {
	values := s.Values[max(0, len(s.Values)-reachHours):]
	start := s.Start.Unix() + int64(len(s.Values)-len(values))*hourSeconds
	m.learned.Span = calendar.Interval{Start: time.Unix(start, 0).UTC(), End: s.Span().End}
	m.learned.Missing = countMissing(values)
	last := len(values)
	for last > 0 && math.IsNaN(values[last-1]) {
		last--
	}
	m.known = time.Unix(start+int64(last)*hourSeconds, 0).UTC()
	all, aside := slices.Clone(values), make([]Cause, len(values))
	exclude(start, all, aside, known)
	n := len(values) - silentEnd(all)
	m.values, m.aside, m.end = all[:n], aside[:n], start+int64(n)*hourSeconds
	m.gap = (len(all) - n) / weekHours
	for i, v := range all[n:] {
		if v == 0 {
			aside[n+i] = Outage
		}
	}
	for i := len(all) - 1; i >= 0 && !(all[i] > 0); i-- {
		if all[i] == 0 {
			m.zeros++
		}
	}
	var err error
	if m.frame, err = newFrame(m.cal, start, n, phaseAt(m.cal.Location, m.end-hourSeconds), true); err != nil {
		return err
	}
	m.seen = slices.Clone(m.values[max(0, n-(dipWeeks+1)*weekHours):])
	setOutliersAside(&m.frame, m.values, m.aside, m.constants.OutlierSpread)
	for i, cause := range aside {
		switch cause {
		case Outage:
			m.learned.Outages++
		case Burst:
			m.learned.Bursts++
		case Excluded:
			m.learned.Excluded++
		}
		if cause != "" {
			all[i] = math.NaN()
		}
	}
	m.learned.Hours = len(values) - countMissing(all)
	m.learned.SetAside = stretches(start, all, aside)
	return nil
}

// enough finds the peak, and returns an error where too little is known.
func (m *Model) enough() error {
	recent, busy := 0, 0
	for i, v := range m.values {
		if math.IsNaN(v) {
			continue
		}
		m.peak = max(m.peak, v)
		if i >= len(m.values)-memory*weekHours {
			recent++
			if v > 0 {
				busy++
			}
		}
	}
	if recent < minHours/2 || busy == 0 {
		expected := fmt.Sprintf("at least %d known hours in the last %d weeks, not all of them 0", minHours/2, memory)
		if m.learned.Excluded > 0 {
			expected += fmt.Sprintf(", beside the %d hours that are excluded", m.learned.Excluded)
		}
		return oneFault("values", recent, expected)
	}
	return nil
}

// judge completes the fit.
func (m *Model) judge(opt Options) Fit {
	fit := m.learned
	fit.ExpectedError = m.expect()
	fit.Warnings = m.warnings(opt)
	return fit
}

// expect predicts the last weeks from those before them. It returns the mean absolute error relative
// to the mean.
func (m *Model) expect() float64 {
	wrong, all := 0.0, 0.0
	for k := 4; k >= 1; k-- {
		n := len(m.values) - k*weekHours
		if n < minHours {
			continue
		}
		u := learnWeek(&m.frame, m.values, n, 0, m.constants)
		u.shrink(m.frame.week(n), m.frame.phase)
		for i := n; i < n+weekHours; i++ {
			if !math.IsNaN(m.values[i]) {
				wrong += math.Abs(u.at(m.roles, &m.frame, i) - m.values[i])
				all += m.values[i]
			}
		}
	}
	if all == 0 {
		return math.NaN()
	}
	return wrong / all
}

// countMissing returns how many hours have no value.
func countMissing(values []float64) int {
	return history.Series{Values: values}.Missing()
}

// check returns everything that is wrong with what a model is to be learned from.
func check(s history.Series, cal calendar.Calendar, constants Constants) error {
	var faults scheduler.FieldErrors
	for _, err := range []error{s.Check(), constants.check()} {
		var some scheduler.FieldErrors
		if errors.As(err, &some) {
			faults = append(faults, some...)
		}
	}
	if cal.Location == nil {
		faults = append(faults, &scheduler.FieldError{Path: "calendar.location", Expected: "the region's time zone"})
	}
	if n := len(s.Values); n < minHours {
		faults = append(faults, &scheduler.FieldError{Path: "values", Value: n, Expected: fmt.Sprintf("at least %d hours: two weeks", minHours)})
	}
	if faults == nil {
		return nil
	}
	return faults
}

func oneFault(path string, value any, expected string) error {
	return scheduler.FieldErrors{{Path: path, Value: value, Expected: expected}}
}
