package activity

import (
	"math"

	"github.com/quietwindow/quietwindow/scheduler"
)

// Constants are what the learner assumes of all regions alike. They are exported so that what is shipped can be
// put to the test: `examples/backtest -halves` chooses them on one half of some families of histories and reports on
// the other. README.md has the result. Nobody need set them.
type Constants struct {
	// Decay is how much less each week counts than the one after it: 0 for a plain mean, up to but not
	// including 1.
	Decay float64
	// LevelDecay is the same for how busy the weeks were as a whole, which moves faster than their shape.
	LevelDecay float64
	// EvenWeeks is how many of the last weeks count alike after a change of clocks, 1 to 26: the latest ones
	// alone would tell of one side of the change only, with the sun an hour off the other.
	EvenWeeks int
	// SeasonTrust is the power to which the change of the years before is taken, 0 for no season to 1: this
	// year's is expected to be like it, but less.
	SeasonTrust float64
	// HolidayStrength is how far a holiday is predicted from its own weekday, 0, towards the last day off of
	// the week, 1.
	HolidayStrength float64
	// OutlierSpread is how many robust standard deviations an hour or a day must lie away from what it usually
	// is to be set aside: more than 0.
	OutlierSpread float64
}

// DefaultConstants returns what is used unless Options say otherwise.
//
// Decay, LevelDecay, EvenWeeks, SeasonTrust and OutlierSpread were chosen by hand in back-tests of the electricity
// demand of 2017 to 2019 and the bicycles and pedestrians of 2015 and 2016 that README.md names, all families together.
// The weight then lies half in the last two and a half weeks. Six robust deviations are what leaves every hour of those
// histories alone that is not plainly a failure. HolidayStrength is Germany's: its load on a weekday holiday is 0.76 of
// the same weekday's, on its Sunday 0.77; commits on public holidays lie further apart (Christmas 0.07 of the weekday,
// Columbus Day 1.01, Sunday 0.22). A strength learned from each region's own few holidays chose worse.
func DefaultConstants() Constants {
	return Constants{Decay: 0.25, LevelDecay: 0.5, EvenWeeks: 6, SeasonTrust: 0.7, HolidayStrength: 0.85, OutlierSpread: 6}
}

// check returns FieldErrors for constants out of range.
func (c Constants) check() error {
	var faults scheduler.FieldErrors
	for _, f := range []struct {
		path     string
		value    any
		ok       bool
		expected string
	}{
		{"constants.decay", c.Decay, c.Decay >= 0 && c.Decay < 1, "0 up to, not including, 1"},
		{"constants.level_decay", c.LevelDecay, c.LevelDecay >= 0 && c.LevelDecay < 1, "0 up to, not including, 1"},
		{"constants.even_weeks", c.EvenWeeks, c.EvenWeeks >= 1 && c.EvenWeeks <= memory, "1 to 26 weeks"},
		{"constants.season_trust", c.SeasonTrust, c.SeasonTrust >= 0 && c.SeasonTrust <= 1, "0 to 1"},
		{"constants.holiday_strength", c.HolidayStrength, c.HolidayStrength >= 0 && c.HolidayStrength <= 1, "0 to 1"},
		{"constants.outlier_spread", c.OutlierSpread, c.OutlierSpread > 0 && !math.IsInf(c.OutlierSpread, 1), "a number above 0"},
	} {
		if !f.ok {
			faults = append(faults, &scheduler.FieldError{Path: f.path, Value: f.value, Expected: f.expected})
		}
	}
	if faults == nil {
		return nil
	}
	return faults
}
