package activity

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// MinHours is the least history that anything is learned from: two weeks.
const MinHours = 2 * weekHours

// Options say how a model is learned. The zero value is the documented default of each field.
type Options struct {
	// Now is when the model will be used; the fit warns where the history ends long before. The zero
	// value means right after the history's end: the library reads no clock.
	Now time.Time
}

// Model is what was learned of one region's activity. It never changes and is safe for concurrent use.
type Model struct {
	cal    calendar.Calendar
	frame  frame
	values []float64
	week   *usualWeek
	roles  roles
	peak   float64
	fit    Fit
}

// Fit says what a model was learned from and how good it is.
type Fit struct {
	// Span is the part of the history that was looked at: its last 165 weeks at most.
	Span calendar.Interval
	// Weeks is the number of weeks, of the last 26, that the usual week was learned from; Years how
	// many earlier years showed the season.
	Weeks, Years int
	// Hours of the span are known and were used. Missing had no value; Outages and Spikes had one that
	// tells of a failure or a burst rather than of customers, and were taken for missing.
	Hours, Missing, Outages, Spikes int
	// Peak is the largest hourly value used: a share of 1.
	Peak float64
	// Noise is the root mean square deviation of an hour from what was learned, relative to the mean.
	Noise float64
	// Builtin is the nearest built-in profile, and Shrunk how much it weighs in the usual week: 0 to 1.
	Builtin string
	Shrunk  float64
	// ExpectedError is the mean absolute error of an hour, relative to the mean, where each of the last
	// weeks (four at most) was predicted from those before it. It is NaN where there is no such week.
	ExpectedError float64
	// Read is what the series' reader counted: rows, blank ones, hours left out for want of a part.
	Read Read
	// Warnings are plain sentences about what makes the model doubtful.
	Warnings []string
}

// Learn learns a region's activity from its hourly history, on the clocks and with the days off and
// holidays of cal. The usual week is a mean over the last 26 weeks by hour of the local week, of which
// each counts a quarter less than the next, each divided by its level; working days are pooled where
// noise hides their differences; sparse counts are shrunk towards the nearest built-in profile.
// Holidays and the nights after them are left out of it, as are outages and bursts. Missing hours are
// missing, not 0.
//
// Errors: FieldErrors for values that are negative or infinite, a calendar without a location, a
// history of less than two weeks or without activity; the error of the calendar's holidays where they
// are not known for the history's years. Cost: O(hours), some milliseconds a year.
func Learn(s Series, cal calendar.Calendar, opt Options) (*Model, error) {
	m, err := learn(s, cal)
	if err != nil {
		return nil, err
	}
	m.expect()
	m.warn(s, opt)
	return m, nil
}

// learn is Learn without what only the fit is for.
func learn(s Series, cal calendar.Calendar) (*Model, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if cal.Location == nil {
		return nil, oneFault("calendar.location", nil, "the region's time zone")
	}
	if n := len(s.Values); n < MinHours {
		return nil, oneFault("values", n, fmt.Sprintf("at least %d hours: two weeks", MinHours))
	}
	values := s.Values[max(0, len(s.Values)-DefaultKeep):]
	start := s.Start.Unix() + int64(len(s.Values)-len(values))*hourSeconds
	m := &Model{cal: cal, values: append([]float64(nil), values...)}
	m.fit.Span = calendar.Interval{Start: time.Unix(start, 0).UTC(), End: s.Span().End}
	var err error
	if m.frame, err = newFrame(cal, start, len(values), phaseAt(cal.Location, m.fit.Span.End.Unix()-hourSeconds)); err != nil {
		return nil, err
	}
	m.fit.Missing = s.countMissing(len(values))
	m.fit.Outages, m.fit.Spikes = dropOutliers(&m.frame, m.values)
	m.fit.Hours = len(values) - m.fit.Missing - m.fit.Outages - m.fit.Spikes
	recent := 0
	for i, v := range m.values {
		if math.IsNaN(v) {
			continue
		}
		m.peak = max(m.peak, v)
		if i >= len(values)-memory*weekHours {
			recent++
		}
	}
	if recent < MinHours/2 || m.peak == 0 {
		return nil, oneFault("values", recent, fmt.Sprintf("at least %d known hours in the last %d weeks, not all of them 0", MinHours/2, memory))
	}
	m.fit.Peak, m.fit.Read = m.peak, s.Read
	m.fit.Read.Warnings = slices.Clone(s.Read.Warnings)
	m.week = learnWeek(&m.frame, m.values, len(m.values))
	week := m.frame.week(len(m.values))
	m.week.shrink(week, m.frame.phase)
	m.roles = findRoles(week)
	m.fit.Weeks, m.fit.Noise = m.week.weeks, m.week.noise
	m.fit.Builtin, m.fit.Shrunk = m.week.builtin, m.week.shrunk
	m.fit.Years = newSeason(m.week, &m.frame, m.values, len(m.values), 1).years
	return m, nil
}

// Fit returns what the model was learned from and how good it is. Its slices are the caller's own.
func (m *Model) Fit() Fit {
	fit := m.fit
	fit.Warnings = slices.Clone(fit.Warnings)
	fit.Read.Warnings = slices.Clone(fit.Read.Warnings)
	return fit
}

// expect predicts the last weeks from those before them.
func (m *Model) expect() {
	wrong, all := 0.0, 0.0
	for k := 4; k >= 1; k-- {
		n := len(m.values) - k*weekHours
		if n < MinHours {
			continue
		}
		u := learnWeek(&m.frame, m.values, n)
		u.shrink(m.frame.week(n), m.frame.phase)
		for i := n; i < n+weekHours; i++ {
			if !math.IsNaN(m.values[i]) {
				wrong += math.Abs(u.at(m.roles, &m.frame, i) - m.values[i])
				all += m.values[i]
			}
		}
	}
	m.fit.ExpectedError = math.NaN()
	if all > 0 {
		m.fit.ExpectedError = wrong / all
	}
}

// countMissing returns how many of the last n hours have no value.
func (s Series) countMissing(n int) int {
	s.Values = s.Values[len(s.Values)-n:]
	return s.Missing()
}

func oneFault(path string, value any, expected string) error {
	return scheduler.FieldErrors{{Path: path, Value: value, Expected: expected}}
}
