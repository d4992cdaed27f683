package calendar_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

// Systems keep more in their folder of zones than the names of the database: a link to the machine's
// own zone, and copies of all zones that count leap seconds and are half a minute off.
func TestLoadZoneRefusesWhatSystemsAdd(t *testing.T) {
	for _, name := range []string{"localtime", "posixrules", "right/Europe/Berlin", "right/UTC", "posix/Europe/Berlin", "Factory"} {
		_, err := calendar.LoadZone(name)
		var refused *calendar.ZoneError
		require.True(t, errors.As(err, &refused), name)
		assert.NotEmpty(t, refused.Reason)
	}
}
