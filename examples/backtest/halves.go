package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
)

// knob is one of the learner's constants, with the values that are tried. The first is the plainest: weeks that all
// count alike, no season, holidays like their weekdays.
type knob struct {
	name  string
	tried []float64
	get   func(c activity.Constants) float64
	set   func(c *activity.Constants, v float64)
}

// rhythm are chosen on the histories as they were.
var rhythm = []knob{
	{"Decay", []float64{0, 0.1, 0.25, 0.4}, func(c activity.Constants) float64 { return c.Decay }, func(c *activity.Constants, v float64) { c.Decay = v }},
	{"SeasonTrust", []float64{0, 0.35, 0.7, 1}, func(c activity.Constants) float64 { return c.SeasonTrust }, func(c *activity.Constants, v float64) { c.SeasonTrust = v }},
	{"HolidayStrength", []float64{0, 0.5, 0.85, 1}, func(c activity.Constants) float64 { return c.HolidayStrength }, func(c *activity.Constants, v float64) { c.HolidayStrength = v }},
	{"LevelDecay", []float64{0, 0.5, 0.75}, func(c activity.Constants) float64 { return c.LevelDecay }, func(c *activity.Constants, v float64) { c.LevelDecay = v }},
	{"EvenWeeks", []float64{1, 6}, func(c activity.Constants) float64 { return float64(c.EvenWeeks) }, func(c *activity.Constants, v float64) { c.EvenWeeks = int(v) }},
}

// outliers is chosen last, on the histories as they were and spoilt.
var outliers = knob{"OutlierSpread", []float64{4, 6, 9}, func(c activity.Constants) float64 { return c.OutlierSpread }, func(c *activity.Constants, v float64) { c.OutlierSpread = v }}

// around returns the constants with every value of the knob.
func (k knob) around(c activity.Constants) []activity.Constants {
	list := make([]activity.Constants, 0, len(k.tried))
	for _, v := range k.tried {
		k.set(&c, v)
		list = append(list, c)
	}
	return list
}

// mendable returns the stresses that a learner can see through: all but the last, a wrong clock, of which it can only
// warn.
func mendable() []backtest.Stress {
	all := backtest.Stresses()
	return all[:len(all)-1]
}

// half is the files at odd places of the command line, or those at even places.
type half struct {
	name  string
	files []string
	cases [][]setup // by file
}

// splitInHalves makes the halves, which share no file.
func splitInHalves(set settings, files [][]backtest.Region) ([2]half, error) {
	halves := [2]half{{name: "first half"}, {name: "second half"}}
	used := make(map[string]bool)
	for i, regions := range files {
		ofFile := set
		ofFile.mixes = nil
		for _, name := range set.mixes {
			if _, err := mix(name, regions); name == "alone" || err == nil {
				ofFile.mixes = append(ofFile.mixes, name)
				used[name] = true
			}
		}
		setups, err := mixes(ofFile, regions)
		if err != nil {
			return halves, err
		}
		file := strings.TrimSuffix(filepath.Base(set.files[i]), ".csv")
		for k := range setups {
			setups[k].name = file + ", " + setups[k].name
		}
		// Of several mixes all together make one family.
		if last := len(setups) - 1; setups[last].pooled {
			kept := setups[:0]
			for _, s := range setups {
				if s.pooled || !s.mixed {
					kept = append(kept, s)
				}
			}
			setups = kept
		}
		h := &halves[i%2]
		h.files, h.cases = append(h.files, file), append(h.cases, setups)
	}
	for _, name := range set.mixes {
		if !used[name] {
			return halves, fmt.Errorf("-mix %q: expected \"alone\", \"even\", or REGION=SHARE,... with regions that one of the files has", name)
		}
	}
	return halves, nil
}

// chooser looks for constants.
type chooser struct {
	opt backtest.Options
	log io.Writer
}

// choose looks for the constants of least mean normalised regret over a half's families, horizons and windows, all
// counting alike. It begins with the plainest and goes through them one by one, each time keeping the best value,
// until a round changes none; and then chooses what is set aside.
func (t chooser) choose(ctx context.Context, h half) (activity.Constants, error) {
	best := activity.DefaultConstants()
	for _, k := range rhythm {
		k.set(&best, k.tried[0])
	}
	seen := make(map[activity.Constants]float64)
	for before := (activity.Constants{}); before != best; {
		before = best
		for _, k := range rhythm {
			var err error
			if best, err = t.least(ctx, h, k.around(best), nil, seen); err != nil {
				return best, err
			}
		}
	}
	clear(seen)
	return t.least(ctx, h, outliers.around(best), mendable(), seen)
}

// least returns the constants of least regret, the first of several.
func (t chooser) least(ctx context.Context, h half, candidates []activity.Constants, stresses []backtest.Stress, seen map[activity.Constants]float64) (activity.Constants, error) {
	best := candidates[0]
	for _, c := range candidates {
		if _, ok := seen[c]; !ok {
			v, err := t.regret(ctx, h, c, stresses)
			if err != nil {
				return best, err
			}
			seen[c] = v
			fmt.Fprintf(t.log, "backtest: %s: %s: %.5f\n", h.name, show(c), v)
		}
		if seen[c] < seen[best] {
			best = c
		}
	}
	return best, nil
}

// regret returns the mean over a half's families, horizons and windows, and over the history as it was and spoilt.
func (t chooser) regret(ctx context.Context, h half, c activity.Constants, stresses []backtest.Stress) (float64, error) {
	sum, n := 0.0, 0.0
	for _, setups := range h.cases {
		opt := t.opt
		opt.Predictors = []backtest.Predictor{learnerWith("learner", c)}
		for _, s := range stresses {
			opt.Predictors = append(opt.Predictors, s.On(learnerWith("learner", c)))
		}
		families, err := play(ctx, setups, opt)
		if err != nil {
			return 0, err
		}
		for _, f := range families {
			for _, s := range f.scores {
				sum, n = sum+s.Normalised.Mean, n+1
			}
		}
	}
	return sum / n, nil
}
