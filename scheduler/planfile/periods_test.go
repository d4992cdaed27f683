package planfile_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// free returns the free time of a plan without rules on kinds of day.
func free(t *testing.T, plan *planfile.Plan) calendar.Set {
	t.Helper()
	timeline, err := plan.Planner.Timeline(context.Background(), plan.Request)
	require.NoError(t, err)
	return timeline.Free()
}

func show(set calendar.Set) []string {
	var list []string
	for iv := range set.All() {
		list = append(list, iv.Start.UTC().Format("01-02T15:04")+" "+iv.End.UTC().Format("01-02T15:04"))
	}
	return list
}

// Local dates are worked out as scheduler.Dates does, in zones with odd days.
func TestLocalDates(t *testing.T) {
	for _, row := range []struct{ zone, first, end string }{
		{"Pacific/Apia", "2011-12-29", "2011-12-31"},      // the 30th was left out
		{"Pacific/Apia", "2011-12-30", "2011-12-31"},      // nothing at all
		{"Pacific/Kwajalein", "1993-08-20", "1993-08-22"}, // the 21st was left out
		{"America/St_Johns", "2010-11-06", "2010-11-07"},  // came back for 59 minutes
		{"America/St_Johns", "2010-11-07", "2010-11-08"},
		{"America/Sao_Paulo", "2018-11-04", "2018-11-05"}, // without a midnight
		{"Australia/Lord_Howe", "2026-04-05", "2026-04-06"},
		{"Antarctica/Troll", "2026-03-29", "2026-03-30"},
		{"Asia/Kathmandu", "2026-03-29", "2026-04-02"},
		{"Europe/Berlin", "0001-01-01", "9999-12-31"},
		{"Europe/Berlin", "2030-01-01", "2030-01-02"},
	} {
		t.Run(row.zone+" "+row.first, func(t *testing.T) {
			from := calendar.MustParseDate(row.first)
			if from.Year < 1973 {
				from.Year = 2026
			}
			plan, err := planfile.Parse(t.Context(), fmt.Appendf(nil, `{"regions": [{"name": "R", "customers": 1, "time_zone": %q}], "window": {"duration": "1h"},
				"search": {"from": "%sT00:00:00Z", "to": "%sT00:00:00Z"},
				"rules": {"exclude_weekdays": false, "blackouts": [{"name": "F", "start": %q, "end": %q}]}}`,
				row.zone, from.AddDays(-3), from.AddDays(4), row.first, row.end), planfile.Options{})
			require.NoError(t, err)
			got := free(t, plan)
			plan.Request.Rules = []scheduler.Rule{scheduler.Blackout(must(scheduler.Dates("F", calendar.MustParseDate(row.first), calendar.MustParseDate(row.end))))}
			require.Equal(t, show(free(t, plan)), show(got))
		})
	}
}

const feedText = "BEGIN:VCALENDAR\r\n" +
	"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Stocktaking\r\nDTSTART;VALUE=DATE:20260110\r\nDTEND;VALUE=DATE:20260112\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Release\r\nDTSTART:20260120T100000Z\r\nDTEND:20260120T120000Z\r\nEND:VEVENT\r\n" +
	"END:VCALENDAR\r\n"

const instantFeed = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260120T100000Z\nDTEND:20260120T120000Z\nEND:VEVENT\nEND:VCALENDAR\n"

var feeds = fstest.MapFS{
	"plans/freezes.ics": {Data: []byte(feedText)},
	"instants.ics":      {Data: []byte(instantFeed)},
	"closed.ics":        {Data: []byte(strings.Replace(instantFeed, "BEGIN:VEVENT", "X-CALENDAR-TYPE:DEFAULT_CLOSED\nBEGIN:VEVENT", 1))},
	"broken.ics":        {Data: []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=Nowhere:20260120T100000\nRRULE:FREQ=HOURLY\nEND:VEVENT\nEND:VCALENDAR\n")},
	"daily.ics":         {Data: []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,5,10,15,20,25,30,35,40,45,50,55\nEND:VEVENT\nEND:VCALENDAR\n")},
	"holidays.ics":      {Data: []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Founders' Day\nDTSTART;VALUE=DATE:20200115\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR\n")},
	"old.ics":           {Data: []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Founders' Day\nDTSTART;VALUE=DATE:20200115\nEND:VEVENT\nEND:VCALENDAR\n")},
}

// twoRegions is a plan of two regions, nine hours apart, with the given rules.
func twoRegions(rules string) []byte {
	return small{
		regions: `{"name": "West", "customers": 1, "time_zone": "UTC"}, {"name": "East", "customers": 1, "time_zone": "Asia/Tokyo"}`,
		rules:   `"exclude_weekdays": false, ` + rules,
	}.plan()
}

func TestFeeds(t *testing.T) {
	for _, row := range []struct {
		name, rules string
		want        []string
	}{
		{"all-day events on every region's clock", `"blackouts": [{"name": "F", "ics": "plans/freezes.ics"}]`,
			[]string{"01-01T00:00 01-09T15:00", "01-12T00:00 01-20T10:00", "01-20T12:00 02-08T00:00"}},
		{"on that of one", `"blackouts": [{"name": "F", "ics": "plans/freezes.ics", "regions": ["East"]}]`,
			[]string{"01-01T00:00 01-09T15:00", "01-11T15:00 01-20T10:00", "01-20T12:00 02-08T00:00"}},
		{"instants", `"blackouts": [{"name": "F", "ics": "instants.ics"}]`,
			[]string{"01-01T00:00 01-20T10:00", "01-20T12:00 02-08T00:00"}},
		{"instants for one region", `"blackouts": [{"name": "F", "ics": "instants.ics", "regions": ["West"]}]`,
			[]string{"01-01T00:00 01-20T10:00", "01-20T12:00 02-08T00:00"}},
		{"only during", `"only_during": [{"name": "F", "ics": "plans/freezes.ics"}]`,
			[]string{"01-09T15:00 01-12T00:00", "01-20T10:00 01-20T12:00"}},
		{"only when changes are allowed", `"only_during": [{"name": "F", "ics": "closed.ics"}]`,
			[]string{"01-20T10:00 01-20T12:00"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			plan, err := planfile.Parse(t.Context(), twoRegions(row.rules), planfile.Options{Files: feeds})
			require.NoError(t, err)
			require.Equal(t, row.want, show(free(t, plan)))
			requireSound(t, plan)
		})
	}
}

func TestFeedFaults(t *testing.T) {
	for _, row := range []struct{ name, rules, want string }{
		{"no such file", `"blackouts": [{"name": "F", "ics": "none.ics"}]`,
			`rules.blackouts[0].ics: found "none.ics"; expected the path of an iCalendar file, with slashes and inside the folder that the program reads from (open none.ics: file does not exist)`},
		{"outside", `"blackouts": [{"name": "F", "ics": "../secret.ics"}]`,
			`rules.blackouts[0].ics: found "../secret.ics"; expected the path of an iCalendar file, with slashes and inside the folder that the program reads from`},
		{"absolute", `"blackouts": [{"name": "F", "ics": "/etc/passwd"}]`,
			`rules.blackouts[0].ics: found "/etc/passwd"; expected the path of an iCalendar file, with slashes and inside the folder that the program reads from`},
		{"the folder", `"blackouts": [{"name": "F", "ics": "."}]`,
			`rules.blackouts[0].ics: found "."; expected the path of an iCalendar file, with slashes and inside the folder that the program reads from`},
		{"times at which changes are allowed", `"blackouts": [{"name": "F", "ics": "closed.ics"}]`,
			`rules.blackouts[0].ics: found "closed.ics"; expected a calendar of times at which changes are forbidden; this one says that its events are those at which they are allowed (X-CALENDAR-TYPE:DEFAULT_CLOSED), so it belongs into rules.only_during`},
		{"unknown region", `"blackouts": [{"name": "F", "ics": "instants.ics", "regions": ["North"]}]`,
			`rules.blackouts[0].regions[0]: found "North"; expected the name of a region`},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := planfile.Parse(t.Context(), twoRegions(row.rules), planfile.Options{Files: feeds})
			require.EqualError(t, err, row.want)
		})
	}
	// Every fault of the file, with its line; said once, though two entries name it.
	_, err := planfile.Parse(t.Context(), twoRegions(`"blackouts": [{"name": "F", "ics": "broken.ics"}, {"name": "G", "ics": "broken.ics"}]`), planfile.Options{Files: feeds})
	var all scheduler.FieldErrors
	require.ErrorAs(t, err, &all)
	require.NotEmpty(t, all)
	for _, fault := range all {
		require.Equal(t, "rules.blackouts[0].ics", fault.Path)
		require.Contains(t, fault.Error(), `found "broken.ics", line `)
	}
	_, err = planfile.Parse(t.Context(), twoRegions(`"blackouts": [{"name": "F", "ics": "instants.ics"}]`), planfile.Options{})
	require.EqualError(t, err, `rules.blackouts[0].ics: found "instants.ics"; expected no file: this program does not read the files that a plan names; write the times into the plan`)
	// 288 a day for two years.
	_, err = planfile.Parse(t.Context(), []byte(replaceOnce(t, string(twoRegions(`"blackouts": [{"name": "F", "ics": "daily.ics"}]`)), "2026-02-01T", "2028-01-01T")), planfile.Options{Files: feeds})
	require.EqualError(t, err, `rules.blackouts[0].ics: found "daily.ics"; expected a file with which there are at most 100000 occurrences in all, in the horizon and the seven days after it`)
}

// A file of all-day events serves as holidays, too.
func TestFeedHolidays(t *testing.T) {
	region := func(holidays string) []byte {
		return small{regions: `{"name": "R", "customers": 1, "time_zone": "UTC", "holidays": ` + holidays + `}`}.plan()
	}
	plan, err := planfile.Parse(t.Context(), region(`[{"ics": "holidays.ics"}, "BN"]`), planfile.Options{Files: feeds})
	require.NoError(t, err)
	require.Equal(t, []string{"Founders' Day"}, namesOn(t, plan, "2026-01-15"))
	require.Equal(t, "holidays.ics", plan.Regions[0].Holidays[0].File)
	require.Equal(t, "BN", plan.Regions[0].WeekendOf)
	requireSound(t, plan)
	for holidays, want := range map[string]string{
		`[{"ics": "old.ics"}]`:                                   "regions[0].holidays: found old.ics, known for 2020 to 2020; expected holidays that are known for the horizon, its overrun and the seven days after it: 2026-01-01 to 2026-02-07 (choose another horizon, or list the holidays by date in extra_holidays)",
		`[{"ics": "instants.ics"}]`:                              `regions[0].holidays[0].ics: found "instants.ics"; expected an iCalendar file with holidays (instants.ics: no all-day event to take for a holiday among its 1 events)`,
		`[{"ics": "holidays.ics"}, {"ics": "holidays.ics"}]`:     `regions[0].holidays[1]: found "holidays.ics"; expected everything once (it is regions[0].holidays[0])`,
		`[{"ics": "holidays.ics", "code": "US"}]`:                "regions[0].holidays[0]: found ics beside code, except or also; expected either code, with or without except and also, or ics",
		`[{"ics": "holidays.ics", "except": ["Founders' Day"]}]`: "regions[0].holidays[0]: found ics beside code, except or also; expected either code, with or without except and also, or ics",
	} {
		_, err := planfile.Parse(t.Context(), region(holidays), planfile.Options{Files: feeds})
		require.EqualError(t, err, want)
	}
}

// A recurrence holds on the clocks of its own zone, and each occurrence lasts an exact time.
func TestRecurrence(t *testing.T) {
	plan, err := planfile.Parse(t.Context(), fmt.Appendf(nil, `{"regions": [%s], "window": {"duration": "1h"}, "search": {"from": "2026-03-01T00:00:00Z", "to": "2026-03-31T00:00:00Z"},
		"rules": {"exclude_weekdays": false, "blackouts": [
			{"name": "Saturdays", "rrule": "FREQ=WEEKLY;BYDAY=SA", "dtstart": "2020-01-04T22:00:00", "time_zone": "Europe/Berlin", "duration": "PT12H"}]}}`, oneRegion), planfile.Options{})
	require.NoError(t, err)
	blocked := free(t, plan).Gaps(calendar.Interval{Start: plan.Request.Horizon.Start, End: plan.Request.Horizon.End.Add(7 * 24 * time.Hour)})
	// The first began before the search. Berlin's clocks go forward on the 29th.
	require.Equal(t, []string{"03-01T00:00 03-01T09:00", "03-07T21:00 03-08T09:00", "03-14T21:00 03-15T09:00", "03-21T21:00 03-22T09:00", "03-28T21:00 03-29T09:00", "04-04T20:00 04-05T08:00"}, show(blocked))
}

// A request that was given another horizon than the plan's stays safe.
func TestAnotherHorizon(t *testing.T) {
	plan, err := planfile.Parse(t.Context(), twoRegions(`"blackouts": [{"name": "F", "ics": "plans/freezes.ics"}]`), planfile.Options{Files: feeds})
	require.NoError(t, err)
	plan.Request.Horizon = calendar.Interval{Start: time.Date(1973, 1, 1, 0, 0, 0, 0, time.UTC), End: time.Date(1974, 1, 1, 0, 0, 0, 0, time.UTC)}
	_, err = plan.Planner.Suggest(context.Background(), plan.Request)
	require.True(t, err == nil || errors.Is(err, scheduler.ErrNoWindow))
}
