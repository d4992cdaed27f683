package notice

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// lastOpen returns the latest whole minute, not after limit, at which the calendar has a working day
// and its clocks read within the hours. It reports false where the 60 days before have none.
func lastOpen(c calendar.Calendar, hours calendar.Hours, limit time.Time) (time.Time, bool, error) {
	return lastOf(c, limit, func(day calendar.Day) time.Time {
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
		return latest
	})
}

// lastClose returns the latest end of a business day, not after limit: where the hours of a working day end on
// its clocks. Hours past midnight end on the next date. It reports false where the 60 days before have none.
func lastClose(c calendar.Calendar, hours calendar.Hours, limit time.Time) (time.Time, bool, error) {
	return lastOf(c, limit.Add(25*time.Hour), func(day calendar.Day) time.Time {
		date := day.Date
		if hours.To <= hours.From {
			date = date.AddDays(1)
		}
		// Latest is kept: clocks that go back may read the end twice.
		var latest time.Time
		ahead := false // whether the reading lay past the stretch before
		for stretch, offset := range calendar.Offsets(c.Location, calendar.Interval{Start: day.Interval.Start, End: day.Interval.End.Add(25 * time.Hour)}) {
			midnight := time.Unix(int64(date.Days())*86400-int64(offset), 0)
			at := midnight.Add(time.Duration(hours.To) * time.Second)
			if !at.After(stretch.Start) && ahead {
				at = stretch.Start // clocks skip the reading: 02:30 in New York on 2026-03-08
			}
			ahead = at.After(stretch.End)
			if !at.Before(stretch.Start) && !ahead && !at.After(limit) && at.After(latest) {
				latest = at
			}
		}
		return latest
	})
}

// lastOf asks the working days before a limit, the latest first, for an instant, and returns the first that one
// has, on the calendar's clocks.
func lastOf(c calendar.Calendar, limit time.Time, ask func(calendar.Day) time.Time) (time.Time, bool, error) {
	days, err := c.Days(calendar.Interval{Start: limit.Add(-SearchBack), End: limit.Add(time.Second)})
	if err != nil {
		return time.Time{}, false, err
	}
	for _, day := range slices.Backward(days) {
		if day.Kind != calendar.KindWorkday {
			continue
		}
		if at := ask(day); !at.IsZero() {
			return at.In(c.Location), true, nil
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

// calendarFault says that a region's calendar does not know the days before the announcement.
func calendarFault(region int, name string, err error) error {
	var years *calendar.YearsError
	if !errors.As(err, &years) {
		return fmt.Errorf("holidays of %q: %w", name, err)
	}
	var faults faultList
	faults.add(fmt.Sprintf("regions[%d].holidays", region), name, fmt.Sprintf("holidays that are known for the %d days before the announcement: %v", SearchBack/(24*time.Hour), err))
	return scheduler.FieldErrors(faults)
}

// deadlines returns the regions' latest times to announce, in the order of the regions.
func deadlines(regions []scheduler.Region, hours calendar.Hours, limit, announced time.Time) ([]Deadline, error) {
	var faults faultList
	out := make([]Deadline, len(regions))
	for i, r := range regions {
		at, found, err := lastClose(r.Calendar, hours, limit)
		switch {
		case err != nil:
			var fault scheduler.FieldErrors
			if err = calendarFault(i, r.Name, err); !errors.As(err, &fault) {
				return nil, err
			}
			faults = append(faults, fault...)
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
