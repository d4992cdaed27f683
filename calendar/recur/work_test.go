package recur_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

// Rules that rarely or never give a day are told by the steps that they walk, not by what they give, and
// a thousand of them end promptly.
func TestChargeOfSparseRules(t *testing.T) {
	five := between(t, "2026-01-01T00:00:00Z", "2031-01-01T00:00:00Z")
	for _, text := range []string{
		"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "FREQ=DAILY;INTERVAL=7;BYDAY=TU", "FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=MO;BYSETPOS=2",
		"FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYYEARDAY=2", "FREQ=YEARLY;BYMONTHDAY=29;BYDAY=MO;BYSETPOS=366", "FREQ=DAILY", "FREQ=DAILY;COUNT=100000",
	} {
		rule, err := recur.Parse(text, reading(t, "2026-01-01T00:00:00"), zone(t, "Europe/Berlin"), time.Hour)
		require.NoError(t, err)
		steps, most := 0, 0
		_, err = rule.Occurrences(five, recur.MaxOccurrences, func(n int) error {
			steps, most = steps+n, max(most, n)
			return nil
		})
		require.NoError(t, err)
		assert.Positive(t, steps, text)
		// Five years, and where no day is found the forty that rrule-go walks on.
		assert.Less(t, steps, 18_000, text)
		assert.Less(t, most, 16_000, text)
	}
}

func TestBudget(t *testing.T) {
	rule, err := recur.Parse("FREQ=DAILY", reading(t, "2026-01-01T00:00:00"), time.UTC, time.Hour)
	require.NoError(t, err)
	year := between(t, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")

	budget := recur.Budget(t.Context(), 3000)
	_, err = rule.Occurrences(year, recur.MaxOccurrences, budget)
	require.NoError(t, err)
	for range 2 {
		_, err = rule.Occurrences(between(t, "2026-01-01T00:00:00Z", "2036-01-01T00:00:00Z"), recur.MaxOccurrences, budget)
		var over *recur.WorkError
		require.ErrorAs(t, err, &over)
		assert.EqualError(t, over, "recurrences that take more than 3000 steps to work out: choose a shorter interval, fewer rules, or starts nearer to it for rules with a COUNT")
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = rule.Occurrences(year, recur.MaxOccurrences, recur.Budget(ctx, math.MaxInt32))
	require.ErrorIs(t, err, context.Canceled)
	p, err := recur.ParsePattern("FREQ=DAILY", reading(t, "2026-01-01T00:00:00"))
	require.NoError(t, err)
	_, err = p.Readings(time.UTC, reading(t, "2026-01-01T00:00:00"), reading(t, "2026-02-01T00:00:00"), 100, recur.Budget(ctx, math.MaxInt32))
	require.ErrorIs(t, err, context.Canceled)
}

// closedIn2027 is a calendar of weekends and three holidays, one of them on the Monday after 1 May.
func closedIn2027(d calendar.Date) (bool, error) {
	if d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		return false, nil
	}
	return !slices.Contains([]string{"2027-01-01", "2027-05-03", "2027-12-31"}, d.String()), nil
}

func TestSpecs(t *testing.T) {
	shift := func(text string) recur.Shift {
		s, err := recur.ParseShift(text)
		require.NoError(t, err)
		return s
	}
	day := recur.Length{Days: 1}
	tests := []struct {
		name string
		spec recur.Spec
		zone string
		from string
		to   string
		want []string
	}{
		{"Sundays of 24, 25 and 23 hours", recur.Spec{Rule: "FREQ=WEEKLY;BYDAY=SU", Start: reading(t, "2027-01-03T00:00"), Length: day}, "Europe/Berlin", "2027-10-20T00:00:00Z", "2027-11-07T00:00:00Z",
			[]string{"2027-10-23T22:00:00Z 24h0m0s", "2027-10-30T22:00:00Z 25h0m0s", "2027-11-06T23:00:00Z 24h0m0s"}},
		{"Friday 18:00 to Sunday 18:00", recur.Spec{Rule: "FREQ=WEEKLY", Start: reading(t, "2027-01-01T18:00"), Length: recur.Length{Days: 2}}, "America/New_York", "2027-03-10T00:00:00Z", "2027-03-20T00:00:00Z",
			[]string{"2027-03-12T23:00:00Z 47h0m0s", "2027-03-19T22:00:00Z 48h0m0s"}},
		{"days on the clock, hours elapsed", recur.Spec{Rule: "FREQ=YEARLY", Start: reading(t, "2027-03-13T01:30"), Length: recur.Length{Days: 1, Elapsed: 2 * time.Hour}}, "America/New_York", "2027-03-01T00:00:00Z", "2027-04-01T00:00:00Z",
			[]string{"2027-03-13T06:30:00Z 26h0m0s"}},
		{"a day that is not there", recur.Spec{Rule: "FREQ=DAILY;COUNT=4", Start: reading(t, "2011-12-28T00:00"), Length: day}, "Pacific/Apia", "2011-12-01T00:00:00Z", "2012-02-01T00:00:00Z",
			[]string{"2011-12-28T10:00:00Z 24h0m0s", "2011-12-29T10:00:00Z 24h0m0s", "2011-12-30T10:00:00Z 24h0m0s"}},
		{"left out and added", recur.Spec{Rule: "FREQ=WEEKLY", Start: reading(t, "2027-06-04T11:00"), Length: day, Except: []recur.Reading{reading(t, "2027-06-18T11:00"), reading(t, "2027-06-25T12:00")},
			ExceptDates: []calendar.Date{calendar.MustParseDate("2027-06-11")}, Also: []recur.Reading{reading(t, "2027-06-08T09:00"), reading(t, "2027-06-25T11:00")}}, "UTC", "2027-06-01T00:00:00Z", "2027-07-01T00:00:00Z",
			[]string{"2027-06-04T11:00:00Z 24h0m0s", "2027-06-08T09:00:00Z 24h0m0s", "2027-06-25T11:00:00Z 24h0m0s"}},
		{"five days after the last Wednesday", recur.Spec{Rule: "FREQ=MONTHLY;BYDAY=-1WE", Start: reading(t, "2027-01-27T22:00"), Length: recur.Length{Elapsed: 3 * time.Hour}, Shift: shift("5 days")}, "America/Chicago", "2027-01-28T00:00:00Z", "2027-06-10T00:00:00Z",
			[]string{"2027-02-02T04:00:00Z 3h0m0s", "2027-03-02T04:00:00Z 3h0m0s", "2027-04-06T03:00:00Z 3h0m0s", "2027-05-04T03:00:00Z 3h0m0s", "2027-06-01T03:00:00Z 3h0m0s"}},
		{"a shift back reaches from past the interval", recur.Spec{Rule: "FREQ=MONTHLY;BYMONTHDAY=1", Start: reading(t, "2027-01-01T00:00"), Length: day, Shift: shift("-40 days")}, "UTC", "2027-06-15T00:00:00Z", "2027-06-30T00:00:00Z",
			[]string{"2027-06-22T00:00:00Z 24h0m0s"}},
		{"a shift forth reaches from before the interval", recur.Spec{Rule: "FREQ=YEARLY;UNTIL=20270101", Start: reading(t, "2026-01-01T00:00"), Length: day, Shift: shift("366 days")}, "UTC", "2028-01-01T00:00:00Z", "2028-02-01T00:00:00Z",
			[]string{"2028-01-02T00:00:00Z 24h0m0s"}},
		{"the first working day", recur.Spec{Rule: "FREQ=MONTHLY;BYDAY=1WD", Start: reading(t, "2027-01-01T09:00"), Length: day, WorkingDay: closedIn2027}, "UTC", "2027-01-01T00:00:00Z", "2027-07-01T00:00:00Z",
			[]string{"2027-01-04T09:00:00Z 24h0m0s", "2027-02-01T09:00:00Z 24h0m0s", "2027-03-01T09:00:00Z 24h0m0s", "2027-04-01T09:00:00Z 24h0m0s", "2027-05-04T09:00:00Z 24h0m0s", "2027-06-01T09:00:00Z 24h0m0s"}},
		{"the last and the second working day", recur.Spec{Rule: "FREQ=MONTHLY;BYDAY=-1WD,2WD;BYMONTH=5,12", Start: reading(t, "2027-01-01T09:00"), Length: day, WorkingDay: closedIn2027}, "UTC", "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z",
			[]string{"2027-05-05T09:00:00Z 24h0m0s", "2027-05-31T09:00:00Z 24h0m0s", "2027-12-02T09:00:00Z 24h0m0s", "2027-12-30T09:00:00Z 24h0m0s"}},
		{"the working days of a week, by position", recur.Spec{Rule: "FREQ=WEEKLY;BYDAY=WD;BYSETPOS=1,-1;COUNT=4", Start: reading(t, "2027-04-26T09:00"), Length: day, WorkingDay: closedIn2027}, "UTC", "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z",
			[]string{"2027-04-26T09:00:00Z 24h0m0s", "2027-04-30T09:00:00Z 24h0m0s", "2027-05-04T09:00:00Z 24h0m0s", "2027-05-07T09:00:00Z 24h0m0s"}},
		{"the last working day of the year", recur.Spec{Rule: "FREQ=YEARLY;BYDAY=-1WD", Start: reading(t, "2027-01-01T09:00"), Length: day, WorkingDay: closedIn2027}, "UTC", "2027-01-01T00:00:00Z", "2029-01-01T00:00:00Z",
			[]string{"2027-12-30T09:00:00Z 24h0m0s", "2028-12-29T09:00:00Z 24h0m0s"}},
		{"two working days before the month ends", recur.Spec{Rule: "FREQ=MONTHLY;BYMONTHDAY=-1", Start: reading(t, "2027-01-01T09:00"), Length: day, Shift: shift("-2 working days"), WorkingDay: closedIn2027}, "UTC", "2027-01-01T00:00:00Z", "2027-03-01T00:00:00Z",
			[]string{"2027-01-28T09:00:00Z 24h0m0s", "2027-02-25T09:00:00Z 24h0m0s"}},
		{"the first of May or the working day after, then one more", recur.Spec{Rule: "FREQ=YEARLY", Start: reading(t, "2027-05-01T09:00"), Length: day, Shift: shift("working day on or after, 1 working day"), WorkingDay: closedIn2027}, "UTC", "2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z",
			[]string{"2027-05-05T09:00:00Z 24h0m0s"}},
		{"the working day before new year, or itself", recur.Spec{Rule: "FREQ=YEARLY", Start: reading(t, "2026-01-01T09:00"), Length: day, Shift: shift("working day on or before"), WorkingDay: closedIn2027}, "UTC", "2025-12-01T00:00:00Z", "2027-02-01T00:00:00Z",
			[]string{"2026-01-01T09:00:00Z 24h0m0s", "2026-12-31T09:00:00Z 24h0m0s"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rule, err := recur.New(tt.spec)
			require.NoError(t, err)
			found, err := rule.In(zone(t, tt.zone)).Occurrences(between(t, tt.from, tt.to), recur.MaxOccurrences, recur.Budget(t.Context(), 100_000))
			require.NoError(t, err)
			assert.Equal(t, tt.want, show(found))
		})
	}
}

func TestRefusedSpecs(t *testing.T) {
	start := reading(t, "2027-01-01T09:00")
	hour := recur.Length{Elapsed: time.Hour}
	tests := []struct {
		name string
		spec recur.Spec
		want string
	}{
		{"working days without a calendar", recur.Spec{Rule: "FREQ=MONTHLY;BYDAY=1WD", Start: start, Length: hour}, "BYDAY with WD: expected a calendar that tells working days"},
		{"a shift without a calendar", recur.Spec{Rule: "FREQ=MONTHLY", Start: start, Length: hour, Shift: must(recur.ParseShift("2 working days"))}, `shift "2 working days": expected a calendar`},
		{"mixed days", recur.Spec{Rule: "FREQ=MONTHLY;BYDAY=1WD,MO", Start: start, Length: hour, WorkingDay: closedIn2027}, "BYDAY with WD and days of the week: expected one of them"},
		{"too many", recur.Spec{Rule: "FREQ=MONTHLY;BYDAY=32WD", Start: start, Length: hour, WorkingDay: closedIn2027}, "BYDAY=32WD: expected a number from 1 to 31 or -31 to -1"},
		{"none", recur.Spec{Rule: "FREQ=MONTHLY;BYDAY=0WD", Start: start, Length: hour, WorkingDay: closedIn2027}, "BYDAY=0WD: expected WD for every working day"},
		{"numbered with weeks", recur.Spec{Rule: "FREQ=WEEKLY;BYDAY=1WD", Start: start, Length: hour, WorkingDay: closedIn2027}, "BYDAY with a number and FREQ=WEEKLY"},
		{"no length", recur.Spec{Rule: "FREQ=MONTHLY", Start: start}, "duration 0s: expected whole seconds, from 1s"},
		{"a long length", recur.Spec{Rule: "FREQ=MONTHLY", Start: start, Length: recur.Length{Days: 366, Elapsed: time.Second}}, "duration of 366 days and 1s: expected"},
		{"a negative length", recur.Spec{Rule: "FREQ=MONTHLY", Start: start, Length: recur.Length{Days: -1, Elapsed: time.Hour}}, "duration of -1 days and 1h: expected"},
		{"an exception that is no reading", recur.Spec{Rule: "FREQ=MONTHLY", Start: start, Length: hour, Except: []recur.Reading{{}}}, "expected one that is valid"},
		{"all at once", recur.Spec{Rule: "FREQ=HOURLY;COUNT=0", Start: start, Also: []recur.Reading{{}}}, "COUNT=0: expected"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := recur.New(tt.spec)
			require.ErrorContains(t, err, tt.want)
		})
	}
	rule, err := recur.New(recur.Spec{Rule: "FREQ=DAILY", Start: start, Length: hour})
	require.NoError(t, err)
	_, err = rule.Occurrences(between(t, "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"), 100, nil)
	require.ErrorContains(t, err, "time zone: there is none")

	never := func(calendar.Date) (bool, error) { return false, nil }
	rule, err = recur.New(recur.Spec{Rule: "FREQ=DAILY", Start: start, Location: time.UTC, Length: hour, Shift: must(recur.ParseShift("1 working day")), WorkingDay: never})
	require.NoError(t, err)
	_, err = rule.Occurrences(between(t, "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"), 100, nil)
	require.EqualError(t, err, "working days: none within 31 days of 2027-01-01")
	unknown := func(d calendar.Date) (bool, error) {
		return false, &calendar.YearsError{Source: "XX", First: d, Last: d, FirstYear: 2020, LastYear: 2026}
	}
	rule, err = recur.New(recur.Spec{Rule: "FREQ=MONTHLY;BYDAY=WD", Start: start, Location: time.UTC, Length: hour, WorkingDay: unknown})
	require.NoError(t, err)
	var years *calendar.YearsError
	_, err = rule.Occurrences(between(t, "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"), 100, nil)
	require.ErrorAs(t, err, &years)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestShiftText(t *testing.T) {
	for text, want := range map[string]string{
		"6 days": "6 days", "+1 day": "1 day", "-1 days": "-1 day", " 2  working days ": "2 working days", "6 days,working day on or after": "6 days, working day on or after",
		"working day on or before, -1 working day": "working day on or before, -1 working day",
	} {
		s, err := recur.ParseShift(text)
		require.NoError(t, err)
		assert.Equal(t, want, s.String())
		var again recur.Shift
		require.NoError(t, again.UnmarshalText(must(s.MarshalText())))
		assert.Equal(t, s, again)
	}
	for _, text := range []string{"", "6", "days", "0 days", "6 weeks", "367 days", "1 day, 1 day, 1 day, 1 day, 1 day", "6 day s", "on or after", "1.5 days"} {
		_, err := recur.ParseShift(text)
		require.ErrorContains(t, err, fmt.Sprintf("shift %q: expected", text))
	}
	var none recur.Shift
	require.NoError(t, none.UnmarshalText(nil))
	assert.Empty(t, none.String())
}

func FuzzShift(f *testing.F) {
	f.Add("6 days, working day on or after", int32(20_000))
	f.Add("-366 days,-3 working days", int32(-5))
	f.Fuzz(func(t *testing.T, text string, day int32) {
		s, err := recur.ParseShift(text)
		if err != nil {
			return
		}
		again, err := recur.ParseShift(s.String())
		require.NoError(t, err)
		require.Equal(t, s, again)
		start := recur.Reading{Date: calendar.DateOfDay(10_000 + int(day)%10_000)}
		rule, err := recur.New(recur.Spec{Rule: "FREQ=DAILY;COUNT=3", Start: start, Location: time.UTC, Length: recur.Length{Days: 1}, Shift: s, WorkingDay: closedIn2027})
		require.NoError(t, err)
		found, err := rule.Occurrences(calendar.Interval{Start: time.Unix(-100*366*86400, 0), End: time.Unix(100*366*86400, 0)}, 10, nil)
		require.NoError(t, err)
		require.LessOrEqual(t, len(found), 3)
		require.NotEmpty(t, found)
	})
}

// ExampleNew is the sixth day after Patch Tuesday, the whole day, or the next working day.
func ExampleNew() {
	start, _ := recur.ParseReading("2027-01-01T00:00:00")
	shift, _ := recur.ParseShift("6 days, working day on or after")
	berlin, _ := calendar.LoadZone("Europe/Berlin")
	rule, err := recur.New(recur.Spec{
		Rule: "FREQ=MONTHLY;BYDAY=2TU", Start: start, Location: berlin, Length: recur.Length{Days: 1}, Shift: shift,
		WorkingDay: func(d calendar.Date) (bool, error) {
			return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && d.String() != "2027-02-15", nil
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	spring := calendar.Interval{Start: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), End: time.Date(2027, 4, 1, 0, 0, 0, 0, time.UTC)}
	occurrences, err := rule.Occurrences(spring, 100, recur.Budget(context.Background(), 100_000))
	for _, o := range occurrences {
		fmt.Println(o)
	}
	fmt.Println(err)
	// Output:
	// [2027-01-18T00:00:00+01:00, 2027-01-19T00:00:00+01:00)
	// [2027-02-16T00:00:00+01:00, 2027-02-17T00:00:00+01:00)
	// [2027-03-15T00:00:00+01:00, 2027-03-16T00:00:00+01:00)
	// <nil>
}
