// Package bounds holds the limits of the examples' command lines: those of the service (httpapi.Options), larger, for a
// machine of one's own. A plan of a few hundred kilobytes can ask for an answer of half a gigabyte that takes four to make.
package bounds

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/decision"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/bounded"
)

const (
	// MostImpacts is the most suggestions, starts to assess, tasks or past maintenance, times regions: four times the
	// service's.
	MostImpacts = 100_000
	// MostText is the most bytes of an answer, and of each file: eight times the service's.
	MostText = 128 << 20
	// MostMemory is the most memory that the work on a plan may need, as estimated before it begins: six times the service's.
	MostMemory = 1 << 30
	// softMemory is where garbage is collected in earnest, unless GOMEMLIMIT says otherwise.
	softMemory = MostMemory
)

// LimitMemory tells the collector of garbage how much memory there is.
func LimitMemory() {
	if debug.SetMemoryLimit(-1) > softMemory {
		debug.SetMemoryLimit(softMemory)
	}
}

// Impacts returns what is wrong with so many of something at a path, each with a figure of every region; nil where it is
// within the limit.
func Impacts(path, what string, n, regions int) scheduler.FieldErrors {
	if n*regions <= MostImpacts {
		return nil
	}
	return scheduler.FieldErrors{{Path: path, Value: n, Expected: fmt.Sprintf("at most %d with %d regions: %s times regions are at most %d", MostImpacts/regions, regions, what, MostImpacts)}}
}

// Plan says what a plan asks for that is more than the limits, where so many starts are to be judged that the option -at
// names; nil where nothing is.
func Plan(plan *planfile.Plan, judged int) error {
	size, regions := decision.SizeOf(plan, judged), len(plan.Regions)
	faults := append(Impacts("search.count", "suggestions", size.Suggestions, regions), Impacts("-at", "starts", judged, regions)...)
	if n := size.TaskRegions; n > MostImpacts {
		faults = append(faults, &scheduler.FieldError{Path: "campaign.tasks", Value: n, Expected: fmt.Sprintf("tasks times the regions that each disturbs at most %d", MostImpacts)})
	}
	if n := size.Memory; faults == nil && n > MostMemory {
		faults = append(faults, &scheduler.FieldError{Path: "plan", Value: fmt.Sprintf("about %d MiB", n>>20),
			Expected: fmt.Sprintf("one that needs at most %d MiB of memory to work on: fewer regions, a shorter search, a coarser step, fewer tasks or limits per customer help", MostMemory>>20)})
	}
	if faults == nil {
		return nil
	}
	return faults
}

// Writer returns a writer of at most MostText bytes.
func Writer(w io.Writer) io.Writer { return bounded.NewWriter(context.Background(), w, MostText) }

// Refused turns a text that became too large into what is wrong with the plan; nil for other errors.
func Refused(err error) error {
	var large *bounded.LimitError
	if !errors.As(err, &large) {
		return nil
	}
	return scheduler.FieldErrors{{Path: "plan", Expected: fmt.Sprintf("one whose answer has at most %d MiB: fewer regions, suggestions or tasks help", large.Limit>>20)}}
}
