package export

import (
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// InvitationOptions are what an invitation asks for.
type InvitationOptions struct {
	// Organizer is the email address that invites and gets the answers; required. Name is shown for it.
	Organizer string `json:"organizer,omitempty"`
	Name      string `json:"name,omitempty"`
	// Attendees are the email addresses of those who are invited; one at least.
	Attendees []string `json:"attendees,omitempty"`
	// AlarmMinutes are how many minutes before the start readers remind, 0 to 44640 (31 days); at most 10.
	AlarmMinutes []int `json:"alarm_minutes,omitempty"`
	// TimeZone is the zone that the event is written in, an IANA name; empty for UTC. The file brings its
	// clocks with it (VTIMEZONE).
	TimeZone string `json:"time_zone,omitempty"`
	// Busy blocks the time in the calendars of those who accept; the zero value shows them as free.
	Busy bool `json:"busy,omitempty"`
}

// exportInvitation writes one invitation per window: METHOD:REQUEST, or METHOD:CANCEL for a maintenance that is
// cancelled. One message holds one event, since all events of a request must have one UID.
//
// Source: RFC 5546, 3.2.2 (REQUEST) and 3.2.5 (CANCEL); RFC 5545, 3.6.5 (VTIMEZONE), 3.6.6 (VALARM), 3.8.4.1 and 3.8.4.3.
func exportInvitation(j *job) {
	m, o := &j.m, j.m.Options.Invitation
	loc := j.checkInvitation(o)
	if len(j.faults) > 0 {
		return
	}
	j.lost("an invitation", "creator")
	j.note(NoteByHand, -1, "send each body as text/calendar; method=%s, from the organizer's address: readers ignore a request that comes from another", methodOf(m.Status))
	for i, w := range m.Windows {
		if loc != time.UTC {
			j.shownOnce(windowPath(i)+".start", w.Interval.Start, loc)
			j.shownOnce(windowPath(i)+".end", w.Interval.End, loc)
		}
		var c content
		c.begin("VCALENDAR")
		c.raw("VERSION", "2.0")
		c.raw("PRODID", "-//quietwindow//invitation//EN")
		c.raw("METHOD", methodOf(m.Status))
		if loc != time.UTC {
			c.zone(loc, w.Interval)
		}
		c.event(m, i, loc)
		c.raw("ORGANIZER"+commonName(o.Name), "mailto:"+o.Organizer)
		for _, a := range o.Attendees {
			c.raw("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE", "mailto:"+a)
		}
		if o.Busy {
			c.raw("TRANSP", "OPAQUE")
		} else {
			c.raw("TRANSP", "TRANSPARENT")
		}
		if m.Status != StatusCancelled {
			for _, minutes := range o.AlarmMinutes {
				c.begin("VALARM")
				c.raw("ACTION", "DISPLAY")
				c.raw("TRIGGER", fmt.Sprintf("-PT%dM", minutes))
				c.text("DESCRIPTION", m.Title)
				c.end("VALARM")
			}
		}
		c.end("VEVENT")
		c.end("VCALENDAR")
		j.body(c.bytes())
	}
}

func methodOf(s Status) string {
	if s == StatusCancelled {
		return "CANCEL"
	}
	return "REQUEST"
}

// checkInvitation returns the zone of the invitation.
func (j *job) checkInvitation(o InvitationOptions) *time.Location {
	j.email("invitation.organizer", o.Organizer)
	j.line("invitation.name", o.Name, 0, MaxTitle)
	if strings.Contains(o.Name, `"`) {
		j.fault("invitation.name", clip(o.Name), "a name without double quotes, which a parameter cannot hold")
	}
	j.lines("invitation.attendees", o.Attendees, 1, MaxTitle)
	for i, a := range o.Attendees {
		j.email(fmt.Sprintf("invitation.attendees[%d]", i), a)
	}
	if len(o.AlarmMinutes) > 10 {
		j.fault("invitation.alarm_minutes", len(o.AlarmMinutes), "at most 10")
	}
	for i, minutes := range o.AlarmMinutes {
		if minutes < 0 || minutes > 31*24*60 {
			j.fault(fmt.Sprintf("invitation.alarm_minutes[%d]", i), minutes, "0 to 44640")
		}
	}
	if o.TimeZone == "" {
		return time.UTC
	}
	loc, err := calendar.LoadZone(o.TimeZone)
	if err != nil {
		j.fault("invitation.time_zone", clip(o.TimeZone), "the name of a zone: "+err.Error())
	}
	return loc
}

// email checks an address: ASCII, one @, nothing that would end a content line or a URI.
func (j *job) email(path, s string) {
	user, host, ok := strings.Cut(s, "@")
	plain := func(part, more string) bool {
		return part != "" && !strings.ContainsFunc(part, func(r rune) bool {
			return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune(more, r)
		})
	}
	if !ok || len(s) > 254 || !plain(user, ".!#$&'*+/=^_`{|}~-") || !plain(host, ".-") {
		j.fault(path, clip(s), "an email address in ASCII, such as noc@example.com")
	}
}

// shownOnce refuses an instant that the clocks of a zone show twice, and readers would put an hour early.
func (j *job) shownOnce(path string, t time.Time, loc *time.Location) {
	local := t.In(loc)
	if n := len(instants(calendar.DateOf(local), calendar.ClockOf(local), loc)); n != 1 {
		j.fault(path, rfc3339(t), fmt.Sprintf("a time that clocks in %s show once; leave invitation.time_zone out to write UTC", loc))
	}
}

// commonName returns the parameter for the name of a calendar user.
func commonName(name string) string {
	if name == "" {
		return ""
	}
	return `;CN="` + name + `"`
}

// local writes an instant as a reading of a zone's clocks.
func (c *content) local(name string, t time.Time, loc *time.Location) {
	if loc == time.UTC {
		c.raw(name, utcStamp(t))
		return
	}
	c.raw(name+";TZID="+loc.String(), t.In(loc).Format("20060102T150405"))
}

// zone writes the clocks of a zone from the year before an interval to the year after it, change by change: there is no rule
// that a reader could take further than the law of today.
func (c *content) zone(loc *time.Location, iv calendar.Interval) {
	span := calendar.Interval{Start: iv.Start.AddDate(-1, 0, 0), End: iv.End.AddDate(1, 0, 0)}
	var starts []time.Time
	var offsets []int
	least := 1 << 30
	for stretch, offset := range calendar.Offsets(loc, span) {
		starts, offsets, least = append(starts, stretch.Start), append(offsets, offset), min(least, offset)
	}
	c.begin("VTIMEZONE")
	c.raw("TZID", loc.String())
	before := offsets[0]
	for i, offset := range offsets {
		kind := "STANDARD"
		if offset > least {
			kind = "DAYLIGHT"
		}
		c.begin(kind)
		// A change begins at the reading of the clocks before it.
		c.raw("DTSTART", starts[i].UTC().Add(time.Duration(before)*time.Second).Format("20060102T150405"))
		c.raw("TZOFFSETFROM", utcOffset(before))
		c.raw("TZOFFSETTO", utcOffset(offset))
		c.end(kind)
		before = offset
	}
	c.end("VTIMEZONE")
}

// utcOffset writes an offset in seconds as RFC 5545, 3.3.14, wants it.
func utcOffset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
}
