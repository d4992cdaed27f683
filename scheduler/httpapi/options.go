package httpapi

import (
	"fmt"
	"runtime"
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// Options bound what a handler does for one request, and for all together. The zero value of every
// field is its documented default. Negative values, and values beyond those of packages planfile and
// scheduler, are errors.
type Options struct {
	// MaxBody is the largest body in bytes, files included. Zero means 2 MiB; at most 64 MiB. More is
	// answered by 413.
	MaxBody int64
	// MaxRegions is the most regions of a plan. Zero means 2,000; at most scheduler.MaxRegions. More is
	// answered by 422, as are the next two.
	MaxRegions int
	// MaxHorizon is the longest search. Zero means 731 days (two years); at most
	// scheduler.MaxHorizonYears of 366 days.
	MaxHorizon time.Duration
	// MaxOccurrences is the most occurrences of all recurrences and iCalendar files of a plan together
	// that begin in the search and the seven days after it. Zero means 20,000; at most
	// planfile.MaxOccurrences.
	MaxOccurrences int
	// Timeout is the longest that is waited for a turn and then worked on one request. Zero means 10
	// seconds; at most an hour. More is answered by 503.
	Timeout time.Duration
	// BodyTimeout is the longest that is waited for the body of one request. Zero means 15 seconds; at
	// most an hour. More is answered by 408. It replaces the ReadTimeout of the server while a body is
	// read, and the server must support read deadlines, as http.Server does.
	BodyTimeout time.Duration
	// MaxConcurrent is the most requests that are worked on at the same time. Zero means
	// runtime.GOMAXPROCS; at most 10,000.
	MaxConcurrent int
	// MaxWaiting is how many more may be open at the same time: sending their body or waiting for a
	// turn. Zero means 64; at most 10,000. Beyond it the answer is 503 with Retry-After. The memory for
	// bodies is at most MaxBody x (MaxConcurrent + MaxWaiting), twice that for plans within an object.
	MaxWaiting int
}

const (
	longestWait     = time.Hour
	mostRequests    = 10_000
	largestBody     = 64 << 20
	longestHorizon  = scheduler.MaxHorizonYears * 366 * 24 * time.Hour
	expectedDefault = ", or 0 for the default"
)

// filled returns the options with their defaults, or everything that is wrong with them.
func (o Options) filled() (Options, error) {
	var faults scheduler.FieldErrors
	faults = fill(faults, "MaxBody", &o.MaxBody, 2<<20, largestBody)
	faults = fill(faults, "MaxRegions", &o.MaxRegions, 2_000, scheduler.MaxRegions)
	faults = fill(faults, "MaxHorizon", &o.MaxHorizon, 731*24*time.Hour, longestHorizon)
	faults = fill(faults, "MaxOccurrences", &o.MaxOccurrences, 20_000, planfile.MaxOccurrences)
	faults = fill(faults, "Timeout", &o.Timeout, 10*time.Second, longestWait)
	faults = fill(faults, "BodyTimeout", &o.BodyTimeout, 15*time.Second, longestWait)
	faults = fill(faults, "MaxConcurrent", &o.MaxConcurrent, runtime.GOMAXPROCS(0), mostRequests)
	faults = fill(faults, "MaxWaiting", &o.MaxWaiting, 64, mostRequests)
	if faults != nil {
		return o, faults
	}
	return o, nil
}

// fill sets a field that is zero to its default, and reports one that is out of range.
func fill[T int | int64 | time.Duration](faults scheduler.FieldErrors, name string, field *T, otherwise, most T) scheduler.FieldErrors {
	switch {
	case *field == 0:
		*field = otherwise
	case *field < 0 || *field > most:
		return append(faults, &scheduler.FieldError{Path: "Options." + name, Value: *field, Expected: fmt.Sprintf("at most %v%s", most, expectedDefault)})
	}
	return faults
}
