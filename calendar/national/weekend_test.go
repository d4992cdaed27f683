package national_test

import (
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
		{"NP", "2026-11-22", "Sat,Sun", "see the comment of the table"},
	}
	for _, tt := range tests {
		w, err := national.Weekend(tt.code)
		require.NoError(t, err)
		assert.Equal(t, tt.days, w.On(calendar.MustParseDate(tt.date)).String(), "%s %s %s", tt.code, tt.date, tt.why)
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
