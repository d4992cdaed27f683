package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// clock returns what the clocks of t's location read, with seconds where there are any.
func clock(t time.Time) string { return calendar.ClockOf(t).String() }

// stamp returns weekday, date and clock reading of t, such as "Fri 2026-12-04 21:00".
func stamp(t time.Time) string { return t.Format("Mon 2006-01-02 ") + clock(t) }

// between returns an interval on its own clocks. The end's date stands there only if it is not the
// start's, and then so does how far off it is: "Sat 2026-12-05 23:30 to Sun 2026-12-06 00:30, next
// day". Where clocks change in between it says so, since then the readings do not tell the length.
func between(iv calendar.Interval) string {
	s := stamp(iv.Start) + " to "
	switch later := calendar.DateOf(iv.End).Days() - calendar.DateOf(iv.Start).Days(); {
	case later == 0:
		s += clock(iv.End)
	case later == 1:
		s += stamp(iv.End) + ", next day"
	case later > 1:
		s += fmt.Sprintf("%s, %d days later", stamp(iv.End), later)
	default: // America/St_Johns came back to 2010-11-06 from one minute past midnight
		s += stamp(iv.End) + ", the day before"
	}
	_, first := iv.Start.Zone()
	_, last := iv.End.Zone()
	if first != last {
		s += ", clocks change"
	}
	return s
}

// zone returns the name of t's location.
func zone(t time.Time) string { return clean(t.Location().String()) }

// span returns a duration in hours, minutes and seconds, without the parts that are nothing.
func span(d time.Duration) string {
	if d == 0 {
		return "0 min"
	} else if d < time.Second {
		return d.String()
	}
	var s string
	for _, part := range []struct {
		unit time.Duration
		sign string
	}{{time.Hour, " h"}, {time.Minute, " min"}, {time.Second, " s"}} {
		if n := d / part.unit; n > 0 {
			s += " " + grouped(int64(n)) + part.sign
			d -= n * part.unit
		}
	}
	return s[1:]
}

// grouped returns a whole number with a comma before every three digits.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// amount returns a number of customer-hours with two decimals. What would show as nothing and is
// something is "under 0.01".
func amount(x float64) string {
	if x > 0 && x < 0.005 {
		return "under 0.01"
	}
	return decimal(x, 2)
}

// LostHours names what impacts are counted in: "customer-hours", or "weighted customer-hours" where some customers
// count more or less than 1 (Impact.Weighted).
func LostHours(weighted bool) string {
	if weighted {
		return "weighted customer-hours"
	}
	return "customer-hours"
}

// capital begins a sentence with a word.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// weighs reports whether a result's customer-hours are weighted.
func weighs(res *scheduler.Result) bool {
	return len(res.Suggestions) > 0 && res.Suggestions[0].Impact.Weighted
}

// decimal returns a number with so many decimals and its whole part grouped.
func decimal(x float64, places int) string {
	whole, decimals, _ := strings.Cut(strconv.FormatFloat(x, 'f', places, 64), ".")
	n, _ := strconv.ParseInt(whole, 10, 64) // the largest are 10^10 customers for 31 days
	return grouped(n) + "." + decimals
}

// percent returns a share with one decimal.
func percent(share float64) string {
	if share > 0 && share < 0.0005 {
		return "under 0.1 %"
	}
	return strconv.FormatFloat(100*share, 'f', 1, 64) + " %"
}

// people returns how many of the customers a share is, as a whole number.
func people(customers int64, share float64) string {
	n := float64(customers) * share
	if n > 0 && n < 0.5 {
		return "under 1"
	}
	return grouped(int64(math.Round(n)))
}

// times returns how many times the best free impact a start costs.
func times(factor *float64) string {
	if factor == nil {
		return "-"
	}
	return decimal(*factor, 2)
}

// kind names a kind of day, and the holiday.
func kind(d scheduler.LocalDay) string {
	switch d.Kind {
	case calendar.KindWeekend:
		return "weekend"
	case calendar.KindHoliday:
		return "holiday (" + clean(d.Name) + ")"
	default:
		return "working day"
	}
}

// kinds names the kinds of the days that a window touches, each once where it lasts.
func kinds(days []scheduler.LocalDay) string {
	var list []string
	for _, d := range days {
		if k := kind(d); len(list) == 0 || list[len(list)-1] != k {
			list = append(list, k)
		}
	}
	return strings.Join(list, ", then ")
}

// listed joins names as a sentence does: "a, b and c". Of more than five the first three stand there.
func listed(names []string) string {
	if n := len(names); n > 5 {
		names = append(names[:3:3], grouped(int64(n-3))+" more")
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// counted returns a number with its noun.
func counted(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// each turns every element of a list; the list it returns is never nil.
func each[A, B any](list []A, turn func(A) B) []B {
	out := make([]B, len(list))
	for i, a := range list {
		out[i] = turn(a)
	}
	return out
}

// about returns a number of customer-hours without decimals where they say nothing.
func about(x float64) string {
	if x < 100 {
		return amount(x)
	}
	return grouped(int64(math.Round(x)))
}

// listedUpTo joins names as listed does; of more than so many the rest is counted.
func listedUpTo(names []string, most int) string {
	if more := len(names) - most; more > 0 {
		names = append(names[:most:most], grouped(int64(more))+" more")
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
