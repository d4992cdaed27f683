package decision

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// aboutLearned begins what is said of an activity that was learned.
const aboutLearned = "Activity of "

// sources says where the holidays of regions and crews are from, and what activities were learned from.
func sources(plan *planfile.Plan) []report.Assumption {
	var out []report.Assumption
	add := func(whose string, list []planfile.Region) {
		for _, r := range list {
			if from := sourcesOf(r); len(from) > 0 {
				out = append(out, report.Assumption{About: "Holidays of " + whose + r.Name, Text: strings.Join(from, "; ") + "."})
			}
		}
	}
	add("", plan.Regions)
	for _, l := range Learned(plan) {
		out = append(out, report.Assumption{About: aboutLearned + l.Region, Text: toldLearned(l)})
	}
	add("the crew ", plan.Crews)
	if DaysAsOf(plan) != nil {
		out = append(out, report.Assumption{About: "Age of the built-in days", Text: capital(national.DaysAsOf().String()) + "."})
	}
	if changes := changesOf(plan); len(changes) > 0 {
		out = append(out, report.Assumption{About: "Corrections of the built-in days", Text: strings.Join(changes, "; ") + "."})
	}
	return out
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// DaysAsOf returns how old the built-in days of a plan are; nil where it uses none.
func DaysAsOf(plan *planfile.Plan) *document.DaysAsOf {
	for _, list := range [][]planfile.Region{plan.Regions, plan.Crews} {
		for _, r := range list {
			for _, s := range r.Holidays {
				if s.National != nil {
					as := national.DaysAsOf()
					return &document.DaysAsOf{Days: as.Days, Corrections: as.Corrections}
				}
			}
		}
	}
	return nil
}

// mostChanges is how many corrections are listed; the rest are counted.
const mostChanges = 20

// changesOf says what the plan's own corrections change in its horizon, each day once.
func changesOf(plan *planfile.Plan) []string {
	if plan.Corrections == nil {
		return nil
	}
	first, last := calendar.DateOf(plan.Request.Horizon.Start.UTC()).AddDays(-1), calendar.DateOf(plan.Request.Horizon.End.UTC()).AddDays(1)
	var out []string
	for _, list := range [][]planfile.Region{plan.Regions, plan.Crews} {
		for _, r := range list {
			for _, s := range r.Holidays {
				if s.National == nil {
					continue
				}
				for _, c := range s.National.Changes(first, last) {
					if text := c.String(); !slices.Contains(out, text) {
						out = append(out, text)
					}
				}
			}
		}
	}
	if more := len(out) - mostChanges; more > 0 {
		out = append(out[:mostChanges], fmt.Sprintf("and %d more", more))
	}
	return out
}

func sourcesOf(r planfile.Region) []string {
	var from []string
	for _, s := range r.Holidays {
		if s.National == nil {
			from = append(from, "the calendar file "+s.File)
			continue
		}
		first, last := s.National.SureYears()
		text := fmt.Sprintf("%s, %s, known for %d to %d", s.Code, s.National.Origin(), first, last)
		if _, partly := s.National.Years(); partly > last {
			text += fmt.Sprintf(", in part to %d", partly)
		}
		from = append(from, text)
	}
	if r.ExtraHolidays > 0 {
		from = append(from, amount(r.ExtraHolidays, "day")+" that the plan lists")
	}
	return from
}
