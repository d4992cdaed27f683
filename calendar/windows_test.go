package calendar_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

func TestWindowsZone(t *testing.T) {
	tests := []struct {
		windows string
		iana    string
		known   bool
	}{
		{"W. Europe Standard Time", "Europe/Berlin", true},
		{"w. europe standard time", "Europe/Berlin", true},
		{"  Pacific Standard Time ", "America/Los_Angeles", true},
		{"Pacific Standard Time (Mexico)", "America/Tijuana", true},
		{"Central Standard Time", "America/Chicago", true},
		{"Central Standard Time (Mexico)", "America/Mexico_City", true},
		{"India Standard Time", "Asia/Kolkata", true},
		{"FLE Standard Time", "Europe/Kyiv", true},
		{"UTC", "Etc/UTC", true},
		{"UTC-11", "Etc/GMT+11", true}, // the sign of Etc names is reversed
		{"UTC+13", "Etc/GMT-13", true},
		{"Yukon Standard Time", "America/Whitehorse", true},      // last of the table
		{"Afghanistan Standard Time", "Asia/Kabul", true},        // first of the table
		{"Customized Time Zone", "", false},                      // what Outlook writes for a zone of its own
		{"W. Europe Daylight Time", "", false},                   // a display name, not a zone name
		{"(UTC+01:00) Amsterdam, Berlin, Bern, Rome", "", false}, // a display name too
		{"Europe/Berlin", "", false},                             // an IANA name is no Windows name
		{"Mid-Atlantic Standard Time", "", false},                // dropped by CLDR: no place keeps it
		{"", "", false},
		{"   ", "", false},
		{"\xff\xfe", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.windows, func(t *testing.T) {
			iana, known := calendar.WindowsZone(tt.windows)
			assert.Equal(t, tt.known, known)
			assert.Equal(t, tt.iana, iana)
		})
	}
}

// The table is searched by halves, so it must be in order; and a target that does not load would
// be a suggestion that leads nowhere.
func TestWindowsZonesInOrderAndLoadable(t *testing.T) {
	rows := calendar.WindowsZonesForTest()
	require.Len(t, rows, 139)
	names := make([]string, len(rows))
	for i, row := range rows {
		names[i] = strings.ToLower(row[0])
		iana, known := calendar.WindowsZone(row[0])
		assert.True(t, known, row[0])
		assert.Equal(t, row[1], iana, row[0])
		_, err := calendar.LoadZone(row[1])
		assert.NoError(t, err, row[0])
	}
	assert.True(t, slices.IsSorted(names))
	assert.Len(t, slices.Compact(names), len(rows), "a name occurs twice")
}

// The names carry the standard offset of the zone, which the targets must keep.
func TestWindowsZoneOffsets(t *testing.T) {
	tests := []struct {
		windows string
		seconds int // east of Greenwich on 2026-01-15
	}{
		{"UTC-11", -11 * 3600}, {"UTC-09", -9 * 3600}, {"UTC-08", -8 * 3600}, {"UTC-02", -2 * 3600},
		{"UTC", 0}, {"UTC+12", 12 * 3600}, {"UTC+13", 13 * 3600}, {"Dateline Standard Time", -12 * 3600},
		{"Nepal Standard Time", 5*3600 + 45*60}, {"Marquesas Standard Time", -9*3600 - 1800},
	}
	for _, tt := range tests {
		iana, _ := calendar.WindowsZone(tt.windows)
		loc, err := calendar.LoadZone(iana)
		require.NoError(t, err)
		_, offset := time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC).In(loc).Zone()
		assert.Equal(t, tt.seconds, offset, tt.windows)
	}
}

func ExampleWindowsZone() {
	iana, ok := calendar.WindowsZone("W. Europe Standard Time")
	fmt.Println(iana, ok)
	// Output: Europe/Berlin true
}
