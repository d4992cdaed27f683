package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/feed"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/examples/internal/readme"
)

var update = flag.Bool("update", false, "write the golden files anew")

func clock() time.Time { return time.Date(2027, 6, 1, 0, 0, 0, 0, time.UTC) }

func TestOutput(t *testing.T) {
	tests := []struct {
		golden string
		status int
		args   string
	}{
		{"us", 0, "US"},
		{"several", 0, "-year 2027 US DE-BY SA"},
		{"never", 0, "IR NZ -year 2026"},
		{"none", 0, "BV"},
		{"json", 0, "-json DE-BY AE -year 2028"},
		{"ics", 0, "-ics -year 2028 JP TR"},
		{"worked", 0, "-year 2026 CN HU"},
		{"edges", 0, "-year 2027 LK HU"},
		{"also", 0, "SE -also half_day,bank,de_facto -year 2026"},
		{"corrected", 0, "-corrections testdata/decree.csv -year 2027 HU"},
		{"corrected_json", 0, "-corrections testdata/decree.csv -year 2027 -json HU"},
		{"help", 0, "-h"},
		{"no_code", 2, "-year 2027"},
		{"wrong_codes", 2, "UK US-CAL DE"},
		{"wrong_year", 2, "-year 1800 SA US"},
		{"wrong_option", 2, "-yaer 2027 US"},
		{"both_forms", 2, "-json -ics US"},
		{"wrong_category", 2, "-also bank,observance SE"},
		{"wrong_corrections", 2, "-corrections testdata/wrong.csv HU"},
		{"no_corrections", 2, "-corrections testdata/none.csv HU"},
	}
	for _, tt := range tests {
		t.Run(tt.golden, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			status := run(strings.Fields(tt.args), &stdout, &stderr, clock)
			require.Equal(t, tt.status, status)
			require.True(t, (stdout.Len() > 0) != (stderr.Len() > 0), "output and errors do not mix")
			got := stdout.String() + stderr.String()
			path := filepath.Join("testdata", tt.golden+".golden")
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, string(want), got)
		})
	}
}

// Every code's calendar file has lines of at most 75 octets, whole characters in each, and ends them
// with CRLF.
func TestCalendarFileForm(t *testing.T) {
	for _, code := range national.Codes() {
		list, err := look(request{year: 2027, codes: []string{code}})
		require.NoError(t, err)
		var b bytes.Buffer
		require.NoError(t, writeICS(&b, list))
		text := b.String()
		require.True(t, strings.HasSuffix(text, "END:VCALENDAR\r\n"), code)
		for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
			require.LessOrEqual(t, len(line), 75, code)
			require.True(t, utf8.ValidString(line), code)
			require.NotContains(t, line, "\n", code)
		}
		require.Equal(t, len(list[0].days), strings.Count(text, "BEGIN:VEVENT"), code)
	}
}

// What is written can be read back, day by day.
func TestCalendarFileReadsBack(t *testing.T) {
	for _, code := range []string{"US", "DE-BY", "JP", "BR-SP", "IL", "CN"} {
		list, err := look(request{year: 2027, codes: []string{code}})
		require.NoError(t, err)
		var b bytes.Buffer
		require.NoError(t, writeICS(&b, list))
		read, err := feed.Read(&b)
		require.NoError(t, err)
		source, err := read.Holidays(feed.HolidayOptions{Source: code})
		require.NoError(t, err)
		days, err := source.Between(list[0].days[0].Date, list[0].days[len(list[0].days)-1].Date)
		require.NoError(t, err)
		var want, got []string
		for i := range list[0].days {
			want, got = append(want, list[0].days[i].Date.String()+" "+list[0].days[i].Title()), append(got, days[i].Date.String()+" "+days[i].Name)
		}
		require.ElementsMatch(t, want, got, code)
	}
}

// Saturday 14 February 2026 is worked in China, Saturday 10 January in Hungary.
func TestWorkedDaysAreNotFree(t *testing.T) {
	list, err := look(request{year: 2026, codes: []string{"CN", "HU"}})
	require.NoError(t, err)
	free := map[calendar.Date]bool{}
	for _, d := range freeDays(2026, list) {
		free[d.date] = true
	}
	for day, want := range map[string]bool{"2026-02-14": false, "2026-01-10": false, "2026-01-04": false, "2026-01-11": true, "2026-02-15": true} {
		require.Equal(t, want, free[calendar.MustParseDate(day)], day)
	}
}

func TestFreeDays(t *testing.T) {
	list, err := look(request{year: 2027, codes: []string{"US", "SA"}})
	require.NoError(t, err)
	for _, d := range freeDays(2027, list) {
		require.Equal(t, time.Saturday, d.date.Weekday(), "Saturday and Sunday, Friday and Saturday")
	}
	require.Len(t, freeDays(2027, list), 52)
	require.Contains(t, freeDays(2027, list), freeDay{calendar.MustParseDate("2027-12-25"), []string{"US Christmas Day"}})
}

func TestReadme(t *testing.T) {
	readme.Check(t, func(args []string) string {
		var stdout, stderr bytes.Buffer
		require.Zero(t, run(args, &stdout, &stderr, clock), stderr.String())
		return stdout.String()
	})
}
