package scheduler_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// reading returns the first instant of a day at which clocks read so; of a reading that is skipped, the one
// an hour or half an hour later. It looks minute by minute.
func reading(day time.Time, clock time.Duration, loc *time.Location) time.Time {
	from := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC).Add(-15 * time.Hour)
	last := time.Duration(-1)
	for at := from; at.Before(from.Add(54 * time.Hour)); at = at.Add(time.Minute) {
		local := at.In(loc)
		if y, m, d := local.Date(); d != day.Day() || m != day.Month() || y != day.Year() {
			continue
		}
		now := time.Duration(60*local.Hour()+local.Minute()) * time.Minute
		if now == clock {
			return at
		}
		if last >= 0 && last < clock && now > clock { // skipped: moved forward by what is skipped
			_, before := at.Add(-time.Minute).In(loc).Zone()
			_, after := local.Zone()
			return at.Add(clock + time.Duration(after-before)*time.Second - now)
		}
		last = now
	}
	return time.Time{}
}

// Recurring equals an enumeration of all slots that asks every occurrence by itself.
func TestRecurringAgainstEnumeration(t *testing.T) {
	p := campaignPlanner(t)
	for _, test := range []struct {
		every scheduler.Every
		zone  string
		from  time.Time
		days  int
	}{
		{scheduler.Every{Weeks: 1}, "UTC", time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC), 22},
		{scheduler.Every{Weeks: 1}, "America/New_York", time.Date(2027, 3, 1, 5, 0, 0, 0, time.UTC), 30},
		{scheduler.Every{Weeks: 2}, "Australia/Lord_Howe", time.Date(2027, 9, 20, 0, 0, 0, 0, time.UTC), 40},
		{scheduler.Every{Weeks: 4}, "Asia/Kathmandu", time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC), 45},
		{scheduler.Every{Month: true}, "America/New_York", time.Date(2027, 10, 1, 0, 0, 0, 0, time.UTC), 64},
	} {
		loc, err := calendar.LoadZone(test.zone)
		require.NoError(t, err)
		test.every.Location = loc
		req := scheduler.Request{Horizon: calendar.Interval{Start: test.from, End: test.from.AddDate(0, 0, test.days)}, Duration: 2 * time.Hour, KeepClear: 3 * time.Hour,
			Grid: scheduler.Grid{Step: time.Hour}, Tolerate: 0.45, Count: scheduler.MaxSuggestions}
		res, err := p.Recurring(t.Context(), req, test.every)
		require.NoError(t, err)
		prepared, err := p.Prepare(t.Context(), req)
		require.NoError(t, err)
		type total struct {
			occurrences, blocked int
			hours, worst         float64
			at                   time.Time
			starts               []time.Time
		}
		want := make(map[string]*total)
		monday := time.Date(1970, 1, 5, 0, 0, 0, 0, time.UTC)
		for day := test.from.AddDate(0, 0, -1); day.Before(req.Horizon.End.AddDate(0, 0, 2)); day = day.AddDate(0, 0, 1) {
			for clock := time.Duration(0); clock < 24*time.Hour; clock += time.Hour {
				at := reading(day, clock, loc)
				if at.IsZero() || at.Before(req.Horizon.Start) || at.Add(req.KeepClear).After(req.Horizon.End) {
					continue
				}
				date := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
				weeks := int(date.Sub(monday).Hours()/24) / 7
				groups := []int{0}
				if test.every.Month {
					groups = []int{(day.Day() + 6) / 7}
					if day.AddDate(0, 0, 7).Month() != day.Month() {
						groups = append(groups, -1)
					}
				} else {
					groups[0] = weeks % test.every.Weeks
				}
				list, err := prepared.Assess(t.Context(), at)
				require.NoError(t, err)
				for _, g := range groups {
					key := fmt.Sprint(day.Weekday(), clock, g)
					if want[key] == nil {
						want[key] = &total{}
					}
					w := want[key]
					w.occurrences++
					w.starts = append(w.starts, at.In(loc))
					if !list[0].Free {
						w.blocked++
						continue
					}
					cost := list[0].Impact.CustomerHours
					w.hours += cost
					if w.at.IsZero() || cost > w.worst {
						w.worst, w.at = cost, at
					}
				}
			}
		}
		free := 0
		for _, w := range want {
			if w.blocked < w.occurrences {
				free++
			}
		}
		require.Equal(t, free, res.Considered, test.zone)
		require.Len(t, res.Slots, free)
		for i, s := range res.Slots {
			g := s.Week
			if !test.every.Month && test.every.Weeks > 1 {
				first := time.Date(s.First.Year, s.First.Month, s.First.Day, 0, 0, 0, 0, time.UTC)
				g = int(first.Sub(monday).Hours()/24) / 7 % test.every.Weeks
			}
			w := want[fmt.Sprint(s.Weekday, s.Time, g)]
			require.NotNil(t, w, "%s %v", test.zone, s)
			require.Equal(t, []int{w.occurrences, w.blocked}, []int{s.Occurrences, len(s.Blocked)})
			require.Equal(t, w.starts, s.Starts)
			require.InDelta(t, w.hours, s.CustomerHours, 1e-4)
			require.True(t, w.at.Equal(s.Worst.Start) || w.worst-s.Worst.CustomerHours < 1e-6)
			if i > 0 {
				before := res.Slots[i-1]
				require.True(t, len(before.Blocked) < len(s.Blocked) || len(before.Blocked) == len(s.Blocked) && before.CustomerHours <= s.CustomerHours)
			}
		}
	}
}

// What cannot be is refused by name, and no free occurrence is an answer.
func TestRecurringRefuses(t *testing.T) {
	p := campaignPlanner(t)
	req := scheduler.Request{Horizon: calendar.Interval{Start: monday, End: monday.AddDate(0, 0, 21)}, Duration: time.Hour}
	_, err := p.Recurring(t.Context(), req, scheduler.Every{Weeks: 3})
	require.ErrorContains(t, err, "recurring.every: found 3; expected week, 2 weeks, 4 weeks or month")
	_, err = p.Recurring(t.Context(), req, scheduler.Every{Weeks: 2, Month: true})
	require.ErrorContains(t, err, "recurring.every: found Month beside 2 weeks; expected week, 2 weeks, 4 weeks or month")
	req.Horizon.End = monday.AddDate(0, 0, 3) // Monday to Wednesday: working days
	_, err = p.Recurring(t.Context(), req, scheduler.Every{Weeks: 1})
	require.ErrorIs(t, err, scheduler.ErrNoWindow)
}
