package calendar_test

import (
	_ "embed"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // where the system has no time zone database

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

//go:embed testdata/zones.txt
var zonesText string

// allZones are the zones of zone.tab.
var allZones = strings.Fields(strings.SplitN(zonesText, "\n", 2)[1])

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := calendar.LoadZone(name)
	require.NoError(t, err)
	return loc
}

func instant(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, text)
	require.NoError(t, err)
	return at
}
