package feed

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// fromDefinition returns the zone of a VTIMEZONE: the IANA zone that has the same offsets in all years that
// the file speaks of in this zone, where there is one, else the one that the definition makes.
func (z *zoneTable) fromDefinition(tzid string, c component) (*time.Location, string, error) {
	if z.reader.zones++; z.reader.zones > MaxZones {
		return nil, "", fmt.Errorf("more than %d zones that are known from their VTIMEZONE alone", MaxZones)
	}
	onsets, err := z.onsets(c)
	if err != nil {
		return nil, "", err
	}
	loc, err := location(tzid, onsets)
	if err != nil {
		return nil, "", err
	}
	first, last := z.years(tzid)
	span := calendar.Interval{
		Start: time.Date(first, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -1),
		End:   time.Date(last+1, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, 1),
	}
	if name := z.reader.world.like(loc, span, z.reader.world.hints(tzid)); name != "" {
		return z.reader.world.load(name), fmt.Sprintf("read as %s, which has the offsets of its VTIMEZONE in %s", name, yearsText(first, last)), nil
	}
	return loc, fmt.Sprintf("worked out from its VTIMEZONE; no IANA zone has the same offsets in %s", yearsText(first, last)), nil
}

func yearsText(first, last int) string {
	if first == last {
		return strconv.Itoa(first)
	}
	return fmt.Sprintf("%d to %d", first, last)
}

// years returns the first and last year that the events of the calendar speak of in a zone.
func (z *zoneTable) years(tzid string) (first, last int) {
	if z.spoken == nil {
		z.spoken = map[string]*years{}
		for _, c := range z.events {
			z.speaksOf(c)
		}
	}
	y := z.spoken[tzid]
	if y == nil || y.last == 0 {
		return 1970, recur.LastExpandedYear // as the author's clock only
	}
	return max(y.first, 1900), min(max(y.first, y.last), recur.LastExpandedYear)
}

// speaksOf notes the years of an event with the zones that it names. A series without UNTIL goes on to the
// last year that is ever worked out.
func (z *zoneTable) speaksOf(c component) {
	end := 0
	if rule := c.value("RRULE"); rule != "" {
		_, value, _, _ := until(cleanRule(rule))
		year, ok := leadingYear(value)
		if !ok {
			year = recur.LastExpandedYear
		}
		end = year
	}
	for _, l := range c.lines {
		name, ok := l.params["TZID"]
		if !ok {
			continue
		}
		name = unescape(strings.TrimSpace(name))
		y := z.spoken[name]
		if y == nil || y.last == 0 {
			y = &years{first: 9999}
			z.spoken[name] = y
		}
		y.last = max(y.last, end)
		for value := range strings.SplitSeq(l.value, ",") {
			if year, ok := leadingYear(value); ok {
				y.first, y.last = min(y.first, year), max(y.last, year)
			}
		}
	}
}

func leadingYear(value string) (int, bool) {
	value = strings.TrimSpace(value)
	if len(value) < 8 {
		return 0, false
	}
	year, err := strconv.Atoi(value[:4])
	return year, err == nil && year > 0
}

// wellKnown are tried first, so that clocks that many places keep are named after one that people know.
var wellKnown = strings.Fields(`Europe/Berlin Europe/London Europe/Athens Europe/Moscow America/New_York America/Chicago America/Denver
	America/Los_Angeles America/Anchorage America/Halifax America/Sao_Paulo America/Santiago Australia/Sydney Australia/Adelaide Australia/Brisbane
	Pacific/Auckland Asia/Kolkata Asia/Shanghai Asia/Tokyo Asia/Dubai Asia/Riyadh Asia/Singapore Africa/Johannesburg`)

// hints are the zones that the name of a definition speaks of.
func (w *world) hints(tzid string) []string {
	var list []string
	if _, name := microsoftZone(tzid, w); name != "" {
		list = append(list, name)
	}
	return list
}

// like returns the name of an IANA zone with the same offsets over a span, "" where there is none.
func (w *world) like(loc *time.Location, span calendar.Interval, hints []string) string {
	type stretch struct {
		end    int64
		offset int
	}
	var wanted []stretch
	for iv, offset := range calendar.Offsets(loc, span) {
		wanted = append(wanted, stretch{iv.End.Unix(), offset})
	}
	agrees := func(name string) bool {
		other := w.listed(name)
		if other == nil {
			return false
		}
		// Most differ at once.
		for _, at := range []int64{span.Start.Unix(), span.End.Unix() - 1, span.End.Unix() - 183*secondsPerDay} {
			if offsetAt(other, at) != offsetAt(loc, at) {
				return false
			}
		}
		i := 0
		for iv, offset := range calendar.Offsets(other, span) {
			if i == len(wanted) || wanted[i] != (stretch{iv.End.Unix(), offset}) {
				return false
			}
			i++
		}
		return i == len(wanted)
	}
	if len(wanted) == 1 {
		if hours := wanted[0].offset / 3600; wanted[0].offset%3600 == 0 && hours >= -12 && hours <= 14 {
			return cmp.Or(map[bool]string{true: "Etc/UTC"}[hours == 0], fmt.Sprintf("Etc/GMT%+d", -hours))
		}
	}
	for _, names := range [][]string{hints, wellKnown, w.all()} {
		for _, name := range names {
			if continent, _, ok := strings.Cut(name, "/"); ok && continents[continent] && agrees(name) {
				return name
			}
		}
	}
	return ""
}

// continents leave out names such as US/Central and EST5EDT, which stand for places with names of their own.
var continents = names("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")

func offsetAt(loc *time.Location, unix int64) int {
	_, offset := time.Unix(unix, 0).In(loc).Zone()
	return offset
}
