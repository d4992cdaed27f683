package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

func TestParseDate(t *testing.T) {
	good := []struct {
		text string
		date calendar.Date
	}{
		{"0001-01-01", calendar.Date{Year: 1, Month: 1, Day: 1}},
		{"1970-01-01", calendar.Date{Year: 1970, Month: 1, Day: 1}},
		{"2000-02-29", calendar.Date{Year: 2000, Month: 2, Day: 29}},
		{"2028-12-31", calendar.Date{Year: 2028, Month: 12, Day: 31}},
		{"9999-12-31", calendar.Date{Year: 9999, Month: 12, Day: 31}},
	}
	for _, test := range good {
		got, err := calendar.ParseDate(test.text)
		require.NoError(t, err, test.text)
		assert.Equal(t, test.date, got)
		assert.True(t, got.Valid())
		assert.Equal(t, test.text, got.String())
		assert.Equal(t, got, calendar.MustParseDate(test.text))
		assert.Equal(t, got, calendar.DateOfDay(got.Days()))
		text, err := got.MarshalText()
		require.NoError(t, err)
		var back calendar.Date
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, got, back)
	}
	bad := []string{
		"", "2026", "2026-1-1", "2026-01-1", "26-01-01", "2026-13-01", "2026-00-10", "2026-02-29", "1900-02-29", "2026-04-31", "2026-01-00", "2026-01-32",
		"0000-01-01", "10000-01-01", "-001-01-01", "+2026-01-01", "2026-01-01 ", " 2026-01-01", "2026/01/01", "20260101", "2026-01-01T00:00:00Z", "2026-01-0１",
		"2026-W01-1", "2026-001", "2026-0a-01", "2026--1-01", "２０２６-01-01",
	}
	for _, text := range bad {
		_, err := calendar.ParseDate(text)
		require.Error(t, err, text)
		assert.True(t, text == "" || strings.Contains(err.Error(), strings.Trim(text, "１２０６")) || strings.Contains(err.Error(), text), "%q is quoted in %q", text, err)
		assert.Panics(t, func() { calendar.MustParseDate(text) })
		d := calendar.MustParseDate("2026-01-01")
		assert.Error(t, d.UnmarshalText([]byte(text)))
	}
}

func TestDateThatIsNotValid(t *testing.T) {
	for _, d := range []calendar.Date{{}, {Year: 2026, Month: 2, Day: 29}, {Year: 2026, Month: 13, Day: 1}, {Year: 2026, Month: 1}, {Year: 10000, Month: 1, Day: 1}, {Year: 0, Month: 1, Day: 1}, {Year: 2026, Month: -1, Day: 1}} {
		assert.False(t, d.Valid(), d)
		_, err := d.MarshalText()
		assert.Error(t, err, d)
	}
}

// Every day of 400 years, the period of the Gregorian calendar, against package time at noon in UTC.
func TestDatesStepLikeTheCalendar(t *testing.T) {
	d := calendar.MustParseDate("1899-12-31")
	noon := time.Date(1899, 12, 31, 12, 0, 0, 0, time.UTC)
	first := d.Days()
	for i := range 146_097 + 2 {
		if d != calendar.DateOf(noon) || d.Weekday() != noon.Weekday() || d.Days() != first+i || calendar.DateOfDay(first+i) != d || d.AddDays(-i).String() != "1899-12-31" {
			t.Fatalf("day %d: %s is not %s", i, d, noon)
		}
		next := d.AddDays(1)
		if !d.Before(next) || next.Before(d) || d.Before(d) || d.Compare(next) != -1 || next.Compare(d) != 1 || d.Compare(d) != 0 {
			t.Fatalf("%s and %s are out of order", d, next)
		}
		d, noon = next, noon.AddDate(0, 0, 1)
	}
	assert.Equal(t, 0, calendar.MustParseDate("1970-01-01").Days())
}

// The date is that of the time's own location.
func TestDateOfAndClockOf(t *testing.T) {
	tests := []struct {
		zone, instant, date, clock string
	}{
		{"Australia/Sydney", "2026-12-06T13:00:00Z", "2026-12-07", "00:00"},
		{"America/Los_Angeles", "2026-12-07T04:00:00Z", "2026-12-06", "20:00"},
		{"Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29", "23:59:59"},
		{"Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31", "00:00"}, // there was no 30 December
		{"Pacific/Kwajalein", "1993-08-21T12:00:00Z", "1993-08-22", "00:00"},
		{"America/St_Johns", "2010-11-07T02:30:30Z", "2010-11-07", "00:00:30"},
		{"America/St_Johns", "2010-11-07T02:31:00Z", "2010-11-06", "23:01"}, // back in the day before
		{"America/St_Johns", "2010-11-07T03:30:00Z", "2010-11-07", "00:00"},
		{"America/Sao_Paulo", "2018-11-04T02:59:59Z", "2018-11-03", "23:59:59"},
		{"America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-04", "01:00"}, // no midnight
		{"America/Santiago", "2023-09-03T04:00:00Z", "2023-09-03", "01:00"},
		{"America/Havana", "2023-03-12T05:00:00Z", "2023-03-12", "01:00"},
		{"Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-24", "01:00"},
		{"Asia/Kathmandu", "1985-12-31T18:30:00Z", "1986-01-01", "00:15"},
		{"Asia/Kathmandu", "2026-01-01T00:00:00.999Z", "2026-01-01", "05:45"}, // without fractions
		{"Australia/Lord_Howe", "2026-04-04T14:59:00Z", "2026-04-05", "01:59"},
		{"Australia/Lord_Howe", "2026-04-04T15:00:00Z", "2026-04-05", "01:30"},
		{"Africa/Monrovia", "1972-01-07T00:44:29Z", "1972-01-06", "23:59:59"}, // -00:44:30
		{"Africa/Monrovia", "1972-01-07T00:44:30Z", "1972-01-07", "00:44:30"},
		{"Antarctica/Troll", "2026-03-29T01:00:00Z", "2026-03-29", "03:00"},
	}
	for _, test := range tests {
		at, err := time.Parse(time.RFC3339, test.instant)
		require.NoError(t, err)
		local := at.In(zone(t, test.zone))
		assert.Equal(t, test.date, calendar.DateOf(local).String(), "%s %s", test.zone, test.instant)
		assert.Equal(t, test.clock, calendar.ClockOf(local).String(), "%s %s", test.zone, test.instant)
	}
}
