package main

import (
	"context"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
)

// learner is the library's, with constants of its own. It keeps its forecasts, since a region is in several mixes, and
// the last model of each region, since horizons begin at the same instant. It is for one kind of history: as it was, or
// spoilt in one way.
type learner struct {
	constants activity.Constants
	forecasts map[forecastID]backtest.Prediction
	models    map[string]learned
}

type forecastID struct {
	region  string
	at, end time.Time
}

type learned struct {
	at    time.Time
	model *activity.Model
}

func newLearner(c activity.Constants) *learner {
	return &learner{c, make(map[forecastID]backtest.Prediction), make(map[string]learned)}
}

// learnerWith returns the learner with other constants, as a predictor.
func learnerWith(name string, c activity.Constants) backtest.Predictor {
	return backtest.Predictor{Name: name, Predict: newLearner(c).predict}
}

// learn returns what is learned of a region.
func (l *learner) learn(ctx context.Context, p backtest.Past) (*activity.Model, error) {
	region, at := p.Series.Region, p.Horizon.Start
	if last := l.models[region]; last.model != nil && last.at.Equal(at) {
		return last.model, nil
	}
	m, err := activity.Learn(ctx, p.Series, p.Calendar, activity.Options{Constants: &l.constants})
	if err != nil {
		return nil, err
	}
	l.models[region] = learned{at, m}
	return m, nil
}

// predict returns what is expected of it.
func (l *learner) predict(ctx context.Context, p backtest.Past) (backtest.Prediction, error) {
	id := forecastID{p.Series.Region, p.Horizon.Start, p.Cover.End}
	if known, ok := l.forecasts[id]; ok {
		return known, nil
	}
	m, err := l.learn(ctx, p)
	if err != nil {
		return backtest.Prediction{}, err
	}
	f, err := m.Forecast(p.Cover)
	if err != nil {
		return backtest.Prediction{}, err
	}
	l.forecasts[id] = backtest.Prediction{Forecast: f, Peak: m.Peak()}
	return l.forecasts[id], nil
}
