package calendar_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

func TestLoadZoneTakesEveryZone(t *testing.T) {
	assert.Len(t, allZones, 418)
	for _, name := range append([]string{"UTC", "Etc/UTC", "Etc/GMT+12", "Asia/Calcutta", "US/Pacific"}, allZones...) {
		loc, err := calendar.LoadZone(name)
		require.NoError(t, err)
		assert.Equal(t, name, loc.String())
		again, err := calendar.LoadZone(name)
		require.NoError(t, err)
		assert.Same(t, loc, again)
	}
}

func TestLoadZoneRefuses(t *testing.T) {
	tests := []struct{ name, suggest string }{
		{"", ""}, {"Local", ""}, {"local", ""},
		{"EST", "America/New_York"}, {"MST", "America/Denver"}, {"HST", "Pacific/Honolulu"}, {"PST", "America/Los_Angeles"}, {"CEST", "Europe/Berlin"},
		{"est", "America/New_York"}, {" HST", "Pacific/Honolulu"}, {"MSTx", "America/Denver"},
		{"GMT+1", "Etc/GMT-1"}, {"UTC-8", "Etc/GMT+8"}, {"UTC+01:00", "Etc/GMT-1"}, {"+05", "Etc/GMT-5"}, {"+05:30", ""}, {"UTC+15", ""},
		{"europe/berlin", "Europe/Berlin"}, {"EUROPE/BERLIN", "Europe/Berlin"}, {"utc", "UTC"}, {"Europe/Berlinn", "Europe/Berlin"}, {"Berlin", "Europe/Berlin"},
		{"America/New York", "America/New_York"}, {"Europe/Kiev ", "Europe/Kiev"}, {" Europe/Kiev", "Europe/Kiev"},
		{"W. Europe Standard Time", "Europe/Berlin"}, {"Pacific Standard Time", "America/Los_Angeles"},
		{"../etc/passwd", ""}, {"/etc/localtime", ""}, {"Europe/../Europe/Berlin", ""}, {"Europe//Berlin", ""}, {"Europe\\Berlin", "Europe/Berlin"},
		{"Europe", ""}, {"Europe/", ""}, {"zone.tab", ""}, {"tzdata.zi", ""}, {"leapseconds", ""}, {"Europe/Berlin\x00", "Europe/Berlin"}, {"Mars/Olympus_Mons", ""},
		{strings.Repeat("A", 1_000_000), ""}, {strings.Repeat("Ä/", 500), ""}, {"\xff\xfe", ""},
	}
	for _, test := range tests {
		loc, err := calendar.LoadZone(test.name)
		shown := test.name[:min(len(test.name), 40)]
		assert.Nil(t, loc, shown)
		var refused *calendar.ZoneError
		require.True(t, errors.As(err, &refused), "%q: %v", shown, err)
		assert.NotEmpty(t, refused.Reason)
		assert.Less(t, len(err.Error()), 500)
		if test.suggest != "" {
			assert.Contains(t, refused.Suggest, test.suggest, shown)
			assert.Contains(t, err.Error(), test.suggest)
		}
		for _, name := range refused.Suggest {
			_, err := calendar.LoadZone(name)
			assert.NoError(t, err, "suggested for %q", shown)
		}
	}
}

// What is not in the database is guessed by place, not by spelling alone.
func TestZoneGuesses(t *testing.T) {
	tests := map[string][]string{
		"Asia/Delhi": {"Asia/Kolkata"}, "New Delhi": {"Asia/Kolkata"}, "mumbai": {"Asia/Kolkata"}, "Asia/Beijing": {"Asia/Shanghai"}, "Europe/Munich": {"Europe/Berlin"},
		"America/San_Francisco": {"America/Los_Angeles"}, "California": {"America/Los_Angeles"}, "Germany": {"Europe/Berlin"}, "Europe/Milan": {"Europe/Rome"},
		"America/New_Yrok": {"America/New_York"}, "Euope/Berlin": {"Europe/Berlin"}, "Asia/Tokio": {"Asia/Tokyo"}, "Asia/Sanghai": {"Asia/Shanghai"}, "America/LosAngeles": {"America/Los_Angeles"},
		"Asia/Xyzzy": nil, "Europe/Lutetia": nil,
	}
	for name, want := range tests {
		_, err := calendar.LoadZone(name)
		var refused *calendar.ZoneError
		require.ErrorAs(t, err, &refused, name)
		assert.Equal(t, want, refused.Suggest, name)
	}
}

func TestLoadZoneFromManyGoroutines(t *testing.T) {
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for k := range 50 {
				loc, err := calendar.LoadZone(allZones[(i*7+k)%len(allZones)])
				assert.NoError(t, err)
				assert.NotNil(t, loc)
			}
		})
	}
	wait.Wait()
}
