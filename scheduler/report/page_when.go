package report

import (
	"fmt"
	"slices"
	"time"
)

// byWhenSection says what must happen by when, in order of time.
func byWhenSection(doc *DecisionDocument) section {
	s, at := doc.Suggestions[0], "suggestions[0]."
	here := s.Window.Start.Location()
	utc := zone(s.Window.Start) == "UTC"
	titles := []string{"when (" + zone(s.Window.Start) + ")"}
	if !utc {
		titles = append(titles, "UTC")
	}
	t := pageTable{ID: "when-table", Columns: headings(append(titles, "what")...)}
	type row struct {
		at    time.Time
		cells []value
	}
	var rows []row
	add := func(path string, t time.Time, what string) {
		cells := []value{moment(path, t, stamp(t.In(here)))}
		if !utc {
			cells = append(cells, moment(path, t, stamp(t.UTC())))
		}
		rows = append(rows, row{t, append(cells, word(what))})
	}
	if doc.Notices != nil {
		add("notices.announce_by", doc.Notices.AnnounceBy, "announce it to customers, at the latest")
	}
	add(at+"window.start", s.Window.Start, "the window begins")
	if s.RollbackBy != nil {
		add(at+"rollback_by", *s.RollbackBy, "the last moment to begin a rollback that ends inside the window")
	}
	add(at+"window.end", s.Window.End, "the window ends, as announced")
	if len(doc.ClockStrips) > 0 {
		stages := doc.ClockStrips[0].Stages
		for i, stage := range stages {
			if i > 0 && i < len(stages)-1 && len(stages) > 3 {
				continue // one page: the first and the last say how long it may be
			}
			add(fmt.Sprintf("clock_strips[0].stages[%d].until", i), stage.Until, fmt.Sprintf("with a probability of %s customers are still disrupted until then", probability(stage.Probability)))
		}
	}
	if s.PointOfNoReturn != nil {
		add(at+"point_of_no_return", *s.PointOfNoReturn, "the point of no return: the last moment to begin a rollback that ends in free time")
	}
	free := "the free time ends"
	if s.Open {
		free = "the search stops; no rule known today blocks the time before"
	}
	add(at+"free_until", s.FreeUntil, free)
	slices.SortStableFunc(rows, func(a, b row) int { return a.at.Compare(b.at) })
	for _, r := range rows {
		t.Rows = append(t.Rows, r.cells)
	}
	return section{ID: "when", Tables: []pageTable{t}}
}
