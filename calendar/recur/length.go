package recur

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

// Length is how long an occurrence lasts: days that are counted on the rule's clock, then elapsed time.
// One day from Sunday 00:00 ends on Monday at 00:00, be the Sunday 23, 24 or 25 hours long; 24 hours end
// an hour early or late where the clocks change. Two days from Friday 18:00 end on Sunday at 18:00.
type Length struct {
	Days    int
	Elapsed time.Duration // whole seconds
}

// check says what is wrong with a length.
func (l Length) check() error {
	switch {
	case l.Days == 0 && (l.Elapsed < time.Second || l.Elapsed > MaxDuration || l.Elapsed%time.Second != 0):
		return fmt.Errorf("duration %s: expected whole seconds, from 1s to %s", calendar.FormatDuration(l.Elapsed), calendar.FormatDuration(MaxDuration))
	case l.Days < 0 || l.Elapsed < 0 || l.Elapsed%time.Second != 0 || l.Days > int(MaxDuration/(24*time.Hour)) || l.longest() > MaxDuration:
		return fmt.Errorf("duration of %d days and %s: expected neither to be negative, whole seconds, and %s in all at most", l.Days, calendar.FormatDuration(l.Elapsed), calendar.FormatDuration(MaxDuration))
	}
	return nil
}

// longest counts every day as 24 hours.
func (l Length) longest() time.Duration { return time.Duration(l.Days)*24*time.Hour + l.Elapsed }

// end returns where an occurrence ends that begins at a reading and its instant.
func (l Length) end(loc *time.Location, wall int64, start time.Time) time.Time {
	if l.Days == 0 {
		return start.Add(l.Elapsed)
	}
	return placeWall(loc, wall+int64(l.Days)*secondsPerDay).Add(l.Elapsed)
}
