package report

import (
	"fmt"
	"math"

	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// robustnessSection says how the choice holds where the plan is wrong.
func robustnessSection(doc *DecisionDocument) section {
	s := section{ID: "robustness"}
	r := doc.Robustness
	if r == nil || len(r.Cases) == 0 || len(r.Suggestions) == 0 {
		return s
	}
	s.Robust = &WordingRobust{Most: r.MostRobust, HoldsIn: r.OrderHoldsIn, Cases: len(r.Cases)}
	worst := pageTable{ID: "robust-table",
		Columns: headings(">#", "window ("+zone(doc.Suggestions[0].Window.Start)+")", ">"+LostHours(doc.Suggestions[0].Impact.Weighted)+" lost against the best", "where")}
	for i, sug := range r.Suggestions {
		at := fmt.Sprintf("robustness.suggestions[%d].", i)
		worst.Rows = append(worst.Rows, []value{word(fmt.Sprint(i + 1)), windowValue(at+"window", sug.Window),
			number(at+"worst_regret_customer_hours", sug.WorstRegret, amount(sug.WorstRegret)), word(clean(sug.WorstCase))})
	}
	cases := pageTable{ID: "cases-table", Columns: headings("case", "best start", ">its "+LostHours(doc.Suggestions[0].Impact.Weighted), ">suggestion 1 costs more by", "order holds")}
	for i, c := range r.Cases {
		if changesNothing(doc, c) {
			s.LeftOut++
			continue
		}
		at := fmt.Sprintf("robustness.cases[%d].", i)
		order := "no"
		if c.OrderHolds {
			order = "yes"
		}
		cases.Rows = append(cases.Rows, []value{word(clean(c.Change)), moment(at+"best", c.Best, stamp(c.Best)), number(at+"best_customer_hours", c.BestCustomerHours, amount(c.BestCustomerHours)),
			number(at+"regret_customer_hours[0]", c.Regret[0], amount(c.Regret[0])), word(order)})
	}
	s.Tables = []pageTable{worst, cases}
	return s
}

// changesNothing reports whether a case leaves the best start and the impact of every suggestion as they are.
func changesNothing(doc *DecisionDocument, c document.RobustCase) bool {
	best := doc.Suggestions[0].Impact.CustomerHours
	same := func(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(1, math.Abs(best)) } // both were rounded
	if !c.Best.Equal(doc.Suggestions[0].Window.Start) || !same(c.BestCustomerHours, best) {
		return false
	}
	for i, regret := range c.Regret {
		if i >= len(doc.Suggestions) || !same(regret, doc.Suggestions[i].Impact.CustomerHours-best) {
			return false
		}
	}
	return true
}
