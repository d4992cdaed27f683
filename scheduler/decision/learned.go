package decision

import (
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/activity"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// mostAside is how many stretches that were set aside are listed; the rest are counted.
const mostAside = 10

// asideWords say why hours were set aside.
var asideWords = map[activity.Cause]string{activity.Outage: "too low", activity.Burst: "too high", activity.Excluded: "left out by the plan"}

// Learned returns what the activities of a plan were learned from, in the order of its regions; nil where none was. Of what
// was set aside the last ten stretches are listed.
func Learned(plan *planfile.Plan) []document.Learned {
	var list []document.Learned
	for _, r := range plan.Regions {
		if r.Learned == nil {
			continue
		}
		fit := r.Learned.Fit()
		l := document.Learned{Region: r.Name, History: r.History, Weeks: fit.Weeks, End: fit.Span.End.UTC(), SeasonYears: fit.Years,
			MissingHours: fit.Missing, SetAsideHours: fit.Outages + fit.Bursts + fit.Excluded, SetAside: []document.SetAside{}}
		if fit.Tally.Shift != 0 {
			l.Shift = calendar.FormatDuration(fit.Tally.Shift)
		}
		l.SetAsideLeftOut = max(0, len(fit.SetAside)-mostAside)
		for _, s := range fit.SetAside[l.SetAsideLeftOut:] {
			l.SetAside = append(l.SetAside, document.SetAside{Start: s.Interval.Start.UTC(), End: s.Interval.End.UTC(), Because: string(s.Cause)})
		}
		list = append(list, l)
	}
	return list
}

// toldLearned says the same in words.
func toldLearned(l document.Learned) string {
	text := fmt.Sprintf("Learned from %s: %s up to %s", l.History, amount(l.Weeks, "week"), stamp(l.End))
	if l.SeasonYears > 0 {
		text += ", and the season of " + amount(l.SeasonYears, "year") + " before"
	}
	text += "."
	if l.Shift != "" {
		text += fmt.Sprintf(" Every time of the file was moved by %s.", l.Shift)
	}
	if l.MissingHours > 0 {
		text += fmt.Sprintf(" No value: %s.", amount(l.MissingHours, "hour"))
	}
	if len(l.SetAside) == 0 {
		return text + " Nothing was set aside."
	}
	var when []string
	for _, s := range l.SetAside {
		when = append(when, fmt.Sprintf("%s to %s (%s)", stamp(s.Start), stamp(s.End), asideWords[activity.Cause(s.Because)]))
	}
	if l.SetAsideLeftOut > 0 {
		when = append(when, fmt.Sprintf("and %d stretches before", l.SetAsideLeftOut))
	}
	return text + fmt.Sprintf(" Set aside: %s: %s.", amount(l.SetAsideHours, "hour"), strings.Join(when, ", "))
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 MST") }

func amount(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}
