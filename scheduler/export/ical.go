package export

import (
	"fmt"
	"strings"
	"time"
)

// CalendarOptions are the properties of the whole calendar. The zero value writes none of them.
type CalendarOptions struct {
	// Name is what readers call the calendar (NAME of RFC 7986, 5.1, and X-WR-CALNAME, which older
	// readers know); one line without backslash, comma and semicolon, which ical.js shows escaped.
	Name string `json:"name,omitempty"`
	// Refresh is how often readers should ask again, in whole minutes from 1 minute to 366 days
	// (REFRESH-INTERVAL of RFC 7986, 5.7, and X-PUBLISHED-TTL).
	Refresh time.Duration `json:"refresh,omitempty"`
	// Color is one of the names of CSS 3 in lower case (COLOR of RFC 7986, 5.9).
	Color string `json:"color,omitempty"`
}

func (j *job) checkCalendar(path string, o CalendarOptions) {
	j.line(path+".name", o.Name, 0, MaxTitle)
	if strings.ContainsAny(o.Name, `\,;`) {
		j.fault(path+".name", clip(o.Name), "a name without backslash, comma and semicolon, which not all readers unescape there")
	}
	if o.Refresh != 0 && (o.Refresh < time.Minute || o.Refresh > 366*24*time.Hour || o.Refresh%time.Minute != 0) {
		j.fault(path+".refresh", o.Refresh, "whole minutes from 1m to 8784h")
	}
	if o.Color != "" && !strings.Contains(cssColors, " "+o.Color+" ") {
		j.fault(path+".color", clip(o.Color), "the name of a color of CSS 3, such as slateblue")
	}
}

// header begins a calendar. There is no METHOD: the file is a calendar to be shown, not an invitation
// to be answered (RFC 5546).
func (o CalendarOptions) header(c *content, product string) {
	c.begin("VCALENDAR")
	c.raw("VERSION", "2.0")
	c.raw("PRODID", "-//quietwindow//"+product+"//EN")
	if o.Name != "" {
		c.text("NAME", o.Name)
		c.text("X-WR-CALNAME", o.Name)
	}
	if o.Refresh != 0 {
		minutes := int(o.Refresh / time.Minute)
		c.raw("REFRESH-INTERVAL;VALUE=DURATION", fmt.Sprintf("PT%dM", minutes))
		c.raw("X-PUBLISHED-TTL", fmt.Sprintf("PT%dM", minutes))
	}
	if o.Color != "" {
		c.raw("COLOR", o.Color)
	}
}

// exportICal writes one VEVENT per window, in UTC: readers disagree on local times at clock changes, so
// there is no VTIMEZONE to disagree on and no rule to expand.
//
// Source: RFC 5545, 3.6.1 (VEVENT), 3.8.4.7 (UID), 3.8.7.4 (SEQUENCE); RFC 7986.
func exportICal(j *job) {
	m := &j.m
	o := m.Options.Calendar
	j.checkCalendar("calendar", o)
	j.lost("an iCalendar event", "creator")
	var c content
	o.header(&c, "maintenance")
	for i := range m.Windows {
		c.event(m, i, time.UTC)
		c.raw("CATEGORIES", "MAINTENANCE")
		// Who subscribes to the calendar is not busy because a service is maintained.
		c.raw("TRANSP", "TRANSPARENT")
		c.end("VEVENT")
	}
	c.end("VCALENDAR")
	j.body(c.bytes())
}

// utcStamp returns an instant in the form "date with UTC time" of RFC 5545, 3.3.5.
func utcStamp(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// cssColors are the names of https://www.w3.org/TR/css-color-3/#svg-color, each between spaces.
const cssColors = " aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood" +
	" cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen" +
	" darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue" +
	" darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite" +
	" forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory" +
	" khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen" +
	" lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime" +
	" limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue" +
	" mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive" +
	" olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum" +
	" powderblue purple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue" +
	" slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow" +
	" yellowgreen "
