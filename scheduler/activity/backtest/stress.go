package backtest

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity/history"
)

// Stress spoils the history that predictors learn from, and not what then happens: it shows what an
// outage, a sale or a wrong clock in the history costs.
type Stress struct {
	// Name is shown in tables.
	Name string
	// Change returns the history of one region as it would have been recorded. It must be pure, and
	// leave the values that it is given alone. The series ends when the decision is made, and so must
	// the one that it returns.
	Change func(history.Series, calendar.Calendar) history.Series
}

// On returns the predictor as it would be with the spoilt history. Run beside the predictor itself it decides
// on the same truth, so that Score.Against tells what the stress costs, with an interval.
func (s Stress) On(p Predictor) Predictor {
	predict := p.Predict
	if predict == nil {
		return p
	}
	p.Name += ", " + s.Name
	p.Predict = func(ctx context.Context, past Past) (Prediction, error) {
		past.Series = s.Change(past.Series, past.Calendar)
		prediction, err := predict(ctx, past)
		if prediction.Peak == 0 {
			prediction.Peak = largest(past.Series.Values)
		}
		return prediction, err
	}
	return p
}

// Stresses returns what histories have been seen to suffer from, each by itself. The slice is the
// caller's own.
//
//   - Three hours of 0: 12:00 to 15:00 local time on the last Wednesday.
//   - A day at twice the load: the last Sunday.
//   - Own maintenance: 20:00 to 22:00 local time on each of the last four Wednesdays at 30 %.
//   - Zeros: nothing but 0 in the last seven days.
//   - Zeros for long: nothing but 0 in the last 26 weeks, or in all but the first eight of a shorter history.
//   - Eight hours early: all that happened bears a time of eight hours before.
func Stresses() []Stress {
	early := Early(8)
	early.Name = "timestamps eight hours early"
	return []Stress{
		{Name: "three hours of 0 on the last Wednesday", Change: each(func(c change) float64 {
			if c.age < 7 && c.day == time.Wednesday && c.hour >= 12 && c.hour < 15 {
				return 0
			}
			return 1
		})},
		{Name: "twice the load on the last Sunday", Change: each(func(c change) float64 {
			if c.age < 7 && c.day == time.Sunday {
				return 2
			}
			return 1
		})},
		{Name: "own maintenance on four Wednesdays", Change: each(func(c change) float64 {
			if c.age < 28 && c.day == time.Wednesday && (c.hour == 20 || c.hour == 21) {
				return 0.3
			}
			return 1
		})},
		{Name: "zeros in the last week", Change: each(func(c change) float64 {
			if c.age < 7 {
				return 0
			}
			return 1
		})},
		{Name: "zeros in the last half year", Change: halfAYearOfZeros},
		early,
	}
}

// change is an hour of history as a stress sees it: how many days before the decision, and what the
// local clock reads.
type change struct {
	age, hour int
	day       time.Weekday
}

// each makes a stress of a factor for every hour of the last weeks. Counts stay whole numbers.
func each(factor func(change) float64) func(history.Series, calendar.Calendar) history.Series {
	return func(s history.Series, cal calendar.Calendar) history.Series {
		s.Values = slices.Clone(s.Values)
		counts := !slices.ContainsFunc(s.Values, func(v float64) bool { return v != math.Trunc(v) && !math.IsNaN(v) })
		for i := max(0, len(s.Values)-4*weekHours); i < len(s.Values); i++ {
			local := s.Start.Add(time.Duration(i) * time.Hour).In(cal.Location)
			s.Values[i] *= factor(change{age: (len(s.Values) - 1 - i) / dayHours, hour: local.Hour(), day: local.Weekday()})
			if counts {
				s.Values[i] = math.Round(s.Values[i])
			}
		}
		return s
	}
}

// halfAYearOfZeros is a collection that has stopped.
func halfAYearOfZeros(s history.Series, _ calendar.Calendar) history.Series {
	const kept, zeros = 8 * weekHours, 26 * weekHours
	s.Values = slices.Clone(s.Values)
	clear(s.Values[min(len(s.Values), max(kept, len(s.Values)-zeros)):])
	return s
}

// Early returns the stress of a wrong clock: all that happened bears a time of that many hours before, and of the last
// hours nothing is known yet. A history that is shorter is left as it was. Hours are 0 or more.
func Early(hours int) Stress {
	return Stress{Name: fmt.Sprintf("timestamps %d hours early", hours), Change: func(s history.Series, _ calendar.Calendar) history.Series {
		if len(s.Values) < hours {
			return s
		}
		moved := slices.Clone(s.Values[hours:])
		for range hours {
			moved = append(moved, math.NaN())
		}
		s.Values = moved
		return s
	}}
}
