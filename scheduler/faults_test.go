package scheduler_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/quietwindow/quietwindow/calendar"
	"github.com/quietwindow/quietwindow/scheduler"
)

// paths returns the paths of all faults of an error, and fails where it holds anything else.
func paths(t testing.TB, err error) (list []string) {
	t.Helper()
	var faults scheduler.FieldErrors
	require.True(t, errors.As(err, &faults), "%v", err)
	for _, f := range faults {
		list = append(list, f.Path)
		assert.NotEmpty(t, f.Expected)
		assert.Contains(t, err.Error(), f.Error())
		assert.Contains(t, f.Error(), f.Path)
		assert.ErrorIs(t, err, f)
	}
	return list
}

func soundRegion(t testing.TB) scheduler.Region {
	return scheduler.Region{Name: "A", Customers: 10, Calendar: calendar.Calendar{Location: mustZone(t, "Europe/Berlin")}}
}

func soundRequest(t testing.TB) scheduler.Request {
	return scheduler.Request{
		Horizon:  calendar.Interval{Start: at(t, "2026-06-01T00:00:00Z"), End: at(t, "2026-06-15T00:00:00Z")},
		Duration: time.Hour,
	}
}

func TestNewRefuses(t *testing.T) {
	tests := []struct {
		what string
		edit func(r *scheduler.Region)
		path string
	}{
		{"no name", func(r *scheduler.Region) { r.Name = "" }, "regions[1].name"},
		{"a name of 201 characters", func(r *scheduler.Region) { r.Name = strings.Repeat("é", 201) }, "regions[1].name"},
		{"a name that is no text", func(r *scheduler.Region) { r.Name = "\xff" }, "regions[1].name"},
		{"a name twice", func(r *scheduler.Region) { r.Name = "A" }, "regions[1].name"},
		{"no customers", func(r *scheduler.Region) { r.Customers = 0 }, "regions[1].customers"},
		{"negative customers", func(r *scheduler.Region) { r.Customers = -5 }, "regions[1].customers"},
		{"the least number", func(r *scheduler.Region) { r.Customers = math.MinInt64 }, "regions[1].customers"},
		{"the most customers and those of A", func(r *scheduler.Region) { r.Customers = scheduler.MaxCustomers - 9 }, "regions[1].customers"},
		{"the largest number", func(r *scheduler.Region) { r.Customers = math.MaxInt64 }, "regions[1].customers"},
		{"no zone", func(r *scheduler.Region) { r.Calendar.Location = nil }, "regions[1].time_zone"},
		{"the machine's zone", func(r *scheduler.Region) { r.Calendar.Location = time.Local }, "regions[1].time_zone"},
	}
	for _, test := range tests {
		bad := soundRegion(t)
		bad.Name = "B"
		test.edit(&bad)
		p, err := scheduler.New(soundRegion(t), bad)
		assert.Nil(t, p, test.what)
		assert.Equal(t, []string{test.path}, paths(t, err), test.what)
	}
	_, err := scheduler.New()
	assert.Equal(t, []string{"regions"}, paths(t, err))
	_, err = scheduler.New(make([]scheduler.Region, scheduler.MaxRegions+1)...)
	assert.Equal(t, []string{"regions"}, paths(t, err))
	_, err = scheduler.New(scheduler.Region{}, soundRegion(t), scheduler.Region{Name: "A", Customers: -1, Calendar: calendar.Calendar{Location: time.Local}})
	assert.Equal(t, []string{
		"regions[0].name", "regions[0].customers", "regions[0].time_zone", "regions[2].name", "regions[2].customers", "regions[2].time_zone",
	}, paths(t, err), "every fault at once")
	assert.Contains(t, err.Error(), "6 problems")
}

func TestNewTakesTheLimits(t *testing.T) {
	a, b := soundRegion(t), soundRegion(t)
	a.Name, b.Name = strings.Repeat("é", 200), "B"
	a.Customers, b.Customers = scheduler.MaxCustomers-1, 1
	p, err := scheduler.New(a, b)
	require.NoError(t, err)
	assert.EqualValues(t, int64(scheduler.MaxCustomers), p.Customers())
	many := make([]scheduler.Region, scheduler.MaxRegions)
	for i := range many {
		many[i] = soundRegion(t)
		many[i].Name = strings.Repeat("r", 1+i%100) + strings.Repeat("s", i/100)
	}
	p, err = scheduler.New(many...)
	require.NoError(t, err)
	assert.Len(t, p.Regions(), scheduler.MaxRegions)
}

func nothing(context.Context, *scheduler.View, func(scheduler.Block) bool) error { return nil }

func TestRequestsRefused(t *testing.T) {
	const hour = time.Hour
	tests := []struct {
		what  string
		edit  func(r *scheduler.Request)
		paths []string
	}{
		{"an end before the beginning", func(r *scheduler.Request) { r.Horizon.End = r.Horizon.Start.Add(-hour) }, []string{"search.to"}},
		{"an empty horizon", func(r *scheduler.Request) { r.Horizon.End = r.Horizon.Start }, []string{"search.to"}},
		{"half a second", func(r *scheduler.Request) { r.Horizon.Start = r.Horizon.Start.Add(hour / 7200) }, []string{"search.from"}},
		{"half a second at the end", func(r *scheduler.Request) { r.Horizon.End = r.Horizon.End.Add(hour / 7200) }, []string{"search.to"}},
		{"1972", func(r *scheduler.Request) { r.Horizon.Start = at(t, "1972-12-31T23:59:59Z") }, []string{"search.from"}},
		{"2201", func(r *scheduler.Request) {
			r.Horizon = calendar.Interval{Start: at(t, "2200-12-30T00:00:00Z"), End: at(t, "2201-01-01T00:00:00Z")}
		}, []string{"search.to"}},
		{"five years and a second", func(r *scheduler.Request) { r.Horizon.End = at(t, "2031-06-01T00:00:01Z") }, []string{"search.to"}},
		{"a window longer than the horizon", func(r *scheduler.Request) { r.Horizon.End = r.Horizon.Start.Add(hour - time.Second) }, []string{"search.to"}},
		{"more kept clear than the horizon is long", func(r *scheduler.Request) { r.KeepClear = 15 * 24 * hour }, []string{"search.to"}},
		{"no duration", func(r *scheduler.Request) { r.Duration = 0 }, []string{"window.duration"}},
		{"a negative duration", func(r *scheduler.Request) { r.Duration = -hour }, []string{"window.duration"}},
		{"a duration with a fraction", func(r *scheduler.Request) { r.Duration = hour + time.Millisecond }, []string{"window.duration"}},
		{"keep_clear below the duration", func(r *scheduler.Request) { r.KeepClear = hour - time.Second }, []string{"window.keep_clear"}},
		{"a negative keep_clear", func(r *scheduler.Request) { r.KeepClear = -hour }, []string{"window.keep_clear"}},
		{"keep_clear beyond its limit", func(r *scheduler.Request) {
			r.KeepClear = scheduler.MaxExposure + time.Second
			r.Horizon.End = at(t, "2026-09-01T00:00:00Z")
		}, []string{"window.keep_clear"}},
		{"a negative rollback", func(r *scheduler.Request) { r.Rollback = -1 }, []string{"window.rollback"}},
		{"until not after the duration", func(r *scheduler.Request) { r.Overrun = []scheduler.OverrunStage{{Until: hour, Probability: 0.5}} }, []string{"window.overrun[0].until"}},
		{"until twice", func(r *scheduler.Request) {
			r.Overrun = []scheduler.OverrunStage{{Until: 2 * hour, Probability: 0.5}, {Until: 2 * hour, Probability: 0.5}}
		}, []string{"window.overrun[1].until"}},
		{"a rising probability", func(r *scheduler.Request) {
			r.Overrun = []scheduler.OverrunStage{{Until: 2 * hour, Probability: 0.25}, {Until: 3 * hour, Probability: 0.26}}
		}, []string{"window.overrun[1].probability"}},
		{"a probability of 1.2", func(r *scheduler.Request) { r.Overrun = []scheduler.OverrunStage{{Until: 2 * hour, Probability: 1.2}} }, []string{"window.overrun[0].probability"}},
		{"a probability below 0", func(r *scheduler.Request) { r.Overrun = []scheduler.OverrunStage{{Until: 2 * hour, Probability: -0.1}} }, []string{"window.overrun[0].probability"}},
		{"a probability that is no number", func(r *scheduler.Request) {
			r.Overrun = []scheduler.OverrunStage{{Until: 2 * hour, Probability: math.NaN()}}
		}, []string{"window.overrun[0].probability"}},
		{"an overrun beyond the limit", func(r *scheduler.Request) {
			r.Overrun = []scheduler.OverrunStage{{Until: scheduler.MaxExposure + time.Second, Probability: 0.1}}
		}, []string{"window.overrun[0].until"}},
		{"33 stages", func(r *scheduler.Request) { r.Overrun = stages(33) }, []string{"window.overrun"}},
		{"a step that does not divide a day", func(r *scheduler.Request) { r.Grid.Step = 7 * time.Minute }, []string{"search.step"}},
		{"a step below a minute", func(r *scheduler.Request) { r.Grid.Step = 30 * time.Second }, []string{"search.step"}},
		{"a step with a fraction", func(r *scheduler.Request) { r.Grid.Step = 86_400 * time.Second / 1024 }, []string{"search.step"}},
		{"a step of two days", func(r *scheduler.Request) { r.Grid.Step = 48 * hour }, []string{"search.step"}},
		{"a negative step", func(r *scheduler.Request) { r.Grid.Step = -hour }, []string{"search.step"}},
		{"a freeze that nobody built", func(r *scheduler.Request) { r.Rules = []scheduler.Rule{scheduler.Blackout(scheduler.Period{})} }, []string{"rules[0]"}},
		{"a freeze without a function", func(r *scheduler.Request) {
			r.Rules = []scheduler.Rule{scheduler.Blackout(scheduler.RegionInstants("A", nil)), scheduler.OnlyDuring(scheduler.RegionInstants("B", nil))}
		}, []string{"rules[0]", "rules[1]"}},
		{"the machine's zone", func(r *scheduler.Request) { r.Grid.Location = time.Local }, []string{"search.time_zone"}},
		{"a negative count", func(r *scheduler.Request) { r.Count = -1 }, []string{"search.count"}},
		{"1001 suggestions", func(r *scheduler.Request) { r.Count = scheduler.MaxSuggestions + 1 }, []string{"search.count"}},
		{"a negative spacing", func(r *scheduler.Request) { r.Spacing = -hour }, []string{"search.spacing"}},
		{"a spacing with a fraction", func(r *scheduler.Request) { r.Spacing = time.Nanosecond }, []string{"search.spacing"}},
		{"no candidates", func(r *scheduler.Request) { r.Candidates = []time.Time{} }, []string{"search.candidates"}},
		{"too many candidates", func(r *scheduler.Request) { r.Candidates = make([]time.Time, scheduler.MaxCandidates+1) }, []string{"search.candidates"}},
		{"candidates outside, at no time, twice", func(r *scheduler.Request) {
			r.Candidates = []time.Time{r.Horizon.Start.Add(-time.Second), {}, r.Horizon.End.Add(-hour), r.Horizon.End.Add(-hour + time.Second), r.Horizon.End.Add(-hour).In(time.FixedZone("x", 60)), r.Horizon.Start.Add(1)}
		}, []string{"search.candidates[0]", "search.candidates[1]", "search.candidates[3]", "search.candidates[4]", "search.candidates[5]"}},
		{"all customers tolerated", func(r *scheduler.Request) { r.Tolerate = 1 }, []string{"rules.tolerate"}},
		{"tolerated below 0", func(r *scheduler.Request) { r.Tolerate = -0.01 }, []string{"rules.tolerate"}},
		{"tolerated that is no number", func(r *scheduler.Request) { r.Tolerate = math.NaN() }, []string{"rules.tolerate"}},
		{"tolerated without end", func(r *scheduler.Request) { r.Tolerate = math.Inf(1) }, []string{"rules.tolerate"}},
		{"another way to treat estimated days", func(r *scheduler.Request) { r.Estimated = 3 }, []string{"rules.estimated"}},
		{"a rule of an unknown region", func(r *scheduler.Request) {
			r.Rules = []scheduler.Rule{scheduler.Blackout(must(scheduler.Dates("x", calendar.MustParseDate("2026-06-01"), calendar.MustParseDate("2026-06-02"), "A", "a"))), must(scheduler.LimitShare("B", 0.5))}
		}, []string{"rules[0].regions[1]", "rules[1].regions[0]"}},
		{"an empty rule", func(r *scheduler.Request) { r.Rules = []scheduler.Rule{{}} }, []string{"rules[0].name", "rules[0].blocks"}},
		{"a reserved name", func(r *scheduler.Request) {
			r.Rules = []scheduler.Rule{{Name: "weekdays", Blocks: nothing}, {Name: "holidays", Blocks: nothing}, {Name: "horizon", Blocks: nothing}}
		}, []string{"rules[0].name", "rules[1].name", "rules[2].name"}},
		{"a rule twice", func(r *scheduler.Request) {
			r.Rules = []scheduler.Rule{{Name: "a", Title: "b", Blocks: nothing}, {Name: "a", Title: "c", Blocks: nothing}, {Name: "a", Title: "b", Blocks: nothing}}
		}, []string{"rules[2].title"}},
		{"too many rules", func(r *scheduler.Request) { r.Rules = make([]scheduler.Rule, scheduler.MaxRules+1) }, []string{"rules"}},
		{"a block of an unknown region", func(r *scheduler.Request) {
			r.Rules = []scheduler.Rule{{Name: "a", Blocks: blocksOf([]scheduler.Block{{Interval: r.Horizon, Region: "B"}})}}
		}, []string{"rules[0]"}},
	}
	p, err := scheduler.New(soundRegion(t))
	require.NoError(t, err)
	ctx := context.Background()
	for _, test := range tests {
		req := soundRequest(t)
		test.edit(&req)
		res, err := p.Suggest(ctx, req)
		assert.Nil(t, res, test.what)
		assert.Equal(t, test.paths, paths(t, err), test.what)
		_, err = p.Timeline(ctx, req)
		assert.Equal(t, test.paths, paths(t, err), test.what)
		_, err = p.Assess(ctx, req, at(t, "2026-06-06T00:00:00Z"))
		assert.Subset(t, paths(t, err), test.paths, test.what)
	}
}

// stages returns n stages of an overrun.
func stages(n int) (list []scheduler.OverrunStage) {
	for i := range n {
		list = append(list, scheduler.OverrunStage{Until: time.Hour + time.Duration(i+1)*time.Second, Probability: 0.5})
	}
	return list
}

func TestRequestsAtTheLimits(t *testing.T) {
	day := 24 * time.Hour
	tests := []struct {
		what string
		edit func(r *scheduler.Request)
	}{
		{"1973", func(r *scheduler.Request) {
			r.Horizon = calendar.Interval{Start: at(t, "1973-01-01T00:00:00Z"), End: at(t, "1973-01-15T00:00:00Z")}
		}},
		{"2200", func(r *scheduler.Request) {
			r.Horizon = calendar.Interval{Start: at(t, "2200-12-01T00:00:00Z"), End: at(t, "2200-12-31T23:59:59Z")}
		}},
		{"five years", func(r *scheduler.Request) { r.Horizon.End = at(t, "2031-06-01T00:00:00Z") }},
		{"a window as long as the horizon", func(r *scheduler.Request) {
			r.AllowWorkingDays = true
			r.Duration = 14 * day
		}},
		{"the longest exposure and keep_clear", func(r *scheduler.Request) {
			r.AllowWorkingDays, r.Horizon.End = true, r.Horizon.Start.Add(scheduler.MaxExposure)
			r.KeepClear = scheduler.MaxExposure
			r.Overrun = []scheduler.OverrunStage{{Until: scheduler.MaxExposure, Probability: 1}}
		}},
		{"32 stages", func(r *scheduler.Request) { r.Overrun = stages(32) }},
		{"1000 suggestions", func(r *scheduler.Request) { r.Count = scheduler.MaxSuggestions }},
		{"a step of a minute", func(r *scheduler.Request) { r.Grid.Step = time.Minute }},
		{"a step of a day", func(r *scheduler.Request) { r.Grid.Step = day }},
		{"the largest tolerance", func(r *scheduler.Request) { r.Tolerate = 0.999999 }},
		{"most rules", func(r *scheduler.Request) {
			for i := range scheduler.MaxRules {
				r.Rules = append(r.Rules, scheduler.Rule{Name: "r", Title: strings.Repeat("x", 1+i%100) + strings.Repeat("y", i/100), Blocks: nothing})
			}
		}},
	}
	p, err := scheduler.New(soundRegion(t))
	require.NoError(t, err)
	for _, test := range tests {
		req := soundRequest(t)
		test.edit(&req)
		res, err := p.Suggest(context.Background(), req)
		require.NoError(t, err, test.what)
		assert.NotEmpty(t, res.Suggestions, test.what)
	}
}
