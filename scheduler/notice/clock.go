package notice

import (
	"fmt"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// moment returns weekday, date and clock reading of t on its own clocks, such as "Sat 5 Dec 2026,
// 05:00", with seconds where there are any. The month is a word: 5/12 is read in two ways.
func moment(t time.Time) string { return t.Format("Mon 2 Jan 2006, ") + calendar.ClockOf(t).String() }

// later returns the reading of t for someone who has just read from, without the date where that is the
// same; and otherwise a mark that says how far off it is, such as ", next day".
func later(from, t time.Time) (reading, mark string) {
	switch days := calendar.DateOf(t).Days() - calendar.DateOf(from).Days(); {
	case days == 0:
		return calendar.ClockOf(t).String(), ""
	case days == 1:
		return moment(t), ", next day"
	case days > 1:
		return moment(t), fmt.Sprintf(", %d days later", days)
	default: // America/St_Johns came back to 2010-11-06 from one minute past midnight
		return moment(t), ", the day before"
	}
}

// offset returns the offset of t's clocks from UTC, such as "UTC+05:30".
func offset(t time.Time) string { return "UTC" + t.Format("-07:00") }

func offsetOf(t time.Time) time.Duration {
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second
}

// change says in words how clocks change from one instant to another; empty where they do not.
func change(from, to time.Time) string {
	switch d := offsetOf(to) - offsetOf(from); {
	case d > 0:
		return "clocks go forward by " + words(d) + " in between"
	case d < 0:
		return "clocks go back by " + words(-d) + " in between"
	}
	return ""
}

// words returns a duration as a sentence has it, such as "1 hour 30 minutes".
func words(d time.Duration) string {
	var list []string
	for _, part := range []struct {
		unit time.Duration
		name string
	}{{time.Hour, "hour"}, {time.Minute, "minute"}, {time.Second, "second"}} {
		n := d / part.unit
		d -= n * part.unit
		if n == 1 {
			list = append(list, "1 "+part.name)
		} else if n > 1 {
			list = append(list, fmt.Sprintf("%d %ss", n, part.name))
		}
	}
	return strings.Join(list, " ")
}

// place returns whose clocks a region keeps, such as "New York time": customers of one region may sit
// under several. It is empty where the zone is named after no place, or the region after the place.
func place(region string, loc *time.Location) string {
	zone := loc.String()
	city := strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " ")
	if !strings.Contains(zone, "/") || strings.HasPrefix(zone, "Etc/") || strings.Contains(region, city) {
		return ""
	}
	return city + " time"
}
