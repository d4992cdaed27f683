package calendar_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

func TestParseClock(t *testing.T) {
	good := []struct {
		text, form string
		clock      calendar.Clock
	}{
		{"00:00", "00:00", calendar.Midnight},
		{"00:00:00", "00:00", 0},
		{"00:00:01", "00:00:01", 1},
		{"09:30", "09:30", 34_200},
		{"23:59:59", "23:59:59", 86_399},
		{"24:00", "24:00", calendar.EndOfDay},
		{"24:00:00", "24:00", 86_400},
	}
	for _, test := range good {
		got, err := calendar.ParseClock(test.text)
		require.NoError(t, err, test.text)
		assert.Equal(t, test.clock, got)
		assert.True(t, got.Valid())
		assert.Equal(t, test.form, got.String())
		text, err := got.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, test.form, string(text))
	}
	for _, text := range []string{"", "9:30", "09:3", "0930", "24:01", "24:00:01", "25:00", "12:60", "23:59:60", "-1:00", "+1:00", "12:00Z", "12:00 ", " 12:00", "12:00:00.5", "12", "12:00:", "12:0a", "１2:00", "12:00:00:00"} {
		_, err := calendar.ParseClock(text)
		require.ErrorContains(t, err, text)
		var c calendar.Clock
		assert.Error(t, c.UnmarshalText([]byte(text)), text)
	}
	for _, c := range []calendar.Clock{-1, 86_401, -86_400, 1 << 30} {
		assert.False(t, c.Valid(), "%d", int32(c))
		_, err := c.MarshalText()
		assert.Error(t, err)
		assert.NotPanics(t, func() { _ = c.String() })
	}
}

func TestEveryClockReadingThereAndBack(t *testing.T) {
	for c := calendar.Midnight; c <= calendar.EndOfDay; c++ {
		back, err := calendar.ParseClock(c.String())
		if err != nil || back != c {
			t.Fatalf("%d became %q and then %d (%v)", int32(c), c, int32(back), err)
		}
	}
}

func TestHours(t *testing.T) {
	tests := []struct {
		text           string
		inside, beyond []string
	}{
		{"22:00-06:00", []string{"22:00", "23:00", "23:59:59", "00:00", "05:59:59"}, []string{"06:00", "21:59:59", "12:00", "24:00"}},
		{"09:00-17:00", []string{"09:00", "16:59:59"}, []string{"08:59:59", "17:00", "00:00", "24:00"}},
		{"00:00-24:00", []string{"00:00", "12:00", "23:59:59"}, []string{"24:00"}},
		{"22:00-24:00", []string{"22:00", "23:59:59"}, []string{"00:00", "24:00"}},
		{"00:00-00:01", []string{"00:00", "00:00:59"}, []string{"00:01", "23:59:59", "24:00"}},
		{"23:59:59-00:00:01", []string{"23:59:59", "00:00"}, []string{"00:00:01", "12:00"}},
		{"00:30:01-00:30", []string{"00:30:01", "23:59:59", "00:00", "00:29:59"}, []string{"00:30", "24:00"}},
		{"00:30:15-00:30", []string{"00:30:15", "23:59:59", "00:00", "00:29:59"}, []string{"00:30", "00:30:14"}},
	}
	for _, test := range tests {
		h, err := calendar.ParseHours(test.text)
		require.NoError(t, err, test.text)
		assert.True(t, h.Valid())
		assert.Equal(t, test.text, h.String())
		for _, text := range test.inside {
			assert.True(t, h.Contains(clock(t, text)), "%s in %s", text, h)
		}
		for _, text := range test.beyond {
			assert.False(t, h.Contains(clock(t, text)), "%s in %s", text, h)
		}
		text, err := h.MarshalText()
		require.NoError(t, err)
		var back calendar.Hours
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, h, back)
	}
	// A usual way to write the end of the day.
	h, err := calendar.ParseHours("22:00-00:00")
	require.NoError(t, err)
	assert.Equal(t, "22:00-24:00", h.String())
	for _, text := range []string{"", "-", "09:00", "09:00-", "-09:00", "09:00-09:00", "24:00-06:00", "24:00-24:00", "00:00-00:00", "9-17", "09:00–17:00", "09:00-17:00 ", "09:00 - 17:00", "09:00-17:00-18:00"} {
		_, err := calendar.ParseHours(text)
		require.ErrorContains(t, err, text, text)
		var h calendar.Hours
		assert.Error(t, h.UnmarshalText([]byte(text)), text)
	}
	for _, h := range []calendar.Hours{{}, {From: 3600, To: 3600}, {From: calendar.EndOfDay, To: 3600}, {From: -1, To: 5}, {From: 0, To: 86_401}, {From: 5, To: 0}} {
		assert.False(t, h.Valid(), "%v", h)
		_, err := h.MarshalText()
		assert.Error(t, err)
	}
}

func clock(t *testing.T, text string) calendar.Clock {
	c, err := calendar.ParseClock(text)
	require.NoError(t, err)
	return c
}

// All 128 sets of days: the form reads back, and holds just its days.
func TestDaySets(t *testing.T) {
	names := []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
	for s := calendar.NoDays; s <= calendar.AllDays; s++ {
		back, err := calendar.ParseDaySet(s.String())
		require.NoError(t, err)
		assert.Equal(t, s, back)
		var form string
		var days []time.Weekday
		for i, name := range names {
			day := time.Weekday((i + 1) % 7)
			inSet := s&(1<<day) != 0
			assert.Equal(t, inSet, s.Contains(day))
			if inSet {
				form += "," + name
				days = append(days, day)
			}
		}
		assert.Equal(t, form, ("," + s.String())[:len(form)])
		assert.Equal(t, len(days), s.Len())
		assert.Equal(t, s, calendar.NewDaySet(days...))
		var walked []time.Weekday
		for d := range s.All() {
			walked = append(walked, d)
		}
		assert.Equal(t, days, walked, "from Monday to Sunday")
		text, err := s.MarshalText()
		require.NoError(t, err)
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, s, back)
	}
	for range calendar.AllDays.All() {
		break // a walk may end early
	}
}

func TestDaySetTexts(t *testing.T) {
	for text, want := range map[string]calendar.DaySet{
		"": calendar.NoDays, "Sat,Sun": calendar.SaturdaySunday, "sun,SAT": calendar.SaturdaySunday, "Sat,Fri": calendar.FridaySaturday,
		"sun,mon,tue,wed,thu,fri,sat": calendar.AllDays,
	} {
		got, err := calendar.ParseDaySet(text)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for _, text := range []string{"Sat,", ",", ",Sat", "Sat,,Sun", "Sat, Sun", " Sat", "Saturday", "Sa", "Sat,Sat", "sat,SAT", "Sat;Sun", "Sat-Sun", "weekend", "1"} {
		_, err := calendar.ParseDaySet(text)
		require.Error(t, err, text)
		var s calendar.DaySet
		assert.Error(t, s.UnmarshalText([]byte(text)), text)
	}
	assert.Panics(t, func() { calendar.NewDaySet(7) })
	assert.Panics(t, func() { calendar.NewDaySet(-1) })
	assert.False(t, calendar.AllDays.Contains(7))
}
