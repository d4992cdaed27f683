package decision

import (
	"io"
	"strings"

	"github.com/quietwindow/quietwindow/scheduler/report"
)

// Text writes a decision as text for a terminal, with its tables, as report.Text does. It begins with the
// name of the plan, if one is given, and what was asked. All asks for every suggestion, region and row, and for what
// activities were learned from.
func Text(w io.Writer, d *report.Decision, name string, all bool) error {
	opts := report.TextOptions{
		Heading:  strings.TrimSpace(name + " " + report.Asked(d.Planner, d.Request)),
		Tradeoff: d.Tradeoff, Robustness: d.Robustness, Notices: d.Notices,
	}
	if all {
		opts.Details, opts.Rows = -1, -1
		for _, l := range d.Learned {
			opts.Notes = append(opts.Notes, aboutLearned+l.Region+": "+toldLearned(l))
		}
	}
	return report.Text(w, d.Result, opts)
}
