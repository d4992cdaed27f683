package scheduler_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// oneRegion returns a planner of one region in the zone, with no holidays unless they are given.
func oneRegion(t testing.TB, zone string, holidays ...string) *scheduler.Planner {
	t.Helper()
	p, err := scheduler.New(scheduler.Region{Name: "A", Customers: 1, Calendar: calendar.Calendar{Location: mustZone(t, zone), Holidays: days(t, holidays...)}})
	require.NoError(t, err)
	return p
}

func between(t testing.TB, from, to string) calendar.Interval {
	return calendar.Interval{Start: at(t, from), End: at(t, to)}
}

func dates(name, first, end string) scheduler.Period {
	return must(scheduler.Dates(name, calendar.MustParseDate(first), calendar.MustParseDate(end)))
}

// A grid has the readings of a clock, each as often as it occurs.
func TestGridOverClockChanges(t *testing.T) {
	tests := []struct {
		zone, from, to string
		step           time.Duration
		want           []string
	}{
		// 02:00 became 01:30: the hour's readings do not fall on the old hours any more.
		{"Australia/Lord_Howe", "2026-04-04T13:00:00Z", "2026-04-04T17:00:00Z", time.Hour, []string{"00:00+11:00", "01:00+11:00", "02:00+10:30", "03:00+10:30"}},
		{"Australia/Lord_Howe", "2026-04-04T14:00:00Z", "2026-04-04T16:00:00Z", 30 * time.Minute, []string{"01:00+11:00", "01:30+11:00", "01:30+10:30", "02:00+10:30"}},
		// 02:00 became 02:30.
		{"Australia/Lord_Howe", "2026-10-03T13:30:00Z", "2026-10-03T17:00:00Z", time.Hour, []string{"00:00+10:30", "01:00+10:30", "03:00+11:00"}},
		{"America/New_York", "2026-11-01T04:00:00Z", "2026-11-01T08:00:00Z", time.Hour, []string{"00:00-04:00", "01:00-04:00", "01:00-05:00", "02:00-05:00"}},
		{"America/New_York", "2026-03-08T05:00:00Z", "2026-03-08T09:00:00Z", time.Hour, []string{"00:00-05:00", "01:00-05:00", "03:00-04:00", "04:00-04:00"}},
		{"America/Sao_Paulo", "2018-11-04T02:00:00Z", "2018-11-04T05:00:00Z", time.Hour, []string{"23:00-03:00", "01:00-02:00", "02:00-02:00"}}, // no midnight
		{"America/Sao_Paulo", "2018-11-03T03:00:00Z", "2018-11-06T03:00:00Z", 24 * time.Hour, []string{"00:00-03:00", "00:00-02:00", "00:00-02:00"}},
		{"America/St_Johns", "2010-11-07T02:00:00Z", "2010-11-07T04:31:00Z", time.Hour, []string{"00:00-02:30", "00:00-03:30", "01:00-03:30"}},
		{"Pacific/Apia", "2011-12-29T09:00:00Z", "2012-01-01T09:00:00Z", 24 * time.Hour, []string{"00:00-10:00", "00:00+14:00", "00:00+14:00"}}, // no 30 December
		{"Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-01-01T12:00:00Z", 6 * time.Hour, []string{"06:00+05:45", "12:00+05:45"}},
		{"UTC", "2028-12-31T00:00:00Z", "2029-01-01T13:00:00Z", 12 * time.Hour, []string{"00:00Z", "12:00Z", "00:00Z", "12:00Z"}},
		{"America/New_York", "2028-12-31T00:00:00Z", "2029-01-01T13:00:00Z", 12 * time.Hour, []string{"00:00-05:00", "12:00-05:00", "00:00-05:00"}},
	}
	for _, test := range tests {
		line, err := oneRegion(t, "UTC").Timeline(context.Background(), scheduler.Request{
			Horizon: between(t, test.from, test.to), Duration: time.Second, AllowWorkingDays: true, Grid: scheduler.Grid{Step: test.step, Location: mustZone(t, test.zone)},
		})
		require.NoError(t, err)
		var got []string
		for start := range line.Starts() {
			got = append(got, start.Format("15:04Z07:00"))
		}
		assert.Equal(t, test.want, got, "%s %s", test.zone, test.from)
		assert.EqualValues(t, len(test.want), line.Considered())
	}
}

// A blackout by local date, and a holiday, last just while the clock reads the date.
func TestDatesAreSetsOfInstants(t *testing.T) {
	tests := []struct {
		zone, date, from, to string
		blocked              []string
	}{
		{"America/St_Johns", "2010-11-07", "2010-11-07T00:00:00Z", "2010-11-07T06:00:00Z", []string{"[2010-11-07T02:30:00Z, 2010-11-07T02:31:00Z)", "[2010-11-07T03:30:00Z, 2010-11-07T06:00:00Z)"}},
		{"America/St_Johns", "2010-11-06", "2010-11-07T00:00:00Z", "2010-11-07T06:00:00Z", []string{"[2010-11-07T00:00:00Z, 2010-11-07T02:30:00Z)", "[2010-11-07T02:31:00Z, 2010-11-07T03:30:00Z)"}},
		{"Pacific/Apia", "2011-12-30", "2011-12-29T00:00:00Z", "2012-01-02T00:00:00Z", nil},
		{"Pacific/Apia", "2011-12-31", "2011-12-29T00:00:00Z", "2012-01-02T00:00:00Z", []string{"[2011-12-30T10:00:00Z, 2011-12-31T10:00:00Z)"}},
		{"Pacific/Kwajalein", "1993-08-21", "1993-08-20T00:00:00Z", "1993-08-23T00:00:00Z", nil},
		{"America/Sao_Paulo", "2018-11-04", "2018-11-03T00:00:00Z", "2018-11-06T00:00:00Z", []string{"[2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z)"}},
		{"Antarctica/Troll", "2026-03-29", "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z", []string{"[2026-03-29T00:00:00Z, 2026-03-29T22:00:00Z)"}},
		{"Antarctica/Troll", "2026-10-25", "2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z", []string{"[2026-10-24T22:00:00Z, 2026-10-26T00:00:00Z)"}},
		{"Africa/Cairo", "2026-04-24", "2026-04-23T00:00:00Z", "2026-04-26T00:00:00Z", []string{"[2026-04-23T22:00:00Z, 2026-04-24T21:00:00Z)"}},
		{"Asia/Kathmandu", "1986-01-01", "1985-12-31T00:00:00Z", "1986-01-03T00:00:00Z", []string{"[1985-12-31T18:30:00Z, 1986-01-01T18:15:00Z)"}},
		{"Pacific/Kiritimati", "1979-10-01", "1979-09-30T00:00:00Z", "1979-10-03T00:00:00Z", []string{"[1979-10-01T10:40:00Z, 1979-10-02T10:00:00Z)"}},
		{"UTC", "2028-12-31", "2028-12-30T00:00:00Z", "2029-01-02T00:00:00Z", []string{"[2028-12-31T00:00:00Z, 2029-01-01T00:00:00Z)"}},
	}
	for _, test := range tests {
		req := scheduler.Request{Horizon: between(t, test.from, test.to), Duration: time.Minute, AllowWorkingDays: true, AllowHolidays: true}
		next := calendar.MustParseDate(test.date).AddDays(1).String()
		blackout := req
		blackout.Rules = []scheduler.Rule{scheduler.Blackout(dates("x", test.date, next))}
		holiday := req
		holiday.AllowHolidays = false
		for _, r := range []scheduler.Request{blackout, holiday} {
			line, err := oneRegion(t, test.zone, test.date, "x").Timeline(context.Background(), r)
			require.NoError(t, err)
			var got []string
			for iv := range line.Free().Gaps(req.Horizon).All() {
				got = append(got, iv.In(time.UTC).String())
			}
			assert.Equal(t, test.blocked, got, "%s %s", test.zone, test.date)
		}
	}
}

// The local days of a suggestion include a date that comes back.
func TestDaysThatAWindowTouches(t *testing.T) {
	tests := []struct {
		zone, start string
		want        []string
	}{
		{"America/St_Johns", "2010-11-07T02:00:00Z", []string{"2010-11-06", "2010-11-07", "2010-11-06", "2010-11-07"}},
		{"Pacific/Apia", "2011-12-30T09:00:00Z", []string{"2011-12-29", "2011-12-31"}},
		{"America/Sao_Paulo", "2018-11-04T02:00:00Z", []string{"2018-11-03", "2018-11-04"}},
		{"UTC", "2028-12-31T22:00:00Z", []string{"2028-12-31"}}, // it ends at midnight, and does not touch the next day
	}
	for _, test := range tests {
		start := at(t, test.start)
		judged, err := oneRegion(t, test.zone).Assess(context.Background(), scheduler.Request{
			Horizon: calendar.Interval{Start: start, End: start.Add(24 * time.Hour)}, Duration: 2 * time.Hour, AllowWorkingDays: true,
		}, start)
		require.NoError(t, err)
		var got []string
		for _, d := range judged[0].Impact.Regions[0].Days {
			got = append(got, d.Date.String())
		}
		assert.Equal(t, test.want, got, test.zone)
	}
}

// 20:00 on Sunday in Los Angeles is Monday in Sydney.
func TestWeekdaysAreEachRegionsOwn(t *testing.T) {
	p, err := scheduler.New(
		scheduler.Region{Name: "West", Customers: 99, Calendar: calendar.Calendar{Location: mustZone(t, "America/Los_Angeles")}},
		scheduler.Region{Name: "Sydney", Customers: 1, Calendar: calendar.Calendar{Location: mustZone(t, "Australia/Sydney")}},
	)
	require.NoError(t, err)
	sunday := at(t, "2026-12-06T20:00:00-08:00")
	req := scheduler.Request{Horizon: calendar.Interval{Start: sunday.Add(-48 * time.Hour), End: sunday.Add(48 * time.Hour)}, Duration: time.Hour}
	judged, err := p.Assess(context.Background(), req, sunday)
	require.NoError(t, err)
	assert.False(t, judged[0].Free)
	require.Len(t, judged[0].Blocks, 1)
	assert.Equal(t, []string{"weekdays", "Sydney", "Monday"}, []string{judged[0].Blocks[0].Rule, judged[0].Blocks[0].Region, judged[0].Blocks[0].Reason})
	// One in a hundred is tolerated at one in a hundred, and not just below.
	for tolerate, free := range map[float64]bool{0.01: true, 0.009999: false} {
		req.Tolerate = tolerate
		judged, err = p.Assess(context.Background(), req, sunday)
		require.NoError(t, err)
		assert.Equal(t, free, judged[0].Free, "%v", tolerate)
	}
}

// A holiday that waits on a sighting may come a day early or late.
func TestEstimatedDays(t *testing.T) {
	list, err := calendar.NewHolidayList(calendar.Holiday{Date: calendar.MustParseDate("2026-05-27"), Name: "Eid al-Adha", Estimated: true})
	require.NoError(t, err)
	p, err := scheduler.New(scheduler.Region{Name: "Gulf", Customers: 1, Calendar: calendar.Calendar{Location: mustZone(t, "Asia/Dubai"), Weekend: calendar.FixedWeekend(calendar.AllDays), Holidays: list}})
	require.NoError(t, err)
	req := scheduler.Request{Horizon: between(t, "2026-05-25T00:00:00+04:00", "2026-05-30T00:00:00+04:00"), Duration: time.Hour}
	for mode, want := range map[scheduler.EstimatedDays]struct {
		blocked time.Duration
		kind    calendar.DayKind
		reasons []string
	}{
		scheduler.EstimatedPad:    {72 * time.Hour, calendar.KindHoliday, []string{"Eid al-Adha (estimated)", "day after Eid al-Adha (estimated)", "day before Eid al-Adha (estimated)"}},
		scheduler.EstimatedExact:  {24 * time.Hour, calendar.KindHoliday, []string{"Eid al-Adha (estimated)"}},
		scheduler.EstimatedIgnore: {0, calendar.KindWeekend, nil},
	} {
		req.Estimated = mode
		line, err := p.Timeline(context.Background(), req)
		require.NoError(t, err)
		assert.Equal(t, want.blocked, line.Free().Gaps(req.Horizon).Duration())
		var reasons []string
		for _, b := range line.Blocked() {
			reasons = append(reasons, b.Reason)
			assert.Equal(t, 24*time.Hour, b.Duration)
		}
		assert.Equal(t, want.reasons, reasons)
		for d := range line.Days("Gulf", between(t, "2026-05-27T12:00:00+04:00", "2026-05-27T13:00:00+04:00")) {
			assert.Equal(t, want.kind, d.Kind, "the neighbours' kind is not widened, nor that of the day changed")
		}
		for d := range line.Days("Gulf", between(t, "2026-05-26T12:00:00+04:00", "2026-05-26T13:00:00+04:00")) {
			assert.Equal(t, calendar.KindWeekend, d.Kind)
		}
	}
}
