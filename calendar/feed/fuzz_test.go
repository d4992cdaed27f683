package feed_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/feed"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

var fuzzRegions = []string{"UTC", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "Europe/Berlin", "America/Sao_Paulo"}

// FuzzRead gives any bytes to Read, and asks what it accepts for its occurrences and holidays.
// Nothing may panic or run on; faults name a line of the file; occurrences are in order and inside the
// interval; cut in two, an interval gives the same instants; other line ends and folds change
// nothing.
func FuzzRead(f *testing.F) {
	entries, err := shapes.ReadDir("testdata")
	require.NoError(f, err)
	for i, entry := range entries {
		if data, err := shapes.ReadFile("testdata/" + entry.Name()); err == nil {
			f.Add(data, uint8(i))
		}
	}
	for i, lines := range []string{
		"DTSTART;TZID=Europe/Berlin:20260328T120000|DURATION:P1DT2H3M4S|RRULE:FREQ=MONTHLY;BYDAY=MO,FR;BYSETPOS=-1",
		"DTSTART:20261201T100000|DTEND:20261201T110000|RDATE;VALUE=PERIOD:20261202T100000/PT1H|EXDATE;VALUE=DATE:20261203",
		"DTSTART:20111229|DTEND:20120101|RRULE:FREQ=YEARLY;BYWEEKNO=52|EXDATE:20121229",
		"UID:a|DTSTART:20101107|RRULE:FREQ=DAILY|END:VEVENT|BEGIN:VEVENT|UID:a|RECURRENCE-ID:20101108T000000Z|STATUS:CANCELLED",
		`DTSTART;TZID="W. Europe Standard Time";X="a:b;c":20261201T100000|SUMMARY:a\, b\n\\`,
		"DTSTART:00010101|DTEND:99991231",
		"DTSTART:99991231|DURATION:P36600D|RDATE:00010101",
	} {
		f.Add(event(lines), uint8(i))
	}
	for i, definition := range []string{european, american, nobody, ""} {
		f.Add(zoned("(UTC+01:00) Amsterdam", definition, "20270624T180000", "RRULE:FREQ=WEEKLY;UNTIL=20300101|"), uint8(i))
	}
	f.Add(event("UID:a|DTSTART:20110301|RRULE:FREQ=MONTHLY|END:VEVENT|BEGIN:VEVENT|UID:a|RECURRENCE-ID;RANGE=THISANDFUTURE:20110401|DTSTART:20110403|DURATION:PT30H"), uint8(3))
	f.Add(event("DTSTART:20110301T230000Z|DTEND:20110302T230000Z|X-MICROSOFT-CDO-ALLDAYEVENT:TRUE|RRULE:FREQ=DAILY;UNTIL=20110401T220000Z"), uint8(3))
	f.Add([]byte(flawed), uint8(4))
	f.Fuzz(func(t *testing.T, data []byte, choice uint8) {
		read, err := feed.Read(bytes.NewReader(data))
		skipping, skipErr := feed.ReadWith(bytes.NewReader(data), feed.Options{OnFlaw: feed.Skip})
		if err != nil {
			var wrong *feed.Error
			require.ErrorAs(t, err, &wrong)
			require.Equal(t, wrong.Skippable(), skipErr == nil, "%v", skipErr)
			if skipErr == nil {
				require.NotEmpty(t, skipping.Flaws())
			}
			require.NotEmpty(t, wrong.Problems)
			require.LessOrEqual(t, len(wrong.Problems), feed.MaxProblems)
			for i, p := range wrong.Problems {
				require.NotEmpty(t, p.Text)
				require.LessOrEqual(t, p.Line, bytes.Count(data, []byte("\n"))+1)
				require.LessOrEqual(t, wrong.Problems[max(0, i-1)].Line, p.Line)
			}
			return
		}
		require.NoError(t, skipErr)
		require.Empty(t, skipping.Flaws())
		require.Equal(t, read.Len(), skipping.Len())
		region := zone(t, fuzzRegions[int(choice)%len(fuzzRegions)])
		start := time.Date(2010, 11, 1, 0, 0, 0, 0, time.UTC).AddDate(0, int(choice)*2, 0)
		within := calendar.Interval{Start: start, End: start.AddDate(0, 14, 3)}
		const limit = 3000
		found, err := read.Occurrences(region, within, limit, nil)
		if err != nil {
			var over *recur.LimitError
			require.True(t, errors.As(err, &over), "%v", err)
			return
		}
		require.LessOrEqual(t, len(found), limit)
		for i, o := range found {
			require.False(t, o.Interval.Empty())
			require.True(t, within.Covers(o.Interval))
			require.False(t, o.Interval.Start.Before(found[max(0, i-1)].Interval.Start))
		}

		whole, err := read.Set(region, within, limit, nil)
		require.NoError(t, err)
		middle := start.AddDate(0, 5, 1)
		left, err := read.Set(region, calendar.Interval{Start: start, End: middle}, limit, nil)
		require.NoError(t, err)
		right, err := read.Set(region, calendar.Interval{Start: middle, End: within.End}, limit, nil)
		require.NoError(t, err)
		require.True(t, whole.Equal(left.Union(right)))

		if source, err := read.Holidays(feed.HolidayOptions{FirstYear: 1, LastYear: 9999}); err == nil {
			first, last := calendar.DateOf(start), calendar.DateOf(within.End)
			days, err := source.Between(first, last)
			require.NoError(t, err)
			for i, d := range days {
				require.False(t, d.Date.Before(first) || last.Before(d.Date))
				require.False(t, d.Date.Before(days[max(0, i-1)].Date))
				require.NotEmpty(t, d.Name)
			}
		}

		crlf := bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n"))
		if bytes.Contains(crlf, []byte("\r\r\n")) || bytes.HasSuffix(crlf, []byte("\r")) || len(crlf) > feed.MaxSize {
			return // A carriage return of its own is part of a line.
		}
		again, err := feed.Read(bytes.NewReader(crlf))
		require.NoError(t, err)
		same, err := again.Occurrences(region, within, limit, nil)
		require.NoError(t, err)
		require.Equal(t, found, same)
	})
}
