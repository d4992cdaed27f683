package scheduler

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/internal/exact"
)

// OverrunStage says that after the window, or after the stage before, customers are still disrupted
// with this probability, until a time counted from the start of the window.
//
// One hour of work that takes three hours in one case of four, and ten and a half in one of ten, is
//
//	[]OverrunStage{{Until: 3 * time.Hour, Probability: 0.25}, {Until: 10*time.Hour + 30*time.Minute, Probability: 0.1}}
type OverrunStage struct {
	// Until is longer than the window and than the stage before.
	Until time.Duration
	// Probability is from 0 to 1, no greater than that of the stage before, and held in whole
	// millionths.
	Probability float64
}

// stages returns the exposure as stages: the window first. It adds what is wrong to the faults.
func (r *Request) stages(faults *FieldErrors) []exact.Stage {
	stages := []exact.Stage{{Until: int64(r.Duration / time.Second), Probability: exact.ShareUnit}}
	if len(r.Overrun) > MaxOverrunStages {
		faults.add("window.overrun", len(r.Overrun), fmt.Sprintf("at most %d stages", MaxOverrunStages))
		return stages
	}
	previous, probability := r.Duration, 1.0
	for i, o := range r.Overrun {
		path := fmt.Sprintf("window.overrun[%d]", i)
		if checkDuration(faults, path+".until", o.Until, time.Second, MaxExposure) {
			if o.Until <= previous {
				what := "longer than the stage before"
				if i == 0 {
					what = "longer than window.duration"
				}
				faults.add(path+".until", calendar.FormatDuration(o.Until), fmt.Sprintf("a time from the start %s (%s)", what, calendar.FormatDuration(previous)))
			}
			previous = o.Until
		}
		p, ok := exact.Millionths(o.Probability)
		switch {
		case !ok:
			faults.add(path+".probability", o.Probability, "a probability from 0 to 1")
		case o.Probability > probability:
			faults.add(path+".probability", o.Probability, fmt.Sprintf("at most that of the stage before (%v): a disruption that ended does not begin again", probability))
		default:
			probability = o.Probability
		}
		stages = append(stages, exact.Stage{Until: int64(o.Until / time.Second), Probability: p})
	}
	return stages
}

// checkDuration reports whether d is a number of whole seconds from least to most, and adds a fault
// where it is not.
func checkDuration(faults *FieldErrors, path string, d, least, most time.Duration) bool {
	if d < least || d > most || d%time.Second != 0 {
		faults.add(path, calendar.FormatDuration(d), fmt.Sprintf("whole seconds from %s to %s", calendar.FormatDuration(least), calendar.FormatDuration(most)))
		return false
	}
	return true
}
