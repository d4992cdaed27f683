package national_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
)

// rows returns the rows of a CSV file below its heading.
func rows(t testing.TB, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	return all[1:]
}

// calendars returns calendars by code, each made once.
func calendars(t testing.TB) func(code string) calendar.Calendar {
	made := map[string]calendar.Calendar{}
	return func(code string) calendar.Calendar {
		cal, ok := made[code]
		if !ok {
			var err error
			cal, err = national.Calendar(code, time.UTC)
			require.NoError(t, err)
			made[code] = cal
		}
		return cal
	}
}

// Every rest day of the table that is worked is a working day, and the 38 of 2025 and 2026 were all
// weekends before the calendar knew them.
func TestWorkingWeekends(t *testing.T) {
	of := calendars(t)
	recent := 0
	for _, row := range rows(t, "testdata/working_weekends_2015_2035.csv") {
		code, d := row[0], date(row[1])
		kind, title, err := of(code).Kind(d)
		require.NoError(t, err)
		assert.Equal(t, calendar.KindWorkday, kind, "%s %s", code, d)
		assert.True(t, strings.HasPrefix(title, "working "+d.Weekday().String()), "%s %s: %s", code, d, title)
		weekend, err := national.Weekend(code)
		require.NoError(t, err)
		assert.True(t, weekend.On(d).Contains(d.Weekday()), "%s %s", code, d)
		if d.Year == 2025 || d.Year == 2026 {
			recent++
		}
	}
	assert.Equal(t, 38, recent)
	// And no other day is.
	listed := map[string]bool{}
	for _, row := range rows(t, "testdata/working_weekends_2015_2035.csv") {
		listed[row[0]+" "+row[1]] = true
	}
	for _, row := range rows(t, "decrees.csv") {
		listed[row[0]+" "+row[1]] = listed[row[0]+" "+row[1]] || row[2] == "work"
	}
	for _, code := range national.Codes() {
		s := source(t, code)
		country, _, _ := strings.Cut(code, "-")
		first, _ := s.Years()
		for _, w := range between(t, s, first, 2035) {
			assert.True(t, listed[code+" "+w.Date.String()] || listed[country+" "+w.Date.String()], "%s %s", code, w.Date)
		}
	}
}

func between(t testing.TB, s *national.Source, first, last int) []calendar.WorkingDay {
	t.Helper()
	days, err := s.WorkingBetween(calendar.Date{Year: first, Month: 1, Day: 1}, calendar.Date{Year: last, Month: 12, Day: 31})
	require.NoError(t, err)
	return days
}

// Every row of the decrees holds: a day off by its name, a working day after all, a rest day worked.
// A yearly row holds in every year that the code knows.
func TestDecrees(t *testing.T) {
	of := calendars(t)
	check := func(code string, d calendar.Date, op, name, scope string) {
		kind, title, err := of(code).Kind(d)
		require.NoError(t, err)
		rest := of(code).Weekend.On(d).Contains(d.Weekday())
		switch op {
		case "off":
			name = strings.TrimSuffix(name, " (substitute)")
			if scope != "all" {
				name += " (" + strings.Replace(scope, "most", "in most", 1) + ")"
			}
			assert.Equal(t, calendar.KindHoliday, kind, "%s %s", code, d)
			assert.Contains(t, strings.Split(title, " / "), name, "%s %s", code, d)
		case "not":
			assert.NotEqual(t, calendar.KindHoliday, kind, "%s %s", code, d)
			assert.Equal(t, rest, kind == calendar.KindWeekend, "%s %s", code, d)
		case "work":
			assert.Equal(t, calendar.KindWorkday, kind, "%s %s", code, d)
			assert.True(t, rest)
			assert.Contains(t, title, "working "+d.Weekday().String())
		default:
			t.Errorf("op %q", op)
		}
	}
	for _, row := range rows(t, "decrees.csv") {
		code, on, op, name, scope := row[0], row[1], row[2], row[3], row[4]
		require.NotEmpty(t, row[5], "a source")
		every, yearly := strings.CutPrefix(on, "yearly ")
		if !yearly {
			check(code, date(on), op, name, scope)
			continue
		}
		monthDay, from, _ := strings.Cut(every, " from ")
		first, last := source(t, code).Years()
		if from != "" {
			first = date(from + "-01-01").Year
		}
		for year := first; year <= last; year++ {
			check(code, date(calendar.Date{Year: year, Month: 1, Day: 1}.String()[:5]+monthDay), op, name, scope)
		}
	}
}

// The names of days at work say which day off they are in place of, where that is known.
func TestNamesOfWorkingDays(t *testing.T) {
	assert.Equal(t, []calendar.WorkingDay{
		{Date: date("2026-01-10"), Name: "in place of 2 January"}, {Date: date("2026-08-08"), Name: "in place of 21 August"}, {Date: date("2026-12-12"), Name: "in place of 24 December"},
	}, between(t, source(t, "HU"), 2026, 2026))
	assert.Equal(t, []calendar.WorkingDay{{Date: date("2026-08-22"), Name: "in place of 31 August, public sector"}}, between(t, source(t, "VN"), 2026, 2026))
	assert.Equal(t, []calendar.WorkingDay{{Date: date("2027-02-20"), Name: "in place of 22 February"}}, between(t, source(t, "RU"), 2027, 2027))
	assert.Empty(t, between(t, source(t, "US"), 2015, 2100))
	_, err := source(t, "CN").WorkingBetween(date("2035-01-01"), date("2036-01-01"))
	var years *calendar.YearsError
	assert.ErrorAs(t, err, &years)
	none, err := source(t, "CN").WorkingBetween(date("2026-01-02"), date("2026-01-01"))
	assert.NoError(t, err)
	assert.Empty(t, none)
}

func TestCalendar(t *testing.T) {
	loc, err := calendar.LoadZone("Asia/Riyadh")
	require.NoError(t, err)
	cal, err := national.Calendar("SA", loc)
	require.NoError(t, err)
	assert.Equal(t, loc, cal.Location)
	for day, want := range map[string]calendar.DayKind{"2026-11-20": calendar.KindWeekend, "2026-11-22": calendar.KindWorkday, "2026-09-23": calendar.KindHoliday} {
		kind, _, err := cal.Kind(date(day))
		require.NoError(t, err)
		assert.Equal(t, want, kind, day)
	}
	assert.Empty(t, cal.WeekendWarning(date("2026-01-01"), date("2026-12-31")))
	cal.Weekend = calendar.Weekend{}
	assert.Equal(t, "The weekend on 2026-01-01 is Sat,Sun, but SA has Fri,Sat.", cal.WeekendWarning(date("2026-01-01"), date("2026-12-31")))
	_, err = national.Calendar("UK", loc)
	var unknown *national.CodeError
	assert.ErrorAs(t, err, &unknown)
}
