package recur

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// digits reads 1 to 6 ASCII digits.
func digits(s string) (int, bool) {
	if s == "" || len(s) > 6 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// signed reads digits after an optional sign.
func signed(s string) (int, bool) {
	rest, minus := strings.CutPrefix(s, "-")
	if !minus {
		rest = strings.TrimPrefix(s, "+")
	}
	n, ok := digits(rest)
	if minus {
		n = -n
	}
	return n, ok
}

func (p *parser) number(name, value string, low, high int) int {
	n, ok := digits(value)
	if !ok || n < low || n > high {
		p.problem(name, value, "a whole number from %d to %d", low, high)
		return low
	}
	return n
}

func (p *parser) numbers(name, value string, low, high int, withSign bool) []int {
	var list []int
	for item := range strings.SplitSeq(value, ",") {
		read := digits
		if withSign {
			read = signed
		}
		n, ok := read(item)
		size := max(n, -n)
		switch {
		case !ok || size < low || size > high:
			also := ""
			if withSign {
				also = fmt.Sprintf(" or -%d to -%d", high, low)
			}
			p.problem(name, item, "a whole number from %d to %d%s", low, high, also)
		case slices.Contains(list, n):
			p.problem(name, item, "each value once")
		default:
			list = append(list, n)
		}
	}
	return list
}

func weekday(name string) (time.Weekday, bool) {
	i := slices.Index(weekdayNames, name)
	return time.Weekday(max(0, i)), i >= 0
}

func (p *parser) readDays(value string) {
	for item := range strings.SplitSeq(value, ",") {
		if number, ok := strings.CutSuffix(item, "WD"); ok {
			p.readWorkingDay(item, number)
			continue
		}
		var d numberedDay
		day, ok := weekday(item[max(0, len(item)-2):])
		d.day = day
		if ok && len(item) > 2 {
			d.n, ok = signed(item[:len(item)-2])
			ok = ok && d.n != 0
		}
		switch {
		case !ok:
			p.problem("BYDAY", item, "MO, TU, WE, TH, FR, SA or SU, with a number before it such as 2MO or -1FR where one is meant")
		case slices.Contains(p.days, d):
			p.problem("BYDAY", item, "each value once")
		default:
			p.days = append(p.days, d)
		}
	}
}

// readWorkingDay reads WD, 1WD or -1WD.
func (p *parser) readWorkingDay(item, number string) {
	n, ok := 0, true
	if number != "" {
		n, ok = signed(number)
		ok = ok && n != 0
	}
	switch {
	case !ok:
		p.problem("BYDAY", item, "WD for every working day, or a number before it such as 1WD or -1WD")
	case slices.Contains(p.workingDays, n):
		p.problem("BYDAY", item, "each value once")
	default:
		p.workingDays = append(p.workingDays, n)
	}
}

// readUntil reads YYYYMMDD, YYYYMMDDTHHMMSS or YYYYMMDDTHHMMSSZ.
func (p *parser) readUntil(value string) {
	bad := func() {
		p.problem("UNTIL", value, "a date such as 20261231, a reading such as 20261231T220000 or an instant such as 20261231T220000Z")
	}
	local, instant := strings.CutSuffix(value, "Z")
	date, clock, timed := strings.Cut(local, "T")
	if len(date) != 8 || timed && len(clock) != 6 || instant && !timed {
		bad()
		return
	}
	d, err := calendar.ParseDate(date[:4] + "-" + date[4:6] + "-" + date[6:])
	// A date without a reading includes the whole day.
	c := calendar.EndOfDay - 1
	if err == nil && timed {
		c, err = calendar.ParseClock(clock[:2] + ":" + clock[2:4] + ":" + clock[4:])
	}
	r := Reading{Date: d, Clock: c}
	if (err != nil || !r.Valid()) && strings.Trim(date+clock, "0123456789") == "" {
		p.problem("UNTIL", value, "a date and a time of day that exist")
		return
	}
	if err != nil || !r.Valid() {
		bad()
		return
	}
	p.until = until{set: true, instant: instant, seconds: r.wall()}
}
