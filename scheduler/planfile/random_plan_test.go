package planfile_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/quietwindow/quietwindow/scheduler/planfile"
)

var (
	randomPlans = flag.Int("stored-plans", 10, "how many random plan files are written and read back")
	thorough    = flag.Bool("thorough", false, "files as large as may be, and every campaign that was planned by others too")
)

// Random plans of all forms of times, holidays, activities and numbers read back as the same plans.
func TestRandomPlansAreStored(t *testing.T) {
	for i := range *randomPlans {
		seed := uint64(i)
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			data := randomPlan(rand.New(rand.NewPCG(seed, 1)))
			requireStored(t, parsed(t, data, planfile.Options{Files: feeds}), feeds)
		})
	}
}

// dice builds a plan file: keys are there or not, and in any order.
type dice struct{ *rand.Rand }

func one[T any](d dice, of ...T) T { return of[d.IntN(len(of))] }

// maybe returns the member that it is given, or nothing.
func (d dice) maybe(key, value string) string { return one(d, "", fmt.Sprintf("%q: %s", key, value)) }

func member(key, value string) string { return fmt.Sprintf("%q: %s", key, value) }

func quoted(s string) string { return fmt.Sprintf("%q", s) }

func (d dice) object(members ...string) string {
	var there []string
	for _, m := range members {
		if m != "" {
			there = append(there, m)
		}
	}
	d.Shuffle(len(there), func(i, j int) { there[i], there[j] = there[j], there[i] })
	return "{" + strings.Join(there, one(d, ",", ", ", ",\n  ")) + "}"
}

func list(items ...string) string { return "[" + strings.Join(items, ", ") + "]" }

// some returns up to most items, numbered.
func (d dice) some(most int, item func(i int) string) string {
	items := make([]string, d.IntN(most+1))
	for i := range items {
		items[i] = item(i)
	}
	return list(items...)
}

func (d dice) share() string { return one(d, "0.5", "5e-1", "0.125", "1E-3", "0.000001", "0.33000") }

func (d dice) zone() string {
	return quoted(one(d, "UTC", "Europe/Berlin", "America/New_York", "Asia/Riyadh", "Australia/Lord_Howe", "Asia/Kathmandu"))
}

func (d dice) holidays() string {
	code := one(d, "US", "DE-BY", "GB", "JP", "MY", "HU")
	return one(d, list(), list(quoted(code)), list(quoted("FR"), d.object(member("code", quoted(code)))),
		list(d.object(member("code", `"US"`), d.maybe("except", `["Columbus Day"]`), d.maybe("also", `["government"]`))), list(`{"ics": "holidays.ics"}`, quoted(code)))
}

func (d dice) region(i int) string {
	return d.object(member("name", quoted(fmt.Sprintf("R%d", i))), member("customers", one(d, "1", "6200", "6.2e3", "1000000.0", "99")), member("time_zone", d.zone()),
		d.maybe("weight", one(d, "1", "0.001", "2.5", "1e3")), d.maybe("holidays", d.holidays()), d.maybe("extra_holidays", `{"2026-12-31": "Eve", "2026-12-24": "Christmas <Eve>"}`),
		d.maybe("working_days", `{"2026-12-12": "in its place"}`), d.maybe("weekend", one(d, `""`, `"Fri"`, `"Sun,Sat"`)), d.maybe("activity", one(d, `"consumer"`, `"always"`, `"own"`)))
}

func (d dice) row() string {
	row := make([]string, 24)
	for i := range row {
		row[i] = d.share()
	}
	return list(row...)
}

func (d dice) period(i, regions int) string {
	name := member("name", quoted(fmt.Sprintf("period %d", i)))
	some := list(quoted(fmt.Sprintf("R%d", d.IntN(regions))))
	rule := []string{name, member("dtstart", `"2026-11-30T22:00:00"`), member("duration", one(d, `"PT1H30M"`, `"26h"`, `"P1D"`, `"P1DT2H"`))}
	return one(d,
		d.object(name, member("start", `"2026-12-18T00:00:00+05:45"`), member("end", `"2026-12-19T12:00:00Z"`)),
		d.object(name, member("start", `"2026-12-18"`), member("end", `"2026-12-20"`), d.maybe("regions", some)),
		d.object(append(rule, member("rrule", `"FREQ=WEEKLY;BYDAY=MO,TU"`), member("time_zone", d.zone()), d.maybe("exdate", `["2026-12-07", "2026-12-08T22:00:00"]`), d.maybe("rdate", `["2026-12-12T01:00:00"]`), d.maybe("shift", `"2 days"`))...),
		d.object(append(rule, member("rrule", `"FREQ=MONTHLY;BYDAY=1WD"`), member("regions", some), member("working_days_of", `"R0"`), d.maybe("shift", `"-1 working days"`))...),
		d.object(name, member("ics", `"plans/freezes.ics"`), d.maybe("on_flaw", one(d, `"skip"`, `"refuse"`)), d.maybe("regions", some)))
}

func (d dice) rules(regions int) string {
	return d.object(d.maybe("exclude_weekdays", one(d, "true", "false")), d.maybe("exclude_holidays", "false"), d.maybe("estimated", `"ignore"`), d.maybe("tolerate", d.share()),
		d.maybe("blackouts", d.some(3, func(i int) string { return d.period(i, regions) })), d.maybe("only_during", list(`{"name": "season", "start": "2026-12-01", "end": "2027-01-15"}`)),
		d.maybe("only_hours", list(d.object(member("name", `"night"`), member("hours", `"20:00-08:00"`), member("time_zone", d.zone())))),
		d.maybe("limit_share", list(d.object(member("region", `"R0"`), member("share", d.share())))), d.maybe("limit_peak", d.share()))
}

func (d dice) window() string {
	return d.object(member("duration", one(d, `"1h"`, `"90m"`, `"PT45M"`)), d.maybe("overrun", `[{"probability": 2.5e-1, "until": "2h"}, {"until": "PT3H", "probability": 0}]`), d.maybe("keep_clear", `"180m"`), d.maybe("rollback", `"30m"`))
}

// more is a list of starts, a campaign, a recurring slot or nothing of these.
func (d dice) more(regions int) (candidates, key string) {
	starts := list(`"2026-12-06T03:00:00Z"`, `"2026-12-05T05:00:00+01:00"`)
	task := d.object(member("name", `"two"`), member("after", `[{"task": "one", "at_least": "1d"}]`), d.maybe("window", `{"duration": "2h", "keep_clear": "12h", "overrun": []}`), d.maybe("rules", d.rules(regions)),
		d.maybe("announced", `"2026-12-13T04:00:00Z"`), d.maybe("share", d.share()), d.maybe("regions", `["R0"]`), d.maybe("to", `"2027-01-20T00:00:00Z"`))
	campaign := d.object(member("tasks", list(`{"name": "one"}`, task, `{"name": "many", "series": {"times": 2.0, "at_most": "20d", "at_least": "48h"}}`)),
		d.maybe("limits", `[{"name": "few", "per": "week", "windows": 1}, {"at_once": 1, "name": "alone", "regions": ["R0"]}]`), d.maybe("paid", `{"R0": 12.50}`), d.maybe("effort", "2"))
	return one(d, "", member("candidates", starts)), one(d, "", "", member("campaign", campaign), member("recurring", d.object(member("every", one(d, `"week"`, `"month"`)), d.maybe("time_zone", d.zone()))))
}

func randomPlan(r *rand.Rand) []byte {
	d := dice{r}
	regions := 1 + d.IntN(4)
	list := make([]string, regions)
	for i := range list {
		list[i] = d.region(i)
	}
	candidates, more := d.more(regions)
	if more != "" {
		candidates = ""
	}
	text := d.object(d.maybe("version", "1.0"), d.maybe("name", `"a plan \u00e9"`), d.maybe("id", `"plan-1"`), member("regions", "["+strings.Join(list, ",\n")+"]"),
		member("activities", `{"own": `+d.object(member("workday", d.row()), member("weekend", d.row()), member("holiday", d.row()), d.maybe("friday", d.row()), d.maybe("holiday_monday", d.row()))+`}`),
		member("window", d.window()), member("rules", d.rules(regions)), more,
		member("search", d.object(member("from", `"2026-12-01T00:00:00Z"`), member("to", `"2027-02-01T00:00:00+01:00"`), d.maybe("step", one(d, `"1h"`, `"30m"`)), d.maybe("time_zone", d.zone()), d.maybe("count", "3"), d.maybe("spacing", `"24h"`), candidates)),
		d.maybe("crew", `[{"name": "Ops", "people": 3, "time_zone": "Europe/Berlin", "hours": "08:00-20:00", "holidays": ["DE-BE"]}]`), d.maybe("announced", `"2026-11-20T09:00:00Z"`),
		d.maybe("notice", `{"at_least": "72h", "reminders": ["24h", "1h"], "service": "Us & them"}`), d.maybe("headquarters", d.zone()), d.maybe("robustness", `[{"case": "work"}, {"by": 3, "case": "activity"}]`))
	if !json.Valid([]byte(text)) {
		panic(text)
	}
	return []byte(text)
}

// FuzzMarshal checks that whatever is read is written, reads back, and is then written the same.
func FuzzMarshal(f *testing.F) {
	f.Add([]byte(base))
	f.Add(readFile(f, "testdata/every_key.json"))
	f.Add(readFile(f, "testdata/campaign/rings-60-10d-all.json"))
	for seed := range uint64(20) {
		f.Add(randomPlan(rand.New(rand.NewPCG(seed, 2))))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		plan, err := planfile.Parse(t.Context(), data, planfile.Options{Files: feeds})
		if err != nil {
			return
		}
		requireStored(t, plan, feeds)
	})
}
