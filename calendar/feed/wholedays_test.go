package feed_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/feed"
)

// A timed event among the holidays that fills whole days is a holiday, or a warning says that it is none.
func TestWholeDays(t *testing.T) {
	const list = "SUMMARY:Second day|DTSTART;VALUE=DATE:20270519|END:VEVENT|BEGIN:VEVENT|SUMMARY:Company day|"
	tests := []struct {
		name, lines, region string
		want                []string
		warning             string
	}{
		{"midnight to midnight on its own clock", "DTSTART;TZID=Europe/Berlin:20270512T000000|DTEND;TZID=Europe/Berlin:20270513T000000", "", []string{"05-12"}, ""},
		{"in another region, too", "DTSTART;TZID=Europe/Berlin:20270512T000000|DTEND;TZID=Europe/Berlin:20270514T000000", "Asia/Tokyo", []string{"05-12", "05-13"}, ""},
		{"the day of 25 hours", "DTSTART;TZID=Europe/Berlin:20271031T000000|DTEND;TZID=Europe/Berlin:20271101T000000", "", []string{"10-31"}, ""},
		{"24 hours of the day of 25", "DTSTART;TZID=Europe/Berlin:20271031T000000|DURATION:PT24H", "", nil, `the event ("Company day") lasts 24h and is not from midnight to midnight: it is not taken for a holiday`},
		{"floating", "DTSTART:20270512T000000|DTEND:20270513T000000", "", []string{"05-12"}, ""},
		{"in UTC", "DTSTART:20270512T000000Z|DURATION:P1D", "", []string{"05-12"}, ""},
		{"in UTC, midnight in the region", "DTSTART:20270511T220000Z|DTEND:20270512T220000Z", "Europe/Berlin", []string{"05-12"}, ""},
		{"in UTC, midnight elsewhere", "DTSTART:20270511T220000Z|DTEND:20270512T220000Z", "America/Lima", nil, `the event ("Company day") lasts 24h and is not`},
		{"flagged by Outlook", "DTSTART:20270511T220000Z|DTEND:20270512T220000Z|X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "America/Lima", []string{"05-12"}, ""},
		{"from noon to noon", "DTSTART:20270512T120000|DURATION:P1D", "", nil, "lasts 24h and is not from midnight to midnight"},
		{"a meeting is none, without a word", "DTSTART:20270512T090000|DURATION:PT8H", "", nil, ""},
		{"a series", "DTSTART;TZID=Europe/Berlin:20270312T000000|DTEND;TZID=Europe/Berlin:20270313T000000|RRULE:FREQ=MONTHLY;COUNT=3|EXDATE;TZID=Europe/Berlin:20270412T000000", "", []string{"03-12", "05-12"}, ""},
		{"a series in UTC counts where it fills days", "DTSTART:20270111T230000Z|DTEND:20270112T230000Z|RRULE:FREQ=MONTHLY;COUNT=4", "Europe/Berlin", []string{"01-12", "02-12", "03-12"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			options := feed.HolidayOptions{}
			if tt.region != "" {
				options.Location = zone(t, tt.region)
			}
			source, err := read(t, event(list+tt.lines)).Holidays(options)
			require.NoError(t, err)
			var got []string
			for _, day := range days(t, source, "2027-01-01", "2027-12-31") {
				if name, ok := strings.CutSuffix(day, " Company day"); ok {
					got = append(got, strings.TrimPrefix(name, "2027-"))
				}
			}
			assert.Equal(t, tt.want, got)
			assert.Equal(t, tt.warning != "", len(source.Warnings()) == 1)
			for _, w := range source.Warnings() {
				assert.Contains(t, w.Text, tt.warning)
				assert.Equal(t, 6, w.Line)
			}
		})
	}
	// Alone it is a holiday as well, by the author's clock.
	text := "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Tokyo\nBEGIN:VEVENT\nDTSTART:20261231T150000Z\nDTEND:20270101T150000Z\nEND:VEVENT\nEND:VCALENDAR\n"
	source, err := read(t, []byte(text)).Holidays(feed.HolidayOptions{})
	require.NoError(t, err)
	assert.Equal(t, []string{"2027-01-01 (no name)"}, days(t, source, "2027-01-01", "2027-12-31"))
}

// A series that goes on does not vouch for the movable days beside it, which were listed year by year.
func TestSureYears(t *testing.T) {
	const listed = "SUMMARY:Eid|DTSTART:20260320|END:VEVENT|BEGIN:VEVENT|SUMMARY:Eid|DTSTART:20270310|END:VEVENT|BEGIN:VEVENT|"
	for _, rule := range []string{"FREQ=YEARLY;UNTIL=20500101", "FREQ=YEARLY", "FREQ=YEARLY;COUNT=100"} {
		source, err := read(t, event(listed+"SUMMARY:New Year|DTSTART:20000101|RRULE:"+rule+"|UID:a|END:VEVENT|BEGIN:VEVENT|UID:a|SUMMARY:New Year, moved|RECURRENCE-ID:20400101|DTSTART:20400102")).Holidays(feed.HolidayOptions{})
		require.NoError(t, err)
		assert.Len(t, days(t, source, "2026-01-01", "2027-12-31"), 4, rule)
		for _, year := range []string{"2025", "2028"} {
			_, err = source.Between(calendar.MustParseDate(year+"-01-01"), calendar.MustParseDate(year+"-12-31"))
			var years *calendar.YearsError
			require.ErrorAs(t, err, &years, rule)
			assert.Equal(t, []int{2026, 2027}, []int{years.FirstYear, years.LastYear})
		}
	}
}
