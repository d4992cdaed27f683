package calendar_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

// A day is the set of instants that read its date.
func TestDaysOfOddDates(t *testing.T) {
	tests := []struct {
		zone, from, to string
		want           []string // date and the instants it lasts
	}{
		{"Pacific/Apia", "2011-12-29T00:00:00Z", "2012-01-01T00:00:00Z", []string{ // no 30 December
			"2011-12-28 2011-12-29T00:00:00Z 2011-12-29T10:00:00Z",
			"2011-12-29 2011-12-29T10:00:00Z 2011-12-30T10:00:00Z",
			"2011-12-31 2011-12-30T10:00:00Z 2011-12-31T10:00:00Z",
			"2012-01-01 2011-12-31T10:00:00Z 2012-01-01T00:00:00Z",
		}},
		{"America/St_Johns", "2010-11-06T12:00:00Z", "2010-11-07T12:00:00Z", []string{ // the 6th comes back
			"2010-11-06 2010-11-06T12:00:00Z 2010-11-07T02:30:00Z",
			"2010-11-07 2010-11-07T02:30:00Z 2010-11-07T02:31:00Z",
			"2010-11-06 2010-11-07T02:31:00Z 2010-11-07T03:30:00Z",
			"2010-11-07 2010-11-07T03:30:00Z 2010-11-07T12:00:00Z",
		}},
		{"America/Sao_Paulo", "2018-11-03T12:00:00Z", "2018-11-05T12:00:00Z", []string{ // the 4th begins at 01:00
			"2018-11-03 2018-11-03T12:00:00Z 2018-11-04T03:00:00Z",
			"2018-11-04 2018-11-04T03:00:00Z 2018-11-05T02:00:00Z",
			"2018-11-05 2018-11-05T02:00:00Z 2018-11-05T12:00:00Z",
		}},
		{"Pacific/Kwajalein", "1993-08-20T12:00:00Z", "1993-08-22T12:00:00Z", []string{ // no 21 August
			"1993-08-20 1993-08-20T12:00:00Z 1993-08-21T12:00:00Z",
			"1993-08-22 1993-08-21T12:00:00Z 1993-08-22T12:00:00Z",
		}},
		{"Antarctica/Troll", "2026-03-28T00:00:00Z", "2026-03-30T00:00:00Z", []string{ // 22 hours
			"2026-03-28 2026-03-28T00:00:00Z 2026-03-29T00:00:00Z",
			"2026-03-29 2026-03-29T00:00:00Z 2026-03-29T22:00:00Z",
			"2026-03-30 2026-03-29T22:00:00Z 2026-03-30T00:00:00Z",
		}},
		{"Antarctica/Troll", "2026-10-24T22:00:00Z", "2026-10-26T00:00:00Z", []string{ // 26 hours
			"2026-10-25 2026-10-24T22:00:00Z 2026-10-26T00:00:00Z",
		}},
		{"Antarctica/Casey", "2018-10-06T16:00:00Z", "2018-10-07T13:00:00Z", []string{ // 21 hours
			"2018-10-07 2018-10-06T16:00:00Z 2018-10-07T13:00:00Z",
		}},
		{"Antarctica/Casey", "2018-03-10T13:00:00Z", "2018-03-11T16:00:00Z", []string{ // 27 hours
			"2018-03-11 2018-03-10T13:00:00Z 2018-03-11T16:00:00Z",
		}},
		{"Australia/Lord_Howe", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z", []string{ // 24 and a half
			"2026-04-05 2026-04-04T13:00:00Z 2026-04-05T13:30:00Z",
		}},
		{"America/Santiago", "2023-09-02T05:00:00Z", "2023-09-04T03:00:00Z", []string{ // no midnight on the 3rd
			"2023-09-02 2023-09-02T05:00:00Z 2023-09-03T04:00:00Z",
			"2023-09-03 2023-09-03T04:00:00Z 2023-09-04T03:00:00Z",
		}},
		{"America/Havana", "2023-11-05T03:00:00Z", "2023-11-06T05:00:00Z", []string{ // two midnights' hour: 00:00 twice on the 5th
			"2023-11-04 2023-11-05T03:00:00Z 2023-11-05T04:00:00Z",
			"2023-11-05 2023-11-05T04:00:00Z 2023-11-06T05:00:00Z",
		}},
		{"Atlantic/Azores", "2026-10-24T22:00:00Z", "2026-10-25T03:00:00Z", []string{ // 01:00 becomes 00:00, still the 25th
			"2026-10-24 2026-10-24T22:00:00Z 2026-10-25T00:00:00Z",
			"2026-10-25 2026-10-25T00:00:00Z 2026-10-25T03:00:00Z",
		}},
		{"America/Asuncion", "2018-03-24T12:00:00Z", "2018-03-25T12:00:00Z", []string{ // 00:00 became 23:00 at the stroke of midnight
			"2018-03-24 2018-03-24T12:00:00Z 2018-03-25T04:00:00Z",
			"2018-03-25 2018-03-25T04:00:00Z 2018-03-25T12:00:00Z",
		}},
		{"Asia/Kathmandu", "1985-12-31T12:00:00Z", "1986-01-01T12:00:00Z", []string{ // the day began at 00:15
			"1985-12-31 1985-12-31T12:00:00Z 1985-12-31T18:30:00Z",
			"1986-01-01 1985-12-31T18:30:00Z 1986-01-01T12:00:00Z",
		}},
		{"UTC", "2028-12-31T12:00:00.5Z", "2028-12-31T12:00:00.6Z", []string{"2028-12-31 2028-12-31T12:00:00.5Z 2028-12-31T12:00:00.6Z"}},
		{"Europe/Berlin", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", nil},
	}
	for _, test := range tests {
		days, err := calendar.Calendar{Location: zone(t, test.zone)}.Days(calendar.Interval{Start: instant(t, test.from), End: instant(t, test.to)})
		require.NoError(t, err)
		var got []string
		for _, d := range days {
			got = append(got, fmt.Sprintf("%s %s %s", d.Date, d.Interval.Start.UTC().Format(time.RFC3339Nano), d.Interval.End.UTC().Format(time.RFC3339Nano)))
			assert.Equal(t, test.zone, d.Interval.Start.Location().String())
		}
		assert.Equal(t, test.want, got, test.zone)
	}
}

// Every minute of some weeks with changes of clocks lies in the one day that its clock reads.
func TestDaysAgainstWalk(t *testing.T) {
	list, err := calendar.NewHolidayList(calendar.Holiday{Date: calendar.MustParseDate("2026-10-26"), Name: "A"}, calendar.Holiday{Date: calendar.MustParseDate("2026-10-24"), Name: "B", Estimated: true})
	require.NoError(t, err)
	for i, name := range allZones {
		c := calendar.Calendar{Location: zone(t, name), Weekend: calendar.FixedWeekend(calendar.FridaySaturday), Holidays: list}
		at := unix(2026, 10, 22) + int64(i)*61
		end := at + 5*24*3600
		days, err := c.Days(calendar.Interval{Start: time.Unix(at, 0), End: time.Unix(end, 0)})
		require.NoError(t, err)
		for _, d := range days {
			kind, title, err := c.Kind(d.Date)
			if err != nil || kind != d.Kind || title != d.Name || d.Interval.Start.Unix() != at || d.Interval.Empty() {
				t.Fatalf("%s: day %v does not begin at %d", name, d, at)
			}
			for ; at < d.Interval.End.Unix(); at += 60 {
				if read := calendar.DateOf(time.Unix(at, 0).In(c.Location)); read != d.Date {
					t.Fatalf("%s at %d reads %s, not %s", name, at, read, d.Date)
				}
			}
			at = d.Interval.End.Unix()
		}
		if at != end {
			t.Fatalf("%s: the days end at %d, not %d", name, at, end)
		}
	}
}

func TestKinds(t *testing.T) {
	weekend, err := calendar.NewWeekend(calendar.NewDaySet(time.Thursday, time.Friday), calendar.WeekendChange{From: calendar.MustParseDate("2013-06-29"), Days: calendar.FridaySaturday})
	require.NoError(t, err)
	list, err := calendar.NewHolidayList(
		calendar.Holiday{Date: calendar.MustParseDate("2013-09-23"), Name: "National Day"},
		calendar.Holiday{Date: calendar.MustParseDate("2013-08-09"), Name: "Eid", Estimated: true},
		calendar.Holiday{Date: calendar.MustParseDate("2013-08-09"), Name: "Other", Disputed: true},
		calendar.Holiday{Date: calendar.MustParseDate("2011-12-30"), Name: "A day that Samoa did not have", Estimated: true, Disputed: true},
	)
	require.NoError(t, err)
	c := calendar.Calendar{Location: zone(t, "Pacific/Apia"), Weekend: weekend, Holidays: list}
	tests := []struct {
		date string
		kind calendar.DayKind
		name string
	}{
		{"2013-06-27", calendar.KindWeekend, ""}, // the last Thursday off
		{"2013-06-28", calendar.KindWeekend, ""},
		{"2013-06-29", calendar.KindWeekend, ""}, // the first Saturday off
		{"2013-07-04", calendar.KindWorkday, ""},
		{"2013-06-22", calendar.KindWorkday, ""},
		{"2013-08-09", calendar.KindHoliday, "Eid (estimated) / Other (disputed)"}, // a Friday: a holiday before a weekend
		{"2013-09-23", calendar.KindHoliday, "National Day"},
		{"2011-12-30", calendar.KindHoliday, "A day that Samoa did not have (estimated, disputed)"},
	}
	for _, test := range tests {
		kind, name, err := c.Kind(calendar.MustParseDate(test.date))
		require.NoError(t, err)
		assert.Equal(t, test.kind, kind, test.date)
		assert.Equal(t, test.name, name, test.date)
	}
	for kind, text := range map[calendar.DayKind]string{calendar.KindWorkday: "workday", calendar.KindWeekend: "weekend", calendar.KindHoliday: "holiday"} {
		assert.Equal(t, text, kind.String())
		form, err := kind.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, text, string(form))
	}
	assert.NotPanics(t, func() { _ = calendar.DayKind(9).String() })
}

// sureUntil is a source that knows the years up to 2030.
type sureUntil struct{ calendar.HolidayList }

func (s sureUntil) Between(first, last calendar.Date) ([]calendar.Holiday, error) {
	if !last.Before(first) && last.Year > 2030 {
		return nil, &calendar.YearsError{Source: "XX", First: first, Last: last, FirstYear: 2000, LastYear: 2030}
	}
	return s.HolidayList.Between(first, last)
}

func TestDaysBeyondWhatASourceKnows(t *testing.T) {
	c := calendar.Calendar{Location: zone(t, "Pacific/Kiritimati"), Holidays: sureUntil{}}
	_, err := c.Days(calendar.Interval{Start: instant(t, "2030-12-30T00:00:00Z"), End: instant(t, "2030-12-31T10:00:00Z")})
	require.NoError(t, err)
	_, err = c.Days(calendar.Interval{Start: instant(t, "2030-12-30T00:00:00Z"), End: instant(t, "2030-12-31T10:00:01Z")})
	var years *calendar.YearsError
	require.True(t, errors.As(err, &years), "it is 2031 there")
	assert.Contains(t, err.Error(), "XX")
	assert.Contains(t, err.Error(), "2030")
	_, _, err = c.Kind(calendar.MustParseDate("2031-01-01"))
	require.True(t, errors.As(err, &years))
	_, err = calendar.Merge(calendar.NoHolidays, sureUntil{}).Between(calendar.MustParseDate("2030-01-01"), calendar.MustParseDate("2031-01-01"))
	require.True(t, errors.As(err, &years))
}
