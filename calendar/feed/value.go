package feed

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// moment is a date, or a reading in a zone or in none.
type moment struct {
	reading recur.Reading // at 00:00 for a date
	date    bool
	loc     *time.Location // nil for a date and for floating time
}

// zone returns the zone that the moment is read in, if it is used in the given region.
func (m moment) zone(region *time.Location) *time.Location {
	if m.loc != nil {
		return m.loc
	}
	return region
}

// unix returns the instant, in seconds since 1970.
func (m moment) unix(region *time.Location) int64 {
	return recur.Place(m.zone(region), m.reading).Unix()
}

// span returns the instants at which an occurrence from the moment on begins and ends.
func (m moment) span(end *moment, n length, region *time.Location) (from, until int64) {
	from = m.unix(region)
	switch {
	case end != nil:
		return from, end.unix(region)
	case n.days > 0:
		last := recur.Reading{Date: m.reading.Date.AddDays(n.days), Clock: m.reading.Clock}
		return from, recur.Place(m.zone(region), last).Unix() + n.seconds
	}
	return from, from + n.seconds
}

// wellFormed is the form of dates and readings, some of which do not exist.
var wellFormed = regexp.MustCompile(`^\d{8}(T\d{6}Z?)?$`)

// parseMoment reads YYYYMMDD, YYYYMMDDTHHMMSS or YYYYMMDDTHHMMSSZ with the parameters of its line.
func (l line) parseMoment(value string, zones *zoneTable) (moment, error) {
	shown := quote(strings.TrimSpace(value))
	value = strings.ToUpper(strings.TrimSpace(value))
	kind := strings.ToUpper(l.params["VALUE"])
	bad := func() (moment, error) {
		if wellFormed.MatchString(value) {
			return moment{}, fmt.Errorf("%s %s: there is no such date or time of day", l.name, shown)
		}
		return moment{}, fmt.Errorf("%s %s: expected a date such as 20261231, or a reading such as 20261231T220000, in UTC with a Z after it", l.name, shown)
	}
	local, utc := strings.CutSuffix(value, "Z")
	date, clock, timed := strings.Cut(local, "T")
	if len(date) != 8 || timed && len(clock) != 6 || utc && !timed {
		return bad()
	}
	d, err := calendar.ParseDate(date[:4] + "-" + date[4:6] + "-" + date[6:])
	if err != nil {
		return bad()
	}
	m := moment{reading: recur.Reading{Date: d}, date: !timed}
	if !timed {
		if kind == "DATE-TIME" {
			return moment{}, fmt.Errorf("%s %s: expected a time of day, as VALUE=DATE-TIME says", l.name, shown)
		}
		// RFC 5545: TZID is not applied to dates.
		return m, nil
	}
	if kind == "DATE" && clock == "000000" {
		m.date = true
		return m, nil
	}
	if kind == "DATE" {
		return moment{}, fmt.Errorf("%s %s: expected a date alone, as VALUE=DATE says", l.name, shown)
	}
	m.reading.Clock, err = calendar.ParseClock(clock[:2] + ":" + clock[2:4] + ":" + clock[4:])
	if err != nil || !m.reading.Valid() {
		return bad()
	}
	name, named := l.params["TZID"]
	switch {
	case utc && named && name != "UTC" && name != "Etc/UTC":
		return moment{}, fmt.Errorf("%s %s: expected either a Z, for UTC, or TZID=%s", l.name, shown, name)
	case utc:
		m.loc = time.UTC
	case named && zones != nil:
		m.loc, err = zones.load(name, l.number)
	}
	return m, err
}

// sameForm refuses an end whose form does not go with the start's.
func sameForm(start, end moment) error {
	switch {
	case !start.date && end.date:
		return errors.New("expected a time of day, as the start has one")
	case (start.loc == nil) != (end.loc == nil):
		return errors.New("expected a zone on both start and end, or on neither")
	}
	return nil
}

// endsAfter reports whether the end, of the same form, is not before the start. Readings on the
// same clocks are compared as such: that a gap or a fold may turn them round is no fault.
func endsAfter(start, end moment) bool {
	if start.loc == nil || start.loc.String() == end.loc.String() {
		return end.reading.Compare(start.reading) >= 0
	}
	return end.unix(nil) >= start.unix(nil)
}

// length is how long an event lasts: days that are added on the calendar, then exact seconds.
type length struct {
	days    int
	seconds int64
}

// maxDays is the longest DURATION, about a century.
const maxDays = 36_600

// parseDuration reads P1W, P1D, PT1H30M, P1DT12H and the like.
func parseDuration(name, value string) (length, error) {
	shown := quote(strings.TrimSpace(value))
	value = strings.ToUpper(strings.TrimSpace(value))
	bad := func() (length, error) {
		return length{}, fmt.Errorf("%s %s: expected a duration such as P1D, P1W or PT1H30M, not negative, of at most %d days", name, shown, maxDays)
	}
	rest, found := strings.CutPrefix(strings.TrimPrefix(value, "+"), "P")
	if !found || rest == "" {
		return bad()
	}
	var l length
	// What may still follow: each unit once, in this order, and hours only after a T.
	units, timed := "WDT", false
	for rest != "" {
		if rest[0] == 'T' && !timed && len(rest) > 1 {
			units, timed, rest = "HMS", true, rest[1:]
			continue
		}
		i := 0
		for i < len(rest) && rest[i] >= '0' && rest[i] <= '9' {
			i++
		}
		if i == 0 || i > 9 || i == len(rest) {
			return bad()
		}
		n, _ := strconv.Atoi(rest[:i])
		at := strings.IndexByte(units, rest[i])
		if at < 0 || rest[i] == 'T' {
			return bad()
		}
		switch rest[i] {
		case 'W':
			l.days += 7 * n
		case 'D':
			l.days += n
		case 'H':
			l.seconds += 3600 * int64(n)
		case 'M':
			l.seconds += 60 * int64(n)
		case 'S':
			l.seconds += int64(n)
		}
		units, rest = units[at+1:], rest[i+1:]
	}
	if l.days > maxDays || l.seconds > maxDays*86400 {
		return bad()
	}
	return l, nil
}
