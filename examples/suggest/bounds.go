package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/bounded"
)

// A plan of a few hundred kilobytes can ask for an answer of half a gigabyte that takes four to make. These
// limits are those of the service (httpapi.Options), for a machine of one's own.
const (
	// mostImpacts is the most suggestions, or starts to assess, times regions: four times the service's.
	mostImpacts = 100_000
	// mostText is the most bytes of an answer, and of each file: eight times the service's.
	mostText = 128 << 20
	// softMemory is where garbage is collected in earnest, unless GOMEMLIMIT says otherwise.
	softMemory = 1 << 30
	// usualCount is the number of suggestions where a plan does not say.
	usualCount = 5
)

// limitMemory tells the collector of garbage how much memory there is.
func limitMemory() {
	if debug.SetMemoryLimit(-1) > softMemory {
		debug.SetMemoryLimit(softMemory)
	}
}

// tooMuch says what is asked for that is more than the limits, nil where nothing is.
func tooMuch(plan *planfile.Plan, opts options) error {
	regions := len(plan.Regions)
	var faults scheduler.FieldErrors
	over := func(path, what string, n int) {
		if n*regions > mostImpacts {
			faults = append(faults, &scheduler.FieldError{Path: path, Value: n, Expected: fmt.Sprintf("at most %d with %d regions: %s times regions are at most %d", mostImpacts/regions, regions, what, mostImpacts)})
		}
	}
	count := plan.Request.Count
	if count == 0 {
		count = usualCount
	}
	if listed := len(plan.Request.Candidates); listed > 0 {
		count = min(count, listed)
	}
	over("search.count", "suggestions", count)
	over("-at", "starts", len(opts.at))
	if faults == nil {
		return nil
	}
	return faults
}

// limited returns a writer of at most mostText bytes.
func limited(w io.Writer) io.Writer { return bounded.NewWriter(context.Background(), w, mostText) }

// refused turns a text that became too large into what is wrong with the plan; nil for other errors.
func refused(err error) error {
	var large *bounded.LimitError
	if !errors.As(err, &large) {
		return nil
	}
	return scheduler.FieldErrors{{Path: "plan", Expected: fmt.Sprintf("one whose answer has at most %d MiB: fewer regions or fewer suggestions help", large.Limit>>20)}}
}
