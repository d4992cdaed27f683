package report

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// The most rows of the tables of regions, on the first page and in the appendix, and of what the rules took
// away; more are counted.
const (
	mostFirstRows   = 12
	mostRegionRows  = 200
	mostBlockedRows = 30
)

// newPage makes the report of a decision. Every figure of a table is read from the document, so that it
// cannot say anything that the JSON does not.
func newPage(d Decision, doc *DecisionDocument) (*page, error) {
	p := &page{Title: d.Title, Lead: lead(doc), Says: says(d)}
	first := func(s section) {
		if !s.empty() {
			p.First = append(p.First, s)
		}
	}
	first(byWhenSection(doc))
	first(localTimes(doc, mostFirstRows))
	first(section{ID: "week", Week: doc.HeatMap != nil})
	first(section{ID: "warnings", Text: doc.Warnings})
	add := func(s section) {
		if !s.empty() {
			p.Sections = append(p.Sections, s)
		}
	}
	add(proposedSection(doc))
	add(section{ID: "decision", Tables: []pageTable{decisionTable(doc)}})
	add(section{ID: "reasons", Text: []string{doc.Asked, doc.Details[0].Why}})
	if all := localTimes(doc, mostRegionRows); len(all.Tables[0].Rows) > mostFirstRows {
		all.ID, all.Tables[0].ID = "all-regions", "all-regions-table"
		add(all)
	}
	add(section{ID: "clocks", Strips: len(doc.ClockStrips) > 0})
	add(clockChanges(doc))
	add(section{ID: "alternatives", Tables: []pageTable{alternatives(doc)}})
	add(thumbSection(doc))
	add(pricesSection(doc))
	add(section{ID: "map", Map: doc.HeatMap != nil})
	add(crewSection(doc))
	add(tradeoffSection(doc))
	add(robustnessSection(doc))
	add(blockedSection(doc))
	add(section{ID: "notices", Notices: d.Notices != nil})
	if len(doc.Assumptions) > 0 {
		t := pageTable{ID: "assumptions-table", Columns: headings("about", "assumed")}
		for _, a := range doc.Assumptions {
			t.Rows = append(t.Rows, []value{word(clean(a.About)), word(clean(a.Text))})
		}
		add(section{ID: "assumptions", Tables: []pageTable{t}})
	}
	return p, p.word(d)
}

// word gives all sections the words of the decision's templates.
func (p *page) word(d Decision) error {
	data := newWording(d.Result, 0)
	data.Title, data.Warnings = clean(d.Title), each(d.Result.Warnings, clean)
	for _, list := range [][]section{p.First, p.Sections} {
		for i := range list {
			var err error
			if list[i], err = d.Templates.word(list[i], data); err != nil {
				return err
			}
		}
	}
	return nil
}

// says is what an answer says beside the decision: against what, what else, at what price.
func says(d Decision) []string {
	var out []string
	for _, text := range []string{comparedShort(d), alternativesShort(d.Result), pricesShort(d.Result), crewShort(d)} {
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}

// ends returns an interval of the document.
func ends(iv document.Interval) calendar.Interval {
	return calendar.Interval{Start: iv.Start, End: iv.End}
}

// windowValue returns a window as a table shows it.
func windowValue(path string, iv document.Interval) value {
	return moment(path+".start", iv.Start, between(ends(iv)))
}

// inUTC returns the cells of a window on the clocks of the search, and in UTC where those are others.
func inUTC(path string, iv document.Interval) []value {
	cells := []value{windowValue(path, iv)}
	if zone(iv.Start) != "UTC" {
		cells = append(cells, moment(path+".start", iv.Start, between(ends(iv).In(time.UTC))))
	}
	return cells
}

func lead(doc *DecisionDocument) []value {
	s := doc.Suggestions[0]
	window := windowValue("suggestions[0].window", s.Window)
	window.Text, window.Strong = window.Text+" ("+zone(s.Window.Start)+")", true
	out := []value{window}
	if zone(s.Window.Start) != "UTC" {
		out = append(out, word(", "+between(ends(s.Window).In(time.UTC))+" UTC"))
	}
	cost := number("suggestions[0].impact.customer_hours", s.Impact.CustomerHours, amount(s.Impact.CustomerHours))
	best := s.Impact.CustomerHours
	for _, other := range doc.Suggestions {
		best = min(best, other.Impact.CustomerHours)
	}
	against := "the least of "
	if more := s.Impact.CustomerHours - best; more > 0 {
		against = amount(more) + " more than with the best of "
	}
	return append(out, word(": "), cost, word(" "+LostHours(s.Impact.Weighted)+" are expected to be lost, "+against), whole("considered", doc.Considered),
		word(ofStarts(doc.Considered)))
}

func ofStarts(n int64) string {
	if n == 1 {
		return " free start."
	}
	return " free starts."
}

func decisionTable(doc *DecisionDocument) pageTable {
	s, at := doc.Suggestions[0], "suggestions[0]."
	t := pageTable{ID: "decision-table", Columns: headings("figure", "value")}
	add := func(name string, v value) { t.Rows = append(t.Rows, []value{word(name), v}) }
	im := s.Impact
	add("starts", moment(at+"window.start", s.Window.Start, stamp(s.Window.Start)))
	add("ends", moment(at+"window.end", s.Window.End, stamp(s.Window.End)))
	add("expected "+LostHours(im.Weighted)+" lost", number(at+"impact.customer_hours", im.CustomerHours, amount(im.CustomerHours)))
	add("of these in the window", number(at+"impact.planned_customer_hours", im.PlannedCustomerHours, amount(im.PlannedCustomerHours)))
	add("of these by its overrun", number(at+"impact.overrun_customer_hours", im.OverrunCustomerHours, amount(im.OverrunCustomerHours)))
	add("customers", whole("customers", doc.Customers))
	add("active in the window, on average", number(at+"impact.mean_share", im.MeanShare, percent(im.MeanShare)))
	add("active in the window, at most", number(at+"impact.peak_share", im.PeakShare, percent(im.PeakShare)))
	until := stamp(s.FreeUntil)
	if s.Open {
		until += " or later"
	}
	add("no rule blocks the time until", moment(at+"free_until", s.FreeUntil, until))
	runway, _ := time.ParseDuration(s.Runway) // written by document.NewResult
	add("free time after the window", value{Text: span(runway), Path: at + "runway", Raw: s.Runway})
	if s.RollbackBy != nil {
		add("roll back by, to end in the window", moment(at+"rollback_by", *s.RollbackBy, stamp(*s.RollbackBy)))
	}
	if s.PointOfNoReturn != nil {
		add("point of no return", moment(at+"point_of_no_return", *s.PointOfNoReturn, stamp(*s.PointOfNoReturn)))
	}
	return t
}

// localTimes lists the regions with most customer-hours.
func localTimes(doc *DecisionDocument, most int) section {
	t := pageTable{ID: "regions-table",
		Columns: headings("region", "local window", "kind of day", ">active", ">"+LostHours(doc.Suggestions[0].Impact.Weighted), ">customers", "time zone")}
	index := make(map[string]int, len(doc.Regions))
	for i, r := range doc.Regions {
		index[r.Region] = i
	}
	regions := doc.Suggestions[0].Impact.Regions
	for i, r := range regions[:min(most, len(regions))] {
		at := fmt.Sprintf("suggestions[0].impact.regions[%d].", i)
		customers := index[r.Region]
		t.Rows = append(t.Rows, []value{
			word(clean(r.Region)), moment(at+"local.start", r.Local.Start, shortBetween(ends(r.Local))), word(daysText(r.Days)),
			number(at+"mean_share", r.MeanShare, percent(r.MeanShare)), number(at+"customer_hours", r.CustomerHours, amount(r.CustomerHours)),
			whole(fmt.Sprintf("regions[%d].customers", customers), doc.Regions[customers].Customers),
			word(clean(r.TimeZone) + " " + r.Local.Start.Format("-07:00")),
		})
	}
	return section{ID: "local-times", Tables: []pageTable{t}, LeftOut: max(0, len(regions)-most)}
}

// daysText names the kinds of the days that a window touches, as kinds does.
func daysText(days []document.Day) string {
	text := ""
	for i, d := range days {
		if i > 0 && days[i-1].Kind == d.Kind && days[i-1].Name == d.Name {
			continue
		}
		if text != "" {
			text += ", then "
		}
		switch d.Kind {
		case "holiday":
			text += "holiday (" + clean(d.Name) + ")"
		case "workday":
			text += "working day"
		default:
			text += d.Kind
		}
	}
	return text
}

func clockChanges(doc *DecisionDocument) section {
	t := pageTable{ID: "clock-changes-table",
		Columns: headings(">suggestion", "instant (UTC)", "time zone", "from", "to", "regions")}
	for i, sug := range doc.Suggestions {
		for j, c := range sug.ClockChanges {
			at := fmt.Sprintf("suggestions[%d].clock_changes[%d].", i, j)
			t.Rows = append(t.Rows, []value{word(fmt.Sprint(i + 1)), moment(at+"at", c.At, stamp(c.At.UTC())), word(clean(c.TimeZone)),
				{Text: offsetText(c.Before), Path: at + "offset_before", Raw: c.Before}, {Text: offsetText(c.After), Path: at + "offset_after", Raw: c.After},
				word(listed(each(c.Regions, clean)))})
		}
	}
	s := section{ID: "clock-changes"}
	if len(t.Rows) == 0 {
		s.Said = true // that no window touches one
		return s
	}
	s.Tables = []pageTable{t}
	return s
}

// offsetText returns an offset from UTC as "+05:30".
func offsetText(duration string) string {
	d, _ := time.ParseDuration(duration) // written by document.NewClockChanges
	return time.Unix(0, 0).In(time.FixedZone("", int(d/time.Second))).Format("-07:00")
}

func alternatives(doc *DecisionDocument) pageTable {
	t := pageTable{ID: "suggestions-table"}
	first := doc.Suggestions[0].Window.Start
	titles := []string{">#", "window (" + zone(first) + ")"}
	if zone(first) != "UTC" {
		titles = append(titles, "window (UTC)")
	}
	titles = append(titles, ">"+LostHours(doc.Suggestions[0].Impact.Weighted), ">factor", ">active on average", ">at most", ">free time after")
	crew := doc.Suggestions[0].Crew != nil
	if crew {
		titles = append(titles, ">person-hours of the crews")
	}
	t.Columns = headings(titles...)
	for i, s := range doc.Suggestions {
		at := fmt.Sprintf("suggestions[%d].", i)
		runway, _ := time.ParseDuration(s.Runway)
		row := append([]value{word(fmt.Sprint(i + 1))}, inUTC(at+"window", s.Window)...)
		row = append(row, number(at+"impact.customer_hours", s.Impact.CustomerHours, amount(s.Impact.CustomerHours)),
			factorOf(fmt.Sprintf("details[%d].factor", i), doc.Details[i].Factor),
			number(at+"impact.mean_share", s.Impact.MeanShare, percent(s.Impact.MeanShare)),
			number(at+"impact.peak_share", s.Impact.PeakShare, percent(s.Impact.PeakShare)),
			value{Text: span(runway), Path: at + "runway", Raw: s.Runway})
		if b := s.Crew; crew && b != nil {
			row = append(row, number(at+"crew.person_hours", b.PersonHours, amount(b.PersonHours)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
