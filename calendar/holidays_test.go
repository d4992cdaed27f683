package calendar_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

func TestNewWeekend(t *testing.T) {
	date := calendar.MustParseDate
	var zero calendar.Weekend
	assert.Equal(t, calendar.SaturdaySunday, zero.On(date("2026-01-01")))
	assert.Equal(t, calendar.SaturdaySunday, zero.On(date("0001-01-01")))
	assert.Equal(t, calendar.NoDays, calendar.FixedWeekend(calendar.NoDays).On(date("2026-01-01")), "no weekend is not the usual one")
	assert.Equal(t, calendar.AllDays, calendar.FixedWeekend(calendar.AllDays).On(date("2026-01-01")))

	changes := []calendar.WeekendChange{{From: date("1980-05-01"), Days: calendar.FridaySaturday}, {From: date("2022-01-01"), Days: calendar.SaturdaySunday}}
	w, err := calendar.NewWeekend(calendar.NewDaySet(time.Friday), changes...)
	require.NoError(t, err)
	changes[0].Days = calendar.NoDays // the caller's slice is not the weekend's
	for text, want := range map[string]calendar.DaySet{
		"0001-01-01": calendar.NewDaySet(time.Friday), "1980-04-30": calendar.NewDaySet(time.Friday), "1980-05-01": calendar.FridaySaturday,
		"2021-12-31": calendar.FridaySaturday, "2022-01-01": calendar.SaturdaySunday, "9999-12-31": calendar.SaturdaySunday,
	} {
		assert.Equal(t, want, w.On(date(text)), text)
	}
	first, told := w.Changes()
	assert.Equal(t, calendar.NewDaySet(time.Friday), first)
	assert.Equal(t, []calendar.WeekendChange{{From: date("1980-05-01"), Days: calendar.FridaySaturday}, {From: date("2022-01-01"), Days: calendar.SaturdaySunday}}, told)
	told[0].Days = calendar.NoDays
	assert.Equal(t, calendar.FridaySaturday, w.On(date("1990-01-01")))

	for _, bad := range [][]calendar.WeekendChange{
		{{From: calendar.Date{}, Days: calendar.NoDays}},
		{{From: calendar.Date{Year: 2026, Month: 2, Day: 30}, Days: calendar.NoDays}},
		{{From: date("2026-01-02")}, {From: date("2026-01-02")}},
		{{From: date("2026-01-02")}, {From: date("2026-01-01")}},
	} {
		_, err := calendar.NewWeekend(calendar.SaturdaySunday, bad...)
		assert.Error(t, err, "%v", bad)
	}
}

func TestHolidayList(t *testing.T) {
	date := calendar.MustParseDate
	given := []calendar.Holiday{
		{Date: date("2026-12-26"), Name: "B"}, {Date: date("2026-12-25"), Name: "Z", Substitute: true}, {Date: date("2026-12-25"), Name: "A"},
	}
	list, err := calendar.NewHolidayList(given...)
	require.NoError(t, err)
	given[0].Name = "changed"
	want := []calendar.Holiday{{Date: date("2026-12-25"), Name: "Z", Substitute: true}, {Date: date("2026-12-25"), Name: "A"}, {Date: date("2026-12-26"), Name: "B"}}
	tests := []struct {
		first, last string
		from, to    int
	}{
		{"2026-01-01", "2026-12-31", 0, 3},
		{"2026-12-25", "2026-12-25", 0, 2}, // both ends included
		{"2026-12-26", "2026-12-26", 2, 3},
		{"2026-12-27", "2027-12-26", 3, 3},
		{"2026-12-26", "2026-12-25", 0, 0}, // last before first
		{"2026-12-27", "2026-12-01", 0, 0},
	}
	for _, test := range tests {
		got, err := list.Between(date(test.first), date(test.last))
		require.NoError(t, err)
		assert.Equal(t, append([]calendar.Holiday(nil), want[test.from:test.to]...), append([]calendar.Holiday(nil), got...), "%s to %s", test.first, test.last)
	}
	got, err := list.Between(date("2026-01-01"), date("2026-12-31"))
	require.NoError(t, err)
	got[0].Name = "changed"
	again, err := list.Between(date("2026-01-01"), date("2026-12-31"))
	require.NoError(t, err)
	assert.Equal(t, want, again, "a list never changes")

	var zero calendar.HolidayList
	none, err := zero.Between(date("0001-01-01"), date("9999-12-31"))
	require.NoError(t, err)
	assert.Empty(t, none)

	_, err = calendar.NewHolidayList(calendar.Holiday{Date: date("2026-12-25")}, calendar.Holiday{Name: "No date"}, calendar.Holiday{Date: calendar.Date{Year: 2026, Month: 2, Day: 29}, Name: "Leap"})
	require.Error(t, err)
	for _, part := range []string{"2026-12-25", "No date", "2026-02-29", "Leap"} {
		assert.Contains(t, err.Error(), part, "every fault at once")
	}
}

func TestTitles(t *testing.T) {
	for want, h := range map[string]calendar.Holiday{
		"Day":                       {Name: "Day", Substitute: true},
		"Day (estimated)":           {Name: "Day", Estimated: true},
		"Day (disputed)":            {Name: "Day", Disputed: true},
		"Day (estimated, disputed)": {Name: "Day", Estimated: true, Disputed: true},
	} {
		assert.Equal(t, want, h.Title())
	}
}

// What Merge returns is the union by date and name, the first entry of a name standing, by date.
func TestMerge(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	base := calendar.MustParseDate("2026-01-01")
	for range 500 {
		var sources []calendar.Holidays
		var want []calendar.Holiday
		for range r.IntN(4) {
			var days []calendar.Holiday
			for n := range 5 {
				if r.IntN(2) == 0 {
					days = append(days, calendar.Holiday{Date: base.AddDays(n), Name: string(rune('A' + r.IntN(2))), Estimated: r.IntN(2) == 0})
				}
			}
			list, err := calendar.NewHolidayList(days...)
			require.NoError(t, err)
			sources = append(sources, list)
		}
		for n := range 5 {
			seen := map[string]bool{}
			for _, s := range sources {
				days, err := s.Between(base.AddDays(n), base.AddDays(n))
				require.NoError(t, err)
				for _, h := range days {
					if !seen[h.Name] {
						want = append(want, h)
					}
					seen[h.Name] = true
				}
			}
		}
		got, err := calendar.Merge(sources...).Between(base, base.AddDays(4))
		require.NoError(t, err)
		require.Equal(t, want, append([]calendar.Holiday(nil), got...))
	}
	none, err := calendar.Merge().Between(base, base.AddDays(400))
	require.NoError(t, err)
	assert.Empty(t, none)
}
