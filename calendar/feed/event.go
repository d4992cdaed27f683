package feed

import (
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// Event tells of one event of a feed, or of one occurrence of a series that was given a form of its own.
type Event struct {
	Line        int        // of its BEGIN:VEVENT
	UID         string     // "" where there is none
	Name        string     // the SUMMARY on one line, "" where there is none
	Description string     // on one line, at most [MaxDescription] bytes of it; "" where there is none
	Categories  []string   // in the order of the file
	Extra       []Property // its X- properties, in the order of the file
	AllDay      bool       // it is given by dates
	Floating    bool       // it is timed, and on the clocks of the region that it is used in
	Recurring   bool       // it has an RRULE or RDATE
	Transparent bool       // TRANSP:TRANSPARENT: "free", as most all-day events are by default
}

// Property is a property that RFC 5545 does not know.
type Property struct {
	Name  string // in upper case, such as X-MAINTNOTE-IMPACT
	Value string // on one line
}

// Get returns the value of the first property of that name, in upper case, and "" where there is none.
func (e Event) Get(name string) string {
	for _, p := range e.Extra {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// event is an event with all that its occurrences follow from. It never changes after Read.
type event struct {
	public    Event
	cancelled bool
	start     moment
	end       *moment // DTEND of a timed event, else nil
	length    length  // where end is nil
	pattern   *recur.Pattern
	ended     bool    // its rule ends before it begins: it has no occurrence but those of more
	more      []extra // RDATE
	except    *exceptions
	replaces  *moment // RECURRENCE-ID
	onwards   bool    // with RANGE=THISANDFUTURE
	change    *change // of a series from some occurrence on
	until     *recur.Reading
}

// change is what RANGE=THISANDFUTURE does to the occurrences of a series from one on: they move by days and
// seconds on the clock of the series, and last as long as the event that changes them.
type change struct {
	from    recur.Reading // of the series
	seconds int64
	length  length
	end     *moment // of the changing event, where that has one, and its start
	start   moment
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
	if c := e.change; c != nil {
		return (&event{start: c.start, end: c.end, length: c.length}).seconds(region)
	}
	if e.end != nil {
		return max(0, e.end.unix(region)-e.start.unix(region))
	}
	return int64(e.length.days)*secondsPerDay + e.length.seconds
}

// each returns how long the occurrences of a series last that have no end of their own.
func (e *event) each(region *time.Location) length {
	n, end := e.length, e.end
	if e.change != nil {
		n, end = e.change.length, e.change.end
	}
	if end != nil {
		return length{seconds: e.seconds(region)}
	}
	return n
}
