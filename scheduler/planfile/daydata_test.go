package planfile_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// daysPlan is a plan of one region, with these keys of it and of the plan.
func daysPlan(region, plan string) []byte {
	return []byte(fmt.Sprintf(`{%s "regions": [{"name": "R", "customers": 1, "time_zone": "UTC"%s}], "window": {"duration": "1h"},
		"search": {"from": "2026-12-01T00:00:00Z", "to": "2026-12-31T00:00:00Z"}}`, plan, region))
}

const decree = "code,date,op,name,scope,source\nZA,2026-12-10,off,A Day of Mourning,all,a gazette\nZA,2026-12-12,work,In place of the 10th,all,a gazette\n"

// Each row is a day, and what it is with the keys that say so.
func TestDaysOfThePlan(t *testing.T) {
	files := fstest.MapFS{"days.csv": {Data: []byte(decree)}}
	for _, row := range []struct {
		name, region, plan, date string
		kind                     calendar.DayKind
		title                    string
	}{
		{"a plan's working day", `, "working_days": {"2026-12-12": "Year-end work"}`, "", "2026-12-12", calendar.KindWorkday, "working Saturday (Year-end work)"},
		{"it wins over a holiday of the code", `, "holidays": ["ZA"], "working_days": {"2026-12-16": "We work"}`, "", "2026-12-16", calendar.KindWorkday, "working Wednesday (We work)"},
		{"a holiday of the plan wins over a working day of the code", `, "holidays": ["ZA"], "extra_holidays": {"2026-12-12": "Off"}`, `"day_corrections": "days.csv",`, "2026-12-12", calendar.KindHoliday, "Off"},
		{"a corrected holiday", `, "holidays": ["ZA"]`, `"day_corrections": "days.csv",`, "2026-12-10", calendar.KindHoliday, "A Day of Mourning"},
		{"a corrected working day", `, "holidays": ["ZA"]`, `"day_corrections": "days.csv",`, "2026-12-12", calendar.KindWorkday, "working Saturday (In place of the 10th)"},
		{"not asked for", `, "holidays": ["SE"]`, "", "2026-12-23", calendar.KindWorkday, ""},
		{"asked for", `, "holidays": [{"code": "AU-NT", "also": ["half_day", "bank"]}]`, "", "2026-12-24", calendar.KindHoliday, ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			plan, err := planfile.Parse(t.Context(), daysPlan(row.region, row.plan), planfile.Options{Files: files})
			require.NoError(t, err)
			kind, title, err := plan.Planner.Regions()[0].Calendar.Kind(calendar.MustParseDate(row.date))
			require.NoError(t, err)
			assert.Equal(t, row.kind, kind, title)
			if row.title != "" {
				assert.Equal(t, row.title, title)
			}
		})
	}
}

// Each row is a plan whose days are wrong, and what is said.
func TestDaysOfThePlanRefused(t *testing.T) {
	files := fstest.MapFS{"bad.csv": {Data: []byte("code,date,op,name,scope,source\nXX,2026-02-30,maybe,A,all,b\n")}}
	for _, row := range []struct{ region, plan, want string }{
		{`, "extra_holidays": {"2026-12-12": "Off"}, "working_days": {"2026-12-12": "On"}`, "", "2026-12-12, which is in extra_holidays too; expected a date that is either a holiday or a working day"},
		{`, "working_days": {"2026-02-30": "On"}`, "", `found the key "2026-02-30"; expected a date`},
		{`, "working_days": {"2026-12-12": ""}`, "", `working_days`},
		{`, "holidays": [{"code": "SE", "also": ["halfday"]}]`, "", `regions[0].holidays[0].also[0]: found "halfday"; expected one of "half_day", "bank", "government", "optional" or "de_facto" (did you mean "half_day"?)`},
		{`, "holidays": [{"code": "SE", "also": ["bank", "bank"]}]`, "", `regions[0].holidays[0].also[1]: found "bank"; expected every category once`},
		{"", `"day_corrections": "none.csv",`, "day_corrections: found \"none.csv\"; expected the path of a CSV file"},
		{"", `"day_corrections": "bad.csv",`, `day_corrections: found "bad.csv", line 2, code`},
	} {
		_, err := planfile.Parse(t.Context(), daysPlan(row.region, row.plan), planfile.Options{Files: files})
		require.ErrorContains(t, err, row.want)
	}
	_, err := planfile.Parse(t.Context(), daysPlan("", `"day_corrections": "a.csv",`), planfile.Options{})
	require.ErrorContains(t, err, "day_corrections: found \"a.csv\"; expected no file: this program does not read the files that a plan names")
}

// The identifier of a plan is its name unless it has one.
func TestNameAndID(t *testing.T) {
	for _, row := range []struct{ plan, name, id string }{
		{"", "", ""}, {`"name": "Patch",`, "Patch", "Patch"}, {`"name": "Patch", "id": "p-1",`, "Patch", "p-1"},
	} {
		plan, err := planfile.Parse(t.Context(), daysPlan("", row.plan), planfile.Options{})
		require.NoError(t, err)
		assert.Equal(t, row.name, plan.Name)
		assert.Equal(t, row.id, plan.ID)
	}
}
