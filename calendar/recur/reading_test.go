package recur_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

func TestParseReading(t *testing.T) {
	for _, s := range []string{"2026-01-31T22:00:00", "2026-01-31T22:00:59", "1600-01-01T00:00:00", "9999-12-31T23:59:59"} {
		r, err := recur.ParseReading(s)
		require.NoError(t, err)
		assert.Equal(t, s, r.String())
	}
	r, err := recur.ParseReading("2026-01-31T22:05")
	require.NoError(t, err)
	assert.Equal(t, recur.Reading{Date: calendar.MustParseDate("2026-01-31"), Clock: 22*3600 + 5*60}, r)
}

func TestParseReadingRefuses(t *testing.T) {
	tests := []struct{ text, want string }{
		{"2026-01-31", "expected a wall clock reading such as"},
		{"2026-01-31 22:00:00", "expected a wall clock reading such as"},
		{"", "expected a wall clock reading such as"},
		{"2026-01-31T22:00:00Z", "without Z or an offset"},
		{"2026-01-31T22:00:00+01:00", "without Z or an offset"},
		{"2026-01-31T22:00:00-05:00", "without Z or an offset"},
		{"2026-02-29T22:00:00", "there is no such day"},
		{"2026-01-31T24:00:00", "write 00:00 of the next day"},
		{"2026-01-31T25:00:00", "expected HH:MM"},
		{"2026-01-31T", "expected HH:MM"},
		{"T22:00:00", "expected a day written YYYY-MM-DD"},
		{"2026-01-31T22:00:00.5", "expected HH:MM"},
	}
	for _, tt := range tests {
		_, err := recur.ParseReading(tt.text)
		assert.ErrorContains(t, err, tt.want, tt.text)
		assert.ErrorContains(t, err, fmt.Sprintf("%q", tt.text))
	}
}

func TestReadingCompare(t *testing.T) {
	list := []recur.Reading{
		reading(t, "2025-12-31T23:59:59"), reading(t, "2026-01-01T00:00:00"), reading(t, "2026-01-01T00:00:01"), reading(t, "2026-01-01T23:00:00"), reading(t, "2026-01-02T00:00:00"),
	}
	for i, a := range list {
		for j, b := range list {
			assert.Equal(t, max(-1, min(1, i-j)), a.Compare(b), "%s and %s", a, b)
		}
	}
}

func TestPlace(t *testing.T) {
	tests := []struct{ name, zone, reading, want string }{
		{"an ordinary reading", "Europe/Berlin", "2026-01-15T12:00:00", "2026-01-15T12:00:00+01:00"},
		{"first second of a gap", "Europe/Berlin", "2026-03-29T02:00:00", "2026-03-29T03:00:00+02:00"},
		{"last second of a gap", "Europe/Berlin", "2026-03-29T02:59:59", "2026-03-29T03:59:59+02:00"},
		{"first second past a gap", "Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T03:00:00+02:00"},
		{"first second of a fold", "Europe/Berlin", "2026-10-25T02:00:00", "2026-10-25T02:00:00+02:00"},
		{"last second of a fold", "Europe/Berlin", "2026-10-25T02:59:59", "2026-10-25T02:59:59+02:00"},
		{"first second past a fold", "Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T03:00:00+01:00"},
		{"last of an absent day", "Pacific/Apia", "2011-12-30T23:59:59", "2011-12-31T23:59:59+14:00"},
		{"first past an absent day", "Pacific/Apia", "2011-12-31T00:00:00", "2011-12-31T00:00:00+14:00"},
		{"another absent day", "Pacific/Kwajalein", "1993-08-21T12:00:00", "1993-08-22T12:00:00+12:00"},
		{"a day shown twice", "America/Juneau", "1867-10-18T20:00:00", "1867-10-18T20:00:00+15:02"},
		{"farthest east", "Pacific/Kiritimati", "2026-06-01T00:00:00", "2026-06-01T00:00:00+14:00"},
		{"farthest west", "Etc/GMT+12", "2026-06-01T23:59:59", "2026-06-01T23:59:59-12:00"},
		{"31 December of a leap year", "America/Los_Angeles", "2028-12-31T23:00:00", "2028-12-31T23:00:00-08:00"},
		{"far in the future", "America/Los_Angeles", "2190-07-01T00:00:00", "2190-07-01T00:00:00-07:00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := recur.Place(zone(t, tt.zone), reading(t, tt.reading))
			assert.Equal(t, tt.want, got.Format(time.RFC3339))
		})
	}
}

// Where a zone shows a reading at all, Place gives an instant that reads so; the random readings
// are taken from instants, so all of them are shown.
func TestPlaceReadsBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(5545, 2))
	for _, name := range refZones {
		loc := zone(t, name)
		for range 500 {
			instant := time.Unix(rng.Int64N(130*365*86400), 0).In(loc)
			placed := recur.Place(loc, recur.ReadingOf(instant))
			require.Equal(t, recur.ReadingOf(instant), recur.ReadingOf(placed), "%s", instant)
			require.False(t, placed.After(instant), "a repeated reading means the first: %s", instant)
		}
	}
}

func ExamplePlace() {
	newYork, _ := calendar.LoadZone("America/New_York")
	gap, _ := recur.ParseReading("2026-03-08T02:30:00")
	twice, _ := recur.ParseReading("2026-11-01T01:30:00")
	fmt.Println(recur.Place(newYork, gap))
	fmt.Println(recur.Place(newYork, twice))
	// Output:
	// 2026-03-08 03:30:00 -0400 EDT
	// 2026-11-01 01:30:00 -0400 EDT
}
