package httpapi

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/bounded"
)

// heatMap answers with the heat map. It is there also where no window fits: it shows what is in the
// way.
func (t *task) heatMap() (*answer, error) {
	m, err := t.heat()
	if err != nil {
		return nil, err
	}
	return t.inJSON(t.ctx, m)
}

func (t *task) heat() (*report.HeatMap, error) {
	res, err := t.suggest()
	if err != nil && !errors.Is(err, scheduler.ErrNoWindow) {
		return nil, err
	}
	timeline, err := t.plan.Planner.Timeline(t.ctx, t.plan.Request)
	if err != nil {
		return nil, err
	}
	return report.NewHeatMap(t.plan.Request, timeline, res, report.HeatMapOptions{}), nil
}

const typeMarkdown = "text/markdown; charset=utf-8"

// reportFormats are the last parts of /v1/report/.
var reportFormats = []struct {
	name, contentType string
	write             func(*task, io.Writer) error
}{
	{"html", "text/html; charset=utf-8", (*task).writeHTML},
	{"md", typeMarkdown, (*task).writeMarkdown},
	{"md-full", typeMarkdown, (*task).writeMarkdownFull},
	{"json", typeJSON, (*task).writeDecision},
	{"txt", "text/plain; charset=utf-8", (*task).writeText},
	{"heatmap.svg", "image/svg+xml", (*task).writeHeatMap},
	{"clocks.svg", "image/svg+xml", (*task).writeClocks},
}

// report answers with the decision in one of the formats.
func (t *task) report() (*answer, error) {
	for _, f := range reportFormats {
		if f.name != t.format {
			continue
		}
		w, p := t.page(t.ctx)
		if err := f.write(t, w); err != nil {
			return nil, err
		}
		a := &answer{status: http.StatusOK, contentType: f.contentType, body: p.list}
		if f.contentType != typeJSON {
			a.file = "maintenance-report." + strings.TrimSuffix(f.name, "-full")
			if strings.Contains(f.name, ".") {
				a.file = f.name
			}
		}
		return a, nil
	}
	names := make([]string, len(reportFormats))
	for i, f := range reportFormats {
		names[i] = f.name
	}
	return nil, newProblem(TypeNotFound, fmt.Sprintf("There is no report %q; there are %s.", t.format, strings.Join(names, ", ")))
}

// decision makes what a report shows: the same as the command line's.
func (t *task) decision(want decision.Want) (*report.Decision, error) {
	want.Start, want.Suggestion = t.ask.start, t.ask.suggestion
	d, err := decision.Make(t.ctx, t.plan, want)
	var faults scheduler.FieldErrors
	if errors.As(err, &faults) && faults[0].Path == "suggestion" {
		in := t.ask.choiceIn
		in.Expected = faults[0].Expected
		return nil, newProblem(TypeInvalidRequest, "There are fewer suggestions.", in)
	}
	if err != nil {
		return nil, t.outside(err)
	}
	return d, nil
}

func (t *task) writeHTML(w io.Writer) error {
	d, err := t.decision(decision.Report(""))
	if err != nil {
		return err
	}
	return report.HTML(w, *d)
}

func (t *task) writeMarkdown(w io.Writer) error {
	d, err := t.decision(decision.Report(""))
	if err != nil {
		return err
	}
	return report.Markdown(w, *d)
}

func (t *task) writeMarkdownFull(w io.Writer) error {
	d, err := t.decision(decision.Report(""))
	if err != nil {
		return err
	}
	return report.MarkdownFull(w, *d)
}

func (t *task) writeDecision(w io.Writer) error {
	d, err := t.decision(decision.Report(""))
	if err != nil {
		return err
	}
	doc, err := report.NewDecisionDocument(*d)
	if err != nil {
		return err
	}
	return bounded.JSON(w, doc)
}

func (t *task) writeText(w io.Writer) error {
	d, err := t.decision(decision.Want{})
	if err != nil {
		return err
	}
	return decision.Text(w, d, "", false)
}

func (t *task) writeHeatMap(w io.Writer) error {
	m, err := t.heat()
	if err != nil {
		return err
	}
	return report.HeatMapSVG(w, m)
}

// writeClocks draws the clocks around a window. That may be any start, free or not.
func (t *task) writeClocks(w io.Writer) error {
	timeline, err := t.plan.Planner.Timeline(t.ctx, t.plan.Request)
	if err != nil {
		return err
	}
	window := calendar.Interval{Start: t.ask.start, End: t.ask.start.Add(t.plan.Request.Duration)}
	if t.ask.start.IsZero() {
		s, err := t.chosen()
		if err != nil {
			return err
		}
		window = s.Window
	} else if !timeline.Horizon().Covers(window) {
		in := t.ask.choiceIn
		in.Expected = "a start whose window lies inside the search"
		return newProblem(TypeInvalidRequest, "The start is outside the search.", in)
	}
	return report.ClockStripSVG(w, report.NewClockStrip(t.plan.Planner, t.plan.Request, timeline, window))
}
