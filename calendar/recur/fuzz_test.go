package recur_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// FuzzRule gives any text and any start to Parse, and expands what it accepts. Nothing may panic or
// run on; what comes back must be in order, inside the interval, from the start on, and no more
// than asked for. The parts that can be asked of each occurrence alone are asked.
func FuzzRule(f *testing.F) {
	for _, rule := range []string{
		"FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "FREQ=YEARLY;BYYEARDAY=366;INTERVAL=7",
		"FREQ=MONTHLY;BYDAY=1MO,-1FR;BYSETPOS=1", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;INTERVAL=7", "FREQ=DAILY;UNTIL=20261231T000000Z", "FREQ=YEARLY;COUNT=100000;BYHOUR=0,12;BYMINUTE=7",
		"FREQ=HOURLY;INTERVAL=24;BYHOUR=5", "FREQ=MONTHLY;BYDAY=8MO", "FREQ=YEARLY;BYEASTER=300", "freq=yearly;bymonth=1;byday=-6mo", "FREQ=YEARLY;BYDAY=53SU,-53MO",
	} {
		f.Add(rule, int64(1_700_000_000), uint8(3), uint16(1000), uint32(3600))
	}
	f.Fuzz(func(t *testing.T, text string, wall int64, zoneIndex uint8, days uint16, seconds uint32) {
		loc := zone(t, refZones[int(zoneIndex)%len(refZones)])
		start := recur.ReadingOf(time.Unix(wall%(1<<37), 0).UTC())
		rule, err := recur.Parse(text, start, loc, time.Duration(seconds)*time.Second)
		if err != nil {
			require.Nil(t, rule)
			require.NotEmpty(t, err.Error())
			return
		}
		const limit = 2000
		from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		within := calendar.Interval{Start: from, End: from.AddDate(0, 0, int(days))}
		found, err := rule.Occurrences(within, limit, nil)
		if err != nil {
			var over *recur.LimitError
			require.ErrorAs(t, err, &over)
			return
		}
		require.LessOrEqual(t, len(found), limit)
		require.True(t, slices.IsSortedFunc(found, func(a, b calendar.Interval) int { return a.Start.Compare(b.Start) }))
		first := recur.Place(loc, start)
		for _, o := range found {
			require.True(t, o.Overlaps(within))
			require.False(t, o.Start.Before(first))
			require.Equal(t, time.Duration(seconds)*time.Second, o.Duration())
		}
		again, err := rule.Occurrences(within, limit, nil)
		require.NoError(t, err)
		require.Equal(t, found, again)
		// Asked piece by piece, it gives the same set.
		whole, err := rule.Set(within, limit, nil)
		require.NoError(t, err)
		middle := from.AddDate(0, 0, int(days)/2)
		left, err := rule.Set(calendar.Interval{Start: within.Start, End: middle}, limit, nil)
		require.NoError(t, err)
		right, err := rule.Set(calendar.Interval{Start: middle, End: within.End}, limit, nil)
		require.NoError(t, err)
		require.True(t, whole.Equal(left.Union(right)))
	})
}

func FuzzParseReading(f *testing.F) {
	for _, s := range []string{"2026-01-31T22:00:00", "2026-01-31T22:00", "2026-01-31T24:00:00", "2026-01-31T22:00:00Z", "T", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := recur.ParseReading(s)
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		require.True(t, r.Valid())
		again, err := recur.ParseReading(r.String())
		require.NoError(t, err)
		require.Equal(t, r, again)
	})
}
