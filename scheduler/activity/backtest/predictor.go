package backtest

import (
	"context"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// Predictor competes in a back-test. Exactly one of Predict and Start is set. Both must be pure: equal
// arguments give equal answers.
type Predictor struct {
	// Name is shown in tables.
	Name string
	// Predict says how busy one region will be.
	Predict func(context.Context, Past) (Prediction, error)
	// Start chooses one of the free starts without predicting anything.
	Start func(Choice) time.Time
	// Future lets Predict see what happens, through Past.Truth. It is for ceilings only.
	Future bool
	// Fixed marks rules of thumb and built-ins, which learn nothing.
	Fixed bool
}

// Past is what a predictor knows of one region when a decision is made.
type Past struct {
	// Series ends when the decision is made.
	Series   history.Series
	Calendar calendar.Calendar
	// Horizon is where the window will be. Cover is the horizon and the longest window more: what the
	// scheduler wants a forecast to cover.
	Horizon, Cover calendar.Interval
	future         history.Series
}

// Truth returns what happens at t, for a predictor that may see the Future; false for others, and where
// the hour is missing.
func (p Past) Truth(t time.Time) (float64, bool) { return p.future.At(t) }

// Prediction is a predictor's answer for one region: a Profile, or a Forecast that covers the horizon and
// holds instead of it.
type Prediction struct {
	Profile  scheduler.Profile
	Forecast scheduler.Forecast
	// Peak is the value that a share of 1 stands for. Zero means the largest of the past.
	Peak float64
}

// Choice is what a predictor that predicts nothing may choose from.
type Choice struct {
	// Free are the starts that are allowed, at least one, in order of time.
	Free []time.Time
	// Largest is the clock of the region with the largest share.
	Largest *time.Location
	Window  time.Duration
	Horizon calendar.Interval
}

// Predictors returns what a back-test compares unless told otherwise, the learner of package
// activity first: its forecast, its weekly profile alone, rules of thumb, and the learners that a first
// prototype tried. The last is the ceiling. The slice is the caller's own.
func Predictors() []Predictor {
	return []Predictor{
		{Name: "learned forecast", Predict: learnedForecast},
		{Name: "learned weekly profile", Predict: learnedProfile},
		{Name: "same hour last week", Predict: lastWeek},
		{Name: "mean of 4 weeks", Predict: meanOfWeeks(0, 4, 0, false)},
		{Name: "mean of 4 weeks, holiday as Sunday", Predict: meanOfWeeks(0, 4, 1, true)},
		{Name: "weighted 30 % a week, 26 weeks", Predict: meanOfWeeks(0.3, 26, 0, false)},
		{Name: "the same, holiday 85 % towards Sunday", Predict: meanOfWeeks(0.3, 26, 0.85, true)},
		{Name: "average of 4 learners, shrunk", Predict: averageOfLearners},
		{Name: "built-in business", Predict: builtinProfile(scheduler.Business()), Fixed: true},
		{Name: "Sunday 03:00 local, largest region", Start: sundayNight, Fixed: true},
		{Name: "random start", Start: randomStart, Fixed: true},
		{Name: "ceiling: weekly profile of the future itself", Predict: ceiling, Future: true},
	}
}

func learnedForecast(ctx context.Context, p Past) (Prediction, error) {
	m, err := activity.Learn(ctx, p.Series, p.Calendar, activity.Options{})
	if err != nil {
		return Prediction{}, err
	}
	f, err := m.Forecast(p.Cover)
	return Prediction{Forecast: f, Peak: m.Peak()}, err
}

func learnedProfile(ctx context.Context, p Past) (Prediction, error) {
	m, err := activity.Learn(ctx, p.Series, p.Calendar, activity.Options{})
	if err != nil {
		return Prediction{}, err
	}
	return Prediction{Profile: m.Profile(), Peak: m.Peak()}, nil
}

// sundayNight chooses the start that reads nearest to Sunday 03:00 on the clocks of the largest region,
// the first of several.
func sundayNight(c Choice) time.Time {
	best, least := c.Free[0], time.Duration(1<<62)
	for _, start := range c.Free {
		local := start.In(c.Largest)
		away := time.Duration(local.Weekday())*24*time.Hour + time.Duration(calendar.ClockOf(local))*time.Second - 3*time.Hour
		if away > 84*time.Hour {
			away = 168*time.Hour - away
		}
		if away = away.Abs(); away < least {
			best, least = start, away
		}
	}
	return best
}

// randomStart chooses any start, the same at every run: a hash of when and what takes the place of
// chance.
func randomStart(c Choice) time.Time {
	x := uint64(c.Free[0].Unix()) ^ uint64(c.Window)<<20 ^ uint64(c.Horizon.Duration())<<7
	return c.Free[mix64(x)%uint64(len(c.Free))]
}

// mix64 is the finisher of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
func mix64(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
