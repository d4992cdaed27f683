package notice_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/notice"
)

// TestAnnounceBy goes through the ways in which the limit can miss business hours. Starts are instants;
// the results are on the region's clocks.
func TestAnnounceBy(t *testing.T) {
	for _, test := range []struct {
		name, zone, hours string
		weekend           string
		off               []string
		start             string
		atLeast           time.Duration
		want              string
	}{
		{"within a day, the day before counts", "Europe/Berlin", "09:00-17:00", "Sat,Sun", nil, "2026-12-05T05:00:00Z", 15*time.Hour + 30*time.Minute, "2026-12-03T17:00:00+01:00"},
		{"after the end of the day", "Europe/Berlin", "09:00-17:00", "Sat,Sun", nil, "2026-12-04T20:00:00Z", 4*time.Hour - time.Second, "2026-12-04T17:00:00+01:00"},
		{"at the end of the day", "Europe/Berlin", "09:00-17:00", "Sat,Sun", nil, "2026-12-04T20:00:00Z", 4 * time.Hour, "2026-12-04T17:00:00+01:00"},
		{"a second before", "Europe/Berlin", "09:00-17:00", "Sat,Sun", nil, "2026-12-04T20:00:00Z", 4*time.Hour + time.Second, "2026-12-03T17:00:00+01:00"},
		{"no least time", "Europe/Berlin", "09:00-17:00", "Sat,Sun", nil, "2026-12-04T10:00:00Z", 0, "2026-12-03T17:00:00+01:00"},
		{"over the weekend", "Europe/Berlin", "09:00-17:00", "Sat,Sun", nil, "2026-12-14T05:00:00Z", 168 * time.Hour, "2026-12-04T17:00:00+01:00"},
		{"another weekend", "Asia/Riyadh", "09:00-17:00", "Fri,Sat", nil, "2026-12-12T05:00:00Z", 168 * time.Hour, "2026-12-03T17:00:00+03:00"},
		{"over holidays", "Europe/Berlin", "09:00-17:00", "Sat,Sun", []string{"2026-12-24", "2026-12-25", "2026-12-23"}, "2026-12-27T05:00:00Z", 24 * time.Hour, "2026-12-22T17:00:00+01:00"},
		{"past midnight, while it is open", "Europe/Berlin", "22:00-06:00", "Sat,Sun", nil, "2026-12-05T23:30:00Z", 24 * time.Hour, "2026-12-04T06:00:00+01:00"},
		{"past midnight, Friday's end on Saturday", "Europe/Berlin", "22:00-06:00", "Sat,Sun", nil, "2026-12-06T12:00:00Z", 24 * time.Hour, "2026-12-05T06:00:00+01:00"},
		{"all day", "Europe/Berlin", "00:00-24:00", "Sat,Sun", nil, "2026-12-06T12:00:00Z", 24 * time.Hour, "2026-12-05T00:00:00+01:00"},
		{"an end in seconds", "Europe/Berlin", "09:00-17:00:30", "Sat,Sun", nil, "2026-12-04T20:00:00Z", 0, "2026-12-04T17:00:30+01:00"},
		{"the date line", "Pacific/Kiritimati", "09:00-17:00", "Sat,Sun", nil, "2026-12-05T05:00:00Z", 0, "2026-12-04T17:00:00+14:00"},
		// Berlin has no 02:00 to 03:00 on Sunday 29 March 2026, and has it twice on 25 October.
		{"an end after the gap", "Europe/Berlin", "01:00-04:00", "", nil, "2026-03-29T12:00:00Z", 0, "2026-03-29T04:00:00+02:00"},
		{"an end in the gap", "Europe/Berlin", "01:00-02:30", "", nil, "2026-03-29T12:00:00Z", 0, "2026-03-29T03:00:00+02:00"},
		{"the second of two ends", "Europe/Berlin", "01:00-02:30", "", nil, "2026-10-25T12:00:00Z", 0, "2026-10-25T02:30:00+01:00"},
		{"the first of two ends", "Europe/Berlin", "01:00-02:30", "", nil, "2026-10-25T12:00:00Z", 11*time.Hour + time.Second, "2026-10-25T02:30:00+02:00"},
		// Saturday's end was 21 hours of the clock before Sunday's 09:00, and 20 of time.
		{"exact time across a change", "America/New_York", "09:00-17:00", "", nil, "2026-03-08T13:00:00Z", 15 * time.Hour, "2026-03-07T17:00:00-05:00"},
		{"half an hour's change", "Australia/Lord_Howe", "01:30-02:00", "", nil, "2027-04-04T12:00:00Z", 0, "2027-04-04T02:00:00+10:30"},
		{"a zone off the hour", "Asia/Kathmandu", "09:00-17:00", "Sat,Sun", nil, "2026-12-05T05:00:00Z", 0, "2026-12-04T17:00:00+05:45"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := region(t, "there", 100, test.zone, test.off...)
			weekend, err := calendar.ParseDaySet(test.weekend)
			require.NoError(t, err)
			r.Calendar.Weekend = calendar.FixedWeekend(weekend)
			hours, err := calendar.ParseHours(test.hours)
			require.NoError(t, err)
			planner, err := scheduler.New(r)
			require.NoError(t, err)
			start := at(t, test.start)
			req := scheduler.Request{Duration: time.Hour, Notice: scheduler.Notice{AtLeast: test.atLeast}}
			s := scheduler.Suggestion{Window: calendar.Interval{Start: start, End: start.Add(time.Hour)}}
			table, err := notice.Plan(t.Context(), planner, req, s, notice.Policy{BusinessHours: hours}, notice.Options{})
			require.NoError(t, err)
			want := at(t, test.want)
			assert.Equal(t, test.want, table.Deadlines[0].AnnounceBy.Format(time.RFC3339))
			assert.True(t, table.AnnounceBy.Equal(want))
			assert.False(t, start.Add(-test.atLeast).Before(want), "not after the limit")
		})
	}
}

// TestAnnounceByAgainstAWalk compares with a walk back minute by minute.
func TestAnnounceByAgainstAWalk(t *testing.T) {
	hours := calendar.Hours{From: 22 * 3600, To: 2*3600 + 1800}
	for _, name := range []string{"Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "America/Havana", "Africa/Casablanca", "Antarctica/Troll", "Pacific/Chatham"} {
		r := region(t, name, 1, name, "2026-03-27", "2026-10-26")
		planner, err := scheduler.New(r)
		require.NoError(t, err)
		for start := at(t, "2026-03-06T00:17:00Z"); start.Before(at(t, "2026-04-10T00:00:00Z")); start = start.Add(7*time.Hour + 13*time.Minute) {
			s := scheduler.Suggestion{Window: calendar.Interval{Start: start, End: start.Add(time.Hour)}}
			table, err := notice.Plan(t.Context(), planner, scheduler.Request{}, s, notice.Policy{BusinessHours: hours}, notice.Options{})
			require.NoError(t, err)
			require.True(t, walkBack(t, r.Calendar, hours, start).Equal(table.AnnounceBy), "%s before %s: %s", name, start, table.AnnounceBy)
		}
	}
}

// walkBack looks for the last minute at which a business day has just ended: a second before, its hours were
// on, and now they are not.
func walkBack(t *testing.T, c calendar.Calendar, hours calendar.Hours, from time.Time) time.Time {
	t.Helper()
	for ; ; from = from.Add(-time.Minute) {
		before := from.Add(-time.Second).In(c.Location)
		if !hours.Contains(calendar.ClockOf(before)) || hours.Contains(calendar.ClockOf(from.In(c.Location))) {
			continue
		}
		date := calendar.DateOf(before)
		if calendar.ClockOf(before) < hours.From {
			date = date.AddDays(-1) // the hours began on the evening before
		}
		kind, _, err := c.Kind(date)
		require.NoError(t, err)
		if kind == calendar.KindWorkday {
			return from
		}
	}
}

func TestEarliestRegionDecides(t *testing.T) {
	planner, req, s := friday(t)
	req.Notice.AtLeast = 168 * time.Hour
	table, err := notice.Plan(t.Context(), planner, req, s, notice.Policy{}, notice.Options{})
	require.NoError(t, err)
	// Thursday in the Gulf, whose Friday is a day off; 26 November is Thanksgiving, which is no matter.
	assert.Equal(t, "2026-11-26T06:00:00-08:00", table.AnnounceBy.Format(time.RFC3339))
	var names []string
	for _, d := range table.Deadlines {
		names = append(names, d.Region)
		assert.False(t, d.Late)
	}
	assert.Equal(t, []string{"Americas", "Bavaria", "Gulf"}, names, "largest first")
	assert.Empty(t, table.Warnings)
	assert.Equal(t, table.AnnounceBy, table.Entries[0].At)
}

func TestLateAnnouncement(t *testing.T) {
	planner, req, s := friday(t)
	req.Notice = scheduler.Notice{AtLeast: 168 * time.Hour, Announced: at(t, "2026-11-27T12:00:00Z")}
	table, err := notice.Plan(t.Context(), planner, req, s, notice.Policy{Reminders: []time.Duration{10 * 24 * time.Hour, 24 * time.Hour}}, notice.Options{})
	require.NoError(t, err)
	assert.Equal(t, []bool{false, false, true}, []bool{table.Deadlines[0].Late, table.Deadlines[1].Late, table.Deadlines[2].Late})
	assert.Equal(t, []string{
		"The announcement at Fri 27 Nov 2026, 04:00 (UTC-08:00) comes after the latest time in business hours of Gulf (by Thu 26 Nov 2026, 17:00 (UTC+03:00)).",
		"The reminder 240 hours before the start (notice.reminders[0]) would not come after the announcement and is left out.",
	}, table.Warnings)
	assert.True(t, table.Entries[0].At.Equal(req.Notice.Announced))
	assert.Equal(t, notice.KindReminder, table.Entries[1].Kind)
	// One for each region's last business hours.
	assert.Equal(t, []string{"Gulf"}, to(table.Entries[1]))
	assert.Equal(t, []string{"Bavaria"}, to(table.Entries[2]))
	assert.Equal(t, []string{"Americas"}, to(table.Entries[3]))
	assert.Equal(t, notice.KindStart, table.Entries[4].Kind)
}

// to lists the regions that an entry goes to.
func to(e notice.Entry) []string {
	var names []string
	for _, r := range e.Regions {
		names = append(names, r.Region)
	}
	return names
}
