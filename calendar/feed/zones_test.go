package feed_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar/feed"
)

// european, and the others, are the parts of a VTIMEZONE as programs write them.
const (
	european = `BEGIN:STANDARD|DTSTART:16010101T030000|TZOFFSETFROM:+0200|TZOFFSETTO:+0100|RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10|END:STANDARD|` +
		`BEGIN:DAYLIGHT|DTSTART:16010101T020000|TZOFFSETFROM:+0100|TZOFFSETTO:+0200|RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3|END:DAYLIGHT|`
	american = `BEGIN:DAYLIGHT|TZNAME:EDT|TZOFFSETFROM:-0500|TZOFFSETTO:-0400|DTSTART:20070311T020000|RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU|END:DAYLIGHT|` +
		`BEGIN:STANDARD|TZNAME:EST|TZOFFSETFROM:-0400|TZOFFSETTO:-0500|DTSTART:20071104T020000|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU|END:STANDARD|`
	brazilian = `BEGIN:DAYLIGHT|TZOFFSETFROM:-0300|TZOFFSETTO:-0200|DTSTART:20081019T000000|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU|END:DAYLIGHT|` +
		`BEGIN:STANDARD|TZOFFSETFROM:-0200|TZOFFSETTO:-0300|DTSTART:20090215T000000|RRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=3SU|END:STANDARD|`
	nobody = `BEGIN:DAYLIGHT|TZOFFSETFROM:+0330|TZOFFSETTO:+0430|DTSTART:20200110T010000|RRULE:FREQ=YEARLY|END:DAYLIGHT|` +
		`BEGIN:STANDARD|TZOFFSETFROM:+0430|TZOFFSETTO:+0330|DTSTART:20200610T020000|RRULE:FREQ=YEARLY;UNTIL=20281231T000000Z|RDATE:20290701T000000|END:STANDARD|`
	always = `BEGIN:STANDARD|DTSTART:16010101T000000|TZOFFSETFROM:%[1]s|TZOFFSETTO:%[1]s|END:STANDARD|`
)

// zoned is a file with a definition, if any, and an event of an hour in that zone.
func zoned(tzid, definition, start, more string) []byte {
	if definition != "" {
		definition = "BEGIN:VTIMEZONE|TZID:" + strings.ReplaceAll(strings.Trim(tzid, `"`), ",", `\,`) + "|" + definition + "END:VTIMEZONE|"
	}
	text := "BEGIN:VCALENDAR|" + definition + "BEGIN:VEVENT|UID:1|DTSTART;TZID=" + tzid + ":" + start + "|DURATION:PT1H|" + more + "END:VEVENT|END:VCALENDAR|"
	return []byte(strings.ReplaceAll(text, "|", "\r\n"))
}

// What a zone's name stands for, and what the reader says that it took it for.
func TestZones(t *testing.T) {
	const endless = "RRULE:FREQ=YEARLY|"
	tests := []struct{ name, tzid, definition, start, more, want, warning string }{
		{"a custom zone that is Berlin's in that year", "Customized Time Zone", european, "20270624T180000", "", "2027-06-24T16:00:00Z", "read as Europe/Berlin, which has the offsets of its VTIMEZONE in 2027"},
		{"and for ever", "Customized Time Zone", european, "20270124T180000", endless, "2027-01-24T17:00:00Z", "read as Europe/Berlin, which has the offsets of its VTIMEZONE in 2027 to 2300"},
		{"another name by the hint of its own", `"(UTC+01:00) Belgrade, Bratislava, Budapest, Ljubljana, Prague"`, european, "20270624T180000", "", "2027-06-24T16:00:00Z", "read as Europe/Budapest, which has the offsets of its VTIMEZONE in 2027"},
		{"rules from 2007 on", "US Eastern (custom)", american, "20270624T180000", "", "2027-06-24T22:00:00Z", "read as America/New_York, which has the offsets of its VTIMEZONE in 2027"},
		{"before its first rule a zone keeps what that changes from", "US Eastern (custom)", american, "20060624T180000", "", "2006-06-24T23:00:00Z", "read as Etc/GMT+5, which has the offsets of its VTIMEZONE in 2006"},
		{"no zone of the world: in summer", "Mine", nobody, "20270301T120000", "", "2027-03-01T07:30:00Z", "worked out from its VTIMEZONE; no IANA zone has the same offsets in 2027"},
		{"in winter", "Mine", nobody, "20270701T120000", "", "2027-07-01T08:30:00Z", "worked out"},
		{"after UNTIL, before RDATE", "Mine", nobody, "20290615T120000", "", "2029-06-15T07:30:00Z", "worked out"},
		{"after RDATE", "Mine", nobody, "20290715T120000", "", "2029-07-15T08:30:00Z", "worked out"},
		{"always three hours east", "UTC+3", fmt.Sprintf(always, "+0300"), "20270624T180000", "", "2027-06-24T15:00:00Z", "read as Etc/GMT-3, which has the offsets"},
		{"a definition wins over what a name seems to say", "UTC+3", fmt.Sprintf(always, "-0300"), "20270624T180000", "", "2027-06-24T21:00:00Z", "read as Etc/GMT+3"},
		{"half an hour", "Office", fmt.Sprintf(always, "+0530"), "20270624T180000", "", "2027-06-24T12:30:00Z", "read as Asia/Kolkata"},
		{"seconds", "Old Monrovia", fmt.Sprintf(always, "-004430"), "20270624T180000", "", "2027-06-24T18:44:30Z", "worked out"},
		{"a definition of UTC", "Clock", fmt.Sprintf(always, "+0000"), "20270624T180000", "", "2027-06-24T18:00:00Z", "read as Etc/UTC"},
		{"an exact IANA name needs no warning", "Europe/Berlin", european, "20270624T180000", endless, "2027-06-24T16:00:00Z", ""},
		{"but its VTIMEZONE has other clocks", "Europe/Berlin", fmt.Sprintf(always, "+0500"), "20270624T180000", "", "2027-06-24T16:00:00Z", `TZID "Europe/Berlin": its VTIMEZONE has other offsets than Europe/Berlin, first on 2027-01-01; Europe/Berlin holds`},
		{"or summer time that ended by law", "America/Sao_Paulo", brazilian, "20190324T180000", endless, "2019-03-24T21:00:00Z", `other offsets than America/Sao_Paulo, first on 2019-11-03`},
		{"which the file does not speak of", "America/Sao_Paulo", brazilian, "20180324T180000", "", "2018-03-24T21:00:00Z", ""},
		{"nor a Windows name's", "W. Europe Standard Time", american, "20270624T180000", "", "2027-06-24T16:00:00Z", "other offsets than Europe/Berlin"},
		{"what cannot be read contradicts nothing", "Europe/Berlin", "BEGIN:STANDARD|TZOFFSETTO:+0500|END:STANDARD|", "20270624T180000", "", "2027-06-24T16:00:00Z", ""},
		{"a Windows name", "W. Europe Standard Time", "", "20270624T180000", "", "2027-06-24T16:00:00Z", "read as Europe/Berlin, which Windows calls so"},
		{"a Windows name with a number", "W. Europe Standard Time 1", "", "20270624T180000", "", "2027-06-24T16:00:00Z", "read as Europe/Berlin, which Microsoft calls so"},
		{"a display name", `"(UTC-05:00) Eastern Time (US & Canada)"`, "", "20270624T180000", "", "2027-06-24T22:00:00Z", "read as America/New_York, which Microsoft calls so"},
		{"an older one", `"(GMT+01.00) Amsterdam / Berlin / Bern, Rome"`, european, "20270624T180000", "", "2027-06-24T16:00:00Z", "read as Europe/Berlin"},
		{"without its offset", `"Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna"`, "", "20270624T180000", "", "2027-06-24T16:00:00Z", "read as Europe/Berlin, which Microsoft calls so"},
		{"US and Canada", "(UTC-08:00) Pacific Time (US and Canada)", "", "20270624T180000", "", "2027-06-25T01:00:00Z", "read as America/Los_Angeles"},
		{"a quoted name with commas", `"(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi"`, "", "20270624T180000", "", "2027-06-24T12:30:00Z", "read as Asia/Kolkata"},
		{"Microsoft's UTC", "tzone://Microsoft/Utc", "", "20270624T180000", "", "2027-06-24T18:00:00Z", "read as Etc/UTC, which Microsoft calls so"},
		{"Microsoft's custom zone", "tzone://Microsoft/Custom", european, "20270624T180000", "", "2027-06-24T16:00:00Z", "read as Europe/Berlin"},
		{"lower case", "europe/berlin", "", "20270624T180000", "", "2027-06-24T16:00:00Z", "read as Europe/Berlin, which is written so"},
		{"upper case and a blank", "AMERICA/NEW YORK", "", "20270624T180000", "", "2027-06-24T22:00:00Z", "read as America/New_York, which is written so"},
		{"an offset east", "UTC+3", "", "20270624T180000", "", "2027-06-24T15:00:00Z", "read as an offset that never changes, 03:00 hours east of UTC"},
		{"an offset west", "GMT-05:30", "", "20270624T180000", "", "2027-06-24T23:30:00Z", "read as an offset that never changes, 05:30 hours west of UTC"},
		{"a location beside the name", "Somewhere", "X-LIC-LOCATION:Asia/Tokyo|" + european, "20270624T180000", "", "2027-06-24T09:00:00Z", "read as Asia/Tokyo, its X-LIC-LOCATION"},
		{"a unique name", "/example.org/2026/Asia/Tokyo", "", "20270624T180000", "", "2027-06-24T09:00:00Z", "read as Asia/Tokyo, with which it ends"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := read(t, zoned(tt.tzid, tt.definition, tt.start, tt.more))
			assert.Equal(t, tt.want+" 1h0m0s", spans(t, f, "Asia/Tokyo", "2000-01-01T00:00:00Z", "2300-01-01T00:00:00Z")[0])
			var texts []string
			for _, w := range f.Warnings() {
				texts = append(texts, w.Text)
			}
			assert.Contains(t, strings.Join(texts, "\n"), tt.warning)
			assert.Equal(t, tt.warning == "", len(texts) == 0)
		})
	}
}

// A series in a custom zone stays at its reading when the clocks change, on both hemispheres.
func TestCustomZoneOfASeries(t *testing.T) {
	south := `BEGIN:STANDARD|DTSTART:16010101T030000|TZOFFSETFROM:+1300|TZOFFSETTO:+1200|RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=4|END:STANDARD|` +
		`BEGIN:DAYLIGHT|DTSTART:16010101T020000|TZOFFSETFROM:+1200|TZOFFSETTO:+1300|RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=9|END:DAYLIGHT|`
	assert.Equal(t, []string{"2027-04-01T09:00:00Z 1h0m0s", "2027-04-08T10:00:00Z 1h0m0s"},
		spans(t, read(t, zoned("Head office", south, "20270401T220000", "RRULE:FREQ=WEEKLY;COUNT=2|")), "Europe/London", "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"))
	half := `BEGIN:DAYLIGHT|DTSTART:20200401T000000|TZOFFSETFROM:-0330|TZOFFSETTO:-0300|RRULE:FREQ=YEARLY|END:DAYLIGHT|BEGIN:STANDARD|DTSTART:20201001T000000|TZOFFSETFROM:-0300|TZOFFSETTO:-0330|RRULE:FREQ=YEARLY|END:STANDARD|`
	assert.Equal(t, []string{"2027-03-31T22:30:00Z 1h0m0s", "2027-04-01T22:00:00Z 1h0m0s"},
		spans(t, read(t, zoned("Half", half, "20270331T190000", "RRULE:FREQ=DAILY;COUNT=2|")), "Europe/London", "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"))
}

func TestBrokenDefinitions(t *testing.T) {
	const hour = "TZOFFSETFROM:+0100|TZOFFSETTO:+0100|"
	tests := []struct{ definition, want string }{
		{"BEGIN:STANDARD|DTSTART:20200101T000000|TZOFFSETTO:+0100|END:STANDARD|", "line 4: no TZOFFSETFROM"},
		{"BEGIN:STANDARD|" + hour + "END:STANDARD|", "line 4: no DTSTART"},
		{"BEGIN:STANDARD|DTSTART:x|" + hour + "END:STANDARD|", `line 5: DTSTART "x": expected`},
		{"BEGIN:STANDARD|DTSTART:20200101T000000|TZOFFSETFROM:+25:00|TZOFFSETTO:+0100|END:STANDARD|", `line 6: TZOFFSETFROM "+25:00": expected an offset`},
		{"BEGIN:STANDARD|DTSTART:20200101T000000|TZOFFSETFROM:+2500|TZOFFSETTO:+0100|END:STANDARD|", `TZOFFSETFROM "+2500": expected an offset`},
		{"BEGIN:STANDARD|DTSTART:20200101T000000|TZOFFSETFROM:+0175|TZOFFSETTO:+0100|END:STANDARD|", `TZOFFSETFROM "+0175": expected an offset`},
		{"BEGIN:STANDARD|DTSTART:20200101T000000|" + hour + "RRULE:FREQ=DAILY|END:STANDARD|", `RRULE "FREQ=DAILY": expected one of FREQ=YEARLY`},
		{"BEGIN:STANDARD|DTSTART:20200101T000000|" + hour + "RRULE:FREQ=YEARLY;BYDAY=9SU;BYMONTH=3|END:STANDARD|", "BYDAY=9SU: expected"},
		{"BEGIN:STANDARD|DTSTART:20200101T000000|" + hour + "RDATE:x|END:STANDARD|", `RDATE "x": expected`},
		{"BEGIN:STANDARD|DTSTART:20200101T000000|nothing|" + hour + "END:STANDARD|", `line 6: "nothing": expected a line such as`},
	}
	for _, tt := range tests {
		_, err := feed.Read(bytes.NewReader(zoned("Mine", tt.definition, "20270624T180000", "")))
		require.ErrorContains(t, err, tt.want, tt.definition)
	}
	// What no event uses does not matter.
	text := strings.ReplaceAll(string(zoned("Mine", tests[0].definition, "20270624T180000", "")), "TZID=Mine", "TZID=Asia/Tokyo")
	assert.Empty(t, read(t, []byte(text)).Warnings())
}

// The files of many zones, and of zones with many changes, end soon.
func TestHostileZones(t *testing.T) {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\n")
	for i := range 220 {
		fmt.Fprintf(&b, "BEGIN:VTIMEZONE\nTZID:Z%d\nBEGIN:STANDARD\nDTSTART:16010101T%02d%02d00\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0147\nRRULE:FREQ=YEARLY\nEND:STANDARD\nEND:VTIMEZONE\n", i, i%24, i%60)
		fmt.Fprintf(&b, "BEGIN:VEVENT\nDTSTART;TZID=Z%d:20261201T100000\nEND:VEVENT\n", i)
	}
	b.WriteString("END:VCALENDAR\n")
	_, err := feed.Read(strings.NewReader(b.String()))
	require.ErrorContains(t, err, "more than 200 zones that are known from their VTIMEZONE alone")
	var zone strings.Builder
	for range 60 {
		zone.WriteString("BEGIN:STANDARD|DTSTART:16010101T000000|TZOFFSETFROM:+0100|TZOFFSETTO:+0200|RRULE:FREQ=MONTHLY;BYDAY=MO|END:STANDARD|")
	}
	_, err = feed.Read(bytes.NewReader(zoned("Mine", zone.String(), "20270624T180000", "")))
	require.ErrorContains(t, err, "the rule gives more than 20000 occurrences")
}
