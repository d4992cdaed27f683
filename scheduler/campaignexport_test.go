package scheduler

import "time"

// SeriesOf tells a test which task of a series this is; most is 0 for a task of none.
func SeriesOf(t *Task) (first bool, least, most time.Duration) {
	return t.series.number == 1, t.series.atLeast, t.series.atMost
}
