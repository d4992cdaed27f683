package report

import (
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// Assumption is something that a decision rests on.
type Assumption struct {
	// About says what it is about, such as "Holidays of Bavaria".
	About string `json:"about"`
	// Text says what was assumed.
	Text string `json:"text"`
}

// mostAssumed is the most regions whose calendars Assumptions lists; more are counted.
const mostAssumed = 60

// Assumptions returns what can be told from a planner and a request about what their answer rests on:
// the time zone data, each region's clock, weekend, holidays within the horizon and activity, the
// probabilities of the overrun. The version of the time zone database is the caller's to give, "" if it
// is not known: there is no way to ask Go for it. Where holidays come from only the caller knows: those
// who read plan files add that. Cost: O(regions x days).
func Assumptions(p *scheduler.Planner, req scheduler.Request, zoneDatabase string) []Assumption {
	out := []Assumption{{"Time zone database", zoneText(p, req, zoneDatabase)}, {"Overrun", overrunText(req)}}
	regions := p.Regions()
	for i, r := range regions {
		if i == mostAssumed {
			out = append(out, Assumption{"More regions", fmt.Sprintf("%s are not listed here.", counted(int64(len(regions)-i), "region", "regions"))})
			break
		}
		out = append(out, Assumption{clean(r.Name), regionText(r, req.Horizon)})
	}
	return out
}

func zoneText(p *scheduler.Planner, req scheduler.Request, version string) string {
	text := "The version is not known."
	if version != "" {
		text = "Version " + clean(version) + "."
	}
	var zones []*time.Location
	for _, r := range p.Regions() {
		zones = append(zones, r.Calendar.Location)
	}
	zones = append(zones, req.Grid.Location)
	old := calendar.OutdatedZones(zones...)
	if len(old) == 0 {
		return text + " None of the zones used is known to be out of date."
	}
	for _, o := range old {
		text += fmt.Sprintf(" %s is out of date: its local times are wrong from %s on (%s).", o.Zone, o.From.Format(time.DateOnly), o.Law)
	}
	return text
}

func overrunText(req scheduler.Request) string {
	if len(req.Overrun) == 0 {
		return "None: the work is taken to end with its window."
	}
	var parts []string
	for _, s := range req.Overrun {
		parts = append(parts, fmt.Sprintf("%s that customers are still disrupted until %s after the start", probability(s.Probability), span(s.Until)))
	}
	return "Taken as given: " + listed(parts) + "."
}

func regionText(r scheduler.Region, horizon calendar.Interval) string {
	loc := r.Calendar.Location
	local := horizon.In(loc)
	first, last := calendar.DateOf(local.Start), calendar.DateOf(local.End.Add(-time.Second))
	text := fmt.Sprintf("Clocks of %s. Weekly days off: %s.", clean(loc.String()), weekendText(r.Calendar.Weekend, first, last))
	text += " " + holidaysText(r.Calendar, first, last) + " " + activityText(r) + "."
	if weight := weightText(r); weight != "" {
		text += " In the impact its customers " + weight + "."
	}
	return text
}

func weekendText(w calendar.Weekend, first, last calendar.Date) string {
	name := func(days calendar.DaySet) string {
		if days == calendar.NoDays {
			return "none"
		}
		return days.String()
	}
	text := name(w.On(first))
	_, changes := w.Changes()
	for _, c := range changes {
		if first.Before(c.From) && !last.Before(c.From) {
			text += fmt.Sprintf(", from %s on %s", c.From, name(c.Days))
		}
	}
	return text
}

// holidaysText lists the holidays, and the rest days that are worked.
func holidaysText(c calendar.Calendar, first, last calendar.Date) string {
	if c.Holidays == nil && c.WorkingDays == nil {
		return "No holidays."
	}
	holidays, worked, err := c.Exceptions(first, last)
	if err != nil {
		return "The holidays are not known for all of the horizon."
	}
	text := fmt.Sprintf("No holidays from %s to %s.", first, last)
	if len(holidays) > 0 {
		text = fmt.Sprintf("%s from %s to %s: %s.", counted(int64(len(holidays)), "holiday", "holidays"), first, last,
			firstDays(holidays, func(h calendar.Holiday) string { return h.Date.String() + " " + clean(h.Title()) }))
	}
	if len(worked) > 0 {
		text += fmt.Sprintf(" Rest days that are worked: %s.", firstDays(worked, func(w calendar.WorkingDay) string { return w.Date.String() + " " + clean(w.Title()) }))
	}
	return text
}

// firstDays lists the first days, and says how many more there are.
func firstDays[D any](list []D, show func(D) string) string {
	const most = 12
	var days []string
	for _, d := range list[:min(most, len(list))] {
		days = append(days, show(d))
	}
	if more := len(list) - most; more > 0 {
		days = append(days, fmt.Sprintf("and %s more", grouped(int64(more))))
	}
	return strings.Join(days, ", ")
}

// activityText names the activity where it is a built-in one.
func activityText(r scheduler.Region) string {
	if span := r.Forecast.Span(); !span.Empty() {
		return "Activity: a forecast by the hour"
	}
	for _, name := range scheduler.BuiltinActivities() {
		if p, ok := scheduler.BuiltinActivity(name); ok && sameProfile(p, r.Activity) {
			return "Activity: the built-in " + name
		}
	}
	return "Activity: its own shares by kind of day and hour"
}

func sameProfile(a, b scheduler.Profile) bool {
	for _, kind := range []calendar.DayKind{calendar.KindWorkday, calendar.KindWeekend, calendar.KindHoliday} {
		for day := range calendar.AllDays.All() {
			for hour := range 24 {
				if c := calendar.Clock(hour * hourSeconds); a.Share(kind, day, c) != b.Share(kind, day, c) {
					return false
				}
			}
		}
	}
	return true
}
