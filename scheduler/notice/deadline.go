package notice

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// deadline returns the latest whole minute, not after limit, at which the calendar has a working day
// and its clocks read within the hours. It reports false where the 60 days before have none.
func deadline(c calendar.Calendar, hours calendar.Hours, limit time.Time) (time.Time, bool, error) {
	days, err := c.Days(calendar.Interval{Start: limit.Add(-SearchBack), End: limit.Add(time.Second)})
	if err != nil {
		return time.Time{}, false, err
	}
	for _, day := range slices.Backward(days) {
		if day.Kind != calendar.KindWorkday {
			continue
		}
		// Latest is kept over all parts of the day: clocks that go back read some hours twice.
		var latest time.Time
		for stretch, offset := range calendar.Offsets(c.Location, day.Interval) {
			for _, part := range parts(hours) {
				// Within one offset a reading is an instant: day and offset give midnight, which the
				// stretch need not hold.
				midnight := time.Unix(int64(day.Date.Days())*86400-int64(offset), 0)
				open := stretch.Intersect(calendar.Interval{
					Start: midnight.Add(time.Duration(part.From) * time.Second),
					End:   midnight.Add(time.Duration(part.To) * time.Second),
				})
				// Offsets are whole minutes since 1972, so the minutes of UTC are those of all clocks.
				at := open.End.Add(-time.Second).Truncate(time.Minute)
				if !open.Empty() && !at.Before(open.Start) && at.After(latest) {
					latest = at
				}
			}
		}
		if !latest.IsZero() {
			return latest.In(c.Location), true, nil
		}
	}
	return time.Time{}, false, nil
}

// parts returns the hours as parts of one date.
func parts(h calendar.Hours) []calendar.Hours {
	if h.From < h.To {
		return []calendar.Hours{h}
	}
	return []calendar.Hours{{From: h.From, To: calendar.EndOfDay}, {From: calendar.Midnight, To: h.To}}
}

// deadlines returns the regions' latest times to announce, in the order of the regions.
func deadlines(regions []scheduler.Region, hours calendar.Hours, limit, announced time.Time) ([]Deadline, error) {
	var faults faultList
	out := make([]Deadline, len(regions))
	for i, r := range regions {
		at, found, err := deadline(r.Calendar, hours, limit)
		var years *calendar.YearsError
		switch {
		case errors.As(err, &years):
			faults.add(fmt.Sprintf("regions[%d].holidays", i), r.Name, fmt.Sprintf("holidays that are known for the %d days before the announcement: %v", SearchBack/(24*time.Hour), err))
		case err != nil:
			return nil, fmt.Errorf("holidays of %q: %w", r.Name, err)
		case !found:
			faults.add("notice.business_hours", hours.String(), fmt.Sprintf("hours that a working day of %s has in the %d days before %s",
				clean(r.Name), SearchBack/(24*time.Hour), limit.UTC().Format(time.RFC3339)))
		}
		out[i] = Deadline{Region: r.Name, TimeZone: r.Calendar.Location.String(), AnnounceBy: at, Late: announced.After(at)}
	}
	if len(faults) > 0 {
		return nil, scheduler.FieldErrors(faults)
	}
	return out, nil
}
