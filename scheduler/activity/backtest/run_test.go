package backtest_test

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
	"github.com/quietwindow/quietwindow/scheduler/activity/internal/synth"
)

const (
	hour     = time.Hour
	sevenDay = 168 * time.Hour
	week     = 168
)

func region(g synth.Truth, weeks int, share float64) backtest.Region {
	return backtest.Region{Series: g.Series(synth.Monday, weeks*week), Calendar: g.Calendar(), Share: share}
}

func run(t *testing.T, opt backtest.Options, regions ...backtest.Region) *backtest.Report {
	t.Helper()
	r, err := backtest.Run(t.Context(), regions, opt)
	require.NoError(t, err)
	return r
}

// prophet knows what will happen: whatever it chooses is the best there is.
var prophet = backtest.Predictor{Name: "prophet", Future: true, Predict: func(_ context.Context, p backtest.Past) (backtest.Prediction, error) {
	most := 0.0
	loads := make([]float64, int(p.Cover.Duration().Hours()))
	for i := range loads {
		loads[i], _ = p.Truth(p.Cover.Start.Add(time.Duration(i) * hour))
		most = max(most, loads[i])
	}
	for i := range loads {
		loads[i] /= most
	}
	f, err := scheduler.NewForecast(p.Cover.Start, loads)
	return backtest.Prediction{Forecast: f, Peak: most}, err
}}

// Two regions whose truth is known, noisy, half a world apart: the learner is close to the prophet,
// who is always right, and far ahead of the rules of thumb.
func TestRunRanksPredictorsOnAKnownTruth(t *testing.T) {
	east := region(synth.Truth{Zone: "Asia/Tokyo", Peak: 1000, Noise: 0.3}, 48, 0.6)
	west := region(synth.Truth{Zone: "America/Los_Angeles", Peak: 50, Noise: 0.3}, 48, 0.4)
	r := run(t, backtest.Options{Warmup: 26, Predictors: append(backtest.Predictors(), prophet)}, east, west)
	scores := r.Scores()
	require.Len(t, scores, 2*3*13)
	by := make(map[string]backtest.Score)
	for _, s := range scores {
		if s.Window == 2*hour && s.Horizon == sevenDay {
			by[s.Predictor] = s
		}
	}
	learned := by["learned forecast"]
	assert.Equal(t, 48-26, learned.Decisions)
	assert.InDelta(t, 0, by["prophet"].Normalised.Mean, 1e-9)
	assert.InDelta(t, 1, by["prophet"].Regret.Mean, 1e-9)
	assert.InDelta(t, 1, by["prophet"].Hours.Mean, 1e-9)
	assert.InDelta(t, 1, learned.Correct.Mean, 1e-9)
	assert.Less(t, learned.Normalised.Mean, 0.02)
	assert.Less(t, learned.Normalised.Mean, by["same hour last week"].Normalised.Mean)
	assert.Negative(t, by["built-in business"].Against.High)
	assert.Negative(t, by["random start"].Against.High, "the learner is significantly better")
	assert.Positive(t, by["prophet"].Against.Low, "and significantly worse than the prophet")
	assert.True(t, math.IsNaN(by["random start"].Hours.Mean))
	assert.True(t, by["random start"].Fixed)
	assert.True(t, by["ceiling: weekly profile of the future itself"].Future)
	for _, s := range scores {
		assert.LessOrEqual(t, s.Normalised.Low, s.Normalised.Mean)
		assert.GreaterOrEqual(t, s.Normalised.High, s.Normalised.Mean)
	}
}

// Every outcome is what adding up the mix by hand gives.
func TestRunOutcomesAddUp(t *testing.T) {
	a := region(synth.Truth{Zone: "Europe/Paris", Peak: 100, Noise: 0.4}, 12, 1)
	b := region(synth.Truth{Zone: "Australia/Adelaide", Peak: 7, Noise: 0.4}, 12, 3)
	r := run(t, backtest.Options{Windows: []time.Duration{3 * hour}, Horizons: []time.Duration{48 * hour}}, a, b)
	outcomes := r.Outcomes("mean of 4 weeks", 3*hour, 48*hour)
	require.Len(t, outcomes, 12-8, "a warm-up of 8 weeks, since there are fewer than 54")
	mean := func(v []float64) float64 {
		sum := 0.0
		for _, x := range v {
			sum += x
		}
		return sum / float64(len(v))
	}
	scale := []float64{0.25 / mean(a.Series.Values), 0.75 / mean(b.Series.Values)}
	load := func(i int) float64 {
		return scale[0]*mean(a.Series.Values[i:i+3]) + scale[1]*mean(b.Series.Values[i:i+3])
	}
	for k, o := range outcomes {
		from := (8 + k) * week
		assert.Equal(t, synth.Monday.AddDate(0, 0, 7*(8+k)), o.At)
		lowest, highest := math.Inf(1), 0.0
		for i := from; i+3 <= from+48; i++ {
			lowest, highest = min(lowest, load(i)), max(highest, load(i))
		}
		assert.InDelta(t, lowest, o.Lowest, 1e-9)
		assert.InDelta(t, highest, o.Highest, 1e-9)
		assert.InDelta(t, load(from+int(o.Start.Sub(o.At).Hours())), o.Load, 1e-9)
		assert.Equal(t, 48, o.Hours)
	}
}

// With the plan's rules only weekends are chosen; hours of the truth that are missing are chosen by
// nobody; where too many are missing no decision is made.
func TestRunRulesAndGaps(t *testing.T) {
	a := region(synth.Truth{Zone: "Asia/Kolkata", Peak: 100, Noise: 0.1, Holidays: []string{"2022-03-12"}}, 14, 1)
	for i := range 9 { // the quietest hours of a Saturday and a Sunday
		a.Series.Values[10*week+5*24+18+i] = math.NaN()
	}
	for i := range 20 {
		a.Series.Values[12*week+i] = math.NaN()
	}
	r := run(t, backtest.Options{Rules: true, Horizons: []time.Duration{sevenDay}, Windows: []time.Duration{2 * hour}}, a)
	assert.Equal(t, 1, r.Skipped)
	for _, name := range r.Predictors {
		outcomes := r.Outcomes(name, 2*hour, sevenDay)
		require.Len(t, outcomes, 14-8-1)
		for _, o := range outcomes {
			assert.False(t, math.IsNaN(o.Load), "%s at %s", name, o.Start)
			local := o.Start.In(a.Calendar.Location)
			assert.Contains(t, []time.Weekday{time.Saturday, time.Sunday}, local.Weekday())
			assert.NotEqual(t, "2022-03-12", calendar.DateOf(local).String(), "a holiday is left out")
		}
	}
}

// Hours that begin at :30 are hours like others.
func TestRunOfHoursThatBeginAtHalfPast(t *testing.T) {
	g := synth.Truth{Zone: "Asia/Kolkata", Peak: 100, Noise: 0.1}
	start := synth.Monday.Add(-5*hour - 30*time.Minute) // local midnight
	a := backtest.Region{Series: g.Series(start, 12*week), Calendar: g.Calendar(), Share: 1}
	r := run(t, backtest.Options{Horizons: []time.Duration{sevenDay}}, a)
	outcomes := r.Outcomes("learned forecast", hour, sevenDay)
	require.NotEmpty(t, outcomes)
	for _, o := range outcomes {
		assert.Equal(t, 30, o.Start.Minute())
		assert.Equal(t, time.Monday, o.At.Weekday())
		assert.Less(t, o.NormalisedRegret(), 0.1)
	}
}

func TestRunIsRepeatable(t *testing.T) {
	a := region(synth.Truth{Zone: "UTC", Peak: 100, Noise: 0.4}, 12, 1)
	opt := backtest.Options{Horizons: []time.Duration{sevenDay}}
	first, second := run(t, opt, a), run(t, opt, a)
	assert.Equal(t, first.Outcomes("random start", hour, sevenDay), second.Outcomes("random start", hour, sevenDay))
	for i, s := range first.Scores() {
		assert.Equal(t, s.Normalised, second.Scores()[i].Normalised)
	}
	assert.Nil(t, first.Outcomes("random start", 9*hour, sevenDay))
}

func TestPool(t *testing.T) {
	opt := backtest.Options{Horizons: []time.Duration{sevenDay}, Windows: []time.Duration{hour}}
	a := run(t, opt, region(synth.Truth{Zone: "UTC", Peak: 100, Noise: 0.4}, 12, 1))
	b := run(t, opt, region(synth.Truth{Zone: "Asia/Tokyo", Peak: 10, Noise: 0.4}, 11, 1))
	all, err := backtest.Pool(a, b)
	require.NoError(t, err)
	assert.Equal(t, append(a.Outcomes("mean of 4 weeks", hour, sevenDay), b.Outcomes("mean of 4 weeks", hour, sevenDay)...), all.Outcomes("mean of 4 weeks", hour, sevenDay))
	assert.Equal(t, 4+3, all.Scores()[0].Decisions)
	_, err = backtest.Pool()
	assert.ErrorContains(t, err, "no reports")
	opt.Windows = nil
	_, err = backtest.Pool(a, run(t, opt, region(synth.Truth{Zone: "UTC", Peak: 100}, 12, 1)))
	assert.ErrorContains(t, err, "cannot be pooled")
}

func TestOutcomeMeasures(t *testing.T) {
	for _, tc := range []struct {
		name       string
		o          backtest.Outcome
		correct    bool
		near       bool
		regret     float64
		normalised float64
	}{
		{"the best", backtest.Outcome{Load: 2, Lowest: 2, Highest: 12, Capacity: 15}, true, true, 1, 0},
		{"within a tenth of capacity", backtest.Outcome{Load: 3.5, Lowest: 2, Highest: 12, Capacity: 15}, true, false, 1.75, 0.15},
		{"the worst", backtest.Outcome{Load: 12, Lowest: 2, Highest: 12, Capacity: 15}, false, false, 6, 1},
		{"all alike", backtest.Outcome{Load: 2, Lowest: 2, Highest: 2, Capacity: 2}, true, true, 1, 0},
		{"nothing and nothing", backtest.Outcome{Load: 0, Lowest: 0, Highest: 2, Capacity: 2}, true, true, 1, 0},
		{"something over nothing", backtest.Outcome{Load: 1, Lowest: 0, Highest: 2, Capacity: 2}, false, false, math.NaN(), 0.5},
	} {
		t.Run(tc.name, func(t *testing.T) {
			assert.Equal(t, tc.correct, tc.o.Correct())
			assert.Equal(t, tc.near, tc.o.Near())
			assert.InDelta(t, tc.normalised, tc.o.NormalisedRegret(), 1e-9)
			assert.Equal(t, fmt.Sprint(tc.regret), fmt.Sprint(tc.o.Regret()), "NaN is NaN")
		})
	}
}

func TestRunRefuses(t *testing.T) {
	good := region(synth.Truth{Zone: "UTC", Peak: 100}, 12, 1)
	shifted := good
	shifted.Series.Start = shifted.Series.Start.Add(30 * time.Minute)
	noClock := good
	noClock.Calendar.Location = nil
	wrong := good
	wrong.Share = -1
	silent := good
	silent.Series.Values = make([]float64, 12*week)
	short := good
	short.Series = short.Series.Before(synth.Monday.AddDate(0, 0, 60))
	for _, tc := range []struct {
		name    string
		regions []backtest.Region
		opt     backtest.Options
		want    string
	}{
		{"no regions", nil, backtest.Options{}, "regions: missing; expected at least one region"},
		{"half an hour", []backtest.Region{good}, backtest.Options{Windows: []time.Duration{hour / 2}}, `windows[0]: found "30m"; expected whole hours, 1 to 168`},
		{"horizon", []backtest.Region{good}, backtest.Options{Horizons: []time.Duration{hour}}, `horizons[0]: found "1h"; expected whole hours, a day to a year`},
		{"window longer than horizon", []backtest.Region{good}, backtest.Options{Windows: []time.Duration{30 * hour}, Horizons: []time.Duration{24 * hour}}, "no less than the window of 30h"},
		{"nothing to try", []backtest.Region{good}, backtest.Options{Windows: []time.Duration{}}, "at least one window, horizon and predictor"},
		{"warm-up", []backtest.Region{good}, backtest.Options{Warmup: 1}, "warmup: found 1; expected at least 2 weeks"},
		{"predictor", []backtest.Region{good}, backtest.Options{Predictors: []backtest.Predictor{{Name: "x"}}}, "predictors[0]: found \"x\"; expected a name, and one of Predict and Start"},
		{"minutes differ", []backtest.Region{good, shifted}, backtest.Options{}, "regions[1].series.start"},
		{"no clock", []backtest.Region{noClock}, backtest.Options{}, "regions[0].calendar.location: missing"},
		{"share", []backtest.Region{wrong}, backtest.Options{}, "regions[0].share: found -1"},
		{"silent", []backtest.Region{silent}, backtest.Options{}, "a history with activity"},
		{"short", []backtest.Region{short}, backtest.Options{}, `regions: found "8 weeks that all have in common"; expected at least 9`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := backtest.Run(t.Context(), tc.regions, tc.opt)
			assert.ErrorContains(t, err, tc.want)
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := backtest.Run(ctx, []backtest.Region{good}, backtest.Options{})
	assert.ErrorIs(t, err, context.Canceled)
}
