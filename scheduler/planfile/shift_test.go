package planfile_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// workdays is weeks of hourly history of a business in UTC up to 2026-11-23, as a clock that is some hours early stamps it.
func workdays(early int) []byte {
	var b strings.Builder
	b.WriteString("timestamp_utc,value\n")
	from := time.Date(2026, 9, 28, 0, 0, 0, 0, time.UTC)
	for h := range 8 * 168 {
		t, value := from.Add(time.Duration(h)*time.Hour), 50+h*7919%13
		if hour := t.Hour(); t.Weekday()%6 != 0 && hour >= 9 && hour < 19 {
			value += 900 - 70*max(hour-14, 14-hour)
		}
		fmt.Fprintf(&b, "%s,%d\n", t.Add(-time.Duration(early)*time.Hour).Format("2006-01-02T15:04Z"), value)
	}
	return []byte(b.String())
}

// shiftPlan has a region for each activity.
func shiftPlan(activities ...string) []byte {
	var regions []string
	for i, a := range activities {
		regions = append(regions, fmt.Sprintf(`{"name": "R%d", "customers": 1000, "time_zone": "UTC", "activity": %s}`, i, a))
	}
	return []byte(fmt.Sprintf(`{"regions": [%s], "window": {"duration": "1h"}, "search": {"from": "2026-11-23T00:00:00Z", "to": "2026-11-30T00:00:00Z", "count": 3},
		"rules": {"exclude_weekdays": false}}`, strings.Join(regions, ", ")))
}

func shiftFiles() fstest.MapFS {
	return fstest.MapFS{"right.csv": {Data: workdays(0)}, "early.csv": {Data: workdays(8)}, "late.csv": {Data: workdays(-3)},
		"past.csv": {Data: []byte("start,end\n2026-11-18T10:00:00Z,2026-11-18T12:00:00Z\n")}}
}

// With the shift of its clock a history chooses as one whose clock was right, and the warning that names the shift is
// gone. What is excluded is so at the times that were.
func TestShiftPutsAClockRight(t *testing.T) {
	parse := func(activity string) (*planfile.Plan, *scheduler.Result) {
		plan, err := planfile.Parse(t.Context(), shiftPlan(activity), planfile.Options{Files: shiftFiles()})
		require.NoError(t, err)
		result, err := plan.Planner.Suggest(t.Context(), plan.Request)
		require.NoError(t, err)
		return plan, result
	}
	right, want := parse(`{"history": "right.csv"}`)
	require.NotContains(t, strings.Join(right.Warnings, "\n"), "shift")
	early, _ := parse(`{"history": "early.csv"}`)
	assert.Contains(t, strings.Join(early.Warnings, "\n"), "regions[0].activity: the working day looks about 8 hours early on the clock of UTC")
	assert.Contains(t, strings.Join(early.Warnings, "\n"), "if the history's clock is 8h early, set shift to 8h")
	assert.NotEqual(t, right.Planner.Regions()[0].Forecast, early.Planner.Regions()[0].Forecast)
	for _, activity := range []string{
		`{"history": "early.csv", "shift": "8h"}`, `{"history": "early.csv", "shift": "PT8H"}`, `{"history": "late.csv", "shift": "-3h"}`,
		`{"history": "right.csv", "shift": "0h"}`,
	} {
		plan, got := parse(activity)
		assert.Equal(t, right.Planner.Regions()[0].Forecast, plan.Planner.Regions()[0].Forecast, activity)
		assert.Equal(t, want, got, activity)
		assert.NotContains(t, strings.Join(plan.Warnings, "\n"), "shift", activity)
	}
	without, _ := parse(`{"history": "right.csv", "exclude": ["past.csv"]}`)
	shifted, _ := parse(`{"history": "early.csv", "shift": "8h", "exclude": ["past.csv"]}`)
	assert.NotEqual(t, right.Planner.Regions()[0].Activity, without.Planner.Regions()[0].Activity)
	assert.Equal(t, without.Planner.Regions()[0].Activity, shifted.Planner.Regions()[0].Activity)
}

// Regions that share a file shift it each by its own hours. It is read once, and learned from once for every shift.
func TestShiftsOfOneFile(t *testing.T) {
	files := counting{shiftFiles(), make(map[string]int)}
	plan, err := planfile.Parse(t.Context(), shiftPlan(`{"history": "early.csv", "shift": "8h"}`, `{"history": "early.csv"}`, `{"history": "early.csv", "shift": "-8h"}`, `{"history": "early.csv", "shift": "8h"}`),
		planfile.Options{Files: files})
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"early.csv": 1}, files.opened)
	of := plan.Planner.Regions()
	assert.Equal(t, of[0].Forecast, of[3].Forecast)
	noon := time.Date(2026, 11, 25, 14, 0, 0, 0, time.UTC) // the busiest hour
	for i, want := range []time.Time{noon, noon.Add(-8 * time.Hour), noon.Add(-16 * time.Hour)} {
		busiest, _ := of[i].Forecast.Share(want)
		before, _ := of[i].Forecast.Share(want.Add(-4 * time.Hour))
		assert.Greater(t, busiest, before+0.2, "region %d", i)
	}
	again, err := planfile.Parse(t.Context(), shiftPlan(`{"history": "early.csv", "shift": "8h"}`), planfile.Options{Files: shiftFiles()})
	require.NoError(t, err)
	text, err := planfile.Marshal(again)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"history": "early.csv", "shift": "8h"`)
	other, err := planfile.Parse(t.Context(), shiftPlan(`{"history": "early.csv", "shift": "7h"}`), planfile.Options{Files: shiftFiles()})
	require.NoError(t, err)
	assert.NotEqual(t, again.Fingerprint(), other.Fingerprint())
}

func TestShiftRefused(t *testing.T) {
	for value, hint := range map[string]string{
		`"30m"`: "", `"-30m"`: "", `"90m"`: "", `"25h"`: "", `"-25h"`: "", `"P1D"`: "", `""`: "", `"early"`: "", `"1.5 hours"`: "", `8.5`: "", `99`: "", `{}`: "", `true`: "",
		`"8 hours"`: ` (write "8h")`, `"-8 hours"`: ` (write "-8h")`, `"+8h"`: ` (write "8h")`, "\"\u22128h\"": ` (write "-8h")`, `"1 day"`: ` (write "24h")`, `"8:00"`: ` (write "8h")`,
		`"8"`: ` (the unit is missing: write "8h")`, `8`: ` (the unit is missing: write "8h")`, `-8`: ` (the unit is missing: write "-8h")`,
	} {
		_, err := planfile.Parse(t.Context(), shiftPlan(`{"history": "right.csv", "shift": `+value+`}`), planfile.Options{Files: shiftFiles()})
		require.ErrorContains(t, err, "regions[0].activity.shift: found ")
		assert.True(t, strings.HasSuffix(err.Error(), `; expected whole hours from "-24h" to "24h", such as "8h" or "-3h"`+hint), "%s: %v", value, err)
	}
}

// Everything that is wrong about a history is told together: a wrong clock hides neither its file nor what is left out of it.
func TestFaultsOfAHistoryAreToldTogether(t *testing.T) {
	files := shiftFiles()
	files["junk.csv"] = &fstest.MapFile{Data: []byte("timestamp_utc,region,value\n2026-01-05T00:00Z,eu,many\n")}
	for _, tc := range []struct{ activity, want string }{ // in the order in which they stand in the file
		{`{"history": "nowhere.csv", "shift": "8 hours"}`, "history, shift"},
		{`{"history": "nowhere.csv", "time_zone": "Mars/Phobos"}`, "history, time_zone"},
		{`{"history": "junk.csv", "time_zone": "Mars/Phobos", "shift": "soon", "exclude": [{"weekday": 9}, "nowhere.csv"]}`, "history, time_zone, shift, exclude[0].name, exclude[0], exclude[0].weekday, exclude[1]"},
		{`{"history": "right.csv", "series": "nobody's", "exclude": [7]}`, "history, exclude[0]"},
		{`{"history": "right.csv", "time_zone": "Mars/Phobos"}`, "time_zone"},
		{`{"history": 7, "time_zone": "Mars/Phobos", "exclude": 7}`, "history, time_zone, exclude"},
	} {
		_, err := planfile.Parse(t.Context(), shiftPlan(tc.activity), planfile.Options{Files: files})
		var all scheduler.FieldErrors
		require.ErrorAs(t, err, &all, tc.activity)
		paths := make([]string, len(all))
		for i, f := range all {
			paths[i] = strings.TrimPrefix(f.Path, "regions[0].activity.")
		}
		assert.Equal(t, tc.want, strings.Join(paths, ", "), "%s: %v", tc.activity, err)
	}
}
