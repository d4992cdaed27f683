package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/scheduler/activity/backtest"
)

// paired are the decisions that two runs have both made, and how many only one has.
type paired struct {
	played
	mine, others, less []backtest.Dated // normalised regrets, and this run's less the other's
	elsewhere          int              // pairs with different starts
	only, lacking      int              // decisions of this run that the other has not, and of the other that this one has not
}

// pair pairs the decisions of two runs, by family, horizon, stress and window: in the order in which the first has them,
// shorter horizons and windows first, and then what only the second has.
func pair(mine, others []decision) []*paired {
	at := make(map[played]*paired)
	var all []*paired
	of := func(p played) *paired {
		if at[p] == nil {
			at[p] = &paired{played: p}
			all = append(all, at[p])
		}
		return at[p]
	}
	left := make(map[decisionID]decision, len(others))
	for _, d := range others {
		left[d.decisionID] = d
	}
	for _, d := range mine {
		p, when := of(d.played), time.Unix(d.at, 0)
		other, ok := left[d.decisionID]
		if !ok {
			p.only++
			continue
		}
		delete(left, d.decisionID)
		p.mine = append(p.mine, backtest.Dated{At: when, Value: d.regret})
		p.others = append(p.others, backtest.Dated{At: when, Value: other.regret})
		p.less = append(p.less, backtest.Dated{At: when, Value: d.regret - other.regret})
		if !d.start.Equal(other.start) {
			p.elsewhere++
		}
	}
	for _, d := range others {
		if _, ok := left[d.decisionID]; ok {
			of(d.played).lacking++
		}
	}
	families, stresses := order(all, func(p *paired) string { return p.family }), order(all, func(p *paired) string { return p.stress })
	slices.SortStableFunc(all, func(a, b *paired) int {
		return cmp.Or(cmp.Compare(families[a.family], families[b.family]), cmp.Compare(a.horizon, b.horizon),
			cmp.Compare(stresses[a.stress], stresses[b.stress]), cmp.Compare(a.window, b.window))
	})
	return all
}

// order numbers names by their first appearance.
func order(list []*paired, name func(*paired) string) map[string]int {
	places := make(map[string]int)
	for _, p := range list {
		if _, ok := places[name(p)]; !ok {
			places[name(p)] = len(places)
		}
	}
	return places
}

// writeAgainst writes a row for every family, horizon and stress, the windows parted by slashes, and then what could not
// be paired.
func writeAgainst(w io.Writer, predictor, file string, mine, others []decision) error {
	all := pair(ofPredictor(mine, predictor), ofPredictor(others, predictor))
	var b strings.Builder
	fmt.Fprintf(&b, "\n## Against %s\n\n", file)
	fmt.Fprintf(&b, `Normalised regret of the predictor "%s", of the decisions that this run and that file both have. Difference: this run less that file,
decision by decision, with its 95 %% interval; * this run is significantly better, ! significantly worse. Other starts: how many decisions fell on another start.

`, predictor)
	b.WriteString("| family | next | in the history | windows | decisions | other starts | this run | that file | difference | 95 % |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n")
	rows := byRow(all)
	for _, row := range rows {
		if slices.ContainsFunc(row, func(p *paired) bool { return len(p.less) > 0 }) {
			writePairs(&b, row)
		}
	}
	writeCounts(&b, all, file)
	writeUnpaired(&b, rows, file)
	_, err := io.WriteString(w, b.String())
	return err
}

// writeCounts says how many differences are more than noise: by their own intervals, and by those of the regrets.
func writeCounts(b *strings.Builder, all []*paired, file string) {
	differences, worse, better, above := 0, 0, 0, 0
	for _, p := range all {
		if len(p.less) == 0 {
			continue
		}
		differences++
		difference := backtest.Mean(p.less)
		if difference.Low > 0 {
			worse++
		}
		if difference.High < 0 {
			better++
		}
		if backtest.Mean(p.mine).Mean > backtest.Mean(p.others).High {
			above++
		}
	}
	if differences == 0 {
		return
	}
	fmt.Fprintf(b, `
Of %d differences %d are significantly worse and %d significantly better. By chance alone one in forty would be each. Regrets of this run that lie above
the 95 %% interval of that in %s: %d.
`, differences, worse, better, file, above)
}

// byRow puts together what differs in the window only.
func byRow(all []*paired) [][]*paired {
	var rows [][]*paired
	before := played{}
	for _, p := range all {
		row := p.played
		row.window = 0
		if len(rows) == 0 || row != before {
			rows = append(rows, nil)
		}
		rows[len(rows)-1], before = append(rows[len(rows)-1], p), row
	}
	return rows
}

// perWindow joins what a row has for all its windows.
func perWindow(row []*paired, cell func(p *paired) string) string {
	cells := make([]string, len(row))
	for i, p := range row {
		cells[i] = cell(p)
	}
	return strings.Join(cells, " / ")
}

func writePairs(b *strings.Builder, row []*paired) {
	fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", row[0].family, length(row[0].horizon), row[0].history(),
		perWindow(row, func(p *paired) string { return length(p.window) }),
		perWindow(row, func(p *paired) string { return fmt.Sprint(len(p.less)) }),
		perWindow(row, func(p *paired) string { return fmt.Sprint(p.elsewhere) }),
		perWindow(row, func(p *paired) string { return number(backtest.Mean(p.mine).Mean, 4) }),
		perWindow(row, func(p *paired) string { return number(backtest.Mean(p.others).Mean, 4) }),
		perWindow(row, func(p *paired) string {
			difference := backtest.Mean(p.less)
			return signed(difference.Mean) + mark(backtest.Score{}, difference)
		}),
		perWindow(row, func(p *paired) string { return interval(backtest.Mean(p.less), signed) }))
}

// history says what was in it.
func (p *paired) history() string {
	if p.stress == "" {
		return "as it was"
	}
	return p.stress
}

// writeUnpaired says what only one of the two has.
func writeUnpaired(b *strings.Builder, rows [][]*paired, file string) {
	before := b.Len()
	for _, row := range rows {
		if !slices.ContainsFunc(row, func(p *paired) bool { return p.only+p.lacking > 0 }) {
			continue
		}
		if b.Len() == before {
			fmt.Fprintf(b, "\nDecisions without a counterpart, which are left out, of this run and of %s:\n\n| family | next | in the history | windows | this run | that file |\n| --- | --- | --- | --- | --- | --- |\n", file)
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n", row[0].family, length(row[0].horizon), row[0].history(),
			perWindow(row, func(p *paired) string { return length(p.window) }),
			perWindow(row, func(p *paired) string { return fmt.Sprint(p.only) }),
			perWindow(row, func(p *paired) string { return fmt.Sprint(p.lacking) }))
	}
	if b.Len() == before {
		b.WriteString("\nEvery decision has its counterpart.\n")
	}
}
