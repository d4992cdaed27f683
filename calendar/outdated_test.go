package calendar_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

// Zones of fixed offset stand for a database before and after each change of law, so that the test
// says the same whatever database this machine has.
func TestOutdatedZones(t *testing.T) {
	const hour = 3600
	tests := []struct {
		zone     string
		old, new int
		from     string
	}{
		{"America/Vancouver", -8 * hour, -7 * hour, "2026-11-01T09:00:00Z"},
		{"Canada/Pacific", -8 * hour, -7 * hour, "2026-11-01T09:00:00Z"},
		{"America/Edmonton", -7 * hour, -6 * hour, "2026-11-01T08:00:00Z"},
		{"America/Inuvik", -7 * hour, -6 * hour, "2026-11-01T08:00:00Z"},
		{"America/Yellowknife", -7 * hour, -6 * hour, "2026-11-01T08:00:00Z"},
		{"Canada/Mountain", -7 * hour, -6 * hour, "2026-11-01T08:00:00Z"},
		{"America/Winnipeg", -6 * hour, -5 * hour, "2026-11-01T07:00:00Z"},
		{"America/Rainy_River", -6 * hour, -5 * hour, "2026-11-01T07:00:00Z"},
		{"Canada/Central", -6 * hour, -5 * hour, "2026-11-01T07:00:00Z"},
		{"Africa/Casablanca", 1 * hour, 0, "2026-09-20T02:00:00Z"},
		{"Africa/El_Aaiun", 1 * hour, 0, "2026-09-20T02:00:00Z"},
		{"America/Havana", -5 * hour, -4 * hour, "2026-11-01T05:00:00Z"},
		{"Cuba", -5 * hour, -4 * hour, "2026-11-01T05:00:00Z"},
		{"Europe/Chisinau", 3 * hour, 2 * hour, "2022-03-27T00:00:00Z"},
		{"Europe/Tiraspol", 3 * hour, 2 * hour, "2022-03-27T00:00:00Z"},
	}
	for _, tt := range tests {
		t.Run(tt.zone, func(t *testing.T) {
			old := time.FixedZone(tt.zone, tt.old)
			out := calendar.OutdatedZones(nil, old, time.UTC, old)
			require.Len(t, out, 1)
			require.Equal(t, tt.zone, out[0].Zone)
			require.Equal(t, tt.from, out[0].From.Format(time.RFC3339))
			require.Contains(t, out[0].String(), "time zone "+tt.zone+" is out of date here")
			require.Contains(t, out[0].String(), "ZONEINFO")
			require.Empty(t, calendar.OutdatedZones(time.FixedZone(tt.zone, tt.new)))
		})
	}
}

// Every name that is offered to choose from is one that LoadZone takes, unless the database here is older than the list.
func TestZoneNames(t *testing.T) {
	names := calendar.ZoneNames()
	require.IsIncreasing(t, names)
	lacking := 0
	for _, name := range names {
		_, err := calendar.LoadZone(name)
		var refused *calendar.ZoneError
		if errors.As(err, &refused) {
			lacking++
			require.Equal(t, "not in the IANA time zone database found here", refused.Reason, name)
		}
	}
	require.Less(t, lacking, 10)
	names[0] = ""
	require.NotEmpty(t, calendar.ZoneNames()[0])
}
