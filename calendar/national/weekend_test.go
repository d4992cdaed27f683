package national_test

import (
	"cmp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

func TestWeekend(t *testing.T) {
	tests := []struct{ code, date, days, why string }{
		{"US", "2026-11-22", "Sat,Sun", "not listed"},
		{"AE", "2021-12-31", "Fri,Sat", "the day before the change"},
		{"AE", "2022-01-01", "Sat,Sun", "Cabinet decision of December 2021"},
		{"SA", "2013-06-28", "Thu,Fri", "the day before the change"},
		{"SA", "2013-06-29", "Fri,Sat", "royal order of 23 June 2013"},
		{"BN", "2026-11-22", "Fri,Sun", "not contiguous"},
		{"IR", "2026-11-22", "Fri", "one day"},
		{"AF", "2026-11-22", "Thu,Fri", ""},
		{"MY", "2026-11-22", "Sat,Sun", "the country"},
		{"MY-01", "2024-12-31", "Fri,Sat", "Johor before the change"},
		{"MY-01", "2025-01-01", "Sat,Sun", "Johor after it"},
		{"MY-02", "2026-11-22", "Fri,Sat", "Kedah"},
		{"MY-10", "2026-11-22", "Sat,Sun", "Selangor, like the country"},
		{"NP", "2022-05-14", "Sat", "before the month with two days off"},
		{"NP", "2022-06-12", "Sat,Sun", "within it"},
		{"NP", "2026-11-22", "Sat", "Sunday is worked since 2022-06-15"},
		{"PS", "2026-11-22", "Fri,Sat", ""},
		{"SO", "2026-11-22", "Fri", ""},
	}
	for _, tt := range tests {
		w, err := national.Weekend(tt.code)
		require.NoError(t, err)
		assert.Equal(t, tt.days, w.On(calendar.MustParseDate(tt.date)).String(), "%s %s %s", tt.code, tt.date, tt.why)
	}
}

// The list is that of testdata/weekends.csv, row by row.
func TestWeekendsAsListed(t *testing.T) {
	changes := map[string]int{}
	for _, row := range rows(t, "testdata/weekends.csv") {
		w, err := national.Weekend(row[0])
		require.NoError(t, err)
		on := calendar.Date{Year: 1, Month: 1, Day: 1}
		if row[1] != "" {
			on = date(row[1])
			assert.NotEqual(t, row[2], w.On(on.AddDays(-1)).String(), "%s %s", row[0], row[1])
		}
		assert.Equal(t, row[2], w.On(on).String(), "%s %s", row[0], row[1])
		changes[row[0]]++
	}
	for _, code := range national.Codes() {
		assert.Len(t, national.WeekendSource(code), cmp.Or(changes[code], changes[code[:2]]), code)
	}
}

func TestEveryCodeHasAWeekend(t *testing.T) {
	for _, code := range national.Codes() {
		w, err := national.Weekend(code)
		require.NoError(t, err)
		assert.NotZero(t, w.On(calendar.MustParseDate("2026-11-22")), code)
	}
	assert.Equal(t, []string{"Thu,Fri from the earliest dates: law of the time", "Fri,Sat from 2013-06-29: royal order of 23 June 2013"},
		national.WeekendSource("SA"))
	assert.Empty(t, national.WeekendSource("US"))
	assert.Len(t, national.WeekendSource("MY-01"), 2)
}
