package scheduler

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// warnings returns what the sender of the request should know about the answer: the zones whose data on
// this machine are older than the law, where the horizon or its overrun reaches that far.
func (c *compiled) warnings(ctx context.Context) []string {
	var zones []*time.Location
	users := make(map[string][]string)
	for _, r := range c.planner.regions {
		loc := r.Calendar.Location
		zones = append(zones, loc)
		users[loc.String()] = append(users[loc.String()], r.Name)
	}
	zones = append(zones, c.job.loc)
	var out []string
	for _, o := range calendar.OutdatedZones(zones...) {
		if o.From.Unix() >= c.job.to+c.job.tail {
			continue
		}
		text := o.String()
		if names := users[o.Zone]; len(names) > 0 {
			text += fmt.Sprintf(" (region %s)", joinFirst(names, 3))
		}
		out = append(out, text)
	}
	return append(out, c.calendarWarnings(ctx)...)
}

// calendarWarnings says which days of the horizon and its overrun are not known to a region's calendar, once a region,
// and where a region rests on other days than the country whose holidays it keeps.
func (c *compiled) calendarWarnings(ctx context.Context) []string {
	var texts []string
	regions := make(map[string][]string)
	say := func(region, text string) {
		if regions[text] == nil {
			texts = append(texts, text)
		}
		regions[text] = append(regions[text], region)
	}
	for i, r := range c.planner.regions {
		if ctx.Err() != nil {
			return nil
		}
		first, last := calendar.DateOf(c.instantIn(c.job.from, i)), calendar.DateOf(c.instantIn(c.job.to+c.job.tail-1, i))
		if knowledge, gaps := r.Calendar.KnownBetween(first, last); knowledge != calendar.Sure && len(gaps) > 0 {
			missing := make([]string, len(gaps))
			for k, g := range gaps {
				missing[k] = g.String()
			}
			say(r.Name, strings.Join(missing, "; ")+".")
		}
		if text := r.Calendar.WeekendWarning(first, last); text != "" {
			say(r.Name, text)
		}
	}
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = fmt.Sprintf("%s: %s", joinFirst(regions[text], 3), text)
	}
	return out
}

func (c *compiled) instantIn(t int64, region int) time.Time {
	return time.Unix(t, 0).In(c.planner.regions[region].Calendar.Location)
}

// joinFirst joins the first names, and says how many more there are.
func joinFirst(names []string, most int) string {
	text := strings.Join(names[:min(most, len(names))], ", ")
	if more := len(names) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
