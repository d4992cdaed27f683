package calendar_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
)

func day(text string) calendar.Date { return calendar.MustParseDate(text) }

func holidays(t testing.TB, days ...calendar.Holiday) calendar.HolidayList {
	t.Helper()
	list, err := calendar.NewHolidayList(days...)
	require.NoError(t, err)
	return list
}

func works(t testing.TB, days ...calendar.WorkingDay) calendar.WorkingDayList {
	t.Helper()
	list, err := calendar.NewWorkingDayList(days...)
	require.NoError(t, err)
	return list
}

// country is a source that knows holidays, days at work and a weekend, and is sure of 2026 only.
type country struct {
	calendar.HolidayList
	calendar.WorkingDayList
	weekend calendar.Weekend
}

func (country) KnownBetween(first, last calendar.Date) (calendar.Knowledge, []calendar.Gap) {
	if last.Year <= 2026 {
		return calendar.Sure, nil
	}
	return calendar.PartlyKnown, []calendar.Gap{{Source: "XX", Missing: "Nowhere's transferred days", FirstYear: max(2027, first.Year), LastYear: last.Year, AsOf: day("2026-11-25")}}
}

func (c country) UsualWeekends() []calendar.UsualWeekend {
	return []calendar.UsualWeekend{{Source: "XX", Weekend: c.weekend}}
}

// wrapped is a source that changes nothing, and has no optional interface but Wrapper.
type wrapped struct{ calendar.Holidays }

func (w wrapped) Unwrap() calendar.Holidays { return w.Holidays }

// Saturday 10 January 2026 is worked in Hungary, in place of Friday the 2nd.
func TestWorkingDayDecides(t *testing.T) {
	const saturday, friday = "2026-01-10", "2026-01-02"
	off := func(date, name string) calendar.HolidayList {
		return holidays(t, calendar.Holiday{Date: day(date), Name: name})
	}
	at := func(date, name string) calendar.WorkingDayList {
		return works(t, calendar.WorkingDay{Date: day(date), Name: name})
	}
	hungary := country{off(friday, "Day off"), at(saturday, ""), calendar.Weekend{}}
	tests := map[string]struct {
		cal  calendar.Calendar
		date string
		kind calendar.DayKind
		name string
	}{
		"no holidays at all":                   {calendar.Calendar{}, saturday, calendar.KindWeekend, ""},
		"a source that knows":                  {calendar.Calendar{Holidays: hungary}, saturday, calendar.KindWorkday, "working Saturday"},
		"through a wrapper":                    {calendar.Calendar{Holidays: wrapped{wrapped{hungary}}}, saturday, calendar.KindWorkday, "working Saturday"},
		"through Merge":                        {calendar.Calendar{Holidays: calendar.Merge(off("2026-01-01", "New Year"), wrapped{hungary})}, saturday, calendar.KindWorkday, "working Saturday"},
		"the calendar's own":                   {calendar.Calendar{WorkingDays: at(saturday, "stock taking")}, saturday, calendar.KindWorkday, "working Saturday (stock taking)"},
		"own and known":                        {calendar.Calendar{Holidays: hungary, WorkingDays: at(saturday, "stock taking")}, saturday, calendar.KindWorkday, "working Saturday (stock taking)"},
		"own against a holiday that is known":  {calendar.Calendar{Holidays: hungary, WorkingDays: at(friday, "")}, friday, calendar.KindWorkday, "working Friday"},
		"a holiday added against a known one":  {calendar.Calendar{Holidays: calendar.Merge(hungary, off(saturday, "Outing"))}, saturday, calendar.KindHoliday, "Outing"},
		"own against an added holiday":         {calendar.Calendar{Holidays: calendar.Merge(hungary, off(saturday, "Outing")), WorkingDays: at(saturday, "")}, saturday, calendar.KindWorkday, "working Saturday"},
		"own on a working day changes nothing": {calendar.Calendar{Holidays: hungary, WorkingDays: at("2026-01-08", "")}, "2026-01-08", calendar.KindWorkday, ""},
		"known on a working day":               {calendar.Calendar{Holidays: hungary, Weekend: calendar.FixedWeekend(calendar.NoDays)}, saturday, calendar.KindWorkday, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			kind, title, err := test.cal.Kind(day(test.date))
			require.NoError(t, err)
			assert.Equal(t, test.kind, kind)
			assert.Equal(t, test.name, title)
			test.cal.Location = zone(t, "Europe/Budapest")
			days, err := test.cal.Days(calendar.Interval{Start: instant(t, "2026-01-01T00:00:00Z"), End: instant(t, "2026-01-12T00:00:00Z")})
			require.NoError(t, err)
			d := days[day(test.date).Days()-days[0].Date.Days()]
			assert.Equal(t, test.kind, d.Kind)
			assert.Equal(t, test.name, d.Name)
			assert.Equal(t, kind == calendar.KindWorkday && title != "", d.Worked)
		})
	}
}

// Exceptions against the four sentences of its comment, taken one after another for every date.
func TestExceptionsAgainstTheRules(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 10))
	base := day("2026-03-02")
	random := func() (h calendar.HolidayList, w calendar.WorkingDayList) {
		var off []calendar.Holiday
		var at []calendar.WorkingDay
		for n := range 14 {
			if r.IntN(4) == 0 {
				off = append(off, calendar.Holiday{Date: base.AddDays(n), Name: string(rune('A' + r.IntN(3)))})
			}
			if r.IntN(4) == 0 {
				at = append(at, calendar.WorkingDay{Date: base.AddDays(n), Name: []string{"", "x", "y"}[r.IntN(3)]})
			}
		}
		return holidays(t, off...), works(t, at...)
	}
	has := func(w calendar.WorkingDays, d calendar.Date) bool {
		days, err := w.WorkingBetween(d, d)
		require.NoError(t, err)
		return len(days) > 0
	}
	for range 500 {
		h1, w1 := random()
		h2, w2 := random()
		_, own := random()
		cal := calendar.Calendar{Holidays: calendar.Merge(country{HolidayList: h1, WorkingDayList: w1}, wrapped{country{HolidayList: h2, WorkingDayList: w2}}), WorkingDays: own}
		off, worked, err := cal.Exceptions(base, base.AddDays(13))
		require.NoError(t, err)
		kinds := map[calendar.Date]calendar.DayKind{}
		for _, h := range off {
			kinds[h.Date] = calendar.KindHoliday
		}
		for i, w := range worked {
			require.NotContains(t, kinds, w.Date)
			require.True(t, i == 0 || worked[i-1].Date.Before(w.Date))
		}
		atWork := map[calendar.Date]bool{}
		for _, w := range worked {
			atWork[w.Date] = true
		}
		for n := range 14 {
			d := base.AddDays(n)
			list, err := cal.Holidays.Between(d, d)
			require.NoError(t, err)
			rest := calendar.SaturdaySunday.Contains(d.Weekday())
			want, worked := calendar.KindWorkday, false
			switch {
			case has(own, d):
				worked = rest || len(list) > 0
			case len(list) > 0:
				want = calendar.KindHoliday
			case has(w1, d) || has(w2, d):
				worked = rest
			case rest:
				want = calendar.KindWeekend
			}
			kind, _, err := cal.Kind(d)
			require.NoError(t, err)
			require.Equal(t, want, kind, "%s", d)
			require.Equal(t, worked, atWork[d], "%s", d)
			require.Equal(t, want == calendar.KindHoliday, kinds[d] == calendar.KindHoliday, "%s", d)
		}
	}
}

func TestWorkingDayList(t *testing.T) {
	given := []calendar.WorkingDay{{Date: day("2026-12-12"), Name: "in place of 24 December"}, {Date: day("2026-01-10")}}
	list := works(t, given...)
	given[1].Name = "changed"
	for span, want := range map[[2]string]int{
		{"2026-01-10", "2026-12-12"}: 2, {"2026-01-11", "2026-12-11"}: 0, {"2026-01-10", "2026-01-10"}: 1, {"2026-12-12", "2026-01-10"}: 0, {"2026-12-13", "2027-01-01"}: 0,
	} {
		got, err := list.WorkingBetween(day(span[0]), day(span[1]))
		require.NoError(t, err)
		assert.Len(t, got, want, "%v", span)
	}
	first, err := list.WorkingBetween(day("2026-01-01"), day("2026-01-31"))
	require.NoError(t, err)
	assert.Equal(t, []calendar.WorkingDay{{Date: day("2026-01-10")}}, first)
	var zero calendar.WorkingDayList
	none, err := zero.WorkingBetween(day("0001-01-01"), day("9999-12-31"))
	require.NoError(t, err)
	assert.Empty(t, none)

	_, err = calendar.NewWorkingDayList(calendar.WorkingDay{Name: "no date"}, calendar.WorkingDay{Date: day("2026-01-10")}, calendar.WorkingDay{Date: day("2026-01-10"), Name: "again"})
	assert.EqualError(t, err, `working day 0 ("no date"): there is no day 0000-00-00; working day 2 ("again"): 2026-01-10 is given twice, first as working day 1`)
}

func TestWhatASourceKnows(t *testing.T) {
	fridays := calendar.FixedWeekend(calendar.FridaySaturday)
	xx := country{weekend: fridays}
	gap := calendar.Gap{Source: "XX", Missing: "Nowhere's transferred days", FirstYear: 2027, LastYear: 2028, AsOf: day("2026-11-25")}
	for name, source := range map[string]calendar.Holidays{
		"itself": xx, "wrapped": wrapped{wrapped{xx}}, "merged": calendar.Merge(calendar.NoHolidays, wrapped{xx}), "merged and wrapped": wrapped{calendar.Merge(xx, calendar.NoHolidays)},
	} {
		known, gaps := calendar.KnownBetween(source, day("2026-01-01"), day("2026-12-31"))
		assert.Equal(t, calendar.Sure, known, name)
		assert.Empty(t, gaps, name)
		known, gaps = calendar.KnownBetween(source, day("2026-01-01"), day("2028-01-01"))
		assert.Equal(t, calendar.PartlyKnown, known, name)
		assert.Equal(t, []calendar.Gap{gap}, gaps, name)
		assert.Equal(t, []calendar.UsualWeekend{{Source: "XX", Weekend: fridays}}, calendar.UsualWeekendsOf(source), name)
	}
	assert.Equal(t, "Nowhere's transferred days of 2027 to 2028 are not in the data of 2026-11-25", gap.String())
	known, _ := calendar.KnownBetween(nil, day("2026-01-01"), day("2026-12-31"))
	assert.Equal(t, calendar.Sure, known)
	known, _ = calendar.KnownBetween(unknown{}, day("2026-01-01"), day("2026-12-31"))
	assert.Equal(t, calendar.Unknown, known)
	known, gaps := calendar.KnownBetween(calendar.Merge(xx, unknown{}), day("2028-01-01"), day("2028-12-31"))
	assert.Equal(t, calendar.Unknown, known)
	assert.Len(t, gaps, 1)
}

type unknown struct{}

func (unknown) Between(first, last calendar.Date) ([]calendar.Holiday, error) {
	return nil, &calendar.YearsError{Source: "unknown", First: first, Last: last}
}

func TestWeekendWarning(t *testing.T) {
	moved, err := calendar.NewWeekend(calendar.FridaySaturday, calendar.WeekendChange{From: day("2026-07-01"), Days: calendar.SaturdaySunday})
	require.NoError(t, err)
	xx, yy := country{weekend: calendar.FixedWeekend(calendar.FridaySaturday)}, country{}
	tests := map[string]struct {
		cal  calendar.Calendar
		want string
	}{
		"forgotten":            {calendar.Calendar{Holidays: xx}, "The weekend on 2026-01-01 is Sat,Sun, but XX has Fri,Sat."},
		"none":                 {calendar.Calendar{Holidays: xx, Weekend: calendar.FixedWeekend(calendar.NoDays)}, "The weekend on 2026-01-01 is no day, but XX has Fri,Sat."},
		"meant":                {calendar.Calendar{Holidays: xx, Weekend: calendar.Weekend{}.Meant()}, ""},
		"right":                {calendar.Calendar{Holidays: xx, Weekend: calendar.FixedWeekend(calendar.FridaySaturday)}, ""},
		"wrong from a date on": {calendar.Calendar{Holidays: wrapped{xx}, Weekend: moved}, "The weekend on 2026-07-01 is Sat,Sun, but XX has Fri,Sat."},
		"that of one of them":  {calendar.Calendar{Holidays: calendar.Merge(xx, yy)}, ""},
		"nobody knows":         {calendar.Calendar{Holidays: calendar.NoHolidays, Weekend: moved}, ""},
		"no holidays":          {calendar.Calendar{Weekend: moved}, ""},
	}
	for name, test := range tests {
		assert.Equal(t, test.want, test.cal.WeekendWarning(day("2026-01-01"), day("2026-12-31")), name)
	}
	assert.Empty(t, calendar.Calendar{Holidays: xx}.WeekendWarning(day("2026-12-31"), day("2026-01-01")), "no dates")
	assert.True(t, calendar.Weekend{}.Meant().On(day("2026-01-03")).Contains(6), "the same weekend")
}
