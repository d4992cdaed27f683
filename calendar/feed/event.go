package feed

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// Event tells of one event of a feed, or of one occurrence of a series that was given a form of its own.
type Event struct {
	Line        int    // of its BEGIN:VEVENT
	UID         string // "" where there is none
	Name        string // the SUMMARY on one line, "" where there is none
	AllDay      bool   // it is given by dates
	Floating    bool   // it is timed, and on the clocks of the region that it is used in
	Recurring   bool   // it has an RRULE or RDATE
	Transparent bool   // TRANSP:TRANSPARENT: "free", as most all-day events are by default
}

// event is an event with all that its occurrences follow from. It never changes after Read.
type event struct {
	public    Event
	cancelled bool
	start     moment
	end       *moment // DTEND of a timed event, else nil
	length    length  // where end is nil
	pattern   *recur.Pattern
	more      []extra // RDATE
	except    exceptions
	replaces  *moment // RECURRENCE-ID
}

// extra is an RDATE. A PERIOD has its own end.
type extra struct {
	start  moment
	end    *moment
	length *length
}

// exceptions are the moments of a series that are left out, by the forms in which files give them.
type exceptions struct {
	dates    map[calendar.Date]bool // any occurrence of that day
	readings map[recur.Reading]bool // floating time
	instants map[int64]bool
}

func (x *exceptions) add(m moment) {
	switch {
	case m.date:
		if x.dates == nil {
			x.dates = map[calendar.Date]bool{}
		}
		x.dates[m.reading.Date] = true
	case m.loc == nil:
		if x.readings == nil {
			x.readings = map[recur.Reading]bool{}
		}
		x.readings[m.reading] = true
	default:
		if x.instants == nil {
			x.instants = map[int64]bool{}
		}
		x.instants[m.unix(nil)] = true
	}
}

// hit reports whether an occurrence is left out; unix is its instant, of no use for an all-day event.
func (x *exceptions) hit(r recur.Reading, unix int64) bool {
	return x.dates[r.Date] || x.readings[r] || x.instants[unix]
}

// seconds returns how long the first occurrence lasts, in elapsed time for an event with an end.
func (e *event) seconds(region *time.Location) int64 {
	if e.end != nil {
		return max(0, e.end.unix(region)-e.start.unix(region))
	}
	return int64(e.length.days)*86400 + e.length.seconds
}
