package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

//go:embed campaign.tmpl
var campaignPage string

var campaignTemplate = template.Must(template.New("campaign").Funcs(template.FuncMap{
	"amount": amount, "between": between, "zone": func(w scheduler.TaskWindow) string { return zone(w.Window.Start) }, "why": WhyWindow, "stamp": func(t *time.Time) string { return stamp(*t) },
	"four": func(v float64) string { return decimal(v, 4) }, "rule": func(name string) string { return ruleWords[name] }, "colours": func() template.CSS { return template.CSS(colours()) },
}).Parse(campaignPage))

// bar is one bar of a picture.
type bar struct {
	X, Y, Width, Height int
	Label, Value        string
	LabelX, LabelY      int
	Second              int // the width of a second bar below, 0 for none
	Note                string
}

// CampaignHTML writes a campaign's plan as one web page: the calendar as bars, the deadlines, the burden
// beside that of the rules of thumb. It needs no network.
func CampaignHTML(w io.Writer, res *scheduler.CampaignResult, opts CampaignOptions) error {
	var b bytes.Buffer
	err := campaignTemplate.Execute(&b, struct {
		Heading, Total, Hours       string
		Res                         *scheduler.CampaignResult
		Calendar, Deadlines, Burden []bar
		Weeks                       []bar
		CalendarHeight              int
		BurdenHeight                int
		Warnings                    []string
	}{
		opts.Heading, CampaignTotal(res), capital(campaignHours(res)), res, calendarBars(res), deadlineBars(res), burdenBars(res),
		weekLines(res), 20*len(res.Windows) + 30, 26*len(res.Burden) + 10, append(append([]string{}, opts.Warnings...), res.Warnings...),
	})
	if err == nil {
		_, err = w.Write(b.Bytes())
	}
	return err
}

// The calendar's bars lie in so many units from the left.
const calendarLeft, calendarWide = 190, 560

// calendarScale returns where an instant lies in the calendar.
func calendarScale(res *scheduler.CampaignResult) func(time.Time) int {
	from, to := res.Windows[0].Window.Start, res.Windows[0].Window.End
	for _, w := range res.Windows {
		if w.Window.End.After(to) {
			to = w.Window.End
		}
	}
	length := float64(max(1, to.Sub(from)))
	return func(t time.Time) int {
		return calendarLeft + int(math.Round(calendarWide*float64(t.Sub(from))/length))
	}
}

// weekLines draws a line where a week begins, in the windows' zone: every week, or every so many that the
// dates below do not run into each other.
func weekLines(res *scheduler.CampaignResult) []bar {
	if len(res.Windows) == 0 {
		return nil
	}
	at := calendarScale(res)
	first := res.Windows[0].Window.Start
	year, month, day := first.Date()
	monday := day - (int(first.Weekday())+6)%7
	var lines []bar
	last := calendarLeft - calendarWide
	for week := 0; ; week++ {
		t := time.Date(year, month, monday+7*week, 0, 0, 0, 0, first.Location())
		x := at(t)
		if x > calendarLeft+calendarWide {
			return lines
		}
		if x < calendarLeft || x-last < 60 {
			continue
		}
		last = x
		lines = append(lines, bar{X: x, Height: 20*len(res.Windows) + 4, LabelY: 20*len(res.Windows) + 20, Label: t.Format("2 Jan")})
	}
}

// calendarBars draws a row a window, time from left to right.
func calendarBars(res *scheduler.CampaignResult) []bar {
	if len(res.Windows) == 0 {
		return nil
	}
	const left = calendarLeft
	at := calendarScale(res)
	var bars []bar
	for i, w := range res.Windows {
		x, end := at(w.Window.Start), at(w.Window.End)
		bars = append(bars, bar{X: x, Y: 20*i + 4, Width: max(4, end-x), Height: 12, Label: clean(w.Task), LabelX: left - 8, LabelY: 20*i + 14,
			Value: w.Window.Start.Format("Mon 2 Jan ") + clock(w.Window.Start), Note: fmt.Sprintf("%s: %s, %s %s", clean(w.Task), between(w.Window), amount(w.Impact.CustomerHours), LostHours(w.Impact.Weighted))})
	}
	return bars
}

// deadlineBars draws what each deadline costs.
func deadlineBars(res *scheduler.CampaignResult) []bar {
	most := 0.0
	for _, d := range res.Deadlines {
		most = max(most, d.CustomerHours)
	}
	if len(res.Deadlines) < 2 || most == 0 {
		return nil
	}
	var bars []bar
	for i, d := range res.Deadlines {
		x := bar{X: 60 + 100*i, Label: fmt.Sprintf("%d days", d.Days), Value: "no plan", Width: 60, LabelX: 90 + 100*i, LabelY: 190}
		if d.Fits {
			x.Height = int(math.Round(140 * d.CustomerHours / most))
			x.Value = amount(d.CustomerHours)
		}
		x.Y = 170 - x.Height
		bars = append(bars, x)
	}
	return bars
}

// burdenBars draws the burden of each region above that of its next free starts.
func burdenBars(res *scheduler.CampaignResult) []bar {
	most, rule := 0.0, -1
	for i, r := range res.RulesOfThumb {
		if r.Name == scheduler.ThumbSunday {
			rule = i
		}
	}
	for _, r := range res.Burden {
		most = max(most, r.PerCustomer)
		if rule >= 0 {
			most = max(most, r.ByRule[rule])
		}
	}
	if most == 0 {
		return nil
	}
	var bars []bar
	for i, r := range res.Burden {
		x := bar{X: 190, Y: 26*i + 4, Height: 9, Width: int(math.Round(480 * r.PerCustomer / most)), Label: clean(r.Region), LabelX: 182, LabelY: 26*i + 16, Value: decimal(r.PerCustomer, 3)}
		if rule >= 0 {
			x.Second = int(math.Round(480 * r.ByRule[rule] / most))
			x.Note = decimal(r.ByRule[rule], 3)
		}
		bars = append(bars, x)
	}
	return bars
}
