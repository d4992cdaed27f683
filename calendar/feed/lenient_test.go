package feed_test

import (
	"bytes"
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/feed"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// What every large reader reads is read.
func TestLenient(t *testing.T) {
	const again = "END:VEVENT|BEGIN:VEVENT|UID:a|"
	days := func(list ...string) []string {
		for i := range list {
			list[i] = "2027-06-" + list[i] + "T00:00:00Z 24h0m0s"
		}
		return list
	}
	tests := []struct {
		name, lines string
		want        []string
	}{
		{"a date, then a time within the day", "DTSTART:20270624|DTEND:20270624T235900", days("24")},
		{"a date, then a time within a later day", "DTSTART:20270624|DTEND:20270625T120000", []string{"2027-06-24T00:00:00Z 48h0m0s"}},
		{"a date, then the next midnight", "DTSTART:20270624|DTEND:20270625T000000", days("24")},
		{"a date, then a midnight of some zone", "DTSTART:20270624|DTEND:20270624T220000Z", days("24")},
		{"a date, then a time in UTC", "DTSTART:20270624|DTEND:20270624T050001Z", days("24")},
		{"a date, then a time with a zone", "DTSTART:20270624|DTEND;TZID=Asia/Tokyo:20270625T000000", days("24")},
		{"VALUE=DATE with a midnight", "DTSTART;VALUE=DATE:20270624T000000|DTEND;VALUE=DATE:20270625T000000Z", days("24")},
		{"DURATION in hours", "DTSTART:20270624|DURATION:PT24H", days("24")},
		{"DURATION in a few hours", "DTSTART:20270624|DURATION:PT8H", days("24")},
		{"DURATION in hours past the day", "DTSTART:20270624|DURATION:P1DT1M", []string{"2027-06-24T00:00:00Z 48h0m0s"}},
		{"DTEND counts, not DURATION", "DTSTART:20270624T100000Z|DURATION:PT5H|DTEND:20270624T110000Z", []string{"2027-06-24T10:00:00Z 1h0m0s"}},
		{"EXDATE with a time", "DTSTART:20270622|RRULE:FREQ=DAILY;COUNT=4|EXDATE:20270624T080000", days("22", "23", "25")},
		{"EXDATE in UTC", "DTSTART:20270622|RRULE:FREQ=DAILY;COUNT=4|EXDATE:20270623T220000Z,20270625T000000Z", days("22", "23")},
		{"EXDATE with a zone", "DTSTART:20270622|RRULE:FREQ=DAILY;COUNT=2|EXDATE;TZID=Asia/Tokyo:20270623T000000", days("22")},
		{"RDATE with a time", "DTSTART:20270622|RDATE:20270624T080000,20270625T220000Z", days("22", "24", "26")},
		{"RRULE in an exception", "UID:a|DTSTART:20270622T100000Z|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=2|" + again + "RECURRENCE-ID:20270623T100000Z|DTSTART:20270623T140000Z|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=2|EXDATE:20270623T140000Z",
			[]string{"2027-06-22T10:00:00Z 1h0m0s", "2027-06-23T14:00:00Z 1h0m0s"}},
		{"an exception of an all-day series by a time", "UID:a|DTSTART:20270622|RRULE:FREQ=DAILY;COUNT=2|" + again + "RECURRENCE-ID:20270623T080000|DTSTART:20270628", days("22", "28")},
		{"UNTIL before DTSTART", "DTSTART:20270622|RRULE:FREQ=YEARLY;UNTIL=20270406|RDATE:20270624", days("24")},
		{"UNTIL just before DTSTART", "DTSTART;TZID=Asia/Tokyo:20270622T080000|DURATION:PT1H|RRULE:FREQ=DAILY;UNTIL=20270621T225959Z", []string{}},
		{"UNTIL at DTSTART", "DTSTART;TZID=Asia/Tokyo:20270622T080000|DURATION:PT1H|RRULE:FREQ=DAILY;UNTIL=20270621T230000Z", []string{"2027-06-21T23:00:00Z 1h0m0s"}},
		{"empty values", "DTSTART:20270624|DTEND:|DURATION:|RRULE:|EXDATE:|RDATE:|RECURRENCE-ID:|STATUS:|SUMMARY:", days("24")},
		{"the same property twice", "DTSTART:20270622T100000Z|DTSTART:20270622T100000Z|DURATION:PT1H|DURATION: PT1H|RRULE:FREQ=WEEKLY;COUNT=2|RRULE:FREQ=WEEKLY;COUNT=2|TRANSP:OPAQUE|TRANSP:OPAQUE",
			[]string{"2027-06-22T10:00:00Z 1h0m0s", "2027-06-29T10:00:00Z 1h0m0s"}},
		{"blanks in a rule", "DTSTART:20270622|RRULE: freq = DAILY ; COUNT = 2 ;", days("22", "23")},
		{"Latin-1", "DTSTART:20270624|SUMMARY:Ferm\xe9", []string{"2027-06-24T00:00:00Z 24h0m0s Fermé"}},
		{"broken parameters where they do not matter", "X-A;VALUE=URI;T=Hall\\; north:geo:1|DTSTART:20270624|SUMMARY;A=\"b:Name: x|LOCATION;;;|ATTENDEE;CN=\"x:y", []string{"2027-06-24T00:00:00Z 24h0m0s Name: x"}},
		{"no line at all in an alarm", "DTSTART:20270624|BEGIN:VALARM|nothing|END:VALARM", days("24")},
		{"a cancelled maintenance", "DTSTART:20270624|X-MAINTNOTE-STATUS:CANCELLED|" + again + "DTSTART:20270625|X-MAINTNOTE-STATUS:CONFIRMED", days("25")},
		{"an occurrence of a maintenance, cancelled", "UID:a|DTSTART:20270622|RRULE:FREQ=DAILY;COUNT=2|" + again + "RECURRENCE-ID:20270623|DTSTART:20270623|X-MAINTNOTE-STATUS:CANCELLED", days("22")},
		{"a zone with colons, unquoted", "DTSTART;TZID=tzone://Microsoft/Utc;VALUE=DATE-TIME:20270624T100000|DURATION:PT1H", []string{"2027-06-24T10:00:00Z 1h0m0s"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, spans(t, read(t, event(tt.lines)), "UTC", "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"))
		})
	}
}

// The UNTIL of an all-day series is a date of the author's calendar, whatever the region is.
func TestUntilOfDays(t *testing.T) {
	tests := []struct{ name, calendar, until, last string }{
		{"midnight in Berlin", "", "20270519T220000Z", "2027-05-20"},
		{"midnight in Tokyo", "", "20270519T150000Z", "2027-05-20"},
		{"midnight in Los Angeles", "", "20270520T070000Z", "2027-05-20"},
		{"midnight in Auckland", "", "20270519T120000Z", "2027-05-20"},
		{"midnight in UTC", "", "20270520T000000Z", "2027-05-20"},
		{"the last second in UTC", "", "20270520T235959Z", "2027-05-20"},
		{"the last second in Berlin", "", "20270520T215959Z", "2027-05-20"},
		{"the last second in New York", "", "20270521T035959Z", "2027-05-20"},
		{"a time in Auckland, told", "X-WR-TIMEZONE:Pacific/Auckland|", "20270519T120000Z", "2027-05-20"},
		{"a time of the afternoon, told", "X-WR-TIMEZONE:Pacific/Honolulu|", "20270521T093000Z", "2027-05-20"},
		{"the last second in UTC, told", "X-WR-TIMEZONE:Asia/Tokyo|", "20270520T235959Z", "2027-05-20"},
		{"by the only zone of the file", "BEGIN:VTIMEZONE|TZID:America/Chicago|END:VTIMEZONE|", "20270521T043000Z", "2027-05-20"},
		{"a zone that is none tells nothing", "X-WR-TIMEZONE:Mars/Olympus|", "20270519T220000Z", "2027-05-20"},
		{"a reading without zone", "", "20270520T000000", "2027-05-20"},
		{"a date", "", "20270520", "2027-05-20"},
	}
	for _, tt := range tests {
		text := "BEGIN:VCALENDAR|" + tt.calendar + "BEGIN:VEVENT|DTSTART:20270510|RRULE:FREQ=DAILY;UNTIL=" + tt.until + ";INTERVAL=1|END:VEVENT|END:VCALENDAR|"
		f := read(t, []byte(strings.ReplaceAll(text, "|", "\n")))
		for _, region := range []string{"Pacific/Kiritimati", "Europe/Berlin", "UTC", "Pacific/Pago_Pago"} {
			found, err := f.Occurrences(zone(t, region), between(t, "2027-05-01T00:00:00Z", "2027-06-01T00:00:00Z"), 100, nil)
			require.NoError(t, err)
			assert.Equal(t, tt.last, calendar.DateOf(found[len(found)-1].Interval.Start).String(), "%s, in %s", tt.name, region)
		}
	}
}

const flawed = `BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Broken entry
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Nowhere/Land:20270101T100000
DTEND:20260101
END:VEVENT
BEGIN:VEVENT
DTSTART:20270624
a line that is none
END:VEVENT
BEGIN:VEVENT
SUMMARY:Freeze
DTSTART:20270625
END:VEVENT
END:VCALENDAR
`

func TestSkip(t *testing.T) {
	_, err := feed.Read(strings.NewReader(flawed))
	var wrong *feed.Error
	require.ErrorAs(t, err, &wrong)
	assert.True(t, wrong.Skippable())
	require.Len(t, wrong.Problems, 3)

	f, err := feed.ReadWith(strings.NewReader(flawed), feed.Options{OnFlaw: feed.Skip})
	require.NoError(t, err)
	assert.Equal(t, 3, f.Skipped())
	assert.Equal(t, wrong.Problems, f.Flaws())
	assert.Equal(t, `an event without DTSTART ("Broken entry"): expected one`, f.Flaws()[0].Text)
	assert.Equal(t, []int{2, 6, 11}, []int{f.Flaws()[0].Line, f.Flaws()[1].Line, f.Flaws()[2].Line})
	assert.Equal(t, []string{"2027-06-25T00:00:00Z 24h0m0s Freeze"}, spans(t, f, "UTC", "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"))

	// What is wrong with the file itself is no flaw of an event.
	for _, text := range []string{"", "x", strings.TrimSuffix(flawed, "END:VEVENT\nEND:VCALENDAR\n"), strings.Replace(flawed, "BEGIN:VCALENDAR", "BEGIN:VCALENDAR\nVERSION:1.0", 1)} {
		_, err := feed.ReadWith(strings.NewReader(text), feed.Options{OnFlaw: feed.Skip})
		require.ErrorAs(t, err, &wrong)
		assert.False(t, wrong.Skippable())
	}

	// All are counted, however many there are.
	f, err = feed.ReadWith(strings.NewReader("BEGIN:VCALENDAR\n"+strings.Repeat("BEGIN:VEVENT\nEND:VEVENT\n", 3000)+"END:VCALENDAR\n"), feed.Options{OnFlaw: feed.Skip})
	require.NoError(t, err)
	assert.Equal(t, 3000, f.Skipped())
	assert.Len(t, f.Flaws(), feed.MaxProblems)
}

// A change of this and all later occurrences is one of the rest of the series.
func TestThisAndFuture(t *testing.T) {
	const series = "UID:a|SUMMARY:Weekly|DTSTART;TZID=Europe/Berlin:20270301T100000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=7|EXDATE;TZID=Europe/Berlin:20270412T100000|"
	const again = "END:VEVENT|BEGIN:VEVENT|UID:a|"
	tests := []struct {
		name, lines string
		want        []string
	}{
		{"later, longer, by another name", series + again + "SUMMARY:Moved|RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270322T100000|DTSTART;TZID=Europe/Berlin:20270323T113000|DURATION:PT2H", []string{
			"2027-03-01T09:00:00Z 1h0m0s Weekly", "2027-03-08T09:00:00Z 1h0m0s Weekly", "2027-03-15T09:00:00Z 1h0m0s Weekly",
			"2027-03-23T10:30:00Z 2h0m0s Moved", "2027-03-30T09:30:00Z 2h0m0s Moved", "2027-04-06T09:30:00Z 2h0m0s Moved"}},
		{"named by an instant, given in another zone", series + again + "RECURRENCE-ID;RANGE=THISANDFUTURE:20270329T080000Z|DTSTART;TZID=Asia/Tokyo:20270329T190000|DTEND;TZID=Asia/Tokyo:20270329T193000", []string{
			"2027-03-01T09:00:00Z 1h0m0s Weekly", "2027-03-08T09:00:00Z 1h0m0s Weekly", "2027-03-15T09:00:00Z 1h0m0s Weekly", "2027-03-22T09:00:00Z 1h0m0s Weekly",
			"2027-03-29T10:00:00Z 30m0s", "2027-04-05T10:00:00Z 30m0s"}},
		{"the rest is cancelled", series + again + "STATUS:CANCELLED|RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270315T100000", []string{
			"2027-03-01T09:00:00Z 1h0m0s Weekly", "2027-03-08T09:00:00Z 1h0m0s Weekly"}},
		{"changed, then one alone, then cancelled", series + again + "SUMMARY:B|RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270308T100000|DTSTART;TZID=Europe/Berlin:20270308T120000|DURATION:PT1H|" +
			again + "SUMMARY:C|RECURRENCE-ID;TZID=Europe/Berlin:20270315T100000|DTSTART;TZID=Europe/Berlin:20270316T120000|DURATION:PT1H|" +
			again + "STATUS:CANCELLED|RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270329T100000", []string{
			"2027-03-01T09:00:00Z 1h0m0s Weekly", "2027-03-08T11:00:00Z 1h0m0s B", "2027-03-16T11:00:00Z 1h0m0s C", "2027-03-22T11:00:00Z 1h0m0s B"}},
		{"all-day", "UID:a|DTSTART:20270301|RRULE:FREQ=MONTHLY;COUNT=3|RDATE:20270410|" + again + "SUMMARY:B|RECURRENCE-ID;RANGE=THISANDFUTURE:20270401|DTSTART:20270403|DTEND:20270405", []string{
			"2027-03-01T00:00:00Z 24h0m0s", "2027-04-03T00:00:00Z 48h0m0s B", "2027-04-12T00:00:00Z 48h0m0s B", "2027-05-03T00:00:00Z 48h0m0s B"}},
		{"without its series it is an event", "UID:a|SUMMARY:B|RECURRENCE-ID;RANGE=THISANDFUTURE:20270401|DTSTART:20270403", []string{"2027-04-03T00:00:00Z 24h0m0s B"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := read(t, event(tt.lines))
			assert.Equal(t, tt.want, spans(t, f, "UTC", "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"))
		})
	}
	_, err := feed.Read(bytes.NewReader(event("UID:a|DTSTART:20270301|RRULE:FREQ=MONTHLY;COUNT=3|" + again + "RECURRENCE-ID;RANGE=THISANDFUTURE:20270401|DTSTART:20270403T100000|DURATION:PT1H")))
	require.ErrorContains(t, err, "line 7: RANGE=THISANDFUTURE: expected an all-day event if the series of line 2 is one, else none")
	// The parts can be told apart.
	f := read(t, event(tests[0].lines)).Filter(func(e feed.Event) bool { return e.Name != "Weekly" })
	assert.Len(t, spans(t, f, "UTC", "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"), 3)
}

// A filter sees what a maintenance says of itself.
func TestEventTellsMore(t *testing.T) {
	f := read(t, event(`DTSTART:20270624|SUMMARY:Fibre work|CATEGORIES:Network,Change\, planned|CATEGORIES:Berlin|DESCRIPTION:Two\nlines|X-MAINTNOTE-IMPACT:OUTAGE|x-empty:|X-Long:`+strings.Repeat("ü", 3000)))
	for e := range f.Events() {
		assert.Equal(t, []string{"Network", "Change, planned", "Berlin"}, e.Categories)
		assert.Equal(t, "Two lines", e.Description)
		assert.Equal(t, "OUTAGE", e.Get("X-MAINTNOTE-IMPACT"))
		assert.Empty(t, e.Get("X-NONE"))
		assert.Equal(t, strings.Repeat("ü", 2048), e.Get("X-LONG"))
	}
	assert.Zero(t, f.Filter(func(e feed.Event) bool { return e.Get("X-MAINTNOTE-IMPACT") != "OUTAGE" }).Len())
}

func TestOutlooksFlag(t *testing.T) {
	const flag = "|X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"
	f := read(t, event("SUMMARY:Company day|DTSTART:20270511T220000Z|DTEND:20270513T220000Z"+flag))
	assert.Equal(t, []string{"2027-05-11T15:00:00Z 48h0m0s Company day"}, spans(t, f, "Asia/Tokyo", "2027-05-01T00:00:00Z", "2027-06-01T00:00:00Z"))
	assert.Equal(t, []feed.Warning{{Line: 4, Text: `the event ("Company day") is flagged as all-day: read as one from 2027-05-12 on`}}, f.Warnings())

	f = read(t, event("SUMMARY:Shift|DTSTART;TZID=Asia/Tokyo:20270511T090000|DTEND;TZID=Asia/Tokyo:20270512T090000"+flag))
	assert.Equal(t, []string{"2027-05-11T00:00:00Z 24h0m0s Shift"}, spans(t, f, "Europe/Berlin", "2027-05-01T00:00:00Z", "2027-06-01T00:00:00Z"))
	assert.Equal(t, `the event ("Shift") is flagged as all-day and is not from midnight to midnight: its times are used as they stand`, f.Warnings()[0].Text)
}

var errEnough = errors.New("enough")

func TestCharge(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := feed.ReadWith(bytes.NewReader(large()), feed.Options{Charge: recur.Budget(ctx, math.MaxInt32)})
	require.ErrorIs(t, err, context.Canceled)
	f := read(t, large())
	year := between(t, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
	_, err = f.Occurrences(time.UTC, year, recur.MaxOccurrences, func(int) error { return errEnough })
	require.ErrorIs(t, err, errEnough)
	steps := 0
	_, err = f.Occurrences(time.UTC, year, recur.MaxOccurrences, func(n int) error { steps += n; return nil })
	require.NoError(t, err)
	assert.Greater(t, steps, 2000)
	_, err = read(t, event("DTSTART:20270101|RRULE:FREQ=YEARLY;COUNT=3")).Holidays(feed.HolidayOptions{Charge: func(int) error { return errEnough }})
	require.ErrorIs(t, err, errEnough)
}
