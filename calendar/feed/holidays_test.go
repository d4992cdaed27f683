package feed_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/feed"
)

func days(t testing.TB, source calendar.Holidays, first, last string) []string {
	t.Helper()
	list, err := source.Between(calendar.MustParseDate(first), calendar.MustParseDate(last))
	require.NoError(t, err)
	texts := make([]string, len(list))
	for i, h := range list {
		texts[i] = h.Date.String() + " " + h.Name
	}
	return texts
}

func TestHolidays(t *testing.T) {
	source, err := read(t, shape(t, "holidays.ics")).Holidays(feed.HolidayOptions{})
	require.NoError(t, err)
	assert.Equal(t, []string{
		"2026-01-01 Switzerland: New Year's Day",
		"2026-04-03 Switzerland: Good Friday (Regional Holiday)",
		"2026-12-25 Switzerland: Christmas",
		"2026-12-26 Switzerland: Christmas",
		"2027-01-01 Switzerland: New Year's Day",
	}, days(t, source, "2026-01-01", "2027-12-31"))
	assert.Equal(t, []string{"2026-12-26 Switzerland: Christmas"}, days(t, source, "2026-12-26", "2026-12-31"))
	assert.Equal(t, []string{"2026-12-25 Switzerland: Christmas"}, days(t, source, "2026-12-01", "2026-12-25"))
	assert.Empty(t, days(t, source, "2026-12-26", "2026-12-25"))

	for _, ask := range [][2]string{{"2025-12-31", "2026-06-01"}, {"2026-06-01", "2028-01-01"}} {
		_, err = source.Between(calendar.MustParseDate(ask[0]), calendar.MustParseDate(ask[1]))
		var years *calendar.YearsError
		require.ErrorAs(t, err, &years)
		assert.Equal(t, &calendar.YearsError{Source: "the calendar feed", First: calendar.MustParseDate(ask[0]), Last: calendar.MustParseDate(ask[1]), FirstYear: 2026, LastYear: 2027}, years)
	}
}

func TestHolidaySources(t *testing.T) {
	tests := []struct {
		name, lines string
		options     feed.HolidayOptions
		first, last string
		want        []string
	}{
		{"all recur without end: sure from the first start on", "DTSTART:20110314|RRULE:FREQ=YEARLY|SUMMARY:Founders' Day", feed.HolidayOptions{}, "2011-01-01", "2013-12-31",
			[]string{"2011-03-14 Founders' Day", "2012-03-14 Founders' Day", "2013-03-14 Founders' Day"}},
		{"far on", "DTSTART:20110314|RRULE:FREQ=YEARLY|SUMMARY:Founders' Day", feed.HolidayOptions{}, "2300-01-01", "2300-12-31", []string{"2300-03-14 Founders' Day"}},
		{"the caller knows the years", "DTSTART:20261224|SUMMARY:Closed", feed.HolidayOptions{FirstYear: 2020, LastYear: 2030}, "2020-01-01", "2030-12-31", []string{"2026-12-24 Closed"}},
		{"without a name", "DTSTART:20261224", feed.HolidayOptions{}, "2026-01-01", "2026-12-31", []string{"2026-12-24 (no name)"}},
		{"one name on one date is one holiday", "DTSTART:20261224|SUMMARY:A|END:VEVENT|BEGIN:VEVENT|DTSTART:20261224|SUMMARY:B|END:VEVENT|BEGIN:VEVENT|DTSTART:20261223|DURATION:P2D|SUMMARY:A", feed.HolidayOptions{}, "2026-01-01", "2026-12-31",
			[]string{"2026-12-23 A", "2026-12-24 A", "2026-12-24 B"}},
		{"exceptions and cancelled days", "DTSTART:20261204|RRULE:FREQ=WEEKLY;COUNT=4|SUMMARY:Friday|UID:a|EXDATE:20261211|END:VEVENT|BEGIN:VEVENT|UID:a|RECURRENCE-ID:20261218|STATUS:CANCELLED", feed.HolidayOptions{}, "2026-01-01", "2026-12-31",
			[]string{"2026-12-04 Friday", "2026-12-25 Friday"}},
		{"over the new year", "DTSTART:20261230|DTEND:20270103|SUMMARY:Closed", feed.HolidayOptions{}, "2027-01-01", "2027-12-31", []string{"2027-01-01 Closed", "2027-01-02 Closed"}},
		{"timed events are none", "DTSTART:20261224T100000|DURATION:PT1H|END:VEVENT|BEGIN:VEVENT|DTSTART:20261226|SUMMARY:Off", feed.HolidayOptions{}, "2026-01-01", "2026-12-31", []string{"2026-12-26 Off"}},
		{"a series that ends bounds the years", "DTSTART:20260105|RRULE:FREQ=YEARLY;COUNT=2|SUMMARY:A|END:VEVENT|BEGIN:VEVENT|DTSTART:20110314|RRULE:FREQ=YEARLY|SUMMARY:B", feed.HolidayOptions{}, "2026-01-01", "2027-12-31",
			[]string{"2026-01-05 A", "2026-03-14 B", "2027-01-05 A", "2027-03-14 B"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			source, err := read(t, event(tt.lines)).Holidays(tt.options)
			require.NoError(t, err)
			assert.Equal(t, tt.want, days(t, source, tt.first, tt.last))
		})
	}
}

func TestHolidaysRefused(t *testing.T) {
	tests := []struct {
		name, lines string
		options     feed.HolidayOptions
		want        string
	}{
		{"no all-day event", "DTSTART:20261224T100000|DURATION:PT1H", feed.HolidayOptions{Source: "team.ics"}, "team.ics: no all-day event to take for a holiday among its 1 events"},
		{"years turned round", "DTSTART:20261224", feed.HolidayOptions{FirstYear: 2027}, "the calendar feed: years 2027 to 2026: expected a first year from 1 on"},
		{"year before all", "DTSTART:20261224", feed.HolidayOptions{FirstYear: -1}, "years -1 to 2026: expected"},
		{"year after all", "DTSTART:20261224", feed.HolidayOptions{LastYear: 10000}, "years 2026 to 10000: expected"},
		{"too many days", "DTSTART:16000101|RRULE:FREQ=DAILY;UNTIL=99991231", feed.HolidayOptions{}, "line 2: the rule gives more than 100000 occurrences"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := read(t, event(tt.lines)).Holidays(tt.options)
			assert.ErrorContains(t, err, tt.want)
		})
	}
	many := "DTSTART:20260101|RRULE:FREQ=DAILY;COUNT=60000|END:VEVENT|BEGIN:VEVENT|DTSTART:20260101|RRULE:FREQ=DAILY;COUNT=60000"
	_, err := read(t, event(many)).Holidays(feed.HolidayOptions{})
	assert.ErrorContains(t, err, "line 6: the events up to here give more than 100000 holidays: choose fewer years or events")
	source, err := read(t, event("DTSTART:00010101|DTEND:99991231")).Holidays(feed.HolidayOptions{})
	require.NoError(t, err)
	_, err = source.Between(calendar.MustParseDate("1000-01-01"), calendar.MustParseDate("2000-01-01"))
	assert.ErrorContains(t, err, "the events up to here give more than 100000 holidays")
}

func TestConcurrentUse(t *testing.T) {
	f := read(t, shape(t, "google.ics"))
	source, err := f.Holidays(feed.HolidayOptions{})
	require.NoError(t, err)
	wantSpans := spans(t, f, "Europe/Berlin", "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z")
	wantDays := days(t, source, "2026-01-01", "2026-12-31")
	require.Len(t, wantDays, 14)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 10 {
				assert.Equal(t, wantSpans, spans(t, f, "Europe/Berlin", "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z"))
				assert.Equal(t, wantDays, days(t, source, "2026-01-01", "2026-12-31"))
			}
		})
	}
	group.Wait()
}
