package report

import (
	"errors"
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// Decision is what a report is made of: a result, what it was asked for, and what was found out
// besides. Planner and Result must be set; a part that is nil is left out of the report.
type Decision struct {
	// Title is the heading. Empty means "Maintenance window".
	Title   string
	Planner *scheduler.Planner
	Request scheduler.Request
	Result  *scheduler.Result
	// Timeline is that of the request; without it there are no pictures.
	Timeline   *scheduler.Timeline
	Tradeoff   *scheduler.Tradeoff
	Robustness *scheduler.Robustness
	// Assumptions are what the decision rests on, such as those of the function Assumptions with the
	// caller's own behind them.
	Assumptions []Assumption
	// Notices are those about the first suggestion.
	Notices *notice.Timetable
	// Learned says what activities were learned from, DaysAsOf how old the built-in days are; nil where the plan has none.
	Learned  []document.Learned
	DaysAsOf *document.DaysAsOf
	// Fingerprint is of what the decision rests on; nil leaves it out.
	Fingerprint *document.Fingerprint
	// HeatMap says how much the heat map shows.
	HeatMap HeatMapOptions
	// Templates are the wordings of the ticket text and of the sections; nil for the built-in English ones.
	Templates *Templates
	// Strips is for how many suggestions local clocks are drawn. Zero means the first; negative means all.
	Strips int
}

// check reports what is missing.
func (d *Decision) check() error {
	if d.Planner == nil || d.Result == nil || len(d.Result.Suggestions) == 0 {
		return errors.New("a decision needs a planner, and a result with a suggestion")
	}
	if d.Title == "" {
		d.Title = "Maintenance window"
	}
	return nil
}

// NewDecisionDocument returns the JSON form of a decision. It is an error if the decision has no
// planner, no result or no suggestion, or if one of its templates fails.
func NewDecisionDocument(d Decision) (*DecisionDocument, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	res := d.Result
	best := res.Suggestions[0].Impact.CustomerHours
	doc := &DecisionDocument{
		Result:      *document.NewResult(res),
		Title:       d.Title,
		Asked:       Asked(d.Planner, d.Request),
		Customers:   d.Planner.Customers(),
		Regions:     planRegions(d.Planner),
		Assumptions: each(d.Assumptions, func(a Assumption) Assumption { return a }),
	}
	doc.Tradeoff, doc.Robustness, doc.Notices = document.NewTradeoff(d.Tradeoff), document.NewRobustness(d.Robustness), d.Notices
	doc.Learned, doc.DaysAsOf, doc.Fingerprint = d.Learned, d.DaysAsOf, d.Fingerprint
	for i, s := range res.Suggestions {
		why, err := d.Templates.ticket(res, i)
		if err != nil {
			return nil, err
		}
		detail := SuggestionDetail{Why: why}
		if best > 0 {
			factor := roundMillionth(s.Impact.CustomerHours / best)
			detail.Factor = &factor
		}
		doc.Details = append(doc.Details, detail)
	}
	if d.Timeline != nil {
		doc.HeatMap = NewHeatMap(d.Request, d.Timeline, res, d.HeatMap)
		strips := d.Strips
		if strips == 0 {
			strips = 1
		}
		if strips < 0 || strips > len(res.Suggestions) {
			strips = len(res.Suggestions)
		}
		for _, s := range res.Suggestions[:strips] {
			doc.ClockStrips = append(doc.ClockStrips, NewClockStrip(d.Planner, d.Request, d.Timeline, s.Window))
		}
	}
	return doc, nil
}

// page is a report before it is written: all forms say the same because all are made from it.
type page struct {
	Title string
	Lead  []value  // the decision in a sentence
	Says  []string // what else to know at once
	// First is the first page, and Sections the appendix.
	First, Sections []section
}

// section is a part of a page with a heading, which its template gives.
type section struct {
	ID, Title string
	Text      []string
	Tables    []pageTable
	// Week, Map, Strips and Notices say that these stand here, after the text.
	Week, Map, Strips, Notices bool
	// Open says that a reader sees it without opening it.
	Open bool
	// After stands below the tables: what a template says there.
	After []string
	// Said says that the template says something even where there is neither text nor table, and Robust what it may say.
	Said   bool
	Robust *WordingRobust
	// LeftOut counts what the tables leave out, and Others says that some of a kind are neither there nor counted.
	LeftOut int
	Others  bool
}

// empty reports whether there is nothing to say.
func (s section) empty() bool {
	return len(s.Text)+len(s.Tables) == 0 && !s.Said && !s.Week && !s.Map && !s.Strips && !s.Notices
}

// pageTable is a table with a heading for each column. Wide numbers are lined up on the right.
type pageTable struct {
	ID, Caption string
	Columns     []column
	Rows        [][]value
}

type column struct {
	Title string
	Right bool
}

// value is a text and, where it is a figure, its place in the JSON and what stands there.
type value struct {
	Text, Path, Raw string
	Strong          bool
}

func word(text string) value { return value{Text: text} }

// number returns a figure shown as text.
func number(path string, x float64, text string) value {
	return value{Text: text, Path: path, Raw: plain(x)}
}

func whole(path string, n int64) value {
	return value{Text: grouped(n), Path: path, Raw: fmt.Sprint(n)}
}

// moment returns an instant shown as text.
func moment(path string, t time.Time, text string) value {
	return value{Text: text, Path: path, Raw: t.Format(time.RFC3339Nano)}
}

// factorOf returns a factor, a dash where there is none.
func factorOf(path string, f *float64) value {
	if f == nil {
		return value{Text: "-", Path: path, Raw: "null"}
	}
	return number(path, *f, decimal(*f, 2))
}

func headings(titles ...string) []column {
	out := make([]column, len(titles))
	for i, t := range titles {
		if t[0] == '>' {
			out[i] = column{t[1:], true}
		} else {
			out[i] = column{t, false}
		}
	}
	return out
}
