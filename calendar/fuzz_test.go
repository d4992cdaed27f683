package calendar_test

import (
	"errors"
	"testing"
	"time"

	"github.com/quietwindow/quietwindow/calendar"
)

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2026-12-31", "0001-01-01", "2026-02-29", "2026-1-1", "-", "10000-01-01"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := calendar.ParseDate(text)
		if err != nil {
			return
		}
		if !d.Valid() || d.String() != text || calendar.DateOfDay(d.Days()) != d {
			t.Errorf("%q became %v", text, d)
		}
	})
}

func FuzzParseClock(f *testing.F) {
	for _, seed := range []string{"00:00", "23:59:59", "24:00", "24:01", "7:00", "12:00:60"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := calendar.ParseClock(text)
		if err != nil {
			return
		}
		if !c.Valid() || c.String() != text && c.String()+":00" != text {
			t.Errorf("%q became %d", text, int32(c))
		}
	})
}

func FuzzParseHours(f *testing.F) {
	for _, seed := range []string{"22:00-06:00", "00:00-24:00", "09:00-09:00", "22:00-00:00", "-"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		h, err := calendar.ParseHours(text)
		if err != nil {
			return
		}
		if back, err := calendar.ParseHours(h.String()); !h.Valid() || err != nil || back != h {
			t.Errorf("%q became %v, then %v (%v)", text, h, back, err)
		}
	})
}

func FuzzParseDaySet(f *testing.F) {
	for _, seed := range []string{"", "Sat,Sun", "fri,SAT", "Sat,Sat", ",", "Mon, Tue"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := calendar.ParseDaySet(text)
		if err != nil {
			return
		}
		if back, err := calendar.ParseDaySet(s.String()); s > calendar.AllDays || err != nil || back != s {
			t.Errorf("%q became %v, then %v (%v)", text, s, back, err)
		}
	})
}

func FuzzLoadZone(f *testing.F) {
	for _, seed := range []string{"UTC", "", "Local", "Europe/Berlin", "../etc/passwd", "GMT+1", "W. Europe Standard Time", "europe/berlin", "right/UTC", "EST"} {
		f.Add(seed)
	}
	at := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, name string) {
		loc, err := calendar.LoadZone(name)
		var refused *calendar.ZoneError
		if err != nil {
			if loc != nil || !errors.As(err, &refused) || refused.Reason == "" {
				t.Errorf("%q: %v, %v", name, loc, err)
			}
			return
		}
		if name == "" || name == "Local" || loc.String() != name {
			t.Errorf("%q is %s", name, loc)
		}
		_ = at.In(loc).String()
	})
}
