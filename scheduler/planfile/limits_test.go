package planfile_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

// repeat joins n texts made of a format with %[1]d in it.
func repeat(n int, format, separator string) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(separator)
		}
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// small is a sound plan whose parts can be given.
type small struct {
	regions, activities, window, search, rules string
}

const oneRegion = `{"name": "R", "customers": 1, "time_zone": "UTC"}`

func (s small) plan() []byte {
	or := func(given, otherwise string) string {
		if given == "" {
			return otherwise
		}
		return given
	}
	return fmt.Appendf(nil, `{"regions": [%s], "activities": {%s}, "window": {%s}, "search": {"from": "2026-01-01T00:00:00Z", %s}, "rules": {%s}}`,
		or(s.regions, oneRegion), s.activities, or(s.window, `"duration": "1h"`), or(s.search, `"to": "2026-02-01T00:00:00Z"`), s.rules)
}

const zeros = "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]"

// manyRegions returns n regions named R0, R1 and so on.
func manyRegions(n int) string {
	return repeat(n, `{"name": "R%[1]d", "customers": 1, "time_zone": "UTC"}`, ",")
}

func periods(from, n int) string {
	return repeat(n, fmt.Sprintf(`{"name": "%d-%%[1]d", "start": "2026-01-01T00:00:00Z", "end": "2026-01-02T00:00:00Z"}`, from), ",")
}

func dates(n int) string {
	return repeat(n, `{"name": "D%[1]d", "start": "2026-01-01", "end": "2026-01-02"}`, ",")
}

// fiveMinutes is a rule of 288 occurrences a day.
const fiveMinutes = `"rrule": "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,5,10,15,20,25,30,35,40,45,50,55;COUNT=%d", "dtstart": "2026-01-01T00:00:00", "time_zone": "UTC", "duration": "1m"`

func occurrences(first, second int) small {
	return small{search: `"to": "2028-01-01T00:00:00Z"`, rules: fmt.Sprintf(`"blackouts": [{"name": "A", `+fiveMinutes+`}], "only_during": [{"name": "B", `+fiveMinutes+`}]`, first, second)}
}

// Every limit is accepted, and refused one beyond it.
func TestLimits(t *testing.T) {
	row := fmt.Sprintf(`{"workday": %[1]s, "weekend": %[1]s, "holiday": %[1]s}`, zeros)
	for _, limit := range []struct {
		name     string
		at, over small
		want     string
	}{
		{"regions", small{regions: manyRegions(10_000)}, small{regions: manyRegions(10_001)},
			"regions: found 10001 regions; expected 1 to 10000 regions"},
		{"customers",
			small{regions: `{"name": "A", "customers": 9999999999, "time_zone": "UTC"}, {"name": "B", "customers": 1, "time_zone": "UTC"}`},
			small{regions: `{"name": "A", "customers": 9999999999, "time_zone": "UTC"}, {"name": "B", "customers": 2, "time_zone": "UTC"}`},
			"regions[1].customers: found 2; expected at most 10000000000 customers in all regions together"},
		{"name",
			small{regions: fmt.Sprintf(`{"name": "%s", "customers": 1, "time_zone": "UTC"}`, strings.Repeat("ü", 200))},
			small{regions: fmt.Sprintf(`{"name": "%s", "customers": 1, "time_zone": "UTC"}`, strings.Repeat("ü", 201))},
			"regions[0].name: found \"" + strings.Repeat("ü", 80) + "…\"; expected a name of 1 to 200 characters"},
		{"codes",
			small{regions: `{"name": "R", "customers": 1, "time_zone": "UTC", "holidays": ["US","DE","FR","GB","IT","ES","PT","IE","BE","NL","LU","CH","AT","DK","SE","NO"]}`},
			small{regions: `{"name": "R", "customers": 1, "time_zone": "UTC", "holidays": ["US","DE","FR","GB","IT","ES","PT","IE","BE","NL","LU","CH","AT","DK","SE","NO","FI"]}`},
			"regions[0].holidays: found 17 codes; expected at most 16 codes"},
		{"extra holidays",
			small{regions: `{"name": "R", "customers": 1, "time_zone": "UTC", "extra_holidays": {` + manyDates(5000) + `}}`},
			small{regions: `{"name": "R", "customers": 1, "time_zone": "UTC", "extra_holidays": {` + manyDates(5001) + `}}`},
			"regions[0].extra_holidays: found 5001 days; expected at most 5000 days"},
		{"activities",
			small{activities: repeat(1000, `"A%[1]d": `+row, ",")},
			small{activities: repeat(1001, `"A%[1]d": `+row, ",")},
			"activities: found 1001 activities; expected at most 1000 activities"},
		{"window", small{window: `"duration": "744h"`, search: `"to": "2026-02-02T00:00:00Z"`}, small{window: `"duration": "744h0m1s"`, search: `"to": "2026-02-02T00:00:00Z"`},
			`window.duration: found "744h0m1s"; expected a time from 1s to 744h`},
		{"exposure", small{window: `"duration": "1h", "overrun": [{"until": "744h", "probability": 1}]`}, small{window: `"duration": "1h", "overrun": [{"until": "744h0m1s", "probability": 1}]`},
			`window.overrun[0].until: found "744h0m1s"; expected a time from 1s to 744h`},
		{"stages",
			small{window: `"duration": "60s", "overrun": [` + repeat(32, `{"until": "2h%[1]ds", "probability": 0}`, ",") + `]`},
			small{window: `"duration": "60s", "overrun": [` + repeat(33, `{"until": "2h%[1]ds", "probability": 0}`, ",") + `]`},
			"window.overrun: found 33 stages; expected at most 32 stages"},
		{"horizon", small{search: `"to": "2031-01-01T00:00:00Z"`}, small{search: `"to": "2031-01-01T00:00:01Z"`},
			`search.to: found "2031-01-01T00:00:01Z"; expected at most 5 years after search.from (2026-01-01T00:00:00Z)`},
		{"count", small{search: `"to": "2026-02-01T00:00:00Z", "count": 1000`}, small{search: `"to": "2026-02-01T00:00:00Z", "count": 1001`},
			"search.count: found 1001; expected a whole number from 1 to 1000"},
		{"candidates",
			small{}.starts(10_000), small{}.starts(10_001),
			"search.candidates: found 10001 instants; expected at most 10000 instants"},
		{"blackouts", small{rules: `"blackouts": [` + periods(1, 1000) + `]`}, small{rules: `"blackouts": [` + periods(1, 1001) + `]`},
			"rules.blackouts: found 1001 entries; expected at most 1000 in rules.blackouts and rules.only_during together"},
		{"blackouts and only_during",
			small{rules: `"blackouts": [` + periods(1, 999) + `], "only_during": [` + periods(2, 1) + `]`},
			small{rules: `"blackouts": [` + periods(1, 999) + `], "only_during": [` + periods(2, 2) + `]`},
			"rules.only_during: found 2 entries; expected at most 1000 in rules.blackouts and rules.only_during together"},
		{"occurrences", occurrences(60_000, 40_000), occurrences(60_000, 40_001), "in the horizon and the seven days after it"},
		{"counts", counted(10), counted(11), "rules.blackouts[10].rrule: found \"FREQ=DAILY;COUNT=100000\"; expected rules whose COUNT add up to at most 1000000; UNTIL has no such limit"},
		{"regions times periods",
			small{regions: manyRegions(2000), rules: `"blackouts": [` + dates(500) + `]`},
			small{regions: manyRegions(2001), rules: `"blackouts": [` + dates(500) + `]`},
			"rules.blackouts[499]: found 1000500 regions, added over the entries up to this one; expected at most 1000000"},
		{"only_hours",
			small{rules: `"only_hours": [` + repeat(1000, `{"name": "H%[1]d", "hours": "00:00-24:00", "time_zone": "UTC"}`, ",") + `]`},
			small{rules: `"only_hours": [` + repeat(1001, `{"name": "H%[1]d", "hours": "00:00-24:00", "time_zone": "UTC"}`, ",") + `]`},
			"rules.only_hours: found 1001 entries; expected at most 1000 entries"},
		{"limit_share",
			small{regions: manyRegions(1001), rules: `"limit_share": [` + repeat(1000, `{"region": "R%[1]d", "share": 1}`, ",") + `]`},
			small{regions: manyRegions(1001), rules: `"limit_share": [` + repeat(1001, `{"region": "R%[1]d", "share": 1}`, ",") + `]`},
			"rules.limit_share: found 1001 entries; expected at most 1000 entries"},
	} {
		t.Run(limit.name, func(t *testing.T) {
			_, err := planfile.Parse(t.Context(), limit.at.plan(), planfile.Options{})
			require.NoError(t, err)
			_, err = planfile.Parse(t.Context(), limit.over.plan(), planfile.Options{})
			require.ErrorContains(t, err, limit.want)
		})
	}
}

// counted has n recurrences that are over long before the horizon.
func counted(n int) small {
	return small{rules: `"blackouts": [` + repeat(n, `{"name": "%[1]d", "rrule": "FREQ=DAILY;COUNT=100000", "dtstart": "1600-01-01T00:00:00", "time_zone": "UTC", "duration": "1h"}`, ",") + `]`}
}

// manyDates returns n members of extra_holidays.
func manyDates(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(`"%04d-%02d-%02d": "x"`, 1900+i/336, 1+i/28%12, 1+i%28)
	}
	return strings.Join(list, ",")
}

// starts gives the plan n candidates, a minute apart.
func (s small) starts(n int) small {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(`"2026-01-%02dT%02d:%02d:00Z"`, 1+i/1440, i/60%24, i%60)
	}
	s.search = `"to": "2026-02-01T00:00:00Z", "candidates": [` + strings.Join(list, ",") + `]`
	return s
}

// A list of names is bounded whatever it names.
func TestExceptIsBounded(t *testing.T) {
	plan := small{regions: `{"name": "R", "customers": 1, "time_zone": "UTC", "holidays": [{"code": "US", "except": [` + repeat(101, `"x%[1]d"`, ",") + `]}]}`}
	_, err := planfile.Parse(t.Context(), plan.plan(), planfile.Options{})
	require.EqualError(t, err, "regions[0].holidays[0].except: found 101 names; expected at most 100 names")
}

func TestSize(t *testing.T) {
	plan := small{}.plan()
	full := append(bytes.Repeat([]byte(" "), planfile.MaxBytes-len(plan)), plan...)
	_, err := planfile.Parse(t.Context(), full, planfile.Options{})
	require.NoError(t, err)
	_, err = planfile.Read(t.Context(), bytes.NewReader(full), planfile.Options{})
	require.NoError(t, err)

	const want = "plan: found more than 8388608 bytes; expected at most 8 MiB (8388608 bytes)"
	_, err = planfile.Parse(t.Context(), append(full, ' '), planfile.Options{})
	require.EqualError(t, err, want)
	_, err = planfile.Read(t.Context(), endless{}, planfile.Options{})
	require.EqualError(t, err, want)
}

// endless reads as spaces for ever.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// What is wrong with reading is no fault of the plan.
func TestReadError(t *testing.T) {
	broken := errors.New("cable pulled")
	_, err := planfile.Read(t.Context(), failing{broken}, planfile.Options{})
	require.ErrorIs(t, err, broken)
	require.EqualError(t, err, "read plan: cable pulled")
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func TestNesting(t *testing.T) {
	nested := func(n int) []byte { return []byte(strings.Repeat("[", n) + strings.Repeat("]", n)) }
	_, err := planfile.Parse(t.Context(), nested(32), planfile.Options{})
	require.EqualError(t, err, "plan: found a list; expected an object with the keys regions, window and search")
	_, err = planfile.Parse(t.Context(), nested(33), planfile.Options{})
	require.EqualError(t, err, "line 1, column 33: found lists and objects nested 33 deep; expected at most 32")
}

func TestValues(t *testing.T) {
	values := func(n int) []byte { return []byte("[" + strings.Repeat("0,", n-2) + "0]") }
	_, err := planfile.Parse(t.Context(), values(2_000_000), planfile.Options{})
	require.EqualError(t, err, "plan: found a list; expected an object with the keys regions, window and search")
	_, err = planfile.Parse(t.Context(), values(2_000_001), planfile.Options{})
	require.EqualError(t, err, "line 1, column 4000000: found more than 2000000 values; expected fewer")
}

// Of many problems the first hundred are told, and that there are more.
func TestProblemsAreCapped(t *testing.T) {
	for n, want := range map[int]int{99: 99, 100: 100, 101: 101, 50_000: 101} {
		plan := fmt.Sprintf(`{"regions": [%s], "window": {"duration": "1h"}, "search": {"from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z", %s}}`,
			oneRegion, repeat(n, `"wibble%[1]d": 1`, ","))
		_, err := planfile.Parse(t.Context(), []byte(plan), planfile.Options{})
		var all scheduler.FieldErrors
		require.ErrorAs(t, err, &all)
		require.Len(t, all, want)
		require.Equal(t, n > 100, all[len(all)-1].Error() == "plan: found more than 100 problems; expected none; mend those listed first, then read the plan again")
	}
}

// Hostile files cost no more than a few times their size, whatever they are full of.
func TestHostileFiles(t *testing.T) {
	size := planfile.MaxBytes
	if !*thorough {
		size /= 8
	}
	fill := func(before, unit, after string) []byte {
		n := (size - len(before) - len(after)) / len(unit)
		return []byte(before + strings.Repeat(unit, n) + after)
	}
	regions := func(inside string) []byte { return small{regions: inside}.plan() }
	for name, data := range map[string][]byte{
		"brackets":            fill("", "[", ""),
		"nested objects":      fill("", `{"a":`, ""),
		"values":              fill("[0", ",0", "]"),
		"equal keys":          fill(`{"a":0`, `,"a":0`, "}"),
		"unknown keys":        []byte("{" + repeat(400_000, `"k%[1]d":0`, ",") + "}"),
		"empty regions":       fill(`{"regions":[{}`, ",{}", "]}"),
		"bad regions":         regions(repeat(10_000, `{"name":%[1]d,"customers":"x","time_zone":"Nowhere/%[1]d","holidays":["X%[1]d"],"activity":"a%[1]d"}`, ",")),
		"digits":              fill(`{"version":1`, "0", "}"),
		"digits of a share":   fill(`{"rules":{"tolerate":0.`, "3", "}}"),
		"a long name":         fill(`{"regions":[{"name":"`, "a", `"}]}`),
		"a long zone":         fill(`{"regions":[{"time_zone":"`, "a", `"}]}`),
		"a long duration":     fill(`{"window":{"duration":"`, "1h", `"}}`),
		"a long weekend":      fill(`{"regions":[{"weekend":"`, "Sat,", `"}]}`),
		"a long rule":         fill(`{"rules":{"blackouts":[{"rrule":"`, "FREQ=DAILY;", `","dtstart":"2026-01-01T00:00:00","time_zone":"UTC","duration":"1h"}]}}`),
		"escapes":             fill(`{"`, `\u0041`, `":1}`),
		"quotes and commas":   fill(`{"a":"`, `,:[{`, `"}`),
		"centuries":           small{search: `"to": "9999-12-31T23:59:59Z"`}.plan(),
		"billion occurrences": small{rules: `"blackouts": [{"name": "A", ` + strings.ReplaceAll(fiveMinutes, ";COUNT=%d", "") + `}]`, search: `"to": "2031-01-01T00:00:00Z"`}.plan(),
		"rules without end":   small{rules: `"blackouts": [` + repeat(1000, `{"name": "A%[1]d", "rrule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "dtstart": "1970-01-01T00:00:00", "time_zone": "UTC", "duration": "1h"}`, ",") + `]`}.plan(),
	} {
		t.Run(name, func(t *testing.T) {
			require.LessOrEqual(t, len(data), planfile.MaxBytes)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			plan, err := planfile.Parse(t.Context(), data, planfile.Options{})
			runtime.ReadMemStats(&after)
			require.Nil(t, plan)
			require.Error(t, err)
			require.Less(t, len(err.Error()), 200_000)
			require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(256<<20))
		})
	}
}

// The files that a plan names are bounded together.
func TestFileLimits(t *testing.T) {
	// Two mebibytes of a calendar with one event.
	pad := strings.Repeat("X-PAD:"+strings.Repeat("x", 992)+"\r\n", (2<<20-120)/1000)
	text := "BEGIN:VCALENDAR\r\n" + pad + "BEGIN:VEVENT\r\nDTSTART:20260105T000000Z\r\nDTEND:20260105T010000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	files := make(fstest.MapFS)
	for i := range 9 {
		files[fmt.Sprintf("f%d.ics", i)] = &fstest.MapFile{Data: []byte(text + strings.Repeat("\n", 2<<20-len(text)))}
	}
	at := small{rules: `"blackouts": [` + repeat(8, `{"name": "%[1]d", "ics": "f%[1]d.ics"}`, ",") + `]`}
	plan, err := planfile.Parse(t.Context(), at.plan(), planfile.Options{Files: files})
	require.NoError(t, err)
	result, err := plan.Planner.Suggest(context.Background(), plan.Request)
	require.NoError(t, err)
	require.NotEmpty(t, result.Suggestions)

	over := small{rules: `"blackouts": [` + repeat(9, `{"name": "%[1]d", "ics": "f%[1]d.ics"}`, ",") + `]`}
	_, err = planfile.Parse(t.Context(), over.plan(), planfile.Options{Files: files})
	require.EqualError(t, err, `rules.blackouts[8].ics: found "f8.ics"; expected at most 16 MiB of files, all together`)

	// 500 recurring events in 41 zones are more than a million steps, in 40 they are not.
	series := "BEGIN:VCALENDAR\n" + strings.Repeat("BEGIN:VEVENT\nDTSTART;VALUE=DATE:20200105\nRRULE:FREQ=YEARLY\nEND:VEVENT\n", 500) + "END:VCALENDAR\n"
	files = fstest.MapFS{"s.ics": {Data: []byte(series)}}
	zones := func(n int) small {
		// Fixed offsets, and as many places again.
		var list []string
		for i, zone := range strings.Fields(someZones)[:n] {
			list = append(list, fmt.Sprintf(`{"name": "%d", "customers": 1, "time_zone": "%s"}`, i, zone))
		}
		return small{regions: strings.Join(list, ","), rules: `"blackouts": [{"name": "S", "ics": "s.ics"}]`}
	}
	_, err = planfile.Parse(t.Context(), zones(40).plan(), planfile.Options{Files: files})
	require.NoError(t, err)
	_, err = planfile.Parse(t.Context(), zones(41).plan(), planfile.Options{Files: files})
	require.EqualError(t, err, `rules.blackouts[0].ics: found "s.ics"; expected files with at most 1000000 events in all, each counted once for every zone or list of holidays it is used in, a recurring one 50 times and half its COUNT`)
}

const someZones = `Etc/GMT-14 Etc/GMT-13 Etc/GMT-12 Etc/GMT-11 Etc/GMT-10 Etc/GMT-9 Etc/GMT-8 Etc/GMT-7 Etc/GMT-6 Etc/GMT-5 Etc/GMT-4 Etc/GMT-3
	Etc/GMT-2 Etc/GMT-1 UTC Etc/GMT+1 Etc/GMT+2 Etc/GMT+3 Etc/GMT+4 Etc/GMT+5 Etc/GMT+6 Etc/GMT+7 Etc/GMT+8 Etc/GMT+9 Etc/GMT+10 Etc/GMT+11 Etc/GMT+12
	Europe/Berlin Europe/Paris Europe/London Europe/Rome Europe/Madrid Europe/Athens Asia/Tokyo Asia/Seoul Asia/Kolkata Asia/Dubai Asia/Riyadh
	America/Denver America/Chicago America/New_York`
