package export_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/export"
)

func day(date, name string) calendar.Holiday {
	return calendar.Holiday{Date: calendar.MustParseDate(date), Name: name}
}

func TestHolidays(t *testing.T) {
	file, err := export.Holidays(
		export.CalendarOptions{Name: "Days off: all of them", Refresh: 24 * time.Hour, Color: "red"},
		export.HolidayList{Code: "DE-BY", Days: []calendar.Holiday{day("2026-12-25", "Christmas Day"), {Date: calendar.MustParseDate("2026-12-31"), Name: "New Year's Eve, half a day", Disputed: true}}},
		export.HolidayList{Code: "JP", Days: []calendar.Holiday{day("2026-01-01", "元日"), day("2026-01-01", "元日"), day("2024-02-28", strings.Repeat("長い名前", 20))}},
	)
	require.NoError(t, err)
	unfold(t, file)
	golden(t, "holidays.ics", file)
}

func TestHolidaysWithoutDays(t *testing.T) {
	file, err := export.Holidays(export.CalendarOptions{})
	require.NoError(t, err)
	require.Equal(t, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//quietwindow//holidays//EN\r\nEND:VCALENDAR\r\n", string(file))
}

func TestHolidaysRefused(t *testing.T) {
	file, err := export.Holidays(
		export.CalendarOptions{Color: "none"},
		export.HolidayList{Code: "a\nb", Days: []calendar.Holiday{{Name: "no date"}, day("9999-01-01", "too late"), day("2026-01-01", ""), day("2026-01-01", "a\r\nb")}},
	)
	require.Empty(t, file)
	require.Equal(t, []string{"calendar.color", "lists[0].code", "lists[0].days[0].date", "lists[0].days[1].date", "lists[0].days[2].name", "lists[0].days[3].name"}, paths(t, err))
}
