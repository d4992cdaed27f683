package feedcheck

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

const firstYear, lastYear = 2027, 2077

// generator writes calendars of one seed.
type generator struct {
	*rand.Rand
	lines []string
	zones map[string]*time.Location // of the TZIDs, nil where the file alone defines them
	names []string
}

func (g *generator) add(format string, args ...any) {
	g.lines = append(g.lines, fmt.Sprintf(format, args...))
}

func pick[T any](g *generator, list ...T) T { return list[g.IntN(len(list))] }

// offset writes seconds east as +0330.
func offset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	return fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
}

// observance writes a STANDARD or DAYLIGHT.
func (g *generator) observance(kind string, start time.Time, from, to int, more string) {
	g.add("BEGIN:%s", kind)
	g.add("DTSTART:%s", start.Format("20060102T150405"))
	g.add("TZOFFSETFROM:%s", offset(from))
	g.add("TZOFFSETTO:%s", offset(to))
	if more != "" {
		g.add("%s", more)
	}
	g.add("END:%s", kind)
}

// ownZone writes a zone that is in no database: of the north or the south, with whole, half or quarter hours.
func (g *generator) ownZone(id string) {
	standard := g.IntN(97)*900 - 12*3600
	shift := pick(g, 3600, 3600, 1800)
	spring, autumn := pick(g, "3;BYDAY=2SU", "3;BYDAY=-1SU", "4;BYDAY=1SA"), pick(g, "10;BYDAY=-1SU", "11;BYDAY=1SU", "9;BYDAY=-1FR")
	if g.IntN(2) == 0 { // the south
		spring, autumn = autumn, spring
	}
	begin := time.Date(2020, 1, 1, 2, 0, 0, 0, time.UTC)
	g.add("BEGIN:VTIMEZONE")
	g.add("TZID:%s", strings.ReplaceAll(id, ",", `\,`))
	g.ruled("DAYLIGHT", begin, standard, standard+shift, spring)
	g.ruled("STANDARD", begin, standard+shift, standard, autumn)
	g.add("END:VTIMEZONE")
}

// ruled writes an observance that begins on the first day that its rule gives.
func (g *generator) ruled(kind string, begin time.Time, from, to int, rule string) {
	var month, n int
	var name string
	fmt.Sscanf(rule, "%d;BYDAY=%d%s", &month, &n, &name)
	day := nthDay(begin.Year(), time.Month(month), n, strings.Index("SUMOTUWETHFRSA", name)/2)
	g.observance(kind, day.Add(2*time.Hour), from, to, "RRULE:FREQ=YEARLY;BYMONTH="+rule)
}

func nthDay(year int, month time.Month, n, weekday int) time.Time {
	var list []time.Time
	for d := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC); d.Month() == month; d = d.AddDate(0, 0, 1) {
		if int(d.Weekday()) == weekday {
			list = append(list, d)
		}
	}
	if n < 0 {
		return list[len(list)+n]
	}
	return list[n-1]
}

// worldZone writes the changes of a zone of the database one by one.
func (g *generator) worldZone(id, name string) {
	loc, err := calendar.LoadZone(name)
	if err != nil {
		panic(err)
	}
	g.zones[id] = loc
	g.add("BEGIN:VTIMEZONE")
	g.add("TZID:%s", strings.ReplaceAll(id, ",", `\,`))
	from, first := 0, true
	span := calendar.Interval{Start: time.Date(firstYear-3, 1, 1, 0, 0, 0, 0, time.UTC), End: time.Date(lastYear+3, 1, 1, 0, 0, 0, 0, time.UTC)}
	for stretch, to := range calendar.Offsets(loc, span) {
		if first {
			from, first = to, false
		}
		g.observance(pick(g, "STANDARD", "DAYLIGHT"), stretch.Start.Add(time.Duration(from)*time.Second).UTC(), from, to, "")
		from = to
	}
	g.add("END:VTIMEZONE")
}

// calendar writes one.
func (g *generator) calendar() string {
	g.zones = map[string]*time.Location{}
	g.add("BEGIN:VCALENDAR")
	g.add("VERSION:2.0")
	world := pick(g, "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Auckland", "America/St_Johns", "Asia/Kolkata", "America/Santiago", "Pacific/Chatham", "Asia/Tokyo")
	g.names = []string{world, "Office, old " + fmt.Sprint(g.IntN(100)), "Mine " + fmt.Sprint(g.IntN(100))}
	g.worldZone(g.names[0], world)
	g.worldZone(g.names[1], pick(g, "Europe/Athens", "America/Chicago", "Australia/Sydney", "Asia/Kathmandu"))
	g.ownZone(g.names[2])
	for i := range 1 + g.IntN(4) {
		g.event(i)
	}
	g.add("END:VCALENDAR")
	return strings.Join(g.lines, "\r\n") + "\r\n"
}
