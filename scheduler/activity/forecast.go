package activity

import (
	"fmt"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// Forecast predicts the hours of the horizon: the usual week, changed by the season of the years
// before, with holidays and the nights about them as days off. Shares are relative to Model.Peak; what
// would exceed it is cut to 1. Where the horizon begins four weeks or more after the last hour that was learned from,
// the season may also be that of the same weeks a year before alone. It covers the horizon in whole hours that begin as those of the history
// do, and belongs in scheduler.Region.Forecast; let the horizon include the overrun.
//
// Errors: FieldErrors for a horizon that is empty, begins before the history's end, or ends more than
// five years and a month after the last hour that was learned from; the error of the calendar's holidays where they are not known for it.
// Cost: O(hours of horizon).
func (m *Model) Forecast(horizon calendar.Interval) (scheduler.Forecast, error) {
	end := m.end
	latest := end + (scheduler.MaxForecastHours-2)*hourSeconds
	if horizon.Empty() || horizon.Start.Before(m.learned.Span.End) || horizon.End.Unix() > latest {
		return scheduler.Forecast{}, oneFault("horizon", horizon.String(),
			fmt.Sprintf("a horizon that is not empty, begins at %s, the history's end, or later, and ends at %s or earlier",
				m.learned.Span.End.Format(time.RFC3339), time.Unix(latest, 0).UTC().Format(time.RFC3339)))
	}
	skip := floorDiv(horizon.Start.Unix()-end, hourSeconds)
	start := end + skip*hourSeconds
	last := horizon.End.Unix()
	if horizon.End.Nanosecond() > 0 {
		last++
	}
	n := int(-floorDiv(start-last, hourSeconds))
	loads, err := m.predict(start, n, true)
	if err != nil {
		return scheduler.Forecast{}, err
	}
	for i := range loads {
		loads[i] = min(1, loads[i]/m.peak)
	}
	return scheduler.NewForecast(time.Unix(start, 0).UTC(), loads)
}

// predict returns the values expected of n hours from start on, which lies whole hours after the
// history's end.
func (m *Model) predict(start int64, n int, seasonal bool) ([]float64, error) {
	f, err := newFrame(m.cal, start, n, m.frame.phase, false)
	if err != nil {
		return nil, err
	}
	end := m.end
	ahead := int((start - end) / hourSeconds)
	var s season
	if seasonal {
		s = newSeason(m.week, &m.frame, m.values, len(m.values), weekAhead(ahead), (ahead+n)/weekHours+1)
	}
	loads := make([]float64, n)
	for i := range loads {
		_, _, hour := f.at(f.cell[i])
		loads[i] = m.week.at(m.roles, &f, i) * s.factor(ahead+i, hour)
	}
	return loads, nil
}

// Profile returns the usual week: a row for every day of the week, and for a holiday on it. It knows
// neither seasons nor the nights after holidays; where those matter use Forecast. Where local clocks
// are part of an hour off those of the history, each local hour takes its part of the two it overlaps.
func (m *Model) Profile() scheduler.Profile {
	week := m.frame.week(len(m.values))
	rows := scheduler.ProfileRows{
		Days:        make(map[time.Weekday]scheduler.Shares, 7),
		HolidayDays: make(map[time.Weekday]scheduler.Shares, 7),
	}
	var sums [3]scheduler.Shares
	var counts [3]float64
	for d := time.Sunday; d <= time.Saturday; d++ {
		holiday := week[d]
		holiday.holiday = true
		rows.Days[d] = m.row(week, week[d])
		rows.HolidayDays[d] = m.row(week, holiday)
		kind := calendar.KindWorkday
		if week[d].off {
			kind = calendar.KindWeekend
		}
		for _, add := range []struct {
			kind calendar.DayKind
			row  scheduler.Shares
		}{{kind, rows.Days[d]}, {calendar.KindHoliday, rows.HolidayDays[d]}} {
			counts[add.kind]++
			for h, share := range add.row {
				sums[add.kind][h] += share
			}
		}
	}
	for kind := range sums {
		from := kind
		if counts[kind] == 0 { // a week without days off, or without working days: never looked up
			from = int(calendar.KindHoliday)
		}
		var row scheduler.Shares
		for h := range row {
			row[h] = min(1, sums[from][h]/counts[from])
		}
		switch calendar.DayKind(kind) {
		case calendar.KindWorkday:
			rows.Workday = row
		case calendar.KindWeekend:
			rows.Weekend = row
		default:
			rows.Holiday = row
		}
	}
	p, err := scheduler.NewProfile(rows)
	if err != nil {
		panic(fmt.Sprintf("activity: learned shares out of range: %v", err)) // cut to [0, 1] above
	}
	return p
}

// row returns the shares of a day, cut to 1.
func (m *Model) row(week [7]day, today day) scheduler.Shares {
	var row scheduler.Shares
	part := float64(m.frame.phase) / hourSeconds
	before := week[(today.weekday+6)%7]
	for h := range row {
		v := m.week.value(m.roles, today, before, h)
		if part > 0 {
			// The cell before reaches into this hour.
			was := m.week.value(m.roles, before, week[(before.weekday+6)%7], dayHours-1)
			if h > 0 {
				was = m.week.value(m.roles, today, before, h-1)
			}
			v = part*was + (1-part)*v
		}
		row[h] = min(1, v/m.peak)
	}
	return row
}
