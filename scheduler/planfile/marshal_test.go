package planfile_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/calendar/national"
	"github.com/quietwindow/quietwindow/scheduler"
	"github.com/quietwindow/quietwindow/scheduler/planfile"
	"github.com/quietwindow/quietwindow/scheduler/report/document"
)

// requireStored writes a plan, reads it and requires that it is the same plan, and is written the same again.
func requireStored(t *testing.T, plan *planfile.Plan, files fs.FS) []byte {
	t.Helper()
	text, err := planfile.Marshal(plan)
	require.NoError(t, err)
	back, err := planfile.Parse(t.Context(), text, planfile.Options{Files: files})
	require.NoError(t, err, "%s", text)
	again, err := planfile.Marshal(back)
	require.NoError(t, err)
	require.Equal(t, string(text), string(again))
	requireSamePlan(t, plan, back)
	return text
}

// requireSamePlan compares what two plans say, and what is answered to them.
func requireSamePlan(t *testing.T, a, b *planfile.Plan) {
	t.Helper()
	require.Equal(t, []string{a.Name, a.ID}, []string{b.Name, b.ID})
	require.Equal(t, a.Warnings, b.Warnings)
	require.Equal(t, a.Cases, b.Cases)
	require.Equal(t, a.Recurring, b.Recurring)
	require.True(t, planfile.SameCampaign(withoutCrews(a.Campaign), withoutCrews(b.Campaign)))
	require.Equal(t, a.Notice == nil, b.Notice == nil)
	if a.Notice != nil {
		require.Equal(t, a.Notice.Policy, b.Notice.Policy)
	}
	require.Equal(t, described(t, a), described(t, b))
	if a.Campaign == nil { // what a campaign is asked was compared, and to answer takes long
		require.Equal(t, answer(t, a), answer(t, b))
	}
}

// withoutCrews leaves out the crews, whose calendars hold what they looked up.
func withoutCrews(c *scheduler.Campaign) *scheduler.Campaign {
	if c == nil {
		return nil
	}
	out := *c
	out.Tasks = append([]scheduler.Task{}, c.Tasks...)
	for i := range out.Tasks {
		out.Tasks[i].Request.Crew = nil
	}
	return &out
}

// described lists what a plan says of regions and crews: numbers, days of the horizon, activity and forecast.
func described(t *testing.T, p *planfile.Plan) []any {
	t.Helper()
	var list []any
	days := func(c calendar.Calendar) {
		all, err := c.Days(p.Request.Horizon)
		require.NoError(t, err)
		list = append(list, c.Location.String(), all)
	}
	for _, r := range p.Planner.Regions() {
		list = append(list, r.Name, r.Customers, r.Weight, r.Forecast)
		days(r.Calendar)
		for kind := range calendar.KindHoliday + 1 {
			for day := range time.Weekday(7) {
				for hour := range calendar.Clock(24) {
					list = append(list, r.Activity.Share(kind, day, hour*3600))
				}
			}
		}
	}
	for _, c := range p.Request.Crew {
		list = append(list, c.Name, c.People, c.Hours, c.Hard)
		days(c.Calendar)
	}
	return list
}

// answer is what is answered to a plan, as JSON.
func answer(t *testing.T, p *planfile.Plan) string {
	t.Helper()
	var b bytes.Buffer
	res, err := p.Planner.Suggest(t.Context(), p.Request)
	if err != nil {
		require.NoError(t, document.ErrorJSON(&b, err))
		return b.String()
	}
	require.NoError(t, document.JSON(&b, res))
	return b.String()
}

// Every plan of the repository reads back as the same plan.
func TestEveryPlanIsStored(t *testing.T) {
	plans := 0
	require.NoError(t, filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(data, []byte(`"regions"`)) || len(data) > 1<<20 {
			return err
		}
		files := os.DirFS(filepath.Dir(path))
		// What is not read is an answer, or a plan that is wrong.
		if plan, err := planfile.Parse(t.Context(), data, planfile.Options{Files: files}); err == nil {
			plans++
			t.Run(filepath.ToSlash(path), func(t *testing.T) { requireStored(t, plan, files) })
		}
		return nil
	}))
	require.GreaterOrEqual(t, plans, 24)
}

// Texts that differ in form only give the same bytes.
func TestOneForm(t *testing.T) {
	plain := requireStored(t, parsed(t, []byte(base), planfile.Options{}), nil)
	other := strings.NewReplacer("6200,", "6.2e3,", `"tolerate": 0.01`, `"tolerate": 1E-2`, "Bavaria", `Ba\u0076aria`, ": ", " :\t").Replace(base)
	require.Equal(t, string(plain), string(requireStored(t, parsed(t, []byte("\xef\xbb\xbf"+other), planfile.Options{}), nil)))
	compact, err := json.Marshal(parsed(t, []byte(base), planfile.Options{})) // by MarshalJSON
	require.NoError(t, err)
	require.JSONEq(t, base, string(compact))

	shuffled := `{"window": {"rollback": "PT45M", "duration": "1h"}, "search": {"to": "2026-02-01T00:00:00+01:00", "from": "2026-01-01T00:00:00Z"}, "name": "a <b> & c\u00e9", "regions": [` + oneRegion + `]}`
	require.Equal(t, `{
  "name": "a <b> & cé",
  "regions": [`+oneRegion+`],
  "window": {"duration": "1h", "rollback": "PT45M"},
  "search": {"from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00+01:00"}
}
`, string(requireStored(t, parsed(t, []byte(shuffled), planfile.Options{}), nil)))
}

func parsed(t *testing.T, data []byte, opts planfile.Options) *planfile.Plan {
	t.Helper()
	plan, err := planfile.Parse(t.Context(), data, opts)
	require.NoError(t, err)
	return plan
}

// What came from files is written as the names of the files.
func TestStoredFiles(t *testing.T) {
	data := small{rules: `"blackouts": [{"name": "f", "ics": "plans/freezes.ics"}]`}.plan()
	text := requireStored(t, parsed(t, data, planfile.Options{Files: feeds}), feeds)
	require.Contains(t, string(text), `{"name": "f", "ics": "plans/freezes.ics"}`)
	var back planfile.Plan
	require.ErrorContains(t, back.UnmarshalJSON(text), "rules.blackouts[0].ics: found \"plans/freezes.ics\"; expected no file")
	require.NoError(t, json.Unmarshal([]byte(base), &back))
	requireSamePlan(t, parsed(t, []byte(base), planfile.Options{}), &back)
}

// The horizon of the options is written, as what it is.
func TestStoredOptions(t *testing.T) {
	data := small{}.plan()
	from, to := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	for _, opts := range []planfile.Options{{From: from}, {From: from, To: to}, {From: from, Days: 20}, {Days: 7}} {
		opts.To = to
		if opts.Days > 0 {
			opts.To = time.Time{}
		}
		requireStored(t, parsed(t, data, opts), nil)
	}
	bare := []byte(`{"regions": [` + oneRegion + `], "window": {"duration": "1h"}}`)
	require.Contains(t, string(requireStored(t, parsed(t, bare, planfile.Options{From: from, To: to}), nil)), `"search": {"from": "2026-03-01T00:00:00Z", "to": "2026-04-01T00:00:00Z"}`)
}

// What a plan file can say of a change is written.
func TestStoredChanges(t *testing.T) {
	for name, change := range map[string]func(*planfile.Plan){
		"name":     func(p *planfile.Plan) { p.Name, p.ID = "N", "N" },
		"name, id": func(p *planfile.Plan) { p.Name, p.ID = "N", "n-1" },
		"window": func(p *planfile.Plan) {
			p.Request.Duration, p.Request.KeepClear, p.Request.Rollback = 90*time.Minute, 0, time.Minute
		},
		"overrun": func(p *planfile.Plan) { p.Request.Overrun = nil },
		"stages":  func(p *planfile.Plan) { p.Request.Overrun[1].Probability = 0.0625 },
		"grid": func(p *planfile.Plan) {
			p.Request.Grid = scheduler.Grid{Step: time.Hour, Location: zone(t, "Asia/Tokyo")}
		},
		"defaults":       func(p *planfile.Plan) { p.Request.Grid, p.Request.Count, p.Request.Spacing = scheduler.Grid{}, 0, 0 },
		"count":          func(p *planfile.Plan) { p.Request.Count, p.Request.Spacing = 7, time.Hour },
		"no candidates":  func(p *planfile.Plan) { p.Request.Candidates = nil },
		"candidates":     func(p *planfile.Plan) { p.Request.Candidates[1] = p.Request.Candidates[1].Add(time.Hour) },
		"kinds of day":   func(p *planfile.Plan) { p.Request.AllowWorkingDays, p.Request.AllowHolidays = true, false },
		"estimated days": func(p *planfile.Plan) { p.Request.Estimated, p.Request.Tolerate = scheduler.EstimatedIgnore, 0.25 },
	} {
		t.Run(name, func(t *testing.T) {
			plan := parsed(t, []byte(base), planfile.Options{})
			before, err := planfile.Marshal(plan)
			require.NoError(t, err)
			change(plan)
			after := requireStored(t, plan, nil)
			require.NotEqual(t, string(before), string(after))
		})
	}
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	loc, err := calendar.LoadZone(name)
	require.NoError(t, err)
	return loc
}

// What a plan file cannot say is an error that names it.
func TestWhatCannotBeStored(t *testing.T) {
	full := string(readFile(t, "testdata/every_key.json"))
	for path, change := range map[string]func(*planfile.Plan){
		"plan":             func(p *planfile.Plan) { *p = planfile.Plan{Planner: p.Planner, Request: p.Request} },
		"search.from":      func(p *planfile.Plan) { p.Request.Horizon.End = p.Request.Horizon.End.Add(time.Hour) },
		"regions":          func(p *planfile.Plan) { p.Planner, _ = scheduler.New(p.Planner.Regions()...) },
		"rules":            func(p *planfile.Plan) { p.Request.Rules = p.Request.Rules[1:] },
		"crew":             func(p *planfile.Plan) { p.Request.Crew[0].People++ },
		"notice":           func(p *planfile.Plan) { p.Notice.Policy.Reminders[0]++ },
		"headquarters":     func(p *planfile.Plan) { p.Request.Headquarters = time.UTC },
		"robustness":       func(p *planfile.Plan) { p.Cases = p.Cases[:1] },
		"campaign":         func(p *planfile.Plan) { p.Campaign = &scheduler.Campaign{} },
		"recurring":        func(p *planfile.Plan) { p.Recurring = &scheduler.Every{Weeks: 1} },
		"day_corrections":  func(p *planfile.Plan) { p.Corrections = &national.Corrections{} },
		"search.time_zone": func(p *planfile.Plan) { p.Request.Grid.Location = time.FixedZone("UTC+1", 3600) },
		"window.duration":  func(p *planfile.Plan) { p.Request.Duration = time.Millisecond },
		"name":             func(p *planfile.Plan) { p.Name, p.ID = "a\u0000", "a\u0000" },
		"id":               func(p *planfile.Plan) { p.Name, p.ID = "a", "" },
	} {
		t.Run(path, func(t *testing.T) {
			plan := parsed(t, []byte(full), planfile.Options{})
			change(plan)
			_, err := planfile.Marshal(plan)
			var faults scheduler.FieldErrors
			require.ErrorAs(t, err, &faults)
			assert.Equal(t, path, faults[0].Path)
			_, err = json.Marshal(plan)
			require.True(t, errors.As(err, &faults), "%v", err)
		})
	}
	given, err := national.ReadCorrections(strings.NewReader("code,date,op,name,scope,source\nDE,2026-12-24,off,Given,all,company\n"))
	require.NoError(t, err)
	_, err = planfile.Marshal(parsed(t, []byte(full), planfile.Options{Corrections: given}))
	require.ErrorContains(t, err, "day_corrections: found \"corrections that came with the options\"; expected the name of their file in the plan")
}

// A task's request is the plan's with its own over it, so a change of the plan's is one of all.
func TestStoredCampaignChange(t *testing.T) {
	plan := fixture(t, "series-12-weekends")
	plan.Request.Tolerate = 0.5
	_, err := planfile.Marshal(plan)
	require.ErrorContains(t, err, "campaign: found \"a change since the plan was read\"")
	plan = fixture(t, "series-12-weekends")
	plan.Campaign.Tasks[3].Request.Duration = time.Minute
	_, err = planfile.Marshal(plan)
	require.ErrorContains(t, err, "campaign: found \"a change since the plan was read\"")
}
