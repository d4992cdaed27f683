package planfile_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// withKey returns the base plan with a key set.
func withKey(t *testing.T, key, value string) []byte {
	t.Helper()
	var plan map[string]json.RawMessage
	require.NoError(t, json.Unmarshal([]byte(base), &plan))
	plan[key] = json.RawMessage(value)
	data, err := json.Marshal(plan)
	require.NoError(t, err)
	return data
}

func TestCrew(t *testing.T) {
	plan, err := planfile.Parse(t.Context(), withKey(t, "crew", `[
		{"name": "Ops", "people": 3, "time_zone": "Europe/Berlin", "holidays": ["DE-BY", {"code": "AT", "except": ["Assumption Day"]}], "hours": "08:00-22:00"},
		{"name": "DBA", "people": 1, "time_zone": "Asia/Riyadh", "weekend": "Fri,Sat", "extra_holidays": {"2026-12-24": "Off"}, "hours": "22:00-06:00", "hard": true}]`), planfile.Options{})
	require.NoError(t, err)
	crews := plan.Request.Crew
	require.Len(t, crews, 2)
	require.Equal(t, "Ops", crews[0].Name)
	require.EqualValues(t, 3, crews[0].People)
	require.Equal(t, "08:00-22:00", crews[0].Hours.String())
	require.False(t, crews[0].Hard)
	require.True(t, crews[1].Hard)
	require.Equal(t, calendar.FridaySaturday, crews[1].Calendar.Weekend.On(calendar.MustParseDate("2026-12-01")))
	require.Equal(t, "DE-BY", plan.Crews[0].Holidays[0].Code)
	require.Equal(t, 1, plan.Crews[1].ExtraHolidays)
	_, err = plan.Planner.Tradeoff(context.Background(), plan.Request)
	if !errors.Is(err, scheduler.ErrNoWindow) {
		require.NoError(t, err, "what Parse accepts the planner accepts")
	}
}

func TestNotice(t *testing.T) {
	data := withKey(t, "notice", `{"at_least": "168h", "reminders": ["72h", "24h", "1h"], "updates": "30m", "business_hours": "08:00-18:00",
		"service": "Acme Cloud", "link": "https://status.example.com/", "contact": "help@example.com"}`)
	var keys map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(data, &keys))
	keys["announced"] = json.RawMessage(`"2026-11-30T12:00:00Z"`)
	keys["headquarters"] = json.RawMessage(`"America/Los_Angeles"`)
	data, err := json.Marshal(keys)
	require.NoError(t, err)
	plan, err := planfile.Parse(t.Context(), data, planfile.Options{})
	require.NoError(t, err)
	require.Equal(t, scheduler.Notice{Announced: time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC), AtLeast: 168 * time.Hour}, plan.Request.Notice)
	require.Equal(t, []time.Duration{72 * time.Hour, 24 * time.Hour, time.Hour}, plan.Notice.Policy.Reminders)
	require.Equal(t, 30*time.Minute, plan.Notice.Policy.Updates)
	require.Equal(t, "08:00-18:00", plan.Notice.Policy.BusinessHours.String())
	require.Equal(t, "Acme Cloud", plan.Notice.Options.Service)
	require.Equal(t, "America/Los_Angeles", plan.Request.Headquarters.String())
}

func TestRobustness(t *testing.T) {
	plan, err := planfile.Parse(t.Context(), withKey(t, "robustness", `[{"case": "customers", "by": 50}, {"case": "work"}, {"case": "holiday"}]`), planfile.Options{})
	require.NoError(t, err)
	require.Equal(t, []scheduler.Case{{Kind: "customers", By: 50}, {Kind: "work", By: 2}, {Kind: "holiday"}}, plan.Cases)
	plan, err = planfile.Parse(t.Context(), withKey(t, "robustness", `[]`), planfile.Options{})
	require.NoError(t, err)
	require.Equal(t, []scheduler.Case{}, plan.Cases, "an empty list is no case, not the usual ones")
	example, err := os.ReadFile("testdata/example.json")
	require.NoError(t, err)
	plan, err = planfile.Parse(t.Context(), example, planfile.Options{})
	require.NoError(t, err)
	require.Nil(t, plan.Cases)
	require.Nil(t, plan.Notice)
}

// Every message is read aloud: it names the field, what was found and what was expected.
func TestCrewNoticeAndRobustnessRefused(t *testing.T) {
	tests := []struct{ name, key, value, want string }{
		{"no crew at all", "crew", `{}`, "crew: found an object; expected a list of at most 100 crews"},
		{"missing keys", "crew", `[{"name": "Ops"}]`, `3 problems:
  crew[0].people: missing; expected a positive whole number
  crew[0].time_zone: missing; expected an IANA time zone such as Europe/Berlin
  crew[0].hours: missing; expected clock readings such as "08:00-22:00"`},
		{"nobody", "crew", `[{"name": "Ops", "people": 0, "time_zone": "UTC", "hours": "08:00-22:00"}]`, "crew[0].people: found 0; expected a positive whole number"},
		{"half a person", "crew", `[{"name": "Ops", "people": 1.5, "time_zone": "UTC", "hours": "08:00-22:00"}]`, "crew[0].people: found 1.5; expected a positive whole number"},
		{"no hours", "crew", `[{"name": "Ops", "people": 1, "time_zone": "UTC", "hours": "08:00-08:00"}]`, `crew[0].hours: found "08:00-08:00"; expected clock readings such as "08:00-22:00" (00:00-24:00 is the whole day)`},
		{"same name", "crew", `[{"name": "A", "people": 1, "time_zone": "UTC", "hours": "08:00-22:00"}, {"name": "A", "people": 1, "time_zone": "UTC", "hours": "08:00-22:00"}]`,
			`crew[1].name: found "A"; expected a name of its own (crew[0] has the same)`},
		{"a typo", "crew", `[{"nmae": "Ops", "people": 1, "time_zone": "UTC", "hours": "08:00-22:00"}]`, `did you mean "name"?`},
		{"unknown code", "crew", `[{"name": "Ops", "people": 1, "time_zone": "UTC", "hours": "08:00-22:00", "holidays": ["UK"]}]`, "crew[0].holidays[0]: "},
		{"notice is no object", "notice", `"168h"`, `notice: found "168h"; expected an object of keys such as at_least and reminders`},
		{"reminder twice", "notice", `{"reminders": ["24h", "24h"]}`, "notice.reminders[1]: "},
		{"updates too dense", "notice", `{"updates": "10s"}`, `notice.updates: `},
		{"business hours", "notice", `{"business_hours": "9-17"}`, `notice.business_hours: found "9-17"; expected clock readings such as "09:00-17:00"`},
		{"a service of no name", "notice", `{"service": ""}`, `notice.service: found ""; expected a text (leave the key out for the default)`},
		{"no link", "notice", `{"link": ""}`, `notice.link: found ""; expected a web address beginning with https:// or http:// (leave the key out for the default)`},
		{"no contact", "notice", `{"contact": ""}`, `notice.contact: found ""; expected a text (leave the key out for the default)`},
		{"a link that is none", "notice", `{"link": "javascript:alert(1)"}`, "notice.link: "},
		{"announced", "announced", `"yesterday"`, "announced: "},
		{"headquarters", "headquarters", `"Local"`, "headquarters: "},
		{"unknown case", "robustness", `[{"case": "weather"}]`, `robustness[0].case: found "weather"; expected customers, activity, work, overrun or holiday`},
		{"too much", "robustness", `[{"case": "customers", "by": 100}]`, "robustness[0].by: found 100; expected a whole number from 1 to 99"},
		{"a size for a holiday", "robustness", `[{"case": "holiday", "by": 1}]`, "robustness[0].by: found 1; expected nothing: one holiday at a time is missing"},
		{"twice", "robustness", `[{"case": "work"}, {"case": "work", "by": 2}]`, "robustness[1]: "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := planfile.Parse(t.Context(), withKey(t, tt.key, tt.value), planfile.Options{})
			require.ErrorContains(t, err, tt.want)
		})
	}
}
