package scheduler

import (
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// warnings returns what the sender of the request should know about the answer: the zones whose data on
// this machine are older than the law, where the horizon or its overrun reaches that far.
func (c *compiled) warnings() []string {
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
	return out
}

// joinFirst joins the first names, and says how many more there are.
func joinFirst(names []string, most int) string {
	text := strings.Join(names[:min(most, len(names))], ", ")
	if more := len(names) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
