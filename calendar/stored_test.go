package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

// stored writes a value, reads it back and returns both.
func stored[T any](t *testing.T, value T) (text string, back T) {
	t.Helper()
	data, err := json.Marshal(value)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &back), "%s", data)
	again, err := json.Marshal(back)
	require.NoError(t, err)
	require.Equal(t, string(data), string(again))
	return string(data), back
}

func TestStoredValues(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	iv := calendar.Interval{Start: instant(t, "2026-12-05T10:00:00.000000001Z").In(berlin), End: instant(t, "2026-12-05T12:00:00Z")}
	text, back := stored(t, iv)
	assert.Equal(t, `{"start":"2026-12-05T11:00:00.000000001+01:00","end":"2026-12-05T12:00:00Z"}`, text)
	assert.True(t, iv.Equal(back))
	monrovia := calendar.Interval{Start: instant(t, "1971-01-01T00:00:00Z").In(zone(t, "Africa/Monrovia")), End: instant(t, "1971-01-02T00:00:00Z")}
	_, back = stored(t, monrovia)
	assert.True(t, monrovia.Equal(back), "an offset of -00:44:30")
	_, back = stored(t, calendar.Interval{})
	assert.True(t, back.Empty())

	set := calendar.NewSet(iv, calendar.Interval{Start: iv.End.Add(time.Hour), End: iv.End.Add(2 * time.Hour)})
	text, sets := stored(t, set)
	assert.Contains(t, text, `[{"start":`)
	assert.True(t, set.Equal(sets))
	text, sets = stored(t, calendar.Set{})
	assert.Equal(t, "[]", text)
	assert.True(t, sets.Empty())

	for kind, want := range map[calendar.DayKind]string{calendar.KindWorkday: `"workday"`, calendar.KindWeekend: `"weekend"`, calendar.KindHoliday: `"holiday"`} {
		text, back := stored(t, kind)
		assert.Equal(t, want, text)
		assert.Equal(t, kind, back)
	}
	for known, want := range map[calendar.Knowledge]string{calendar.Sure: `"sure"`, calendar.PartlyKnown: `"partly known"`, calendar.Unknown: `"unknown"`} {
		text, back := stored(t, known)
		assert.Equal(t, want, text)
		assert.Equal(t, known, back)
	}
	text, days := stored(t, calendar.FridaySaturday)
	assert.Equal(t, `"Fri,Sat"`, text)
	assert.Equal(t, calendar.FridaySaturday, days)
	text, date := stored(t, day("2026-12-05"))
	assert.Equal(t, `"2026-12-05"`, text)
	assert.Equal(t, day("2026-12-05"), date)
	gap := calendar.Gap{Source: "HU", Missing: "Hungary's transferred working days", FirstYear: 2027, LastYear: 2028, AsOf: day("2026-11-25")}
	_, gaps := stored(t, gap)
	assert.Equal(t, gap, gaps)
}

func TestStoredWeekend(t *testing.T) {
	changing, err := calendar.NewWeekend(calendar.NewDaySet(time.Thursday, time.Friday), calendar.WeekendChange{From: day("2013-06-29"), Days: calendar.FridaySaturday},
		calendar.WeekendChange{From: day("2030-01-01"), Days: calendar.NoDays})
	require.NoError(t, err)
	for want, weekend := range map[string]calendar.Weekend{
		"Sat,Sun": {}, "none": calendar.FixedWeekend(calendar.NoDays), "Fri; meant": calendar.FixedWeekend(calendar.NewDaySet(time.Friday)).Meant(),
		"Thu,Fri; from 2013-06-29 Fri,Sat; from 2030-01-01 none": changing, "Sat,Sun; meant": calendar.Weekend{}.Meant(),
	} {
		text, back := stored(t, weekend)
		assert.Equal(t, `"`+want+`"`, text)
		for _, d := range []string{"1990-01-01", "2013-06-29", "2026-01-01", "2031-01-01"} {
			assert.Equal(t, weekend.On(day(d)), back.On(day(d)))
		}
	}
	for _, bad := range []string{"", "Sat,Son", "Fri; from", "Fri; from 2026-02-30 Sat", "Fri; from 2026-01-01 ", "Fri; from 2026-01-02 Sat; from 2026-01-01 Sun", "Fri;meant", "meant"} {
		var w calendar.Weekend
		assert.ErrorContains(t, w.UnmarshalText([]byte(bad)), "weekend", "%q", bad)
	}
}

func TestStoredCalendar(t *testing.T) {
	list := holidays(t, calendar.Holiday{Date: day("2026-12-24"), Name: "Eve", Substitute: true}, calendar.Holiday{Date: day("2026-12-25"), Name: "Christmas", Estimated: true, Disputed: true})
	at := works(t, calendar.WorkingDay{Date: day("2026-01-10")}, calendar.WorkingDay{Date: day("2026-12-12"), Name: "in place of 24 December"})
	cal := calendar.Calendar{Location: zone(t, "Europe/Budapest"), Weekend: calendar.FixedWeekend(calendar.SaturdaySunday), Holidays: list, WorkingDays: at}
	text, back := stored(t, cal)
	assert.Equal(t, `{"location":"Europe/Budapest","weekend":"Sat,Sun","holidays":[{"date":"2026-12-24","name":"Eve","substitute":true},`+
		`{"date":"2026-12-25","name":"Christmas","estimated":true,"disputed":true}],"working_days":[{"date":"2026-01-10"},{"date":"2026-12-12","name":"in place of 24 December"}]}`, text)
	assert.Equal(t, cal, back)
	text, back = stored(t, calendar.Calendar{Location: time.UTC})
	assert.Equal(t, `{"location":"UTC","weekend":"Sat,Sun"}`, text)
	assert.Nil(t, back.Holidays)
	assert.Nil(t, back.WorkingDays)
	text, back = stored(t, calendar.Calendar{Location: time.UTC, Holidays: calendar.NoHolidays, WorkingDays: calendar.WorkingDayList{}})
	assert.Equal(t, `{"location":"UTC","weekend":"Sat,Sun","holidays":[],"working_days":[]}`, text)
	assert.NotNil(t, back.Holidays)

	for says, bad := range map[string]calendar.Calendar{
		"there is no location to store":                     {},
		"the location cannot be stored":                     {Location: time.FixedZone("UTC+1", 3600)},
		"has other clocks than the zone of that name":       {Location: time.FixedZone("Europe/Berlin", 3600)},
		"holidays of the type calendar_test.unknown cannot": {Location: time.UTC, Holidays: unknown{}},
		"working days of the type calendar_test.country":    {Location: time.UTC, WorkingDays: country{}},
	} {
		_, err := json.Marshal(bad)
		assert.ErrorContains(t, err, says)
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	for text, into := range map[string]any{
		`"weekday"`: new(calendar.DayKind), `"maybe"`: new(calendar.Knowledge),
		`{"start":"2026-12-05T10:00:00Z"}`: new(calendar.Interval),
		`null `:                            new(calendar.Interval),
		`[{"start":"2026-12-05T10:00:00Z","end":"2026-12-05T10:00:00Z"}]`: new(calendar.Set),
		`[{"date":"2026-12-05"}]`:                                               new(calendar.HolidayList),
		`[{"date":"2026-12-05"},{"date":"2026-12-05"}]`:                         new(calendar.WorkingDayList),
		`{"location":"Local","weekend":"Sat,Sun"}`:                              new(calendar.Calendar),
		`{"location":"UTC","weekend":"Sat,Sun","holidays":[{"date":"2026"}]}`:   new(calendar.Calendar),
		`{"location":"UTC","weekend":"Sonnabend"}`:                              new(calendar.Calendar),
		`{"location":"UTC","weekend":"Sat,Sun","working_days":[{"name":"no"}]}`: new(calendar.Calendar),
	} {
		assert.Error(t, json.Unmarshal([]byte(text), into), text)
	}
	_, err := json.Marshal(calendar.DayKind(7))
	assert.Error(t, err)
	_, err = json.Marshal(calendar.Knowledge(7))
	assert.Error(t, err)
}
