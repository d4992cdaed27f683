package notice

import (
	"time"

	"github.com/quietwindow/quietwindow/scheduler"
)

// stages returns when the work can end, counted from the start: the announced end first, then the ends
// of the overrun's stages. Where two stages are equally likely nothing ends between them, and one that
// is not likely at all does not happen, so neither makes an end of its own.
func stages(req *scheduler.Request, s scheduler.Suggestion) []time.Duration {
	ends := []time.Duration{s.Window.Duration()}
	for i, o := range req.Overrun {
		never := o.Probability <= 0
		same := i+1 < len(req.Overrun) && req.Overrun[i+1].Probability == o.Probability
		if last := ends[len(ends)-1]; !never && !same && o.Until > last {
			ends = append(ends, o.Until)
		}
	}
	return ends
}

// length returns the time from the start to the last possible end.
func length(ends []time.Duration) time.Duration { return ends[len(ends)-1] }
