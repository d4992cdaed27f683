package main

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/examples/internal/outfile"
)

// A file of decisions has a row for everything that a back-test has decided, so that another version of the learner
// can be compared with it, decision by decision.
var decisionColumns = []string{"family", "stress", "region_or_mix", "decided", "horizon", "window", "predictor", "start", "normalised_regret"}

// decisionsForm is how such a file is known again.
var decisionsForm = outfile.Form{Name: "the decisions of a back-test", Marks: []string{strings.Join(decisionColumns, ",") + "\n"}, Begins: true}

// decision is a row of it.
type decision struct {
	decisionID
	start  time.Time
	regret float64 // normalised
}

// decisionID tells decisions apart; both runs of a comparison have the same ones.
type decisionID struct {
	played
	part, predictor string
	at              int64 // seconds since 1970
}

// played is what decisions are counted together by. The stress is empty for a history as it was.
type played struct {
	family, stress  string
	horizon, window time.Duration
}

// decisionsOf returns all decisions of the families, and those of the histories that were spoilt.
func decisionsOf(families, spoilt []family) []decision {
	var list []decision
	for _, f := range families {
		list = append(list, f.decisions(f.report.Predictors)...)
	}
	for _, f := range spoilt {
		list = append(list, f.decisions(f.report.Predictors[1:])...) // the first is the history as it was, once more
	}
	return list
}

// decisions returns those of some of the predictors.
func (f family) decisions(predictors []string) []decision {
	var list []decision
	for _, name := range predictors {
		id := decisionID{played: played{family: f.name}, predictor: name}
		if stress, spoilt := strings.CutPrefix(name, f.report.Predictors[0]+", "); spoilt {
			id.predictor, id.stress = f.report.Predictors[0], stress
		}
		for _, horizon := range f.report.Horizons {
			for _, window := range f.report.Windows {
				for _, p := range f.parts {
					id.horizon, id.window, id.part = horizon, window, p.name
					for _, o := range p.report.Outcomes(name, window, horizon) {
						id.at = o.At.Unix()
						list = append(list, decision{id, o.Start, o.NormalisedRegret()})
					}
				}
			}
		}
	}
	return list
}

// textOf writes decisions, regrets with all their digits.
func textOf(list []decision) ([]byte, error) {
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	rows := [][]string{decisionColumns}
	for _, d := range list {
		rows = append(rows, d.cells())
	}
	err := w.WriteAll(rows)
	return text.Bytes(), err
}

func (d decision) cells() []string {
	return []string{
		d.family, d.stress, d.part, instant(time.Unix(d.at, 0)), calendar.FormatDuration(d.horizon), calendar.FormatDuration(d.window),
		d.predictor, instant(d.start), strconv.FormatFloat(d.regret, 'g', -1, 64),
	}
}

func instant(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// ofPredictor returns the decisions of one predictor.
func ofPredictor(list []decision, name string) []decision {
	return slices.DeleteFunc(slices.Clone(list), func(d decision) bool { return d.predictor != name })
}
