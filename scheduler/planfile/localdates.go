package planfile

import (
	"context"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

const day = 24 * time.Hour

// localDates is the period of the local dates from first up to, not including, end. It is what
// scheduler.Dates returns, worked out by stretches of constant offset rather than day by day: a plan
// may have a thousand such periods in four hundred zones over five years.
func localDates(name string, first, end calendar.Date, regions []string) scheduler.Period {
	return scheduler.RegionInstants(name, func(_ context.Context, loc *time.Location, within calendar.Interval) (calendar.Set, error) {
		lo, hi := time.Unix(int64(first.Days())*86400, 0), time.Unix(int64(end.Days())*86400, 0)
		// No clock is a day off UTC.
		near := within.Intersect(calendar.Interval{Start: lo.Add(-day), End: hi.Add(day)})
		var parts []calendar.Interval
		for stretch, offset := range calendar.Offsets(loc, near) {
			shift := -time.Duration(offset) * time.Second
			parts = append(parts, stretch.Intersect(calendar.Interval{Start: lo.Add(shift), End: hi.Add(shift)}))
		}
		return calendar.NewSet(parts...), nil
	}, regions...)
}
