package feed_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar/feed"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// event puts lines, joined by "|", into an event of a calendar; the first of them is line 3.
func event(lines string) []byte {
	return []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + strings.ReplaceAll(lines, "|", "\n") + "\nEND:VEVENT\nEND:VCALENDAR\n")
}

func TestFaults(t *testing.T) {
	const start = "DTSTART:20261201T100000Z|"
	tests := []struct{ lines, want string }{
		// Start.
		{"SUMMARY:x", `line 2: an event without DTSTART ("x"): expected one`},
		{"DTSTART:2026-12-01", `line 3: DTSTART "2026-12-01": expected a date such as 20261231`},
		{"DTSTART:20261301", `line 3: DTSTART "20261301": there is no such date or time of day`},
		{"DTSTART:20260229", `DTSTART "20260229": there is no such date or time of day`},
		{"DTSTART:20261201T1000", `DTSTART "20261201T1000": expected a date`},
		{"DTSTART:20261201T240000", `DTSTART "20261201T240000": there is no such date or time of day`},
		{"DTSTART:20261201T100060", `DTSTART "20261201T100060": there is no such date or time of day`},
		{"DTSTART:20261201Z", `DTSTART "20261201Z": expected a date`},
		{"DTSTART:20261201T100000+0100", `DTSTART "20261201T100000+0100": expected a date`},
		{"DTSTART:", "line 2: an event without DTSTART: expected one"},
		{"DTSTART;VALUE=DATE:20261201T100000", `DTSTART "20261201T100000": expected a date alone, as VALUE=DATE says`},
		{"DTSTART;VALUE=DATE-TIME:20261201", `DTSTART "20261201": expected a time of day, as VALUE=DATE-TIME says`},
		{start + "|DTSTART:20261202", "line 5: DTSTART again: expected it once in an event, as in line 3"},
		// Zones.
		{"DTSTART;TZID=Europe/Berlni:20261201T100000", "line 3: TZID \"Europe/Berlni\": expected an IANA or Windows name"},
		{"DTSTART;TZID=:20261201T100000", `line 3: TZID "": expected an IANA or Windows name`},
		{"DTSTART;TZID=Local:20261201T100000", `TZID "Local": expected an IANA or Windows name`},
		{"DTSTART;TZID=EST:20261201T100000", "did you mean America/New_York?"},
		{"DTSTART;TZID=/example.org/Nowhere/Land:20261201T100000", `TZID "/example.org/Nowhere/Land": expected`},
		{"DTSTART;TZID=../etc/passwd:20261201T100000", `TZID "../etc/passwd": expected`},
		{"DTSTART;TZID=" + strings.Repeat("x", 201) + ":20261201T100000", "longer than any name of a zone"},
		{"DTSTART;TZID=Europe/Berlin:20261201T100000Z", "expected either a Z, for UTC, or TZID=Europe/Berlin"},
		{"DTSTART;A=1;=1:20261201", `expected a parameter such as TZID=Europe/Berlin after DTSTART;`},
		{"DTSTART;A:20261201", `expected a parameter such as TZID=Europe/Berlin after DTSTART;`},
		{`DTSTART;A="b:20261201`, `parameter "A" of DTSTART: expected a value, a closing quote and a colon`},
		{"DTSTART;A=b", `parameter "A" of DTSTART: expected a value, a closing quote and a colon`},
		{`DTSTART;TZID="(UTC+01:00) Atlantis":20261201T100000`, `TZID "(UTC+01:00) Atlantis": expected`},
		{"DTSTART;TZID=UTC+25:20261201T100000", `TZID "UTC+25": expected`},
		{"DTSTART;TZID=tzone://Microsoft/Custom:20261201T100000", `TZID "tzone://Microsoft/Custom": expected`},
		{start + "UID:a|RECURRENCE-ID;RANGE=THISANDPRIOR:20261202T100000Z", "line 5: RECURRENCE-ID with RANGE=THISANDPRIOR: expected RANGE=THISANDFUTURE or none"},
		{start + "STATUS:CONFIRMED|STATUS:TENTATIVE", "line 5: STATUS again: expected it once in an event, as in line 4"},
		{start + "DTEND;TZID=Asia/Tokyo:20261201T200000|DTEND;TZID=Europe/Berlin:20261201T200000", "line 5: DTEND again"},
		// End.
		{start + "DTEND:20261201T095959Z", `line 4: DTEND "20261201T095959Z": expected no earlier than DTSTART "20261201T100000Z"`},
		{start + "DTEND:20261202", `line 4: DTEND "20261202": expected a time of day, as the start has one`},
		{start + "DTEND:20261201T110000", `line 4: DTEND "20261201T110000": expected a zone on both start and end, or on neither`},
		{"DTSTART:20261201|DTEND:20261130", `line 4: DTEND "20261130": expected no earlier than DTSTART "20261201"`},
		{"DTSTART:20261201T100000|DTEND:20261201T090000", "expected no earlier than DTSTART"},
		{"DTSTART;TZID=Asia/Tokyo:20261201T100000|DTEND;TZID=Europe/Berlin:20261201T015959", "expected no earlier than DTSTART"},
		{start + "DURATION:1H", `line 4: DURATION "1H": expected a duration such as P1D, P1W or PT1H30M`},
		{start + "DURATION:-PT1H", `DURATION "-PT1H": expected`},
		{start + "DURATION:P", `DURATION "P": expected`},
		{start + "DURATION:PT", `DURATION "PT": expected`},
		{start + "DURATION:P1H", `DURATION "P1H": expected`},
		{start + "DURATION:PT1D", `DURATION "PT1D": expected`},
		{start + "DURATION:PT1M1H", `DURATION "PT1M1H": expected`},
		{start + "DURATION:P1D1D", `DURATION "P1D1D": expected`},
		{start + "DURATION:P36601D", "of at most 36600 days"},
		{start + "DURATION:PT9999999999S", "expected a duration"},
		{start + "DURATION:P1.5D", "expected a duration"},
		// Series.
		{start + "RRULE:FREQ=HOURLY", "line 4: recurrence rule \"FREQ=HOURLY\": FREQ=HOURLY: expected DAILY, WEEKLY, MONTHLY or YEARLY"},
		{start + "RRULE:FREQ=DAILY|RRULE:FREQ=WEEKLY", "line 5: RRULE again: expected it once in an event, as in line 4"},
		{start + "RRULE:FREQ=DAILY|EXRULE:FREQ=WEEKLY", "line 5: EXRULE: expected EXDATE in its place"},
		{"DTSTART:15991231|RRULE:FREQ=YEARLY", "expected a year from 1600 to 2200"},
		{"DTSTART:20260101|DTEND:20270103|RRULE:FREQ=YEARLY", "line 5: RRULE of an event that lasts 367 days: expected at most 366"},
		{start + "RDATE:20261202", `line 4: RDATE "20261202": expected a date if the event is all-day, else a time of day`},
		{"DTSTART:20261201|RDATE;VALUE=PERIOD:20261202/P1D", "of an all-day event: expected a date"},
		{start + "RDATE;VALUE=PERIOD:20261202T100000Z/20261202T090000Z", "expected an end no earlier than the start"},
		{start + "RDATE;VALUE=PERIOD:20261202T100000Z/20261202T110000", "expected a zone on both start and end"},
		{start + "RDATE;VALUE=PERIOD:20261202T100000Z/-PT1H", `line 4: RDATE "-PT1H": expected a duration`},
		{start + "RDATE;VALUE=PERIOD:20261202T100000Z/tomorrow", `line 4: RDATE "tomorrow": expected a date`},
		{start + "EXDATE:20261202T100000Z,x", `line 4: EXDATE "x": expected a date`},
		{start + "RECURRENCE-ID:20261202T100000Z", "line 4: RECURRENCE-ID without UID: expected the UID of the series"},
		{start + "UID:a|RECURRENCE-ID:x", `line 5: RECURRENCE-ID "x": expected a date`},
		// Lines.
		{"UID:a|STATUS:CANCELLED|RECURRENCE-ID:x", `line 5: RECURRENCE-ID "x": expected a date`},
		{start + "no line at all", `line 4: "no line at all": expected a line such as SUMMARY:Text`},
		{start + "SUMMARY", `line 4: "SUMMARY": expected a line such as SUMMARY:Text`},
		{start + "See http://example.com", `line 4: "See http://example.com": expected a line such as SUMMARY:Text`},
		{start + ":x", `line 4: ":x": expected a line`},
		// Structure.
		{start + "END:VTODO", `line 4: "END:VTODO": expected END:VEVENT, for the one of line 2`},
		{start + "BEGIN:VALARM", `line 5: "END:VEVENT": expected END:VALARM, for the one of line 4`},
		{start + strings.Repeat("BEGIN:X|", 20), `line 11: "X" inside 8 other components`},
	}
	for _, tt := range tests {
		t.Run(tt.lines[:min(len(tt.lines), 60)], func(t *testing.T) {
			f, err := feed.Read(bytes.NewReader(event(tt.lines)))
			var wrong *feed.Error
			require.ErrorAs(t, err, &wrong)
			assert.Nil(t, f)
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

func TestFaultsOfFiles(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", "iCalendar file: no calendar in it: expected BEGIN:VCALENDAR"},
		{"only a mark", "\xef\xbb\xbf\r\n", "no calendar in it"},
		{"UTF-16", "\xff\xfeB\x00E\x00", "it is in UTF-16: expected UTF-8"},
		{"HTML", "<!DOCTYPE html>\n<html>", `line 1: "<!DOCTYPE html>": expected a line such as SUMMARY:Text`},
		{"another format", "BEGIN:VCARD\nEND:VCARD\n", `line 1: "BEGIN:VCARD": expected BEGIN:VCALENDAR`},
		{"an event alone", "BEGIN:VEVENT\nEND:VEVENT\n", `line 1: "BEGIN:VEVENT": expected BEGIN:VCALENDAR`},
		{"cut off", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201\n", "line 2: BEGIN:VEVENT has no end: expected END:VEVENT before the file ends"},
		{"cut off later", "BEGIN:VCALENDAR\nVERSION:2.0\n", "line 1: BEGIN:VCALENDAR has no end"},
		{"ended wrongly", "BEGIN:VCALENDAR\nEND:VEVENT\n", `line 2: "END:VEVENT": expected END:VCALENDAR, for the one of line 1`},
		{"after the end", "BEGIN:VCALENDAR\nEND:VCALENDAR\nSUMMARY:x\n", `line 3: "SUMMARY:x": expected BEGIN:VCALENDAR`},
		{"vCalendar", "BEGIN:VCALENDAR\nVERSION:1.0\nEND:VCALENDAR\n", `line 2: VERSION "1.0": expected 2.0`},
		{"another calendar", "BEGIN:VCALENDAR\nCALSCALE:HEBREW\nEND:VCALENDAR\n", `line 2: CALSCALE "HEBREW": expected GREGORIAN`},
		{"a zone that names no place", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=Mine:20261201T100000\nEND:VEVENT\nBEGIN:VTIMEZONE\nTZID:Mine\nEND:VTIMEZONE\nEND:VCALENDAR\n",
			`line 3: TZID "Mine": its VTIMEZONE cannot be read: line 5: it has neither STANDARD nor DAYLIGHT`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := feed.Read(strings.NewReader(tt.text))
			assert.ErrorContains(t, err, tt.want)
		})
	}
	_, err := feed.Read(iotest.ErrReader(errors.New("disk gone")))
	assert.EqualError(t, err, "iCalendar file: disk gone")
}

func TestAllProblemsAtOnceInOrder(t *testing.T) {
	var text strings.Builder
	text.WriteString("BEGIN:VCALENDAR\n")
	for range 110 {
		text.WriteString("BEGIN:VEVENT\nDTSTART:x\nEND:VEVENT\n")
	}
	text.WriteString("VERSION:3.0\nEND:VCALENDAR\n")
	_, err := feed.Read(strings.NewReader(text.String()))
	var wrong *feed.Error
	require.ErrorAs(t, err, &wrong)
	require.Len(t, wrong.Problems, feed.MaxProblems)
	assert.Equal(t, 3, wrong.Problems[0].Line)
	assert.Equal(t, 6, wrong.Problems[1].Line)
	assert.Equal(t, 300, wrong.Problems[feed.MaxProblems-1].Line)
	assert.Equal(t, 11, wrong.More)
	assert.ErrorContains(t, err, "; and 11 more")
}

func TestBounds(t *testing.T) {
	file := func(body string) error {
		_, err := feed.Read(strings.NewReader("BEGIN:VCALENDAR\n" + body + "END:VCALENDAR\n"))
		return err
	}
	const one = "BEGIN:VEVENT\nDTSTART:20261201\nEND:VEVENT\n"
	const counted = "BEGIN:VEVENT\nDTSTART:20261201\nRRULE:FREQ=DAILY;COUNT=100000\nEND:VEVENT\n"
	const series = "BEGIN:VEVENT\nDTSTART:20261201\nRRULE:FREQ=YEARLY\nEND:VEVENT\n"
	frame := len("BEGIN:VCALENDAR\nEND:VCALENDAR\n")
	fill := func(n int) string {
		return strings.Repeat("X:"+strings.Repeat("y", 97)+"\n", n/100) + "X:" + strings.Repeat("y", n%100-3) + "\n"
	}
	dates := func(n int) string {
		return "BEGIN:VEVENT\nDTSTART:20261201\nEXDATE:20261202" + strings.Repeat(",20261202", n-1) + "\nEND:VEVENT\n"
	}
	tests := []struct{ name, fits, over, want string }{
		{"size", fill(feed.MaxSize - frame), fill(feed.MaxSize - frame + 1), "longer than 8388608 bytes"},
		{"line", "METHOD:" + strings.Repeat("y", feed.MaxLine-7) + "\n", "METHOD:" + strings.Repeat("y", feed.MaxLine-6) + "\n", "line 2: a line of 1048577 bytes: expected at most 1048576"},
		{"events", strings.Repeat(one, feed.MaxEvents), strings.Repeat(one, feed.MaxEvents+1), "line 150002: more than 50000 events"},
		{"counts", strings.Repeat(counted, feed.MaxCounts/100_000), strings.Repeat(counted, feed.MaxCounts/100_000+1), "line 44: COUNTs of more than 1000000 in all"},
		{"series", strings.Repeat(series, feed.MaxSeries), strings.Repeat(series, feed.MaxSeries+1), "line 8004: more than 2000 events with an RRULE"},
		{"dates", dates(feed.MaxDates), dates(feed.MaxDates + 1), "line 4: more than 50000 values of RDATE and EXDATE"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.NoError(t, file(tt.fits))
			assert.ErrorContains(t, file(tt.over), tt.want)
		})
	}
}

func TestLimitNamesTheLine(t *testing.T) {
	f := read(t, event("SUMMARY:Nightly|DTSTART:20261201T100000Z|DURATION:PT1H|RRULE:FREQ=DAILY"))
	december := between(t, "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z")
	found, err := f.Occurrences(time.UTC, december, 31, nil)
	require.NoError(t, err)
	assert.Len(t, found, 31)
	for _, limit := range []int{30, 0, -5} {
		_, err = f.Occurrences(time.UTC, december, limit, nil)
		var over *recur.LimitError
		require.ErrorAs(t, err, &over)
		assert.Equal(t, max(0, limit), over.Limit)
		assert.ErrorContains(t, err, `line 2: event "Nightly": the rule gives more than`)
		_, err = f.Set(time.UTC, december, limit, nil)
		assert.ErrorAs(t, err, &over)
	}
	_, err = f.Occurrences(time.UTC, between(t, "2026-12-01T00:00:00Z", "2301-01-01T00:00:00Z"), 10, nil)
	assert.ErrorContains(t, err, `line 2: event "Nightly": expansion of a recurrence to 2301-01-02: expected years from 1600 to 2300`)
	_, err = f.Occurrences(nil, december, 10, nil)
	assert.ErrorContains(t, err, "there is no region")
	found, err = f.Occurrences(time.UTC, between(t, "2026-12-01T00:00:00Z", "2026-12-01T00:00:00Z"), 10, nil)
	assert.NoError(t, err)
	assert.Empty(t, found)
}

func TestCovers(t *testing.T) {
	tests := []struct {
		name, lines, region string
		want                []string
	}{
		{"neither end nor duration, all-day", "DTSTART;VALUE=DATE:20261201", "Europe/Berlin", []string{"2026-11-30T23:00:00Z 24h0m0s"}},
		{"neither, timed: no time", "DTSTART:20261201T100000Z", "Europe/Berlin", []string{}},
		{"neither, timed and recurring", "DTSTART:20261201T100000Z|RRULE:FREQ=DAILY", "Europe/Berlin", []string{}},
		{"no length", "DTSTART:20261201T100000Z|DTEND:20261201T100000Z", "Europe/Berlin", []string{}},
		{"no VALUE=DATE", "DTSTART:20261201|DTEND:20261203", "UTC", []string{"2026-12-01T00:00:00Z 48h0m0s"}},
		{"DTEND is DTSTART", "DTSTART:20261201|DTEND:20261201", "UTC", []string{"2026-12-01T00:00:00Z 24h0m0s"}},
		{"P0D", "DTSTART:20261201|DURATION:P0D", "UTC", []string{"2026-12-01T00:00:00Z 24h0m0s"}},
		{"P1W", "DTSTART:20261201|DURATION:P1W", "UTC", []string{"2026-12-01T00:00:00Z 168h0m0s"}},
		{"TZID on a date is not applied", "DTSTART;VALUE=DATE;TZID=Nowhere/Land:20261201", "Asia/Tokyo", []string{"2026-11-30T15:00:00Z 24h0m0s"}},
		{"floating time", "DTSTART:20261201T100000|DTEND:20261201T110000", "Asia/Tokyo", []string{"2026-12-01T01:00:00Z 1h0m0s"}},
		{"nominal days", "DTSTART;TZID=Europe/Berlin:20260328T120000|DURATION:P1D", "UTC", []string{"2026-03-28T11:00:00Z 23h0m0s"}},
		{"exact hours", "DTSTART;TZID=Europe/Berlin:20260328T120000|DURATION:PT24H", "UTC", []string{"2026-03-28T11:00:00Z 24h0m0s"}},
		{"nominal days, then exact hours", "DTSTART;TZID=Europe/Berlin:20260328T020000|DURATION:+P1DT1H", "UTC", []string{"2026-03-28T01:00:00Z 25h0m0s"}}, // 02:00 becomes 03:00, then an hour
		{"all units", "DTSTART:20261201T000000Z|DURATION:P1DT2H3M4S", "UTC", []string{"2026-12-01T00:00:00Z 26h3m4s"}},
		{"a gap between start and end", "DTSTART;TZID=Europe/Berlin:20260329T013000|DTEND;TZID=Europe/Berlin:20260329T033000", "UTC", []string{"2026-03-29T00:30:00Z 1h0m0s"}},
		{"an end that a gap turns round", "DTSTART;TZID=Europe/Berlin:20260329T023000|DTEND;TZID=Europe/Berlin:20260329T030000", "UTC", []string{}},
		{"a day of 23 hours", "DTSTART:20260329", "Europe/Berlin", []string{"2026-03-28T23:00:00Z 23h0m0s"}},
		{"a day of 24 and a half", "DTSTART:20260405", "Australia/Lord_Howe", []string{"2026-04-04T13:00:00Z 24h30m0s"}},
		{"a day of 22 hours", "DTSTART:20260329", "Antarctica/Troll", []string{"2026-03-29T00:00:00Z 22h0m0s"}},
		{"an absent day", "DTSTART:20111230", "Pacific/Apia", []string{}},
		{"days around an absent one", "DTSTART:20111229|DTEND:20120101", "Pacific/Apia", []string{"2011-12-29T10:00:00Z 48h0m0s"}},
		{"a day in two pieces", "DTSTART:20101107", "America/St_Johns", []string{"2010-11-07T02:30:00Z 1m0s", "2010-11-07T03:30:00Z 24h0m0s"}},
		{"a day without midnight", "DTSTART:20181104", "America/Sao_Paulo", []string{"2018-11-04T03:00:00Z 23h0m0s"}},
		{"a series keeps the elapsed time", "DTSTART;TZID=Europe/Berlin:20260328T220000|DTEND;TZID=Europe/Berlin:20260329T060000|RRULE:FREQ=DAILY;COUNT=2", "UTC",
			[]string{"2026-03-28T21:00:00Z 7h0m0s", "2026-03-29T20:00:00Z 7h0m0s"}},
		{"a series of nominal days", "DTSTART;TZID=Europe/Berlin:20260327T220000|DURATION:P1D|RRULE:FREQ=DAILY;COUNT=2", "UTC",
			[]string{"2026-03-27T21:00:00Z 24h0m0s", "2026-03-28T21:00:00Z 23h0m0s"}},
		{"DTSTART is an occurrence, whatever the rule", "DTSTART:20261201T100000Z|DURATION:PT1H|RRULE:FREQ=WEEKLY;BYDAY=SU;COUNT=1", "UTC",
			[]string{"2026-12-01T10:00:00Z 1h0m0s", "2026-12-06T10:00:00Z 1h0m0s"}},
		{"RDATE adds", "DTSTART:20261201T100000Z|DURATION:PT1H|RDATE:20261203T120000Z,20261201T100000Z|RDATE;TZID=Asia/Tokyo:20261204T090000", "UTC",
			[]string{"2026-12-01T10:00:00Z 1h0m0s", "2026-12-03T12:00:00Z 1h0m0s", "2026-12-04T00:00:00Z 1h0m0s"}},
		{"RDATE of days", "DTSTART:20261201|RDATE;VALUE=DATE:20261203,20261205", "UTC",
			[]string{"2026-12-01T00:00:00Z 24h0m0s", "2026-12-03T00:00:00Z 24h0m0s", "2026-12-05T00:00:00Z 24h0m0s"}},
		{"EXDATE in another zone is the same instant", "DTSTART:20261201T100000Z|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=3|EXDATE;TZID=Asia/Tokyo:20261202T190000", "UTC",
			[]string{"2026-12-01T10:00:00Z 1h0m0s", "2026-12-03T10:00:00Z 1h0m0s"}},
		{"EXDATE floating is the same reading", "DTSTART;TZID=Asia/Tokyo:20261201T100000|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=2|EXDATE:20261202T100000", "UTC",
			[]string{"2026-12-01T01:00:00Z 1h0m0s"}},
		{"EXDATE with a date takes the day", "DTSTART;TZID=Asia/Tokyo:20261201T080000|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=3|EXDATE;VALUE=DATE:20261202", "UTC",
			[]string{"2026-11-30T23:00:00Z 1h0m0s", "2026-12-02T23:00:00Z 1h0m0s"}},
		{"EXDATE takes the first as well", "DTSTART:20261201|RRULE:FREQ=DAILY;COUNT=2|EXDATE:20261201", "UTC", []string{"2026-12-02T00:00:00Z 24h0m0s"}},
		{"EXDATE counts for COUNT", "DTSTART:20261201|RRULE:FREQ=DAILY;COUNT=2|EXDATE;TZID=Asia/Tokyo:20261202T000000", "UTC", []string{"2026-12-01T00:00:00Z 24h0m0s"}},
		{"EXDATE that hits nothing", "DTSTART:20261201T100000Z|DURATION:PT1H|EXDATE:20261201T110000Z", "UTC", []string{"2026-12-01T10:00:00Z 1h0m0s"}},
		{"cancelled", "DTSTART:20261201|STATUS:CANCELLED", "UTC", []string{}},
		{"cancelled, and faulty otherwise", "DTSTART:x|SUMMARY:\xff|DTSTART:y|RRULE:z|STATUS:Canceled", "UTC", []string{}},
		{"tentative counts", "DTSTART:20261201|STATUS:TENTATIVE", "UTC", []string{"2026-12-01T00:00:00Z 24h0m0s"}},
		{"Outlook's all-day mark", "DTSTART:20261201T000000|DTEND:20261202T000000|X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "Asia/Tokyo", []string{"2026-11-30T15:00:00Z 24h0m0s"}},
		{"Outlook's all-day mark on a timed event", "DTSTART:20261201T010000|DTEND:20261202T000000|X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "UTC", []string{"2026-12-01T01:00:00Z 23h0m0s"}},
		{"names in lower case, spaces at the end", "dtstart;value=date:20261201  |summary:  Closed  ", "UTC", []string{"2026-12-01T00:00:00Z 24h0m0s Closed"}},
		{"control characters do not come through", "DTSTART:20261201|SUMMARY:a\x1b[31mb\x07\\nc\u0085d", "UTC", []string{"2026-12-01T00:00:00Z 24h0m0s a [31mb c d"}},
		{"the first of two names", "DTSTART:20261201|SUMMARY;LANGUAGE=de:Erster|SUMMARY;LANGUAGE=fr:Premier", "UTC", []string{"2026-12-01T00:00:00Z 24h0m0s Erster"}},
		{"a Windows name", "DTSTART;TZID=Tokyo Standard Time:20261201T090000|DURATION:PT1H", "UTC", []string{"2026-12-01T00:00:00Z 1h0m0s"}},
		{"a unique name", "DTSTART;TZID=/softwarestudio.org/Olson_20011030_5/America/Argentina/Ushuaia:20261201T090000|DURATION:PT1H", "UTC", []string{"2026-12-01T12:00:00Z 1h0m0s"}},
		{"a line of the alarm is not the event's", "DTSTART:20261201T100000Z|BEGIN:VALARM|DURATION:PT5H|DTSTART:x|END:VALARM|DURATION:PT1H", "UTC", []string{"2026-12-01T10:00:00Z 1h0m0s"}},
		{"an override without its series", "DTSTART:20261201T100000Z|DURATION:PT1H|UID:a|RECURRENCE-ID:20261130T100000Z", "UTC", []string{"2026-12-01T10:00:00Z 1h0m0s"}},
		{"an override of a series by its date", "UID:a|DTSTART:20261201T100000Z|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=2|END:VEVENT|BEGIN:VEVENT|UID:a|RECURRENCE-ID;VALUE=DATE:20261202|DTSTART:20261205T100000Z|DURATION:PT2H", "UTC",
			[]string{"2026-12-01T10:00:00Z 1h0m0s", "2026-12-05T10:00:00Z 2h0m0s"}},
		{"an override in another calendar, before its series", "UID:a|RECURRENCE-ID:20261202T100000Z|STATUS:CANCELLED|END:VEVENT|END:VCALENDAR|BEGIN:VCALENDAR|BEGIN:VEVENT|UID:a|DTSTART:20261201T100000Z|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=2", "UTC",
			[]string{"2026-12-01T10:00:00Z 1h0m0s"}},
		{"a year that lasts long", "DTSTART:19000101|DTEND:22000101", "UTC", []string{"2010-01-01T00:00:00Z 166560h0m0s"}},
		{"birthdays since 1604", "DTSTART:16040309|RRULE:FREQ=YEARLY;UNTIL=20110401", "UTC", []string{"2010-03-09T00:00:00Z 24h0m0s", "2011-03-09T00:00:00Z 24h0m0s"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, spans(t, read(t, event(tt.lines)), tt.region, "2010-01-01T00:00:00Z", "2029-01-01T00:00:00Z"))
		})
	}
}

func TestNoEventsIsNoError(t *testing.T) {
	f := read(t, []byte("BEGIN:VCALENDAR\nEND:VCALENDAR"))
	assert.Zero(t, f.Len())
	assert.False(t, f.Local())
	assert.Empty(t, spans(t, f, "UTC", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"))
	assert.Empty(t, spans(t, &feed.Feed{}, "UTC", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"))
}

// Faults in file after file of nothing else end the reading soon.
func TestHostileFilesEndSoon(t *testing.T) {
	var zones strings.Builder
	zones.WriteString("BEGIN:VCALENDAR\n")
	for i := range 5_000 {
		fmt.Fprintf(&zones, "BEGIN:VEVENT\nDTSTART;TZID=/Europe/Berlni/x%d/Amerika:20261201T100000\nEND:VEVENT\n", i)
	}
	zones.WriteString("END:VCALENDAR\n")
	_, err := feed.Read(strings.NewReader(zones.String()))
	var wrong *feed.Error
	require.ErrorAs(t, err, &wrong)
	assert.Equal(t, 80, wrong.More)

	_, err = feed.Read(strings.NewReader("BEGIN:VCALENDAR\n" + strings.Repeat("?\n", 4_000_000)))
	require.ErrorAs(t, err, &wrong)
	assert.Less(t, wrong.More, 120)
}
