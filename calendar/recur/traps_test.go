package recur_test

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/recur"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := calendar.LoadZone(name)
	require.NoError(t, err)
	return loc
}

func at(t testing.TB, s string) time.Time {
	t.Helper()
	instant, err := time.Parse(time.RFC3339, s)
	require.NoError(t, err)
	return instant
}

func between(t testing.TB, from, to string) calendar.Interval {
	t.Helper()
	return calendar.Interval{Start: at(t, from), End: at(t, to)}
}

func reading(t testing.TB, s string) recur.Reading {
	t.Helper()
	r, err := recur.ParseReading(s)
	require.NoError(t, err)
	return r
}

// starts expands a rule and returns the starts, as the clocks of the zone show them.
func starts(t testing.TB, rule, start, zoneName, duration, from, to string) []string {
	t.Helper()
	d, err := time.ParseDuration(duration)
	require.NoError(t, err)
	r, err := recur.Parse(rule, reading(t, start), zone(t, zoneName), d)
	require.NoError(t, err)
	found, err := r.Occurrences(between(t, from, to), recur.MaxOccurrences, nil)
	require.NoError(t, err)
	texts := make([]string, len(found))
	for i, iv := range found {
		assert.Equal(t, d, iv.Duration(), "an occurrence lasts an exact elapsed time")
		texts[i] = iv.Start.Format(time.RFC3339)
	}
	return texts
}

// Rules that make rrule-go v1.8.2 run for ever, panic, or give a wrong answer in silence.
func TestRefusedRules(t *testing.T) {
	tests := []struct {
		rule, want string // the rule from 2026-01-31T04:00:00, and what the error must say
	}{
		// Never end.
		{"FREQ=HOURLY;INTERVAL=24;BYHOUR=5", "FREQ=HOURLY: expected DAILY, WEEKLY, MONTHLY or YEARLY"},
		{"FREQ=MINUTELY;INTERVAL=60;BYMINUTE=5", "FREQ=MINUTELY: expected DAILY"},
		{"FREQ=SECONDLY;BYSETPOS=2", "FREQ=SECONDLY: expected DAILY"},
		{"FREQ=HOURLY;BYSETPOS=2", "FREQ=HOURLY: expected DAILY"},
		// Panic.
		{"FREQ=MONTHLY;BYDAY=8MO", "BYDAY=8MO: expected a number from 1 to 5 or -5 to -1"},
		{"FREQ=MONTHLY;BYDAY=-7FR", "BYDAY=-7FR: expected a number from 1 to 5 or -5 to -1"},
		{"FREQ=YEARLY;BYMONTH=1;BYDAY=-6MO", "BYDAY=-6MO: expected a number from 1 to 5 or -5 to -1"},
		{"FREQ=YEARLY;BYDAY=54MO", "BYDAY=54MO: expected a number from 1 to 53 or -53 to -1"},
		{"FREQ=YEARLY;BYEASTER=300", "BYEASTER=300: expected a part of RFC 5545"},
		{"FREQ=MONTHLY;INTERVAL=9223372036854775807", "INTERVAL=9223372036854775807: expected a whole number from 1 to 1000"},
		{"FREQ=MONTHLY;BYDAY=ＭＯ", "BYDAY=ＭＯ: expected MO, TU"},
		{"ﬁFREQ=MONTHLY", `ﬁFREQ=MONTHLY: expected a part of RFC 5545`},
		// Silent.
		{"FREQ=DAILY;FREQ=WEEKLY", "FREQ=WEEKLY: expected the part once only"},
		{"FREQ=DAILY;INTERVAL=2;INTERVAL=2", "INTERVAL=2: expected the part once only"},
		{"FREQ=DAILY\nRRULE:FREQ=WEEKLY", "FREQ=DAILY\nRRULE:FREQ=WEEKLY: expected DAILY"},
		{"FREQ=DAILY\nEXRULE:FREQ=WEEKLY", "expected DAILY"},
		{"FREQ=DAILY;INTERVAL=0", "INTERVAL=0: expected a whole number from 1 to 1000"},
		{"FREQ=DAILY;INTERVAL=1001", "INTERVAL=1001: expected a whole number from 1 to 1000"},
		{"FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1: expected a whole number"},
		{"FREQ=DAILY;COUNT=-1", "COUNT=-1: expected a whole number from 1 to 100000"},
		{"FREQ=DAILY;COUNT=0", "COUNT=0: expected a whole number from 1 to 100000"},
		{"FREQ=DAILY;COUNT=100001", "COUNT=100001: expected a whole number from 1 to 100000"},
		{"FREQ=DAILY;COUNT=5;UNTIL=20270101", "COUNT with UNTIL: expected one of them"},
		{"FREQ=MONTHLY;BYDAY=MO,1TU", "BYDAY with numbers and without: expected either every day with a number or none"},
		{"FREQ=WEEKLY;BYDAY=1MO", "BYDAY with a number and FREQ=WEEKLY: expected numbers with FREQ=MONTHLY or FREQ=YEARLY only"},
		{"FREQ=DAILY;BYDAY=-1SU", "BYDAY with a number and FREQ=DAILY"},
		{"FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "BYDAY with a number and BYWEEKNO: expected days without a number"},
		// No meaning.
		{"FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY with FREQ=WEEKLY: expected it with FREQ=DAILY or FREQ=MONTHLY or FREQ=YEARLY only"},
		{"FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY with FREQ=MONTHLY: expected it with FREQ=YEARLY only"},
		{"FREQ=DAILY;BYWEEKNO=1", "BYWEEKNO with FREQ=DAILY: expected it with FREQ=YEARLY only"},
		{"FREQ=YEARLY;BYWEEKNO=1;INTERVAL=2", "BYWEEKNO with INTERVAL"},
		{"FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;BYSETPOS=1", "BYWEEKNO with BYSETPOS"},
		{"FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS alone: expected another BY part"},
		{"FREQ=DAILY;BYHOUR=9,17;BYSETPOS=3", "BYSETPOS=3: expected a position within the set, which holds at most 2"},
		{"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=32", "BYSETPOS=32: expected a position within the set, which holds at most 31"},
		{"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,-1", "32 values of BYSETPOS: expected at most 31"},
		{"FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=-3", "BYSETPOS=-3: expected a position within the set, which holds at most 2"},
		{"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "a BYMONTHDAY that no BYMONTH has: expected a day that occurs"},
		{"FREQ=DAILY;BYMONTH=2,4,6;BYMONTHDAY=31,-31", "a BYMONTHDAY that no BYMONTH has"},
		{"FREQ=DAILY;UNTIL=20260130", "UNTIL before the start 2026-01-31T04:00:00"},
		{"FREQ=DAILY;UNTIL=20260131T035959", "UNTIL before the start"},
		{"FREQ=DAILY;UNTIL=20260131T025959Z", "UNTIL before the start"}, // 03:59:59 in Berlin
		// Values.
		{"FREQ=DAILY;BYHOUR=24", "BYHOUR=24: expected a whole number from 0 to 23"},
		{"FREQ=DAILY;BYMINUTE=60", "BYMINUTE=60: expected a whole number from 0 to 59"},
		{"FREQ=DAILY;BYSECOND=60", "BYSECOND=60: expected a whole number from 0 to 59"},
		{"FREQ=DAILY;BYHOUR=+5", "BYHOUR=+5: expected"},
		{"FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0: expected a whole number from 1 to 31 or -31 to -1"},
		{"FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32: expected"},
		{"FREQ=MONTHLY;BYMONTHDAY=5,5", "BYMONTHDAY=5: expected each value once"},
		{"FREQ=MONTHLY;BYMONTHDAY=1,,2", "BYMONTHDAY=: expected"},
		{"FREQ=MONTHLY;BYMONTHDAY=--1", "BYMONTHDAY=--1: expected"},
		{"FREQ=MONTHLY;BYDAY=0MO", "BYDAY=0MO: expected"},
		{"FREQ=MONTHLY;BYDAY=M", "BYDAY=M: expected"},
		{"FREQ=MONTHLY;BYDAY=1MO,1MO", "BYDAY=1MO: expected each value once"},
		{"FREQ=YEARLY;BYMONTH=13", "BYMONTH=13: expected a whole number from 1 to 12"},
		{"FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY=367: expected"},
		{"FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO=54: expected"},
		{"FREQ=WEEKLY;WKST=XX", "WKST=XX: expected one of MO, TU"},
		{"FREQ=DAILY;UNTIL=2026-12-31", "UNTIL=2026-12-31: expected a date such as 20261231"},
		{"FREQ=DAILY;UNTIL=20261331", "UNTIL=20261331: expected a date and a time of day that exist"},
		{"FREQ=DAILY;UNTIL=20261231Z", "UNTIL=20261231Z: expected"},
		{"FREQ=DAILY;UNTIL=20261231T240000", "UNTIL=20261231T240000: expected a date and a time of day that exist"},
		{"FREQ=DAILY;UNTIL=20261231T2200", "UNTIL=20261231T2200: expected a date such as"},
		{"FREQ=DAILY;UNTIL=00000101", "UNTIL=00000101: expected"},
		// Form.
		{"", `"": expected a part such as FREQ=MONTHLY; no FREQ: expected FREQ=DAILY`},
		{"INTERVAL=2", "no FREQ: expected FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY"},
		{"FREQ=DAILY;", `"": expected a part such as FREQ=MONTHLY`},
		{"FREQ=DAILY;COUNT", `"COUNT": expected a part such as FREQ=MONTHLY`},
		{"FREQ=DAILY;COUNT=", `"COUNT=": expected a part such as FREQ=MONTHLY`},
		{"FREQ= DAILY", "FREQ= DAILY: expected"},
		{"RRULE:FREQ=DAILY", `"RRULE:": expected what follows it only`},
		{"FREQ=DAILY;X-WHY=1", "X-WHY=1: expected a part of RFC 5545"},
		{"FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY: expected DAILY"},
		{"FREQ=DAILY;BYDAY=" + strings.Repeat("MO,", 700), "2117 bytes: expected at most 2000"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			_, err := recur.Parse(tt.rule, reading(t, "2026-01-31T04:00:00"), zone(t, "Europe/Berlin"), time.Hour)
			var wrong *recur.RuleError
			require.ErrorAs(t, err, &wrong)
			assert.NotEmpty(t, wrong.Problems)
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

func TestAllProblemsAtOnce(t *testing.T) {
	_, err := recur.Parse("FREQ=WEEKLY;INTERVAL=0;BYMONTHDAY=40;BYDAY=1MO,XX", recur.Reading{}, nil, 90*time.Millisecond)
	for _, want := range []string{
		"INTERVAL=0: expected", "BYMONTHDAY=40: expected", "BYDAY=XX: expected", "BYMONTHDAY with FREQ=WEEKLY", "BYDAY with a number and FREQ=WEEKLY",
		"start 0000-00-00T00:00:00: expected a day of the calendar", "duration 90ms: expected whole seconds, from 1s to 8784h", "time zone: there is none",
	} {
		assert.ErrorContains(t, err, want)
	}
}

func TestRefusedArguments(t *testing.T) {
	good := reading(t, "2026-01-31T04:00:00")
	berlin := zone(t, "Europe/Berlin")
	tests := []struct {
		name     string
		start    recur.Reading
		loc      *time.Location
		duration time.Duration
		want     string
	}{
		{"year 0", recur.Reading{Date: calendar.Date{Year: 0, Month: 1, Day: 1}}, berlin, time.Hour, "start 0000-01-01T00:00:00: expected a day of the calendar"},
		{"no such day", recur.Reading{Date: calendar.Date{Year: 2026, Month: 2, Day: 29}}, berlin, time.Hour, "start 2026-02-29T00:00:00: expected a day of the calendar"},
		{"24:00", recur.Reading{Date: good.Date, Clock: calendar.EndOfDay}, berlin, time.Hour, "a reading before 24:00"},
		{"long ago", reading(t, "1599-12-31T23:59:59"), berlin, time.Hour, "expected a year from 1600 to 2200"},
		{"far off", reading(t, "2201-01-01T00:00:00"), berlin, time.Hour, "expected a year from 1600 to 2200"},
		{"the machine's zone", good, time.Local, time.Hour, "time zone Local: expected one of calendar.LoadZone"},
		{"no duration", good, berlin, 0, "duration 0s: expected whole seconds"},
		{"negative duration", good, berlin, -time.Hour, "duration -1h: expected whole seconds"},
		{"long duration", good, berlin, recur.MaxDuration + time.Second, "duration 8784h0m1s: expected whole seconds"},
		{"fraction", good, berlin, 1500 * time.Millisecond, "duration 1.5s: expected whole seconds"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := recur.Parse("FREQ=DAILY", tt.start, tt.loc, tt.duration)
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

// Every row is a case in which rrule-go, given the zone, answers otherwise, or a change of clocks.
func TestClockChanges(t *testing.T) {
	tests := []struct {
		name, rule, start, zone, from, to string
		want                              []string
	}{
		{"gap at midnight west of Greenwich: not the day before", "FREQ=DAILY", "2023-09-02T00:00:00", "America/Santiago",
			"2023-09-02T00:00:00Z", "2023-09-04T12:00:00Z",
			[]string{"2023-09-02T00:00:00-04:00", "2023-09-03T01:00:00-03:00", "2023-09-04T00:00:00-03:00"}},
		{"any hour of that day", "FREQ=DAILY", "2023-09-02T10:00:00", "America/Santiago",
			"2023-09-03T00:00:00Z", "2023-09-05T00:00:00Z",
			[]string{"2023-09-03T10:00:00-03:00", "2023-09-04T10:00:00-03:00"}},
		{"Havana", "FREQ=DAILY", "2023-03-11T00:30:00", "America/Havana",
			"2023-03-11T00:00:00Z", "2023-03-13T12:00:00Z",
			[]string{"2023-03-11T00:30:00-05:00", "2023-03-12T01:30:00-04:00", "2023-03-13T00:30:00-04:00"}},
		{"gap forward in New York", "FREQ=DAILY", "2026-03-07T02:30:00", "America/New_York",
			"2026-03-07T00:00:00Z", "2026-03-10T00:00:00Z",
			[]string{"2026-03-07T02:30:00-05:00", "2026-03-08T03:30:00-04:00", "2026-03-09T02:30:00-04:00"}},
		{"gap forward in Berlin", "FREQ=DAILY", "2026-03-28T02:30:00", "Europe/Berlin",
			"2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z",
			[]string{"2026-03-28T02:30:00+01:00", "2026-03-29T03:30:00+02:00", "2026-03-30T02:30:00+02:00"}},
		{"first of two in New York", "FREQ=DAILY", "2026-10-31T01:30:00", "America/New_York",
			"2026-10-31T00:00:00Z", "2026-11-03T00:00:00Z",
			[]string{"2026-10-31T01:30:00-04:00", "2026-11-01T01:30:00-04:00", "2026-11-02T01:30:00-05:00"}},
		{"first of two in Berlin", "FREQ=DAILY", "2026-10-24T02:30:00", "Europe/Berlin",
			"2026-10-24T00:00:00Z", "2026-10-27T00:00:00Z",
			[]string{"2026-10-24T02:30:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"}},
		{"half an hour on Lord Howe", "FREQ=DAILY;BYMINUTE=0,15,30,45", "2026-10-04T01:45:00", "Australia/Lord_Howe",
			"2026-10-03T14:00:00Z", "2026-10-04T00:00:00Z",
			[]string{"2026-10-04T01:45:00+10:30"}},
		{"gap on Lord Howe", "FREQ=DAILY;BYMINUTE=0,15,30", "2026-10-04T02:00:00", "Australia/Lord_Howe",
			"2026-10-03T14:00:00Z", "2026-10-04T00:00:00Z",
			[]string{"2026-10-04T02:30:00+11:00", "2026-10-04T02:45:00+11:00"}}, // 02:00 and 02:30 are one instant
		{"fold on Lord Howe", "FREQ=DAILY", "2026-04-04T01:45:00", "Australia/Lord_Howe",
			"2026-04-04T10:00:00Z", "2026-04-06T00:00:00Z",
			[]string{"2026-04-05T01:45:00+11:00", "2026-04-06T01:45:00+10:30"}},
		{"a day that is absent moves by a day, onto the next occurrence", "FREQ=DAILY", "2011-12-28T10:00:00", "Pacific/Apia",
			"2011-12-28T00:00:00Z", "2012-01-01T12:00:00Z",
			[]string{"2011-12-28T10:00:00-10:00", "2011-12-29T10:00:00-10:00", "2011-12-31T10:00:00+14:00", "2012-01-01T10:00:00+14:00"}},
		{"a rule for that day alone", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30", "2010-12-30T10:00:00", "Pacific/Apia",
			"2011-06-01T00:00:00Z", "2013-01-01T00:00:00Z",
			[]string{"2011-12-31T10:00:00+14:00", "2012-12-30T10:00:00+14:00"}},
		{"no midnight in Sao Paulo", "FREQ=DAILY", "2018-11-03T00:00:00", "America/Sao_Paulo",
			"2018-11-03T00:00:00Z", "2018-11-06T00:00:00Z",
			[]string{"2018-11-03T00:00:00-03:00", "2018-11-04T01:00:00-02:00", "2018-11-05T00:00:00-02:00"}},
		{"two hours at Troll", "FREQ=DAILY", "2026-03-29T01:30:00", "Antarctica/Troll",
			"2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z",
			[]string{"2026-03-29T03:30:00+02:00"}},
		{"St John's at one minute past midnight", "FREQ=DAILY", "2010-11-06T23:30:00", "America/St_Johns",
			"2010-11-06T12:00:00Z", "2010-11-08T12:00:00Z",
			[]string{"2010-11-06T23:30:00-02:30", "2010-11-07T23:30:00-03:30"}},
		{"moved past a later reading: still in order", "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=10,50", "2026-03-08T02:10:00", "America/New_York",
			"2026-03-08T00:00:00Z", "2026-03-09T00:00:00Z",
			[]string{"2026-03-08T03:10:00-04:00", "2026-03-08T03:50:00-04:00"}},
		{"leap year's last day, where zone data are compact", "FREQ=DAILY", "2028-12-30T12:00:00", "America/New_York",
			"2028-12-30T00:00:00Z", "2029-01-02T00:00:00Z",
			[]string{"2028-12-30T12:00:00-05:00", "2028-12-31T12:00:00-05:00", "2029-01-01T12:00:00-05:00"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, starts(t, tt.rule, tt.start, tt.zone, "1h", tt.from, tt.to))
		})
	}
}

func TestOccurrences(t *testing.T) {
	tests := []struct {
		name, rule, start, from, to string // in UTC
		want                        []string
	}{
		{"last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31T00:00:00", "2026-02-01T00:00:00Z", "2026-05-01T00:00:00Z",
			[]string{"2026-02-28", "2026-03-31", "2026-04-30"}},
		{"months without a 31st are left out", "FREQ=MONTHLY", "2026-01-31T00:00:00", "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z",
			[]string{"2026-01-31", "2026-03-31", "2026-05-31"}},
		{"leap days", "FREQ=YEARLY", "2024-02-29T00:00:00", "2024-01-01T00:00:00Z", "2034-01-01T00:00:00Z",
			[]string{"2024-02-29", "2028-02-29", "2032-02-29"}},
		{"a start that the rule does not give is no occurrence", "FREQ=WEEKLY;BYDAY=SU;COUNT=2", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z",
			[]string{"2026-01-04", "2026-01-11"}},
		{"the first week counts whole for BYSETPOS", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1;COUNT=2", "2026-01-07T00:00:00", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z",
			[]string{"2026-01-12", "2026-01-19"}},
		{"the week's first day", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05T00:00:00", "1997-01-01T00:00:00Z", "1998-01-01T00:00:00Z",
			[]string{"1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"}}, // RFC 5545, page 130
		{"the week's first day, Sunday", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05T00:00:00", "1997-01-01T00:00:00Z", "1998-01-01T00:00:00Z",
			[]string{"1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"}}, // RFC 5545, page 130
		{"Friday the 13th", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02T09:00:00", "1997-09-01T00:00:00Z", "1999-09-01T00:00:00Z",
			[]string{"1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13"}}, // RFC 5545, page 128
		{"US elections", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05T09:00:00", "1996-01-01T00:00:00Z", "2005-01-01T00:00:00Z",
			[]string{"1996-11-05", "2000-11-07", "2004-11-02"}}, // RFC 5545, page 129
		{"last working day", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z",
			[]string{"2026-01-30", "2026-02-27", "2026-03-31"}},
		{"week 20", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12T09:00:00", "1997-01-01T00:00:00Z", "2000-01-01T00:00:00Z",
			[]string{"1997-05-12", "1998-05-11", "1999-05-17"}}, // RFC 5545, page 127
		{"a week's own weekday is the start's", "FREQ=YEARLY;BYWEEKNO=20", "1997-05-12T09:00:00", "1997-01-01T00:00:00Z", "1999-01-01T00:00:00Z",
			[]string{"1997-05-12", "1998-05-11"}},
		{"week 52 that reaches into the next year", "FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA", "2010-01-02T00:00:00", "2010-06-01T00:00:00Z", "2012-02-01T00:00:00Z",
			[]string{"2011-01-01", "2011-12-31"}},
		{"100th day of every third year", "FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200", "1997-01-01T09:00:00", "1999-01-01T00:00:00Z", "2001-01-01T00:00:00Z",
			[]string{"2000-01-01", "2000-04-09", "2000-07-18"}}, // RFC 5545, page 127
		{"lower case, signs and zeros", "freq=monthly;byday=+2tu,-1fr;bymonth=03", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z",
			[]string{"2026-03-10", "2026-03-27"}},
		{"UNTIL with a date includes the day", "FREQ=DAILY;UNTIL=20260103", "2026-01-01T22:00:00", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z",
			[]string{"2026-01-01", "2026-01-02", "2026-01-03"}},
		{"UNTIL is itself included", "FREQ=DAILY;UNTIL=20260102T220000", "2026-01-01T22:00:00", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z",
			[]string{"2026-01-01", "2026-01-02"}},
		{"UNTIL for ever", "FREQ=YEARLY;UNTIL=99991231T235959Z", "2026-01-01T22:00:00", "2028-01-01T00:00:00Z", "2030-01-01T00:00:00Z",
			[]string{"2028-01-01", "2029-01-01"}},
		{"an old start", "FREQ=YEARLY", "1604-03-09T00:00:00", "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z",
			[]string{"2026-03-09", "2027-03-09"}},
		{"an old start with a long interval", "FREQ=DAILY;INTERVAL=1000", "1970-01-01T00:00:00", "2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z",
			[]string{"2027-07-01"}}, // 21 x 1000 days
		{"an old start with COUNT", "FREQ=MONTHLY;INTERVAL=500;COUNT=2", "1970-01-01T00:00:00", "2000-01-01T00:00:00Z", "2200-01-01T00:00:00Z",
			[]string{"2011-09-01"}},
		{"across the year without a leap day", "FREQ=MONTHLY;BYMONTHDAY=29;BYMONTH=2,3", "2096-01-01T00:00:00", "2099-01-01T00:00:00Z", "2105-01-01T00:00:00Z",
			[]string{"2099-03-29", "2100-03-29", "2101-03-29", "2102-03-29", "2103-03-29", "2104-02-29", "2104-03-29"}},
		{"before the start there is nothing", "FREQ=DAILY", "2026-01-01T00:00:00", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z", []string{}},
		{"it began before and reaches in", "FREQ=WEEKLY", "2026-01-01T23:30:00", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z",
			[]string{"2026-01-01"}},
		{"ends are not included", "FREQ=DAILY", "2026-01-01T23:00:00", "2026-01-02T00:00:00Z", "2026-01-02T23:00:00Z", []string{}},
		{"an empty interval", "FREQ=DAILY", "2026-01-01T00:00:00", "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z", []string{}},
		{"never: days apart", "FREQ=DAILY;INTERVAL=7;BYDAY=TU", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "2031-01-01T00:00:00Z", []string{}},
		{"never: no such position", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "2031-01-01T00:00:00Z", []string{}},
		{"never: day 366 of the wrong years", "FREQ=YEARLY;INTERVAL=4;BYYEARDAY=366", "2025-01-01T00:00:00", "2025-01-01T00:00:00Z", "2095-01-01T00:00:00Z", []string{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := starts(t, tt.rule, tt.start, "UTC", "1h", tt.from, tt.to)
			for i := range got {
				got[i] = got[i][:len("2006-01-02")]
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestUntilInstantIsExact(t *testing.T) {
	// 04:00 in Berlin is 03:00 UTC in winter.
	for until, want := range map[string]int{"20260202T030000Z": 2, "20260202T025959Z": 1} {
		got := starts(t, "FREQ=DAILY;UNTIL="+until, "2026-02-01T04:00:00", "Europe/Berlin", "1h", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
		assert.Len(t, got, want, until)
	}
}

func TestLimits(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	month := between(t, "2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z")
	thirty, err := recur.Parse("FREQ=DAILY", reading(t, "2025-01-01T12:00:00"), berlin, time.Hour)
	require.NoError(t, err)

	found, err := thirty.Occurrences(month, 30, nil)
	require.NoError(t, err)
	assert.Len(t, found, 30)

	for _, limit := range []int{29, 1, 0, -1} {
		_, err = thirty.Occurrences(month, limit, nil)
		var over *recur.LimitError
		require.ErrorAs(t, err, &over)
		assert.Equal(t, max(0, limit), over.Limit)
		_, err = thirty.Set(month, limit, nil)
		assert.ErrorAs(t, err, &over)
	}

	// 288 readings a day for 348 days are more than any caller may ask for.
	dense, err := recur.Parse("FREQ=YEARLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,5,10,15,20,25,30,35,40,45,50,55",
		reading(t, "2025-01-01T00:00:00"), berlin, time.Second)
	require.NoError(t, err)
	_, err = dense.Occurrences(between(t, "2026-01-01T00:00:00Z", "2026-12-15T00:00:00Z"), math.MaxInt, nil)
	assert.EqualError(t, err, "the rule gives more than 100000 occurrences: choose a shorter interval, a rule that recurs less often, or an earlier end")
	found, err = dense.Occurrences(between(t, "2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"), 288, nil)
	require.NoError(t, err)
	assert.Len(t, found, 288)

	_, err = thirty.Occurrences(between(t, "2026-01-01T00:00:00Z", "2301-01-01T00:00:00Z"), 1, nil)
	assert.EqualError(t, err, "expansion of a recurrence to 2301-01-01: expected years from 1600 to 2300")

	_, err = recur.Parse("FREQ=DAILY;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22", reading(t, "2025-01-01T00:00:00"), berlin, time.Second)
	assert.ErrorContains(t, err, "299 readings a day from BYHOUR, BYMINUTE and BYSECOND: expected at most 288")
}

func TestSetJoinsOverlaps(t *testing.T) {
	rule, err := recur.Parse("FREQ=DAILY", reading(t, "2026-03-28T22:00:00"), zone(t, "Europe/Berlin"), 24*time.Hour)
	require.NoError(t, err)
	set, err := rule.Set(between(t, "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"), 10, nil)
	require.NoError(t, err)
	// 22:00 of the 28th plus 24 h is 23:00 of the 29th, past the next start; no hour is missing.
	assert.Equal(t, "{[2026-03-28T22:00:00+01:00, 2026-03-31T00:00:00Z)}", set.String())
}

// One *rrule.RRule shared by two goroutines is a data race; a Rule is not.
func TestConcurrentUse(t *testing.T) {
	rule, err := recur.Parse("FREQ=MONTHLY;BYDAY=1SU,3SU;BYHOUR=2,3", reading(t, "2020-01-01T00:00:00"), zone(t, "America/New_York"), time.Hour)
	require.NoError(t, err)
	within := between(t, "2026-01-01T00:00:00Z", "2028-01-01T00:00:00Z")
	want, err := rule.Occurrences(within, 100, nil)
	require.NoError(t, err)
	require.Len(t, want, 96)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				got, err := rule.Occurrences(within, 100, nil)
				assert.NoError(t, err)
				assert.Equal(t, want, got)
			}
		})
	}
	group.Wait()
}

func TestPatternReadings(t *testing.T) {
	p, err := recur.ParsePattern("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", reading(t, "2000-01-01T00:00:00"))
	require.NoError(t, err)
	got, err := p.Readings(time.UTC, reading(t, "2026-01-01T00:00:00"), reading(t, "2027-12-31T00:00:00"), 2, nil)
	require.NoError(t, err)
	assert.Equal(t, []recur.Reading{reading(t, "2026-11-26T00:00:00"), reading(t, "2027-11-25T00:00:00")}, got)

	_, err = p.Readings(time.UTC, reading(t, "2026-01-01T00:00:00"), reading(t, "2028-12-31T00:00:00"), 2, nil)
	var over *recur.LimitError
	require.ErrorAs(t, err, &over)
	got, err = p.Readings(time.UTC, reading(t, "2027-01-01T00:00:00"), reading(t, "2026-12-31T00:00:00"), 2, nil)
	require.NoError(t, err)
	assert.Empty(t, got)
	_, err = p.Readings(time.UTC, reading(t, "2026-01-01T00:00:00"), reading(t, "2301-01-01T00:00:00"), 2, nil)
	assert.ErrorContains(t, err, "expected years from 1600 to 2300")
}

func ExampleParse() {
	berlin, _ := calendar.LoadZone("Europe/Berlin")
	start, _ := recur.ParseReading("2026-01-31T00:00:00")
	monthEnd, err := recur.Parse("FREQ=MONTHLY;BYMONTHDAY=-1", start, berlin, 48*time.Hour)
	if err != nil {
		fmt.Println(err)
		return
	}
	spring := calendar.Interval{
		Start: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC),
		End:   time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC),
	}
	occurrences, err := monthEnd.Occurrences(spring, 100, nil)
	for _, o := range occurrences {
		fmt.Println(o)
	}
	fmt.Println(err)
	// Output:
	// [2026-02-28T00:00:00+01:00, 2026-03-02T00:00:00+01:00)
	// [2026-03-31T00:00:00+02:00, 2026-04-02T00:00:00+02:00)
	// [2026-04-30T00:00:00+02:00, 2026-05-02T00:00:00+02:00)
	// <nil>
}

func ExampleParse_problems() {
	start, _ := recur.ParseReading("2026-01-31T00:00:00")
	_, err := recur.Parse("FREQ=MONTHLY;BYDAY=8MO;COUNT=0", start, time.UTC, time.Hour)
	fmt.Println(err)
	// Output:
	// recurrence rule "FREQ=MONTHLY;BYDAY=8MO;COUNT=0": COUNT=0: expected a whole number from 1 to 100000; BYDAY=8MO: expected a number from 1 to 5 or -5 to -1
}
