package main

import (
	"encoding/json"
	"io"
	"math"

	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
)

// The JSON form: one entry a family, with a score for every horizon, window and predictor. A figure
// that does not exist (hours of a predictor that predicts none) is null.
type jsonFamily struct {
	Name    string      `json:"name"`
	Skipped int         `json:"skipped"`
	Scores  []jsonScore `json:"scores"`
}

type jsonScore struct {
	Predictor  string       `json:"predictor"`
	Horizon    string       `json:"horizon"`
	Window     string       `json:"window"`
	Decisions  int          `json:"decisions"`
	Correct    jsonEstimate `json:"correct"`
	Near       jsonEstimate `json:"near"`
	Regret     jsonEstimate `json:"regret"`
	Regret95   *float64     `json:"regret_95"`
	Unbounded  int          `json:"unbounded"`
	Normalised jsonEstimate `json:"normalised_regret"`
	Hours      jsonEstimate `json:"hours"`
	Against    jsonEstimate `json:"first_less_this"`
}

type jsonEstimate struct {
	Mean *float64 `json:"mean"`
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
}

func writeJSON(w io.Writer, families []family) error {
	out := make([]jsonFamily, 0, len(families))
	for _, f := range families {
		j := jsonFamily{Name: f.name, Skipped: f.report.Skipped, Scores: []jsonScore{}}
		for _, s := range f.scores {
			j.Scores = append(j.Scores, jsonScore{
				Predictor: s.Predictor, Horizon: s.Horizon.String(), Window: s.Window.String(), Decisions: s.Decisions,
				Correct: estimate(s.Correct), Near: estimate(s.Near), Regret: estimate(s.Regret), Regret95: finite(s.Regret95), Unbounded: s.Unbounded,
				Normalised: estimate(s.Normalised), Hours: estimate(s.Hours), Against: estimate(s.Against),
			})
		}
		out = append(out, j)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{"version": 1, "families": out})
}

func estimate(e backtest.Estimate) jsonEstimate {
	return jsonEstimate{finite(e.Mean), finite(e.Low), finite(e.High)}
}

// finite rounds to the nearest millionth; what is no number is null.
func finite(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	v = math.Round(v*1e6) / 1e6
	return &v
}
