package planfile_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// entryPlan is a plan of three regions with one blackout.
func entryPlan(entry string) []byte {
	return []byte(`{"regions": [
		{"name": "Gulf", "customers": 1, "time_zone": "Asia/Riyadh", "weekend": "Fri,Sat"},
		{"name": "Berlin", "customers": 1, "time_zone": "Europe/Berlin", "holidays": ["DE-BE"]},
		{"name": "Files", "customers": 1, "time_zone": "Europe/Berlin", "holidays": [{"ics": "days.ics", "on_flaw": "skip"}]}],
		"window": {"duration": "1h"}, "search": {"from": "2027-01-01T00:00:00Z", "to": "2027-03-01T00:00:00Z"},
		"rules": {"exclude_holidays": false, "blackouts": [` + entry + `]}}`)
}

var entryFiles = fstest.MapFS{
	"days.ics": {Data: []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:New Year\nDTSTART:20270101\nRRULE:FREQ=YEARLY\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:Long shift\nDTSTART;TZID=europe/berlin:20270203T120000\nDURATION:P1D\nEND:VEVENT\n" +
		"BEGIN:VEVENT\nSUMMARY:Lost\nEND:VEVENT\nEND:VCALENDAR\n")},
	"two.ics": {Data: []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:x\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:20270201\nEND:VEVENT\nEND:VCALENDAR\n")},
	"cut.ics": {Data: []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270201\n")},
}

func TestRecurrenceKeys(t *testing.T) {
	const rule = `{"name": "A", "rrule": "FREQ=MONTHLY;BYDAY=2TU", "dtstart": "2027-01-01T00:00:00", "duration": "P1D"`
	tests := []struct{ entry, want string }{
		{rule + `, "time_zone": "UTC"}`, ""},
		{rule + `, "regions": ["Gulf", "Berlin"], "exdate": ["2027-02-09", "2027-01-12T00:00:00"], "rdate": ["2027-02-10T00:00"], "shift": "6 days, working day on or after", "working_days_of": "Gulf"}`, ""},
		{strings.Replace(rule, "2TU", "-1WD", 1) + `, "time_zone": "UTC", "working_days_of": "Berlin"}`, ""},
		{rule + `}`, "rules.blackouts[0].time_zone: missing; expected an IANA time zone such as Europe/Berlin, or regions in place of it: the rule then holds on the clock of each of these"},
		{rule + `, "time_zone": "UTC", "regions": ["Gulf"]}`, "rules.blackouts[0].regions: found a list; expected no regions here: a recurrence has its own time_zone, or holds on each region's own clock"},
		{rule + `, "regions": ["Golf"]}`, `rules.blackouts[0].regions[0]: found "Golf"`},
		{rule + `, "time_zone": "UTC", "shift": "6 weeks"}`, `rules.blackouts[0].shift: found "6 weeks"; expected steps joined by commas such as "6 days"`},
		{rule + `, "time_zone": "UTC", "shift": "2 working days"}`, "rules.blackouts[0].working_days_of: missing; expected the name of a region whose working days shift counts"},
		{strings.Replace(rule, "2TU", "1WD", 1) + `, "time_zone": "UTC"}`, "rules.blackouts[0].rrule: found BYDAY with WD; expected working_days_of beside it: the name of a region whose working days count"},
		{rule + `, "time_zone": "UTC", "working_days_of": "Berlin"}`, `rules.blackouts[0].working_days_of: found "Berlin"; expected no key here: neither BYDAY=WD in rrule nor a shift speaks of working days`},
		{rule + `, "time_zone": "UTC", "working_days_of": "Paris"}`, `rules.blackouts[0].working_days_of: found "Paris"; expected the name of a region`},
		{rule + `, "time_zone": "UTC", "exdate": ["2027-02-30", "2027-02-01T00:00:00Z"], "rdate": ["2027-02-01"]}`, `rules.blackouts[0].exdate[1]: found "2027-02-01T00:00:00Z"; expected a clock reading without an offset, such as 2026-01-31T22:00:00; or a date`},
		{rule + `, "time_zone": "UTC", "exdate": ["2027-02-30"]}`, "or a date YYYY-MM-DD, for any time of that day (there is no such day)"},
		{rule + `, "time_zone": "UTC", "rdate": ["2027-02-30T00:00:00"]}`, "such as 2026-01-31T22:00:00 (there is no such date or time of day)"},
		{rule + `, "time_zone": "UTC", "rdate": ["2301-02-01T00:00:00"]}`, "expected a clock reading of the years 1600 to 2300"},
		{strings.Replace(rule, "P1D", "1d", 1) + `, "time_zone": "UTC"}`, `(days on the rule's clock are written P1D, hours 24h)`},
		{strings.Replace(rule, "P1D", "P1M", 1) + `, "time_zone": "UTC"}`, `(months and years are not always equally long)`},
		{strings.Replace(rule, "P1D", "P367D", 1) + `, "time_zone": "UTC"}`, `rules.blackouts[0].duration: found "P367D"; expected a time from 1s to 8784h`},
		{rule + `, "time_zone": "UTC", "on_flaw": "skip"}`, "found rrule, dtstart, duration, time_zone, on_flaw; expected the keys of one form only"},
		{`{"name": "A", "ics": "two.ics"}`, `rules.blackouts[0].ics: found "two.ics", line 2: an event without DTSTART ("A"): expected one; expected an iCalendar file that can be read without guessing (or "on_flaw": "skip" beside ics, to leave out the events that cannot be read)`},
		{`{"name": "A", "ics": "two.ics"}`, `"two.ics", line 6: DTSTART "x"`},
		{`{"name": "A", "ics": "two.ics", "on_flaw": "skip"}`, ""},
		{`{"name": "A", "ics": "two.ics", "on_flaw": "ignore"}`, `rules.blackouts[0].on_flaw: found "ignore"; expected "refuse" or "skip"`},
		{`{"name": "A", "ics": "cut.ics", "on_flaw": "skip"}`, `"cut.ics", line 2: BEGIN:VEVENT has no end: expected END:VEVENT before the file ends; expected an iCalendar file that can be read without guessing`},
	}
	for _, tt := range tests {
		_, err := planfile.Parse(t.Context(), entryPlan(tt.entry), planfile.Options{Files: entryFiles})
		if tt.want == "" {
			require.NoError(t, err, tt.entry)
			continue
		}
		require.ErrorContains(t, err, tt.want, tt.entry)
	}
	plan, err := planfile.Parse(t.Context(), entryPlan(`{"name": "A", "ics": "two.ics", "on_flaw": "skip"}`), planfile.Options{Files: entryFiles})
	require.NoError(t, err)
	require.Equal(t, []string{
		`regions[2].holidays[0].ics: "days.ics", line 9: TZID "europe/berlin": read as Europe/Berlin, which is written so.`,
		`regions[2].holidays[0].ics: "days.ics": 1 event is left out because of what cannot be read: line 12: an event without DTSTART ("Lost"): expected one.`,
		`regions[2].holidays[0].ics: "days.ics", line 7: the event ("Long shift") lasts 24h and is not from midnight to midnight: it is not taken for a holiday.`,
		`rules.blackouts[0].ics: "two.ics": 2 events are left out because of what cannot be read: line 2: an event without DTSTART ("A"): expected one; line 6: DTSTART "x": expected a date such as 20261231, or a reading such as 20261231T220000, in UTC with a Z after it.`,
	}, plan.Warnings)
}

// A thousand rules that seldom give a day are read at once, and reading ends with its context.
func TestSparseRulesEndPromptly(t *testing.T) {
	var entries []string
	for i := range 1000 {
		rule := []string{"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=31;BYDAY=MO;BYSETPOS=2", "FREQ=YEARLY;BYMONTHDAY=29;BYDAY=MO;BYSETPOS=366"}[i%3]
		entries = append(entries, fmt.Sprintf(`{"name": "%d", "rrule": "%s", "dtstart": "1970-01-01T00:00:00", "regions": ["Gulf", "Berlin"], "duration": "1h"}`, i, rule))
	}
	data := entryPlan(strings.Join(entries, ","))
	_, err := planfile.Parse(t.Context(), data, planfile.Options{Files: entryFiles})
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	_, err = planfile.Parse(ctx, data, planfile.Options{Files: entryFiles})
	require.ErrorIs(t, err, context.DeadlineExceeded)
}
