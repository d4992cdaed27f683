package report

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// byWhen says what must happen by when, on the clocks of the search.
func byWhen(d Decision) string {
	s := d.Result.Suggestions[0]
	moment := func(t time.Time) string {
		if calendar.DateOf(t) == calendar.DateOf(s.Window.Start) {
			return clock(t)
		}
		return t.Format("Mon 2 Jan ") + clock(t)
	}
	var parts []string
	if d.Notices != nil {
		parts = append(parts, "announce by "+moment(d.Notices.AnnounceBy))
	}
	switch {
	case s.RollbackBy != nil:
		parts = append(parts, "roll back by "+moment(*s.RollbackBy))
	case s.PointOfNoReturn != nil:
		parts = append(parts, "no time to roll back inside the window")
	}
	if s.PointOfNoReturn != nil {
		parts = append(parts, "point of no return "+moment(*s.PointOfNoReturn))
	}
	until := "free until " + moment(s.FreeUntil)
	if s.Open {
		until = "free at least until " + moment(s.FreeUntil) + ", where the search stops"
	}
	text := strings.Join(append(parts, until), "; ")
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// crewShort says what is asked of the crews, and what it would cost the customers to ask nothing.
func crewShort(d Decision) string {
	b := d.Result.Suggestions[0].Crew
	if b == nil {
		return ""
	}
	price := crewPriceShort(d.Result)
	if price != "" {
		price = "; " + price
	}
	if b.PersonHours == 0 {
		return "Crew: nothing outside their hours or on days off."
	}
	text := fmt.Sprintf("Crew: %s person-hours outside their hours or on days off", amount(b.PersonHours))
	if t := d.Tradeoff; t != nil && len(t.Points) > 1 {
		last := t.Points[len(t.Points)-1]
		if last.Crew != nil && last.Crew.PersonHours < b.PersonHours {
			text += fmt.Sprintf("; %s at %s, for %s %s more", cmp.Or(map[bool]string{true: "none"}[last.Crew.PersonHours == 0], amount(last.Crew.PersonHours)),
				last.Window.Start.Format("Mon 2 Jan ")+clock(last.Window.Start), about(last.Impact.CustomerHours-d.Result.Suggestions[0].Impact.CustomerHours), LostHours(last.Impact.Weighted))
		}
	}
	return text + price + "."
}
