package export

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// cron is the schedule of five fields that fires when a window begins, and what a schedule without
// years does besides.
type cron struct {
	text string
	// next is the date on which it fires again.
	next calendar.Date
}

// longestWait is how far ahead a start may be. It matters for 29 February: robfig/cron, which Kubernetes
// and Argo CD use, looks no further than five years.
const longestWait = 366 * 24 * time.Hour

// nearChange is how far a start keeps from changes of clocks.
const nearChange = 48 * time.Hour

// cronAt returns the schedule for a start of window i on the clocks of loc. It refuses what cron would
// get wrong:
//
//   - seconds, which it does not have;
//   - a start that is past, or more than a year ahead: without years, the schedule fires on the first
//     day that has the date;
//   - a start within two days of a change of the zone's clocks. Where they go back a reading comes twice,
//     as 02:30 does in Europe/Berlin on 2027-10-31, and where they go forward at midnight robfig/cron,
//     which Kubernetes uses, takes one day for the other: in America/Santiago, which has no midnight on
//     2029-09-02, what is due on 2029-09-01 at 22:14 is started on the day after as well.
//
// The day of the week stays open: cron fires where either it or the day of the month fits, so it cannot
// narrow the year down.
func (j *job) cronAt(i int, start time.Time, loc *time.Location) cron {
	path := windowPath(i) + ".start"
	start = start.In(loc)
	date, clock := calendar.DateOf(start), calendar.ClockOf(start)
	if clock%60 != 0 {
		j.fault(path, rfc3339(start), "a whole minute: cron has no seconds")
	}
	around := calendar.Interval{Start: start.Add(-nearChange), End: start.Add(nearChange)}
	if changes := offsetChanges(loc, around); len(changes) > 0 {
		j.fault(path, rfc3339(start), fmt.Sprintf("a time more than %s from changes of clocks in %s, such as %s: cron starts jobs twice there, or not at all; use Etc/UTC", calendar.FormatDuration(nearChange), loc, rfc3339(changes[0].Start)))
	}
	switch fired := instants(sameDay(date, -1), clock, loc); {
	case !start.After(j.m.Stamp):
		j.fault(path, rfc3339(start), "a time after the stamp, "+rfc3339(j.m.Stamp)+": cron would wait for "+sameDay(date, 1).String())
	case start.Sub(j.m.Stamp) > longestWait, len(fired) > 0 && fired[len(fired)-1].After(j.m.Stamp):
		j.fault(path, rfc3339(start), "a time at most a year after the stamp, "+rfc3339(j.m.Stamp)+": cron has no years and fires whenever the date comes")
	}
	return cron{
		text: fmt.Sprintf("%d %d %d %d *", start.Minute(), start.Hour(), date.Day, int(date.Month)),
		next: sameDay(date, 1),
	}
}

// sameDay returns the date with the month and day of d in the next year that has it, in steps of step
// years. 29 February follows after four years, or eight where a century is no leap year.
func sameDay(d calendar.Date, step int) calendar.Date {
	for {
		d.Year += step
		if d.Valid() {
			return d
		}
	}
}

// instants returns the instants at which the clocks of loc read a date and a clock reading, in order:
// none in a gap, two in a fold. It goes by offsets only, from instants to readings: an instant fits where
// its own offset is the one it was found by.
func instants(d calendar.Date, c calendar.Clock, loc *time.Location) []time.Time {
	utc := time.Unix(int64(d.Days())*int64(calendar.EndOfDay)+int64(c), 0).UTC()
	// Offsets from UTC are less than a day, everywhere and at all times.
	around := calendar.Interval{Start: utc.Add(-24 * time.Hour), End: utc.Add(24 * time.Hour)}
	var out []time.Time
	for stretch, offset := range calendar.Offsets(loc, around) {
		if t := utc.Add(-time.Duration(offset) * time.Second); stretch.Contains(t) {
			out = append(out, t)
		}
	}
	return out
}

// notBegun refuses a window that begins before the stamp.
func (j *job) notBegun(i int, why string) {
	if start := j.m.Windows[i].Interval.Start; !start.After(j.m.Stamp) {
		j.fault(windowPath(i)+".start", rfc3339(start), why+": a time after the stamp, "+rfc3339(j.m.Stamp))
	}
}
