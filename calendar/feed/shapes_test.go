package feed_test

import (
	"bytes"
	"embed"
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/feed"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// Files in the shapes that these products are documented to write. All were written by hand.
//
//go:embed testdata/*.ics
var shapes embed.FS

func shape(t testing.TB, name string) []byte {
	t.Helper()
	data, err := shapes.ReadFile("testdata/" + name)
	require.NoError(t, err)
	return data
}

func read(t testing.TB, data []byte) *feed.Feed {
	t.Helper()
	f, err := feed.Read(bytes.NewReader(data))
	require.NoError(t, err)
	return f
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := calendar.LoadZone(name)
	require.NoError(t, err)
	return loc
}

func between(t testing.TB, from, to string) calendar.Interval {
	t.Helper()
	start, err := time.Parse(time.RFC3339, from)
	require.NoError(t, err)
	end, err := time.Parse(time.RFC3339, to)
	require.NoError(t, err)
	return calendar.Interval{Start: start, End: end}
}

// spans lists occurrences as start in UTC, length and name.
func spans(t testing.TB, f *feed.Feed, region, from, to string) []string {
	t.Helper()
	found, err := f.Occurrences(zone(t, region), between(t, from, to), recur.MaxOccurrences, nil)
	require.NoError(t, err)
	texts := make([]string, len(found))
	for i, o := range found {
		texts[i] = strings.TrimSpace(fmt.Sprintf("%s %s %s", o.Interval.Start.UTC().Format(time.RFC3339), o.Interval.Duration(), o.Name))
	}
	return texts
}

func TestShapes(t *testing.T) {
	tests := []struct {
		file, region, from, to string
		events                 int
		local                  bool
		want                   []string
	}{
		{"google.ics", "America/Los_Angeles", "2026-10-01T00:00:00Z", "2027-03-01T00:00:00Z", 4, true, []string{
			"2026-10-27T02:00:00Z 3h0m0s Weekly batch",
			"2026-11-03T03:00:00Z 3h0m0s Weekly batch",
			"2026-11-17T11:00:00Z 1h0m0s Weekly batch (moved)",
			"2026-11-24T03:00:00Z 3h0m0s Weekly batch",
			"2026-12-09T17:00:00Z 3h0m0s Audit, part 1",
			"2026-12-18T08:00:00Z 408h0m0s Year-end freeze",
		}},
		{"google.ics", "Asia/Tokyo", "2026-12-17T00:00:00Z", "2026-12-19T00:00:00Z", 4, true, []string{
			"2026-12-17T15:00:00Z 33h0m0s Year-end freeze", // cut off at the end of the interval
		}},
		{"outlook.ics", "America/New_York", "2026-10-01T00:00:00Z", "2027-03-01T00:00:00Z", 2, true, []string{
			"2026-10-29T21:00:00Z 8h0m0s Month-end close with a long title that Outlook folds after seventy-five octets, and an umlaut: Zürich",
			"2026-11-27T21:00:00Z 8h0m0s Month-end close with a long title that Outlook folds after seventy-five octets, and an umlaut: Zürich",
			"2026-12-24T05:00:00Z 72h0m0s Betriebsferien",
			"2026-12-30T21:00:00Z 8h0m0s Month-end close with a long title that Outlook folds after seventy-five octets, and an umlaut: Zürich",
			"2027-01-28T21:00:00Z 8h0m0s Month-end close with a long title that Outlook folds after seventy-five octets, and an umlaut: Zürich",
		}},
		{"apple.ics", "Europe/Berlin", "2026-09-30T00:00:00Z", "2027-04-01T00:00:00Z", 3, true, []string{
			"2026-10-01T10:00:00Z 1h0m0s Lunch",
			"2026-10-02T15:00:00Z 3h0m0s Backups",
			"2026-10-03T15:00:00Z 3h0m0s Backups", // the clocks go on at 16:00 UTC; three hours stay three
			"2026-10-04T14:00:00Z 3h0m0s Backups",
			"2027-03-13T23:00:00Z 24h0m0s Founders’ Day",
		}},
		{"holidays.ics", "Europe/Zurich", "2025-12-01T00:00:00Z", "2027-02-01T00:00:00Z", 4, true, []string{
			"2025-12-31T23:00:00Z 24h0m0s Switzerland: New Year's Day",
			"2026-04-02T22:00:00Z 24h0m0s Switzerland: Good Friday (Regional Holiday)",
			"2026-12-24T23:00:00Z 48h0m0s Switzerland: Christmas",
			"2026-12-31T23:00:00Z 24h0m0s Switzerland: New Year's Day",
		}},
		{"aws-open.ics", "Europe/Zurich", "2026-11-01T00:00:00Z", "2027-02-01T00:00:00Z", 2, false, []string{
			"2026-11-25T08:00:00Z 120h0m0s Thanksgiving freeze",
			"2026-12-01T02:00:00Z 30m0s Nightly settlement",
			"2026-12-02T02:00:00Z 30m0s Nightly settlement",
			"2026-12-03T02:00:00Z 30m0s Nightly settlement",
		}},
		{"aws-closed.ics", "Europe/Zurich", "2026-11-01T00:00:00Z", "2027-02-01T00:00:00Z", 1, false, []string{
			"2026-12-06T02:00:00Z 4h0m0s Maintenance window",
			"2026-12-13T02:00:00Z 4h0m0s Maintenance window",
		}},
		{"exchange-series.ics", "UTC", "2026-10-01T00:00:00Z", "2027-02-01T00:00:00Z", 2, true, []string{
			"2026-11-01T04:00:00Z 7h0m0s Night shift", // 23:00 CDT to 05:00 CST
			"2026-11-06T00:00:00Z 24h0m0s Closed on Fridays",
			"2026-11-20T00:00:00Z 24h0m0s Closed on Fridays",
		}},
		{"merged.ics", "UTC", "2026-10-01T00:00:00Z", "2027-02-01T00:00:00Z", 3, false, []string{
			`2026-12-01T03:30:00Z 1h0m0s First; with \ signs and a second line`,
			"2026-12-01T09:00:00Z 1h0m0s Second", // the same TZID means another zone in another calendar
			"2026-12-02T09:00:00Z 30m0s Second",
			"2026-12-03T09:00:00Z 3h0m0s Second",
			"2026-12-04T15:00:00Z 1h0m0s Zones that differ",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.file+" in "+tt.region, func(t *testing.T) {
			f := read(t, shape(t, tt.file))
			assert.Equal(t, tt.events, f.Len())
			assert.Equal(t, tt.local, f.Local())
			assert.Equal(t, tt.want, spans(t, f, tt.region, tt.from, tt.to))

			set, err := f.Set(zone(t, tt.region), between(t, tt.from, tt.to), recur.MaxOccurrences, nil)
			require.NoError(t, err)
			found, err := f.Occurrences(zone(t, tt.region), between(t, tt.from, tt.to), recur.MaxOccurrences, nil)
			require.NoError(t, err)
			var parts []calendar.Interval
			for _, o := range found {
				parts = append(parts, o.Interval)
			}
			assert.True(t, calendar.NewSet(parts...).Equal(set))
		})
	}
}

// How lines end and where they are folded changes nothing.
func TestLineForms(t *testing.T) {
	for _, name := range []string{"google.ics", "outlook.ics", "apple.ics", "holidays.ics", "aws-open.ics", "exchange-series.ics", "merged.ics"} {
		data := shape(t, name)
		want := spans(t, read(t, data), "Europe/Berlin", "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z")
		lf := bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		unfolded := bytes.ReplaceAll(bytes.ReplaceAll(lf, []byte("\n "), nil), []byte("\n\t"), nil)
		forms := map[string][]byte{
			"LF":                lf,
			"CRLF":              bytes.ReplaceAll(lf, []byte("\n"), []byte("\r\n")),
			"unfolded":          unfolded,
			"byte order mark":   append([]byte("\xef\xbb\xbf"), bytes.TrimPrefix(lf, []byte("\xef\xbb\xbf"))...),
			"no end of line":    bytes.TrimSpace(lf),
			"empty lines":       append([]byte("\n \n"), append(bytes.TrimPrefix(bytes.ReplaceAll(unfolded, []byte("\n"), []byte("\n\r\n")), []byte("\xef\xbb\xbf")), "\n\n"...)...),
			"folded everywhere": foldAll(unfolded),
		}
		for form, text := range forms {
			assert.Equal(t, want, spans(t, read(t, text), "Europe/Berlin", "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z"), "%s, %s", name, form)
		}
	}
}

// foldAll puts every byte of a line on a line of its own.
func foldAll(unfolded []byte) []byte {
	var out []byte
	for i, line := range bytes.Split(bytes.TrimPrefix(unfolded, []byte("\xef\xbb\xbf")), []byte("\n")) {
		if i > 0 {
			out = append(out, "\r\n"...)
		}
		for j, c := range line {
			if j > 0 {
				out = append(out, "\r\n\t"...)
			}
			out = append(out, c)
		}
	}
	return out
}

func TestEvents(t *testing.T) {
	var list []feed.Event
	for e := range read(t, shape(t, "google.ics")).Events() {
		list = append(list, e)
	}
	assert.Equal(t, []feed.Event{
		{Line: 27, UID: "year-end@google.com", Name: "Year-end freeze", AllDay: true, Transparent: true},
		{Line: 40, UID: "audit@google.com", Name: "Audit, part 1"},
		{Line: 49, UID: "batch@google.com", Name: "Weekly batch", Recurring: true},
		{Line: 60, UID: "batch@google.com", Name: "Weekly batch (moved)"},
	}, list)
	apple := read(t, shape(t, "apple.ics"))
	count := 0
	for e := range apple.Events() {
		count++
		assert.Equal(t, count == 3, e.Floating)
		if count == 3 {
			break
		}
	}
	assert.Equal(t, 3, count)
}

func TestFilter(t *testing.T) {
	f := read(t, shape(t, "google.ics")).Filter(func(e feed.Event) bool { return !e.Transparent && e.Name == "Weekly batch" })
	assert.Equal(t, []string{
		"2026-10-27T02:00:00Z 3h0m0s Weekly batch",
		"2026-11-03T03:00:00Z 3h0m0s Weekly batch",
		"2026-11-24T03:00:00Z 3h0m0s Weekly batch", // the one moved elsewhere stays away
	}, spans(t, f, "UTC", "2026-10-01T00:00:00Z", "2027-03-01T00:00:00Z"))
	assert.False(t, f.Local())
}

func TestDefaultClosed(t *testing.T) {
	assert.True(t, read(t, shape(t, "aws-closed.ics")).DefaultClosed())
	assert.True(t, read(t, shape(t, "aws-closed.ics")).Filter(func(feed.Event) bool { return false }).DefaultClosed())
	assert.False(t, read(t, shape(t, "aws-open.ics")).DefaultClosed())
	assert.False(t, read(t, shape(t, "google.ics")).DefaultClosed())
}

func ExampleRead() {
	const file = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:Month-end close
DTSTART;TZID=W. Europe Standard Time:20261130T180000
DTEND;TZID=W. Europe Standard Time:20261201T120000
RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Year-end freeze
DTSTART;VALUE=DATE:20261218
DTEND;VALUE=DATE:20270104
END:VEVENT
END:VCALENDAR
`
	f, err := feed.Read(strings.NewReader(file))
	if err != nil {
		fmt.Println(err)
		return
	}
	newYork, _ := calendar.LoadZone("America/New_York")
	winter := calendar.Interval{
		Start: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC),
		End:   time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC),
	}
	occurrences, err := f.Occurrences(newYork, winter, 1000, nil)
	for _, o := range occurrences {
		fmt.Println(o.Interval, o.Name)
	}
	fmt.Println(err)
	// Output:
	// [2026-11-30T19:00:00-05:00, 2026-12-01T06:00:00-05:00) Month-end close
	// [2026-12-18T00:00:00-05:00, 2027-01-04T00:00:00-05:00) Year-end freeze
	// [2026-12-31T12:00:00-05:00, 2027-01-01T06:00:00-05:00) Month-end close
	// [2027-01-31T12:00:00-05:00, 2027-01-31T19:00:00-05:00) Month-end close
	// <nil>
}

func ExampleRead_problems() {
	const file = `BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;TZID=Europe/Berlni:20261130T180000
RRULE:FREQ=HOURLY
END:VEVENT
END:VCALENDAR
`
	_, err := feed.Read(strings.NewReader(file))
	fmt.Println(err)
	// Output:
	// iCalendar file: line 3: TZID "Europe/Berlni": expected an IANA or Windows name, or a VTIMEZONE that defines it (time zone "Europe/Berlni": not in the IANA time zone database found here; did you mean Europe/Berlin?); or read it with OnFlaw Skip, which leaves out the events that cannot be read
}

func ExampleReadWith() {
	const file = `BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Broken entry
END:VEVENT
BEGIN:VEVENT
SUMMARY:Freeze
DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20270624T180000
DURATION:PT2H
CATEGORIES:Change,Network
X-MAINTNOTE-IMPACT:OUTAGE
END:VEVENT
END:VCALENDAR
`
	f, err := feed.ReadWith(strings.NewReader(file), feed.Options{OnFlaw: feed.Skip})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, w := range f.Warnings() {
		fmt.Printf("line %d: %s\n", w.Line, w.Text)
	}
	for _, flaw := range f.Flaws() {
		fmt.Printf("left out: line %d: %s\n", flaw.Line, flaw.Text)
	}
	outages := f.Filter(func(e feed.Event) bool { return e.Get("X-MAINTNOTE-IMPACT") == "OUTAGE" })
	for e := range outages.Events() {
		fmt.Println(e.Name, e.Categories)
	}
	// Output:
	// line 7: TZID "(UTC-05:00) Eastern Time (US & Canada)": read as America/New_York, which Microsoft calls so
	// left out: line 2: an event without DTSTART ("Broken entry"): expected one
	// Freeze [Change Network]
}

func ExampleFeed_Holidays() {
	const file = `BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Company days
DTSTART;VALUE=DATE:20261224
DTEND;VALUE=DATE:20261226
END:VEVENT
END:VCALENDAR
`
	f, _ := feed.Read(strings.NewReader(file))
	source, _ := f.Holidays(feed.HolidayOptions{Source: "company.ics"})
	days, err := source.Between(calendar.MustParseDate("2026-01-01"), calendar.MustParseDate("2026-12-31"))
	for _, d := range days {
		fmt.Println(d.Date, d.Name)
	}
	fmt.Println(err)
	_, err = source.Between(calendar.MustParseDate("2027-01-01"), calendar.MustParseDate("2027-12-31"))
	fmt.Println(err)
	// Output:
	// 2026-12-24 Company days
	// 2026-12-25 Company days
	// <nil>
	// holidays of company.ics are known for 2026 to 2026, not for all of 2027-01-01 to 2027-12-31: choose dates within those years, or list the holidays by date
}
