package report

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
)

// TextOptions says how much a text shows. The zero value is a page for a result of usual size.
type TextOptions struct {
	// Heading is a paragraph to begin with, such as that of Asked.
	Heading string
	// Notes are paragraphs that stand before the warnings, such as what an activity was learned from.
	Notes []string
	// Warnings are sentences to print at the end, before those of the result.
	Warnings []string
	// Details is how many suggestions are shown with their regions. Zero means the first one; negative
	// means all.
	Details int
	// Rows is the most rows of a list of regions, of blocks, of what was blocked or of what would help,
	// and how many proposed starts are shown with their regions. Zero means 12; negative means all. Rows
	// that are left out are counted.
	Rows int
	// Tradeoff, Robustness and Notices are answers to further questions about the same request, which
	// Text writes after the suggestions; Notices are those about the first of them. What is nil is left
	// out. AssessmentsText and ErrorText have no place for them.
	Tradeoff   *scheduler.Tradeoff
	Robustness *scheduler.Robustness
	Notices    *notice.Timetable
}

func (o TextOptions) details(all int) int {
	switch {
	case o.Details == 0:
		return min(1, all)
	case o.Details < 0:
		return all
	}
	return min(o.Details, all)
}

func (o TextOptions) rows(all int) int {
	switch {
	case o.Rows == 0:
		return min(12, all)
	case o.Rows < 0:
		return all
	}
	return min(o.Rows, all)
}

// Text writes a result, which must not be nil, for people at a terminal: an overview of the
// suggestions, then region by region what the first of them means, when it must be over, and why it
// was chosen; the rules of thumb beside them; whatever else the options hold; the proposed starts, if
// any; what was blocked; the notes; the warnings, last. Times are on the clocks of
// the search, in UTC, and for each region on its own clocks. Names from a plan are printed without
// control characters.
func Text(w io.Writer, res *scheduler.Result, opts TextOptions) error {
	var b strings.Builder
	writeHeading(&b, opts)
	writeOverview(&b, res, opts)
	for i := range opts.details(len(res.Suggestions)) {
		b.WriteString("\n")
		writeSuggestion(&b, res, i, opts)
	}
	writeThumb(&b, res)
	writePrices(&b, res, opts)
	writeTradeoff(&b, opts.Tradeoff, opts)
	writeRobustness(&b, opts.Robustness, weighs(res), opts)
	writeNotices(&b, opts.Notices, opts)
	if len(res.Assessments) > 0 {
		b.WriteString("\n")
		writeAssessments(&b, res.Assessments, res.Considered, opts)
	}
	if len(res.Blocked) > 0 {
		b.WriteString("\n")
		writeBlocked(&b, res.Blocked, opts)
	}
	for i, note := range opts.Notes {
		if i == 0 {
			b.WriteString("\n")
		}
		fold(&b, "", clean(note))
	}
	writeWarnings(&b, opts.Warnings, res.Warnings)
	_, err := io.WriteString(w, b.String())
	return err
}

func writeHeading(b *strings.Builder, opts TextOptions) {
	if opts.Heading != "" {
		fold(b, "", clean(opts.Heading))
		b.WriteString("\n")
	}
}

// writeWarnings writes the warnings, which stand last: the answer comes before them.
func writeWarnings(b *strings.Builder, lists ...[]string) {
	begun := false
	for _, list := range lists {
		for _, warning := range list {
			if !begun {
				b.WriteString("\n")
				begun = true
			}
			fold(b, "", "Warning: "+clean(warning))
		}
	}
}

// writeOverview writes the table of all suggestions. Of those that are not shown in detail it says here
// if they touch a change of clocks.
func writeOverview(b *strings.Builder, res *scheduler.Result, opts TextOptions) {
	if len(res.Suggestions) == 0 {
		b.WriteString("No suggestions.\n")
		return
	}
	fmt.Fprintf(b, "%s, best first, out of %s considered\n\n",
		counted(int64(len(res.Suggestions)), "suggestion", "suggestions"), counted(res.Considered, "free start", "free starts"))
	headings := append(append([]string{">#"}, windowHeadings(res.Suggestions[0].Window)...), ">"+LostHours(res.Suggestions[0].Impact.Weighted), ">active", ">at most", "~runway")
	crews := res.Suggestions[0].Crew != nil
	if crews {
		headings = append(headings, ">person-hours")
	}
	t := newTable(headings...)
	for i, s := range res.Suggestions {
		row := append(append([]string{fmt.Sprint(i + 1)}, windowCells(s.Window)...),
			amount(s.Impact.CustomerHours), percent(s.Impact.MeanShare), percent(s.Impact.PeakShare), runway(s))
		if crews {
			row = append(row, burden(s.Crew))
		}
		t.add(row...)
	}
	t.write(b, "  ")
	if crews {
		b.WriteString("\n  person-hours: what is expected of the crews outside their hours or on their days off\n")
	}
	writeClockChanges(b, res.Suggestions, opts.details(len(res.Suggestions)))
}

// burden returns the person-hours of a burden.
func burden(b *scheduler.CrewHours) string {
	if b == nil {
		return "-"
	}
	return amount(b.PersonHours)
}

// windowHeadings and windowCells show a window on the clocks of the search, and in UTC where those
// are others.
func windowHeadings(iv calendar.Interval) []string {
	if zone(iv.Start) == "UTC" {
		return []string{"~window (UTC)"}
	}
	return []string{"~window (" + zone(iv.Start) + ")", "UTC"}
}

func windowCells(iv calendar.Interval) []string {
	if zone(iv.Start) == "UTC" {
		return []string{between(iv)}
	}
	return []string{between(iv), iv.Start.UTC().Format("Mon ") + clock(iv.Start.UTC())}
}

func runway(s scheduler.Suggestion) string {
	if s.Open {
		return "over " + span(s.Runway)
	}
	return span(s.Runway)
}

// writeSuggestion writes one suggestion with its regions and its deadlines.
func writeSuggestion(b *strings.Builder, res *scheduler.Result, i int, opts TextOptions) {
	s := res.Suggestions[i]
	fold(b, "", fmt.Sprintf("Suggestion %d: %s", i+1, whenShort(s.Window)))
	b.WriteString("\n")
	writeRegions(b, s.Impact, opts)
	b.WriteString("\n")
	add := func(name, text string) {
		foldAfter(b, "  "+name+strings.Repeat(" ", 20-len(name)), strings.Repeat(" ", 22), text)
	}
	if s.Open {
		add("free until", stamp(s.FreeUntil)+" or later, "+span(s.Runway)+" after the announced end and more")
	} else {
		add("free until", stamp(s.FreeUntil)+", "+span(s.Runway)+" after the announced end")
	}
	switch {
	case s.RollbackBy != nil:
		add("roll back by", stamp(*s.RollbackBy)+", to be done inside the announced window")
	case s.PointOfNoReturn != nil:
		add("roll back by", "no time: a rollback takes longer than the announced window")
	}
	if s.PointOfNoReturn != nil {
		add("point of no return", stamp(*s.PointOfNoReturn)+", the last start of a rollback that ends in free time")
	}
	if s.Crew != nil {
		for _, c := range s.Crew.Crews[:opts.rows(len(s.Crew.Crews))] {
			asked := ""
			if c.PersonHours > 0 {
				asked = fmt.Sprintf(", %s person-hours outside their hours or on days off", amount(c.PersonHours))
			}
			add("crew", fmt.Sprintf("%s: %s (%s)%s", clean(c.Crew), between(c.Local), clean(c.TimeZone), asked))
		}
	}
	b.WriteString("\n")
	fold(b, "  ", Why(res, i))
}

// writeRegions writes what a window means in each region.
func writeRegions(b *strings.Builder, im scheduler.Impact, opts TextOptions) {
	t := newTable("~region", "~local window", ">active", ">of", ">share", ">"+LostHours(im.Weighted), "~kind of day")
	shown := opts.rows(len(im.Regions))
	for _, r := range im.Regions[:shown] {
		t.add(clean(r.Region), between(r.Local), people(r.Customers, r.MeanShare), grouped(r.Customers), percent(r.MeanShare), amount(r.CustomerHours), kinds(r.Days))
	}
	var customers, moreCustomers int64
	var moreActive, moreHours float64
	for i, r := range im.Regions {
		customers += r.Customers
		if i >= shown {
			moreCustomers += r.Customers
			moreActive += float64(r.Customers) * r.MeanShare
			moreHours += r.CustomerHours
		}
	}
	if more := len(im.Regions) - shown; more > 0 {
		share := moreActive / float64(moreCustomers)
		t.add("and "+grouped(int64(more))+" more", "", people(moreCustomers, share), grouped(moreCustomers), percent(share), amount(moreHours), "")
	}
	t.add("all", "", people(customers, im.MeanShare), grouped(customers), percent(im.MeanShare), amount(im.CustomerHours), "")
	t.write(b, "  ")
}

// writeBlocked writes what the rules took from the horizon, one row for a rule and a reason. Regions lose
// different hours to "Tuesday": the row says from how many to how many.
func writeBlocked(b *strings.Builder, list []scheduler.Blocked, opts TextOptions) {
	type row struct{ rule, reason string }
	var order []row
	regions := make(map[row][]string)
	least, most := make(map[row]time.Duration), make(map[row]time.Duration)
	for _, r := range list {
		key := row{r.Rule, r.Reason}
		if _, ok := regions[key]; !ok {
			order = append(order, key)
			least[key], most[key] = r.Duration, r.Duration
		}
		regions[key] = append(regions[key], clean(r.Region))
		least[key], most[key] = min(least[key], r.Duration), max(most[key], r.Duration)
	}
	b.WriteString("What the rules took from the horizon\n\n")
	t := newTable("~rule", "~reason", ">hours", "~region")
	shown := opts.rows(len(order))
	for _, key := range order[:shown] {
		lost := hoursText(most[key])
		if least[key] != most[key] {
			lost = hoursText(least[key]) + " to " + lost
		}
		t.add(clean(key.rule), clean(key.reason), lost, inRegions(regions[key]))
	}
	t.write(b, "  ")
	writeMore(b, "  ", len(order)-shown)
}

// inRegions names up to three regions, and counts more.
func inRegions(names []string) string {
	if len(names) > 3 {
		return grouped(int64(len(names))) + " regions"
	}
	return listed(names)
}

// hoursText returns a duration in hours with one decimal. What would show as nothing is "under 0.1".
func hoursText(d time.Duration) string {
	if d < 3*time.Minute {
		return "under 0.1"
	}
	return decimal(d.Hours(), 1)
}

func writeMore(b *strings.Builder, indent string, more int) {
	if more > 0 {
		fmt.Fprintf(b, "%sand %s more\n", indent, grouped(int64(more)))
	}
}
